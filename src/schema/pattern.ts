import {z} from 'zod';
import {platformSchema} from '../platforms/index.ts';
import {timestampSchema} from './primitives.ts';
import {hookTypeSchema, structureTypeSchema} from './taxonomy.ts';

const share = z.number().gt(0).lt(1);
const lift = z.number().gt(-1);

/** A way to make a video, how often it worked, and what that rests on. */
export const patternSchema = z.strictObject({
  version: z.literal(1),
  /** `hook/structure/platform/category`, with `any` for what it is not limited to. */
  id: z.string(),
  hook: hookTypeSchema,
  /** Null: whatever the structure. */
  structure: structureTypeSchema.nullable(),
  platform: platformSchema.nullable(),
  category: z.string().nullable(),
  /** Share of such videos that beat what their account usually gets; 0.5 is neither better nor worse. */
  successRate: share,
  /** 90 % interval of that share. */
  low: share,
  high: share,
  /** Expected engagement rate over what the account usually gets, minus 1; and its 90 % interval. */
  lift,
  liftLow: lift,
  liftHigh: lift,
  /** How many average videos the evidence is worth, with age, chance and differences between accounts taken off. */
  effectiveVideos: z.number().min(0),
  /** Videos that were compared, and the accounts they are of. */
  videos: z.int().min(0),
  accounts: z.int().min(0),
  /** False: the figures are those of the wider group rather than of this pattern. */
  enough: z.boolean(),
  /** What it rests on, or what is missing, in words. */
  reason: z.string(),
  /** Videos made so that people reacted to most. */
  examples: z.array(
    z.strictObject({
      platform: platformSchema,
      videoId: z.string(),
      title: z.string().optional(),
      url: z.string().optional(),
      views: z.int(),
      /** Likes, comments, shares and saves for each view, those that are known. */
      engagementRate: z.number(),
    }),
  ),
  provenance: z.strictObject({
    own: z.int().min(0),
    seen: z.int().min(0),
    /** When the newest of the counters were read; null without any. */
    lastReadAt: timestampSchema.nullable(),
  }),
});
export type Pattern = z.infer<typeof patternSchema>;
