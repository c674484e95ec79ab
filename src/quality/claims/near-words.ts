import type {ClaimToken} from './claim-tokens.ts';
import {functionWords} from './word-classes.ts';

/** Any mark of a word that keeps it comparable: `cats` and `cat`. */
export const stem = (word: string) => word.replace(/(?:ies|es|s|ed|ing|ly)$/, '');

/** The next two words with content in one direction. */
export function contentNear(tokens: readonly ClaimToken[], from: number, by: 1 | -1): string[] {
  const found: string[] = [];
  for (let at = from; at >= 0 && at < tokens.length && found.length < 2; at += by) {
    if (!functionWords.has(tokens[at]!.norm)) found.push(tokens[at]!.norm);
  }
  return found;
}
