import {z} from 'zod';
import {ViralError} from '../../errors.ts';
import type {NewsSource, RawNewsItem} from '../../ports/index.ts';
import {timestampOf} from '../timestamp.ts';
import {askNews, errorOfNews, type NewsServiceOptions} from './news-service.ts';
import {countOf, plainNews, webAddress} from './plain.ts';

export interface HackerNewsOptions extends Omit<NewsServiceOptions, 'baseUrl'> {
  /** Default `top`. */
  readonly list?: 'top' | 'new' | 'best' | 'ask' | 'show';
  /** Default `https://hacker-news.firebaseio.com/v0`. */
  readonly baseUrl?: string;
  /** Where topics are searched. Default `https://hn.algolia.com/api/v1`. */
  readonly searchUrl?: string;
  /** Items are asked for one by one, so many at once. Default 6. */
  readonly concurrency?: number;
}

const text = z.string().nullish().catch(undefined);
const count = z.number().nullish().catch(undefined);
const itemSchema = z.object({
  id: z.int(),
  type: text,
  by: text,
  time: count,
  title: text,
  url: text,
  text,
  score: count,
  descendants: count,
  deleted: z.boolean().nullish().catch(undefined),
  dead: z.boolean().nullish().catch(undefined),
});
const searchSchema = z.object({
  hits: z.array(
    z.object({
      objectID: z.string(),
      title: text,
      url: text,
      author: text,
      points: count,
      num_comments: count,
      created_at: text,
      story_text: text,
    }),
  ),
});

const maxStories = 100;

const pageOf = (id: string | number) => `https://news.ycombinator.com/item?id=${id}`;

/** The publisher is the site that is linked to; Hacker News itself for its own texts. */
function publisherOf(url: string | undefined): string {
  return url === undefined ? 'Hacker News' : new URL(url).hostname.replace(/^www\./u, '');
}

/**
 * Hacker News: what its readers vote up, in English, with no key. Topics go through the search of Algolia.
 * github.com/HackerNews/API, hn.algolia.com/api
 */
export function hackerNews(options: HackerNewsOptions = {}): NewsSource {
  const {list = 'top', concurrency = 6, now = Date.now} = options;
  const {baseUrl = 'https://hacker-news.firebaseio.com/v0', searchUrl = 'https://hn.algolia.com/api/v1'} =
    options;
  const name = 'hacker-news';
  const fail = (status: number, retryAfter: string | undefined) =>
    errorOfNews({source: name, status, message: '', secret: '\0', retryAfter, now: now()});

  const storyOf = (item: z.infer<typeof itemSchema>): RawNewsItem[] => {
    if (item.deleted === true || item.dead === true || (item.type ?? 'story') !== 'story') return [];
    const url = webAddress(item.url);
    return [
      {
        title: plainNews(item.title, 400),
        url: url ?? pageOf(item.id),
        key: String(item.id),
        summary: plainNews(item.text, 1000),
        publishedAt: timestampOf(item.time ?? undefined),
        author: plainNews(item.by, 100) || undefined,
        publisher: publisherOf(url),
        points: countOf(item.score),
        comments: countOf(item.descendants),
        language: 'en',
      },
    ];
  };

  const search = async (
    topic: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly RawNewsItem[]> => {
    const answer = await askNews(
      '/search_by_date',
      {query: topic.slice(0, 300), tags: 'story', hitsPerPage: limit},
      {baseUrl: searchUrl, signal, service: options},
    );
    const good = searchSchema.safeParse(answer.value);
    if (answer.status !== 200 || !good.success) throw fail(answer.status, answer.retryAfter);
    return good.data.hits.map((hit) => {
      const url = webAddress(hit.url);
      return {
        title: plainNews(hit.title, 400),
        url: url ?? pageOf(encodeURIComponent(hit.objectID)),
        key: hit.objectID,
        summary: plainNews(hit.story_text, 1000),
        publishedAt: timestampOf(hit.created_at ?? undefined),
        author: plainNews(hit.author, 100) || undefined,
        publisher: publisherOf(url),
        points: countOf(hit.points),
        comments: countOf(hit.num_comments),
        language: 'en',
      };
    });
  };

  return {
    name,
    settings: {adapter: 1, list, baseUrl, searchUrl},
    async doFetch({topic, language, limit: asked, signal}) {
      if (language !== undefined && !/^en\b/iu.test(language)) return {items: []};
      const limit = Math.min(asked, maxStories);
      if (topic !== undefined) return {items: await search(topic, limit, signal)};
      const answer = await askNews(`/${list}stories.json`, {}, {baseUrl, signal, service: options});
      const ids = z.array(z.int()).safeParse(answer.value);
      if (answer.status !== 200 || !ids.success) throw fail(answer.status, answer.retryAfter);
      const wanted = ids.data.slice(0, limit);
      const items: RawNewsItem[][] = wanted.map(() => []);
      let lost = 0;
      let lastError: unknown;
      let next = 0;
      const worker = async () => {
        for (let index = next++; index < wanted.length; index = next++) {
          try {
            const got = await askNews(`/item/${wanted[index]}.json`, {}, {baseUrl, signal, service: options});
            if (got.status !== 200) throw fail(got.status, got.retryAfter);
            // `null` is what it says of an item that is gone.
            const item = itemSchema.safeParse(got.value);
            if (item.success) items[index] = storyOf(item.data);
          } catch (error) {
            signal.throwIfAborted();
            lost += 1;
            lastError = error;
          }
        }
      };
      await Promise.all(Array.from({length: Math.min(concurrency, wanted.length)}, worker));
      if (lost > 0 && lost === wanted.length) {
        throw ViralError.isInstance(lastError) ? lastError : fail(500, undefined);
      }
      return {
        items: items.flat(),
        ...(lost === 0 ? {} : {degraded: [`${name}: ${lost} of ${wanted.length} stories could not be read`]}),
      };
    },
  };
}
