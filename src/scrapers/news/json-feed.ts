import {z} from 'zod';
import type {RawNewsItem} from '../../ports/index.ts';
import {timestampOf} from '../timestamp.ts';
import {plainNews, webAddress} from './plain.ts';

const textSchema = z.string().nullish().catch(undefined);
const authorSchema = z.object({name: textSchema}).nullish().catch(undefined);

/** jsonfeed.org/version/1.1. Readers must be lenient: a bad field is no reason to lose its item, nor an item the feed. */
const itemSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish().catch(undefined),
  url: textSchema,
  external_url: textSchema,
  title: textSchema,
  content_html: textSchema,
  content_text: textSchema,
  summary: textSchema,
  image: textSchema,
  banner_image: textSchema,
  date_published: textSchema,
  date_modified: textSchema,
  author: authorSchema,
  authors: z.array(authorSchema).nullish().catch(undefined),
  tags: z.array(textSchema).nullish().catch(undefined),
  language: textSchema,
});
const feedSchema = z.object({
  version: z.string().regex(/^https?:\/\/(?:www\.)?jsonfeed\.org\/version\/1/u),
  title: textSchema,
  language: textSchema,
  items: z.array(z.unknown()),
});

export interface FeedContents {
  readonly title: string;
  readonly items: readonly RawNewsItem[];
}

/** Reads a JSON Feed of version 1 or 1.1; null where the text is none. */
export function readJsonFeed(text: string, base: string | undefined): FeedContents | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    return null;
  }
  const feed = feedSchema.safeParse(value);
  if (!feed.success) return null;
  const title = plainNews(feed.data.title, 200);
  const items = feed.data.items.flatMap((raw): RawNewsItem[] => {
    const found = itemSchema.safeParse(raw);
    if (!found.success) return [];
    const item = found.data;
    const content = plainNews(item.content_text ?? item.content_html, 20_000);
    const summary = plainNews(item.summary, 1000) || plainNews(content, 600);
    const author = item.authors?.find((each) => each?.name)?.name ?? item.author?.name;
    return [
      {
        // Posts of microblogs have no title: their first words stand for it.
        title: plainNews(item.title, 400) || plainNews(summary, 120),
        url: webAddress(item.url ?? item.external_url, base),
        key: item.id === null || item.id === undefined ? undefined : String(item.id),
        summary,
        content: content === '' ? undefined : content,
        publishedAt: timestampOf(item.date_published ?? item.date_modified ?? undefined),
        author: plainNews(author, 200) || undefined,
        publisher: title || undefined,
        categories: (item.tags ?? []).map((tag) => plainNews(tag, 100)).filter((tag) => tag !== ''),
        imageUrl: webAddress(item.image ?? item.banner_image, base),
        language: item.language ?? feed.data.language ?? undefined,
      },
    ];
  });
  return {title, items};
}
