import {z} from 'zod';
import {hexColorSchema, slugSchema} from './primitives.ts';

/** A font family with the weight it is used at, as in `{family: 'Anton', weight: 400}`. */
const fontSchema = z.strictObject({
  family: z.string().min(1).max(60),
  weight: z.int().min(100).max(900),
});

/** How a video looks, as data: palette, type, shape, motion and background. */
export const themeSchema = z.strictObject({
  id: slugSchema,
  palette: z.strictObject({
    bg: hexColorSchema,
    bg2: hexColorSchema,
    surface: hexColorSchema,
    ink: hexColorSchema,
    muted: hexColorSchema,
    accent: hexColorSchema,
    onAccent: hexColorSchema,
    accent2: hexColorSchema,
    third: hexColorSchema,
    line: hexColorSchema,
  }),
  type: z.strictObject({
    display: fontSchema.extend({
      /** Letter spacing in em. */
      tracking: z.number().min(-0.06).max(0.1),
      lineHeight: z.number().min(0.9).max(1.6),
      /** Whether headlines are set in capitals where the script has them. */
      caps: z.boolean(),
      /** Largest and smallest headline size, px at 1080 wide. */
      maxPx: z.number().min(60).max(400),
      minPx: z.number().min(40).max(300),
    }),
    text: fontSchema,
    label: fontSchema,
    caption: fontSchema,
    /** A second voice beside the caption face, as of the key line of stacked captions; the display face without it. */
    key: fontSchema.optional(),
  }),
  /** Corner radius of panels, px at 1080 wide. */
  radius: z.number().min(0).max(80),
  motion: z.enum(['calm', 'smooth', 'snappy', 'playful']),
  background: z.enum([
    'mesh',
    'halftone',
    'paper',
    'truchet',
    'topographic',
    'grid',
    'ridges',
    'rays',
    'flow',
    'aurora',
    'leak',
    'bokeh',
    'plain',
  ]),
});
export type Theme = z.infer<typeof themeSchema>;
