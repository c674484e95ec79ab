import {mkdir} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import {InvalidInputError} from '../errors.ts';
import {seedOf} from '../sound/index.ts';
import {writeWhole, writingError} from '../whole-files.ts';
import {nameOfKey} from './music/harmony.ts';
import {type Mood, moods} from './music/moods.ts';
import {composeScore} from './music/score.ts';
import {mixInThread} from './soundtrack-thread.ts';

export interface RenderMusicOptions {
  readonly mood: Mood;
  /** 3 to 900. */
  readonly durationInSeconds: number;
  /** The same seed gives the same music. */
  readonly seed: string | number;
  /** WAV file to write; its folder is made where it is missing. */
  readonly file: string;
  /** Moments to mark, seconds. Default: none. */
  readonly cuts?: readonly number[];
  /** Default −16 LUFS. */
  readonly targetLufs?: number;
  /** Default −1.4 dBTP. */
  readonly maxTruePeakDbtp?: number;
  readonly signal?: AbortSignal;
}

/** Music in a file, and what was measured. */
export interface RenderedMusic {
  /** Absolute path. */
  readonly file: string;
  readonly sha256: string;
  readonly mood: Mood;
  readonly durationInSeconds: number;
  /** Beats a minute. */
  readonly tempo: number;
  readonly beatsPerBar: number;
  readonly bars: number;
  /** As in `E♭ major`. */
  readonly key: string;
  readonly loudnessLufs: number;
  readonly truePeakDbtp: number;
}

const sampleRateHz = 48_000;

/**
 * Composes music of our own in a mood and writes it as a WAV file, 48 kHz stereo 16 bit. The same options give the
 * same bytes.
 * @throws InvalidInputError for a mood or a length that cannot be; ViralError `output-unwritable`, `disk-full`; the
 *   signal's reason
 */
export async function renderMusic({
  mood,
  durationInSeconds,
  seed,
  file,
  cuts = [],
  targetLufs = -16,
  maxTruePeakDbtp = -1.4,
  signal,
}: RenderMusicOptions): Promise<RenderedMusic> {
  if (!moods.includes(mood)) {
    throw new InvalidInputError('the music', [
      {path: 'mood', message: `'${mood}' is not one of ${moods.join(', ')}`},
    ]);
  }
  if (!(durationInSeconds >= 3 && durationInSeconds <= 900)) {
    throw new InvalidInputError('the music', [
      {path: 'durationInSeconds', message: `is ${durationInSeconds}; it can be 3 to 900`},
    ]);
  }
  const length = Math.round(durationInSeconds * sampleRateHz);
  const number = seedOf(String(seed));
  const {wav, sha256, loudnessLufs, truePeakDbtp} = await mixInThread(
    {
      lines: [],
      origins: [],
      lineRateHz: sampleRateHz,
      speech: [],
      length,
      music: {kind: 'composed', mood, seed: number, cuts},
      musicGainDb: 0,
      effects: null,
      stems: null,
      targetLufs,
      maxTruePeakDbtp,
    },
    signal,
  );
  const path = resolve(file);
  try {
    await mkdir(dirname(path), {recursive: true});
  } catch (error) {
    throw writingError(error, dirname(path));
  }
  await writeWhole(path, wav);
  const seconds = length / sampleRateHz;
  const {key, bars} = composeScore({mood, seed: number, seconds, cuts});
  return {
    file: path,
    sha256,
    mood,
    durationInSeconds: seconds,
    tempo: bars.tempo,
    beatsPerBar: bars.beatsPerBar,
    bars: bars.bars,
    key: nameOfKey(key),
    loudnessLufs,
    truePeakDbtp,
  };
}
