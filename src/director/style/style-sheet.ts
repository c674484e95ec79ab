import {z} from 'zod';
import {paceOf} from '../../quality/speech-time.ts';
import {type HookType, hookTypeSchema} from '../../schema/index.ts';

/** A way of telling, as figures and words that can be checked, not as adjectives alone. */
export interface StyleSheet {
  readonly name: string;
  /** Told to a model as it stands. */
  readonly manner: string;
  /** Speaking rate; 1 is the voice's own. */
  readonly pace: number;
  /** Words of a sentence: aimed at, and at most. */
  readonly sentenceWords: {readonly mean: number; readonly max: number};
  readonly contractions: boolean;
  /** Whom the lines speak to. */
  readonly address: 'you' | 'nobody';
  /** What it likes to tell, beside what matters: the embedded writer weighs sentences with it. */
  readonly prefers?:
    | readonly ('figures' | 'people' | 'contrast' | 'viewers' | 'short' | 'long')[]
    | undefined;
  /** First lines it likes best, in order. */
  readonly hooks: readonly HookType[];
  /**
   * Glue that the embedded writer says: before the first line, before the middle one, before a line with a figure. It
   * must state nothing.
   */
  readonly connectives: {
    readonly opening?: string | undefined;
    readonly middle?: string | undefined;
    readonly figure?: string | undefined;
  };
  /** Lines are told apart aloud: `First.`, `Next.`, `Finally.` */
  readonly counting?: boolean | undefined;
  /** What the last line asks where the brief has no goal of its own. */
  readonly ending: 'follow' | 'comment' | 'save' | 'source' | 'none';
  /** The last line in its own words, by what it asks; the plain ones where left out. */
  readonly endings?:
    | Readonly<Partial<Record<'follow' | 'comment' | 'save' | 'source' | 'none', string | undefined>>>
    | undefined;
}

export const styleSheetSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  manner: z.string().trim().min(1).max(2000),
  pace: z.number().min(0.5).max(2),
  sentenceWords: z.strictObject({mean: z.number().min(4).max(30), max: z.number().min(6).max(40)}),
  contractions: z.boolean(),
  address: z.enum(['you', 'nobody']),
  prefers: z
    .array(z.enum(['figures', 'people', 'contrast', 'viewers', 'short', 'long']))
    .max(6)
    .optional(),
  hooks: z.array(hookTypeSchema).max(24),
  connectives: z.strictObject({
    opening: z.string().max(80).optional(),
    middle: z.string().max(80).optional(),
    figure: z.string().max(80).optional(),
  }),
  counting: z.boolean().optional(),
  ending: z.enum(['follow', 'comment', 'save', 'source', 'none']),
  endings: z
    .partialRecord(z.enum(['follow', 'comment', 'save', 'source', 'none']), z.string().max(80))
    .optional(),
});

const sheet = (name: string, rest: Omit<StyleSheet, 'name' | 'pace'>): StyleSheet => ({
  name,
  pace: paceOf(name),
  ...rest,
});

