import type {Performance} from '../../schema/index.ts';
import {logRateOf, noiseOf} from '../outcome.ts';

const counters = ['likes', 'comments', 'shares', 'saves'] as const;
const dayInMs = 86_400_000;
/** Clocks of two machines may differ by this much. */
const toleratedSkewInDays = 1;
/** Younger than this, mostly followers have seen it: it is compared with videos as young. */
const settledAfterDays = 3;
/** Variance of the logarithm of an account's rates that chance does not explain, as assumed for weights only. */
const assumedVariance = 0.25;

/** Every engagement that is known, and out of how many views. */
export function countsOf(performance: Pick<Performance, 'views' | (typeof counters)[number]>): {
  readonly impressions: number;
  readonly clicks: number;
} {
  return {
    impressions: performance.views,
    clicks: counters.reduce((sum, name) => sum + (performance[name] ?? 0), 0),
  };
}

/** What a video brings into the comparison with others of its account. All numbers are whole, so that sums are exact. */
export interface Counted {
  /** Quarter of publication, age, known counters and category: only videos that agree in these are compared. */
  readonly group: string;
  /** `hook/structure`. */
  readonly cell: string;
  /** One over its variance, in hundredths. */
  readonly weight: number;
  /** Logarithm of its rate plus 3, in thousandths. */
  readonly level: number;
}

/** 13 weeks each, counted from the first of January 1970. */
export const quarterOf = (time: number): number => Math.floor(time / (91 * dayInMs));
export const weeksInQuarter = 13;

const plainNames = new Map<string, string>();
const mostPlainNames = 1000;

/** Names are compared without case and spaces around them. */
export function categoryName(category: string): string {
  const known = plainNames.get(category);
  if (known !== undefined) return known;
  // There are few of them, and each is asked for with every video.
  if (plainNames.size >= mostPlainNames) plainNames.clear();
  const name = plainName(category);
  plainNames.set(category, name);
  return name;
}

function plainName(category: string): string {
  const plain = category
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{Cc}\p{Cs}\s/]+/gu, ' ')
    .trim();
  return [...plain].slice(0, 100).join('').trim();
}

/**
 * @param now ms since the epoch
 * @returns why the video cannot be counted, or what it counts
 */
export function counted(
  performance: Performance,
  now: number,
): {readonly reason: string} | {readonly counted: Counted} {
  const known = counters.filter((name) => performance[name] !== undefined);
  const counts = countsOf(performance);
  const published = Date.parse(performance.publishedAt);
  const read = Date.parse(performance.readAt);
  const ageInDays = (read - published) / dayInMs;
  if (counts.impressions === 0) return {reason: 'nobody saw it: zero views'};
  if (known.length === 0) {
    return {reason: 'none of likes, comments, shares and saves is known, so there is no rate to compare'};
  }
  if (counts.clicks > counts.impressions) {
    return {reason: `has more engagements (${counts.clicks}) than views (${counts.impressions})`};
  }
  if (ageInDays < -toleratedSkewInDays) {
    return {reason: `was read (${performance.readAt}) before it was published (${performance.publishedAt})`};
  }
  if (read > now + toleratedSkewInDays * dayInMs) {
    return {reason: `was read in the future (${performance.readAt}); check the clock`};
  }
  const mask = counters.map((name) => (performance[name] === undefined ? '-' : name.charAt(0))).join('');
  const category = performance.category === null ? '' : categoryName(performance.category);
  return {
    counted: {
      group: [
        quarterOf(published),
        ageInDays < settledAfterDays ? 'young' : 'settled',
        mask,
        encodeURIComponent(category),
      ].join(' '),
      cell: `${performance.hook ?? ''}/${performance.structure ?? ''}`,
      weight: Math.round(100 / (assumedVariance + noiseOf(counts))),
      level: Math.round(1000 * (logRateOf(counts) + 3)),
    },
  };
}
