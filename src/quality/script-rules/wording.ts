/** The words of a text; marks between spaces do not count. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** Words without case, marks and apostrophe forms, for comparing texts. */
export function plainWords(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/\p{N}[\p{N}.,]*\p{N}|\p{N}|\p{L}[\p{L}'-]*/gu) ?? []
  );
}

/** Stems that tell what a line is about: small words left out, endings cut. */
export function stemsOf(text: string): ReadonlySet<string> {
  return new Set(plainWords(text).map((word) => word.replace(/(?:ies|es|s|ed|ing)$/, '') || word));
}

/** Share (0-1) of the stems of `line` that `earlier` has too. */
export function containment(line: ReadonlySet<string>, earlier: ReadonlySet<string>): number {
  if (line.size === 0) return 0;
  return [...line].filter((stem) => earlier.has(stem)).length / line.size;
}

/**
 * The longest run of words two texts share, and how many words of the first stand in runs of three or more that the
 * second has too.
 */
export function sharedRuns(text: string, other: string): {longest: readonly string[]; words: number} {
  const a = plainWords(text);
  const b = plainWords(other);
  let longest: readonly string[] = [];
  const inRun = a.map(() => false);
  let before = new Uint16Array(b.length + 1);
  for (let i = 1; i <= a.length; i += 1) {
    const row = new Uint16Array(b.length + 1);
    for (let j = 1; j <= b.length; j += 1) {
      if (a[i - 1] !== b[j - 1]) continue;
      const length = before[j - 1]! + 1;
      row[j] = length;
      if (length > longest.length) longest = a.slice(i - length, i);
      if (length >= 3) inRun.fill(true, i - length, i);
    }
    before = row;
  }
  return {longest, words: inRun.filter(Boolean).length};
}
