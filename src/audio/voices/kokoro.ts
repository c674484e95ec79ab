import {InvalidInputError, ViralError} from '../../errors.ts';
import type {Voice} from '../../ports/index.ts';
import {sayableLine} from './sayable-line.ts';

/** The part of the package kokoro-js that is used. */
export interface KokoroModule {
  readonly KokoroTTS: {
    from_pretrained(
      model: string,
      options: {
        readonly dtype: string;
        readonly device: string | null;
        readonly progress_callback?: (progress: unknown) => void;
      },
    ): Promise<KokoroSpeaker>;
  };
}
interface KokoroSpeaker {
  readonly voices: Readonly<Record<string, unknown>>;
  generate(
    text: string,
    options: {readonly voice: string; readonly speed: number},
  ): Promise<{readonly audio: Float32Array; readonly sampling_rate: number}>;
}

export interface KokoroOptions {
  /** As in `af_heart` (default): `a` American or `b` British, `f` woman or `m` man. */
  readonly voice?: string;
  /** Hub id, or path of a folder with the weights. Default `onnx-community/Kokoro-82M-v1.0-ONNX`. */
  readonly model?: string;
  /** Precision of the weights. Default `q8`: the smallest that sounds as the whole does. */
  readonly dtype?: 'fp32' | 'fp16' | 'q8' | 'q4' | 'q4f16';
  readonly device?: 'cpu' | 'wasm' | 'webgpu';
  /** Hears how far the weights are loaded, 0 to 1; they come from the hub on the first use. */
  readonly onLoading?: (fraction: number) => void;
  /** Loads kokoro-js. Default: imports it from your project; give your own where a bundler must see the import. */
  readonly load?: () => Promise<KokoroModule>;
}

const packageName = 'kokoro-js';
/** The model takes about 500 phonemes at once and drops the rest in silence. */
const longestPiece = 300;
const pauseSeconds = 0.25;
const maxCharacters = 20_000;

/**
 * Imports kokoro-js from the user's project.
 * @throws ViralError `dependency-missing` with the command that installs it
 */
export async function loadKokoro(): Promise<KokoroModule> {
  try {
    return (await import(packageName)) as KokoroModule;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const isMissing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
    throw new ViralError(
      'dependency-missing',
      isMissing
        ? `The voice kokoro needs the package ${packageName}; run: npm install ${packageName}`
        : `The package ${packageName} could not be loaded; run: npm install ${packageName}. ` +
            `It says: ${cause instanceof Error ? cause.message.slice(0, 200) : String(cause)}`,
      {cause},
    );
  }
}

/** Sentences, and parts of those that are too long for the model, cut at commas or between words. */
export function kokoroPieces(text: string): readonly string[] {
  const sentences = [...new Intl.Segmenter('en', {granularity: 'sentence'}).segment(text)].map(({segment}) =>
    segment.trim(),
  );
  return sentences.flatMap((sentence) => {
    const pieces: string[] = [];
    let rest = sentence;
    while (rest.length > longestPiece) {
      const head = rest.slice(0, longestPiece);
      const at =
        Math.max(head.lastIndexOf(', '), head.lastIndexOf('; ')) + 1 || head.lastIndexOf(' ') || longestPiece;
      const cut = at > 0 ? at : longestPiece;
      pieces.push(rest.slice(0, cut).trim());
      rest = rest.slice(cut).trim();
    }
    return [...pieces, rest].filter((piece) => /[\p{L}\p{N}]/u.test(piece));
  });
}

function joined(parts: readonly Float32Array[], sampleRateHz: number): Float32Array {
  const gap = Math.round(pauseSeconds * sampleRateHz);
  const length = parts.reduce((sum, part) => sum + part.length, 0) + gap * Math.max(0, parts.length - 1);
  const samples = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length + gap;
  }
  return samples;
}

/**
 * Kokoro, a neural voice that runs on this machine, in English. Needs the package kokoro-js, which the user installs;
 * it loads its weights (about 90 MB as `q8`) from the hub on the first use and keeps them. Word times are not given.
 * @throws InvalidInputError for a name that no voice of it has
 */
export function kokoro(options: KokoroOptions = {}): Voice {
  const {
    voice = 'af_heart',
    model = 'onnx-community/Kokoro-82M-v1.0-ONNX',
    dtype = 'q8',
    device = 'cpu',
  } = options;
  const {load = loadKokoro, onLoading} = options;
  if (!/^[ab][fm]_[a-z]{2,20}$/.test(voice)) {
    throw new InvalidInputError('the kokoro voice', [
      {
        path: 'voice',
        message: `'${voice.slice(0, 40)}' is not a name such as af_heart, am_michael, bf_emma or bm_george`,
      },
    ]);
  }
  const name = `kokoro/${voice}`;
  let loading: Promise<KokoroSpeaker> | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const open = async (): Promise<KokoroSpeaker> => {
    const {KokoroTTS} = await load();
    let speaker: KokoroSpeaker;
    try {
      speaker = await KokoroTTS.from_pretrained(model, {
        dtype,
        device,
        progress_callback: (progress) => {
          const percent =
            typeof progress === 'object' && progress !== null && 'progress' in progress
              ? progress.progress
              : null;
          if (typeof percent === 'number') onLoading?.(Math.min(1, percent / 100));
        },
      });
    } catch (cause) {
      throw new ViralError(
        'voice-failed',
        `The weights of ${model} could not be loaded: ${cause instanceof Error ? cause.message.slice(0, 200) : String(cause)}. ` +
          'Check your connection, or pass the folder that holds them as model.',
        {cause, action: 'retry'},
      );
    }
    if (!(voice in speaker.voices)) {
      throw new InvalidInputError('the kokoro voice', [
        {path: 'voice', message: `'${voice}' is not one of ${Object.keys(speaker.voices).join(', ')}`},
      ]);
    }
    return speaker;
  };
  const loaded = () =>
    (loading ??= open().catch((error: unknown) => {
      // The next call tries again: the package may be installed or the network back by then.
      loading = null;
      throw error;
    }));

  return {
    name,
    languages: ['en'],
    synthetic: true,
    settings: {adapter: 2, model, dtype, device},
    async doPrepare({signal}) {
      signal.throwIfAborted();
      await loaded();
    },
    doSpeak(request) {
      const {rate, signal} = request;
      const speak = async () => {
        signal.throwIfAborted();
        const {text: readable} = sayableLine(request, {voice: name, maxCharacters});
        const speaker = await loaded();
        const parts: Float32Array[] = [];
        let sampleRateHz = 0;
        for (const piece of kokoroPieces(readable)) {
          signal.throwIfAborted();
          const {audio, sampling_rate: rateHz} = await speaker.generate(piece, {voice, speed: rate});
          sampleRateHz = rateHz;
          parts.push(audio);
        }
        signal.throwIfAborted();
        return {samples: joined(parts, sampleRateHz), sampleRateHz, timing: 'estimated' as const};
      };
      // The model is one; lines wait for each other.
      const spoken = turn.then(speak);
      turn = spoken.catch(() => {});
      return spoken;
    },
    async doClose() {
      loading = null;
    },
  };
}
