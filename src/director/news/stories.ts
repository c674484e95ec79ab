import type {NewsItem} from '../../schema/index.ts';
import {mergeReports} from './merge.ts';
import {latestOf, type NewsReason, prominenceOf, publishersOf} from './prominence.ts';
import {type Relevance, relevanceOf} from './relevance.ts';
import {contentWords, weightsOf} from './words.ts';

/** One event, with every report of it. */
export interface NewsStory {
  readonly id: string;
  readonly title: string;
  /** The fullest report first. */
  readonly reports: readonly NewsItem[];
  readonly publishers: readonly string[];
  /** Latest report; absent where none has a date that can be right. */
  readonly publishedAt?: string;
  /** 0 to 1: the reasons, each by its weight. */
  readonly score: number;
  readonly reasons: readonly NewsReason[];
  readonly relevance?: Relevance;
}

/** Shares of the score with and without a topic; what is not known of a story is left out and the rest counts more. */
const weights = {recency: 0.4, spread: 0.35, readers: 0.25, relevance: 0} as const;
const weightsWithTopic = {recency: 0.25, spread: 0.2, readers: 0.1, relevance: 0.45} as const;

const rounded = (score: number) => Math.round(score * 1000) / 1000;

/** What relevance is told by. */
export function textOf(news: NewsStory | NewsItem) {
  if (!('reports' in news)) return news;
  const [first] = news.reports;
  return {
    title: news.title,
    summary: news.reports.map(({summary}) => summary).join(' '),
    content: first?.content,
    categories: news.reports.flatMap(({categories}) => categories),
    language: first?.language,
  };
}

/**
 * Puts reports of one event together and scores each story by what is known of it. In no order.
 * @param moment ms since the epoch: what recency is counted to
 */
export function storiesOf(
  items: readonly NewsItem[],
  moment: number,
  topic: string | undefined,
): readonly NewsStory[] {
  const merged = mergeReports(items);
  const weight = weightsOf(
    merged.map(([first]) => contentWords(`${first.title} ${first.summary}`, first.language)),
  );
  const shares = topic === undefined ? weights : weightsWithTopic;
  return merged.map((story): NewsStory => {
    const [first] = story;
    const latest = latestOf(story, moment);
    const bare = {
      id: first.id,
      title: first.title,
      reports: story,
      publishers: publishersOf(story),
      ...(latest === undefined ? {} : {publishedAt: new Date(latest).toISOString()}),
      score: 0,
      reasons: [],
    };
    const relevance = topic === undefined ? undefined : relevanceOf(textOf(bare), topic, weight);
    const parts: readonly Omit<NewsReason, 'weight'>[] = [
      ...prominenceOf(story, moment),
      ...(relevance ? [{what: 'relevance' as const, score: relevance.score, text: relevance.reason}] : []),
    ];
    const whole = parts.reduce((sum, {what}) => sum + shares[what], 0);
    const reasons = parts.map((part) => ({
      ...part,
      score: rounded(part.score),
      weight: rounded(shares[part.what] / whole),
    }));
    const score = parts.reduce((sum, part) => sum + (part.score * shares[part.what]) / whole, 0);
    return {...bare, score: rounded(score), reasons, ...(relevance ? {relevance} : {})};
  });
}
