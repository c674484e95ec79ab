import {tuning} from './tuning.ts';
import type {WordStates} from './word-states.ts';

/** Frames of a word in the target, from `from` to before `to`. */
export interface FoundWord {
  readonly from: number;
  readonly to: number;
}

/** Where a path puts each word; null for words it leaves out. */
export function spansOf(
  path: Int32Array,
  states: WordStates,
  lengths: readonly number[],
): (FoundWord | null)[] {
  const found: ({from: number; to: number} | null)[] = lengths.map(() => null);
  path.forEach((state, frame) => {
    if (states.frames[state] === -1) return;
    const word = states.words[state] as number;
    const known = found[word];
    if (known) known.to = frame + 1;
    else found[word] = {from: frame, to: frame + 1};
  });
  return found;
}

/**
 * Gives silence at the ends of words back to the pause: a pause before a plosive sounds like the closure that begins it,
 * but a closure is no longer than the reference has it.
 */
export function withoutPauses(
  found: readonly (FoundWord | null)[],
  loudness: Float32Array,
  ownLoudness: Float32Array,
  lengths: readonly number[],
  noisiness: number,
): (FoundWord | null)[] {
  // Under noise weak sounds are as quiet as pauses: less is taken for one.
  const limit = tuning.quietBelow * (1 - tuning.noisyTrim * noisiness);
  const isQuiet = (levels: Float32Array, frame: number) => (levels[frame] as number) < limit;
  const run = (levels: Float32Array, from: number, to: number, direction: 1 | -1) => {
    let length = 0;
    const first = direction === 1 ? from : to - 1;
    while (length < to - from && isQuiet(levels, first + direction * length)) length += 1;
    return length;
  };
  let own = 0;
  return found.map((word, index) => {
    const first = own;
    own += lengths[index] as number;
    if (!word) return word;
    const {from, to} = word;
    const head = run(loudness, from, to, 1) - run(ownLoudness, first, own, 1) - tuning.spareHead;
    const tail = run(loudness, from, to, -1) - run(ownLoudness, first, own, -1) - tuning.spareTail;
    const start = Math.min(to - 2, from + Math.max(0, head));
    if (start < from) return word;
    return {...word, from: start, to: Math.max(start + 2, to - Math.max(0, tail))};
  });
}
