import type {Picture} from './compare-pictures.ts';

/** A rectangle of a picture, px. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Side of a cell, px. */
export const cell = 4;

type Channels<Values> = readonly [red: Values, green: Values, blue: Values];

/** Two pictures summed over cells of 4x4 px, row by row; cells at the right and lower edge may hold fewer pixels. */
export interface PictureCells {
  readonly columns: number;
  readonly rows: number;
  /** Luma (BT.601) of the reference and of the other picture: sums, sums of squares, sum of products. */
  readonly luma: {
    readonly a: Int32Array;
    readonly b: Int32Array;
    readonly aa: Int32Array;
    readonly bb: Int32Array;
    readonly ab: Int32Array;
  };
  /** Other minus reference. */
  readonly shift: Channels<Int32Array>;
  /** Least and greatest value in the reference. */
  readonly least: Channels<Uint8Array>;
  readonly most: Channels<Uint8Array>;
}

/** One pass over both pictures, which must be of equal size. Everything that is compared follows from these sums. */
export function picturesInCells(reference: Picture, other: Picture): PictureCells {
  const {width, height} = reference;
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const sums = () => new Int32Array(columns * rows);
  const bytes = () => new Uint8Array(columns * rows);
  const luma = {a: sums(), b: sums(), aa: sums(), bb: sums(), ab: sums()};
  const shift = [sums(), sums(), sums()] as const;
  const least = [bytes(), bytes(), bytes()] as const;
  const most = [bytes(), bytes(), bytes()] as const;
  const {a, b, aa, bb, ab} = luma;
  const [shiftRed, shiftGreen, shiftBlue] = shift;
  const [leastRed, leastGreen, leastBlue] = least;
  const [mostRed, mostGreen, mostBlue] = most;
  const first = reference.rgb;
  const second = other.rgb;
  for (let row = 0; row < rows; row++) {
    const bottom = Math.min(height, (row + 1) * cell);
    for (let column = 0; column < columns; column++) {
      const left = column * cell;
      const right = Math.min(width, left + cell);
      let sumA = 0;
      let sumB = 0;
      let sumAA = 0;
      let sumBB = 0;
      let sumAB = 0;
      let deltaRed = 0;
      let deltaGreen = 0;
      let deltaBlue = 0;
      let lowRed = 255;
      let lowGreen = 255;
      let lowBlue = 255;
      let highRed = 0;
      let highGreen = 0;
      let highBlue = 0;
      for (let y = row * cell; y < bottom; y++) {
        const end = (y * width + right) * 3;
        for (let at = (y * width + left) * 3; at < end; at += 3) {
          const red = first[at] as number;
          const green = first[at + 1] as number;
          const blue = first[at + 2] as number;
          const otherRed = second[at] as number;
          const otherGreen = second[at + 1] as number;
          const otherBlue = second[at + 2] as number;
          const lumaA = (77 * red + 150 * green + 29 * blue + 128) >> 8;
          const lumaB = (77 * otherRed + 150 * otherGreen + 29 * otherBlue + 128) >> 8;
          sumA += lumaA;
          sumB += lumaB;
          sumAA += lumaA * lumaA;
          sumBB += lumaB * lumaB;
          sumAB += lumaA * lumaB;
          deltaRed += otherRed - red;
          deltaGreen += otherGreen - green;
          deltaBlue += otherBlue - blue;
          if (red < lowRed) lowRed = red;
          if (red > highRed) highRed = red;
          if (green < lowGreen) lowGreen = green;
          if (green > highGreen) highGreen = green;
          if (blue < lowBlue) lowBlue = blue;
          if (blue > highBlue) highBlue = blue;
        }
      }
      const index = row * columns + column;
      a[index] = sumA;
      b[index] = sumB;
      aa[index] = sumAA;
      bb[index] = sumBB;
      ab[index] = sumAB;
      shiftRed[index] = deltaRed;
      shiftGreen[index] = deltaGreen;
      shiftBlue[index] = deltaBlue;
      leastRed[index] = lowRed;
      leastGreen[index] = lowGreen;
      leastBlue[index] = lowBlue;
      mostRed[index] = highRed;
      mostGreen[index] = highGreen;
      mostBlue[index] = highBlue;
    }
  }
  return {columns, rows, luma, shift, least, most};
}
