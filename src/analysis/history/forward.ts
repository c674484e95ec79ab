import {type Estimate, ratioOverClusters} from '../bootstrap.ts';
import {calibrationOf, type JudgedDifference, probabilityOf} from '../probability.ts';
import {ranksOf, spearman} from '../spearman.ts';
import {type Learnable, learnContent} from './content-model.ts';
import {contentRows} from './content-rows.ts';
import {authorFolds, type Case, type Metric, rowsWhere, sameOutcome} from './rated-videos.ts';

/** Each video was predicted from those published before it, then learned from. */
export interface Forward {
  readonly metric: Metric;
  readonly predictions: number;
  readonly accounts: number;
  /** Spearman between what was expected of a video over its account's past, and what came. */
  readonly rankCorrelation: Estimate | null;
  /** The same for the rule "as the account did before", over all videos: mostly who posts, not what. */
  readonly accountMean: Estimate | null;
  /** Of the probability to beat the median of the account's past. */
  readonly brier: Estimate | null;
  /** Of always saying how often that happened before. */
  readonly brierOfShare: Estimate | null;
  readonly accuracy: Estimate | null;
  /** Mean distance between what was said and what came, in five bins; */
  readonly calibrationError: number | null;
  /** and what chance alone would make of it, had every probability been right: few predictions scatter. */
  readonly calibrationErrorOfChance: number | null;
  readonly calibration: readonly {
    readonly predicted: number;
    readonly observed: number;
    readonly predictions: number;
  }[];
  /** What was said of each before its result was known, in order. */
  readonly log: readonly {
    readonly video: string;
    readonly account: string;
    readonly publishedAt: string;
    readonly probability: number;
    readonly beat: boolean;
  }[];
  readonly enough: boolean;
  readonly reason: string;
}

/** Videos of an account that must be there before one is predicted. */
const fewestBefore = 5;
const fewestForward = 50;
/** Steps in time. */
export const forwardBlocks = 6;

const medianOf = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle - 0.5)]! + sorted[Math.ceil(middle - 0.5)]!) / 2;
};

interface Said {
  readonly row: number;
  /** Expected over the account's past, and what came. */
  readonly expected: number;
  readonly came: number;
  readonly past: number;
  readonly beat: number;
  readonly probability: number;
  readonly share: number;
}

/** By how much a prediction missed. */
const missOf = ({came, expected}: Said) => came - expected;
/** How far the odds of beating one's own past may lie from even, standard deviation: rates rise and fall with time. */
const expectedOffset = 0.5;

/**
 * Log-odds for a unit of what is expected, before anything was judged: where what comes scatters around it by s, a
 * normal distribution has about 1.7 / s.
 */
function expectedSlope(misses: ArrayLike<number>): number {
  const squares = Array.from(misses, (miss) => miss ** 2);
  const variance = squares.reduce((sum, square) => sum + square, 0) / squares.length;
  return 1.7 / Math.max(0.1, Math.sqrt(variance));
}

/** What of an expectation is expected to hold on videos that were not learned from. */
const heldOf = 0.5;

/** What a model would have said of videos it was not learned from, and what came. */
const rehearse = (
  expects: (row: number) => number,
  rows: Int32Array,
  {targets}: Learnable,
): readonly JudgedDifference[] =>
  Array.from(rows, (row) => ({
    difference: expects(row),
    outcome: targets[row]! > 0 ? 1 : targets[row]! < 0 ? 0 : 0.5,
  }));

/** With more videos than this, those that were judged in time tell the slope well enough. */
const mostCrossed = 1000;
const crossings = 5;
/** A slope that is known already leaves only the offset to learn. */
const settled = 1e-3;
const smallest = 1e-6;

/** What models learned from four fifths of some videos say of the others. */
function crossed(
  learnFrom: (rows: Int32Array) => (row: number) => number,
  rows: Int32Array,
  data: Learnable,
): readonly JudgedDifference[] {
  return Array.from({length: crossings}, (_, turn) =>
    rehearse(
      learnFrom(rows.filter((_row, index) => index % crossings !== turn)),
      rows.filter((_row, index) => index % crossings === turn),
      data,
    ),
  ).flat();
}

