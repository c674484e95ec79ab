import type {SourceText} from '../schema/index.ts';

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}][\p{L}\p{N}'.,-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu) ?? []
  );
}

/** Runs this long count as copied. */
const run = 12;

/** Share (0-1) of the spoken words that stand in runs of 12 or more words identical to a source. */
export function verbatimShareOf(lines: readonly string[], sources: readonly SourceText[]): number {
  const known = new Set<string>();
  for (const source of sources) {
    const words = source.blocks.flatMap((block) => wordsOf(block.text));
    for (let at = 0; at + run <= words.length; at += 1) known.add(words.slice(at, at + run).join(' '));
  }
  let total = 0;
  let copied = 0;
  for (const line of lines) {
    const words = wordsOf(line);
    const hit = words.map(() => false);
    for (let at = 0; at + run <= words.length; at += 1) {
      if (known.has(words.slice(at, at + run).join(' '))) hit.fill(true, at, at + run);
    }
    total += words.length;
    copied += hit.filter(Boolean).length;
  }
  return total === 0 ? 0 : Math.round((copied / total) * 1000) / 1000;
}
