import {createHash} from 'node:crypto';
import {z} from 'zod';
import {InvalidInputError, type InputIssue, parseInput, ViralError} from '../errors.ts';
import {orAborted} from '../or-aborted.ts';
import type {Cache, NewsRequest, NewsSource, RawNewsItem} from '../ports/index.ts';
import {retrying, type RetryClock} from '../retry.ts';
import {type NewsCategory, newsCategorySchema, type NewsItem, newsItemSchema} from '../schema/index.ts';
import {categoryMatch, type CategoryMatch} from './news/categories.ts';
import {mergeReports} from './news/merge.ts';
import {latestOf, type NewsReason, prominenceOf, publishersOf} from './news/prominence.ts';
import {relevanceOf, type Relevance} from './news/relevance.ts';
import {contentWords, weightsOf} from './news/words.ts';

export type {CategoryMatch, NewsReason, Relevance};

/** How long what was read stays good, in seconds: what trends for an hour, what was worked out for a day, the rest for a week. */
export const cacheSeconds = {trending: 3600, analysis: 86_400, static: 604_800} as const;

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

/** How a source did. */
export interface SourceReport {
  readonly source: string;
  /** `cached`: within the hour. `stale`: older, because asking failed. */
  readonly status: 'read' | 'cached' | 'stale' | 'failed';
  readonly items: number;
  /** Items that were turned away, and why, the first few. */
  readonly rejected: readonly string[];
  readonly degraded: readonly string[];
  readonly error?: {readonly code: string; readonly action: string; readonly message: string};
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

/** Shares of the score with and without a topic; what is not known of a story is left out and the rest counts more. */
const weights = {recency: 0.4, spread: 0.35, readers: 0.25, relevance: 0} as const;
const weightsWithTopic = {recency: 0.25, spread: 0.2, readers: 0.1, relevance: 0.45} as const;

/** Sources are asked for more than is wanted: reports of one event fall together. */
const itemsPerSource = 60;
const maxShownRejections = 5;
const triesPerSource = 2;

const keptSchema = z.object({
  readAt: z.number(),
  items: z.array(newsItemSchema),
  rejected: z.array(z.string()),
  degraded: z.array(z.string()),
});
type Kept = z.infer<typeof keptSchema>;

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

function checkedItem(raw: RawNewsItem, source: string): NewsItem | readonly InputIssue[] {
  const identity = raw.url ?? `${source} ${raw.key ?? `${raw.title ?? ''} ${raw.publishedAt ?? ''}`}`;
  const language = raw.language?.trim().replaceAll('_', '-');
  const known = Object.entries({
    url: raw.url,
    publishedAt: raw.publishedAt,
    content: raw.content,
    author: raw.author,
    imageUrl: raw.imageUrl,
    points: raw.points,
    comments: raw.comments,
    // A language that is no tag is no reason to lose the report.
    language:
      language !== undefined && /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(language) ? language : undefined,
  }).filter(([, value]) => value !== undefined);
  const found = newsItemSchema.safeParse({
    version: 1,
    id: `news-${hash(identity).slice(0, 20)}`,
    title: raw.title,
    summary: raw.summary ?? '',
    source,
    publisher: raw.publisher ?? source,
    categories: raw.categories ?? [],
    ...Object.fromEntries(known),
  });
  if (found.success) return found.data;
  return found.error.issues.map(({path, message}) => ({path: path.join('.'), message}));
}

function textOf(news: NewsStory | NewsItem) {
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

const rounded = (score: number) => Math.round(score * 1000) / 1000;

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
  /** Readings under way: who asks for the same meanwhile waits for it. */
  const underWay = new Map<
    string,
    Promise<{kept: Kept; status: 'read' | 'cached' | 'stale'; error?: ViralError}>
  >();

  const keyOf = (source: NewsSource, {topic, category, language, limit}: Omit<NewsRequest, 'signal'>) =>
    `news/1/${source.name}/${hash(JSON.stringify([source.settings ?? null, topic, category, language, limit])).slice(0, 32)}`;

  const read = async (
    source: NewsSource,
    request: Omit<NewsRequest, 'signal'>,
    signal: AbortSignal,
  ): Promise<Kept> => {
    const {items, degraded = []} = await source.doFetch({...request, signal});
    const good: NewsItem[] = [];
    const rejected: string[] = [];
    for (const [index, raw] of items.slice(0, request.limit).entries()) {
      const item = checkedItem(raw, source.name);
      if ('version' in item) good.push(item);
      else
        rejected.push(`item ${index + 1}: ${item.map(({path, message}) => `${path} ${message}`).join('; ')}`);
    }
    const unique = [...new Map(good.map((item) => [item.id, item])).values()];
    return {
      readAt: now(),
      items: unique,
      rejected: rejected.slice(0, maxShownRejections),
      degraded: [...degraded],
    };
  };

  const readFresh = async (source: NewsSource, request: Omit<NewsRequest, 'signal'>, signal: AbortSignal) => {
    const timeout = new AbortController();
    const late = new ViralError(
      'news-failed',
      `${source.name} gave nothing within ${timeoutInMs / 1000} s; try again later, or leave it out.`,
      {action: 'retry'},
    );
    const stop = AbortSignal.any([signal, timeout.signal]);
    const timer = setTimeout(() => timeout.abort(late), timeoutInMs);
    try {
      signal.throwIfAborted();
      // A source that does not listen to its signal is not waited for.
      return await orAborted(
        retrying(() => read(source, request, stop), {
          attempts: triesPerSource,
          signal: stop,
          ...(clock ? {clock} : {}),
          ...(random ? {random} : {}),
        }),
        stop,
      );
    } catch (error) {
      signal.throwIfAborted();
      if (ViralError.isInstance(error)) throw error;
      throw new ViralError(
        'news-failed',
        `${source.name} failed: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}`,
        {cause: error},
      );
    } finally {
      clearTimeout(timer);
    }
  };

  const obtain = async (source: NewsSource, request: Omit<NewsRequest, 'signal'>, signal: AbortSignal) => {
    const key = keyOf(source, request);
    // A cache that cannot be read is as one that holds nothing.
    const stored = keptSchema.safeParse(await cache?.doGet(key).catch(() => undefined));
    const known = stored.success ? stored.data : undefined;
    const age = known === undefined ? Infinity : now() - known.readAt;
    if (known !== undefined && age >= 0 && age < freshForSeconds * 1000)
      return {kept: known, status: 'cached' as const};
    try {
      const kept = await readFresh(source, request, signal);
      // Kept for longer than it is fresh: a dead source may then be stood in for.
      await cache
        ?.doSet(key, JSON.parse(JSON.stringify(kept)), {
          ttlInSeconds: Math.max(freshForSeconds, cacheSeconds.analysis),
        })
        .catch(() => {});
      return {kept, status: 'read' as const};
    } catch (error) {
      signal.throwIfAborted();
      if (!known || !ViralError.isInstance(error)) throw error;
      return {kept: known, status: 'stale' as const, error};
    }
  };

  const shared = (source: NewsSource, request: Omit<NewsRequest, 'signal'>, signal: AbortSignal) => {
    const key = keyOf(source, request);
    const running = underWay.get(key);
    if (running) {
      // Whoever began may be cancelled; that must not cancel those who wait.
      return running.catch((error: unknown) => {
        signal.throwIfAborted();
        if (ViralError.isInstance(error)) throw error;
        return obtain(source, request, signal);
      });
    }
    const started = obtain(source, request, signal).finally(() => underWay.delete(key));
    underWay.set(key, started);
    return started;
  };

  const scoreRelevance = (news: NewsStory | NewsItem, topic: string) => relevanceOf(textOf(news), topic);

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
      const outcomes = await Promise.allSettled(sources.map((source) => shared(source, request, signal)));
      signal.throwIfAborted();
      const reports = outcomes.map((outcome, index): SourceReport => {
        const source = sources[index]?.name ?? '';
        const told = (error: unknown) =>
          ViralError.isInstance(error)
            ? {code: error.code, action: error.action, message: error.message}
            : {code: 'internal', action: 'fatal', message: String(error).slice(0, 300)};
        if (outcome.status === 'rejected') {
          return {
            source,
            status: 'failed',
            items: 0,
            rejected: [],
            degraded: [],
            error: told(outcome.reason),
          };
        }
        const {kept, status, error} = {error: undefined, ...outcome.value};
        return {
          source,
          status,
          items: kept.items.length,
          rejected: kept.rejected,
          degraded: kept.degraded,
          ...(error === undefined ? {} : {error: told(error)}),
        };
      });
      if (reports.every(({status}) => status === 'failed')) {
        const errors = outcomes.flatMap((outcome) =>
          outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
        );
        const actions = errors.map((error) => (ViralError.isInstance(error) ? error.action : 'fatal'));
        throw new ViralError(
          'news-failed',
          ['No source gave any news:', ...reports.map(({error}) => `  ${error?.message ?? 'unknown'}`)].join(
            '\n',
          ),
          {action: actions.includes('retry') ? 'retry' : 'fatal', cause: errors[0]},
        );
      }

      const isWanted = (item: NewsItem) =>
        language === undefined ||
        item.language === undefined ||
        item.language.slice(0, 2).toLowerCase() === language.slice(0, 2).toLowerCase();
      const items = outcomes
        .flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value.kept.items : []))
        .filter(isWanted);
      const moment = now();
      const merged = mergeReports(items);
      const weight = weightsOf(
        merged.map(([first]) => contentWords(`${first.title} ${first.summary}`, first.language)),
      );
      const shares = topic === undefined ? weights : weightsWithTopic;
      const stories = merged.map((story): NewsStory => {
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
          ...(relevance
            ? [{what: 'relevance' as const, score: relevance.score, text: relevance.reason}]
            : []),
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
      const oldest = moment - maxAgeInHours * 3_600_000;
      const kept = stories
        .filter(({publishedAt}) => publishedAt === undefined || Date.parse(publishedAt) >= oldest)
        .filter(({relevance}) => relevance === undefined || relevance.score >= minRelevance)
        .filter(
          ({reports: all}) =>
            category === undefined || all.some((item) => categoryMatch(item, category) !== undefined),
        )
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      return {stories: kept.slice(0, limit), sources: reports, fetchedAt: new Date(moment).toISOString()};
    },

    scoreRelevance,

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
