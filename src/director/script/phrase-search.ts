import type {Offer, PhraseOptions} from './phrase-options.ts';
import {usablePhrase} from './usable-phrase.ts';
import {wordCount} from '../source/grammar.ts';
import type {Tagger, Token} from '../source/nlp.ts';
import {stemOf} from '../source/salience.ts';

/** A line in which a phrase is looked for. */
export interface PhraseSearch {
  readonly spoken: string;
  readonly tokens: readonly Token[];
  readonly options: PhraseOptions;
  readonly tagger: Tagger;
  /** A phrase made tidy; null when it may not stand on screen. */
  readonly usable: (phrase: string) => string | null;
}

export function searchIn(spoken: string, tagger: Tagger, options: PhraseOptions): PhraseSearch {
  const tokens = tagger.tag(spoken);
  return {
    spoken,
    tokens,
    options,
    tagger,
    usable: (phrase) => usablePhrase(phrase, spoken, tokens, options.shown),
  };
}

/** What the words of a line from one place to another tell. */
export function weightOf({tokens, options}: PhraseSearch, from: number, to: number): number {
  let weight = 0;
  for (const token of tokens.slice(from, to)) {
    if (token.stop) continue;
    weight +=
      Math.min(4, options.idf.get(stemOf(token.lemma)) ?? 1.5) *
      (/^(?:ADJ|NOUN|PROPN|VERB)$/.test(token.pos) ? 1 : 0.3);
  }
  return weight;
}

/** A phrase with its worth: the weight of its words, more for two to five of them; nothing for a single word. */
export function offered(phrase: string | null, weight: number, bonus: number): Offer[] {
  if (!phrase) return [];
  const words = wordCount(phrase);
  if (words === 1) return [];
  // Two words rarely say what a line is about; three to six do.
  return [
    {phrase, value: weight / words ** 0.4 + (words >= 3 && words <= 6 ? 0.7 : words === 2 ? 0.2 : 0) + bonus},
  ];
}
