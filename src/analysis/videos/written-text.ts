import type {Frames} from './frames.ts';

/** Side of a cell, px; text is found where several neighbours in a row look like it. */
const side = 10;
/** Between a letter and what is behind it, of 255. */
const leastContrast = 80;
const fewestCells = 5;
/** Letters of a line are of one colour: the lightest (or darkest) of its cells differ by less than this. */
const evenness = 28;

interface Looks {
  readonly isText: boolean;
  readonly lightest: number;
  readonly darkest: number;
}

const nothing: Looks = {isText: false, lightest: 0, darkest: 0};

/** Strokes: several sharp steps across, and neither all light nor all dark. */
function looksOf(luma: Uint8Array, width: number, left: number, top: number): Looks {
  let [lightest, darkest] = [0, 255];
  for (let y = top; y < top + side; y += 1) {
    for (let x = left; x < left + side; x += 1) {
      const value = luma[y * width + x]!;
      lightest = Math.max(lightest, value);
      darkest = Math.min(darkest, value);
    }
  }
  if (lightest - darkest < leastContrast) return nothing;
  const middle = (lightest + darkest) / 2;
  let [steps, strokes, crossed] = [0, 0, 0];
  for (let y = top; y < top + side; y += 1) {
    const before = steps;
    for (let x = left; x < left + side; x += 1) {
      const value = luma[y * width + x]!;
      if (value > middle) strokes += 1;
      if (x > left && value > middle !== luma[y * width + x - 1]! > middle) steps += 1;
    }
    if (steps - before >= 2) crossed += 1;
  }
  // A single edge gives one step a row; letters give more.
  const share = strokes / (side * side);
  return {
    isText: steps >= side * 0.6 && crossed >= 0.3 * side && share > 0.08 && share < 0.8,
    lightest,
    darkest,
  };
}

const spread = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

/** Whether a line of writing stands in a frame. */
export function hasText(frame: Uint8Array, width: number, height: number): boolean {
  const luma = new Uint8Array(width * height);
  for (let at = 0; at < luma.length; at += 1) {
    luma[at] = (54 * frame[3 * at]! + 183 * frame[3 * at + 1]! + 19 * frame[3 * at + 2]!) >> 8;
  }
  // Half a cell apart, so that a line of small letters falls into some row.
  for (let top = 0; top + side <= height; top += side / 2) {
    let run: Looks[] = [];
    let gap = 0;
    for (let left = 0; left + side <= width; left += side) {
      const looks = looksOf(luma, width, left, top);
      if (looks.isText) {
        run.push(looks);
        gap = 0;
      } else {
        gap += 1;
        // Words stand apart by no more than this.
        if (gap > 1) run = [];
      }
      if (run.length >= fewestCells) {
        const last = run.slice(-fewestCells);
        if (
          spread(last.map(({lightest}) => lightest)) < evenness ||
          spread(last.map(({darkest}) => darkest)) < evenness / 2
        ) {
          return true;
        }
      }
    }
  }
  return false;
}

/** Share of frames with a line of writing in them. Nothing is read; signs and shirts in the picture count too. */
export function textShareOf(frames: Frames): number | null {
  if (frames.count === 0) return null;
  let found = 0;
  for (let index = 0; index < frames.count; index += 1) {
    if (hasText(frames.frame(index), frames.width, frames.height)) found += 1;
  }
  return found / frames.count;
}
