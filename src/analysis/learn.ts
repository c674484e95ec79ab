import {z} from 'zod';
import {InvalidInputError, type InputIssue, parseInput} from '../errors.ts';
import type {Arm} from './arms.ts';
import {pairsOf} from './pairs.ts';
import {decayOf} from './pattern-rates.ts';
import {type JudgedDifference, slopeOf} from './probability.ts';
import {type Learned, type RankerModel, scoreLine} from './ranker.ts';
import {
  expectedSizes,
  expectedVariance,
  type RankingDesign,
  rankingDesign,
  scoresOf,
} from './ranking-design.ts';
import {noiseOf} from './outcome.ts';
import {type RidgeProblem, type Rows, solveRidge} from './ridge.ts';
import {foldsOf, storiesOf} from './stories.ts';

const ownResultSchema = z
  .object({
    /** The video. A later snapshot of one video takes the place of the earlier. */
    id: z.string().min(1).max(200),
    account: z.string().min(1).max(200),
    /** Its first line. */
    text: z.string().trim().min(1).max(2000),
    /** How often it was shown, and how often what counts happened: liked, shared, watched to the end. */
    impressions: z.int().min(0, 'must not be negative'),
    successes: z.int().min(0, 'must not be negative'),
    /** When the counters were read, ISO 8601 with time zone. */
    readAt: z.iso.datetime({offset: true}),
  })
  .refine(({impressions, successes}) => successes <= impressions, {
    message: 'is larger than impressions',
    path: ['successes'],
  });
export type OwnResult = z.input<typeof ownResultSchema>;
type Checked = z.output<typeof ownResultSchema>;

/**
 * Reads own results from JSON lines: `{id, account, text, impressions, successes, readAt}`.
 * @param name names the file in messages
 * @param now ms since the epoch: what was read later than a day from then is refused, for older results fade beside it
 * @throws InvalidInputError with the line and field of each bad value
 */
