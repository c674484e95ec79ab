import {z} from 'zod';
import {InvalidInputError, ViralError} from '../../errors.ts';
import type {Voice} from '../../ports/index.ts';
import type {Word} from '../../schema/index.ts';
import {primarySubtag} from '../voice-languages.ts';
import {type ReadableText, timedWords} from './readable-text.ts';
import {sayableLine} from './sayable-line.ts';
import {checkedSecret, type Fetch, speechService} from './speech-service.ts';
import {atPace, decodeSpokenAudio} from './spoken-audio.ts';

export interface ElevenLabsVoiceOptions {
  readonly apiKey: string;
  /** Id of the voice, as in its address on the site. */
  readonly voiceId: string;
  /** Default `eleven_multilingual_v2`. */
  readonly model?: string;
  /** 0 to 1: how even it speaks. Default: the voice's own setting. */
  readonly stability?: number;
  /** 0 to 1: how close it stays to the voice it is made of. Default: the voice's own setting. */
  readonly similarityBoost?: number;
  /** 0 to 1: how much it acts. Default: the voice's own setting. */
  readonly style?: number;
  /** Equal seeds give nearly equal sound. */
  readonly seed?: number;
  /** `pcm_24000` (default), another `pcm_*`, or `mp3_*`; some need a paid plan. */
  readonly outputFormat?: string;
  /** Primary subtags. Default: those documented for the model. */
  readonly languages?: readonly string[];
  /** Default `https://api.elevenlabs.io`. */
  readonly baseUrl?: string;
  readonly fetch?: Fetch;
  readonly now?: () => number;
}

/** elevenlabs.io/docs/models: the 29 languages of Multilingual v2; the 2.5 models add three. */
const multilingual = [
  ...[
    'ar',
    'bg',
    'cs',
    'da',
    'de',
    'el',
    'en',
    'es',
    'fi',
    'fr',
    'hi',
    'hr',
    'id',
    'it',
    'ja',
    'ko',
    'ms',
    'nl',
  ],
  ...['pl', 'pt', 'ro', 'ru', 'sk', 'sv', 'ta', 'tl', 'tr', 'uk', 'zh'],
];
const maxCharacters = 5000;
/** The service speaks at 0.7 to 1.2 of its own pace. */
const slowest = 0.7;
const fastest = 1.2;
/** Times may reach this far beyond the sound, seconds: the last character ends in silence that is cut off. */
const allowedOverhang = 0.35;

const alignmentSchema = z.object({
  characters: z.array(z.string()),
  character_start_times_seconds: z.array(z.number()),
  character_end_times_seconds: z.array(z.number()),
});
type Alignment = z.output<typeof alignmentSchema>;
const answerSchema = z.object({audio_base64: z.string(), alignment: alignmentSchema.nullish()});

/** The times of words from those of characters; undefined where the characters are not those of the text. */
function wordsOf(
  {text, tokens}: ReadableText,
  alignment: Alignment,
  durationInMs: number,
): Word[] | undefined {
  const {characters, character_start_times_seconds: starts, character_end_times_seconds: ends} = alignment;
  if (
    characters.join('') !== text ||
    starts.length !== characters.length ||
    ends.length !== characters.length
  ) {
    return undefined;
  }
  /** For each UTF-16 offset of the text, which entry it belongs to. */
  const entryAt = characters.flatMap((character, entry) =>
    Array.from({length: character.length}, () => entry),
  );
  return timedWords(
    tokens,
    ({start, end}) => ({
      startMs: (starts[entryAt[start] ?? 0] ?? 0) * 1000,
      endMs: (ends[entryAt[end - 1] ?? 0] ?? 0) * 1000,
    }),
    durationInMs,
  );
}

function languagesOf(model: string): readonly string[] {
  if (/monolingual|english/.test(model)) return ['en'];
  return /_v2_5|_v3/.test(model) ? [...multilingual, 'hu', 'no', 'vi'] : multilingual;
}

/**
 * A voice of ElevenLabs, with the time of every word.
 * @throws InvalidInputError for settings that cannot be used
 */
