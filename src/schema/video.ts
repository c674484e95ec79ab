import {z} from 'zod';
import {platformSchema} from '../platforms/index.ts';
import {rightsSchema} from './asset.ts';
import {briefOfRecordSchema} from './brief.ts';
import {findingSchema} from './finding.ts';
import {timingSourceSchema} from './narration.ts';
import {idSchema, languageSchema, sha256Schema, timestampSchema} from './primitives.ts';
import {scriptSchema} from './script.ts';

export const engineSchema = z.enum(['web', 'screenshots', 'lambda']);
export type Engine = z.infer<typeof engineSchema>;

/** What is known about a finished video: how it was made, from what, with which rights. */
export const manifestSchema = z.strictObject({
  version: z.literal(1),
  id: idSchema,
  createdAt: timestampSchema,
  generator: z.strictObject({name: z.string(), version: z.string()}),
  title: z.string().max(200),
  platform: platformSchema,
  language: languageSchema,
  /** The brief, with the text of its sources left out. Absent when a finished script was given. */
  brief: briefOfRecordSchema.optional(),
  scriptSha256: sha256Schema,
  storyboardSha256: sha256Schema,
  patternIds: z.array(z.string()),
  variant: z.string().nullable(),
  /** Who wrote the script, what its claims rest on, and what the calls of a model cost. */
  writer: scriptSchema.shape.writer.optional(),
  template: z.strictObject({id: z.string(), version: z.string(), theme: z.string()}),
  engine: z.strictObject({
    name: engineSchema,
    reason: z.string(),
    browser: z.string().optional(),
    /** Scenes that were drawn for this video, and scenes that were there from earlier ones. */
    scenes: z.strictObject({rendered: z.int(), cached: z.int()}).optional(),
    /** Where and for how much it was rendered, when that was in a cloud. */
    remote: z
      .strictObject({
        renderId: z.string(),
        account: z.string().optional(),
        region: z.string(),
        functionName: z.string(),
        functions: z.int().nonnegative(),
        costInUsd: z.number().nonnegative(),
        attempts: z.int().positive(),
      })
      .optional(),
  }),
  fonts: z.array(z.string()),
  voice: z.strictObject({name: z.string(), language: languageSchema, timing: timingSourceSchema}),
  video: z.strictObject({
    width: z.int(),
    height: z.int(),
    fps: z.number(),
    durationInFrames: z.int(),
    durationInSeconds: z.number(),
    bytes: z.int(),
  }),
  /** Null for a video without a sound. */
  loudness: z.strictObject({integratedLufs: z.number().nullable(), truePeakDbtp: z.number().nullable()}),
  /** Asset id to its rights, the soundtrack included. */
  rights: z.record(idSchema, rightsSchema),
  sources: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string().optional(),
      author: z.string().optional(),
      siteName: z.string().optional(),
      url: z.string().optional(),
      publishedAt: z.string().optional(),
      own: z.boolean().optional(),
    }),
  ),
  disclosure: z.strictObject({
    /** A synthetic voice speaks. */
    syntheticVoice: z.boolean(),
    /** The words were written by a model. */
    modelWritten: z.boolean(),
    /** Pictures or footage made by a generative model. */
    aiVisuals: z.boolean(),
    paid: z.boolean(),
  }),
  post: z.strictObject({title: z.string(), description: z.string(), hashtags: z.array(z.string())}),
  coverAlt: z.string().max(300),
  findings: z.array(findingSchema),
  status: z.enum(['approved', 'rejected', 'manual-review']),
  steps: z.array(z.strictObject({step: z.string(), seconds: z.number().min(0), costUsd: z.number().min(0)})),
  /** What fell back to something lesser, and why. */
  degraded: z.array(z.strictObject({step: z.string(), reason: z.string()})),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** The files of a finished video, by role; names inside `folder`. */
export const videoFiles = {
  video: 'video.mp4',
  cover: 'cover.jpg',
  captionsSrt: 'captions.srt',
  captionsVtt: 'captions.vtt',
  script: 'script.json',
  storyboard: 'storyboard.json',
  manifest: 'manifest.json',
} as const;

/** Folder of the files that the storyboard names, where they are kept. */
export const assetsFolder = 'assets';

/** A finished video: a folder with the files of `videoFiles`, and its manifest. */
export interface Video {
  readonly id: string;
  /** Absolute path. */
  readonly folder: string;
  readonly manifest: Manifest;
}
