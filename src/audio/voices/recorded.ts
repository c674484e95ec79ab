import {stat} from 'node:fs/promises';
import {basename, resolve} from 'node:path';
import {InvalidInputError, ViralError} from '../../errors.ts';
import {probe, runFfmpeg} from '../../ffmpeg.ts';
import type {Voice} from '../../ports/index.ts';
import type {Word} from '../../schema/index.ts';
import {decodeWav, fadeEnds} from '../../sound/index.ts';
import {floatHeadroom} from '../float-samples.ts';
import {findLine} from './recorded-words.ts';
import {type MonoSound, monoOf} from './spoken-audio.ts';

/** Gives every word of a known text its time in a sound, ms. */
export type AlignRecording = (
  sound: MonoSound,
  text: string,
  signal: AbortSignal,
) => Promise<readonly Word[]>;

/** Where one line lies in a file, ms. */
export interface RecordedLine {
  readonly startMs: number;
  readonly endMs: number;
}

export interface RecordedOptions {
  /** A file for each scene, by scene id. */
  readonly files?: Readonly<Record<string, string>>;
  /** One file with everything; needs `words`, `lines` or `transcript`. */
  readonly file?: string;
  /** Every word of `file` in order with its time in it, ms, as a transcription gives them. */
  readonly words?: readonly Word[];
  /** Where the line of each scene lies in `file`, by scene id. */
  readonly lines?: Readonly<Record<string, RecordedLine>>;
  /** What is said in `file`, word for word; `align` finds when. At most half an hour. */
  readonly transcript?: string;
  /** Default: compares with the embedded voice, which speaks English. */
  readonly align?: AlignRecording;
  /** Language of the recording. Default: that of whatever script it is used for. */
  readonly language?: string;
  /** Name in manifests, after `recorded/`. Default: the file's name. */
  readonly name?: string;
}

const sampleRateHz = 48_000;
const longestLineSeconds = 300;
const longestTranscriptSeconds = 1800;
/** What is kept before and after a line, ms, as far as no other word is there. */
const headMs = 60;
const tailMs = 140;
/** Silence at the ends of a file of its own is what lies this far under its loudest frame. */
const silenceBelowPeakDb = 45;

/** Duration of a file with sound, seconds. */
async function soundSeconds(file: string, signal: AbortSignal): Promise<number> {
  const found = await stat(file).catch(() => null);
  if (!found) throw new ViralError('file-not-found', `The recording ${file} does not exist.`);
  if (!found.isFile()) throw new ViralError('file-unreadable', `The recording ${file} is not a file.`);
  let probed;
  try {
    probed = await probe(file, {signal});
  } catch (cause) {
    signal.throwIfAborted();
    if (!ViralError.isInstance(cause) || cause.code !== 'ffmpeg-failed') throw cause;
    throw new ViralError('file-unreadable', `The recording ${file} cannot be read: ${cause.message}`, {
      cause,
    });
  }
  if (!probed.streams.some(({codec_type: type}) => type === 'audio')) {
    throw new ViralError('file-unreadable', `The recording ${file} has no sound.`);
  }
  return Number(probed.format.duration ?? NaN);
}

/** A piece of a file as mono 48 kHz; only the piece is held in memory, however long the file is. */
async function readPiece(
  file: string,
  startMs: number,
  endMs: number,
  signal: AbortSignal,
): Promise<Float32Array> {
  const headroom = await floatHeadroom(
    file,
    {from: startMs / 1000, to: endMs / 1000},
    (message) => new InvalidInputError('the recording', [{path: '', message: `${file} ${message}`}]),
    signal,
  );
  let stdout: Uint8Array;
  try {
    ({stdout} = await runFfmpeg(
      [
        ...['-ss', (startMs / 1000).toFixed(4), '-t', ((endMs - startMs) / 1000).toFixed(4), '-i', file],
        ...[
          '-vn',
          '-map',
          '0:a:0',
          ...(headroom < 1 ? ['-af', `volume=${headroom}`] : []),
          '-ac',
          '1',
          '-ar',
          String(sampleRateHz),
          '-c:a',
          'pcm_s24le',
          '-f',
          'wav',
          'pipe:1',
        ],
      ],
      {signal},
    ));
  } catch (cause) {
    signal.throwIfAborted();
    if (!ViralError.isInstance(cause) || cause.code !== 'ffmpeg-failed') throw cause;
    throw new ViralError('file-unreadable', `The recording ${file} cannot be read: ${cause.message}`, {
      cause,
    });
  }
  return monoOf(decodeWav(stdout)).samples;
}

