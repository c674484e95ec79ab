import type {NewsSource} from '../ports/index.ts';

/** What the news services of the environment need. */
export interface NewsEnvironment {
  readonly newsApiKey: string | undefined;
  readonly gnewsKey: string | undefined;
  readonly guardianKey: string | undefined;
}

/** Names of the services, as `viral news --source` takes them. */
export const newsServiceNames = ['hacker-news', 'guardian', 'gnews', 'newsapi'] as const;
export type NewsServiceName = (typeof newsServiceNames)[number];

/** A service by its name; null where its key is not set. */
export async function newsService(
  name: NewsServiceName,
  environment: NewsEnvironment,
): Promise<NewsSource | null> {
  const {newsApiKey, gnewsKey, guardianKey} = environment;
  if (name === 'guardian') {
    if (guardianKey === undefined) return null;
    return (await import('../scrapers/news/guardian.ts')).guardian({apiKey: guardianKey});
  }
  if (name === 'gnews') {
    if (gnewsKey === undefined) return null;
    return (await import('../scrapers/news/gnews.ts')).gnews({apiKey: gnewsKey});
  }
  if (name === 'newsapi') {
    if (newsApiKey === undefined) return null;
    return (await import('../scrapers/news/newsapi.ts')).newsapi({apiKey: newsApiKey});
  }
  return (await import('../scrapers/news/hacker-news.ts')).hackerNews();
}
