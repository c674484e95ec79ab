import {z} from 'zod';

/** Something a check noticed about a script, a storyboard or a finished video. */
export const findingSchema = z.strictObject({
  /** Name of the rule, as in `caption-speed` or `black-frames`. */
  rule: z.string().min(1).max(60),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string().min(1).max(600),
  sceneId: z.string().max(64).optional(),
  /** Path of the field, as in `scenes[2].onScreenText`. */
  path: z.string().max(200).optional(),
  /** First frame it shows in. */
  frame: z.int().min(0).optional(),
});
export type Finding = z.infer<typeof findingSchema>;