/** Without the silence at its ends. */
function trimmed(samples: Float32Array): Float32Array {
  const frame = sampleRateHz / 100;
  const levels = Array.from({length: Math.ceil(samples.length / frame)}, (_, index) =>
    samples.subarray(index * frame, (index + 1) * frame).reduce((sum, sample) => sum + sample * sample, 0),
  );
  const loudest = levels.reduce((a, b) => Math.max(a, b), 0);
  const isLoud = (level: number) => level > loudest * 10 ** (-silenceBelowPeakDb / 10);
  const first = levels.findIndex(isLoud);
  if (first < 0) return samples;
  const last = levels.findLastIndex(isLoud);
  const at = (ms: number) => Math.round((ms / 1000) * sampleRateHz);
  return samples.slice(Math.max(0, first * frame - at(headMs)), (last + 1) * frame + at(tailMs));
}

function checkOptions({files, file, words, lines, transcript}: RecordedOptions): void {
  const bad = (path: string, message: string) => new InvalidInputError('the recording', [{path, message}]);
  if ((files === undefined) === (file === undefined))
    throw bad('', 'needs either files, one for each scene, or one file');
  if (files !== undefined) {
    if (Object.keys(files).length === 0) throw bad('files', 'is empty; name a file for each scene id');
    return;
  }
  const ways = [words, lines, transcript].filter((way) => way !== undefined).length;
  if (ways !== 1) {
    throw bad(
      '',
      'needs one of words (timed), lines (times of each scene) or transcript to know what is said when',
    );
  }
  for (const [id, {startMs, endMs}] of Object.entries(lines ?? {})) {
    if (!(startMs >= 0 && endMs > startMs)) throw bad(`lines.${id}`, `lasts from ${startMs} to ${endMs} ms`);
  }
  let last = 0;
  for (const [index, {startMs, endMs}] of (words ?? []).entries()) {
    if (!(startMs >= last && endMs >= startMs))
      throw bad(`words[${index}]`, 'runs backwards; words stand in the order they are said');
    last = startMs;
  }
}

/** Times by comparison with the embedded voice, for a recording that comes without any. */
async function alignEmbedded(
  {samples, sampleRateHz}: MonoSound,
  text: string,
  language: string,
  signal: AbortSignal,
): Promise<readonly Word[]> {
  const {openEnglishAligner} = await import('../align/english-aligner.ts');
  await using aligner = openEnglishAligner();
  const words = await aligner.align({text, language, samples, sampleRateHz, signal});
  if (words) return words;
  throw new ViralError(
    'language-unsupported',
    `The embedded voice, with which a recording is compared, does not speak '${language}'. Give words with their times, lines, or an align of your own.`,
  );
}

/**
 * The user's own narration: files of any kind ffmpeg reads, mono or stereo, at any rate. Keeps its own pace whatever
 * pace is asked for. A line that is not in it is an error before anything is spoken.
 * @throws InvalidInputError when it is not said where the lines are
 */
