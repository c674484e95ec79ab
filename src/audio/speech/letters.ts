import {respellings, spelled, wordsInCapitals} from './words.ts';
import type {Context} from './rule.ts';

/** ASCII letters, digits and apostrophes; accents folded, everything else a space. */
export function plainLetters(text: string): string {
  return text
    .replace(/[ßẞ]/g, 'ss')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[œŒ]/g, 'oe')
    .replace(/[øØ]/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/Ł/g, 'L')
    .replace(/[đĐðÐ]/g, 'd')
    .replace(/[þÞ]/g, 'th')
    .replace(/ı/g, 'i')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9' ]+/g, ' ')
    .replace(/(^|\s)'+|'+(\s|$)/g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim();
}

export const letters = (text: string) => Array.from(text.toUpperCase()).join(' ');
const vowel = /[AEIOUY]/;

/** Capitals as one says them: spelt, or read as a word in lower case. */
function speakCapitals(word: string, shouting: boolean): string {
  if (spelled.has(word)) return letters(word);
  if (shouting || wordsInCapitals.has(word)) return word.toLowerCase();
  if (!vowel.test(word) || word.length <= 3) return letters(word);
  return word.toLowerCase();
}

/** Letters of one kind: a word, an initialism with or without a plural s, or a name with capitals inside. */
export function speakWord(word: string, {shouting}: Context): string {
  const respelled = respellings[word.toLowerCase()];
  if (respelled !== undefined) return respelled;
  const plain = plainLetters(word);
  const initials = /^([A-Z]{2,})('?s)?$/.exec(plain);
  if (initials?.[1] !== undefined) {
    // The apostrophe keeps a spelt plural ("CEOs") from being read as one more letter.
    const base = speakCapitals(initials[1], shouting);
    return initials[2] === undefined ? base : `${base}'s`;
  }
  return plain;
}
