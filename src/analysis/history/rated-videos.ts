import type {TrendingVideo} from '../../schema/index.ts';
import {logRateOf, noiseOf} from '../outcome.ts';
import {hashOf} from '../random.ts';
import {accountOf} from '../videos/rates.ts';

export const metrics = {
  engagement: null,
  like: 'likeCount',
  comment: 'commentCount',
  share: 'shareCount',
  save: 'saveCount',
} as const;

/** A rate: what came of each view. */
export type Metric = keyof typeof metrics;

/** A video with the rate that is to be told. */
export interface Case {
  readonly video: TrendingVideo;
  readonly author: string;
  readonly level: number;
  readonly weight: number;
}

/** The last reading of each video, oldest first. */
export function newest(videos: readonly TrendingVideo[]): readonly TrendingVideo[] {
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

/** The videos whose rate of a kind is known, with that rate. */
export function casesOf(videos: readonly TrendingVideo[], metric: Metric): readonly Case[] {
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
    const readTooEarly = Date.parse(video.scrapedAt) < Date.parse(video.publishedAt) - toleratedSkewInMs;
    if (
      author === null ||
      clicks === undefined ||
      video.viewCount === 0 ||
      clicks > video.viewCount ||
      readTooEarly
    )
      return [];
    const counts = {impressions: video.viewCount, clicks};
    return [{video, author, level: logRateOf(counts), weight: 1 / (0.25 + noiseOf(counts))}];
  });
}

/** Why nothing can be told where nothing differs. */
export const sameOutcome = (videos: number): string =>
  `not enough data: ${videos === 1 ? 'there is one video' : `all ${videos} videos have the same rate`}, so there is nothing to tell apart`;

/** Clocks of two machines may differ by this much. */
const toleratedSkewInMs = 86_400_000;

/** Numbers of authors, and the fold each goes to: by a hash of the name, larger ones first to the emptiest. */
export function authorFolds(
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

/** Numbers of the rows of which something is true. */
export const rowsWhere = (count: number, is: (row: number) => boolean) =>
  Int32Array.from({length: count}, (_, row) => row).filter(is);
