import {wordCount} from './grammar.ts';

/** `Wipe gently: Using a soft cloth, wipe the area.`: the label of an entry, and what is said under it. */
export function labelOf(text: string): {readonly label: string; readonly rest: string} | null {
  const found = /^([^.:!?“”]{3,60}):\s+(?=\p{Lu})/u.exec(text);
  if (!found?.[1] || wordCount(found[1]) > 6) return null;
  const rest = text.slice(found[0].length);
  return wordCount(rest) >= 4 ? {label: found[1], rest} : null;
}
