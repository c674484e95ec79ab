import {InvalidInputError} from '../../errors.ts';
import type {TrendingVideo} from '../../schema/index.ts';
import {sentimentOf} from '../baselines.ts';
import {type Estimate, ratioOverClusters} from '../bootstrap.ts';
import {logRateOf, noiseOf} from '../outcome.ts';
import {probabilityOf, type JudgedDifference, slopeOf} from '../probability.ts';
import {hashOf} from '../random.ts';
import {ranksOf, spearman} from '../spearman.ts';
import {recogniseHooks} from '../videos/recognised-hooks.ts';
import {accountOf} from '../videos/rates.ts';
import {type Learnable, learnContent} from './content-model.ts';
import {contentRows, textOf} from './content-rows.ts';

const metrics = {
  engagement: null,
  like: 'likeCount',
  comment: 'commentCount',
  share: 'shareCount',
  save: 'saveCount',
} as const;
type Metric = keyof typeof metrics;

export interface HistoryBaseline {
  readonly name: string;
  /** Spearman. Null where the rule has nothing to go by. */
  readonly rankCorrelation: Estimate | null;
}

/** How well rates of authors that were not learned from are told from what a video is. */
export interface AuthorDisjoint {
  readonly metric: Metric;
  readonly videos: number;
  readonly authors: number;
  readonly rankCorrelation: Estimate | null;
  readonly baselines: readonly HistoryBaseline[];
  readonly learningCurve: readonly {readonly share: number; readonly rankCorrelation: Estimate | null}[];
  /** The same with the targets dealt at random; anything but 0 is a leak. */
  readonly shuffled: number | null;
  readonly enough: boolean;
  readonly reason: string;
}

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
  readonly calibrationError: number | null;
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

export interface HistoryEvaluation {
  readonly version: 1;
  readonly method: 'history';
  readonly data: {
    readonly videos: number;
    readonly readings: number;
    readonly authors: number;
    readonly setAside: number;
  };
  readonly disjoint: readonly AuthorDisjoint[];
  readonly forward: readonly Forward[];
  readonly warnings: readonly string[];
}

export interface EvaluateHistoryOptions {
  /** Default: those that half of the videos have. */
  readonly metrics?: readonly Metric[];
  /** Folds of authors, 2 to 20. Default 5. */
  readonly folds?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, all: number) => void;
}

const fewestVideos = 100;
const fewestAuthors = 20;
/** Videos of an account that must be there before one is predicted. */
const fewestBefore = 5;
const fewestForward = 50;
const forwardBlocks = 6;

interface Case {
  readonly video: TrendingVideo;
  readonly author: string;
  readonly level: number;
  readonly weight: number;
}

const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));

/** The last reading of each video, oldest first. */
function newest(videos: readonly TrendingVideo[]): readonly TrendingVideo[] {
  const last = new Map<string, TrendingVideo>();
  for (const video of videos) {
    const key = `${video.platform}/${video.videoId}`;
    const before = last.get(key);
    if (!before || Date.parse(video.scrapedAt) > Date.parse(before.scrapedAt)) last.set(key, video);
  }
  return [...last.values()].sort(
    (a, b) => Date.parse(a.publishedAt) - Date.parse(b.publishedAt) || (a.videoId < b.videoId ? -1 : 1),
  );
}

function casesOf(videos: readonly TrendingVideo[], metric: Metric): readonly Case[] {
  return videos.flatMap((video) => {
    const author = accountOf(video);
    const {likeCount, commentCount, shareCount, saveCount} = video;
    const field = metrics[metric];
    // Engagement is compared among videos that know the same counters: likes and comments, which most do.
    const clicks =
      field === null
        ? likeCount === undefined || commentCount === undefined
          ? undefined
          : likeCount + commentCount + (shareCount ?? 0) + (saveCount ?? 0)
        : video[field];
    if (author === null || clicks === undefined || video.viewCount === 0 || clicks > video.viewCount)
      return [];
    const counts = {impressions: video.viewCount, clicks};
    return [{video, author, level: logRateOf(counts), weight: 1 / (0.25 + noiseOf(counts))}];
  });
}

