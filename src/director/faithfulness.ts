/** What a line may hold beyond its source: the words of our own templates. */
const glue = new Set(
  (
    'that’s thats because that compares compared to with includes means but so and said says according here’s heres why how what happens happened ' +
    'when if exactly is are the a an of in story this things know about we many people get wrong meet from first next then finally one two three four five six ' +
    'seven eight nine ten eleven twelve much long far to just it it’s its comes came there they was once now going someone team planet'
  ).split(' '),
);

const unfold = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/\bcan't\b/g, 'cannot')
    .replaceAll(/\bwon't\b/g, 'will not')
    .replaceAll(/(\w)n't\b/g, '$1 not')
    .replaceAll(/\bcan not\b/g, 'cannot')
    .replaceAll(/'s\b/g, ' ')
    .replaceAll(/%/g, ' percent ')
    .replaceAll(/\bper cent\b/g, 'percent');

function wordsOf(text: string): string[] {
  return unfold(text).match(/\d[\d.,]*\d|\d|\p{L}[\p{L}'-]*/gu) ?? [];
}

const hedges =
  /\b(?:may|might|could|reportedly|allegedly|alleged|suspected|about|nearly|almost|around|roughly|approximately|estimated|up to|at least|more than|less than|fewer than|likely|probably|possibly|perhaps)\b/gi;

/** What a line says that its window does not: `number`, `word`, `quotation`, `negation` or `hedge`, with the culprit. */
interface Unfaithful {
  readonly kind: 'number' | 'word' | 'quotation' | 'negation' | 'hedge';
  readonly what: string;
}

/**
 * Checks a line against the text of its own source spans: every figure and word of it stands there, quotations are
 * exact, and no negation or hedge was lost from a part that was kept. Null when nothing is wrong.
 */
export function unfaithful(line: string, window: string): Unfaithful | null {
  const there = new Set(wordsOf(window));
  for (const word of wordsOf(line)) {
    if (there.has(word) || glue.has(word)) continue;
    return {kind: /^\d/.test(word) ? 'number' : 'word', what: word};
  }
  const flat = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const flatWindow = ` ${flat(window)} `;
  for (const [, quotation] of line.matchAll(/“([^”]+)”/g)) {
    if (quotation && !flatWindow.includes(` ${flat(quotation)} `))
      return {kind: 'quotation', what: quotation};
  }
  // A negation or hedge is lost where the words around it are still there.
  const lineWords = new Set(wordsOf(line));
  const list = wordsOf(window);
  for (const [index, word] of list.entries()) {
    if (!/^(?:not|no|never|cannot|nor|none|without|hardly|barely)$/.test(word) || lineWords.has(word))
      continue;
    const before = list.slice(Math.max(0, index - 2), index);
    const after = list.slice(index + 1, index + 3);
    if (
      before.length === 2 &&
      after.length === 2 &&
      [...before, ...after].every((near) => lineWords.has(near))
    )
      return {kind: 'negation', what: word};
  }
  for (const [hedge] of window.matchAll(hedges)) {
    if (new RegExp(String.raw`\b${hedge}\b`, 'i').test(line)) continue;
    const at = window.toLowerCase().indexOf(hedge.toLowerCase());
    const after = wordsOf(window.slice(at + hedge.length)).slice(0, 2);
    const before = wordsOf(window.slice(0, at)).slice(-1);
    if (
      after.length === 2 &&
      [...before, ...after].every((near) => lineWords.has(near)) &&
      after.some((near) => /\d/.test(near))
    )
      return {kind: 'hedge', what: hedge};
  }
  return null;
}
