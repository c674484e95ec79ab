import {z} from 'zod';
import {InvalidInputError} from '../../errors.ts';
import type {Voice} from '../../ports/index.ts';
import type {Word} from '../../schema/index.ts';
import {primarySubtag} from '../voice-languages.ts';
import {type ReadableText, type ReadableToken, timedWords} from './readable-text.ts';
import {sayableLine} from './sayable-line.ts';
import {checkedSecret, type Fetch, speechService} from './speech-service.ts';
import {decodeSpokenAudio} from './spoken-audio.ts';

export interface GoogleCloudVoiceOptions {
  readonly apiKey?: string;
  /** An access token instead of a key, or what gives a fresh one. */
  readonly token?: string | (() => Promise<string>);
  /** Full name, which begins with its language: `en-US-Neural2-F`. */
  readonly voice: string;
  /** Default: the one in the voice's name. */
  readonly languageCode?: string;
  /** Whether the voice takes SSML, which word times need. Default: yes, but for the Chirp and Journey families. */
  readonly ssml?: boolean;
  /** Semitones, -20 to 20. */
  readonly pitch?: number;
  /** Default 24000 Hz. */
  readonly sampleRateHz?: number;
  /** Default `https://texttospeech.googleapis.com`. */
  readonly baseUrl?: string;
  readonly fetch?: Fetch;
  readonly now?: () => number;
}

/** The service takes 5000 bytes at once; marks and UTF-8 take their share. */
const maxBytes = 5000;
const maxCharacters = 2000;

const answerSchema = z.object({
  audioContent: z.string(),
  timepoints: z.array(z.object({markName: z.string(), timeSeconds: z.number()})).optional(),
});
type Timepoints = NonNullable<z.output<typeof answerSchema>['timepoints']>;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
const isRead = ({start, end}: ReadableToken) => start !== end;

/** The words with a mark before each that is read; nothing in them can be taken for markup. */
function ssmlOf({text, tokens}: ReadableText): string {
  const marked = tokens.flatMap((token, index) =>
    isRead(token) ? [`<mark name="w${index}"/>${escaped(text.slice(token.start, token.end))}`] : [],
  );
  return `<speak>${marked.join(' ')}</speak>`;
}

/** A word lasts until the next one starts. Undefined where a mark did not come back: half the times help nobody. */
function wordsOf({tokens}: ReadableText, timepoints: Timepoints, durationInMs: number): Word[] | undefined {
  const startOf = new Map(timepoints.map(({markName, timeSeconds}) => [markName, timeSeconds * 1000]));
  const read = tokens.flatMap((token, index) => (isRead(token) ? [index] : []));
  if (read.some((index) => !startOf.has(`w${index}`))) return undefined;
  const endOf = new Map(
    read.map((index, place) => [index, startOf.get(`w${read[place + 1] ?? -1}`) ?? durationInMs]),
  );
  return timedWords(
    tokens,
    (_token, index) => ({startMs: startOf.get(`w${index}`) ?? 0, endMs: endOf.get(index) ?? durationInMs}),
    durationInMs,
  );
}

/**
 * A voice of Google Cloud Text-to-Speech, with the time of every word where the voice gives timepoints.
 * @throws InvalidInputError for settings that cannot be used
 */
export function googleCloud(options: GoogleCloudVoiceOptions): Voice {
  const {voice, pitch, sampleRateHz = 24_000, baseUrl = 'https://texttospeech.googleapis.com'} = options;
  const {ssml = !/Chirp|Journey/i.test(voice)} = options;
  const bad = (path: string, message: string) => new InvalidInputError('the voice', [{path, message}]);
  const languageCode = options.languageCode ?? /^[a-z]{2,3}-[A-Za-z]{2,4}(?=-)/.exec(voice)?.[0];
  if (languageCode === undefined) {
    throw bad(
      'voice',
      `'${voice.slice(0, 60)}' does not begin with its language, as en-US-Neural2-F does; pass languageCode`,
    );
  }
  if (!/^[\w-]{1,60}$/.test(voice)) throw bad('voice', 'is no name of a voice');
  const apiKey = options.apiKey === undefined ? undefined : checkedSecret('apiKey', options.apiKey);
  if (apiKey === undefined && options.token === undefined) throw bad('', 'needs an apiKey or a token');
  let token = typeof options.token === 'string' ? checkedSecret('token', options.token) : undefined;
  const name = `google/${voice}`;
  const service = speechService({
    voice: name,
    baseUrl,
    fetch: options.fetch,
    now: options.now,
    secrets: () => [apiKey, token].filter((secret) => secret !== undefined),
  });
  const authorisation = async (): Promise<Record<string, string>> => {
    if (typeof options.token === 'function') token = checkedSecret('token', await options.token());
    return token !== undefined ? {authorization: `Bearer ${token}`} : {'x-goog-api-key': apiKey ?? ''};
  };

  return {
    name,
    languages: [primarySubtag(languageCode)],
    synthetic: true,
    settings: {adapter: 2, baseUrl, languageCode, ssml, pitch: pitch ?? null, sampleRateHz},
    async doSpeak({text, pronounce, rate, signal}) {
      // The voice's own region decides how figures are read.
      const request = {text, language: languageCode, ...(pronounce ? {pronounce} : {})};
      const readable = sayableLine(request, {voice: name, maxCharacters});
      const marked = ssml ? ssmlOf(readable) : '';
      const withMarks = ssml && Buffer.byteLength(marked) <= maxBytes;
      const answer = await service.post('/v1beta1/text:synthesize', {
        headers: await authorisation(),
        signal,
        body: {
          input: withMarks ? {ssml: marked} : {text: readable.text},
          voice: {languageCode, name: voice},
          audioConfig: {
            audioEncoding: 'LINEAR16',
            sampleRateHertz: sampleRateHz,
            ...(rate === 1 ? {} : {speakingRate: rate}),
            ...(pitch === undefined ? {} : {pitch}),
          },
          ...(withMarks ? {enableTimePointing: ['SSML_MARK']} : {}),
        },
      });
      const {audioContent, timepoints = []} = service.read(answerSchema, answer);
      const sound = await decodeSpokenAudio(service.decode(audioContent), {
        voice: name,
        askedRateHz: sampleRateHz,
        signal,
      });
      const words = wordsOf(readable, timepoints, (sound.samples.length / sound.sampleRateHz) * 1000);
      // Marks are not charged, other characters are.
      const billedCharacters = readable.text.length;
      return words === undefined
        ? {...sound, timing: 'estimated', billedCharacters}
        : {...sound, words, timing: 'engine', billedCharacters};
    },
  };
}
