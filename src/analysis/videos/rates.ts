import type {Analysis, TrendingVideo} from '../../schema/index.ts';
import {logRateOf, noiseOf} from '../outcome.ts';

type Rate = Analysis['rates'][number];
type Metric = Rate['metric'];

const fields = {
  like: 'likeCount',
  comment: 'commentCount',
  share: 'shareCount',
  save: 'saveCount',
} as const;
const metrics = ['engagement', 'like', 'comment', 'share', 'save'] as const;
const dayInMs = 86_400_000;
const within90 = 1.645;
export const fewestOthers = 5;

/** Who posted a video, as a key; null where that is not known. */
export const accountOf = ({platform, author}: TrendingVideo): string | null =>
  author === undefined ? null : `${platform}/${author.id ?? author.name}`;

/** Counter of a metric; engagement is the sum of those that are known, with a mark of which. */
function countOf(video: TrendingVideo, metric: Metric): {count: number; of: string} | null {
  if (metric !== 'engagement') {
    const count = video[fields[metric]];
    return count === undefined ? null : {count, of: metric};
  }
  const known = Object.entries(fields).filter(([, field]) => video[field] !== undefined);
  return known.length === 0
    ? null
    : {
        count: known.reduce((sum, [, field]) => sum + (video[field] ?? 0), 0),
        of: known.map(([name]) => name).join(','),
      };
}

/** Days between publication and reading, at least one hour: clocks differ. */
const ageOf = ({publishedAt, scrapedAt}: TrendingVideo) =>
  Math.max(1 / 24, (Date.parse(scrapedAt) - Date.parse(publishedAt)) / dayInMs);

/** A video's log rate of one metric, where it has one. */
function point(video: TrendingVideo, metric: Metric) {
  const found = countOf(video, metric);
  if (!found || video.viewCount === 0 || found.count > video.viewCount) return null;
  const counts = {impressions: video.viewCount, clicks: found.count};
  return {...found, counts, level: logRateOf(counts), age: Math.log(ageOf(video))};
}

/**
 * How the logarithm of a rate changes with that of a video's age, within accounts: rates fall or rise as strangers see
 * a video. 0 where there is too little to tell, and drawn towards it.
 */
function ageSlope(history: ReadonlyMap<string, readonly TrendingVideo[]>, metric: Metric): number {
  let [top, bottom] = [0, 4];
  for (const videos of history.values()) {
    const points = videos.flatMap((video) => point(video, metric) ?? []);
    if (points.length < 2) continue;
    const mean = (of: (p: (typeof points)[number]) => number) =>
      points.reduce((sum, p) => sum + of(p), 0) / points.length;
    const [age, level] = [mean((p) => p.age), mean((p) => p.level)];
    for (const p of points) {
      top += (p.age - age) * (p.level - level);
      bottom += (p.age - age) ** 2;
    }
  }
  return top / bottom;
}

/** Judges the rates of videos against those of their accounts. */
export function rateJudge(history: Iterable<TrendingVideo>): (video: TrendingVideo) => {
  readonly rates: readonly Rate[];
  readonly missing: Analysis['missing'];
} {
  // Of a video that was read several times the last reading counts.
  const newest = new Map<string, TrendingVideo>();
  for (const video of history) {
    const key = `${video.platform}/${video.videoId}`;
    const before = newest.get(key);
    if (!before || Date.parse(video.scrapedAt) > Date.parse(before.scrapedAt)) newest.set(key, video);
  }
  const byAccount = new Map<string, TrendingVideo[]>();
  for (const video of newest.values()) {
    const account = accountOf(video);
    if (account === null) continue;
    const list = byAccount.get(account);
    if (list) list.push(video);
    else byAccount.set(account, [video]);
  }
  const slopes = new Map(metrics.map((metric) => [metric, ageSlope(byAccount, metric)]));
  return (video) => {
    const missing: Analysis['missing'] = [];
    if (video.viewCount === 0)
      return {rates: [], missing: [{what: 'rates', why: 'nobody saw it: zero views'}]};
    const account = accountOf(video);
    const others = (account === null ? [] : (byAccount.get(account) ?? [])).filter(
      ({videoId}) => videoId !== video.videoId,
    );
    const rates = metrics.flatMap((metric): Rate[] => {
      const found = countOf(video, metric);
      if (!found) {
        missing.push({what: `${metric} rate`, why: 'the counter is not known'});
        return [];
      }
      const own = point(video, metric);
      if (!own) {
        missing.push({
          what: `${metric} rate`,
          why: `${found.count} on ${video.viewCount} views: more than views, so one of the counters is wrong`,
        });
        return [];
      }
      const reach = within90 * Math.sqrt(noiseOf(own.counts));
      const clamp = (value: number) => Math.min(1, Math.max(0, value));
      const rate = found.count / video.viewCount;
      const base = {
        metric,
        count: found.count,
        rate,
        low: Math.min(rate, clamp(Math.exp(own.level - reach))),
        high: Math.max(rate, clamp(Math.exp(own.level + reach))),
      };
      const slope = slopes.get(metric)!;
      const levels = others
        .flatMap((other) => point(other, metric) ?? [])
        .filter(({of}) => of === own.of)
        .map(({level, age}) => level + slope * (own.age - age))
        .sort((a, b) => a - b);
      if (levels.length < fewestOthers) {
        const why =
          account === null
            ? 'who posted it is not known'
            : `${levels.length} other videos of the account are known, ${fewestOthers} are needed`;
        return [{...base, usual: null, lift: null, percentile: null, reason: `not enough data: ${why}`}];
      }
      const middle = levels.length / 2;
      const median = (levels[Math.floor(middle - 0.5)]! + levels[Math.ceil(middle - 0.5)]!) / 2;
      const below = levels.filter((level) => level < own.level).length;
      const equal = levels.filter((level) => level === own.level).length;
      return [
        {
          ...base,
          usual: {rate: clamp(Math.exp(median)), videos: levels.length},
          lift: Math.exp(own.level - median) - 1,
          percentile: (below + equal / 2) / levels.length,
          reason: `against the median of ${levels.length} other videos of the account, brought to the same age`,
        },
      ];
    });
    return {rates, missing};
  };
}
