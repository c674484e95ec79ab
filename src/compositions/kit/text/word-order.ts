const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const letter = /\p{L}/u;

export type Direction = 'ltr' | 'rtl';

/** The direction of a word by its first letter; `null` for figures and signs, which have none of their own. */
export function directionOfWord(word: string): Direction | null {
  for (const character of word) {
    if (letter.test(character)) return rightToLeft.test(character) ? 'rtl' : 'ltr';
  }
  return null;
}

/**
 * The words of a line in the order in which they stand from its leading edge: several words of the other direction
 * keep their own order among each other, as `iPhone 15 Pro` does in a Hebrew sentence. Figures go with the word before
 * them (after the Unicode Bidirectional Algorithm, UAX 9, on the level of words).
 * @returns indexes into `words`, with the direction that each is drawn in: a word alone among others takes theirs, so
 * that a full stop after it stands where the sentence ends
 */
export function standingOrder(
  words: readonly string[],
  direction: Direction,
): readonly {readonly index: number; readonly direction: Direction}[] {
  let strong: Direction = direction;
  const own = words.map((word) => (strong = directionOfWord(word) ?? strong));
  const order: {index: number; direction: Direction}[] = [];
  for (let from = 0; from < words.length;) {
    let to = from + 1;
    while (to < words.length && own[to] === own[from]) to++;
    const turned = own[from] !== direction;
    const drawn = turned && to - from > 1 ? own[from]! : direction;
    const run = Array.from({length: to - from}, (_, offset) => ({index: from + offset, direction: drawn}));
    order.push(...(turned ? run.reverse() : run));
    from = to;
  }
  return order;
}

const leftToRightMark = '\u200E';

/** Binds the sign of a handle, a tag or an amount to its Latin word, which right-to-left text would set behind it. */
export function markHandles(text: string): string {
  return text
    .replace(/(^|\s)([@#+\-−$€£]+)(?=[\p{Script=Latin}\d])/gu, `$1${leftToRightMark}$2`)
    .replace(/(?<=[\p{Script=Latin}\d])([/+#]+)(?=\s|$)/gu, `$1${leftToRightMark}`);
}
