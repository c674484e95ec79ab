import type {TrendingVideo} from '../../schema/index.ts';
import {sentimentOf} from '../baselines.ts';
import {type Estimate} from '../bootstrap.ts';
import {hashOf} from '../random.ts';
import {spearman} from '../spearman.ts';
import {recogniseHooks} from '../videos/recognised-hooks.ts';
import {type Learnable, learnContent} from './content-model.ts';
import {contentRows, textOf} from './content-rows.ts';
import {authorFolds, type Case, type Metric, rowsWhere, sameOutcome} from './rated-videos.ts';

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

const fewestVideos = 100;
const fewestAuthors = 20;
const rules: readonly {readonly name: string; readonly of: (video: TrendingVideo) => number}[] = [
  {name: 'longer caption', of: (video) => textOf(video).length},
  {name: 'sentiment (more negative)', of: (video) => -sentimentOf(textOf(video))},
  {name: 'shorter video', of: ({durationInSeconds}) => -(durationInSeconds ?? 0)},
  {name: 'followers (more)', of: ({author}) => author?.followers ?? 0},
  {name: 'views (more)', of: ({viewCount}) => viewCount},
];

/** Learns from some authors and tells the rates of the others, fold by fold. */
export async function disjointOf(
  metric: Metric,
  cases: readonly Case[],
  folds: number,
  tick: () => Promise<void>,
): Promise<AuthorDisjoint> {
  const authors = new Set(cases.map(({author}) => author)).size;
  const base = {metric, videos: cases.length, authors};
  const nothing = {rankCorrelation: null, baselines: [], learningCurve: [], shuffled: null, enough: false};
  if (new Set(cases.map(({level}) => level)).size < 2) {
    return {...base, ...nothing, reason: sameOutcome(cases.length)};
  }
  if (cases.length < fewestVideos || authors < fewestAuthors) {
    return {
      ...base,
      ...nothing,
      reason: `not enough data: ${cases.length} videos of ${authors === 1 ? 'one author' : `${authors} authors`}, where ${fewestVideos} of ${fewestAuthors} are needed`,
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
      {
        name: 'mean of its hook',
        rankCorrelation: new Set(hookOf).size < 2 ? null : against((row) => byHook[row]!),
      },
    ],
    learningCurve: [...learningCurve, {share: 1, rankCorrelation}],
    shuffled: against((row) => shuffled[row]!, dealt.targets)?.value ?? null,
    enough: true,
    reason: `judged on authors that were not learned from, in ${folds} folds`,
  };
}
