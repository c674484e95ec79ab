import type {Word} from '../../schema/index.ts';

/** A word without case, accents of writing and punctuation; empty for what is not spoken. */
function bare(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
}

/** Where a line stands among the words of a recording. */
export interface FoundLine {
  /** Index of its first word and of the one after its last. */
  readonly from: number;
  readonly to: number;
  /** One for every written word of the line, ms from the start of the recording. */
  readonly words: readonly Word[];
}

/** A line that was not found: the written word at which the best place stops fitting. */
export interface NotFound {
  readonly missing: string;
}

/**
 * Finds a line, word by word, among the timed words of a recording. Case and punctuation do not count; written words
 * that are not spoken (a dash, an emoji) get no time of their own.
 * @param from the first word that may belong to it
 */
export function findLine(text: string, recorded: readonly Word[], from: number): FoundLine | NotFound {
  const written = text.split(/\s+/u).filter((word) => word !== '');
  const spoken = written.flatMap((word, index) =>
    bare(word) === '' ? [] : [{word, index, key: bare(word)}],
  );
  const heard = recorded.flatMap((word, index) =>
    bare(word.text) === '' ? [] : [{word, index, key: bare(word.text)}],
  );
  let best = 0;
  for (let at = heard.findIndex(({index}) => index >= from); at >= 0 && at < heard.length; at += 1) {
    let fits = 0;
    while (fits < spoken.length && heard[at + fits]?.key === spoken[fits]?.key) fits += 1;
    best = Math.max(best, fits);
    const first = heard[at];
    const last = heard[at + fits - 1];
    if (fits < spoken.length || !first || !last) continue;
    const timeOf = new Map(spoken.map(({index}, place) => [index, heard[at + place]?.word]));
    let end = first.word.startMs;
    const words = written.map((word, index) => {
      const time = timeOf.get(index);
      if (time) end = time.endMs;
      return {text: word, startMs: time?.startMs ?? end, endMs: end};
    });
    return {from: first.index, to: last.index + 1, words};
  }
  return {missing: spoken[best]?.word ?? written[0] ?? ''};
}
