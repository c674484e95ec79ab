/** A phone of spoken sound and when it ends, seconds from the start of the sound. */
export interface TimedPhone {
  readonly phone: string;
  readonly end: number;
}

export interface Span {
  /** Seconds from the start of the sound. */
  readonly start: number;
  readonly end: number;
}

/** What flite calls silence. */
export const pausePhone = 'pau';

const vowels = new Set('aa ae ah ao aw ax axr ay eh er ey ih ix iy ow oy uh uw'.split(' '));

/** Two vowels or two consonants stand for each other more readily than one for the other. */
function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return vowels.has(a) === vowels.has(b) ? 1 : 1.6;
}

/** Parses flite's `-psdur` output: `pau:0.217 k:0.312 …`. */
export function parseTimedPhones(output: string): readonly TimedPhone[] {
  return output
    .trim()
    .split(/\s+/)
    .flatMap((entry) => {
      const at = entry.lastIndexOf(':');
      const end = Number(entry.slice(at + 1));
      return at > 0 && Number.isFinite(end) ? [{phone: entry.slice(0, at), end}] : [];
    });
}

/**
 * Finds when each word sounds: the phones each word has when said alone are laid along the phones of the whole
 * sentence with the fewest changes (Levenshtein), because a sentence reduces and joins sounds. A word starts with its
 * first phone and ends with its last; a word with no phone of its own takes no time, where it would stand.
 * @param words phones of each word said alone, without pauses
 */
export function alignWords(
  words: readonly (readonly string[])[],
  spoken: readonly TimedPhone[],
): readonly Span[] {
  const heard = spoken.flatMap(({phone, end}, index) =>
    phone === pausePhone ? [] : [{phone, start: spoken[index - 1]?.end ?? 0, end}],
  );
  const expected = words.flatMap((phones, word) => phones.map((phone) => ({phone, word})));
  const columns = heard.length + 1;
  const cost = new Float64Array((expected.length + 1) * columns);
  const at = (row: number, column: number) => cost[row * columns + column] as number;
  for (let row = 0; row <= expected.length; row += 1) {
    for (let column = 0; column <= heard.length; column += 1) {
      if (row === 0 && column === 0) continue;
      const skipExpected = row > 0 ? at(row - 1, column) + 1 : Infinity;
      const skipHeard = column > 0 ? at(row, column - 1) + 1 : Infinity;
      const pair =
        row > 0 && column > 0
          ? at(row - 1, column - 1) +
            substitution(expected[row - 1]?.phone ?? '', heard[column - 1]?.phone ?? '')
          : Infinity;
      cost[row * columns + column] = Math.min(pair, skipExpected, skipHeard);
    }
  }
  const spans: (Span | undefined)[] = words.map(() => undefined);
  let row = expected.length;
  let column = heard.length;
  while (row > 0 && column > 0) {
    const here = at(row, column);
    const a = expected[row - 1];
    const b = heard[column - 1];
    if (a && b && here === at(row - 1, column - 1) + substitution(a.phone, b.phone)) {
      const known = spans[a.word];
      spans[a.word] = {start: b.start, end: known?.end ?? b.end};
      row -= 1;
      column -= 1;
    } else if (here === at(row - 1, column) + 1) {
      row -= 1;
    } else {
      column -= 1;
    }
  }
  let before = heard[0]?.start ?? 0;
  return spans.map((span) => {
    const placed = span ?? {start: before, end: before};
    before = placed.end;
    return placed;
  });
}
