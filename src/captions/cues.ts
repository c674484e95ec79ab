import type {Word} from '../schema/index.ts';
import {lineBreak, lineColumns, traitsOf, type WordTraits} from './break-rules.ts';
import {cheapestBreaks} from './cheapest-breaks.ts';

/** One subtitle: when it shows, in ms of the video, and its one or two lines. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
}

export interface CueOptions {
  readonly language: string;
}

interface ReadingRules {
  /** Columns a line (an ideograph takes two). */
  readonly columns: number;
  /** Columns a second. */
  readonly speed: number;
}

/** Reading speeds by language as broadcasters and streaming services publish them; English for adults: 20 a second, 42 a line. */
const readingRules: Readonly<Record<string, ReadingRules>> = {
  en: {columns: 42, speed: 20},
  ja: {columns: 26, speed: 14},
  zh: {columns: 32, speed: 18},
  ko: {columns: 32, speed: 24},
  th: {columns: 35, speed: 17},
};
const otherLanguages: ReadingRules = {columns: 42, speed: 17};

const shortestInMs = 800;
const longestInMs = 7000;
const pauseInMs = 500;
/** A cue may stay this long after its last word. */
const outAfterInMs = 400;
const mostWords = 24;

function cuePrice(
  words: readonly Word[],
  traits: readonly WordTraits[],
  from: number,
  to: number,
  {columns, speed}: ReadingRules,
): number {
  const startMs = words[from]?.startMs ?? 0;
  const spokenUntil = words[to - 1]?.endMs ?? 0;
  if (to - from > 1 && spokenUntil - startMs > longestInMs) return Infinity;
  const own = traits.slice(from, to);
  if (to - from > 1 && lineBreak(own, columns) === null) return Infinity;
  const last = own.at(-1);
  const next = traits[to];
  let price = 10;
  for (let index = from; index + 1 < to; index += 1) {
    const pause = (words[index + 1]?.startMs ?? 0) - (words[index]?.endMs ?? 0);
    if (pause >= pauseInMs) price += 60;
    else if (traits[index]?.endsSentence === true) price += 22;
  }
  if (last && next) {
    if (next.isMark) price += 300;
    if (last.leansOnNext) price += 30;
    if (last.joinsNext) price += 40;
    if (!last.endsSentence) price += last.endsPhrase ? 4 : next.opensClause ? 9 : 20;
  }
  // A word or two left alone: unless they are a sentence of their own.
  const isWholeSentence =
    last?.endsSentence === true && (from === 0 || traits[from - 1]?.endsSentence === true);
  if (own.length <= 2 && !isWholeSentence) price += 35;
  const mayLast = Math.min(words[to]?.startMs ?? Infinity, spokenUntil + outAfterInMs) - startMs;
  if (mayLast < shortestInMs) price += 80 + (shortestInMs - mayLast) / 4;
  const tooFast = (lineColumns(own) * 1000) / Math.max(1, mayLast) / speed - 1;
  return price + Math.max(0, tooFast) * 60;
}

/**
 * Makes subtitles from spoken words: one or two lines, read at a comfortable speed, at least 0.8 s each where the
 * speech allows it, broken at sentence ends and commas. Cues do not overlap; every word stands in exactly one.
 * @param words times in ms from the start of the video
 */
export function createCues(words: readonly Word[], {language}: CueOptions): Cue[] {
  const rules = readingRules[language.toLowerCase().split('-')[0] ?? ''] ?? otherLanguages;
  const traits = traitsOf(
    words.map(({text}) => text),
    language,
  );
  const ends = cheapestBreaks(words.length, mostWords, (from, to) =>
    cuePrice(words, traits, from, to, rules),
  );
  let earliest = 0;
  return ends.map((end, index): Cue => {
    const first = ends[index - 1] ?? 0;
    const own = traits.slice(first, end);
    const texts = own.map(({text}) => text);
    const startMs = Math.max(earliest, Math.round(words[first]?.startMs ?? 0));
    const spokenUntil = words[end - 1]?.endMs ?? startMs;
    const toRead = startMs + Math.max(shortestInMs, (lineColumns(own) * 1000) / rules.speed);
    const nextStart = words[end]?.startMs ?? Infinity;
    const wanted = Math.max(spokenUntil + outAfterInMs / 2, toRead);
    const endMs = Math.max(startMs + 1, Math.round(Math.min(nextStart, wanted)));
    earliest = endMs;
    const upper = lineBreak(own, rules.columns) ?? texts.length;
    const lines = [texts.slice(0, upper), texts.slice(upper)].filter((line) => line.length > 0);
    return {startMs, endMs, lines: lines.map((line) => line.join(' '))};
  });
}
