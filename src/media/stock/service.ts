import {boundedBody} from '../../bounded-body.ts';
import {ViralError, InvalidInputError, type NextAction} from '../../errors.ts';

/** The part of `fetch` that sources use. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

export interface StockServiceOptions {
  /** Name of the service in messages, as in `pexels`. */
  readonly name: string;
  /** Taken out of everything that is said in an error. */
  readonly apiKey: string;
  /** Default: the global one. */
  readonly fetch?: Fetch | undefined;
  readonly now?: (() => number) | undefined;
}

/** A search service over HTTP. */
export interface StockService {
  /**
   * Asks once for JSON, unless the service has said to wait longer: then the error comes without asking.
   * @throws ViralError `media-failed`, whose action says whether another try makes sense; the signal's reason
   */
  ask(address: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<unknown>;
}

const maxAnswerBytes = 5_000_000;
/** A wait up to this long is worth sitting out. */
const longestRetryInMs = 30_000;
/** Where a limit is reached and nothing is said of when it ends. */
const unnamedWaitInMs = 60_000;
const timeoutInMs = 20_000;

/**
 * A key as it goes into a request.
 * @throws InvalidInputError without the key: what is wrong with a secret must not show it
 */
export function checkedKey(source: string, key: string): string {
  const trimmed = key.trim();
  if (/^[\x21-\x7E]+$/.test(trimmed)) return trimmed;
  throw new InvalidInputError(`the media source ${source}`, [
    {
      path: 'apiKey',
      message: trimmed === '' ? 'is empty' : 'holds white space or characters that no key has; copy it again',
    },
  ]);
}

/** @throws InvalidInputError */
export function checkedBaseUrl(source: string, baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (
    url &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.search === ''
  )
    return url.href.replace(/\/+$/, '');
  throw new InvalidInputError(`the media source ${source}`, [
    {path: 'baseUrl', message: 'is no plain http or https address; write it as https://host'},
  ]);
}

/**
 * When a limit ends: from Retry-After (RFC 9110, 10.2.3) or X-RateLimit-Reset, which is seconds left at Pixabay and a
 * moment in seconds since 1970 at Pexels.
 */
function limitEnd(headers: Headers, now: number): number | undefined {
  const after = headers.get('retry-after');
  if (after !== null && after.trim() !== '') {
    const seconds = Number(after);
    if (Number.isFinite(seconds) && seconds >= 0) return now + seconds * 1000;
    const date = Date.parse(after);
    if (!Number.isNaN(date)) return date;
  }
  const reset = Number(headers.get('x-ratelimit-reset') ?? NaN);
  if (!Number.isFinite(reset) || reset < 0) return undefined;
  return reset > 1e9 ? reset * 1000 : now + reset * 1000;
}

async function readText(response: Response, name: string): Promise<string> {
  const tooLarge = () =>
    new ViralError('media-failed', `${name} sent more than ${maxAnswerBytes / 1e6} MB for one search.`);
  return new TextDecoder().decode(await boundedBody(response, maxAnswerBytes, tooLarge));
}

/**
 * The HTTP side of a stock source. Redirects are not followed, so that a key goes nowhere but where it was meant for;
 * errors carry neither the key nor what caused them, which may hold the request.
 */
export function stockService({
  name,
  apiKey,
  fetch: given,
  now = Date.now,
}: StockServiceOptions): StockService {
  const send = given ?? ((address, init) => globalThis.fetch(address, init));
  const hidden = (text: string) =>
    text.replaceAll(apiKey, '[key]').replaceAll(encodeURIComponent(apiKey), '[key]');
  const fail = (what: string, action: NextAction, until?: Date) =>
    new ViralError('media-failed', `${name} ${what}`, {action, ...(until ? {until} : {})});
  const waiting = (until: number) =>
    fail(
      `has no requests left for now; it asks to wait until ${new Date(until).toISOString()}. Try again then.`,
      'wait',
      new Date(until),
    );
  let closedUntil = 0;

  function errorOfAnswer(response: Response, body: string): ViralError {
    const {status, headers} = response;
    const said = hidden(body.slice(0, 2000))
      .replace(/<[^>]*>|\p{Cc}+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 160);
    const saying = said === '' ? '' : ` (it says: ${said})`;
    // Pixabay answers a wrong key with 400 and says so in plain text.
    if (status === 401 || status === 403 || (status === 400 && /\bapi[ _-]?key\b/i.test(body)))
      return fail(`answered ${status}: the key was not accepted. Check it.${saying}`, 'auth');
    if (status === 429) {
      const until = limitEnd(headers, now()) ?? now() + unnamedWaitInMs;
      if (until - now() <= longestRetryInMs)
        return fail(
          `answered 429: too many requests. Try again in a moment.${saying}`,
          'retry',
          new Date(until),
        );
      closedUntil = until;
      return waiting(until);
    }
    if (status === 408 || status === 425 || status >= 500) {
      const until = limitEnd(headers, now());
      if (until !== undefined && until - now() > longestRetryInMs) {
        closedUntil = until;
        return waiting(until);
      }
      return fail(
        `answered ${status}: it is in trouble. Try again in a moment.${saying}`,
        'retry',
        until ? new Date(until) : undefined,
      );
    }
    if (status >= 300 && status < 400)
      return fail(
        `answered ${status}: it points to another address, which is not followed with a key. Set baseUrl.`,
        'fatal',
      );
    return fail(`answered ${status}: it does not take this search.${saying}`, 'fatal');
  }

  return {
    async ask(address, headers, signal) {
      signal.throwIfAborted();
      if (now() < closedUntil) throw waiting(closedUntil);
      const timeout = AbortSignal.timeout(timeoutInMs);
      let text: string;
      try {
        const response = await send(address.href, {
          headers: {accept: 'application/json', ...headers},
          redirect: 'manual',
          signal: AbortSignal.any([signal, timeout]),
        });
        text = await readText(response, name);
        if (!response.ok) throw errorOfAnswer(response, text);
        // Only successful answers of Pexels count down; the last one names the end.
        if (response.headers.get('x-ratelimit-remaining')?.trim() === '0')
          closedUntil = limitEnd(response.headers, now()) ?? now() + unnamedWaitInMs;
      } catch (error) {
        signal.throwIfAborted();
        if (ViralError.isInstance(error)) throw error;
        if (timeout.aborted)
          throw fail(`sent nothing for ${timeoutInMs / 1000} s. Try again later.`, 'retry');
        throw errorOfConnection(error, address.host, fail);
      }
      try {
        return JSON.parse(text) as unknown;
      } catch {
        throw fail(
          /^\s*<(?:!doctype|html)/i.test(text)
            ? 'answered with a web page, not with results. Check baseUrl, and whether a proxy stands between.'
            : 'sent something that is not whole JSON. Try again.',
          /^\s*</.test(text) ? 'fatal' : 'retry',
        );
      }
    },
  };
}

function errorOfConnection(
  cause: unknown,
  host: string,
  fail: (what: string, action: NextAction) => ViralError,
): ViralError {
  const inner: unknown = cause instanceof Error ? cause.cause : undefined;
  const code =
    typeof inner === 'object' && inner !== null && 'code' in inner && typeof inner.code === 'string'
      ? inner.code
      : '';
  if (code === 'ENOTFOUND' || code === 'ENODATA')
    return fail(`could not be asked: there is no host named ${host}. Check your connection.`, 'fatal');
  if (/^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/.test(code))
    return fail(`could not be asked: the certificate of ${host} does not hold (${code}).`, 'fatal');
  return fail(
    `could not be asked: the connection to ${host} ${code === 'ECONNREFUSED' ? 'was refused' : 'broke'}. Try again.`,
    'retry',
  );
}