export function elevenlabs(options: ElevenLabsVoiceOptions): Voice {
  const {voiceId, model = 'eleven_multilingual_v2', outputFormat = 'pcm_24000', seed} = options;
  const {baseUrl = 'https://api.elevenlabs.io', languages = languagesOf(model)} = options;
  const {stability, similarityBoost, style} = options;
  const apiKey = checkedSecret('apiKey', options.apiKey);
  const bad = (path: string, message: string) => new InvalidInputError('the voice', [{path, message}]);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(voiceId)) throw bad('voiceId', 'is no id of a voice');
  if (!/^(?:pcm_\d+|mp3_\d+_\d+|wav_\d+)$/.test(outputFormat)) {
    throw bad('outputFormat', `'${outputFormat}' cannot be read; take pcm_24000, another pcm_*, or mp3_*`);
  }
  for (const [path, value] of Object.entries({stability, similarityBoost, style})) {
    if (value !== undefined && !(value >= 0 && value <= 1)) throw bad(path, `is ${value}; it can be 0 to 1`);
  }
  const askedRateHz = Number(/_(\d+)/.exec(outputFormat)?.[1]);
  const name = `elevenlabs/${voiceId}`;
  const service = speechService({
    voice: name,
    baseUrl,
    fetch: options.fetch,
    now: options.now,
    secrets: () => [apiKey],
  });

  return {
    name,
    languages,
    synthetic: true,
    settings: {
      adapter: 2,
      model,
      outputFormat,
      baseUrl,
      stability: stability ?? null,
      similarityBoost: similarityBoost ?? null,
      style: style ?? null,
      seed: seed ?? null,
    },
    async doSpeak(request) {
      const {language, rate, signal} = request;
      const readable = sayableLine(request, {voice: name, maxCharacters});
      // Version 3 takes what stands in square brackets for stage directions.
      const sent = /_v3/.test(model) ? readable.text.replace(/\[/g, '(').replace(/\]/g, ')') : readable.text;
      const speed = Math.min(fastest, Math.max(slowest, rate));
      const voiceSettings = {
        ...(stability === undefined ? {} : {stability}),
        ...(similarityBoost === undefined ? {} : {similarity_boost: similarityBoost}),
        ...(style === undefined ? {} : {style}),
        ...(speed === 1 ? {} : {speed}),
      };
      const answer = await service.post(
        `/v1/text-to-speech/${voiceId}/with-timestamps?output_format=${outputFormat}`,
        {
          headers: {'xi-api-key': apiKey},
          signal,
          body: {
            text: sent,
            model_id: model,
            // Other models refuse it.
            ...(/_v2_5|_v3/.test(model) ? {language_code: primarySubtag(language)} : {}),
            ...(seed === undefined ? {} : {seed}),
            ...(Object.keys(voiceSettings).length === 0 ? {} : {voice_settings: voiceSettings}),
          },
        },
      );
      const {audio_base64: data, alignment} = service.read(answerSchema, answer);
      const sound = await decodeSpokenAudio(service.decode(data), {
        voice: name,
        askedRateHz,
        ...(outputFormat.startsWith('pcm_') ? {rawRateHz: askedRateHz} : {}),
        signal,
      });
      const seconds = sound.samples.length / sound.sampleRateHz;
      const lastTime = alignment?.character_end_times_seconds.at(-1) ?? 0;
      if (lastTime > seconds + allowedOverhang) {
        throw new ViralError(
          'voice-failed',
          `${name} sent ${seconds.toFixed(1)} s of sound for ${lastTime.toFixed(1)} s of speech: it is cut short or not at ${askedRateHz} Hz. Try again.`,
          {action: 'retry'},
        );
      }
      const words = alignment ? wordsOf({...readable, text: sent}, alignment, seconds * 1000) : undefined;
      const rest = rate / speed;
      const paced = await atPace(sound, rest, signal);
      const billedCharacters = sent.length;
      if (words === undefined) return {...paced, timing: 'estimated', billedCharacters};
      const scaled = words.map((word) => ({...word, startMs: word.startMs / rest, endMs: word.endMs / rest}));
      return {...paced, words: scaled, timing: 'engine', billedCharacters};
    },
  };
}
