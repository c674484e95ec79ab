import type {Frames} from './frames.ts';

/** A change from one picture to another. */
export interface Cut {
  readonly atSeconds: number;
  readonly kind: 'cut' | 'dissolve';
}

/** Mean difference of two pictures, 0 to 255. */
function difference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += Math.abs(a[index]! - b[index]!);
  return sum / a.length;
}

/** Standard deviation over a picture; small for one that shows nothing. */
function spread(frame: Uint8Array): number {
  let [sum, squares] = [0, 0];
  for (const value of frame) {
    sum += value;
    squares += value * value;
  }
  return Math.sqrt(Math.max(0, squares / frame.length - (sum / frame.length) ** 2));
}

/** Correlation of two pictures: 1 for one scene in another light, 0 where either shows nothing. */
function likeness(a: Uint8Array, b: Uint8Array): number {
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let index = 0; index < a.length; index += 1) {
    const [left, right] = [a[index]!, b[index]!];
    sa += left;
    sb += right;
    saa += left * left;
    sbb += right * right;
    sab += left * right;
  }
  const n = a.length;
  const size = (saa - (sa * sa) / n) * (sbb - (sb * sb) / n);
  return size <= 0 || spread(a) < flat || spread(b) < flat ? 0 : (sab - (sa * sb) / n) / Math.sqrt(size);
}

/** A change from one frame to the next that is smaller than this is motion, whatever is around it; of 255. */
const leastJump = 12;
/** A picture that spreads less shows nothing; of 255. */
const flat = 3;
/** Two pictures that correlate more are one scene in another light. */
const sameScene = 0.9;
/** How many times what changes around it a jump must be. */
const prominence = 3;
/** A picture that comes back within this time was covered by a flash, not cut away from. */
const flashInSeconds = 0.25;
/** Lengths of dissolves that are looked for. */
const dissolvesInSeconds = [0.4, 0.7, 1.1, 1.6, 2.2];
const stepInSeconds = 0.1;
/** Two pictures that are less apart than this are one scene that changed a little; of 255. */
const leastChange = 14;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Hard cuts: jumps far above the motion around them, to a picture that stays. */
function hardCuts(frames: Frames): readonly number[] {
  const jumps = Array.from({length: frames.count}, (_, index) =>
    index === 0 ? 0 : difference(frames.frame(index - 1), frames.frame(index)),
  );
  const around = Math.max(3, Math.round(0.3 * frames.perSecond));
  const flash = Math.max(2, Math.round(flashInSeconds * frames.perSecond));
  const cuts: number[] = [];
  for (let at = 1; at < frames.count; at += 1) {
    const jump = jumps[at]!;
    if (jump < leastJump) continue;
    const others = jumps.slice(Math.max(1, at - around), at + around + 1).filter((_, index, list) => {
      const own = Math.min(around, at - 1);
      return index !== own && list.length > 1;
    });
    if (jump < prominence * median(others) + 4) continue;
    const before = frames.frame(at - 1);
    const now = frames.frame(at);
    let returns = likeness(before, now) > sameScene;
    for (let step = 1; step <= flash && !returns; step += 1) {
      if (at + step < frames.count) returns = difference(before, frames.frame(at + step)) < 0.4 * jump;
      if (!returns && at - 1 - step >= 0) returns = difference(frames.frame(at - 1 - step), now) < 0.4 * jump;
    }
    // A wipe is several jumps, and one change.
    if (!returns && at - (cuts.at(-1) ?? -Infinity) > flash) cuts.push(at);
  }
  return cuts;
}

/** How much of `b` is in `frame`, by least squares, and how much of `frame` neither picture explains. */
function blend(frame: Uint8Array, a: Uint8Array, b: Uint8Array): {share: number; rest: number} {
  let [top, bottom] = [0, 0];
  for (let index = 0; index < frame.length; index += 1) {
    const change = b[index]! - a[index]!;
    top += (frame[index]! - a[index]!) * change;
    bottom += change * change;
  }
  const share = bottom === 0 ? 0 : Math.max(0, Math.min(1, top / bottom));
  let rest = 0;
  for (let index = 0; index < frame.length; index += 1) {
    rest += Math.abs(frame[index]! - a[index]! - share * (b[index]! - a[index]!));
  }
  return {share, rest: rest / frame.length};
}

