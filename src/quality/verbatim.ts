import type {SourceText} from '../schema/index.ts';

interface Word {
  readonly norm: string;
  readonly start: number;
  readonly end: number;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}’'.,-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu)].map((match) => ({
    norm: match[0].toLowerCase().replaceAll('’', "'"),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Runs this long count as copied. */
const run = 12;

/** Shares (0-1) of copied words from which a script is warned of, and not let pass. */
export const verbatimLimits = {maxShare: 0.85, warnShare: 0.5} as const;

/** What texts can be copied from: every run of twelve words of them. */
export type CopiedFrom = ReadonlySet<string>;

/** Gathers the runs of texts, for `copiedRuns`. */
export function runsOf(sources: readonly SourceText[]): CopiedFrom {
  const known = new Set<string>();
  for (const source of sources) {
    const words = source.blocks.flatMap((block) => wordsOf(block.text).map(({norm}) => norm));
    for (let at = 0; at + run <= words.length; at += 1) known.add(words.slice(at, at + run).join(' '));
  }
  return known;
}

/** The stretches of a line that stand in the texts word for word, twelve words or more, as character offsets. */
export function copiedRuns(line: string, known: CopiedFrom): {start: number; end: number; words: number}[] {
  const words = wordsOf(line);
  const runs: {start: number; end: number; words: number}[] = [];
  let from = -1;
  let to = -1;
  const close = () => {
    if (from >= 0) runs.push({start: words[from]!.start, end: words[to - 1]!.end, words: to - from});
    from = -1;
  };
  for (let at = 0; at + run <= words.length; at += 1) {
    const isCopied = known.has(
      words
        .slice(at, at + run)
        .map(({norm}) => norm)
        .join(' '),
    );
    if (!isCopied) continue;
    if (from >= 0 && at > to) close();
    if (from < 0) from = at;
    to = at + run;
  }
  close();
  return runs;
}

/** Share (0-1) of the spoken words that stand in runs of 12 or more words identical to a source. */
export function verbatimShareOf(lines: readonly string[], sources: readonly SourceText[]): number {
  const known = runsOf(sources);
  const total = lines.reduce((sum, line) => sum + wordsOf(line).length, 0);
  const copied = lines.reduce(
    (sum, line) => sum + copiedRuns(line, known).reduce((words, each) => words + each.words, 0),
    0,
  );
  return total === 0 ? 0 : Math.round((copied / total) * 1000) / 1000;
}
