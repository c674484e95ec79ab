/** Words that say nothing of what a text is about, in the languages read most. */
const empty = new Set(
  (
    'a an and are as at be been but by for from had has have he her his how i in into is it its it’s just me my new no not ' +
    'of off on one or our out over s says she so t than that the their them there they this to up us was we were what when ' +
    'where which who why will with would you your after about before can could may more most via vs ' +
    'der die das und ist im in den dem des ein eine einer von zu mit auf für nicht sich als auch nach wie bei aus ' +
    'le la les un une des et est en du de que qui dans pour sur pas au aux avec ce cette se par ' +
    'el los las una y es del por con para su al lo como más o il di che e un per non del della sono ' +
    'o os as um uma do da dos das em no na que com para não por'
  ).split(' '),
);

/** One form for words that differ by an English ending only. Crude on purpose: both sides pass through it. */
export function stemOf(word: string): string {
  const plain = word
    .replace(/[’']s$/u, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  if (plain.length < 4 || !/^[a-z]+$/u.test(plain)) return plain;
  const singular = plain
    .replace(/ies$/u, 'y')
    .replace(/(ss|sh|ch|x|z)es$/u, '$1')
    .replace(/([^su])s$/u, '$1');
  if (singular.length < 5) return singular;
  return singular
    .replace(/([a-z]{3,})(?:ing|ed)$/u, '$1')
    .replace(/([bdgklmnprt])\1$/u, '$1')
    .replace(/([a-z]{3,})(?:ly|e)$/u, '$1');
}

/** Words of a text as stems in order, without those that say nothing. Works for scripts without spaces. */
export function contentWords(text: string, language?: string): readonly string[] {
  const segmenter = new Intl.Segmenter(language ?? 'en', {granularity: 'word'});
  const words: string[] = [];
  for (const {segment, isWordLike} of segmenter.segment(text)) {
    if (isWordLike !== true) continue;
    const word = segment.toLowerCase();
    if (!empty.has(word) && (word.length > 1 || /[\p{N}\p{Ideographic}]/u.test(word)))
      words.push(stemOf(word));
  }
  return words;
}

/** How much each word tells: rare ones among the texts tell more. Add-one smoothed inverse document frequency. */
export function weightsOf(texts: readonly (readonly string[])[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const words of texts) {
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (word) => Math.log((texts.length + 1) / ((counts.get(word) ?? 0) + 0.5)) + 0.1;
}
