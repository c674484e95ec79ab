import type {MelFrames} from '../../sound/index.ts';
import {coarser} from './sound-features.ts';

/** One word of the reference rendering: its frames, from `from` to before `to`; none for words that are not said. */
export interface ReferenceWord {
  readonly from: number;
  readonly to: number;
  /** Whether a pause is likely before it: a sentence or a phrase begins. */
  readonly pauseBefore: boolean;
}

/** The words alone, one after the other, at a pace such that together they last as long as asked. */
export function wordsOnly(
  frames: MelFrames,
  words: readonly ReferenceWord[],
  pace: number,
): {frames: MelFrames; lengths: number[]} {
  const {bands, values, count} = frames;
  const lengths = words.map(({from, to}) => (to > from ? Math.max(2, Math.round((to - from) / pace)) : 0));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const output = new Float32Array(total * bands);
  let row = 0;
  words.forEach(({from, to}, word) => {
    const length = lengths[word] as number;
    for (let index = 0; index < length; index += 1) {
      const place = from + ((index + 0.5) * (to - from)) / length - 0.5;
      const low = Math.min(count - 1, Math.max(0, Math.floor(place)));
      const high = Math.min(count - 1, low + 1);
      const share = Math.min(1, Math.max(0, place - low));
      for (let band = 0; band < bands; band += 1) {
        const a = values[low * bands + band] as number;
        const b = values[high * bands + band] as number;
        output[row * bands + band] = a + (b - a) * share;
      }
      row += 1;
    }
  });
  return {frames: {count: total, bands, values: output}, lengths};
}

/** The same words in frames that stand for `step` frames each; every word keeps a frame of its own. */
export function coarserWords(
  {bands, values}: MelFrames,
  lengths: readonly number[],
  step: number,
): {frames: MelFrames; lengths: number[]} {
  const pieces: Float32Array[] = [];
  let row = 0;
  const fewer = lengths.map((length) => {
    const piece = coarser(
      {bands, count: length, values: values.subarray(row * bands, (row + length) * bands)},
      step,
    );
    pieces.push(piece.values);
    row += length;
    return piece.count;
  });
  const all = new Float32Array(pieces.reduce((sum, {length}) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return {frames: {count: all.length / bands, bands, values: all}, lengths: fewer};
}
