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

/** How a score becomes log-odds: `offset + slope · score`. */
export interface Calibration {
  readonly offset: number;
  readonly slope: number;
}

/**
 * Offset and slope of a logistic regression (Newton's method), each with a normal prior: for scores whose zero need not
 * be a coin, as where rates fall with time. The slope is never negative.
 */
export function calibrationOf(
  judged: readonly JudgedDifference[],
  prior: {readonly slope: number; readonly slopeDeviation: number; readonly offsetDeviation: number},
): Calibration {
  let [offset, slope] = [0, prior.slope];
  const [offsetInformation, slopeInformation] = [
    1 / prior.offsetDeviation ** 2,
    1 / prior.slopeDeviation ** 2,
  ];
  for (let round = 0; round < 50; round += 1) {
    let [g0, g1] = [-offset * offsetInformation, (prior.slope - slope) * slopeInformation];
    let [h00, h01, h11] = [offsetInformation, 0, slopeInformation];
    for (const {difference, outcome} of judged) {
      const p = 1 / (1 + Math.exp(-offset - slope * difference));
      const w = p * (1 - p);
      g0 += outcome - p;
      g1 += (outcome - p) * difference;
      h00 += w;
      h01 += w * difference;
      h11 += w * difference * difference;
    }
    const determinant = h00 * h11 - h01 * h01;
    const [stepOffset, stepSlope] = [
      (h11 * g0 - h01 * g1) / determinant,
      (h00 * g1 - h01 * g0) / determinant,
    ];
    // Half steps at most: far from the end a whole one may overshoot.
    const reach = Math.min(1, 2 / Math.max(Math.abs(stepOffset), Math.abs(stepSlope) / prior.slope, 1e-9));
    offset += reach * stepOffset;
    slope = Math.max(0, slope + reach * stepSlope);
    if (Math.max(Math.abs(stepOffset), Math.abs(stepSlope)) < 1e-9) break;
  }
  return {offset, slope};
}
