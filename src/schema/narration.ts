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
  /** The voice of this line, where it is not the narration's. */
  voice: z.string().min(1).max(100).optional(),
});
export type NarrationLine = z.infer<typeof narrationLineSchema>;

/** A whole script spoken, one line a scene, in the script's order. Lives in memory; not stored as JSON. */
export const narrationSchema = z.strictObject({
  voice: z.string().min(1).max(100),
  language: languageSchema,
  sampleRateHz: z.int().min(8000).max(192000),
  lines: z.array(narrationLineSchema).min(1),
  /** Whether any line is spoken by a machine. */
  synthetic: z.boolean().optional(),
  /** Characters that paid services were sent for this narration; lines that were kept from before cost nothing. */
  billedCharacters: z.int().min(0).optional(),
  /** What fell back to something lesser, each with its reason: another voice than the first that was asked for. */
  degraded: z.array(z.string().min(1).max(1000)).optional(),
});
export type Narration = z.infer<typeof narrationSchema>;
