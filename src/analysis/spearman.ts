import {type Estimate, fewestClusters} from './bootstrap.ts';
import {randomOf} from './random.ts';

export interface RankedPair {
  readonly x: number;
  readonly y: number;
  /** What belongs together is drawn together; null: a piece of evidence of its own. */
  readonly cluster: string | null;
}

/** Ranks from 1; equal values share the mean of theirs. */
export function ranksOf(values: readonly number[]): Float64Array {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to += 1;
    for (let at = from; at <= to; at += 1) ranks[order[at]!] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/** Correlation of two vectors, weighted; 0 where one of them never changes. */
function correlation(x: Float64Array, y: Float64Array, weights: Float64Array): number {
  let [w, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < x.length; at += 1) {
    const [weight, a, b] = [weights[at]!, x[at]!, y[at]!];
    w += weight;
    sx += weight * a;
    sy += weight * b;
    sxx += weight * a * a;
    syy += weight * b * b;
    sxy += weight * a * b;
  }
  const spread = (sxx - (sx * sx) / w) * (syy - (sy * sy) / w);
  return spread <= 1e-9 ? 0 : Math.max(-1, Math.min(1, (sxy - (sx * sy) / w) / Math.sqrt(spread)));
}

/**
 * Spearman's rank correlation with a 95 % percentile interval over clusters drawn with replacement (ranks stay those of
 * all pairs). Null with fewer than three pairs; with fewer than ten clusters the interval is [-1, 1].
 */
export function spearman(
  pairs: readonly RankedPair[],
  {draws = 500, seed = 'spearman'}: {readonly draws?: number; readonly seed?: string} = {},
): Estimate | null {
  if (pairs.length < 3) return null;
  const x = ranksOf(pairs.map((pair) => pair.x));
  const y = ranksOf(pairs.map((pair) => pair.y));
  const value = correlation(x, y, new Float64Array(pairs.length).fill(1));
  const numbers = new Map<string, number>();
  const clusters = pairs.map(({cluster}, index) => {
    const key = cluster === null ? `\n${index}` : cluster;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  if (numbers.size < fewestClusters) return {value, low: -1, high: 1};
  const random = randomOf(seed);
  const values = new Float64Array(draws);
  const weights = new Float64Array(pairs.length);
  for (let draw = 0; draw < draws; draw += 1) {
    const times = new Int32Array(numbers.size);
    for (let at = 0; at < numbers.size; at += 1) times[Math.floor(random() * numbers.size)]! += 1;
    for (let at = 0; at < weights.length; at += 1) weights[at] = times[clusters[at]!]!;
    values[draw] = correlation(x, y, weights);
  }
  values.sort();
  return {
    value,
    low: Math.min(value, values[Math.floor(0.025 * draws)]!),
    high: Math.max(value, values[Math.min(draws - 1, Math.floor(0.975 * draws))]!),
  };
}
