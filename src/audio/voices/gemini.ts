import {z} from 'zod';
import {ViralError} from '../../errors.ts';
import type {Voice} from '../../ports/index.ts';
import {sayableLine} from './sayable-line.ts';
import {checkedSecret, type Fetch, speechService} from './speech-service.ts';
import {atPace, decodeSpokenAudio} from './spoken-audio.ts';

export interface GeminiVoiceOptions {
  readonly apiKey: string;
  /** Default `gemini-3.8-flash-tts`. Models before 3.8 are asked through `generateContent`. */
  readonly model?: string;
  /** A prebuilt voice. Default `Kore`. */
  readonly voice?: string;
  /** How to speak, as in `calm and warm`; models from 3.8 on only. */
  readonly style?: string;
  /** Primary subtags. Default: those that Google documents for every speech model. */
  readonly languages?: readonly string[];
  /** Default `https://generativelanguage.googleapis.com`. */
  readonly baseUrl?: string;
  readonly fetch?: Fetch;
  readonly now?: () => number;
}

/** ai.google.dev/gemini-api/docs/speech-generation: languages of all speech models; newer ones speak more. */
const documentedLanguages = [
  ...['ar', 'bn', 'de', 'en', 'es', 'fr', 'hi', 'id', 'it', 'ja', 'ko', 'mr'],
  ...['nl', 'pl', 'pt', 'ro', 'ru', 'ta', 'te', 'th', 'tr', 'uk', 'vi'],
];
/** The context window of speech models is 8000 tokens; a character is at most about one. */
const maxCharacters = 5000;

const interactionSchema = z.object({
  status: z.string().optional(),
  steps: z
    .array(
      z.object({
        content: z
          .array(
            z.object({
              type: z.string().optional(),
              mime_type: z.string().optional(),
              data: z.string().optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
});

const generatedSchema = z.object({
  candidates: z
    .array(
      z.object({
        finishReason: z.string().optional(),
        content: z
          .object({
            parts: z
              .array(z.object({inlineData: z.object({mimeType: z.string(), data: z.string()}).optional()}))
              .optional(),
          })
          .optional(),
      }),
    )
    .optional(),
  promptFeedback: z.object({blockReason: z.string().optional()}).optional(),
});

/** Reasons to stop that another try may not have. */
const passing: ReadonlySet<string> = new Set([
  '',
  'STOP',
  'OTHER',
  'FINISH_REASON_UNSPECIFIED',
  'MALFORMED_RESPONSE',
]);

/** `gemini-3.8-flash-tts` and later speak through the interactions endpoint, which gives whole WAV files. */
function hasInteractions(model: string): boolean {
  const [, major, minor = '0'] = /^(?:models\/)?gemini-(\d+)(?:\.(\d+))?/.exec(model) ?? [];
  return major !== undefined && Number(major) * 100 + Number(minor) >= 308;
}

/**
 * Voices of Google's Gemini models. Word times are not given. The models know no pace: another rate than 1 is made
 * of the finished sound. The text is read, never obeyed.
 * @throws InvalidInputError for a key or an address that cannot be one
 */
export function gemini(options: GeminiVoiceOptions): Voice {
  const {model = 'gemini-3.8-flash-tts', voice = 'Kore', style} = options;
  const {baseUrl = 'https://generativelanguage.googleapis.com', languages = documentedLanguages} = options;
  const apiKey = checkedSecret('apiKey', options.apiKey);
  const name = `gemini/${voice}`;
  const service = speechService({
    voice: name,
    baseUrl,
    fetch: options.fetch,
    now: options.now,
    secrets: () => [apiKey],
  });
  const headers = {'x-goog-api-key': apiKey};
  const fail = (what: string, action: 'retry' | 'fatal') =>
    new ViralError('voice-failed', `${name} ${what}`, {action});

  /** Base64 and media type of the sound. */
  const interact = async (text: string, signal: AbortSignal) => {
    const answer = await service.post('/v1beta/interactions', {
      headers,
      signal,
      body: {
        model,
        input: [
          {
            type: 'user_input',
            content: [
              {
                type: 'text',
                text,
                ...(style === undefined ? {} : {annotations: [{type: 'speech_metadata', style}]}),
              },
            ],
          },
        ],
        response_format: {type: 'audio', mime_type: 'audio/wav'},
        generation_config: {speech_config: [{voice}]},
        store: false,
      },
    });
    const {status, steps = []} = service.read(interactionSchema, answer);
    if (status !== undefined && status !== 'completed') {
      throw fail(
        `ended with the status '${status.slice(0, 40)}' and no sound. Try again, or use other words.`,
        status === 'failed' ? 'fatal' : 'retry',
      );
    }
    const part = steps.flatMap(({content = []}) => content).find(({data}) => data !== undefined);
    return {data: part?.data ?? '', mimeType: part?.mime_type ?? ''};
  };

  const generate = async (text: string, language: string, signal: AbortSignal) => {
    const id = model.replace(/^models\//, '');
    const answer = await service.post(`/v1beta/models/${encodeURIComponent(id)}:generateContent`, {
      headers,
      signal,
      body: {
        // These models take the text for a prompt: without a frame, a line such as "Say cheerfully: hello" is obeyed.
        contents: [{role: 'user', parts: [{text: `Read this transcript aloud, word for word:\n\n${text}`}]}],
        generationConfig: {
          responseModalities: ['AUDIO'],
          speechConfig: {
            voiceConfig: {prebuiltVoiceConfig: {voiceName: voice}},
            ...(/^[a-z]{2,3}-[A-Z]{2}$/.test(language) ? {languageCode: language} : {}),
          },
        },
      },
    });
    const {candidates: [candidate] = [], promptFeedback} = service.read(generatedSchema, answer);
    const reason = promptFeedback?.blockReason ?? candidate?.finishReason ?? '';
    const part = candidate?.content?.parts?.find(({inlineData}) => inlineData !== undefined)?.inlineData;
    if (!passing.has(reason)) {
      throw fail(`would not say this (${reason.slice(0, 40)}). Use other words, or another voice.`, 'fatal');
    }
    return {data: part?.data ?? '', mimeType: part?.mimeType ?? ''};
  };

  return {
    name,
    languages,
    synthetic: true,
    settings: {adapter: 2, model, voice, style: style ?? null, baseUrl},
    async doSpeak(request) {
      const {language, rate, signal} = request;
      const said = sayableLine(request, {voice: name, maxCharacters}).text;
      // What stands in square brackets is taken for a stage direction.
      const read = said.replace(/\[/g, '(').replace(/\]/g, ')');
      const {data, mimeType} = hasInteractions(model)
        ? await interact(read, signal)
        : await generate(read, language, signal);
      const sound = await decodeSpokenAudio(service.decode(data), {voice: name, mimeType, signal});
      const paced = await atPace(sound, rate, signal);
      return {...paced, timing: 'estimated', billedCharacters: read.length};
    },
  };
}
