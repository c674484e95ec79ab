import type {Cue} from './cues.ts';

/** Something in a subtitle file that is not as it should be, and what was made of it. */
export interface CueProblem {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly message: string;
}

export interface ParsedCues {
  /** In the order of their start. */
  readonly cues: Cue[];
  /** In the order of their lines, at most 1000. Empty for a faultless file. */
  readonly problems: CueProblem[];
  /** The language that the file names. */
  readonly language?: string;
}

const mostProblems = 1000;

/** Collects problems; a file that is all garbage does not make a list as long as itself. */
export class ProblemList {
  readonly problems: CueProblem[] = [];
  private left = 0;

  add(line: number, message: string): void {
    if (this.problems.length < mostProblems) this.problems.push({line, message});
    else this.left += 1;
  }

  sorted(): CueProblem[] {
    this.problems.sort((a, b) => a.line - b.line);
    if (this.left > 0) {
      const last = this.problems.at(-1)?.line ?? 1;
      this.problems.push({line: last, message: `${this.left} more problems are not listed`});
    }
    return this.problems;
  }
}

/** A file's text in lines: BOM taken off, any line ends, NUL made visible as WebVTT asks. */
export const fileLines = (text: string): string[] =>
  text
    .replace(/^\uFEFF+/, '')
    .replaceAll('\0', '\uFFFD')
    .replaceAll('\r\n', '\n')
    // Files that went through one tool too many end their lines with \r\r\n.
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .split('\n');

/** Cues as parsers find them, before their times are put right. */
export interface FoundCue {
  readonly line: number;
  readonly cue: Cue;
}

/** Reading time of a cue whose end says nothing, ms. */
const readingTime = ({lines}: Cue): number => Math.max(1000, lines.join(' ').length * 60);

/**
 * Puts impossible times right: those before zero become zero, a cue that ends before it starts gets its reading time
 * but no more than up to the next; cues come in the order of their start. Cues that overlap stay as they are.
 */
export function settleTimes(found: readonly FoundCue[], list: ProblemList): Cue[] {
  const kept = found.map(({line, cue}) => {
    if (cue.startMs >= 0) return {line, cue};
    list.add(line, 'the cue starts before zero; it now starts at zero');
    return {line, cue: {...cue, startMs: 0}};
  });
  const ordered = kept.toSorted((a, b) => a.cue.startMs - b.cue.startMs);
  for (const [index, {line}] of kept.entries()) {
    const before = kept[index - 1];
    if (before && before.cue.startMs > (kept[index]?.cue.startMs ?? 0)) {
      list.add(line, 'the cue starts before the one above it; cues were put in the order of their start');
    }
  }
  // The start of the next cue that does not start together with this one.
  const nextStarts = ordered.map(() => Infinity);
  for (let index = ordered.length - 2; index >= 0; index -= 1) {
    const own = ordered[index]?.cue.startMs ?? 0;
    const next = ordered[index + 1]?.cue.startMs ?? Infinity;
    nextStarts[index] = next > own ? next : (nextStarts[index + 1] ?? Infinity);
  }
  return ordered.map(({line, cue}, index): Cue => {
    if (cue.endMs > cue.startMs) return cue;
    const endMs = Math.min(cue.startMs + readingTime(cue), nextStarts[index] ?? Infinity);
    list.add(
      line,
      `the cue ends ${cue.endMs === cue.startMs ? 'when' : 'before'} it starts; it was given time to be read`,
    );
    return {...cue, endMs};
  });
}
