import {InvalidInputError} from '../../errors.ts';
import type {TrendingVideo} from '../../schema/index.ts';
import {accountOf} from '../videos/rates.ts';
import {type AuthorDisjoint, disjointOf} from './author-disjoint.ts';
import {type Forward, forwardBlocks, forwardOf} from './forward.ts';
import {casesOf, type Metric, metrics, newest} from './rated-videos.ts';

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

const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));

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
