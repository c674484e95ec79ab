import {z} from 'zod';
import {idSchema, languageSchema, wordSchema} from './primitives.ts';

/** How word times were obtained: by the voice itself, by aligning the sound, or by estimate. */
export const timingSourceSchema = z.enum(['engine', 'aligned', 'estimated']);
export type TimingSource = z.infer<typeof timingSourceSchema>;

/** One spoken line: mono PCM in -1..1 and the words in it, timed from the line's own start. */
export const narrationLineSchema = z.strictObject({
  sceneId: idSchema,
  text: z.string().min(1),
  samples: z.instanceof(Float32Array),
  durationInMs: z.number().positive(),
  words: z.array(wordSchema).min(1),
  timing: timingSourceSchema,
});
export type NarrationLine = z.infer<typeof narrationLineSchema>;

/** A whole script spoken, one line a scene, in the script's order. Lives in memory; not stored as JSON. */
export const narrationSchema = z.strictObject({
  voice: z.string().min(1).max(100),
  language: languageSchema,
  sampleRateHz: z.int().min(8000).max(192000),
  lines: z.array(narrationLineSchema).min(1),
});
export type Narration = z.infer<typeof narrationSchema>;
