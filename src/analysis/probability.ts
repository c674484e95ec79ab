/** Nothing about lines is ever surer than this. */
export const surest = 0.97;

/**
 * A probability from the logarithm of its odds, never certain. Both ways round they add up to 1 to the last bit:
 * only the upper half is computed, and 1 minus it is exact.
 */
export function probabilityOf(logOdds: number): number {
  const upper = Math.min(surest, 1 / (1 + Math.exp(-Math.abs(logOdds))));
  return logOdds >= 0 ? upper : 1 - upper;
}

/** A difference in score that was predicted, and what came: 1 where the first did better, 0 where the second, 0.5 at a tie. */
export interface JudgedDifference {
  readonly difference: number;
  readonly outcome: number;
}

/** What is believed of a slope before any difference is judged. */
export interface SlopePrior {
  readonly mean: number;
  readonly deviation: number;
  /** What one judged difference counts; below 1 where they overlap. */
  readonly worth: number;
}

/**
 * How many log-odds a unit of score is worth: the slope of a logistic regression without intercept (Newton's method),
 * with a normal prior so that a handful of pairs cannot claim certainty. Never negative: a model that was wrong about
 * everything is told to say nothing, not to say the opposite.
 */
export function slopeOf(
  judged: readonly JudgedDifference[],
  {mean, deviation, worth}: SlopePrior = {mean: 2, deviation: 2, worth: 1},
): number {
  let slope = mean;
  for (let round = 0; round < 30; round += 1) {
    let gradient = (mean - slope) / deviation ** 2;
    let curvature = 1 / deviation ** 2;
    for (const {difference, outcome} of judged) {
      const p = 1 / (1 + Math.exp(-slope * difference));
      gradient += worth * (outcome - p) * difference;
      curvature += worth * p * (1 - p) * difference * difference;
    }
    const step = gradient / curvature;
    slope = Math.max(0, slope + step);
    if (Math.abs(step) < 1e-9) break;
  }
  return slope;
}