export function recorded(options: RecordedOptions): Voice {
  checkOptions(options);
  const {files, file, lines, transcript, align, language} = options;
  const label = (options.name ?? (file === undefined ? 'files' : basename(file))).slice(0, 80);
  const name = `recorded/${label}`;
  const path = file === undefined ? undefined : resolve(file);
  const lengths = new Map<string, Promise<number>>();
  let aligned: Promise<readonly Word[]> | undefined;
  /** Found in the script's order, so that a line said twice is taken at its own place. */
  const places = new Map<string, number>();

  const secondsOf = (one: string, signal: AbortSignal) => {
    const known = lengths.get(one) ?? soundSeconds(one, signal);
    lengths.set(one, known);
    // What failed is looked at again: the file may be there by then.
    known.catch(() => lengths.delete(one));
    return known;
  };
  const shortEnough = async (one: string, limit: number, signal: AbortSignal) => {
    const seconds = await secondsOf(one, signal);
    if (seconds <= limit || Number.isNaN(seconds)) return seconds;
    throw new ViralError(
      'too-large',
      `The recording ${one} lasts ${Math.round(seconds)} s; ${limit} s can be used here. Cut it, or say where the lines are.`,
    );
  };
  const wordsOfFile = (spokenIn: string, signal: AbortSignal): Promise<readonly Word[]> => {
    if (options.words) return Promise.resolve(options.words);
    aligned ??= (async () => {
      if (path === undefined || transcript === undefined) return [];
      const seconds = await shortEnough(path, longestTranscriptSeconds, signal);
      const samples = await readPiece(
        path,
        0,
        Math.min(seconds || longestTranscriptSeconds, longestTranscriptSeconds) * 1000,
        signal,
      );
      const sound = {samples, sampleRateHz};
      return align
        ? align(sound, transcript, signal)
        : alignEmbedded(sound, transcript, language ?? spokenIn, signal);
    })().catch((error: unknown) => {
      aligned = undefined;
      throw error;
    });
    return aligned;
  };
  const noLine = (sceneId: string | undefined, text: string, why: string) =>
    new ViralError(
      'voice-failed',
      `The recording ${label} has no line for ${sceneId === undefined ? '' : `scene '${sceneId}', `}"${text.slice(0, 60)}": ${why}`,
    );
  const find = (text: string, sceneId: string | undefined, words: readonly Word[], from: number) => {
    const found = findLine(text, words, from);
    if ('missing' in found) {
      throw noLine(sceneId, text, `"${found.missing}" is not where it should be. Compare the words of both.`);
    }
    return found;
  };
  const ownFile = (sceneId: string | undefined, text: string) => {
    const own = sceneId === undefined ? undefined : files?.[sceneId];
    if (own === undefined)
      throw noLine(sceneId, text, 'no file is named for it. Add one under its scene id.');
    return resolve(own);
  };
  const ownLine = (sceneId: string | undefined, text: string) => {
    const own = sceneId === undefined ? undefined : lines?.[sceneId];
    if (own === undefined)
      throw noLine(sceneId, text, 'its times are not given. Add them under its scene id.');
    return own;
  };

  return {
    name,
    languages: language === undefined ? ['*'] : [language],
    synthetic: false,
    async doPrepare({lines: asked, language: spokenIn, signal}) {
      if (path !== undefined) await secondsOf(path, signal);
      const words = files || lines ? [] : await wordsOfFile(spokenIn, signal);
      let from = 0;
      for (const {sceneId, text} of asked) {
        if (files) {
          await shortEnough(ownFile(sceneId, text), longestLineSeconds, signal);
        } else if (lines) {
          ownLine(sceneId, text);
        } else {
          const found = find(text, sceneId, words, from);
          if (sceneId !== undefined) places.set(sceneId, found.from);
          from = found.to;
        }
      }
    },
    async doSpeak({text, sceneId, language: spokenIn, signal}) {
      signal.throwIfAborted();
      if (files) {
        const own = ownFile(sceneId, text);
        await shortEnough(own, longestLineSeconds, signal);
        const samples = trimmed(await readPiece(own, 0, longestLineSeconds * 1000, signal));
        fadeEnds(samples, 0.005 * sampleRateHz, 0.02 * sampleRateHz);
        return {samples, sampleRateHz, timing: 'estimated'};
      }
      if (path === undefined) throw new ViralError('internal', 'a recording without a file');
      const endOfFile = (await secondsOf(path, signal)) * 1000;
      if (lines) {
        const {startMs, endMs} = ownLine(sceneId, text);
        if (startMs >= endOfFile)
          throw noLine(sceneId, text, `the file ends at ${Math.round(endOfFile)} ms.`);
        const samples = await readPiece(
          path,
          startMs,
          Math.min(endMs, startMs + longestLineSeconds * 1000),
          signal,
        );
        fadeEnds(samples, 0.005 * sampleRateHz, 0.02 * sampleRateHz);
        return {samples, sampleRateHz, timing: 'estimated'};
      }
      const all = await wordsOfFile(spokenIn, signal);
      const known = sceneId === undefined ? undefined : places.get(sceneId);
      const {from, to, words} = find(text, sceneId, all, known ?? 0);
      const first = all[from]?.startMs ?? 0;
      const last = all[to - 1]?.endMs ?? first;
      const startMs = Math.max(0, first - headMs, Math.min(first, all[from - 1]?.endMs ?? 0));
      const endMs = Math.min(last + tailMs, Math.max(last, all[to]?.startMs ?? Infinity));
      if (startMs >= endOfFile) throw noLine(sceneId, text, `the file ends at ${Math.round(endOfFile)} ms.`);
      const samples = await readPiece(
        path,
        startMs,
        Math.min(endMs, startMs + longestLineSeconds * 1000),
        signal,
      );
      fadeEnds(samples, 0.005 * sampleRateHz, 0.02 * sampleRateHz);
      const durationInMs = (samples.length / sampleRateHz) * 1000;
      const inside = (ms: number) => Math.min(durationInMs, Math.max(0, ms - startMs));
      return {
        samples,
        sampleRateHz,
        words: words.map(({text: word, startMs: start, endMs: end}) => ({
          text: word,
          startMs: inside(start),
          endMs: inside(end),
        })),
        timing: options.words ? 'engine' : 'aligned',
      };
    },
  };
}
