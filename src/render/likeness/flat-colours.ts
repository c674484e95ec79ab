import {cell, type Area, type PictureCells} from './picture-cells.ts';

/** Part of a picture and how far its mean colour is from the reference's: the channel that differs most, of 255. */
export interface ColouredArea extends Area {
  readonly difference: number;
}

/** How far pixels of a flat place lie apart at most in each channel, of 255. */
const spread = 2;
/** Cells around a flat cell that must be flat with it: 8 px, as far as H.264 and JPEG carry the colour of an edge. */
const margin = 2;
/** Cells along the side of a tile; places are cut at its edges, so that no far part of a place dilutes a near one. */
const tileCells = 16;
/** Cells of the smallest place that is compared. */
const leastCells = 36;

/** Marks the cells around which 20x20 px of the reference are flat. */
function flatCells({columns, rows, least, most}: PictureCells): Uint8Array {
  const flat = new Uint8Array(columns * rows);
  for (let row = margin; row < rows - margin; row++) {
    for (let column = margin; column < columns - margin; column++) {
      const centre = row * columns + column;
      const first = centre - margin * columns - margin;
      const last = centre + margin * columns - margin;
      let level = true;
      for (let channel = 0; channel < 3 && level; channel++) {
        const leasts = least[channel as 0 | 1 | 2];
        const mosts = most[channel as 0 | 1 | 2];
        let low = leasts[centre] as number;
        let high = mosts[centre] as number;
        for (let line = first; line <= last && high - low <= spread; line += columns) {
          for (let at = line; at <= line + 2 * margin; at++) {
            low = Math.min(low, leasts[at] as number);
            high = Math.max(high, mosts[at] as number);
          }
        }
        level = high - low <= spread;
      }
      if (level) flat[centre] = 1;
    }
  }
  return flat;
}

/**
 * The flat place of the reference whose mean colour differs most in the other picture; `null` when nothing is flat.
 *
 * A place is a connected set of cells of 4x4 px, at least 36 of them, inside one 64x64 tile, around each of which 20x20 px
 * of the reference lie no more than 2 of 255 apart in each channel. The 8 px left out along edges and the mean over the
 * whole place are for encoders: they let colour bleed over edges and leave ripples beside them whose mean is nothing.
 */
export function worstFlatColour(cells: PictureCells): ColouredArea | null {
  const {columns, rows, shift} = cells;
  const [shiftRed, shiftGreen, shiftBlue] = shift;
  // Emptied as places are walked over.
  const left = flatCells(cells);
  const queue = new Int32Array(tileCells * tileCells);
  let worst: ColouredArea | null = null;
  for (let start = 0; start < left.length; start++) {
    if (left[start] === 0) continue;
    const tileColumn = Math.floor((start % columns) / tileCells);
    const tileRow = Math.floor(Math.floor(start / columns) / tileCells);
    const [firstColumn, firstRow] = [tileColumn * tileCells, tileRow * tileCells];
    const lastColumn = Math.min(columns, firstColumn + tileCells) - 1;
    const lastRow = Math.min(rows, firstRow + tileCells) - 1;
    let [red, green, blue] = [0, 0, 0];
    let [leftmost, topmost, rightmost, lowest] = [columns, rows, 0, 0];
    let length = 1;
    queue[0] = start;
    left[start] = 0;
    const visit = (index: number): void => {
      if (left[index] === 0) return;
      left[index] = 0;
      queue[length++] = index;
    };
    for (let next = 0; next < length; next++) {
      const index = queue[next] as number;
      const row = Math.floor(index / columns);
      const column = index - row * columns;
      red += shiftRed[index] as number;
      green += shiftGreen[index] as number;
      blue += shiftBlue[index] as number;
      if (column < leftmost) leftmost = column;
      if (column > rightmost) rightmost = column;
      if (row < topmost) topmost = row;
      if (row > lowest) lowest = row;
      if (column > firstColumn) visit(index - 1);
      if (column < lastColumn) visit(index + 1);
      if (row > firstRow) visit(index - columns);
      if (row < lastRow) visit(index + columns);
    }
    if (length < leastCells) continue;
    const difference = Math.max(Math.abs(red), Math.abs(green), Math.abs(blue)) / (length * cell * cell);
    if (worst !== null && difference <= worst.difference) continue;
    worst = {
      x: leftmost * cell,
      y: topmost * cell,
      width: (rightmost - leftmost + 1) * cell,
      height: (lowest - topmost + 1) * cell,
      difference,
    };
  }
  return worst;
}
