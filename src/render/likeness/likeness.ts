import type {Picture} from './compare-pictures.ts';
import {worstFlatColour, type ColouredArea} from './flat-colours.ts';
import {cell, picturesInCells, type Area, type PictureCells} from './picture-cells.ts';
import type {WordBox} from '../check/word-boxes.ts';

/** Part of a picture and the mean structural similarity in it, 1 for identical parts. */
export interface ComparedArea extends Area {
  readonly ssim: number;
}

export interface Likeness {
  readonly equal: boolean;
  /** Mean structural similarity of the whole picture. */
  readonly ssim: number;
  /** The 64x64 block that differs most in structure. */
  readonly worstBlock: ComparedArea;
  /** The word that differs most in structure, with the box it was compared in; `null` without words. */
  readonly worstWord: (ComparedArea & {readonly text: string}) | null;
  /** The flat place whose colour differs most; `null` where no place of the reference is flat. */
  readonly worstFlat: ColouredArea | null;
  /** The 64x64 block or word box whose mean colour differs most. */
  readonly worstColour: ColouredArea;
  /** Every limit that does not hold, in one sentence; `null` when they are equal. */
  readonly difference: string | null;
}

/** What still counts as equal. The first four are the measure; colour is what a measure of brightness is blind to. */
export const likenessLimits = {
  ssim: 0.97,
  blockSsim: 0.8,
  wordSsim: 0.9,
  flatDifference: 3,
  colourDifference: 10,
} as const;

/** Cells along the side of a window of the similarity, of a block, and of the step from block to block. */
const windowCells = 2;
const blockCells = 16;
const blockStep = 8;
/** Smaller word boxes grow to this side around their centre, px. */
const leastWordPx = 24;

/** Wang, Bovik, Sheikh, Simoncelli: Image Quality Assessment, IEEE Transactions on Image Processing 13(4), 2004. */
const c1 = (0.01 * 255) ** 2;
const c2 = (0.03 * 255) ** 2;

/** A grid of numbers whose rectangles are summed in one step. */
interface Integral {
  /** Sum over `[left, right)` x `[top, bottom)`. */
  sum(left: number, top: number, right: number, bottom: number): number;
}

function integralOf(values: Int32Array | Float64Array, columns: number, rows: number): Integral {
  const stride = columns + 1;
  const sums = new Float64Array(stride * (rows + 1));
  for (let row = 0; row < rows; row++) {
    let line = 0;
    for (let column = 0; column < columns; column++) {
      line += values[row * columns + column] as number;
      sums[(row + 1) * stride + column + 1] = (sums[row * stride + column + 1] as number) + line;
    }
  }
  const at = (column: number, row: number) => sums[row * stride + column] as number;
  return {
    sum: (left, top, right, bottom) => at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top),
  };
}

/** Structural similarity of every window of 8x8 px, one each 4 px in both directions. */
interface Similarities {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float64Array;
}

function similaritiesOf(cells: PictureCells, {width, height}: Picture): Similarities {
  const {a, b, aa, bb, ab} = cells.luma;
  const columns = cells.columns - windowCells + 1;
  const rows = cells.rows - windowCells + 1;
  const values = new Float64Array(columns * rows);
  const side = windowCells * cell;
  for (let row = 0; row < rows; row++) {
    const high = Math.min(side, height - row * cell);
    for (let column = 0; column < columns; column++) {
      const pixels = Math.min(side, width - column * cell) * high;
      const corner = row * cells.columns + column;
      const below = corner + cells.columns;
      const mean = (sums: Int32Array): number =>
        ((sums[corner] as number) +
          (sums[corner + 1] as number) +
          (sums[below] as number) +
          (sums[below + 1] as number)) /
        pixels;
      const meanA = mean(a);
      const meanB = mean(b);
      const varianceA = mean(aa) - meanA * meanA;
      const varianceB = mean(bb) - meanB * meanB;
      const covariance = mean(ab) - meanA * meanB;
      values[row * columns + column] =
        ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
        ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2));
    }
  }
  return {columns, rows, values};
}

/** Where blocks begin along one side, in cells: every 32 px, and one that ends with the picture. */
function blockStarts(cells: number): number[] {
  const last = Math.max(0, cells - blockCells);
  const starts: number[] = [];
  for (let start = 0; start < last; start += blockStep) starts.push(start);
  return [...starts, last];
}

/** The box of a word to compare in, in whole cells: inside the frame and of a least size. */
function wordArea({x, y, width, height}: WordBox, picture: Picture): Area | null {
  const along = (start: number, length: number, room: number): [number, number] => {
    const missing = Math.max(0, leastWordPx - length) / 2;
    const from = Math.max(0, Math.floor((start - missing) / cell) * cell);
    const to = Math.min(room, Math.ceil((start + length + missing) / cell) * cell);
    return [from, to];
  };
  const [left, right] = along(x, width, picture.width);
  const [top, bottom] = along(y, height, picture.height);
  if (right <= left || bottom <= top) return null;
  return {x: left, y: top, width: right - left, height: bottom - top};
}

const at = ({x, y, width, height}: Area) => `the ${width}x${height} px at x ${x}, y ${y}`;
// Rounded towards what fails, so that no message says "0.97, at least 0.97".
const similarity = (ssim: number) => (Math.floor(ssim * 1000) / 1000).toFixed(3);
const levels = (difference: number) => (Math.ceil(difference * 10) / 10).toFixed(1);

