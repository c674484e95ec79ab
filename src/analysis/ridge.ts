/** Rows of features: some dense numbers each, and the ids of the sparse features a row has; a sparse feature is 0 or 1. */
export interface Rows {
  readonly count: number;
  readonly denseWidth: number;
  /** Row by row, `denseWidth` numbers each. */
  readonly dense: Float64Array;
  /** How many sparse features there are; their coefficients stand behind the dense ones. */
  readonly sparseWidth: number;
  /** Where the sparse features of each row start in `ids`; one entry more than rows. */
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  /**
   * Sparse features that a sparse feature brings along wherever it stands, as letters come with a word: those of `id`
   * are `broughtIds` from `broughtStarts[id]`. One brought by two counts twice. None is brought by one that is brought.
   */
  readonly broughtStarts: Int32Array;
  readonly broughtIds: Int32Array;
}

export interface RidgeProblem {
  readonly rows: Rows;
  /** Indexes of the rows to learn from. */
  readonly chosen: Int32Array;
  /** What is to be explained, one for each row of `rows`. */
  readonly targets: Float64Array;
  /** One over the variance of each target, one for each row of `rows`. */
  readonly weights: Float64Array;
  /** Comparison of each row of `rows`: only differences within one count. */
  readonly comparisons: Int32Array;
  /** Prior variance of each coefficient, dense ones first. */
  readonly priorVariance: Float64Array;
}

export interface RidgeFit {
  readonly coefficients: Float64Array;
  /** What the data add to the precision of each coefficient, correlations between features left out. */
  readonly information: Float64Array;
}

/**
 * Best linear unbiased prediction of differences within comparisons: minimises
 * `Σ w (y - ȳ - (x - x̄)'β)² + Σ β² / v`, where bars are weighted means over the comparison. Solved by conjugate
 * gradients on coefficients scaled to prior variance 1, with the diagonal as preconditioner. The same input gives the
 * same coefficients; features that no chosen row has stay exactly 0.
 */
export function solveRidge(problem: RidgeProblem, iterations = 40, tolerance = 1e-4): RidgeFit {
  const {rows, chosen, targets, weights, comparisons, priorVariance} = problem;
  const {denseWidth, dense, starts, ids} = rows;
  const width = denseWidth + rows.sparseWidth;
  const scale = Float64Array.from(priorVariance, Math.sqrt);

  // Comparisons renumbered to those that occur.
  const local = new Map<number, number>();
  const comparison = new Int32Array(chosen.length);
  for (let index = 0; index < chosen.length; index += 1) {
    const key = comparisons[chosen[index]!]!;
    const known = local.get(key) ?? local.size;
    local.set(key, known);
    comparison[index] = known;
  }
  const totals = new Float64Array(local.size);
  for (let index = 0; index < chosen.length; index += 1) {
    totals[comparison[index]!]! += weights[chosen[index]!]!;
  }
  const means = new Float64Array(local.size);
  /** Takes the weighted mean of each comparison away and multiplies by the weights. */
  const centre = (vector: Float64Array) => {
    means.fill(0);
    for (let index = 0; index < chosen.length; index += 1) {
      means[comparison[index]!]! += weights[chosen[index]!]! * vector[index]!;
    }
    for (let index = 0; index < chosen.length; index += 1) {
      const at = comparison[index]!;
      vector[index] = weights[chosen[index]!]! * (vector[index]! - means[at]! / totals[at]!);
    }
  };
  const scaled = new Float64Array(width);
  const forward = (gamma: Float64Array, out: Float64Array) => {
    for (let k = 0; k < width; k += 1) scaled[k] = gamma[k]! * scale[k]!;
    addBrought(rows, scaled);
    for (let index = 0; index < chosen.length; index += 1) {
      const row = chosen[index]!;
      let sum = 0;
      for (let k = 0, at = row * denseWidth; k < denseWidth; k += 1, at += 1) sum += dense[at]! * scaled[k]!;
      for (let at = starts[row]!, end = starts[row + 1]!; at < end; at += 1) {
        sum += scaled[denseWidth + ids[at]!]!;
      }
      out[index] = sum;
    }
  };
  const backward = (vector: Float64Array, out: Float64Array) => {
    out.fill(0);
    for (let index = 0; index < chosen.length; index += 1) {
      const row = chosen[index]!;
      const value = vector[index]!;
      for (let k = 0, at = row * denseWidth; k < denseWidth; k += 1, at += 1) out[k]! += dense[at]! * value;
      for (let at = starts[row]!, end = starts[row + 1]!; at < end; at += 1) {
        out[denseWidth + ids[at]!]! += value;
      }
    }
    spreadBrought(rows, out);
    for (let k = 0; k < width; k += 1) out[k]! *= scale[k]!;
  };

  const information = diagonalOf(problem, comparison, totals);
  const diagonal = Float64Array.from(information, (value, k) => 1 + value * priorVariance[k]!);

  const u = new Float64Array(chosen.length);
  for (let index = 0; index < chosen.length; index += 1) u[index] = targets[chosen[index]!]!;
  centre(u);
  const residual = new Float64Array(width);
  backward(u, residual);
  const solution = new Float64Array(width);
  const direction = Float64Array.from(residual, (value, k) => value / diagonal[k]!);
  const image = new Float64Array(width);
  let energy = dot(residual, direction);
  const goal = energy * tolerance * tolerance;
  for (let round = 0; round < iterations && energy > goal && energy > 0; round += 1) {
    forward(direction, u);
    centre(u);
    backward(u, image);
    addScaled(image, direction, 1);
    const step = energy / dot(image, direction);
    addScaled(solution, direction, step);
    addScaled(residual, image, -step);
    energy = redirect(direction, residual, diagonal, energy);
  }
  return {coefficients: solution.map((value, k) => value * scale[k]!), information};
}