/** Frames where a tenth, a half and nine tenths of the new picture are there. */
interface Dissolve {
  readonly from: number;
  readonly middle: number;
  readonly to: number;
}

/** Dissolves and fades: each picture between is a mixture of the two at the ends, ever more of the second. */
function dissolves(frames: Frames, cuts: readonly number[]): readonly Dissolve[] {
  const step = Math.max(1, Math.round(stepInSeconds * frames.perSecond));
  const found: Dissolve[] = [];
  for (let from = 0; from < frames.count; from += step) {
    for (const seconds of dissolvesInSeconds) {
      const to = from + Math.round(seconds * frames.perSecond);
      if (to >= frames.count) break;
      if (cuts.some((cut) => cut > from && cut <= to)) break;
      const [a, b] = [frames.frame(from), frames.frame(to)];
      const change = difference(a, b);
      if (change < leastChange) continue;
      // It must begin and end: a longer one is found at its own length. Nothing at all is an end however short.
      const [before, after] = [Math.max(0, from - step), Math.min(frames.count - 1, to + step)];
      const isAtRest = (frame: Uint8Array, neighbour: number) =>
        spread(frame) < flat || difference(frame, frames.frame(neighbour)) < 0.15 * change;
      if (!isAtRest(a, before) || !isAtRest(b, after) || likeness(a, b) > sameScene) continue;
      const parts = Array.from({length: to - from - 1}, (_, index) =>
        blend(frames.frame(from + 1 + index), a, b),
      );
      const isGradual = parts.filter(({share}) => share > 0.1 && share < 0.9).length >= 2;
      const falls = parts.some(({share}, index) => index > 0 && share < parts[index - 1]!.share - 0.1);
      if (!isGradual || falls || parts.some(({rest}) => rest > 0.15 * change)) continue;
      const when = (share: number) => from + 1 + parts.findIndex((part) => part.share >= share);
      found.push({from: when(0.1), middle: when(0.5), to: Math.max(when(0.5), when(0.9))});
      from = to - step;
      break;
    }
  }
  return found;
}

/**
 * Where one picture gives way to another: hard cuts, and dissolves and fades of up to two seconds. Flashes, inserts
 * shorter than a quarter of a second and motion are none; neither is a fade in at the start or out at the end. A fade
 * through black is one change.
 */
export function findCuts(frames: Frames): readonly Cut[] {
  if (frames.count < 2) return [];
  const hard = hardCuts(frames);
  const isEmpty = (frame: number) =>
    spread(frames.frame(Math.max(0, Math.min(frames.count - 1, frame)))) < 3 * flat;
  const soft: {from: number; middle: number; to: number; fromNothing: boolean; toNothing: boolean}[] = [];
  for (const {from, middle, to} of dissolves(frames, hard)) {
    const last = soft.at(-1);
    const [fromNothing, toNothing] = [isEmpty(from - 1), isEmpty(to + 1)];
    // Out to nothing and in from nothing is one change.
    if (last?.toNothing === true && fromNothing && from - last.to < 1.5 * frames.perSecond) {
      last.middle = Math.round((last.to + from) / 2);
      last.to = to;
      last.toNothing = toNothing;
    } else soft.push({from, middle, to, fromNothing, toNothing});
  }
  return [
    ...hard.map((frame): Cut => ({atSeconds: frame / frames.perSecond, kind: 'cut'})),
    ...soft
      .filter(({fromNothing, toNothing}) => !fromNothing && !toNothing)
      .map(({middle}): Cut => ({atSeconds: middle / frames.perSecond, kind: 'dissolve'})),
  ].sort((a, b) => a.atSeconds - b.atSeconds);
}
