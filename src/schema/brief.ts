import {z} from 'zod';
import {platformSchema} from '../platforms/index.ts';
import {languageSchema} from './primitives.ts';
import {sourceTextSchema} from './source-text.ts';

const briefFields = z.strictObject({
  topic: z.string().trim().min(1).max(200).optional(),
  /** Points the video must make, in the user's words. */
  points: z.array(z.string().trim().min(1).max(400)).max(20).optional(),
  sources: z.array(sourceTextSchema).max(10).optional(),
  platform: platformSchema.default('tiktok'),
  /** Detected from the sources when left out. */
  language: languageSchema.optional(),
  /** Length to aim for, seconds. The platform's default when left out. */
  durationInSeconds: z.number().min(5).max(180).optional(),
  style: z.string().trim().min(1).max(60).optional(),
  audience: z.string().trim().min(1).max(200).optional(),
  /** What the viewer is asked to do at the end. */
  goal: z.enum(['follow', 'comment', 'save', 'visit', 'source']).optional(),
  /** Who pays for the video, where somebody does: it is then said and shown at the start. */
  paidBy: z.string().trim().min(1).max(60).optional(),
});

/** What a video should be about and for whom: the input of the director. */
export const briefSchema = briefFields.refine(
  (brief) => brief.topic !== undefined || (brief.sources?.length ?? 0) > 0 || (brief.points?.length ?? 0) > 0,
  {
    message: 'needs a topic, points or at least one source',
    path: ['topic'],
  },
);
export type Brief = z.infer<typeof briefSchema>;
export type BriefInput = z.input<typeof briefSchema>;

/** A brief as it stands in a manifest: the text of its sources is left out. */
export const briefOfRecordSchema = briefFields.omit({sources: true});