export function readResults(text: string, name: string, now: number = Infinity): readonly OwnResult[] {
  const issues: InputIssue[] = [];
  const results: OwnResult[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (raw.trim() === '') continue;
    const path = `line ${index + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(raw);
    } catch {
      issues.push({path, message: 'is not a JSON object'});
      continue;
    }
    const result = ownResultSchema.safeParse(value);
    if (result.success && Date.parse(result.data.readAt) > now + 86_400_000) {
      issues.push({
        path: `${path}, readAt`,
        message: `lies in the future (${result.data.readAt}); check the clock`,
      });
    } else if (result.success) results.push(result.data);
    else
      issues.push(
        ...result.error.issues.map((issue) => ({
          path: `${path}, ${issue.path.join('.')}`,
          message: issue.message,
        })),
      );
  }
  if (issues.length > 0) throw new InvalidInputError(name, issues.slice(0, 20));
  return results;
}

/** How much of what headlines taught is expected to hold for videos, and how far that may be off. */
const transferShare = 0.5;
const transferDeviation = 0.5;
/** Coefficients elsewhere may differ from those of headlines by as much as they vary at all. */
const transferVariance = 1;
/**
 * Variance of the logarithm of the rate among videos of one account, as expected before any is known (a standard
 * deviation of 0.6), and how many results that counts for. Arms of one headline test differ by far less.
 */
const videoVariance = 0.36;
const videoVarianceWorth = 10;
const rounds = 25;
const innerFolds = 4;

/**
 * Log-odds for a unit of score between two videos, before any was judged: a normal difference of variance v has about
 * 1.7 / √v. What the first line cannot tell of a video makes it small.
 */
const expectedSlope = (prior: RankerModel, variance: number): number =>
  Math.min(prior.slope, 1.7 / Math.sqrt(2 * variance));

/** What a prior says of lines that come from elsewhere: half as much, and with more doubt. */
export function transferred(prior: RankerModel): RankerModel {
  const sparse = new Map<string, Learned>();
  const slope = expectedSlope(prior, videoVariance);
  for (const [key, {coefficient, variance, expected}] of prior.sparse) {
    sparse.set(key, {
      coefficient: transferShare * coefficient,
      variance: variance + transferVariance * expected + (transferDeviation * coefficient) ** 2,
      expected,
    });
  }
  return {
    ...prior,
    coefficients: prior.coefficients.map((value) => transferShare * value),
    variances: prior.variances.map(
      (variance, k) =>
        variance + transferVariance * prior.expected[k]! + (transferDeviation * prior.coefficients[k]!) ** 2,
    ),
    sparse,
    median: transferShare * prior.median,
    slope,
    doubtSlope: slope,
    transferVariance,
  };
}

export interface Learnt {
  readonly model: RankerModel;
  /** Score of the median video of each account. */
  readonly medians: ReadonlyMap<string, number>;
  /** Results that were learned from: one for each video that was seen at all. */
  readonly results: number;
}

/**
 * Learns from a user's own results on top of a prior. The prior's score is one feature, with a coefficient that starts
 * at one half; each other feature may depart from the prior. A handful of results changes little, hundreds decide.
 * Results of one account are compared among themselves, so an account that does well lends nothing to its lines; older
 * results count 0.99 a week. The same results, in whatever order and however often handed in, give the same model.
 * @throws InvalidInputError with the path of each bad count
 */
export function learn(prior: RankerModel, given: readonly OwnResult[]): Learnt {
  const results = newest(parseInput(z.array(ownResultSchema).max(200_000), given, 'the results'));
  const start = transferred(prior);
  if (results.length === 0) return {model: start, medians: new Map(), results: 0};
  const arms: readonly Arm[] = results.map(({account, id, text, impressions, successes}) => ({
    test: account,
    group: id,
    image: null,
    headline: text,
    impressions,
    clicks: successes,
  }));
  const design = rankingDesign(arms);
  const scores = Float64Array.from(arms, ({headline}) => scoreLine(prior, headline).score);
  const problem = problemOf(prior, design, arms, scores, agesOf(results));
  const everything = Int32Array.from(arms, (_, index) => index);
  const fitted = solveRidge({...problem, chosen: everything}, rounds);
  const width = prior.named.length;
  const share = transferShare + fitted.coefficients[width]!;
  const left = (k: number) =>
    problem.priorVariance[k] === 0 ? 0 : 1 / (1 / problem.priorVariance[k]! + fitted.information[k]!);
  const shareVariance = left(width);

  const sparse = new Map<string, Learned>();
  for (const [key, {coefficient, variance, expected}] of start.sparse) {
    const before = prior.sparse.get(key)!.coefficient;
    sparse.set(key, {
      coefficient: (coefficient / transferShare) * share,
      variance: variance - (transferDeviation * before) ** 2 + shareVariance * before ** 2,
      expected,
    });
  }
  for (const [id, key] of design.matrix.keys.entries()) {
    const k = width + 1 + id;
    const before = prior.sparse.get(key)?.coefficient ?? 0;
    sparse.set(key, {
      coefficient: share * before + fitted.coefficients[k]!,
      variance: left(k) + shareVariance * before ** 2,
      expected: expectedVariance(key),
    });
  }
  const model: RankerModel = {
    ...start,
    coefficients: prior.coefficients.map((value, k) => share * value + fitted.coefficients[k]!),
    variances: prior.coefficients.map((value, k) => left(k) + shareVariance * value ** 2),
    sparse,
    median: share * prior.median,
    ...slopesFrom(prior, design, arms, scores, problem),
  };
  return {model, medians: mediansOf(model, results), results: results.length};
}

/** One result a video, the one read last; videos nobody saw are left out. In the order of their ids. */
function newest(results: readonly Checked[]): readonly Checked[] {
  const byId = new Map<string, Checked>();
  for (const result of results) {
    const before = byId.get(result.id);
    const later = before ? Date.parse(result.readAt) - Date.parse(before.readAt) : 1;
    // Two readings of one moment: the larger counters are the later ones.
    if (!before || later > 0 || (later === 0 && result.impressions > before.impressions)) {
      byId.set(result.id, result);
    }
  }
  return [...byId.values()].filter(({impressions}) => impressions > 0).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What each result still counts, by its age against the newest. */
function agesOf(results: readonly Checked[]): readonly number[] {
  const times = results.map(({readAt}) => Date.parse(readAt));
  const latest = times.reduce((max, time) => Math.max(max, time), -Infinity);
  return times.map((time) => decayOf((latest - time) / 86_400_000));
}

type Problem = Omit<RidgeProblem, 'chosen'>;

/** The named features, then the prior's score, then the sparse features; the target is what the prior leaves open. */
function problemOf(
  prior: RankerModel,
  design: RankingDesign,
  arms: readonly Arm[],
  scores: Float64Array,
  decay: readonly number[],
): Problem {
  const {rows, keys} = design.matrix;
  const width = rows.denseWidth;
  const dense = new Float64Array(rows.count * (width + 1));
  for (let row = 0; row < rows.count; row += 1) {
    dense.set(rows.dense.subarray(row * width, (row + 1) * width), row * (width + 1));
    dense[row * (width + 1) + width] = scores[row]!;
  }
  const extended: Rows = {...rows, dense, denseWidth: width + 1};
  const priorVariance = new Float64Array(width + 1 + keys.length);
  for (let k = 0; k < width; k += 1) {
    priorVariance[k] = prior.variances[k]! + transferVariance * prior.expected[k]!;
  }
  priorVariance[width] = transferDeviation ** 2;
  for (const [id, key] of keys.entries()) {
    const size = expectedVariance(key);
    priorVariance[width + 1 + id] = (prior.sparse.get(key)?.variance ?? size) + transferVariance * size;
  }
  const targets = design.targets.map((target, row) => target - transferShare * scores[row]!);
  const unexplained = unexplainedOf(design, arms, targets);
  return {
    rows: extended,
    targets,
    weights: Float64Array.from(arms, (arm, row) => decay[row]! / (unexplained + noiseOf(arm))),
    comparisons: design.comparisons,
    priorVariance,
  };
}

/**
 * Variance within accounts that neither the prior nor chance explains, by moments, drawn to what is expected of videos
 * where results are few; at least that of headlines.
 */
function unexplainedOf(design: RankingDesign, arms: readonly Arm[], targets: Float64Array): number {
  let squares = 0;
  let noise = 0;
  let freedom = 0;
  for (const list of design.members) {
    if (list.length < 2) continue;
    const mean = list.reduce((sum, row) => sum + targets[row]!, 0) / list.length;
    for (const row of list) {
      squares += (targets[row]! - mean) ** 2;
      noise += noiseOf(arms[row]!) * (1 - 1 / list.length);
    }
    freedom += list.length - 1;
  }
  const least = expectedSizes.unexplained ** 2;
  const seen = Math.max(0, squares - noise);
  return Math.max(least, (seen + videoVarianceWorth * videoVariance) / (freedom + videoVarianceWorth));
}

/**
 * Log-odds for a unit of score, from differences predicted for results that the fit had not seen. With few results the
 * value follows from how much their rates vary.
 */
function slopesFrom(
  prior: RankerModel,
  design: RankingDesign,
  arms: readonly Arm[],
  scores: Float64Array,
  problem: Problem,
): Pick<RankerModel, 'slope' | 'doubtSlope'> {
  // A video is its own story; two with one first line are the same.
  const videos = arms.map((arm) => ({...arm, test: arm.group ?? arm.test}));
  const stories = storiesOf(videos);
  const meanVariance = problem.weights.reduce((sum, weight) => sum + 1 / weight, 0) / arms.length;
  const expected = expectedSlope(prior, meanVariance);
  if (new Set(stories).size < 2 * innerFolds) return {slope: expected, doubtSlope: expected};
  const folds = foldsOf(videos, stories, innerFolds, 'own results');
  const judged: JudgedDifference[] = [];
  for (let fold = 0; fold < innerFolds; fold += 1) {
    const chosen = Int32Array.from(arms.keys()).filter((row) => folds[row] !== fold);
    const scored = scoresOf(problem.rows, solveRidge({...problem, chosen}, rounds));
    const members = design.members.map((list) => list.filter((row) => folds[row] === fold).slice(0, 200));
    const scoreOf = (row: number) => transferShare * scores[row]! + scored(row);
    for (const {a, b, outcome} of pairsOf(arms, members)) {
      judged.push({difference: scoreOf(a) - scoreOf(b), outcome});
    }
  }
  // Pairs of n results hold no more evidence than n of them.
  const worth = Math.min(1, arms.length / Math.max(1, judged.length));
  const slope = slopeOf(judged, {mean: expected, deviation: expected, worth});
  return {slope, doubtSlope: Math.max(slope, expected)};
}

function mediansOf(model: RankerModel, results: readonly Checked[]): ReadonlyMap<string, number> {
  const scores = new Map<string, number[]>();
  for (const {account, text} of results) {
    const {score} = scoreLine(model, text);
    const own = scores.get(account);
    if (own) own.push(score);
    else scores.set(account, [score]);
  }
  return new Map(
    [...scores].map(([account, own]) => {
      own.sort((a, b) => a - b);
      const middle = own.length / 2;
      return [account, (own[Math.floor(middle - 0.5)]! + own[Math.ceil(middle - 0.5)]!) / 2];
    }),
  );
}
