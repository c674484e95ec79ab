import type {Arm} from './arms.ts';
import {type Estimate, ratioOverClusters} from './bootstrap.ts';
import {rateOf} from './outcome.ts';
import type {Pair} from './pairs.ts';

/** Predictions of one size, and how often they came true. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly pairs: number;
  /** Mean probability given to the favourite. */
  readonly predicted: number;
  /** Share of pairs that the favourite won. */
  readonly observed: number;
}

export interface Uplift extends Estimate {
  readonly comparisons: number;
}

export interface Judgement {
  /** Share of decided pairs whose favourite won. Null without a decided pair. */
  readonly decidedAccuracy: Estimate | null;
  /** The same over all pairs that are no tie; even an oracle would reach only about 76 %, the rest is chance. */
  readonly accuracy: Estimate | null;
  /** Mean squared error of the probability over all pairs; 0.25 is a coin. Null where every pair is a tie. */
  readonly brier: Estimate | null;
  readonly logLoss: number | null;
  /** Mean distance between predicted and observed, weighted by pairs. */
  readonly calibrationError: number | null;
  readonly calibration: readonly CalibrationBin[];
  /** Rate of the favourite of each comparison over the mean rate of its arms, minus 1. */
  readonly uplift: Uplift | null;
  /** The same where there were three arms or more to choose from. */
  readonly upliftOfThree: Uplift | null;
}

/** What a method says of two arms: the probability that the first is clicked more often; 0.5 where it says nothing. */
export type SaysOfPair = (a: number, b: number) => number;

const binEdges = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];

function summed<Row>(
  rows: readonly Row[],
  storyOf: (row: Row) => number,
  sum: (row: Row) => {readonly top: number; readonly bottom: number},
) {
  const clusters = new Map<number, {top: number; bottom: number}>();
  for (const row of rows) {
    const story = storyOf(row);
    const cluster = clusters.get(story) ?? {top: 0, bottom: 0};
    const {top, bottom} = sum(row);
    clusters.set(story, {top: cluster.top + top, bottom: cluster.bottom + bottom});
  }
  return clusters.values();
}

/** Half a hit where the method says neither. */
const hit = (p: number, outcome: number) => (p === 0.5 ? 0.5 : p > 0.5 === outcome > 0.5 ? 1 : 0);

/** Share of decided pairs whose favourite won, with its interval over stories. */
export function decidedAccuracy(
  pairs: readonly Pair[],
  stories: readonly number[],
  says: SaysOfPair,
): Estimate | null {
  return ratioOverClusters(
    summed(
      pairs.filter(({decided}) => decided),
      ({a}) => stories[a]!,
      ({a, b, outcome}) => ({top: hit(says(a, b), outcome), bottom: 1}),
    ),
    [0, 1],
  );
}

function upliftOf(
  arms: readonly Arm[],
  members: readonly (readonly number[])[],
  stories: readonly number[],
  says: SaysOfPair,
): Uplift | null {
  const rows = members.flatMap((list) => {
    const rates = list.map((index) => rateOf(arms[index]!));
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    if (mean === 0) return [];
    const favourite = list.reduce((best, index) => (says(index, best) > 0.5 ? index : best));
    // Where the method cannot tell the best from others, it gets their mean.
    const equal = list.filter((index) => index === favourite || says(index, favourite) === 0.5);
    const picked = equal.reduce((sum, index) => sum + rateOf(arms[index]!), 0) / equal.length;
    return [{story: stories[list[0]!]!, lift: picked / mean - 1}];
  });
  const estimate = ratioOverClusters(
    summed(
      rows,
      ({story}) => story,
      ({lift}) => ({top: lift, bottom: 1}),
    ),
    [-1, Infinity],
  );
  return estimate && {...estimate, high: Math.min(estimate.high, 1e9), comparisons: rows.length};
}

/** Compares what a method said of pairs with what came. */
export function judge(
  arms: readonly Arm[],
  members: readonly (readonly number[])[],
  stories: readonly number[],
  pairs: readonly Pair[],
  says: SaysOfPair,
): Judgement {
  const storyOf = ({a}: Pair) => stories[a]!;
  const untied = pairs.filter(({outcome}) => outcome !== 0.5);
  const over = (rows: readonly Pair[], top: (pair: Pair) => number, range: readonly [number, number]) =>
    ratioOverClusters(
      summed(rows, storyOf, (pair) => ({top: top(pair), bottom: 1})),
      range,
    );
  const bins = binEdges.slice(1).map(() => ({pairs: 0, predicted: 0, observed: 0}));
  let logLoss = 0;
  for (const {a, b, outcome} of untied) {
    const p = says(a, b);
    const favourite = Math.max(p, 1 - p);
    // A coin is no favourite: whichever way it is counted, half of them come true.
    const won = p === 0.5 ? 0.5 : hit(p, outcome);
    const bin = bins[Math.min(bins.length - 1, Math.floor((favourite - 0.5) * 20 + 1e-9))]!;
    bin.pairs += 1;
    bin.predicted += favourite;
    bin.observed += won;
    logLoss -= Math.log(Math.max(1e-12, outcome === 1 ? p : 1 - p));
  }
  const calibration = bins.flatMap((bin, index) =>
    bin.pairs === 0
      ? []
      : [
          {
            from: binEdges[index]!,
            to: binEdges[index + 1]!,
            pairs: bin.pairs,
            predicted: bin.predicted / bin.pairs,
            observed: bin.observed / bin.pairs,
          },
        ],
  );
  return {
    decidedAccuracy: decidedAccuracy(pairs, stories, says),
    accuracy: over(untied, ({a, b, outcome}) => hit(says(a, b), outcome), [0, 1]),
    brier: over(untied.length === 0 ? [] : pairs, ({a, b, outcome}) => (says(a, b) - outcome) ** 2, [0, 1]),
    logLoss: untied.length === 0 ? null : logLoss / untied.length,
    calibrationError:
      untied.length === 0
        ? null
        : calibration.reduce((sum, bin) => sum + bin.pairs * Math.abs(bin.predicted - bin.observed), 0) /
          untied.length,
    calibration,
    uplift: upliftOf(
      arms,
      members.filter((list) => list.length > 1),
      stories,
      says,
    ),
    upliftOfThree: upliftOf(
      arms,
      members.filter((list) => list.length > 2),
      stories,
      says,
    ),
  };
}
