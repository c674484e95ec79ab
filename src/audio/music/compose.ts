import type {Pcm} from '../../sound/index.ts';
import {nameOfKey} from './harmony.ts';
import type {Mood} from './moods.ts';
import {renderScore} from './render-score.ts';
import {composeScore} from './score.ts';

export interface MusicRequest {
  readonly mood: Mood;
  /** The same seed gives the same music. */
  readonly seed: number;
  /** Samples at 48 kHz. */
  readonly length: number;
  /** Where pictures change, seconds. */
  readonly cuts: readonly number[];
}

export interface Music {
  /** 48 kHz stereo at −20 LUFS. */
  readonly pcm: Pcm;
  /** Beats a minute. */
  readonly tempo: number;
  /** As in `E♭ major`. */
  readonly key: string;
  readonly bars: number;
}

/**
 * Makes a piece of music of exactly the asked length. Nothing is sampled or quoted, so no rights but ours stand on it.
 */
export function composeMusic({mood, seed, length, cuts}: MusicRequest): Music {
  const score = composeScore({mood, seed, seconds: length / 48_000, cuts});
  const {tempo, bars} = score.bars;
  return {pcm: renderScore(score, seed, length), tempo, key: nameOfKey(score.key), bars};
}