// Small functions on whole vectors: the loops of a long function are compiled late, or not at all.

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += a[k]! * b[k]!;
  return sum;
}

function addScaled(to: Float64Array, from: Float64Array, factor: number): void {
  for (let k = 0; k < to.length; k += 1) to[k]! += factor * from[k]!;
}

/** The next direction of conjugate gradients; returns the energy of the residual. */
function redirect(
  direction: Float64Array,
  residual: Float64Array,
  diagonal: Float64Array,
  before: number,
): number {
  let energy = 0;
  for (let k = 0; k < residual.length; k += 1) energy += (residual[k]! * residual[k]!) / diagonal[k]!;
  const keep = energy / before;
  for (let k = 0; k < residual.length; k += 1)
    direction[k] = residual[k]! / diagonal[k]! + keep * direction[k]!;
  return energy;
}

/** Adds to each sparse coefficient those of the features it brings along: what one row with it gains. */
export function addBrought(
  {denseWidth, sparseWidth, broughtStarts, broughtIds}: Rows,
  coefficients: Float64Array,
): void {
  for (let id = 0; id < sparseWidth; id += 1) {
    let sum = 0;
    for (let at = broughtStarts[id]!, end = broughtStarts[id + 1]!; at < end; at += 1) {
      sum += coefficients[denseWidth + broughtIds[at]!]!;
    }
    coefficients[denseWidth + id]! += sum;
  }
}

/** The transpose of `addBrought`. */
function spreadBrought({denseWidth, sparseWidth, broughtStarts, broughtIds}: Rows, sums: Float64Array): void {
  for (let id = 0; id < sparseWidth; id += 1) {
    const value = sums[denseWidth + id]!;
    for (let at = broughtStarts[id]!, end = broughtStarts[id + 1]!; at < end; at += 1) {
      sums[denseWidth + broughtIds[at]!]! += value;
    }
  }
}

/**
 * The diagonal of `X'WX` with comparisons centred. For a feature that is brought along it is the sum over those that
 * bring it, as if no comparison had two of them.
 */
function diagonalOf(
  {rows, chosen, weights}: RidgeProblem,
  comparison: Int32Array,
  totals: Float64Array,
): Float64Array {
  const {denseWidth, dense, starts, ids} = rows;
  const result = new Float64Array(denseWidth + rows.sparseWidth);
  // Σ w x² - (Σ w x)² / Σ w, comparison by comparison; rows of a comparison need not be neighbours.
  const members: number[][] = Array.from({length: totals.length}, () => []);
  for (let index = 0; index < chosen.length; index += 1) members[comparison[index]!]!.push(chosen[index]!);
  const sums = new Float64Array(result.length);
  for (const [at, list] of members.entries()) {
    if (list.length < 2) continue;
    for (const row of list) {
      const weight = weights[row]!;
      for (let k = 0; k < denseWidth; k += 1) {
        const value = dense[row * denseWidth + k]!;
        result[k]! += weight * value * value;
        sums[k]! += weight * value;
      }
      for (let i = starts[row]!; i < starts[row + 1]!; i += 1) {
        result[denseWidth + ids[i]!]! += weight;
        sums[denseWidth + ids[i]!]! += weight;
      }
    }
    const settle = (k: number) => {
      result[k] = Math.max(0, result[k]! - (sums[k]! * sums[k]!) / totals[at]!);
      sums[k] = 0;
    };
    for (let k = 0; k < denseWidth; k += 1) settle(k);
    // One that was settled has the sum 0, so the second time changes nothing.
    for (const row of list) {
      for (let i = starts[row]!; i < starts[row + 1]!; i += 1) settle(denseWidth + ids[i]!);
    }
  }
  spreadBrought(rows, result);
  return result;
}
