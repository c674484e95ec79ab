/** Without case, accents and punctuation: Greek capitals have no accents, Turkish ones a dot of their own. */
const bare = (word: string): string =>
  word
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}%$€£]/gu, '');

/**
 * Which of the words are to be stressed: those that make up one of the phrases, matched without case and
 * punctuation.
 * @param phrases words or short phrases, as in `41 hours`
 */
export function emphasisedWords(words: readonly string[], phrases: readonly string[]): readonly boolean[] {
  const flat = words.map(bare);
  const marked = words.map(() => false);
  for (const phrase of phrases) {
    const parts = phrase
      .split(/\s+/u)
      .map(bare)
      .filter((part) => part !== '');
    if (parts.length === 0) continue;
    for (let start = 0; start + parts.length <= flat.length; start++) {
      if (parts.every((part, offset) => flat[start + offset] === part)) {
        for (let offset = 0; offset < parts.length; offset++) marked[start + offset] = true;
      }
    }
  }
  return marked;
}
