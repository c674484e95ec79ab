import {randomOf} from './random.ts';

/** A figure with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What one cluster adds to the top and the bottom of a ratio. */
export interface ClusterSum {
  readonly top: number;
  readonly bottom: number;
}

/** Fewer clusters than this say nothing about how another sample would turn out. */
export const fewestClusters = 10;

/**
 * `Σ top / Σ bottom` with a 95 % percentile interval over clusters drawn with replacement: what belongs to one story
 * stays together. Null where there is nothing to divide by. With fewer than ten clusters, where resampling would feign
 * certainty, the interval is `range`.
 */
export function ratioOverClusters(
  clusters: Iterable<ClusterSum>,
  range: readonly [number, number],
  {draws = 1000, seed = 'bootstrap'}: {readonly draws?: number; readonly seed?: string} = {},
): Estimate | null {
  const all = [...clusters].filter(({bottom}) => bottom > 0);
  const ratio = (top: number, bottom: number) => top / bottom;
  if (all.length === 0) return null;
  const value = ratio(
    all.reduce((sum, {top}) => sum + top, 0),
    all.reduce((sum, {bottom}) => sum + bottom, 0),
  );
  if (all.length < fewestClusters) return {value, low: range[0], high: range[1]};
  const random = randomOf(seed);
  const values = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    let top = 0;
    let bottom = 0;
    for (let index = 0; index < all.length; index += 1) {
      const cluster = all[Math.floor(random() * all.length)]!;
      top += cluster.top;
      bottom += cluster.bottom;
    }
    values[draw] = ratio(top, bottom);
  }
  values.sort();
  return {
    value,
    low: values[Math.floor(0.025 * draws)]!,
    high: values[Math.min(draws - 1, Math.floor(0.975 * draws))]!,
  };
}
