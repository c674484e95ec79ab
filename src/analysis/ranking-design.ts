import {type Arm, comparisonOf} from './arms.ts';
import {type LineMatrix, lineMatrix} from './line-matrix.ts';
import {logRateOf, noiseOf} from './outcome.ts';
import {addBrought, type RidgeFit, type Rows, solveRidge} from './ridge.ts';

/**
 * Standard deviations that coefficients are expected to have, on the logarithm of a rate: of a named feature for one
 * standard deviation of it, of a word, of two neighbours, of letters inside a word; and of what no feature explains.
 * Found on the development slice with stories held out; a flat optimum, halving any of them costs under a point.
 */
export const expectedSizes = {named: 0.02, word: 0.02, pair: 0.02, letters: 0.015, unexplained: 0.2} as const;

/** Expected variance of the coefficient of a sparse feature; the first letter of a key tells its kind. */
export function expectedVariance(key: string): number {
  return expectedSizes[key.startsWith('w') ? 'word' : key.startsWith('p') ? 'pair' : 'letters'] ** 2;
}

/** Everything a ranker is trained from, counted once and used by every fold. */
export interface RankingDesign {
  readonly matrix: LineMatrix;
  /** Comparison of each arm, as a number. */
  readonly comparisons: Int32Array;
  /** Arms of each comparison. */
  readonly members: readonly (readonly number[])[];
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}

export interface RankingFit extends RidgeFit {
  readonly priorVariance: Float64Array;
}

export function rankingDesign(arms: readonly Arm[]): RankingDesign {
  const numbers = new Map<string, number>();
  const members: number[][] = [];
  const comparisons = Int32Array.from(arms, (arm, index) => {
    const key = comparisonOf(arm);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    (members[number] ??= []).push(index);
    return number;
  });
  return {
    matrix: lineMatrix(arms.map(({headline}) => headline)),
    comparisons,
    members,
    targets: Float64Array.from(arms, (arm) => logRateOf(arm)),
    weights: Float64Array.from(arms, (arm) => 1 / (expectedSizes.unexplained ** 2 + noiseOf(arm))),
  };
}

/** Mean and standard deviation of each named feature over the chosen arms. */
export function namedScale(
  {matrix: {rows}}: RankingDesign,
  chosen: Int32Array,
): {readonly means: Float64Array; readonly deviations: Float64Array} {
  const {denseWidth, dense} = rows;
  const means = new Float64Array(denseWidth);
  const deviations = new Float64Array(denseWidth);
  for (const row of chosen) {
    for (let k = 0; k < denseWidth; k += 1) means[k]! += dense[row * denseWidth + k]! / chosen.length;
  }
  for (const row of chosen) {
    for (let k = 0; k < denseWidth; k += 1) deviations[k]! += (dense[row * denseWidth + k]! - means[k]!) ** 2;
  }
  return {means, deviations: deviations.map((sum) => Math.sqrt(sum / Math.max(1, chosen.length)))};
}

/** Learns from the chosen arms. Rows of other arms take no part but in the list of feature names. */
export function fitRanking(
  design: RankingDesign,
  chosen: Int32Array,
  outcome: Pick<RankingDesign, 'targets' | 'weights'> = design,
): RankingFit {
  const {matrix, comparisons} = design;
  const {denseWidth} = matrix.rows;
  const {deviations} = namedScale(design, chosen);
  const priorVariance = new Float64Array(denseWidth + matrix.keys.length);
  for (let k = 0; k < denseWidth; k += 1) {
    // A feature that never changes can explain nothing and is given no freedom.
    priorVariance[k] = deviations[k]! > 1e-9 ? (expectedSizes.named / deviations[k]!) ** 2 : 0;
  }
  for (const [k, kind] of matrix.kinds.entries()) priorVariance[denseWidth + k] = expectedSizes[kind] ** 2;
  const fit = solveRidge({rows: matrix.rows, chosen, comparisons, ...outcome, priorVariance}, rounds);
  return {...fit, priorVariance};
}

/** Conjugate gradients have settled by then: more rounds change no score by more than a hundredth of its spread. */
const rounds = 18;

/** What a fit expects of each arm, on the logarithm of its rate; only differences mean something. */
export function scoresOf(rows: Rows, {coefficients}: RidgeFit): (row: number) => number {
  const {denseWidth, dense, starts, ids} = rows;
  const gains = Float64Array.from(coefficients);
  addBrought(rows, gains);
  return (row) => {
    let sum = 0;
    for (let k = 0; k < denseWidth; k += 1) sum += dense[row * denseWidth + k]! * gains[k]!;
    for (let at = starts[row]!; at < starts[row + 1]!; at += 1) sum += gains[denseWidth + ids[at]!]!;
    return sum;
  };
}
