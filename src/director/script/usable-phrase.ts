import {changesMeaning} from './changed-meaning.ts';
import {phraseKey} from './phrase-key.ts';
import {trimTail} from '../prose/phrase-end.ts';
import {capitalise, isNominal, wordCount} from '../source/grammar.ts';
import type {Token} from '../source/nlp.ts';

/** The longest on-screen phrase, characters: two lines that can be read while a voice speaks. */
const maxPhrase = 60;

/** A phrase cut out of a line, made tidy; null when it may not stand on screen beside that line. */
export function usablePhrase(
  phrase: string,
  spoken: string,
  tokens: readonly Token[],
  shown: ReadonlySet<string>,
): string | null {
  const tidy = capitalise(trimTail(phrase.replaceAll(/[“”"]/g, '').trim()));
  return usable(tidy, spoken, shown) && !losesNoun(tidy, spoken, tokens) ? tidy : null;
}

/** Whether a word tells what the noun behind it is like: `new`, `improved`. */
const describes = (token: Token | undefined) =>
  token !== undefined && (token.pos === 'ADJ' || (token.pos === 'VERB' && token.lower.endsWith('ed')));

/** `Use a clean | white towel`, `steady, predictable | principal and interest payments`: its noun comes after it. */
function losesNoun(phrase: string, spoken: string, tokens: readonly Token[]): boolean {
  const start = spoken.toLowerCase().indexOf(phrase.toLowerCase());
  const end = start < 0 ? -1 : start + phrase.length;
  const last = tokens.findIndex((token) => token.end === end);
  if (
    last < 1 ||
    tokens[last]!.pos !== 'ADJ' ||
    /^(?:be|become|feel|get|look|seem|stay)$/.test(tokens[last - 1]!.lemma)
  )
    return false;
  let at = last + 1;
  while (/^(?:,|and|or)$/.test(tokens[at]?.lower ?? '') || describes(tokens[at])) at += 1;
  return isNominal(tokens[at]) && (at === last + 1 || describes(tokens[at - 1]));
}

function usable(phrase: string, spoken: string, shown: ReadonlySet<string>): boolean {
  const words = wordCount(phrase);
  if (phrase.length > maxPhrase || phrase.length < 3 || words > 9) return false;
  if (phraseKey(phrase) === phraseKey(spoken) || shown.has(phraseKey(phrase))) return false;
  // A contraction without its word, an article with one word behind it.
  if (/^[’'](?:s|re|ve|ll|d|m)\b/i.test(phrase) || /^(?:an?|the) \S+$/i.test(phrase)) return false;
  if (changesMeaning(phrase, spoken)) return false;
  // A phrase that is nearly the whole line would be read twice.
  return words <= 5 || words / Math.max(1, wordCount(spoken)) <= 0.9;
}
