import type {LineMatrix} from '../line-matrix.ts';
import {expectedSizes, scoresOf} from '../ranking-design.ts';
import {solveRidge} from '../ridge.ts';
import {spearman} from '../spearman.ts';

/** How much larger than for headlines coefficients may be, as a share of the variance to explain; the better is taken. */
const strengths = [0.1, 0.5, 2] as const;
const rounds = 25;

export interface Learnable {
  readonly matrix: LineMatrix;
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}

/** Learns from chosen rows; returns by how much it expects any row to lie above their mean. */
function fit(
  {matrix, targets, weights}: Learnable,
  chosen: Int32Array,
  strength: number,
): (row: number) => number {
  const {rows} = matrix;
  const {denseWidth, dense} = rows;
  let [w, sum, squares] = [0, 0, 0];
  for (const row of chosen) {
    w += weights[row]!;
    sum += weights[row]! * targets[row]!;
    squares += weights[row]! * targets[row]! ** 2;
  }
  const mean = sum / w;
  const variance = Math.max(1e-6, squares / w - mean ** 2);
  const scale = (strength * variance) / expectedSizes.unexplained ** 2;
  const priorVariance = new Float64Array(denseWidth + matrix.keys.length);
  for (let k = 0; k < denseWidth; k += 1) {
    let [s, ss] = [0, 0];
    for (const row of chosen) {
      const value = dense[row * denseWidth + k]!;
      s += value;
      ss += value * value;
    }
    const spread = ss / chosen.length - (s / chosen.length) ** 2;
    priorVariance[k] = spread > 1e-9 ? (scale * expectedSizes.named ** 2) / spread : 0;
  }
  for (const [k, kind] of matrix.kinds.entries())
    priorVariance[denseWidth + k] = scale * expectedSizes[kind] ** 2;
  const fitted = solveRidge(
    {
      rows,
      chosen,
      targets,
      weights: weights.map((weight) => weight / variance),
      comparisons: new Int32Array(rows.count),
      priorVariance,
    },
    rounds,
  );
  const score = scoresOf(rows, fitted);
  // Without the mean of what was learned from: over folds it is low exactly where the held-out mean is high.
  let usual = 0;
  for (const row of chosen) usual += (weights[row]! * score(row)) / w;
  return (row) => score(row) - usual;
}

/**
 * Ridge over words, neighbours, letters and measures, of a strength that does best on a quarter of the training clusters
 * held out from the rest.
 * @param clusterOf what belongs together, as the author
 */
export function learnContent(
  data: Learnable,
  chosen: Int32Array,
  clusterOf: (row: number) => number,
): (row: number) => number {
  const numbers = [...new Set(Array.from(chosen, clusterOf))].sort((a, b) => a - b);
  const held = new Set(numbers.filter((_, index) => index % 4 === 3));
  const [inner, outer] = [
    chosen.filter((row) => !held.has(clusterOf(row))),
    chosen.filter((row) => held.has(clusterOf(row))),
  ];
  if (inner.length < 30 || outer.length < 20) return fit(data, chosen, strengths[0]);
  const judged = strengths.map((strength) => {
    const expects = fit(data, inner, strength);
    const pairs = Array.from(outer, (row) => ({x: expects(row), y: data.targets[row]!, cluster: null}));
    return {strength, value: spearman(pairs, {draws: 1})?.value ?? 0};
  });
  const best = judged.reduce((a, b) => (b.value > a.value ? b : a));
  return fit(data, chosen, best.strength);
}
