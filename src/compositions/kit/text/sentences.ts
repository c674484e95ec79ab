/** A piece that holds fewer letters than this says too little to stand alone. */
const leastLetters = 8;

/**
 * The sentences of a text, each a line to be shown by itself; short ones stay with the sentence before. At most `most`
 * pieces: what is left over stays with the last.
 */
export function sentencesOf(text: string, language: string, most: number): readonly string[] {
  const pieces = Array.from(
    new Intl.Segmenter(language, {granularity: 'sentence'}).segment(text),
    ({segment}) => segment.trim(),
  ).filter((piece) => piece !== '');
  const lines: string[] = [];
  for (const piece of pieces) {
    const before = lines.at(-1);
    if (before !== undefined && (lines.length >= most || piece.length < leastLetters)) {
      lines[lines.length - 1] = `${before} ${piece}`;
    } else lines.push(piece);
  }
  return lines;
}
