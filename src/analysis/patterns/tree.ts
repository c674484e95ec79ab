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

/** A part of every path, as numbers of names: many paths are joined and few are looked up. */
export interface PathPart {
  readonly numbers: Int32Array;
  readonly names: readonly string[];
}

/**
 * How patterns hang together. Leaves are most of a tree and stand apart from the nodes above them, in the order of their
 * paths, so that those of a parent are side by side. Node 0 is the root; a node stands before those below it.
 */
export interface TreeShape {
  readonly parent: Int32Array;
  readonly depth: Int8Array;
  /** How many nodes each depth has, leaves at the end. */
  readonly counts: readonly number[];
  /** Nodes that have leaves, and where theirs begin; one more for the end. */
  readonly bearers: Int32Array;
  readonly starts: Int32Array;
  /** The node under another that is not a leaf, or undefined. */
  readonly below: (node: number, part: string) => number | undefined;
  /** The leaf under a node, or undefined. */
  readonly leafBelow: (node: number, part: string) => number | undefined;
}

/** What that expectation counts, in siblings. */
const expectedWorth = 4;
const rounds = 40;

/**
 * Joins paths to a tree.
 * @param parts of the paths, from the widest to the narrowest, two at least. Each path is its own; those that begin alike
 * stand side by side
 */
export function treeShape(parts: readonly PathPart[]): TreeShape {
  const depths = parts.length;
  const last = parts[depths - 1]!;
  const leaves = last.numbers.length;
  const parent = [0];
  const depth = [0];
  const names = [''];
  const counts = Array.from({length: depths}, () => 0);
  counts[depths - 1] = leaves;
  const bearers: number[] = [];
  const starts: number[] = [];
  /** Where the path before this one went. */
  const way = new Int32Array(depths);
  for (let leaf = 0; leaf < leaves; leaf += 1) {
    let level = 0;
    if (leaf > 0) {
      while (level < depths - 1) {
        const {numbers} = parts[level]!;
        if (numbers[leaf] !== numbers[leaf - 1]) break;
        level += 1;
      }
      if (level === depths - 1) continue;
    }
    for (; level < depths - 1; level += 1) {
      const part = parts[level]!;
      way[level + 1] = parent.length;
      parent.push(way[level]!);
      depth.push(level + 1);
      names.push(part.names[part.numbers[leaf]!]!);
      counts[level]! += 1;
    }
    bearers.push(way[depths - 1]!);
    starts.push(leaf);
  }
  starts.push(leaves);
  const children = new Map<number, Map<string, number>>();
  const placeOf = new Map(bearers.map((node, place) => [node, place]));
  for (let node = 1; node < parent.length; node += 1) {
    const siblings = children.get(parent[node]!) ?? new Map<string, number>();
    children.set(parent[node]!, siblings.set(names[node]!, node));
  }
  return {
    parent: Int32Array.from(parent),
    depth: Int8Array.from(depth),
    counts,
    bearers: Int32Array.from(bearers),
    starts: Int32Array.from(starts),
    below: (node, part) => children.get(node)?.get(part),
    leafBelow(node, part) {
      const place = placeOf.get(node);
      if (place === undefined) return undefined;
      for (let leaf = starts[place]!; leaf < starts[place + 1]!; leaf += 1) {
        if (last.names[last.numbers[leaf]!] === part) return leaf;
      }
      return undefined;
    },
  };
}

/** What is known of leaves and of the nodes above them. */
interface Nodes {
  readonly shape: TreeShape;
  /** Of leaves: what was seen, and its variance. */
  readonly seen: Float64Array;
  readonly left: Float64Array;
  /** What the evidence under a node says of it. */
  readonly upMean: Float64Array;
  readonly upPrecision: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** By bearer: squared weights of its leaves, and these times what was seen once and twice. */
  readonly squares: Float64Array;
  readonly squaresSeen: Float64Array;
  readonly squaresSeenTwice: Float64Array;
}

