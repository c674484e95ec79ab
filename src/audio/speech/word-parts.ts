/** A word and the punctuation around it. */
export interface WordParts {
  readonly open: string;
  readonly core: string;
  readonly close: string;
}

/** Without emoji and what only shapes them. */
export function withoutPictures(text: string): string {
  return text.replace(
    /(?![0-9#*©®™])[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|[\u{E0020}-\u{E007F}]|\uFE0F|\u20E3|\u200D(?=\P{L}|$)/gu,
    '',
  );
}

/** Parts a word from its punctuation; what only marks it up (asterisks, underscores, backticks) is left out. */
export function wordParts(word: string): WordParts {
  const text = withoutPictures(word.normalize('NFC'))
    .replace(/^[*_`~]+(?=[^\d*_`~])|[*_`]+(?=[.,;:!?]*$)|~~/gu, '')
    .replace(/−/gu, '-');
  const open = /^["'“”„‟«»‹›‘‚([{¿¡]+(?=.)/u.exec(text)?.[0] ?? '';
  const rest = text.slice(open.length);
  const close = /["'“”»«›‹‘’)\]}.,;:!?…]+$/u.exec(rest)?.[0] ?? '';
  return {open, core: rest.slice(0, rest.length - close.length), close};
}
