import {z} from 'zod';
import {parseInput} from '../errors.ts';
import {betaCdf, logBeta} from './beta.ts';

const observationSchema = z
  .object({
    /** From the widest to the narrowest, as in `['tiktok', 'science', 'number']`. */
    path: z.array(z.string().min(1).max(100)).min(1).max(8),
    /** Account or story: what belongs to one of them is one piece of evidence, however many rows it has. */
    cluster: z.string().min(1).max(200),
    successes: z.number().min(0).finite(),
    trials: z.number().min(0).finite(),
    /** 1 counts whole, less for what is old; see `decayOf`. */
    weight: z.number().min(0).max(1).default(1),
  })
  .refine(({successes, trials}) => successes <= trials, {
    message: 'is larger than trials',
    path: ['successes'],
  });
export type PatternObservation = z.input<typeof observationSchema>;

/** How often a pattern worked, shrunk towards what its wider group does. */
export interface PatternRate {
  readonly path: readonly string[];
  readonly mean: number;
  /** 90 % interval of the pattern's own rate. */
  readonly low: number;
  readonly high: number;
  /** How many independent trials the evidence is worth, over-dispersion and age taken off. */
  readonly effectiveTrials: number;
  /** Distinct accounts or stories. */
  readonly clusters: number;
  /** Mean over the rate of everything, minus 1. */
  readonly lift: number;
  /** False with fewer than 5 clusters: the interval then tells of the wider group rather than of this pattern. */
  readonly enough: boolean;
}

export interface PatternRates {
  readonly overall: number;
  /** Share of variance that clusters of one pattern differ by, beyond chance; 0 is plain binomial. */
  readonly clusterCorrelation: number;
  readonly patterns: readonly PatternRate[];
}

/** What a result of some age still counts: 0.99 a week. @param ageInDays at least 0 */
export const decayOf = (ageInDays: number): number => 0.99 ** (Math.max(0, ageInDays) / 7);

interface Cluster {
  readonly successes: number;
  readonly trials: number;
  readonly weight: number;
}

interface Cell {
  readonly path: readonly string[];
  readonly clusters: readonly Cluster[];
}

/** Effective counts of a cell. */
interface Evidence {
  readonly successes: number;
  readonly trials: number;
}

/** A rate that is not known exactly, as a beta distribution. */
interface Posterior {
  readonly a: number;
  readonly b: number;
}

/** What is believed of the mean of siblings before they are seen, on the logit scale. */
interface MeanPrior {
  readonly logit: number;
  readonly deviation: number;
}

/** Prior strengths tried, in pseudo-trials: from "siblings have nothing in common" to "siblings are nearly the same". */
const strengths = Array.from({length: 18}, (_, index) => 2 * 1.6 ** index);
const fewestClusters = 5;

/**
 * Success rates of patterns and of the groups above them. Each rate is drawn towards its parent's by as much as
 * siblings are alike (beta-binomial; the strength is integrated over, so few siblings do not feign certainty).
 * Clusters of one pattern may differ beyond chance: a cluster of n trials counts `n / (1 + (n - 1) ρ)`, with ρ
 * estimated by moments over all cells (Williams 1982).
 * @throws InvalidInputError with the path of each bad count
 */
export function patternRates(observations: readonly PatternObservation[]): PatternRates {
  const parsed = parseInput(z.array(observationSchema), observations, 'the observations');
  const leaves = cellsOf(parsed.filter(({trials, weight}) => trials > 0 && weight > 0));
  if (leaves.length === 0) return {overall: 0.5, clusterCorrelation: 0, patterns: []};
  const correlation = clusterCorrelation(leaves);
  const evidenceOf = (clusters: readonly Cluster[]): Evidence => {
    let successes = 0;
    let trials = 0;
    for (const cluster of clusters) {
      const effective = (cluster.weight * cluster.trials) / (1 + (cluster.trials - 1) * correlation);
      trials += effective;
      successes += (effective * cluster.successes) / cluster.trials;
    }
    return {successes, trials};
  };
  const everything = evidenceOf(leaves.flatMap(({clusters}) => clusters));
  // Half a success and half a failure: all the same outcome is no proof of certainty.
  const overall = (everything.successes + 0.5) / (everything.trials + 1);

  const patterns: PatternRate[] = [];
  const walk = (parent: readonly string[], before: MeanPrior) => {
    const depth = parent.length;
    const below = leaves.filter(
      ({path}) => path.length > depth && parent.every((part, index) => path[index] === part),
    );
    const groups = new Map<string, Cluster[]>();
    for (const {path, clusters} of below) {
      const name = path[depth]!;
      groups.set(name, [...(groups.get(name) ?? []), ...clusters]);
    }
    const children = [...groups].map(([name, clusters]) => ({
      path: [...parent, name],
      clusters,
      evidence: evidenceOf(clusters),
    }));
    if (children.length === 0) return;
    const {posteriors, strength} = posteriorsOf(
      children.map(({evidence}) => evidence),
      before,
    );
    for (const [index, {path, clusters, evidence}] of children.entries()) {
      const {a, b} = posteriors[index]!;
      const mean = a / (a + b);
      patterns.push({
        path,
        mean,
        low: quantile(posteriors[index]!, 0.05),
        high: quantile(posteriors[index]!, 0.95),
        effectiveTrials: evidence.trials,
        clusters: clusters.length,
        lift: mean / overall - 1,
        enough: clusters.length >= fewestClusters,
      });
      // Patterns below are seen in the light of what this group was drawn to, not of its own data: those are theirs.
      const centre = centreOf(
        before,
        children.map((child) => child.evidence),
      );
      walk(path, {
        logit: logitOf(centre),
        deviation: Math.sqrt(1 / (centre * (1 - centre) * (strength + 1))),
      });
    }
  };
  walk([], {logit: 0, deviation: 2});
  return {overall, clusterCorrelation: correlation, patterns};
}

