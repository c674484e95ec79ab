import {z} from 'zod';

/** The largest on-screen headline, characters. Longer text belongs in the narration. */
export const maxOnScreenText = 90;

const label = z.string().trim().min(1).max(60);
const detail = z.string().trim().min(1).max(140);
const count = z.int().min(1).max(99);

/** A figure as shown: prefix, value and unit, as in `$` `13.7` `billion`. */
const figure = {
  value: z.number(),
  prefix: z.string().trim().min(1).max(4).optional(),
  unit: z.string().trim().min(1).max(24).optional(),
  /** Digits after the decimal point as written in the source. */
  decimals: z.int().min(0).max(4).default(0),
};

/** One side of a comparison; `value` is shown as it stands. */
const sideSchema = z.strictObject({
  label,
  value: z.string().trim().min(1).max(16),
  detail: detail.optional(),
});

/**
 * The fields each kind of scene has beside the common ones. Every scene also has `onScreenText`,
 * so a template that does not know a kind can still show it.
 */
export const scenePayloads = {
  hook: {kicker: label.optional(), detail: detail.optional()},
  context: {detail: detail.optional()},
  point: {kicker: label.optional(), detail: detail.optional()},
  statistic: {
    ...figure,
    /** What the figure counts. */
    label: z.string().trim().min(1).max(90),
    series: z
      .array(z.strictObject({label: z.string().trim().min(1).max(20), value: z.number()}))
      .min(2)
      .max(5)
      .optional(),
    source: label.optional(),
  },
  quote: {
    text: z.string().trim().min(1).max(240),
    speaker: label,
    role: label.optional(),
  },
  comparison: {left: sideSchema, right: sideSchema, verdict: z.enum(['left', 'right']).optional()},
  step: {n: count, total: count, detail: detail.optional()},
  'list-item': {n: count, total: count, detail: detail.optional()},
  question: {
    options: z.array(label).min(2).max(4).optional(),
    answer: z.int().min(0).max(3).optional(),
  },
  twist: {},
  'call-to-action': {label: label.optional(), handle: label.optional()},
} as const;

export type SceneKind = keyof typeof scenePayloads;
export const sceneKinds = Object.keys(scenePayloads) as readonly SceneKind[];

/** What every scene shows whatever its kind. */
export const sceneText = {
  /** The headline on screen: a phrase, not the sentence being spoken. */
  onScreenText: z.string().trim().min(1).max(maxOnScreenText),
  /** Words of the on-screen text or the narration to stress; shown in the accent colour. */
  emphasis: z.array(z.string().trim().min(1).max(40)).max(6).default([]),
};
