/** Words that say nothing of what a picture shows, and those that cameras and stock sites put into every name. */
const dull: ReadonlySet<string> = new Set(
  (
    'a an and are as at be by for from has have in into is it its of on or that the their this to was were with ' +
    'background clip copy dsc dscn edited final footage free gopr h264 h265 hd hevc image img img_e media mov mp4 mvi photo ' +
    'picture prores pxl ' +
    'shot stock uhd vid video videos view'
  ).split(' '),
);

/** The words that carry meaning, in lower case without accents, each once. Works for scripts without spaces. */
export function wordsOf(text: string, language = 'en'): readonly string[] {
  const folded = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[_.]+/g, ' ');
  const found = new Set<string>();
  for (const {segment, isWordLike} of segmenterOf(language).segment(folded)) {
    // A bare number is a camera's counter, and `60fps` or `1080p` says how it was filmed.
    if (
      isWordLike &&
      !/^\d+(?:fps|p|k|x\d+)?$/.test(segment) &&
      !dull.has(segment) &&
      (segment.length > 1 || !/[a-z]/.test(segment))
    )
      found.add(segment);
  }
  return [...found];
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, {granularity: 'word'});
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

/** How far two words mean one thing, 0 to 1: 1 for the same word or its plural, less for another ending of the stem. */
export function likeness(one: string, other: string): number {
  if (one === other || singularOf(one) === singularOf(other)) return 1;
  const shorter = Math.min(one.length, other.length);
  let same = 0;
  while (same < shorter && one[same] === other[same]) same++;
  return same >= 4 && same >= shorter - 1 && Math.max(one.length, other.length) - same <= 3 ? 0.8 : 0;
}

function singularOf(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** Share of `some` that stands among `others`, 0 to 1. */
export function shareAmong(some: readonly string[], others: readonly string[]): number {
  if (some.length === 0) return 0;
  const sum = some.reduce(
    (total, word) => total + Math.max(0, ...others.map((other) => likeness(word, other))),
    0,
  );
  return sum / some.length;
}
