// A world to try policies in. It knows nothing of the policy: its truth comes from what arms did in real tests, its
// clicks from its own dice.
import type {Arm} from '../../src/analysis/arms.ts';

/** A test with known truth. */
export interface World {
  /** True click rate of each arm. */
  readonly rates: readonly number[];
  /** What a ranker that has not seen this story expects of each arm, on the logarithm of the rate. */
  readonly expected: readonly number[];
}

/** Chooses an arm from what was seen so far. */
export type Policy = (
  arms: readonly {
    readonly id: string;
    readonly expectedLift: number;
    readonly impressions: number;
    readonly clicks: number;
  }[],
) => number;

/** Standard deviation of true log rates within a test, as measured on the archive. */
const spread = 0.203;
/** Variance of counts over chance: between coin tosses (1) and the archive (1.76), so that an oracle gains 19 to 20 %. */
const dispersion = 1.3;

/** Rates of arms with their chance taken off: each is drawn to the mean of its test by as much as chance explains. */
export function truthOf(arms: readonly Arm[]): readonly number[] {
  const logs = arms.map(({clicks, impressions}) => Math.log((clicks + 0.5) / (impressions + 1)));
  const weights = arms.map(({clicks}) => 1 / (spread ** 2 + dispersion / (clicks + 0.5)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = logs.reduce((sum, log, index) => sum + log * weights[index]!, 0) / total;
  return logs.map((log, index) => Math.exp(mean + spread ** 2 * weights[index]! * (log - mean)));
}

/** A small fast counting generator (sfc32), seeded by running it in; not the generator of the policy. */
export function dice(seed: number): () => number {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x85ebca6b | 0, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let n = 0; n < 20; n += 1) next();
  return next;
}

/** A Poisson number by multiplying uniform ones (Knuth); large means in halves. */
export function poisson(mean: number, random: () => number): number {
  if (mean > 200) return poisson(mean / 2, random) + poisson(mean / 2, random);
  const limit = Math.exp(-mean);
  let product = random();
  let count = 0;
  while (product > limit) {
    product *= random();
    count += 1;
  }
  return count;
}

/**
 * Runs one test and returns the mean true rate of what was shown, over the mean true rate of all arms, minus 1.
 * Impressions are dealt in small lots, so results come a little late, as they do.
 */
export function liftOf(
  {rates, expected}: World,
  policy: Policy,
  impressions: number,
  lot: number,
  random: () => number,
): number {
  const seen = rates.map((_, index) => ({
    id: String(index),
    expectedLift: expected[index]!,
    impressions: 0,
    clicks: 0,
  }));
  let gained = 0;
  for (let shown = 0; shown < impressions; shown += lot) {
    const chosen = policy(seen);
    const arm = seen[chosen]!;
    arm.impressions += lot;
    arm.clicks = Math.min(arm.impressions, arm.clicks + poisson(lot * rates[chosen]!, random));
    gained += lot * rates[chosen]!;
  }
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  return gained / impressions / mean - 1;
}
