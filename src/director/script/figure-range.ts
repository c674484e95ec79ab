import {countedPhrase, type Figure} from '../source/figures.ts';
import type {Token} from '../source/nlp.ts';

/** `from 4 million to 9 million riders`: two figures that are the ends of one range; null where they are not. */
export function figureRange(
  text: string,
  tokens: readonly Token[],
  lower: Figure,
  upper: Figure,
): string | null {
  const opener = /\b(from|between) $/i.exec(text.slice(0, lower.hedgeStart))?.[1];
  const between = text.slice(lower.end, upper.hedgeStart);
  return opener && /^(?: [\w’'% -]{0,24})? (?:to|and) $/.test(between)
    ? `${opener} ${text.slice(lower.hedgeStart, countedPhrase(text, tokens, upper).end)}`
    : null;
}
