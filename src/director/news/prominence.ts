import type {Reports} from './merge.ts';

/** One thing that a story's place rests on. */
export interface NewsReason {
  readonly what: 'recency' | 'spread' | 'readers' | 'relevance';
  /** 0 to 1. */
  readonly score: number;
  /** Share of the whole, 0 to 1. */
  readonly weight: number;
  readonly text: string;
}

/** News is half as new after so many hours. */
const halfLifeInHours = 12;
/** Clocks of publishers run ahead by minutes; a report from tomorrow has a wrong date. */
const clockErrorInMs = 3_600_000;
/** Unknown is neither new nor old. */
const unknownRecency = 0.25;

const hours = new Intl.NumberFormat('en', {maximumFractionDigits: 0});

function agoOf(ageInHours: number): string {
  if (ageInHours < 1) return `${hours.format(Math.max(1, ageInHours * 60))} min ago`;
  return ageInHours < 48 ? `${hours.format(ageInHours)} h ago` : `${hours.format(ageInHours / 24)} days ago`;
}

/** When a story was last reported on, in ms; undefined where no report has a date that can be right. */
export function latestOf(reports: Reports, now: number): number | undefined {
  const times = reports
    .flatMap(({publishedAt}) => (publishedAt === undefined ? [] : [Date.parse(publishedAt)]))
    .filter((time) => Number.isFinite(time) && time <= now + clockErrorInMs);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Who reported a story, each once. */
export function publishersOf(reports: Reports): readonly string[] {
  return [...new Map(reports.map(({publisher}) => [publisher.toLowerCase(), publisher])).values()];
}

/** Why a story matters now. */
export function prominenceOf(reports: Reports, now: number): readonly Omit<NewsReason, 'weight'>[] {
  const latest = latestOf(reports, now);
  const age = latest === undefined ? undefined : Math.max(0, now - latest) / 3_600_000;
  const publishers = publishersOf(reports);
  const points = Math.max(0, ...reports.map((report) => (report.points ?? 0) + (report.comments ?? 0)));
  const hasReaders = reports.some((report) => report.points !== undefined || report.comments !== undefined);
  return [
    {
      what: 'recency',
      score: age === undefined ? unknownRecency : 0.5 ** (age / halfLifeInHours),
      text: age === undefined ? 'no date' : `reported ${agoOf(age)}`,
    },
    {
      what: 'spread',
      // One publisher is 0, two 0.43, five and more 1.
      score: Math.min(1, Math.log(publishers.length) / Math.log(5)),
      text:
        publishers.length === 1
          ? `only ${publishers[0] ?? 'one publisher'}`
          : `${publishers.length} publishers: ${publishers.slice(0, 4).join(', ')}${publishers.length > 4 ? ' …' : ''}`,
    },
    ...(hasReaders
      ? [
          {
            what: 'readers' as const,
            // A thousand votes and comments are as many as matter.
            score: Math.min(1, Math.log10(1 + points) / 3),
            text: `${points} votes and comments`,
          },
        ]
      : []),
  ];
}
