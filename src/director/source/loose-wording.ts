import type {GatedLine} from './gated-line.ts';

/** Marks off, in the order they stand, for words that leave open what they are measured against. */
export function loosenessOf({text, plain}: GatedLine): number[] {
  const marks = plain.flatMap((token, index) => {
    if (/^(?:such)$/.test(token.lower) && !/^as$/.test(plain[index + 1]?.lower ?? '') && index > 0)
      return [0.2];
    return /^(?:another|other|others)$/.test(token.lower) &&
      !/\b(?:each|any|one|every|some|many|among|than|and|or)\b/i.test(
        plain
          .slice(0, index)
          .map((earlier) => earlier.text)
          .join(' '),
      )
      ? [0.25]
      : [];
  });
  // Worse than what?
  const compared =
    /\b(?:worse|better|harder|easier|cheaper|larger|smaller|faster|slower|higher|lower)\b(?!.*\bthan\b)/.test(
      text,
    );
  return compared ? [...marks, 0.25] : marks;
}
