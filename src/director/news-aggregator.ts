import {z} from 'zod';
import {InvalidInputError, parseInput} from '../errors.ts';
import type {Cache, NewsSource} from '../ports/index.ts';
import type {RetryClock} from '../retry.ts';
import {type NewsCategory, newsCategorySchema, type NewsItem} from '../schema/index.ts';
import {categoryMatch, type CategoryMatch} from './news/categories.ts';
import type {NewsReason} from './news/prominence.ts';
import {relevanceOf, type Relevance} from './news/relevance.ts';
import {cacheSeconds, openSourceReader} from './news/source-reading.ts';
import {noNews, reportOf, type SourceReport} from './news/source-report.ts';
import {type NewsStory, storiesOf, textOf} from './news/stories.ts';

export {cacheSeconds};
export type {CategoryMatch, NewsReason, NewsStory, Relevance, SourceReport};

export interface NewsAggregatorOptions {
  /** Asked beside each other; names must differ. */
  readonly sources: readonly NewsSource[];
  /** Keeps what sources gave. Default: nothing is kept. */
  readonly cache?: Cache;
  /** Seconds that kept news counts as fresh. Default one hour. */
  readonly freshForSeconds?: number;
  /** For one source, tries included; 20 s when left out. */
  readonly timeoutInMs?: number;
  readonly now?: () => number;
  readonly random?: () => number;
  readonly clock?: RetryClock;
}

export interface FetchNewsOptions {
  readonly topic?: string;
  readonly category?: NewsCategory;
  /** BCP 47. */
  readonly language?: string;
  /** Stories at most; 20 when left out. */
  readonly limit?: number;
  /** Older stories are left out; those without a date stay. Default 72. */
  readonly maxAgeInHours?: number;
  /** Stories below are left out where there is a topic, 0 to 1. Default 0.3. */
  readonly minRelevance?: number;
  readonly signal?: AbortSignal;
}

export interface TrendingNews {
  /** The most prominent first. */
  readonly stories: readonly NewsStory[];
  readonly sources: readonly SourceReport[];
  readonly fetchedAt: string;
}

export interface CategorisedStory {
  readonly story: NewsStory;
  readonly match: CategoryMatch;
}

export interface NewsAggregator {
  /**
   * Reads all sources, puts reports of one event together and ranks the stories. A source that fails is told of in
   * `sources` and stops no other.
   * @throws InvalidInputError; ViralError `news-failed` where every source failed; the signal's reason
   */
  fetchTrendingNews(options?: FetchNewsOptions): Promise<TrendingNews>;
  /** What a story or a report has to do with a topic, and why. */
  scoreRelevance(news: NewsStory | NewsItem, topic: string): Relevance;
  /** The stories of a category, each with what put it there. */
  filterByCategory(stories: readonly NewsStory[], category: NewsCategory): readonly CategorisedStory[];
}

const fetchOptionsSchema = z.strictObject({
  topic: z.string().trim().min(1).max(300).optional(),
  category: newsCategorySchema.optional(),
  language: z
    .string()
    .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, 'must be a language tag such as en')
    .optional(),
  limit: z.int().min(1).max(200).default(20),
  maxAgeInHours: z
    .number()
    .positive()
    .max(24 * 365)
    .default(72),
  minRelevance: z.number().min(0).max(1).default(0.3),
});

/** Sources are asked for more than is wanted: reports of one event fall together. */
const itemsPerSource = 60;

/** Whether a report is in a language, or may be. */
const isIn = (language: string | undefined) => (item: NewsItem) =>
  language === undefined ||
  item.language === undefined ||
  item.language.slice(0, 2).toLowerCase() === language.slice(0, 2).toLowerCase();

/**
 * Builds a news aggregator.
 * @throws InvalidInputError for sources of the same name, or none
 */
export function createNewsAggregator(options: NewsAggregatorOptions): NewsAggregator {
  const {sources, cache, freshForSeconds = cacheSeconds.trending, timeoutInMs = 20_000} = options;
  const {now = Date.now, random, clock} = options;
  const names = sources.map(({name}) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (sources.length === 0 || twice !== undefined) {
    const message =
      twice === undefined ? 'must be at least one' : `hold '${twice}' twice; give one another name`;
    throw new InvalidInputError('the news aggregator', [{path: 'sources', message}]);
  }
  const obtain = openSourceReader({cache, freshForSeconds, timeoutInMs, now, random, clock});

  return {
    async fetchTrendingNews(fetchOptions = {}) {
      const {signal = new AbortController().signal, ...plain} = fetchOptions;
      const given = parseInput(fetchOptionsSchema, plain, 'the options of fetchTrendingNews');
      const {topic, category, language, limit, maxAgeInHours, minRelevance} = given;
      signal.throwIfAborted();
      const request = {
        limit: Math.max(itemsPerSource, limit),
        ...(topic === undefined ? {} : {topic}),
        ...(category === undefined ? {} : {category}),
        ...(language === undefined ? {} : {language}),
      };
      const outcomes = await Promise.allSettled(sources.map((source) => obtain(source, request, signal)));
      signal.throwIfAborted();
      const reports = outcomes.map((outcome, index) => reportOf(names[index] ?? '', outcome));
      if (reports.every(({status}) => status === 'failed')) {
        throw noNews(
          reports,
          outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : [])),
        );
      }
      const items = outcomes
        .flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value.kept.items : []))
        .filter(isIn(language));
      const moment = now();
      const oldest = moment - maxAgeInHours * 3_600_000;
      const stories = storiesOf(items, moment, topic)
        .filter(({publishedAt}) => publishedAt === undefined || Date.parse(publishedAt) >= oldest)
        .filter(({relevance}) => relevance === undefined || relevance.score >= minRelevance)
        .filter(
          ({reports: all}) =>
            category === undefined || all.some((item) => categoryMatch(item, category) !== undefined),
        )
        .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      return {stories: stories.slice(0, limit), sources: reports, fetchedAt: new Date(moment).toISOString()};
    },

    scoreRelevance: (news, topic) => relevanceOf(textOf(news), topic),

    filterByCategory(stories, category) {
      const wanted = parseInput(newsCategorySchema, category, 'the category');
      return stories.flatMap((story) => {
        const matches = story.reports.flatMap((item) => categoryMatch(item, wanted) ?? []);
        // What a source says itself comes before what words suggest.
        const match = matches.find(({by}) => by === 'source') ?? matches[0];
        return match ? [{story, match}] : [];
      });
    },
  };
}