/** Gathers what lies below each node, from the leaves up. The only loop over leaves: they are most of a tree. */
function gather(
  {
    shape: {parent, depth, bearers, starts},
    seen,
    left,
    upMean,
    upPrecision,
    squares,
    squaresSeen,
    squaresSeenTwice,
  }: Nodes,
  own: Float64Array,
): void {
  upPrecision.fill(0);
  upMean.fill(0);
  const differ = own[own.length - 1]!;
  for (let place = 0; place < bearers.length; place += 1) {
    const to = starts[place + 1]!;
    let [sum, weighted, square, squareSeen, squareSeenTwice] = [0, 0, 0, 0, 0];
    for (let leaf = starts[place]!; leaf < to; leaf += 1) {
      const weight = 1 / (left[leaf]! + differ);
      const value = weight * seen[leaf]!;
      sum += weight;
      weighted += value;
      square += weight * weight;
      squareSeen += weight * value;
      squareSeenTwice += value * value;
    }
    const bearer = bearers[place]!;
    upPrecision[bearer] = sum;
    upMean[bearer] = weighted;
    squares[place] = square;
    squaresSeen[place] = squareSeen;
    squaresSeenTwice[place] = squareSeenTwice;
  }
  for (let at = parent.length - 1; at > 0; at -= 1) {
    const below = upPrecision[at]!;
    const middle = upMean[at]! / below;
    const weight = 1 / (1 / below + own[depth[at]! - 1]!);
    const above = parent[at]!;
    upMean[at] = middle;
    upPrecision[above]! += weight;
    upMean[above]! += weight * middle;
  }
  if (upPrecision[0]! > 0) upMean[0]! /= upPrecision[0]!;
}

/** Spreads what is believed of a node to those below it; adds up by depth how far they depart from it. */
function spread(
  {
    shape: {parent, depth, bearers, starts},
    upMean,
    upPrecision,
    mean,
    variance,
    squares,
    squaresSeen,
    squaresSeenTwice,
  }: Nodes,
  own: Float64Array,
  departures: Float64Array,
): void {
  for (let at = 1; at < parent.length; at += 1) {
    const above = parent[at]!;
    const size = own[depth[at]! - 1]!;
    const pull = size / (size + 1 / upPrecision[at]!);
    const left = size * (1 - pull);
    const step = pull * (upMean[at]! - mean[above]!);
    mean[at] = mean[above]! + step;
    const inherited = pull * pull * variance[above]!;
    variance[at] = (1 - pull) * (1 - pull) * variance[above]! + left;
    departures[depth[at]! - 1]! += step * step + inherited + left;
  }
  // Of leaves the same, summed up: each departs by size × weight × (seen - middle), with doubt as of a node.
  const size = own[own.length - 1]!;
  let departed = 0;
  for (let place = 0; place < bearers.length; place += 1) {
    const bearer = bearers[place]!;
    const middle = mean[bearer]!;
    const around =
      squaresSeenTwice[place]! - 2 * middle * squaresSeen[place]! + middle * middle * squares[place]!;
    const inherited = variance[bearer]! * squares[place]!;
    const leaves = starts[place + 1]! - starts[place]!;
    departed += size * (leaves + size * (around + inherited - upPrecision[bearer]!));
  }
  departures[own.length - 1]! += departed;
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
  {differences, information}: Seen,
  expectedDifferences: readonly number[],
  start: readonly number[] = expectedDifferences,
): PatternTree {
  const ofNodes = () => new Float64Array(shape.parent.length);
  const ofBearers = () => new Float64Array(shape.bearers.length);
  const left = new Float64Array(information.length);
  for (let leaf = 0; leaf < left.length; leaf += 1) left[leaf] = 1 / information[leaf]!;
  const nodes: Nodes = {
    ...{shape, seen: differences, left},
    ...{upMean: ofNodes(), upPrecision: ofNodes(), mean: ofNodes(), variance: ofNodes()},
    ...{squares: ofBearers(), squaresSeen: ofBearers(), squaresSeenTwice: ofBearers()},
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
  const {mean, variance, upPrecision} = nodes;
  const depths = own.length;
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
      while (depth < Math.min(path.length, depths - 1)) {
        const below = shape.below(at, path[depth]!);
        if (below === undefined) break;
        at = below;
        depth += 1;
      }
      const within = sumOf(path.length, depths);
      const leaf =
        depth === depths - 1 && path.length === depths ? shape.leafBelow(at, path[depth]!) : undefined;
      if (leaf !== undefined) {
        const size = own[depths - 1]!;
        const pull = size / (size + left[leaf]!);
        return {
          mean: mean[at]! + pull * (differences[leaf]! - mean[at]!),
          variance: (1 - pull) * (1 - pull) * variance[at]! + size * (1 - pull),
          information: information[leaf]!,
          seenTo: depths,
          within,
        };
      }
      return {
        mean: mean[at]!,
        // Each missing step adds what siblings differ by there.
        variance: variance[at]! + sumOf(depth, path.length),
        information: depth === path.length ? upPrecision[at]! : 0,
        seenTo: depth,
        within,
      };
    },
  };
}
