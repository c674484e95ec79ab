import type {Word} from '../../schema/index.ts';

export interface FoundSpan {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
}

/** The shortest a word is shown, ms. */
const shortestMs = 20;

/** How long words take that were not found, ms for each letter or digit; a mark alone takes the shortest time. */
const letterMs = 60;

function lengthOf(word: string): number {
  const letters = word.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return Math.max(shortestMs, letters * letterMs);
}

/**
 * Times for every written word: those that were found where they are, the others in the time that is left between
 * their neighbours. All lie inside the sound, in order, none shorter than 20 ms (or an equal share of the sound, where
 * there are more words than that).
 */
export function spreadWords(
  written: readonly string[],
  found: readonly (FoundSpan | null)[],
  durationInMs: number,
): Word[] {
  const count = written.length;
  const least = Math.min(shortestMs, durationInMs / Math.max(1, count));
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  let index = 0;
  let free = 0;
  while (index < count) {
    const span = found[index];
    if (span) {
      starts[index] = Math.max(free, span.start * 1000);
      ends[index] = Math.max(starts[index] as number, span.end * 1000);
      free = ends[index] as number;
      index += 1;
      continue;
    }
    let after = index;
    while (after < count && !found[after]) after += 1;
    const next = found[after];
    const until = Math.max(free, next ? next.start * 1000 : durationInMs);
    const wanted = written.slice(index, after).map(lengthOf);
    const total = wanted.reduce((sum, length) => sum + length, 0);
    const share = Math.min(1, (until - free) / total);
    // Before the first word that was found there may be a long while in which nobody speaks.
    if (index === 0 && next) free = until - total * share;
    for (let word = index; word < after; word += 1) {
      starts[word] = free;
      free += (wanted[word - index] as number) * share;
      ends[word] = free;
    }
    index = after;
  }
  // Forwards each word gets its shortest time, backwards what then lies behind the end of the sound is drawn in.
  for (let word = 0; word < count; word += 1) {
    const from = word === 0 ? 0 : (starts[word - 1] as number) + least;
    starts[word] = Math.max(from, starts[word] as number);
    ends[word] = Math.max((starts[word] as number) + least, ends[word] as number);
  }
  let limit = durationInMs;
  for (let word = count - 1; word >= 0; word -= 1) {
    ends[word] = Math.min(limit, ends[word] as number);
    starts[word] = Math.max(0, Math.min(starts[word] as number, (ends[word] as number) - least));
    limit = starts[word] as number;
  }
  const rounded = least >= 2 ? Math.floor : (ms: number) => ms;
  return written.map((text, word) => ({
    text,
    startMs: rounded(starts[word] as number),
    endMs: rounded(ends[word] as number),
  }));
}
