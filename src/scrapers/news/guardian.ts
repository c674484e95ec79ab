import {z} from 'zod';
import type {NewsSource} from '../../ports/index.ts';
import type {NewsCategory} from '../../schema/index.ts';
import {timestampOf} from '../timestamp.ts';
import {askNews, checkedNewsKey, errorOfNews, type NewsServiceOptions} from './news-service.ts';
import {plainNews, webAddress} from './plain.ts';

export interface GuardianOptions extends NewsServiceOptions {
  readonly apiKey: string;
}

const text = z.string().nullish().catch(undefined);
const answerSchema = z.object({
  response: z.object({
    status: z.literal('ok'),
    results: z.array(
      z.object({
        id: text,
        type: text,
        sectionName: text,
        webPublicationDate: text,
        webTitle: text,
        webUrl: text,
        fields: z
          .object({headline: text, trailText: text, bodyText: text, thumbnail: text, byline: text})
          .nullish()
          .catch(undefined),
      }),
    ),
  }),
});
const errorSchema = z.union([
  z.object({response: z.object({message: z.string()})}),
  z.object({message: z.string()}).transform((response) => ({response})),
]);

const sections: Readonly<Record<NewsCategory, string>> = {
  business: 'business',
  entertainment: 'culture|film|music|tv-and-radio|games',
  health: 'society|wellness',
  politics: 'politics|us-news',
  science: 'science|environment',
  sports: 'sport|football',
  technology: 'technology',
  world: 'world',
};

/**
 * The Guardian's open platform, in English, with the text of its articles. Its free key is for use without commerce.
 * open-platform.theguardian.com/documentation
 * @throws InvalidInputError for a key that cannot be one
 */
export function guardian(options: GuardianOptions): NewsSource {
  const {baseUrl = 'https://content.guardianapis.com', now = Date.now} = options;
  const apiKey = checkedNewsKey(options.apiKey);
  const name = 'guardian';
  return {
    name,
    settings: {adapter: 1, baseUrl},
    async doFetch({topic, category, language, limit, signal}) {
      if (language !== undefined && !/^en\b/iu.test(language)) return {items: []};
      const answer = await askNews(
        '/search',
        {
          q: topic?.replace(/["()|,]/gu, ' ').slice(0, 300),
          section: category === undefined ? undefined : sections[category],
          'order-by': 'newest',
          'page-size': Math.min(limit, 200),
          'show-fields': 'headline,trailText,bodyText,thumbnail,byline',
          'api-key': apiKey,
        },
        {baseUrl, signal, service: options},
      );
      const good = answerSchema.safeParse(answer.value);
      if (answer.status !== 200 || !good.success) {
        throw errorOfNews({
          source: name,
          status: answer.status,
          message: errorSchema.safeParse(answer.value).data?.response.message ?? '',
          secret: apiKey,
          retryAfter: answer.retryAfter,
          now: now(),
        });
      }
      return {
        items: good.data.response.results.slice(0, limit).map(({fields, ...result}) => ({
          title: plainNews(fields?.headline ?? result.webTitle, 400) || plainNews(result.webTitle, 400),
          url: webAddress(result.webUrl),
          key: result.id ?? undefined,
          summary: plainNews(fields?.trailText, 1000),
          content: plainNews(fields?.bodyText, 20_000) || undefined,
          publishedAt: timestampOf(result.webPublicationDate ?? undefined),
          author: plainNews(fields?.byline, 200) || undefined,
          publisher: 'The Guardian',
          categories: [plainNews(result.sectionName, 100)].filter((section) => section !== ''),
          imageUrl: webAddress(fields?.thumbnail),
          language: 'en',
        })),
      };
    },
  };
}
