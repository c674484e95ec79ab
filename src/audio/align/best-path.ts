import type {WordStates} from './word-states.ts';

/** Rows of features: `count` frames of `size` numbers. */
export interface Features {
  readonly count: number;
  readonly size: number;
  readonly values: Float32Array;
}

export interface PathRequest {
  readonly target: Features;
  readonly reference: Features;
  readonly states: WordStates;
  /** What a frame of the target costs in a gap. */
  readonly gapCosts: Float32Array;
  /** What it costs to enter each gap, one for each of `states.gaps`. */
  readonly entryCosts: Float32Array;
  /** What it costs to leave out each word. */
  readonly skipCosts: Float32Array;
  /** What it costs to stay in a frame of the reference, and to leave one or two out. */
  readonly stayCost: number;
  readonly leapCost: number;
  /** The states that are tried for each frame of the target, first and last; neither may fall. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export interface Path {
  /** The state of each frame of the target. */
  readonly states: Int32Array;
  /** Mean cost of a frame. */
  readonly cost: number;
}

const stay = 1;
const step = 2;
const leap = 3;
const longLeap = 4;
const fromGap = 5;
const fromGapLeap = 6;
const skip = 7;

/**
 * The cheapest way through the states that takes every frame of the target once (dynamic time warping, computed after
 * Viterbi): a state may last, be followed by the next or, within words, leave out one or two; gaps and words may be
 * left out. Memory is a byte for each pair of a frame and a state that is tried.
 * @returns null where no way through fits between `from` and `to`
 */
export function bestPath(request: PathRequest): Path | null {
  const {target, reference, states, gapCosts, entryCosts, skipCosts, stayCost, leapCost, from, to} = request;
  const {frames, words, gaps, count} = states;
  const {size, values} = target;
  const model = reference.values;
  const length = target.count;
  if (length === 0) return null;
  const offsets = new Float64Array(length + 1);
  for (let frame = 0; frame < length; frame += 1) {
    offsets[frame + 1] = (offsets[frame] as number) + (to[frame] as number) - (from[frame] as number) + 1;
  }
  const moves = new Uint8Array(offsets[length] as number);
  // The frames of words stand before and after gaps: the state one, two and three frames of words back.
  const back1 = new Int32Array(count).fill(-1);
  const back2 = new Int32Array(count).fill(-1);
  const back3 = new Int32Array(count).fill(-1);
  const gapBefore = new Int32Array(count).fill(-1);
  let [last1, last2, last3] = [-1, -1, -1];
  for (let state = 0; state < count; state += 1) {
    back1[state] = last1;
    back2[state] = last2;
    back3[state] = last3;
    if (frames[state] === -1) continue;
    const gap = gaps[words[state] as number] as number;
    if (state - gap <= 2) gapBefore[state] = gap;
    [last1, last2, last3] = [state, last1, last2];
  }
  let old = new Float64Array(count).fill(Infinity);
  let next = new Float64Array(count).fill(Infinity);
  let [oldFrom, oldTo] = [0, -1];
  for (let frame = 0; frame < length; frame += 1) {
    const first = from[frame] as number;
    const last = to[frame] as number;
    const row = (offsets[frame] as number) - first;
    const base = frame * size;
    const known = (state: number) => (state >= oldFrom && state <= oldTo ? (old[state] as number) : Infinity);
    for (let state = first; state <= last; state += 1) {
      const place = frames[state] as number;
      const previous = back1[state] as number;
      let best = known(state) + (place < 0 ? 0 : stayCost);
      let move = stay;
      if (place < 0) {
        const entry = entryCosts[words[state] as number] as number;
        const stepped = known(previous) + entry;
        if (stepped < best) [best, move] = [stepped, step];
        const leapt = known(back2[state] as number) + entry + leapCost;
        if (leapt < best) [best, move] = [leapt, leap];
        if (frame === 0 && state === gaps[0]) best = 0;
        next[state] = best + (gapCosts[frame] as number);
      } else {
        const stepped = known(previous);
        if (stepped < best) {
          best = stepped;
          move = step;
        }
        const leapt = known(back2[state] as number) + leapCost;
        if (leapt < best) {
          best = leapt;
          move = leap;
        }
        const farLeapt = known(back3[state] as number) + 2.5 * leapCost;
        if (farLeapt < best) {
          best = farLeapt;
          move = longLeap;
        }
        const gap = gapBefore[state] as number;
        if (gap >= 0) {
          const isFirst = state - gap === 1;
          const opened = known(gap) + (isFirst ? 0 : leapCost);
          if (opened < best) {
            best = opened;
            move = isFirst ? fromGap : fromGapLeap;
          }
          if (frame === 0 && gap === gaps[0] && isFirst) best = 0;
        }
        if (best < Infinity) {
          let sum = 0;
          const against = place * size;
          for (let index = 0; index < size; index += 1) {
            const difference = (values[base + index] as number) - (model[against + index] as number);
            sum += difference * difference;
          }
          next[state] = best + Math.sqrt(sum);
        } else {
          next[state] = Infinity;
        }
      }
      moves[row + state] = move;
    }
    // From gap to gap without a frame of the word between: the word is left out.
    for (let word = words[first] as number; word < gaps.length - 1; word += 1) {
      const gap = gaps[word] as number;
      const behind = gaps[word + 1] as number;
      if (behind > last) break;
      if (gap < first) continue;
      const skipped = (next[gap] as number) + (skipCosts[word] as number);
      if (skipped < (next[behind] as number)) {
        next[behind] = skipped;
        moves[row + behind] = skip;
      }
    }
    [old, next] = [next, old];
    [oldFrom, oldTo] = [first, last];
  }
  const end = count - 1;
  const beforeEnd = back1[end] as number;
  const costAt = (state: number) => (state >= oldFrom && state <= oldTo ? (old[state] as number) : Infinity);
  let state = costAt(beforeEnd) < costAt(end) ? beforeEnd : end;
  const cost = costAt(state) / length;
  if (!Number.isFinite(cost)) return null;
  const path = new Int32Array(length);
  for (let frame = length - 1; frame >= 0; frame -= 1) {
    const row = (offsets[frame] as number) - (from[frame] as number);
    while (moves[row + state] === skip) state = gaps[(words[state] as number) - 1] as number;
    path[frame] = state;
    const move = moves[row + state];
    if (move === step) state = back1[state] as number;
    else if (move === leap) state = back2[state] as number;
    else if (move === longLeap) state = back3[state] as number;
    else if (move === fromGap || move === fromGapLeap) state = gapBefore[state] as number;
  }
  return {states: path, cost};
}
