import {z} from 'zod';
import {idSchema, languageSchema, timestampSchema} from './primitives.ts';

export const newsCategories = [
  'business',
  'entertainment',
  'health',
  'politics',
  'science',
  'sports',
  'technology',
  'world',
] as const;
export const newsCategorySchema = z.enum(newsCategories);
export type NewsCategory = z.infer<typeof newsCategorySchema>;

const webAddressSchema = z.url({protocol: /^https?$/}).max(2000);

/** One report of a source. Plain text: no markup survives reading. */
export const newsItemSchema = z.strictObject({
  version: z.literal(1),
  /** The same for the same report at each reading. */
  id: idSchema,
  title: z.string().trim().min(1).max(500),
  summary: z.string().max(2000).default(''),
  /** The text of the report, where the source gives it. */
  content: z.string().max(50_000).optional(),
  url: webAddressSchema.optional(),
  /** When it was published, as the source says; never the time of reading. */
  publishedAt: timestampSchema.optional(),
  author: z.string().max(300).optional(),
  /** The source that was asked, and who published the report. */
  source: z.string().min(1).max(200),
  publisher: z.string().min(1).max(200),
  language: languageSchema.optional(),
  /** In the source's own words. */
  categories: z.array(z.string().min(1).max(100)).max(30).default([]),
  imageUrl: webAddressSchema.optional(),
  points: z.int().min(0).optional(),
  comments: z.int().min(0).optional(),
});
export type NewsItem = z.infer<typeof newsItemSchema>;
