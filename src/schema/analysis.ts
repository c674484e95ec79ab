import {z} from 'zod';
import {platformSchema} from '../platforms/index.ts';
import {languageSchema, timestampSchema} from './primitives.ts';
import {hookTypeSchema, structureTypeSchema} from './taxonomy.ts';

const share = z.number().min(0).max(1);
const text = z.string().max(2000);

/** A part of what was analysed: where it stands, as character offsets. */
const spanSchema = z.strictObject({
  /** `heard`: a model heard or saw it in the file; it has no place in a text. */
  field: z.enum(['title', 'description', 'transcript', 'heard']),
  start: z.int().min(0),
  end: z.int().min(0),
});

export const emotionSchema = z.enum(['joy', 'surprise', 'fear', 'anger', 'sadness', 'disgust', 'awe']);
export type Emotion = z.infer<typeof emotionSchema>;

const rateSchema = z.strictObject({
  metric: z.enum(['engagement', 'like', 'comment', 'share', 'save']),
  count: z.int().min(0),
  /** For each view, and its 90 % interval. */
  rate: share,
  low: share,
  high: share,
  /** What the account usually gets at this age, and from how many other videos; null with fewer than 5. */
  usual: z.strictObject({rate: share, videos: z.int()}).nullable(),
  /** Rate over the usual one, minus 1. */
  lift: z.number().gt(-1).nullable(),
  /** Share of the account's other videos that are below it. */
  percentile: share.nullable(),
  reason: z.string(),
});

/** What is known of a video: how it opens, is built, sounds and looks, and how it did. What could not be told is null, with the reason in `missing`. */
export const analysisSchema = z.strictObject({
  version: z.literal(1),
  video: z.strictObject({
    platform: platformSchema.nullable(),
    videoId: z.string().max(100),
    title: z.string().max(500),
    url: z.string().max(2000).nullable(),
    account: z.string().max(200).nullable(),
    category: z.string().max(100).nullable(),
    publishedAt: timestampSchema.nullable(),
    scrapedAt: timestampSchema.nullable(),
    durationInSeconds: z.number().positive().nullable(),
    viewCount: z.int().min(0).nullable(),
  }),
  language: languageSchema.nullable(),
  /** The most telling first. */
  hooks: z.array(z.strictObject({type: hookTypeSchema, text, span: spanSchema})).max(10),
  structure: z.strictObject({type: structureTypeSchema, evidence: text}).nullable(),
  themes: z
    .array(
      z.strictObject({
        theme: z.string().max(100),
        from: z.enum(['hashtag', 'category', 'title', 'description', 'transcript']),
      }),
    )
    .max(12),
  sections: z
    .array(
      z.strictObject({
        name: z.enum(['opening', 'middle', 'ending']),
        text: z.string().max(20_000),
        /** Seconds; null where the words have no times. */
        startsAt: z.number().min(0).nullable(),
        endsAt: z.number().min(0).nullable(),
        /** From -1 (negative) to 1. */
        sentiment: z.number().min(-1).max(1).nullable(),
        emotion: emotionSchema.nullable(),
      }),
    )
    .max(3),
  sentiment: z.number().min(-1).max(1).nullable(),
  pacing: z.strictObject({
    wordsPerSecond: z.number().min(0).nullable(),
    cuts: z
      .array(z.strictObject({atSeconds: z.number().min(0), kind: z.enum(['cut', 'dissolve'])}))
      .nullable(),
    cutsPerMinute: z.number().min(0).nullable(),
    /** When the first thing is said that is neither opening nor announcement. */
    firstPayoffAt: z.number().min(0).nullable(),
  }),
  sound: z
    .strictObject({
      /** Shares of time; speech over music is both. */
      speechShare: share,
      musicShare: share,
      silentShare: share,
      /** Null for silence. */
      integratedLufs: z.number().nullable(),
      truePeakDbtp: z.number().nullable(),
    })
    .nullable(),
  /** Share of time with a line of writing in the picture. */
  onScreenTextShare: share.nullable(),
  callsToAction: z
    .array(
      z.strictObject({
        kind: z.enum(['follow', 'like', 'comment', 'share', 'save', 'visit', 'buy', 'watch']),
        text,
        span: spanSchema,
      }),
    )
    .max(10),
  rates: z.array(rateSchema).max(5),
  /** What could not be told, and why. */
  missing: z.array(z.strictObject({what: z.string().max(100), why: z.string().max(500)})),
  /** `embedded`, or the model that watched it. */
  by: z.string().max(200),
});
export type Analysis = z.infer<typeof analysisSchema>;
