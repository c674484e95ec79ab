import type {SceneFields} from '../contract.ts';
import type {Sheet} from './sheet.ts';

/** A share of a hundred that stands by itself. */
export const isShare = ({unit, value, series}: SceneFields<'statistic'>): boolean =>
  series === undefined && unit !== undefined && /^[%٪％]$/u.test(unit) && value >= 0 && value <= 100;

export interface Squares {
  /** Squares along the baseline, and over each other; a hundred in all. */
  readonly across: number;
  readonly high: number;
  /** Px. */
  readonly side: number;
}

/** A hundred squares along the whole baseline, as high as there is room for. */
export function bandIn({cell, columns}: Sheet, height: number): Squares {
  const ways = [
    [20, 5],
    [25, 4],
    [50, 2],
  ] as const;
  const sized = ways.map(([across, high]) => ({across, high, side: (columns * cell) / across}));
  return sized.find(({high, side}) => high * side <= height) ?? sized[2]!;
}

/** A hundred squares as one, each as large as some of the sheet's small ones. */
export function squareIn({cell}: Sheet, height: number): Squares {
  const small = cell / 5;
  return {across: 10, high: 10, side: Math.max(1, Math.floor(height / 10 / small)) * small};
}