/** Numbers of authors, and the fold each goes to: by a hash of the name, larger ones first to the emptiest. */
function authorFolds(
  cases: readonly Case[],
  folds: number,
): {readonly numberOf: Int32Array; readonly foldOf: Int32Array} {
  const sizes = new Map<string, number>();
  for (const {author} of cases) sizes.set(author, (sizes.get(author) ?? 0) + 1);
  const order = [...sizes].sort(([a, x], [b, y]) => y - x || hashOf(a) - hashOf(b) || (a < b ? -1 : 1));
  const numbers = new Map(order.map(([author], index) => [author, index]));
  const filled = Array.from({length: folds}, () => 0);
  const fold = new Map<string, number>();
  for (const [author, size] of order) {
    const at = filled.indexOf(Math.min(...filled));
    filled[at]! += size;
    fold.set(author, at);
  }
  return {
    numberOf: Int32Array.from(cases, ({author}) => numbers.get(author)!),
    foldOf: Int32Array.from(cases, ({author}) => fold.get(author)!),
  };
}

const rowsWhere = (count: number, is: (row: number) => boolean) =>
  Int32Array.from({length: count}, (_, row) => row).filter(is);

const rules: readonly {readonly name: string; readonly of: (video: TrendingVideo) => number}[] = [
  {name: 'longer caption', of: (video) => textOf(video).length},
  {name: 'sentiment (more negative)', of: (video) => -sentimentOf(textOf(video))},
  {name: 'shorter video', of: ({durationInSeconds}) => -(durationInSeconds ?? 0)},
  {name: 'followers (more)', of: ({author}) => author?.followers ?? 0},
  {name: 'views (more)', of: ({viewCount}) => viewCount},
];

async function disjointOf(
  metric: Metric,
  cases: readonly Case[],
  folds: number,
  tick: () => Promise<void>,
): Promise<AuthorDisjoint> {
  const authors = new Set(cases.map(({author}) => author)).size;
  const base = {metric, videos: cases.length, authors};
  if (cases.length < fewestVideos || authors < fewestAuthors) {
    return {
      ...base,
      rankCorrelation: null,
      baselines: [],
      learningCurve: [],
      shuffled: null,
      enough: false,
      reason: `not enough data: ${cases.length} videos of ${authors} authors, where ${fewestVideos} of ${fewestAuthors} are needed`,
    };
  }
  const data: Learnable = {
    matrix: contentRows(cases.map(({video}) => video)),
    targets: Float64Array.from(cases, ({level}) => level),
    weights: Float64Array.from(cases, ({weight}) => weight),
  };
  const {numberOf, foldOf} = authorFolds(cases, folds);
  const clusterOf = (row: number) => numberOf[row]!;
  const against = (of: (row: number) => number, targets = data.targets) =>
    spearman(cases.map(({author}, row) => ({x: of(row), y: targets[row]!, cluster: author})));
  const expectedWith = async (share: number, source: Learnable) => {
    const expected = new Float64Array(cases.length);
    for (let fold = 0; fold < folds; fold += 1) {
      await tick();
      const training = rowsWhere(
        cases.length,
        (row) =>
          foldOf[row] !== fold && (share >= 1 || hashOf(`share ${cases[row]!.author}`) % 1000 < 1000 * share),
      );
      const expects = learnContent(source, training, clusterOf);
      for (const row of rowsWhere(cases.length, (at) => foldOf[at] === fold)) expected[row] = expects(row);
    }
    return expected;
  };
  const whole = await expectedWith(1, data);
  const learningCurve = [];
  for (const share of [0.1, 0.3]) {
    const expected = await expectedWith(share, data);
    learningCurve.push({share, rankCorrelation: against((row) => expected[row]!)});
  }
  // Outcomes dealt among videos by a hash: whatever is told then is a leak.
  const order = Array.from(cases.keys()).sort(
    (a, b) => hashOf(`deal ${cases[a]!.video.videoId}`) - hashOf(`deal ${cases[b]!.video.videoId}`),
  );
  const dealt = {targets: new Float64Array(cases.length), weights: new Float64Array(cases.length)};
  for (const [row, from] of order.entries()) {
    dealt.targets[row] = data.targets[from]!;
    dealt.weights[row] = data.weights[from]!;
  }
  const shuffled = await expectedWith(1, {...data, ...dealt});
  // The mean of each hook, from other folds.
  const hookOf = cases.map(({video}) => recogniseHooks(video.title)[0]?.type ?? 'topic');
  const byHook = cases.map((_, row) => {
    let [sum, count, all, rest] = [0, 0, 0, 0];
    for (let other = 0; other < cases.length; other += 1) {
      if (foldOf[other] === foldOf[row]) continue;
      all += data.targets[other]!;
      rest += 1;
      if (hookOf[other] !== hookOf[row]) continue;
      sum += data.targets[other]!;
      count += 1;
    }
    return count === 0 ? 0 : sum / count - all / rest;
  });
  const rankCorrelation = against((row) => whole[row]!);
  return {
    ...base,
    rankCorrelation,
    baselines: [
      {name: 'random', rankCorrelation: against((row) => hashOf(`random ${cases[row]!.video.videoId}`))},
      ...rules.map(({name, of}) => ({
        name,
        rankCorrelation:
          new Set(cases.map(({video}) => of(video))).size < 2
            ? null
            : against((row) => of(cases[row]!.video)),
      })),
      {name: 'mean of its hook', rankCorrelation: against((row) => byHook[row]!)},
    ],
    learningCurve: [...learningCurve, {share: 1, rankCorrelation}],
    shuffled: against((row) => shuffled[row]!, dealt.targets)?.value ?? null,
    enough: true,
    reason: `judged on authors that were not learned from, in ${folds} folds`,
  };
}

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

