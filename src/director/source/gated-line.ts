import type {Material, Sentence} from './material.ts';
import type {Token} from './nlp.ts';
import {quotationsOf} from './quotations.ts';

/** A line before the gate, with what every judgement of it looks at. */
export interface GatedLine {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** The tokens that stand in no quotation. */
  readonly plain: readonly Token[];
  readonly quotes: ReturnType<typeof quotationsOf>;
  /** Where the line comes from, and what stands before that. */
  readonly sentence: Sentence;
  readonly before: Sentence | undefined;
  readonly material: Material;
}

/** Nouns that say when or how: they point at nothing that was told. */
export const timeNouns =
  /^(?:year|month|week|summer|winter|spring|autumn|fall|morning|evening|afternoon|decade|century|season|time|kind|sort|type)s?$/;

/** `It is easier to …`: an `it` that stands for nothing. */
export const expletive =
  /^it(?:’s|'s| is| was| takes?| took| costs?| makes? sense| turns out| can take| may take)\b.*\b(?:to|that|for\b[^.]*\bto|when|because|if)\b/i;

export function gatedLineOf(
  text: string,
  tokens: readonly Token[],
  sentence: Sentence,
  material: Material,
): GatedLine {
  const quotes = quotationsOf(text);
  return {
    text,
    tokens,
    plain: tokens.filter((token) => !quotes.some(({start, end}) => token.start >= start && token.end <= end)),
    quotes,
    sentence,
    before: material.sentences[sentence.index - 1],
    material,
  };
}
