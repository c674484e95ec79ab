import {z} from 'zod';

/** A BCP 47 language tag: `en`, `pt-BR`, `zh-Hant`. */
export const languageSchema = z
  .string()
  .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR');

/** Lower-case words joined by hyphens; safe as a file name on every system. */
export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case-words-with-hyphens');

/** An id inside one document: a scene, an asset, a source. */
export const idSchema = z
  .string()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, 'must be a short id without spaces');

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');

/** ISO 8601 with time zone: `2026-11-22T09:00:00Z`. */
export const timestampSchema = z.iso.datetime({offset: true});

export const hexColorSchema = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #1A2B3C');

/** One spoken word with its time in ms, counted from the start of whatever holds it (a scene or a narrated line). */
export const wordSchema = z.strictObject({
  text: z.string().min(1).max(200),
  startMs: z.number().min(0),
  endMs: z.number().min(0),
});
export type Word = z.infer<typeof wordSchema>;
