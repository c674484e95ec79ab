/** What was seen of the patterns at the end of a tree, in the order of their paths. */
export interface Seen {
  /** Mean differences on the logarithm of the rate. */
  readonly differences: Float64Array;
  /** One over the variance of each mean; more than 0. */
  readonly information: Float64Array;
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

/** How patterns hang together. Node 0 is the root; a node stands before those below it. */
export interface TreeShape {
  readonly parent: Int32Array;
  readonly depth: Int8Array;
  /** How many nodes each depth has. */
  readonly counts: readonly number[];
  /** The node of each path. */
  readonly leaves: Int32Array;
  /** The node under another, or undefined. */
  readonly below: (node: number, part: string) => number | undefined;
}

/** What that expectation counts, in siblings. */
const expectedWorth = 4;
const rounds = 40;

/**
 * Joins paths to a tree.
 * @param paths from the widest to the narrowest, all of one length, each its own; those that begin alike side by side
 */
export function treeShape(paths: readonly (readonly string[])[], depths: number): TreeShape {
  const parent = [0];
  const depth = [0];
  // The root has none, so that no part is like it.
  const names: (string | undefined)[] = [undefined];
  const counts = Array.from({length: depths}, () => 0);
  const leaves = new Int32Array(paths.length);
  /** Where the path before this one went. */
  const way = new Int32Array(depths + 1);
  for (const [index, path] of paths.entries()) {
    let level = 0;
    while (level < depths && names[way[level + 1]!] === path[level]) level += 1;
    while (level < depths) {
      way[level + 1] = parent.length;
      parent.push(way[level]!);
      depth.push(level + 1);
      names.push(path[level]);
      counts[level]! += 1;
      level += 1;
    }
    leaves[index] = way[depths]!;
  }
  const children = new Map<number, Map<string, number>>();
  for (let node = 1; node < parent.length; node += 1) {
    // Leaves are most of the nodes, and are looked for among those of a parent alone.
    if (depth[node] === depths) continue;
    const siblings = children.get(parent[node]!) ?? new Map<string, number>();
    children.set(parent[node]!, siblings.set(names[node]!, node));
  }
  return {
    parent: Int32Array.from(parent),
    depth: Int8Array.from(depth),
    counts,
    leaves,
    below(node, part) {
      if (depth[node]! + 1 < depths) return children.get(node)?.get(part);
      // The nodes of a parent stand behind it, one after the other.
      for (let at = node + 1; parent[at] === node; at += 1) if (names[at] === part) return at;
      return undefined;
    },
  };
}

/** What is known of nodes. */
interface Nodes {
  readonly shape: TreeShape;
  /** What was seen of a node itself: leaves only. */
  readonly seen: Seen;
  /** What the evidence under a node says of it. */
  readonly upMean: Float64Array;
  readonly upPrecision: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Gathers what lies below each node, from the leaves up. */
function gather({shape, seen, upMean, upPrecision}: Nodes, own: Float64Array): void {
  const {parent, depth, leaves} = shape;
  upPrecision.fill(0);
  upMean.fill(0);
  for (let leaf = 0; leaf < leaves.length; leaf += 1) {
    const information = seen.information[leaf]!;
    upPrecision[leaves[leaf]!] = information;
    upMean[leaves[leaf]!] = information * seen.differences[leaf]!;
  }
  for (let at = parent.length - 1; at > 0; at -= 1) {
    const below = upPrecision[at]!;
    if (below === 0) continue;
    upMean[at]! /= below;
    const precision = 1 / (1 / below + own[depth[at]! - 1]!);
    const above = parent[at]!;
    upPrecision[above]! += precision;
    upMean[above]! += precision * upMean[at]!;
  }
  if (upPrecision[0]! > 0) upMean[0]! /= upPrecision[0]!;
}

/** Spreads what is believed of a node to those below it; adds up by depth how far they depart from it. */
function spread(
  {shape: {parent, depth}, upMean, upPrecision, mean, variance}: Nodes,
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
    const inherited = pull * pull * variance[above]!;
    variance[at] = (1 - pull) * (1 - pull) * variance[above]! + left;
    departures[depth[at]! - 1]! += step * step + inherited + left;
  }
}

/**
 * Draws each pattern towards its wider group by as much as siblings are alike: a normal hierarchy, exact given how far
 * siblings differ at each depth, which is learned from all of them (EM, with a scaled inverse chi-squared prior so that
 * few siblings cannot claim to be all the same). The root is 0: every difference is one from what the account usually
 * gets. Time is proportional to the number of leaves.
 * @param expectedDifferences how far siblings of each depth are expected to differ before anything was seen, standard
 * deviations; one for each part of a path
 * @param start where learning how far they differ begins: what an earlier fit of nearly the same found
 */
export function patternTree(
  shape: TreeShape,
  seen: Seen,
  expectedDifferences: readonly number[],
  start: readonly number[] = expectedDifferences,
): PatternTree {
  const numbers = () => new Float64Array(shape.parent.length);
  const nodes: Nodes = {
    shape,
    seen,
    upMean: numbers(),
    upPrecision: numbers(),
    mean: numbers(),
    variance: numbers(),
  };
  let own = Float64Array.from(start, (value) => value ** 2);
  for (let round = 0; round < rounds; round += 1) {
    gather(nodes, own);
    const departures = new Float64Array(own.length);
    spread(nodes, own, departures);
    const after = departures.map(
      (sum, depth) =>
        (sum + expectedWorth * expectedDifferences[depth]! ** 2) / (shape.counts[depth]! + expectedWorth),
    );
    const settled = after.every((value, depth) => Math.abs(value - own[depth]!) < 1e-3 * value);
    own = after;
    if (settled) break;
  }
  gather(nodes, own);
  spread(nodes, own, new Float64Array(own.length));
  const sumOf = (from: number, to: number) => {
    let sum = 0;
    for (let depth = from; depth < to; depth += 1) sum += own[depth]!;
    return sum;
  };
  return {
    differences: Array.from(own, Math.sqrt),
    of(path) {
      let at = 0;
      let depth = 0;
      for (const part of path) {
        const below = shape.below(at, part);
        if (below === undefined) break;
        at = below;
        depth += 1;
      }
      return {
        mean: nodes.mean[at]!,
        // Each missing step adds what siblings differ by there.
        variance: nodes.variance[at]! + sumOf(depth, path.length),
        information: depth === path.length ? nodes.upPrecision[at]! : 0,
        seenTo: depth,
        within: sumOf(path.length, own.length),
      };
    },
  };
}
