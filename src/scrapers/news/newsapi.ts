import {z} from 'zod';
import type {NewsSource, RawNewsItem} from '../../ports/index.ts';
import type {NewsCategory} from '../../schema/index.ts';
import {timestampOf} from '../timestamp.ts';
import {askNews, checkedNewsKey, errorOfNews, type NewsServiceOptions} from './news-service.ts';
import {plainNews, webAddress} from './plain.ts';

export interface NewsApiOptions extends NewsServiceOptions {
  readonly apiKey: string;
  /** Country of the headlines, ISO 3166 in lower case. Default `us`. */
  readonly country?: string;
}

const text = z.string().nullish().catch(undefined);
const articleSchema = z.object({
  source: z.object({name: text}).nullish().catch(undefined),
  author: text,
  title: text,
  description: text,
  url: text,
  urlToImage: text,
  publishedAt: text,
  content: text,
});
const answerSchema = z.object({status: z.literal('ok'), articles: z.array(articleSchema)});
const errorSchema = z.object({code: z.string().catch(''), message: z.string().catch('')});

const categories: Readonly<Partial<Record<NewsCategory, string>>> = {
  business: 'business',
  entertainment: 'entertainment',
  health: 'health',
  science: 'science',
  sports: 'sports',
  technology: 'technology',
};

/**
 * NewsAPI.org v2: headlines, or everything on a topic. Its free plan is for development alone, and a day late.
 * newsapi.org/docs
 * @throws InvalidInputError for a key that cannot be one
 */
export function newsapi(options: NewsApiOptions): NewsSource {
  const {baseUrl = 'https://newsapi.org/v2', country = 'us', now = Date.now} = options;
  const apiKey = checkedNewsKey(options.apiKey);
  const name = 'newsapi';

  const ask = async (
    path: string,
    query: Record<string, string | number | undefined>,
    signal: AbortSignal,
  ) => {
    const answer = await askNews(path, query, {
      baseUrl,
      headers: {'x-api-key': apiKey},
      signal,
      service: options,
    });
    const good = answerSchema.safeParse(answer.value);
    if (answer.status === 200 && good.success) return good.data.articles;
    const {code = '', message = ''} = errorSchema.safeParse(answer.value).data ?? {};
    // Past the hundredth result of the free plan: there is no more, which is no error.
    if (code === 'maximumResultsReached' || answer.status === 426) return [];
    throw errorOfNews({
      source: name,
      status: answer.status,
      message: `${code} ${message}`,
      secret: apiKey,
      retryAfter: answer.retryAfter,
      isDayQuota: code === 'apiKeyExhausted',
      now: now(),
    });
  };

  return {
    name,
    settings: {adapter: 1, baseUrl, country},
    async doFetch({topic, category, language, limit, signal}) {
      const pageSize = Math.min(limit, 100);
      const short = language?.slice(0, 2).toLowerCase();
      const known = category === undefined ? undefined : categories[category];
      const everything = (q: string) =>
        ask('/everything', {q: q.slice(0, 500), language: short, sortBy: 'publishedAt', pageSize}, signal);
      const isSearch = topic !== undefined || (category !== undefined && known === undefined);
      let articles = isSearch
        ? await everything(topic ?? category ?? '')
        : await ask('/top-headlines', {country, category: known, pageSize}, signal);
      // Free keys get empty headlines for most countries.
      if (articles.length === 0 && !isSearch) articles = await everything(known ?? 'news');
      return {
        items: articles.slice(0, limit).flatMap((article): RawNewsItem[] => {
          // What publishers took back.
          if (article.title === '[Removed]') return [];
          const content = plainNews(article.content?.replace(/\s*\[\+\d+ chars\]$/u, ''), 20_000);
          const publisher = plainNews(article.source?.name, 200);
          return [
            {
              title: withoutPublisher(plainNews(article.title, 400), publisher),
              url: webAddress(article.url),
              summary: plainNews(article.description, 1000),
              content: content || undefined,
              publishedAt: timestampOf(article.publishedAt ?? undefined),
              author: plainNews(article.author, 200) || undefined,
              publisher: publisher || undefined,
              imageUrl: webAddress(article.urlToImage),
              ...(known === undefined || isSearch ? {} : {categories: [known]}),
              ...(isSearch && short !== undefined ? {language: short} : {}),
            },
          ];
        }),
      };
    },
  };
}

/** Headlines end in ` - Publisher` here, which would make reports of one event look different. */
function withoutPublisher(title: string, publisher: string): string {
  const end = ` - ${publisher}`;
  return publisher !== '' && title.toLowerCase().endsWith(end.toLowerCase())
    ? title.slice(0, -end.length)
    : title;
}