/** The ten named styles. */
export const styleSheets: readonly StyleSheet[] = [
  sheet('newsroom', {
    manner:
      'A newsreader: third person, past and present tense, who said it stands before what was said, exact figures with their source, no jokes, no questions, nothing that sells.',
    sentenceWords: {mean: 13, max: 20},
    contractions: false,
    address: 'nobody',
    hooks: ['number-clause', 'time', 'superlative', 'topic'],
    connectives: {},
    ending: 'source',
  }),
  sheet('explainer', {
    manner:
      'A patient explainer who talks to one viewer as "you": one idea at a time, plain words, everyday comparisons only where the material has them, at most two questions and each is answered by the next line.',
    sentenceWords: {mean: 12, max: 18},
    contractions: true,
    address: 'you',
    hooks: ['question', 'because-gap', 'definition', 'how-to'],
    connectives: {opening: 'Let’s go through it.', middle: 'And now this.'},
    ending: 'follow',
  }),
  sheet('rapid-facts', {
    manner:
      'Rapid facts: very short sentences and fragments, one figure or fact a line, no transitions, no questions, third person.',
    sentenceWords: {mean: 8, max: 12},
    contractions: true,
    address: 'nobody',
    prefers: ['figures', 'short'],
    hooks: ['number', 'list-count', 'from-to', 'number-clause'],
    connectives: {},
    counting: true,
    ending: 'save',
    endings: {save: 'Save it. Use it later.'},
  }),
  sheet('storyteller', {
    manner:
      'A storyteller: simple past, named people doing things in the order in which they happened, long and short sentences in turn, the turn of the story held back until past the middle, few figures.',
    sentenceWords: {mean: 11, max: 19},
    contractions: true,
    address: 'nobody',
    prefers: ['people'],
    hooks: ['scene', 'meet', 'quote', 'time'],
    connectives: {opening: 'Here’s the story.', middle: 'And then.'},
    ending: 'comment',
    endings: {comment: 'Had you heard this story?'},
  }),
  sheet('coach', {
    manner:
      'A coach: imperatives and "you", short sentences, each line something to do or to remember, encouraging without praise, steps counted where there are steps.',
    sentenceWords: {mean: 9, max: 14},
    contractions: true,
    address: 'you',
    prefers: ['viewers', 'short'],
    hooks: ['how-to', 'warning', 'list-count'],
    connectives: {opening: 'Know this first.', middle: 'Know this, too.'},
    ending: 'save',
    endings: {save: 'Save this, and try it.'},
  }),
  sheet('sceptic', {
    manner:
      'A fair sceptic: third person, sets what is claimed against what is known, gives every figure its base, one dry question at most, never suggests more doubt than the material holds.',
    sentenceWords: {mean: 11, max: 17},
    contractions: true,
    address: 'nobody',
    prefers: ['contrast'],
    hooks: ['contrast', 'myth', 'because-gap'],
    connectives: {opening: 'So, what do we know?', middle: 'And what else do we know?'},
    ending: 'comment',
    endings: {comment: 'Convinced, or not?'},
  }),
  sheet('documentary', {
    manner:
      'A documentary narrator: calm, third person, full forms instead of contractions, longer sentences with images from the material, rounded figures with "about", no questions, no asks.',
    sentenceWords: {mean: 15, max: 22},
    contractions: false,
    address: 'nobody',
    prefers: ['long'],
    hooks: ['time', 'scene', 'superlative'],
    connectives: {},
    ending: 'source',
    endings: {none: 'This is what is known so far.'},
  }),
  sheet('friend', {
    manner:
      'A friend over a coffee: "you", every contraction, short lively sentences, asides of two or three words, two questions at most, no slang that dates, no swearing.',
    sentenceWords: {mean: 9, max: 15},
    contractions: true,
    address: 'you',
    prefers: ['viewers', 'short'],
    hooks: ['demonstrative', 'question', 'because-gap'],
    connectives: {opening: 'So, here’s the thing.', middle: 'And get this.'},
    ending: 'comment',
    endings: {comment: 'So, what do you think?'},
  }),
  sheet('analyst', {
    manner:
      'An analyst: third person, figures with what they are compared to, cause before effect, says what follows from what, names what is not known, no excitement.',
    sentenceWords: {mean: 14, max: 20},
    contractions: false,
    address: 'nobody',
    prefers: ['figures', 'contrast'],
    hooks: ['from-to', 'because-gap', 'number-clause'],
    connectives: {opening: 'What we know first.', figure: 'How much, exactly?'},
    ending: 'follow',
    endings: {follow: 'Follow for the next analysis.'},
  }),
  sheet('deadpan', {
    manner:
      'Deadpan: flat short statements, exact figures without comment, full forms, no exclamation, no question, the humour is only in how plainly it is put.',
    sentenceWords: {mean: 7, max: 11},
    contractions: false,
    address: 'nobody',
    prefers: ['short'],
    hooks: ['number-clause', 'contrast', 'number'],
    connectives: {middle: 'There is more.'},
    ending: 'none',
    endings: {none: 'That is all.'},
  }),
];

/**
 * The sheet of a style: one of the user's own, a named one, or, for words of no sheet, the explainer's figures with
 * those words as its manner.
 */
export function styleSheetOf(name: string, own: readonly StyleSheet[] = []): StyleSheet {
  const found = [...own, ...styleSheets].find((each) => each.name === name);
  if (found) return found;
  const plain = styleSheets.find((each) => each.name === 'explainer')!;
  return {...plain, name, pace: 1, manner: `In this style, as the user names it: ${name}.`, connectives: {}};
}