/** Observations by path, rows of one cluster added. */
function cellsOf(observations: readonly z.output<typeof observationSchema>[]): readonly Cell[] {
  const cells = new Map<string, {path: readonly string[]; clusters: Map<string, Cluster>}>();
  for (const {path, cluster, successes, trials, weight} of observations) {
    const key = path.join('\n');
    const cell = cells.get(key) ?? {path, clusters: new Map<string, Cluster>()};
    cells.set(key, cell);
    const before = cell.clusters.get(cluster);
    const all = trials + (before?.trials ?? 0);
    cell.clusters.set(cluster, {
      successes: successes + (before?.successes ?? 0),
      trials: all,
      weight: (weight * trials + (before?.weight ?? 0) * (before?.trials ?? 0)) / all,
    });
  }
  return [...cells.values()].map(({path, clusters}) => ({path, clusters: [...clusters.values()]}));
}

/**
 * ρ such that the Pearson statistic of clusters within cells is what it should be: found by bisection, 0 where the
 * clusters differ no more than chance explains or nothing can be told.
 */
function clusterCorrelation(cells: readonly Cell[]): number {
  const surplus = (rho: number): number => {
    let statistic = 0;
    let freedom = 0;
    for (const {clusters} of cells) {
      const many = clusters.filter(({trials}) => trials > 1);
      if (many.length < 2) continue;
      let successes = 0;
      let weights = 0;
      for (const {successes: s, trials} of many) {
        const weight = trials / (1 + (trials - 1) * rho);
        successes += (weight * s) / trials;
        weights += weight;
      }
      const rate = successes / weights;
      if (rate <= 0 || rate >= 1) continue;
      for (const {successes: s, trials} of many) {
        const weight = trials / (1 + (trials - 1) * rho);
        statistic += (weight * (s / trials - rate) ** 2) / (rate * (1 - rate));
      }
      freedom += many.length - 1;
    }
    return freedom === 0 ? 0 : statistic / freedom - 1;
  };
  if (surplus(0) <= 0) return 0;
  let low = 0;
  let high = 0.999;
  if (surplus(high) > 0) return high;
  for (let round = 0; round < 50; round += 1) {
    const middle = (low + high) / 2;
    if (surplus(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const logitOf = (rate: number) => Math.log(rate / (1 - rate));
const rateOfLogit = (logit: number) => 1 / (1 + Math.exp(-logit));

/** Mean of siblings, drawn a little to what was believed before. */
function centreOf({logit}: MeanPrior, children: readonly Evidence[]): number {
  const successes = children.reduce((sum, child) => sum + child.successes, 0);
  const trials = children.reduce((sum, child) => sum + child.trials, 0);
  return (successes + rateOfLogit(logit)) / (trials + 1);
}

/** Points of the mean that are tried, in its standard errors. */
const steps = [-2.4, -1.8, -1.2, -0.6, 0, 0.6, 1.2, 1.8, 2.4];

/**
 * Posterior of each sibling's rate, over all strengths and means weighted by how well they explain the siblings: what is
 * not known of either widens the intervals. The mixture is given as the beta distribution with its mean and variance.
 */
function posteriorsOf(
  children: readonly Evidence[],
  before: MeanPrior,
): {readonly posteriors: readonly Posterior[]; readonly strength: number} {
  const centre = centreOf(before, children);
  const trials = children.reduce((sum, child) => sum + child.trials, 0);
  const points = strengths.flatMap((strength) => {
    const error = Math.min(
      before.deviation,
      Math.sqrt((1 / (trials + 1) + 1 / ((strength + 1) * children.length)) / (centre * (1 - centre))),
    );
    return steps.map((step) => {
      const logit = logitOf(centre) + step * error;
      const mean = rateOfLogit(logit);
      const [a, b] = [mean * strength, (1 - mean) * strength];
      const fit = children.reduce(
        (sum, child) =>
          sum + logBeta(a + child.successes, b + child.trials - child.successes) - logBeta(a, b),
        0,
      );
      // Every variance among siblings is equally likely beforehand: cautious where siblings are few. Steps are logarithmic.
      const prior = -Math.log(strength) - 0.5 * ((logit - before.logit) / before.deviation) ** 2;
      return {a, b, strength, log: fit + prior + Math.log(error)};
    });
  });
  const most = Math.max(...points.map(({log}) => log));
  const shares = points.map(({log}) => Math.exp(log - most));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const strength = Math.exp(
    points.reduce((sum, point, index) => sum + (shares[index]! / total) * Math.log(point.strength), 0),
  );
  const posteriors = children.map((child) => {
    let first = 0;
    let second = 0;
    for (const [index, {a: priorA, b: priorB}] of points.entries()) {
      const a = priorA + child.successes;
      const b = priorB + child.trials - child.successes;
      const mean = a / (a + b);
      first += (shares[index]! / total) * mean;
      second += (shares[index]! / total) * (mean ** 2 + (mean * (1 - mean)) / (a + b + 1));
    }
    const variance = Math.max(1e-14, second - first ** 2);
    const size = (first * (1 - first)) / variance - 1;
    return {a: first * size, b: (1 - first) * size};
  });
  return {posteriors, strength};
}

function quantile({a, b}: Posterior, probability: number): number {
  let low = 0;
  let high = 1;
  for (let round = 0; round < 40; round += 1) {
    const middle = (low + high) / 2;
    if (betaCdf(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
