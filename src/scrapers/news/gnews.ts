import {z} from 'zod';
import type {NewsSource} from '../../ports/index.ts';
import type {NewsCategory} from '../../schema/index.ts';
import {timestampOf} from '../timestamp.ts';
import {askNews, checkedNewsKey, errorOfNews, type NewsServiceOptions} from './news-service.ts';
import {plainNews, webAddress} from './plain.ts';

export interface GNewsOptions extends NewsServiceOptions {
  readonly apiKey: string;
  /** Country of the headlines, ISO 3166 in lower case. Default: all. */
  readonly country?: string;
  /** The most that the plan gives in one call. Default 10, as on the free one. */
  readonly maxItems?: number;
}

const text = z.string().nullish().catch(undefined);
const answerSchema = z.object({
  articles: z.array(
    z.object({
      id: text,
      title: text,
      description: text,
      content: text,
      url: text,
      image: text,
      publishedAt: text,
      lang: text,
      source: z.object({name: text}).nullish().catch(undefined),
    }),
  ),
});
const errorSchema = z.object({errors: z.union([z.array(z.string()), z.record(z.string(), z.string())])});

const categories: Readonly<Partial<Record<NewsCategory, string>>> = {
  business: 'business',
  entertainment: 'entertainment',
  health: 'health',
  politics: 'nation',
  science: 'science',
  sports: 'sports',
  technology: 'technology',
  world: 'world',
};

/** Words of a topic with quotation marks, so that none is taken for an operator of the search. */
function searchOf(topic: string): string {
  const words = topic.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, 12)
    .map((word) => `"${word}"`)
    .join(' AND ')
    .slice(0, 200);
}

/**
 * GNews v4: headlines or a search.
 * gnews.io/docs/v4
 * @throws InvalidInputError for a key that cannot be one
 */
export function gnews(options: GNewsOptions): NewsSource {
  const {baseUrl = 'https://gnews.io/api/v4', country, maxItems = 10, now = Date.now} = options;
  const apiKey = checkedNewsKey(options.apiKey);
  const name = 'gnews';
  return {
    name,
    settings: {adapter: 1, baseUrl, country: country ?? null, maxItems},
    async doFetch({topic, category, language, limit, signal}) {
      const query = {
        lang: language?.slice(0, 2).toLowerCase(),
        country,
        max: Math.min(limit, maxItems),
        apikey: apiKey,
      };
      const known = category === undefined ? undefined : categories[category];
      const answer = await askNews(
        topic === undefined ? '/top-headlines' : '/search',
        topic === undefined
          ? {...query, category: known ?? 'general'}
          : {...query, q: searchOf(topic), sortby: 'publishedAt'},
        {baseUrl, signal, service: options},
      );
      const good = answerSchema.safeParse(answer.value);
      if (answer.status !== 200 || !good.success) {
        const errors = errorSchema.safeParse(answer.value).data?.errors;
        throw errorOfNews({
          source: name,
          status: answer.status,
          message: errors === undefined ? '' : Object.values(errors).join(' '),
          secret: apiKey,
          retryAfter: answer.retryAfter,
          isDayQuota: answer.status === 403,
          now: now(),
        });
      }
      return {
        items: good.data.articles.slice(0, limit).map((article) => ({
          title: plainNews(article.title, 400),
          url: webAddress(article.url),
          key: article.id ?? undefined,
          summary: plainNews(article.description, 1000),
          content: plainNews(article.content?.replace(/\s*\[\d+ chars\]$/u, ''), 20_000) || undefined,
          publishedAt: timestampOf(article.publishedAt ?? undefined),
          publisher: plainNews(article.source?.name, 200) || undefined,
          imageUrl: webAddress(article.image),
          language: article.lang ?? query.lang,
          ...(topic === undefined && known !== undefined && category !== undefined
            ? {categories: [category]}
            : {}),
        })),
      };
    },
  };
}
