import {wordCount} from '../source/grammar.ts';
import type {Material, Sentence} from '../source/material.ts';
import type {Tagger, Token} from '../source/nlp.ts';
import {textOf} from '../source/grammar.ts';
import type {Salience} from '../source/salience.ts';
import {termsOf} from '../source/salience.ts';
import type {Topic} from '../source/topic.ts';
import type {Predictor} from '../../ports/index.ts';
import type {HookType} from '../../schema/index.ts';

/** A first line, what it promises, and which sentence keeps the promise. */
export interface Hook {
  readonly type: HookType;
  readonly text: string;
  /** Sentences it was made from. */
  readonly from: readonly Sentence[];
  /** Index of the sentence that must stand in the body; null when the body as a whole is the answer. */
  readonly payoff: number | null;
  /** The payoff in other words, said right after the hook; null to say it in its place. */
  readonly next: {readonly text: string; readonly operation: string} | null;
  /** A phrase for the screen that suits this hook better than a noun phrase of it. */
  readonly onScreen: string | null;
  readonly score: number;
  readonly operation: string;
}

const maxHookWords = 16;

/** What each type is worth before its own content counts; after headline experiments (Upworthy Research Archive). */
const worth: Readonly<Partial<Record<HookType, number>>> = {
  number: 0.8,
  'number-clause': 0.9,
  demonstrative: 1,
  confession: 0.95,
  'from-to': 0.85,
  contrast: 0.95,
  'because-gap': 0.9,
  question: 0.66,
  'how-to': 0.8,
  'list-count': 0.85,
  superlative: 0.85,
  meet: 0.65,
  myth: 0.9,
  time: 0.6,
  definition: 0.55,
  topic: 0.1,
};

/** What a hook may draw on. */
export interface HookContext {
  readonly material: Material;
  readonly salience: Salience;
  readonly topic: Topic;
  readonly tagger: Tagger;
  readonly isName: (word: string) => boolean;
  /** Indexes of sentences that can be said in the body. */
  readonly sayable: ReadonlySet<number>;
  /** A sentence without what only its neighbours explain; null when it cannot stand alone. */
  readonly plain: (sentence: Sentence) => string | null;
  /** Tells which first lines do better; hooks are ranked without one too. */
  readonly predictor?: Predictor | undefined;
}

export const pronounStart =
  /^(?:it|they|he|she|this|that|these|those|his|her|their|its|i|we|my|our|one|some|many|most|there|such|others|another|both|each)\b/i;
export function lowerFirst(text: string, context: HookContext): string {
  const word = /^[\p{L}\p{N}’'-]+/u.exec(text)?.[0] ?? '';
  return context.isName(word) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** The part of a predicate up to its first comma, cut at prepositions where it is too long. */
export function shortRest(text: string, maxWords: number): string {
  if (/^(?:compared|than|as|while|when|after|before|because|and|but|which|who)\b/.test(text)) return '';
  const first = text
    .split(
      /,(?!\d)|[;:–—]|(?:^|\s)(?=(?:which|who|after|before|while|when|because|although|if|as|and|but|compared|than)\b)/,
    )[0]!
    .trim();
  const words = first.split(/\s+/).filter(Boolean);
  if (words.length <= maxWords) return first.replace(/\.$/, '');
  for (let end = maxWords; end >= 1; end -= 1) {
    if (
      /^(?:in|on|at|for|from|with|to|into|across|over|during|by|since|through|around|near)$/.test(
        words[end] ?? '',
      )
    )
      return words.slice(0, end).join(' ');
  }
  return '';
}

export function hookOf(
  context: HookContext,
  sentence: Sentence | null,
  hook: Omit<Hook, 'score' | 'from' | 'payoff'> & {payoff?: number | null; bonus?: number},
): Hook | null {
  const words = wordCount(hook.text);
  // A word said twice in a row, or a figure told twice, is a template gone wrong.
  const figures = hook.text.match(/\d[\d.,]*\d|\d/g) ?? [];
  if (/\b(\p{L}+) \1\b/iu.test(hook.text) || new Set(figures).size < figures.length) return null;
  if (words > maxHookWords + (hook.type === 'from-to' ? 1 : 0) || words < 3) return null;
  const salience = sentence
    ? Math.max(0, context.salience.score[sentence.index] ?? 0) / context.salience.best
    : 0.55;
  const stems = termsOf(context.tagger.tag(hook.text));
  // A word in three sentences or more is what the text is about, in the title or not.
  const common = Math.log(1 + context.material.sentences.length / 3);
  const onTopic = stems.some(
    (stem) => context.topic.stems.has(stem) || (context.salience.idf.get(stem) ?? 9) <= common,
  );
  const lengthCost = Math.max(0, words - 13) * 0.05 + (words < 5 ? 0.1 : 0);
  return {
    type: hook.type,
    text: hook.text,
    from: sentence ? [sentence] : [],
    payoff: hook.payoff === undefined ? (sentence?.index ?? null) : hook.payoff,
    next: hook.next,
    onScreen: hook.onScreen,
    operation: hook.operation,
    score:
      (worth[hook.type] ?? 0.5) +
      0.8 * salience +
      (onTopic ? 0.2 : hook.type === 'because-gap' || hook.type === 'contrast' ? -0.5 : -0.1) -
      lengthCost +
      (hook.bonus ?? 0),
  };
}

export function subjectOf(text: string, tokens: readonly Token[], verb: number): string | null {
  const subject = textOf(text, tokens, 0, verb);
  if (subject === '' || pronounStart.test(subject) || wordCount(subject) > 8) return null;
  return subject;
}

/** Whether a sentence is about what the title claims: the lead, or one that shares its words. */
export function isCentral(context: HookContext, sentence: Sentence): boolean {
  if (sentence.source > 0) return false;
  if (sentence.rank === 0 && sentence.inBlock === 0) return true;
  const title = new Set(termsOf(context.tagger.tag(context.topic.title)));
  const shared = new Set(termsOf(sentence.tokens).filter((term) => title.has(term))).size;
  return shared >= Math.min(2, Math.max(1, title.size));
}
