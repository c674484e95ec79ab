import {z} from 'zod';
import {platformSchema} from '../platforms/index.ts';
import {languageSchema, timestampSchema} from './primitives.ts';

const counter = z.int().min(0);

/** A video that was seen on a platform, with its counters at one moment. */
export const trendingVideoSchema = z.strictObject({
  version: z.literal(1),
  videoId: z.string().trim().min(1).max(100),
  platform: platformSchema,
  url: z.url({protocol: /^https?$/}),
  title: z.string().trim().min(1).max(500),
  description: z.string().max(10_000).default(''),
  publishedAt: timestampSchema,
  /** When the counters were read. */
  scrapedAt: timestampSchema,
  durationInSeconds: z.number().positive().optional(),
  viewCount: counter,
  likeCount: counter.optional(),
  commentCount: counter.optional(),
  shareCount: counter.optional(),
  saveCount: counter.optional(),
  author: z
    .strictObject({
      id: z.string().max(100).optional(),
      name: z.string().max(200),
      followers: counter.optional(),
    })
    .optional(),
  hashtags: z.array(z.string().max(100)).max(100).default([]),
  language: languageSchema.optional(),
  category: z.string().max(100).optional(),
});
export type TrendingVideo = z.infer<typeof trendingVideoSchema>;
