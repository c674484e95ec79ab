import {InvalidInputError} from '../../errors.ts';
import type {Voice} from '../../ports/index.ts';
import {sayableLine} from './sayable-line.ts';
import {checkedSecret, type Fetch, speechService} from './speech-service.ts';
import {atPace, decodeSpokenAudio} from './spoken-audio.ts';

export interface OpenAiCompatibleVoiceOptions {
  /** Address of the server, with or without `/v1` at its end. Default `https://api.openai.com`. */
  readonly baseUrl?: string;
  /** Servers of your own often need none. */
  readonly apiKey?: string;
  readonly model: string;
  readonly voice: string;
  /** How to speak, where the model takes it. */
  readonly instructions?: string;
  /** `wav` (default) or `pcm`. */
  readonly format?: 'wav' | 'pcm';
  /** Rate of `pcm`, which does not name it, Hz. Default 24000. */
  readonly pcmRateHz?: number;
  /** Default: `server` for models that follow the pace that is asked, `sound` (done here) for those that do not. */
  readonly pace?: 'server' | 'sound';
  /** Primary subtags. Default: what OpenAI documents for its own models, English for others. */
  readonly languages?: readonly string[];
  /** First part of the name in manifests. Default `openai`. */
  readonly provider?: string;
  readonly fetch?: Fetch;
  readonly now?: () => number;
}

/** platform.openai.com/docs/guides/text-to-speech: the languages of OpenAI's speech models. */
const openAiLanguages = (
  'af ar hy az be bs bg ca zh hr cs da nl en et fi fr gl de el he hi hu is id it ja kn kk ko lv lt mk ms mr mi ne no fa ' +
  'pl pt ro ru sr sk sl es sw sv tl ta th tr uk ur vi cy'
).split(' ');
const openAiModels = /^(?:tts-1|gpt-)/;
const maxCharacters = 4096;

/**
 * A voice of any server with OpenAI's `/v1/audio/speech`: OpenAI itself, or one of your own. Word times are not given.
 * @throws InvalidInputError for settings that cannot be used
 */
export function openaiCompatible(options: OpenAiCompatibleVoiceOptions): Voice {
  const {
    baseUrl = 'https://api.openai.com',
    model,
    voice,
    instructions,
    format = 'wav',
    pcmRateHz = 24_000,
  } = options;
  const {provider = 'openai', languages = openAiModels.test(model) ? openAiLanguages : ['en']} = options;
  // The gpt models take `speed` and do not follow it.
  const {pace = model.startsWith('gpt-') ? 'sound' : 'server'} = options;
  const bad = (path: string, message: string) => new InvalidInputError('the voice', [{path, message}]);
  for (const [path, value] of Object.entries({model, voice, provider})) {
    if (value.trim() === '' || value.length > 60) throw bad(path, 'must be a name of 1 to 60 characters');
  }
  const apiKey = options.apiKey === undefined ? undefined : checkedSecret('apiKey', options.apiKey);
  const name = `${provider}/${voice}`;
  const service = speechService({
    voice: name,
    baseUrl: baseUrl.replace(/\/v1\/?$/, ''),
    fetch: options.fetch,
    now: options.now,
    secrets: () => (apiKey === undefined ? [] : [apiKey]),
  });
  const headers: Record<string, string> = apiKey === undefined ? {} : {authorization: `Bearer ${apiKey}`};

  return {
    name,
    languages,
    synthetic: true,
    settings: {
      adapter: 2,
      baseUrl,
      model,
      voice,
      instructions: instructions ?? null,
      format,
      pcmRateHz,
      pace,
    },
    async doSpeak(request) {
      const {rate, signal} = request;
      const readable = sayableLine(request, {voice: name, maxCharacters});
      const {bytes, contentType} = await service.post('/v1/audio/speech', {
        headers,
        signal,
        body: {
          model,
          voice,
          input: readable.text,
          response_format: format,
          ...(instructions === undefined ? {} : {instructions}),
          ...(pace === 'server' && rate !== 1 ? {speed: rate} : {}),
        },
      });
      const sound = await decodeSpokenAudio(bytes, {
        voice: name,
        mimeType: contentType,
        ...(format === 'pcm' ? {rawRateHz: pcmRateHz} : {}),
        signal,
      });
      const paced = pace === 'sound' ? await atPace(sound, rate, signal) : sound;
      return {
        ...paced,
        timing: 'estimated',
        ...(apiKey === undefined ? {} : {billedCharacters: readable.text.length}),
      };
    },
  };
}
