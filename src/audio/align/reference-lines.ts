/** Words that are given to the reference voice at once, and how many it takes at most. */
export interface ReferenceLine {
  readonly words: readonly string[];
}

const enough = 25;
const most = 60;

/**
 * Cuts words into lines for the reference voice: at the ends of sentences, or of phrases where a sentence goes on and
 * on, so that neither its time nor its memory grows with the square of the text.
 */
export function referenceLines(words: readonly string[]): readonly ReferenceLine[] {
  const lines: string[][] = [[]];
  for (const word of words) {
    const line = lines.at(-1) ?? [];
    line.push(word);
    const ends = /[.!?…。！？]["')\]”’]*$/u.test(word);
    const breaks = /[,;:–—、，]["')\]”’]*$/u.test(word);
    if ((ends && line.length >= enough) || (breaks && line.length >= 2 * enough) || line.length >= most)
      lines.push([]);
  }
  return lines.filter((line) => line.length > 0).map((line) => ({words: line}));
}
