import {z} from 'zod';

const path = z.string().max(200);

/**
 * What makes a finding go away, for a program: each names the field by its path in the checked object
 * (`scenes[2].onScreenText`). `rewrite` says only that the field has to be worded anew.
 */
export const fixSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.enum(['shorten', 'lengthen']),
    path,
    unit: z.enum(['words', 'characters', 'bytes', 'seconds', 'entries']),
    /** What it measures now, and what it may measure, in `unit`. */
    from: z.number(),
    to: z.number(),
  }),
  z.strictObject({
    do: z.literal('replace'),
    path,
    /** The part of the field to replace, as it stands there. */
    text: z.string().max(600),
    by: z.string().max(600),
  }),
  z.strictObject({do: z.literal('remove'), path, text: z.string().max(600).optional()}),
  z.strictObject({do: z.literal('move'), path, to: path}),
  z.strictObject({do: z.literal('add'), path, what: z.string().max(200)}),
  z.strictObject({do: z.literal('rewrite'), path, text: z.string().max(600).optional()}),
]);
export type Fix = z.infer<typeof fixSchema>;

/** Something a check noticed about a script, a storyboard or a finished video. */
export const findingSchema = z.strictObject({
  /** Name of the rule, as in `caption-speed` or `black-frames`. */
  rule: z.string().min(1).max(60),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string().min(1).max(600),
  sceneId: z.string().max(64).optional(),
  /** Path of the field, as in `scenes[2].onScreenText`. */
  path: path.optional(),
  /** First frame it shows in. */
  frame: z.int().min(0).optional(),
  fix: fixSchema.optional(),
});
export type Finding = z.infer<typeof findingSchema>;
