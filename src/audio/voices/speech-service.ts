import {z} from 'zod';
import {boundedBody} from '../../bounded-body.ts';
import {InvalidInputError, ViralError} from '../../errors.ts';
import {errorOfAnswer, errorOfConnection} from './service-errors.ts';

/** The part of `fetch` that voices use. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

export interface SpeechServiceOptions {
  /** Name of the voice, as in `gemini/Kore`. */
  readonly voice: string;
  readonly baseUrl: string;
  /** Default: the global one. */
  readonly fetch?: Fetch | undefined;
  /** Keys and tokens; they are taken out of everything that is said in an error. */
  readonly secrets: () => readonly string[];
  readonly now?: (() => number) | undefined;
}

export interface SpeechAnswer {
  readonly bytes: Uint8Array;
  /** Lower case, with parameters; empty when there is none. */
  readonly contentType: string;
}

/** A service over HTTP that speaks. */
export interface SpeechService {
  /**
   * Posts JSON once, without another try.
   * @param path after the base address, as in `/v1/audio/speech`
   * @throws ViralError `voice-failed`, whose action says whether another try makes sense; the signal's reason
   */
  post(
    path: string,
    request: {
      readonly headers: Readonly<Record<string, string>>;
      readonly body: unknown;
      readonly signal: AbortSignal;
    },
  ): Promise<SpeechAnswer>;
  /**
   * Reads JSON of a shape out of an answer.
   * @throws ViralError `voice-failed`
   */
  read<Schema extends z.ZodType>(schema: Schema, answer: SpeechAnswer): z.output<Schema>;
  /** Bytes from base64. @throws ViralError `voice-failed` */
  decode(base64: string): Uint8Array;
}

const maxAnswerBytes = 64_000_000;
const maxErrorBytes = 20_000;

/**
 * A key or token as it goes into a header.
 * @throws InvalidInputError without the key: what is wrong with a secret must not show it
 */
export function checkedSecret(option: string, secret: string): string {
  const trimmed = secret.trim();
  if (trimmed === '') throw new InvalidInputError('the voice', [{path: option, message: 'is empty'}]);
  if (!/^[\x21-\x7E]+$/.test(trimmed)) {
    throw new InvalidInputError('the voice', [
      {path: option, message: 'holds white space or characters that no key has; copy it again'},
    ]);
  }
  return trimmed;
}

/**
 * The address of a service without a slash at its end.
 * @throws InvalidInputError
 */
function checkedBaseUrl(baseUrl: string): string {
  const bad = (message: string) => new InvalidInputError('the voice', [{path: 'baseUrl', message}]);
  if (!URL.canParse(baseUrl)) throw bad('is no address; write it as https://host or http://host:port');
  const url = new URL(baseUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw bad('is not http or https');
  if (url.username !== '' || url.password !== '')
    throw bad('carries a user name or password; pass the key as apiKey');
  if (url.search !== '' || url.hash !== '') throw bad('has a query or fragment; leave it out');
  return url.href.replace(/\/+$/, '');
}

/** Whether an answer is a page for people: a proxy's login or error, a wrong address. */
export function isWebPage(bytes: Uint8Array, contentType: string): boolean {
  if (/^(?:text\/html|application\/xhtml)/.test(contentType)) return true;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200)).trimStart().toLowerCase();
  return start.startsWith('<!doctype') || start.startsWith('<html');
}

async function readBytes(response: Response, limit: number, voice: string): Promise<Uint8Array> {
  const tooLarge = () =>
    new ViralError(
      'voice-failed',
      `${voice} sent more than ${limit / 1e6} MB for one line. Check model and settings.`,
    );
  return boundedBody(response, limit, tooLarge);
}

/**
 * The HTTP side of a voice. Redirects are not followed, so that a key goes nowhere but where it was meant for; errors
 * carry neither secrets nor what caused them, which may hold the request.
 */
export function speechService(options: SpeechServiceOptions): SpeechService {
  const {voice, fetch: ask = (address, init) => globalThis.fetch(address, init), now = Date.now} = options;
  const baseUrl = checkedBaseUrl(options.baseUrl);
  const {host} = new URL(baseUrl);
  const hidden = (text: string) =>
    options
      .secrets()
      .filter((secret) => secret.length > 3)
      .reduce((shown, secret) => shown.replaceAll(secret, '[key]'), text);
  const fail = (what: string, action: 'retry' | 'fatal') =>
    new ViralError('voice-failed', `${voice} ${what}`, {action});

  return {
    async post(path, {headers, body, signal}) {
      signal.throwIfAborted();
      try {
        const response = await ask(`${baseUrl}${path}`, {
          method: 'POST',
          headers: {'content-type': 'application/json', ...headers},
          body: JSON.stringify(body),
          redirect: 'manual',
          signal,
        });
        const contentType = (response.headers.get('content-type') ?? '').toLowerCase();
        if (!response.ok) {
          const text = new TextDecoder().decode(await readBytes(response, maxAnswerBytes, voice));
          throw errorOfAnswer({
            voice,
            status: response.status,
            retryAfter: response.headers.get('retry-after'),
            body: hidden(text.slice(0, maxErrorBytes)),
            now: now(),
          });
        }
        const bytes = await readBytes(response, maxAnswerBytes, voice);
        if (isWebPage(bytes, contentType)) {
          throw fail(
            'answered with a web page, not with speech. Check baseUrl, and whether a proxy stands between.',
            'fatal',
          );
        }
        return {bytes, contentType};
      } catch (error) {
        signal.throwIfAborted();
        if (ViralError.isInstance(error)) throw error;
        throw errorOfConnection(voice, host, error);
      }
    },

    read(schema, {bytes}) {
      let value: unknown;
      try {
        value = JSON.parse(new TextDecoder().decode(bytes));
      } catch {
        throw fail(
          bytes.length === 0
            ? 'sent an empty answer. Try again.'
            : 'sent something that is not whole JSON. Try again.',
          'retry',
        );
      }
      const result = schema.safeParse(value);
      if (result.success) return result.data;
      const [issue] = result.error.issues;
      const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
      throw fail(`sent an answer of an unknown shape${where}. Try again, or use another voice.`, 'retry');
    },

    decode(base64) {
      if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64.length % 4 !== 0) {
        throw fail('sent sound that is not whole. Try again.', 'retry');
      }
      return Buffer.from(base64, 'base64');
    },
  };
}
