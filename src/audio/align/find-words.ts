import type {MelFrames} from '../../sound/index.ts';
import type {Path} from './best-path.ts';
import {Comparison} from './comparison.ts';
import {type FoundWord, spansOf, withoutPauses} from './found-spans.ts';
import {distance, fillerCosts, type Level, searchLevel, wholeWindow, windowAround} from './search-level.ts';
import {frameLevels, quantile} from './sound-features.ts';
import {tuning} from './tuning.ts';
import type {ReferenceWord} from './words-only.ts';

/** Frames that all lie within so many dB are silence, or a hum: even speech under heavy noise moves more. */
const leastRangeDb = 1;
/** Above so many pairs a search of the whole sound is made at a coarser level first: about two minutes. */
const plentyOfPairs = 8e6;

/** How much higher the resonances of the target lie than those of the reference: the best of a few, climbing. */
function bestWarp(comparison: Comparison, words: readonly ReferenceWord[], step: number): number {
  const costs = new Map<number, number>();
  const costOf = (index: number) => {
    const warp = tuning.warps[index];
    if (warp === undefined) return Infinity;
    const known = costs.get(index);
    if (known !== undefined) return known;
    const level = comparison.level(step, warp);
    const cost = searchLevel(level, words, wholeWindow(level))?.cost ?? Infinity;
    costs.set(index, cost);
    return cost;
  };
  let index = 3;
  for (;;) {
    const direction = costOf(index + 1) < costOf(index) ? 1 : costOf(index - 1) < costOf(index) ? -1 : 0;
    if (direction === 0) return tuning.warps[index] as number;
    index += direction;
  }
}

interface Found {
  readonly level: Level;
  readonly path: Path;
}

/** Searches level by level, each near what the one before it found. */
function search(
  comparison: Comparison,
  words: readonly ReferenceWord[],
  warp: number,
  steps: readonly number[],
): Found | null {
  let found: Found | null = null;
  for (const step of steps) {
    const level = comparison.level(step, warp);
    const window = found ? windowAround(found.path, found.level, level) : wholeWindow(level);
    const path = searchLevel(level, words, window);
    if (!path) return null;
    found = {level, path};
  }
  return found;
}

/** The frames of 10 ms that belong to words. */
function wordFrames({level, path}: Found, count: number): Uint8Array {
  return Uint8Array.from({length: count}, (_, frame) =>
    level.states.frames[path.states[Math.floor(frame / level.step)] as number] === -1 ? 0 : 1,
  );
}

/** Words that are only silence in the reference, such as a dash, are not looked for. */
function soundingWords(reference: MelFrames, words: readonly ReferenceWord[]): readonly ReferenceWord[] {
  const levels = frameLevels(reference);
  const threshold = quantile(levels, 0.95) - 40;
  return words.map((word) => {
    const sounds = levels.subarray(word.from, word.to).some((level) => level > threshold);
    return sounds ? word : {...word, to: word.from};
  });
}

export interface FoundWords {
  /** Null for words that the reference does not say or that were not found. */
  readonly words: readonly (FoundWord | null)[];
  /**
   * How unlike the words are to those of the reference, as a share of how unlike frames are that have nothing to do
   * with each other: about 0.67 for the same words, 0.73 under noise or music, 0.8 for other words.
   */
  readonly unlikeness: number;
}

/** Mean distance of the frames of words, see `FoundWords`. */
function unlikenessOf({level, path}: Found): number {
  let [sum, frames] = [0, 0];
  path.states.forEach((state, frame) => {
    const place = level.states.frames[state] as number;
    if (place === -1) return;
    sum += distance(level.target, frame, level.reference, place);
    frames += 1;
  });
  return frames === 0 ? 1 : sum / frames / fillerCosts(level.target, level.reference).unit;
}

/** Finds words in a sound, given the same words as another voice says them. */
export function findWords(
  target: MelFrames,
  reference: MelFrames,
  written: readonly ReferenceWord[],
): FoundWords {
  const none = {words: written.map(() => null), unlikeness: 1};
  const words = soundingWords(reference, written);
  if (target.count === 0 || words.every(({from, to}) => from >= to)) return none;
  const levels = frameLevels(target);
  if (quantile(levels, 1) - quantile(levels, 0.01) < leastRangeDb) return none;
  let comparison = new Comparison(target, reference, words);
  const pairs = (target.count / 4) * comparison.lengths.reduce((sum, length) => sum + length / 4 + 1, 0);
  // The coarsest level is for sounds that are too long to be searched whole at the next.
  const first = pairs > plentyOfPairs ? [16, 4] : [4];
  const warpStep = pairs > plentyOfPairs ? 16 : 8;
  let warp = bestWarp(comparison, words, warpStep);
  let rough = search(comparison, words, warp, first);
  for (let round = 0; rough && round < tuning.rounds; round += 1) {
    const speech = wordFrames(rough, target.count);
    if (comparison.foreignShare(speech) < tuning.foreign) break;
    // Much of the sound is not the words (music before them, say): what is particular to the voice is learnt anew without it.
    comparison = new Comparison(target, reference, words, speech);
    warp = bestWarp(comparison, words, warpStep);
    rough = search(comparison, words, warp, first) ?? rough;
  }
  if (!rough) return none;
  const level = comparison.level(1, warp);
  const path = searchLevel(level, words, windowAround(rough.path, rough.level, level));
  if (!path) return none;
  const found = spansOf(path.states, level.states, comparison.lengths);
  return {
    words: withoutPauses(
      found,
      comparison.loudness,
      comparison.ownLoudness,
      comparison.lengths,
      comparison.noisiness,
    ),
    unlikeness: unlikenessOf({level, path}),
  };
}
