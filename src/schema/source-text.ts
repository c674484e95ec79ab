import {z} from 'zod';
import {idSchema, languageSchema, timestampSchema} from './primitives.ts';

/** One piece of running text, in reading order. Plain text: no markup survives reading. */
export const sourceBlockSchema = z.strictObject({
  kind: z.enum(['heading', 'paragraph', 'list-item', 'quote']),
  text: z.string().min(1),
  /** Only for headings: 1 is the highest. */
  level: z.int().min(1).max(6).optional(),
  /** Only for list items of a numbered list. */
  ordered: z.boolean().optional(),
});
export type SourceBlock = z.infer<typeof sourceBlockSchema>;

/** What was read from a file, a page or the user: the only material that a script may state facts from. */
export const sourceTextSchema = z.strictObject({
  version: z.literal(1),
  id: idSchema,
  title: z.string().max(500).optional(),
  blocks: z.array(sourceBlockSchema).min(1),
  language: languageSchema.optional(),
  author: z.string().max(300).optional(),
  siteName: z.string().max(300).optional(),
  publishedAt: timestampSchema.optional(),
  /** Where it was read: http(s) only. Local paths are never kept. */
  url: z.url({protocol: /^https?$/}).optional(),
  /** True where the user says the text is their own; caps on copying do not apply then. */
  own: z.boolean().optional(),
});
export type SourceText = z.infer<typeof sourceTextSchema>;