/** Goes forward in time, and predicts each step from those before it. */
export async function forwardOf(
  metric: Metric,
  cases: readonly Case[],
  tick: () => Promise<void>,
): Promise<Forward> {
  const data: Learnable = {
    matrix: contentRows(cases.map(({video}) => video)),
    targets: Float64Array.from(cases, ({level}) => level),
    weights: Float64Array.from(cases, ({weight}) => weight),
  };
  const {numberOf} = authorFolds(cases, 2);
  const said: Said[] = [];
  const judged: JudgedDifference[] = [];
  const size = Math.ceil(cases.length / forwardBlocks);
  const before = new Map<string, {row: number}[]>();
  for (let block = 0; block * size < cases.length; block += 1) {
    await tick();
    const rows = rowsWhere(cases.length, (row) => Math.floor(row / size) === block);
    const training = rowsWhere(cases.length, (row) => row < block * size);
    if (block > 0 && training.length >= 50) {
      // What an account usually gets is taken off: the content is to tell what is above it.
      const usual = new Map(
        [...before].map(([author, list]) => [author, medianOf(list.map(({row}) => data.targets[row]!))]),
      );
      const lifted: Learnable = {
        ...data,
        targets: data.targets.map((level, row) => level - (usual.get(cases[row]!.author) ?? level)),
      };
      const known = training.filter((row) => (before.get(cases[row]!.author)?.length ?? 0) > 1);
      const learnFrom = (rows: Int32Array) => learnContent(lifted, rows, (row) => numberOf[row]!);
      const expects = learnFrom(known);
      const theory = expectedSlope(
        said.length >= fewestForward ? said.map(missOf) : Array.from(known, (row) => lifted.targets[row]!),
      );
      const prior = {
        slope: heldOf * theory,
        slopeDeviation: heldOf * theory,
        offsetDeviation: expectedOffset,
      };
      const calibrated = () => {
        if (known.length <= mostCrossed) {
          // What was judged in time is of models that knew less: their slope is not that of this one.
          const {slope} = calibrationOf(crossed(learnFrom, known, lifted), {
            ...prior,
            slopeDeviation: theory,
          });
          return calibrationOf(judged, {
            ...prior,
            slope: Math.max(smallest, slope),
            slopeDeviation: settled,
          });
        }
        // Nothing was judged yet: how far such a model can be believed is tried on the second half of what is there.
        const middle = Math.floor(known.length / 2);
        const rehearsed =
          said.length > 0
            ? []
            : rehearse(learnFrom(known.subarray(0, middle)), known.subarray(middle), lifted);
        return calibrationOf([...judged, ...rehearsed], prior);
      };
      const {offset, slope} = calibrated();
      const share =
        said.length === 0 ? 0.5 : (said.reduce((sum, {beat}) => sum + beat, 0) + 5) / (said.length + 10);
      const fresh: Said[] = [];
      for (const row of rows) {
        const {author, level} = cases[row]!;
        const list = before.get(author) ?? [];
        if (list.length < fewestBefore) continue;
        const past = usual.get(author)!;
        // Its own account's videos were among those learned from, so both sides stand on the same footing.
        const ownExpected = medianOf(list.map(({row: other}) => expects(other)));
        const expected = expects(row) - ownExpected;
        fresh.push({
          row,
          expected,
          came: level - past,
          past,
          beat: level > past ? 1 : level < past ? 0 : 0.5,
          probability: probabilityOf(offset + slope * expected),
          share,
        });
      }
      for (const {expected, beat} of fresh) judged.push({difference: expected, outcome: beat});
      said.push(...fresh);
    }
    for (const row of rows) {
      const list = before.get(cases[row]!.author) ?? [];
      list.push({row});
      before.set(cases[row]!.author, list);
    }
  }
  const accounts = new Set(said.map(({row}) => cases[row]!.author));
  const clusterOf = ({row}: Said) => (accounts.size >= 10 ? cases[row]!.author : null);
  const over = (top: (one: Said) => number, rows: readonly Said[] = said) => {
    const clusters = new Map<string, {top: number; bottom: number}>();
    for (const one of rows) {
      const key = clusterOf(one) ?? String(one.row);
      const sums = clusters.get(key) ?? {top: 0, bottom: 0};
      clusters.set(key, {top: sums.top + top(one), bottom: sums.bottom + 1});
    }
    return ratioOverClusters(clusters.values(), [0, 1]);
  };
  const rank = (x: (one: Said) => number, y: (one: Said) => number) =>
    spearman(said.map((one) => ({x: x(one), y: y(one), cluster: clusterOf(one)})));
  const byProbability = ranksOf(said.map(({probability}) => probability));
  const bins = Array.from({length: 5}, (_, bin) =>
    said.filter(
      (_one, index) => Math.min(4, Math.floor((5 * (byProbability[index]! - 0.5)) / said.length)) === bin,
    ),
  ).filter((inside) => inside.length > 0);
  const calibration = bins.map((inside) => {
    const mean = (of: (one: Said) => number) => inside.reduce((sum, one) => sum + of(one), 0) / inside.length;
    return {
      predicted: mean((one) => one.probability),
      observed: mean((one) => one.beat),
      predictions: inside.length,
    };
  });
  const differs = new Set(said.map(({came}) => came)).size > 1;
  const enough = said.length >= fewestForward && differs;
  return {
    metric,
    predictions: said.length,
    accounts: accounts.size,
    rankCorrelation: rank(
      ({expected}) => expected,
      ({came}) => came,
    ),
    accountMean: rank(
      ({past}) => past,
      ({past, came}) => past + came,
    ),
    brier: over(({probability, beat}) => (probability - beat) ** 2),
    brierOfShare: over(({share, beat}) => (share - beat) ** 2),
    accuracy: over(
      ({probability, beat}) => (probability > 0.5 === beat > 0.5 ? 1 : 0),
      said.filter(({probability, beat}) => probability !== 0.5 && beat !== 0.5),
    ),
    calibrationError:
      said.length === 0
        ? null
        : calibration.reduce(
            (sum, bin) => sum + bin.predictions * Math.abs(bin.predicted - bin.observed),
            0,
          ) / said.length,
    calibrationErrorOfChance:
      said.length === 0
        ? null
        : bins.reduce((sum, inside) => {
            const variance = inside.reduce((all, {probability: p}) => all + p * (1 - p), 0);
            // The mean of the absolute value of a normal variable is √(2/π) of its standard deviation.
            return sum + Math.sqrt((2 / Math.PI) * variance);
          }, 0) / said.length,
    calibration,
    log: said.map(({row, probability, beat}) => ({
      video: cases[row]!.video.videoId,
      account: cases[row]!.author,
      publishedAt: cases[row]!.video.publishedAt,
      probability,
      beat: beat > 0.5,
    })),
    enough,
    reason: enough
      ? `each predicted from videos published before it, in ${forwardBlocks - 1} steps`
      : said.length >= fewestForward
        ? sameOutcome(said.length)
        : `not enough data: ${said.length} videos have ${fewestBefore} earlier ones of their account, ${fewestForward} are needed`,
  };
}
