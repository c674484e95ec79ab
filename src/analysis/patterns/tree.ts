/** A pattern at the end of the tree, and what was seen of it. */
export interface Leaf {
  /** From the widest to the narrowest; all leaves have paths of one length, each its own. */
  readonly path: readonly string[];
  /** Mean difference on the logarithm of the rate. */
  readonly difference: number;
  /** One over the variance of that mean; more than 0. */
  readonly information: number;
}

/** What is believed of a pattern: a normal distribution on the logarithm of the rate over the account's usual one. */
export interface Belief {
  readonly mean: number;
  readonly variance: number;
  /** One over the variance that the evidence below it alone leaves; 0 where nothing was seen. */
  readonly information: number;
}

export interface PatternTree {
  /** What is believed of a path, seen before or not: what was not seen is believed of as of its group, with more doubt. */
  readonly of: (path: readonly string[]) => Belief & {
    /** How much of the path was seen. */
    readonly seenTo: number;
    /** By how much patterns below it differ, variance. */
    readonly within: number;
  };
  /** By how much siblings differ at each depth, standard deviations. */
  readonly differences: readonly number[];
}

/** What that expectation counts, in siblings. */
const expectedWorth = 4;
const rounds = 40;
const noChildren = new Map<string, number>();

/** Nodes in an order in which those below one always stand behind it. */
interface Nodes {
  readonly parent: Int32Array;
  readonly depth: Int8Array;
  /** What was seen of a node itself: leaves only. */
  readonly difference: Float64Array;
  readonly information: Float64Array;
  /** What the evidence under a node says of it. */
  readonly upMean: Float64Array;
  readonly upPrecision: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Gathers what lies below each node, from the leaves up. */
function gather(
  {parent, depth, difference, information, upMean, upPrecision}: Nodes,
  own: Float64Array,
): void {
  for (let at = 0; at < parent.length; at += 1) {
    upPrecision[at] = information[at]!;
    upMean[at] = information[at]! * difference[at]!;
  }
  for (let at = parent.length - 1; at >= 0; at -= 1) {
    if (upPrecision[at] === 0) continue;
    upMean[at]! /= upPrecision[at]!;
    if (at === 0) continue;
    const precision = 1 / (1 / upPrecision[at]! + own[depth[at]! - 1]!);
    upPrecision[parent[at]!]! += precision;
    upMean[parent[at]!]! += precision * upMean[at]!;
  }
}

/** Spreads what is believed of a node to those below it; adds up by depth how far they depart from it. */
function spread(
  {parent, depth, upMean, upPrecision, mean, variance}: Nodes,
  own: Float64Array,
  departures: Float64Array,
): void {
  for (let at = 1; at < parent.length; at += 1) {
    const above = parent[at]!;
    const size = own[depth[at]! - 1]!;
    const below = 1 / upPrecision[at]!;
    const pull = size / (size + below);
    const left = size * (1 - pull);
    const step = pull * (upMean[at]! - mean[above]!);
    mean[at] = mean[above]! + step;
    variance[at] = (1 - pull) ** 2 * variance[above]! + left;
    departures[depth[at]! - 1]! += step ** 2 + pull ** 2 * variance[above]! + left;
  }
}

/**
 * Draws each pattern towards its wider group by as much as siblings are alike: a normal hierarchy, exact given how far
 * siblings differ at each depth, which is learned from all of them (EM, with a scaled inverse chi-squared prior so that
 * few siblings cannot claim to be all the same). The root is 0: every difference is one from what the account usually
 * gets. Time is proportional to the number of leaves.
 * @param expectedDifferences how far siblings of each depth are expected to differ before anything was seen, standard
 * deviations; one for each part of a path
 */
export function patternTree(leaves: readonly Leaf[], expectedDifferences: readonly number[]): PatternTree {
  // A node is made before those below it, so these always stand behind it.
  const parents = [0];
  const depths = [0];
  const leafOf: (Leaf | null)[] = [null];
  const children: Map<string, number>[] = [new Map()];
  const counts = expectedDifferences.map(() => 0);
  for (const leaf of leaves) {
    let at = 0;
    for (let depth = 0; depth < leaf.path.length; depth += 1) {
      const part = leaf.path[depth]!;
      let below = children[at]!.get(part);
      if (below === undefined) {
        below = parents.length;
        children[at]!.set(part, below);
        parents.push(at);
        depths.push(depth + 1);
        leafOf.push(null);
        children.push(depth + 1 === leaf.path.length ? noChildren : new Map());
        counts[depth]! += 1;
      }
      at = below;
    }
    leafOf[at] = leaf;
  }
  const count = parents.length;
  const numbers = () => new Float64Array(count);
  const nodes: Nodes = {
    parent: Int32Array.from(parents),
    depth: Int8Array.from(depths),
    difference: Float64Array.from(leafOf, (leaf) => leaf?.difference ?? 0),
    information: Float64Array.from(leafOf, (leaf) => leaf?.information ?? 0),
    upMean: numbers(),
    upPrecision: numbers(),
    mean: numbers(),
    variance: numbers(),
  };
  let own = Float64Array.from(expectedDifferences, (value) => value ** 2);
  for (let round = 0; round < rounds; round += 1) {
    gather(nodes, own);
    const departures = new Float64Array(own.length);
    spread(nodes, own, departures);
    const after = departures.map(
      (sum, depth) =>
        (sum + expectedWorth * expectedDifferences[depth]! ** 2) / (counts[depth]! + expectedWorth),
    );
    const settled = after.every((value, depth) => Math.abs(value - own[depth]!) < 1e-3 * value);
    own = after;
    if (settled) break;
  }
  gather(nodes, own);
  spread(nodes, own, new Float64Array(own.length));
  return {
    differences: Array.from(own, Math.sqrt),
    of(path) {
      let at = 0;
      let depth = 0;
      for (const part of path) {
        const below = children[at]!.get(part);
        if (below === undefined) break;
        at = below;
        depth += 1;
      }
      // Each missing step adds what siblings differ by there.
      const sumOf = (parts: Float64Array) => parts.reduce((sum, value) => sum + value, 0);
      const missing = sumOf(own.slice(depth, path.length));
      return {
        mean: nodes.mean[at]!,
        variance: nodes.variance[at]! + missing,
        information: depth === path.length ? nodes.upPrecision[at]! : 0,
        seenTo: depth,
        within: sumOf(own.slice(path.length)),
      };
    },
  };
}
