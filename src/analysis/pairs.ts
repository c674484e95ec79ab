import type {Arm} from './arms.ts';
import {decidedAt, overDispersion, rateOf, zOf} from './outcome.ts';

/** Two arms of one comparison and what came of them. */
export interface Pair {
  /** Indexes of the arms. */
  readonly a: number;
  readonly b: number;
  /** 1 where the first was clicked more often, 0 where the second was, 0.5 where both were clicked equally often. */
  readonly outcome: number;
  /** Whether the difference is larger than chance and over-dispersion explain, two-sided 95 %. */
  readonly decided: boolean;
}

/** All pairs within the comparisons, given as lists of arm indexes. */
export function pairsOf(
  arms: readonly Arm[],
  members: readonly (readonly number[])[],
  phi: number = overDispersion,
): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const list of members) {
    for (const [at, a] of list.entries()) {
      for (const b of list.slice(at + 1)) {
        const [first, second] = [arms[a]!, arms[b]!];
        const difference = rateOf(first) - rateOf(second);
        pairs.push({
          a,
          b,
          outcome: difference > 0 ? 1 : difference < 0 ? 0 : 0.5,
          decided: Math.abs(zOf(first, second, phi)) > decidedAt,
        });
      }
    }
  }
  return pairs;
}
