import {z} from 'zod';
import {platformSchema} from '../platforms/index.ts';
import {idSchema, timestampSchema} from './primitives.ts';

/** Where and when a video was posted, or laid ready to post. */
export const publicationSchema = z.strictObject({
  version: z.literal(1),
  videoId: idSchema,
  publisher: z.string().min(1).max(60),
  platform: platformSchema,
  status: z.enum(['published', 'scheduled', 'ready']),
  at: timestampSchema,
  /** The platform's own id of the post, once there is one. */
  postId: z.string().max(200).optional(),
  url: z.url().optional(),
  /** Absolute path of a bundle laid ready on this machine. */
  folder: z.string().optional(),
});
export type Publication = z.infer<typeof publicationSchema>;
