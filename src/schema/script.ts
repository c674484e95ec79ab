import {z} from 'zod';
import {platformSchema} from '../platforms/index.ts';
import {findingSchema} from './finding.ts';
import {idSchema, languageSchema, timestampSchema} from './primitives.ts';
import {scenePayloads, sceneText} from './scene-kinds.ts';
import {hookTypeSchema, structureTypeSchema} from './taxonomy.ts';

/** Where a line comes from: sentences of a source, and what was done to them. */
const traceSchema = z.strictObject({
  /** `fact`: rests on source spans. `glue`: carries no number, name, date or quotation. */
  claim: z.enum(['fact', 'glue']),
  spans: z
    .array(
      z.strictObject({
        sourceId: idSchema,
        block: z.int().min(0),
        /** Character offsets in the block's text. */
        start: z.int().min(0),
        end: z.int().min(0),
      }),
    )
    .max(12),
  /** Names of the rewriting steps applied, in order, as in `drop-opening-connective`. */
  operations: z.array(z.string().max(80)).max(40),
});

/** What a scene wants to show behind or beside its text. */
const visualWishSchema = z.strictObject({query: z.string().trim().min(1).max(120)});

const common = {
  id: idSchema,
  /** What the voice says, as written; never empty. */
  spoken: z.string().trim().min(1).max(600),
  ...sceneText,
  visual: visualWishSchema.nullable().default(null),
  trace: traceSchema,
};

const scene = <const Kind extends keyof typeof scenePayloads>(kind: Kind) =>
  z.strictObject({kind: z.literal(kind), ...common, ...scenePayloads[kind]});

export const scriptSceneSchema = z.discriminatedUnion('kind', [
  scene('hook'),
  scene('context'),
  scene('point'),
  scene('statistic'),
  scene('quote'),
  scene('comparison'),
  scene('step'),
  scene('list-item'),
  scene('question'),
  scene('twist'),
  scene('call-to-action'),
]);
export type ScriptScene = z.infer<typeof scriptSceneSchema>;

/** A finished script: what is said, what is shown, and where each claim comes from. */
export const scriptSchema = z.strictObject({
  version: z.literal(1),
  id: idSchema,
  /** Title for the post, within the platform's limit. */
  title: z.string().trim().min(1).max(100),
  topic: z.string().trim().min(1).max(200),
  platform: platformSchema,
  language: languageSchema,
  /** The length that was asked for, seconds. */
  durationInSeconds: z.number().positive(),
  style: z.string().min(1).max(60),
  /** Speaking rate it was written for; 1 is the voice's own. That of the style where left out. */
  pace: z.number().min(0.5).max(2).optional(),
  /** Whom it is told to. */
  audience: z.string().min(1).max(200).optional(),
  /** Who pays for the video. */
  paidBy: z.string().min(1).max(60).optional(),
  /** Which of several openings of one body this is, as in `b`. */
  variant: z.string().min(1).max(20).optional(),
  hook: z.strictObject({
    type: hookTypeSchema,
    /** What videos that open so did when it was written; absent where not enough of them were known. */
    pattern: z
      .strictObject({
        id: z.string().min(1).max(300),
        /** Engagement over what their account usually gets, minus 1, and its 90 % interval. */
        lift: z.number(),
        low: z.number(),
        high: z.number(),
        /** How many average videos that is worth. */
        effectiveVideos: z.number().min(0),
        videos: z.int().min(0),
        accounts: z.int().min(0),
      })
      .optional(),
  }),
  structure: structureTypeSchema,
  scenes: z.array(scriptSceneSchema).min(2).max(40),
  description: z.string().trim().max(5000),
  hashtags: z
    .array(z.string().regex(/^#[\p{L}\p{N}_]{1,60}$/u, 'must be one hashtag such as #SleepScience'))
    .max(30),
  /** Sources as credited; empty when the script rests on the user's own points only. */
  sources: z
    .array(
      z.strictObject({
        id: idSchema,
        title: z.string().max(500).optional(),
        author: z.string().max(300).optional(),
        siteName: z.string().max(300).optional(),
        url: z.string().max(2000).optional(),
        publishedAt: timestampSchema.optional(),
        own: z.boolean().optional(),
      }),
    )
    .max(10),
  writer: z.strictObject({
    name: z.string().min(1).max(60),
    /** The model that wrote it; absent where none did. */
    model: z.string().max(200).optional(),
    /**
     * What its claims rest on. `sources`: each can be traced into a source. `points`: what the user says, unchecked.
     * `none`: neither was given, so a model wrote without figures, names, dates and quotations.
     */
    grounding: z.enum(['sources', 'points', 'none']).optional(),
    /** Why it is not what was asked for: the model failed and the embedded writer stood in. */
    degraded: z.string().max(1000).optional(),
    /** Of all calls of models for this script. */
    usage: z
      .strictObject({
        calls: z.int().min(0),
        inputTokens: z.number().min(0),
        outputTokens: z.number().min(0),
        thoughtTokens: z.number().min(0),
        /** US dollars; null where the price is not known. */
        costInUsd: z.number().min(0).nullable(),
      })
      .optional(),
    /** `source-exhausted`: the sources hold less than the length asked for; nothing was padded. */
    fit: z.enum(['fits', 'source-exhausted']),
    /** Share of spoken words that stand in runs of 12 or more words identical to a source, 0-1. */
    verbatimShare: z.number().min(0).max(1),
  }),
  findings: z.array(findingSchema).default([]),
});
export type Script = z.infer<typeof scriptSchema>;
export type ScriptInput = z.input<typeof scriptSchema>;
