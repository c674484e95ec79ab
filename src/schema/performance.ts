import {z} from 'zod';
import {platformSchema} from '../platforms/index.ts';
import {timestampSchema} from './primitives.ts';
import {hookTypeSchema, structureTypeSchema} from './taxonomy.ts';

const counter = z.int().min(0);
/** Fit to be part of a key. */
const name = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'holds control characters or half of a character');

/** How one video did, read at one moment, and the pattern it was made by. */
export const performanceSchema = z.strictObject({
  version: z.literal(1),
  platform: platformSchema,
  videoId: name(100),
  /** Who posted it: videos are compared with others of the same account. */
  account: name(200),
  category: z.string().trim().min(1).max(100).nullable().default(null),
  /** Null where it could not be told; the video then still counts for what its account usually gets. */
  hook: hookTypeSchema.nullable(),
  structure: structureTypeSchema.nullable(),
  publishedAt: timestampSchema,
  /** When the counters were read. */
  readAt: timestampSchema,
  views: counter,
  /** A counter that is not known is left out: it is not 0. */
  likes: counter.optional(),
  comments: counter.optional(),
  shares: counter.optional(),
  saves: counter.optional(),
  /** Made by the user, rather than seen elsewhere. */
  own: z.boolean().default(false),
  title: z.string().trim().min(1).max(500).optional(),
  url: z.url({protocol: /^https?$/}).optional(),
});
export type Performance = z.infer<typeof performanceSchema>;
export type PerformanceInput = z.input<typeof performanceSchema>;