async function forwardOf(
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
      const expects = learnContent(
        lifted,
        training.filter((row) => (before.get(cases[row]!.author)?.length ?? 0) > 1),
        (row) => numberOf[row]!,
      );
      const slope = slopeOf(judged, {mean: 1, deviation: 1, worth: 1});
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
          probability: probabilityOf(slope * expected),
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
  const calibration = Array.from({length: 5}, (_, bin) => {
    const inside = said.filter(
      (_one, index) => Math.min(4, Math.floor((5 * (byProbability[index]! - 0.5)) / said.length)) === bin,
    );
    const mean = (of: (one: Said) => number) => inside.reduce((sum, one) => sum + of(one), 0) / inside.length;
    return inside.length === 0
      ? null
      : {
          predicted: mean((one) => one.probability),
          observed: mean((one) => one.beat),
          predictions: inside.length,
        };
  }).filter((bin) => bin !== null);
  const enough = said.length >= fewestForward;
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
      : `not enough data: ${said.length} videos have ${fewestBefore} earlier ones of their account, ${fewestForward} are needed`,
  };
}

/**
 * How well the rates of videos can be told: of authors that were not learned from, and forward in time within accounts.
 * Later readings of a video replace earlier ones; counters that are wrong are set aside. Rates, not views: views are
 * mostly who posts.
 * @throws InvalidInputError where no video has a rate
 */
export async function evaluateHistory(
  given: readonly TrendingVideo[],
  options: EvaluateHistoryOptions = {},
): Promise<HistoryEvaluation> {
  const {folds = 5, signal} = options;
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= 20)) {
    throw new InvalidInputError('the evaluation', [
      {path: 'folds', message: 'is not a whole number from 2 to 20'},
    ]);
  }
  const videos = newest(given);
  const all = (Object.keys(metrics) as Metric[]).map((metric) => ({metric, cases: casesOf(videos, metric)}));
  const wanted = all.filter(({metric, cases}) =>
    options.metrics
      ? options.metrics.includes(metric)
      : cases.length > 0 && cases.length >= videos.length / 2,
  );
  const most = wanted.reduce((count, {cases}) => Math.max(count, cases.length), 0);
  if (most === 0) {
    throw new InvalidInputError('the history', [
      {
        path: '',
        message:
          videos.length === 0
            ? 'holds no videos'
            : 'has no video with an author, views, and likes, comments, shares or saves: there is no rate to tell',
      },
    ]);
  }
  const steps = wanted.length * (4 * folds + forwardBlocks);
  let done = 0;
  const tick = async () => {
    options.onProgress?.(done, steps);
    done += 1;
    await breathe();
    signal?.throwIfAborted();
  };
  const disjoint: AuthorDisjoint[] = [];
  const forward: Forward[] = [];
  for (const {metric, cases} of wanted) {
    disjoint.push(await disjointOf(metric, cases, folds, tick));
    forward.push(await forwardOf(metric, cases, tick));
  }
  options.onProgress?.(steps, steps);
  const warnings = disjoint.flatMap(({metric, shuffled, authors}) =>
    shuffled !== null && Math.abs(shuffled) > Math.max(0.1, 4 / Math.sqrt(authors))
      ? [
          `With outcomes dealt at random the ${metric} rate still ranks at ${shuffled.toFixed(2)}: the procedure leaks.`,
        ]
      : [],
  );
  return {
    version: 1,
    method: 'history',
    data: {
      videos: videos.length,
      readings: given.length,
      authors: new Set(videos.flatMap((video) => accountOf(video) ?? [])).size,
      setAside: videos.length - most,
    },
    disjoint,
    forward,
    warnings,
  };
}