/**
 * Tells whether two pictures show the same to a viewer: the measure that engines, templates and encoders are held to.
 * Pure.
 *
 * - **Structure** is SSIM (Wang et al. 2004) with C1 = (0.01·255)², C2 = (0.03·255)² on the BT.601 luma of the pixels,
 *   over uniform windows of 8x8 px, one every 4 px in each direction, with population variances. Every mean below is
 *   the mean of the windows that lie in the area wholly.
 * - The whole picture: at least 0.97. One missing line of text on a plain frame still scores more, therefore:
 * - each block of 64x64 px, one every 32 px, so that a small thing lies in one of them and not in the corners of four:
 *   at least 0.80;
 * - each word's box, clipped to the frame and no smaller than 24x24 px, widened to multiples of 4 px: at least 0.90.
 * - **Flat colours**: the mean colour of every flat place of the reference (see `worstFlatColour`) differs by at most 3
 *   of 255 in each channel.
 * - **Colours of everything else**: luma cannot tell two colours of equal brightness apart, so the mean colour of each
 *   block and word box differs by at most 10 of 255 in each channel.
 *
 * @param words boxes in px of the pictures (those of a page, times the scale of the pictures)
 * @throws RangeError when the sizes differ or are below 8x8 px
 */
export function likenessOf(reference: Picture, other: Picture, words: readonly WordBox[]): Likeness {
  if (reference.width !== other.width || reference.height !== other.height) {
    throw new RangeError(
      `the pictures have different sizes: ${reference.width}x${reference.height} and ${other.width}x${other.height}`,
    );
  }
  if (Math.min(reference.width, reference.height) < windowCells * cell) {
    throw new RangeError('the pictures are smaller than 8x8 px, too small to compare their structure');
  }
  const {width, height} = reference;
  const cells = picturesInCells(reference, other);
  const windows = similaritiesOf(cells, reference);
  const ssims = integralOf(windows.values, windows.columns, windows.rows);
  const shifts = cells.shift.map((shift) => integralOf(shift, cells.columns, cells.rows));

  /** Mean over the windows of an area given in whole cells. */
  const ssimIn = (area: Area): number => {
    const left = Math.min(area.x / cell, windows.columns - 1);
    const top = Math.min(area.y / cell, windows.rows - 1);
    const right = Math.max(left + 1, Math.ceil((area.x + area.width) / cell) - windowCells + 1);
    const bottom = Math.max(top + 1, Math.ceil((area.y + area.height) / cell) - windowCells + 1);
    return ssims.sum(left, top, right, bottom) / ((right - left) * (bottom - top));
  };
  const colourIn = (area: Area): number => {
    const right = Math.ceil((area.x + area.width) / cell);
    const bottom = Math.ceil((area.y + area.height) / cell);
    const sums = shifts.map((shift) => Math.abs(shift.sum(area.x / cell, area.y / cell, right, bottom)));
    return Math.max(...sums) / (area.width * area.height);
  };

  const whole = {x: 0, y: 0, width, height};
  const ssim = ssimIn(whole);
  let worstBlock: ComparedArea = {...whole, ssim: Infinity};
  let worstColour: ColouredArea = {...whole, difference: 0};
  for (const row of blockStarts(cells.rows)) {
    for (const column of blockStarts(cells.columns)) {
      const [x, y, side] = [column * cell, row * cell, blockCells * cell];
      const block = {x, y, width: Math.min(side, width - x), height: Math.min(side, height - y)};
      const blockSsim = ssimIn(block);
      if (blockSsim < worstBlock.ssim) worstBlock = {...block, ssim: blockSsim};
      const difference = colourIn(block);
      if (difference > worstColour.difference) worstColour = {...block, difference};
    }
  }
  let worstWord: Likeness['worstWord'] = null;
  for (const word of words) {
    const area = wordArea(word, reference);
    if (area === null) continue;
    const wordSsim = ssimIn(area);
    if (worstWord === null || wordSsim < worstWord.ssim)
      worstWord = {text: word.text, ...area, ssim: wordSsim};
    const difference = colourIn(area);
    if (difference > worstColour.difference) worstColour = {...area, difference};
  }
  const worstFlat = worstFlatColour(cells);

  const limits = likenessLimits;
  const differences: string[] = [];
  if (worstWord !== null && worstWord.ssim < limits.wordSsim) {
    differences.push(
      `the word '${worstWord.text}', ${at(worstWord)}, has a similarity of ${similarity(worstWord.ssim)} (at least ${limits.wordSsim})`,
    );
  }
  if (worstBlock.ssim < limits.blockSsim) {
    differences.push(
      `${at(worstBlock)} have a similarity of ${similarity(worstBlock.ssim)} (at least ${limits.blockSsim})`,
    );
  }
  if (worstFlat !== null && worstFlat.difference > limits.flatDifference) {
    differences.push(
      `the flat colour of ${at(worstFlat)} is off by ${levels(worstFlat.difference)} of 255 (at most ${limits.flatDifference})`,
    );
  }
  if (worstColour.difference > limits.colourDifference) {
    differences.push(
      `the mean colour of ${at(worstColour)} is off by ${levels(worstColour.difference)} of 255 (at most ${limits.colourDifference})`,
    );
  }
  if (ssim < limits.ssim) {
    differences.push(`the whole picture has a similarity of ${similarity(ssim)} (at least ${limits.ssim})`);
  }
  return {
    equal: differences.length === 0,
    ssim,
    worstBlock,
    worstWord,
    worstFlat,
    worstColour,
    difference: differences.length === 0 ? null : differences.join('; '),
  };
}
