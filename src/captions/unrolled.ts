import type {Cue} from './cues.ts';

/** Cues that follow each other this closely may be one text that rolls up, ms. */
const closest = 150;
/** The share of neighbours that must repeat lines before a file counts as one that rolls. */
const mostly = 0.4;

const same = (a: string | undefined, b: string | undefined) => a?.trim() === b?.trim();

/** How many of the last lines of a cue the next one begins with. */
function repeatedLines(before: Cue, {lines, startMs}: Cue): number {
  if (startMs - before.endMs > closest) return 0;
  for (let count = Math.min(lines.length, before.lines.length); count > 0; count -= 1) {
    const last = before.lines.slice(-count);
    if (last.every((line, index) => same(line, lines[index]))) return count;
  }
  return 0;
}

const wordsIn = (lines: readonly string[]) => lines.join(' ').split(/\s+/u).filter(Boolean).length;

/**
 * Automatic captions roll up: every cue shows the line before once more, so that a reader of the file meets each
 * sentence two or three times. Gives each line once, from when it first showed until it was gone. Where hardly any cue
 * repeats the one before, as where somebody says "No." twice, the cues come back as they are.
 */
export function unrolled(cues: readonly Cue[]): readonly Cue[] {
  const repeats = cues.map((cue, index) => (index === 0 ? 0 : repeatedLines(cues[index - 1] as Cue, cue)));
  const rolling = repeats.filter((count) => count > 0).length;
  // Somebody may say the same twice; text that rolls says it and goes on.
  const goesOn = repeats.filter(
    (count, index) => count > 0 && count < (cues[index] as Cue).lines.length,
  ).length;
  if (goesOn < 2 || rolling < mostly * (cues.length - 1)) return cues;
  const out: Cue[] = [];
  cues.forEach((cue, index) => {
    const count = repeats[index] as number;
    const last = out.at(-1);
    const own = cue.lines.slice(count);
    if (own.length > 0) {
      // What was shown before takes no time of its own: the first new word begins with the cue.
      const words = cue.words
        ?.slice(wordsIn(cue.lines.slice(0, count)))
        .map((word, at) => (at === 0 && count > 0 ? {...word, startMs: cue.startMs} : word));
      out.push({...cue, lines: own, ...(words ? {words} : {})});
    } else if (last) out[out.length - 1] = {...last, endMs: Math.max(last.endMs, cue.endMs)};
  });
  return out;
}
