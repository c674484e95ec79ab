import type {Word} from '../schema/index.ts';
import {lineBreak, traitsOf, type WordTraits} from './break-rules.ts';
import {cheapestBreaks} from './cheapest-breaks.ts';
import {piecesOf, type Piece} from './pieces.ts';
import {isFullWidthLanguage, primarySubtag} from './writing-systems.ts';

/** Where a cue stands in the picture, by the keys of a number pad: 2 is below in the middle, 8 above, 5 the centre. */
export type CueAlignment = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** One subtitle: when it shows, in ms of the video, and its lines (one or two where made here). Text in logical order. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
  /** The words of its lines in reading order with their times, where they are known. */
  readonly words?: readonly Word[];
  /** Default 2. */
  readonly alignment?: CueAlignment;
  readonly speaker?: string;
}

export interface CueOptions {
  readonly language: string;
  /** The fastest a cue may have to be read, in characters of the language. Default: 20, but 7 for Japanese, 9 for Chinese, 12 for Korean. */
  readonly charactersPerSecond?: number;
  /** Shortest time on screen, ms. Default 800. */
  readonly shortestMs?: number;
  /** Default 2. */
  readonly maxLines?: 1 | 2;
  /** Default 42, but 13 for Japanese, 16 for Chinese and Korean, 35 for Thai. */
  readonly maxCharsPerLine?: number;
  /** Length of the video, ms; no cue stays beyond it. */
  readonly durationMs?: number;
  /** The text as it was written, whose spaces are kept where words come without them. */
  readonly text?: string;
}

interface ReadingRules {
  /** Columns a line (an ideograph takes two). */
  readonly columns: number;
  /** Columns a second that no cue should exceed. */
  readonly fastest: number;
  /** Columns a second that reads with ease. */
  readonly easy: number;
  readonly shortestMs: number;
  readonly maxLines: 1 | 2;
  readonly durationMs: number;
}

/** Lines and reading speeds as broadcasters and streaming services publish them, in columns. */
const publishedRules: Readonly<Record<string, Pick<ReadingRules, 'columns' | 'fastest' | 'easy'>>> = {
  ja: {columns: 26, fastest: 14, easy: 12},
  zh: {columns: 32, fastest: 18, easy: 16},
  yue: {columns: 32, fastest: 18, easy: 16},
  ko: {columns: 32, fastest: 24, easy: 20},
  th: {columns: 35, fastest: 20, easy: 17},
};
const alphabetic = {columns: 42, fastest: 20, easy: 17};

function rulesOf(options: CueOptions): ReadingRules {
  const {language, charactersPerSecond, maxCharsPerLine} = options;
  const published = publishedRules[primarySubtag(language)] ?? alphabetic;
  const width = isFullWidthLanguage(language) ? 2 : 1;
  const fastest = charactersPerSecond === undefined ? published.fastest : charactersPerSecond * width;
  return {
    columns: maxCharsPerLine === undefined ? published.columns : maxCharsPerLine * width,
    fastest,
    easy: Math.min(published.easy, fastest),
    shortestMs: options.shortestMs ?? 800,
    maxLines: options.maxLines ?? 2,
    durationMs: options.durationMs ?? Infinity,
  };
}

const longestInMs = 7000;
const pauseInMs = 500;
/** Words on both sides of a longer silence never share a cue: the later ones would be given away. */
const silenceInMs = 1500;
/** A cue stays this long after its last word, and until the next one where that comes within the pause. */
const lingerInMs = 200;
const mostPieces = 40;

/** Sums over pieces, so that the price of a run costs no walk over it. */
interface Sums {
  /** Columns of all pieces before each, spaces before them included. */
  readonly columns: Float64Array;
  /** The same without spaces. */
  readonly signs: Float64Array;
  /** Price of the pauses and sentence ends that lie before each, were they inside a cue. */
  readonly breaks: Float64Array;
}

function sumsOf(pieces: readonly Piece[], traits: readonly WordTraits[]): Sums {
  const columns = new Float64Array(pieces.length + 1);
  const signs = new Float64Array(pieces.length + 1);
  const breaks = new Float64Array(pieces.length + 1);
  for (const [index, trait] of traits.entries()) {
    columns[index + 1] = (columns[index] ?? 0) + trait.columns + (trait.spaced ? 1 : 0);
    signs[index + 1] = (signs[index] ?? 0) + trait.columns;
    const pause = (pieces[index + 1]?.startMs ?? 0) - (pieces[index]?.endMs ?? 0);
    breaks[index + 1] = (breaks[index] ?? 0) + (pause >= pauseInMs ? 60 : trait.endsSentence ? 22 : 0);
  }
  return {columns, signs, breaks};
}

/** Columns of the run as one text: a line break counts as the space it stands for. */
const columnsBetween = ({columns}: Sums, traits: readonly WordTraits[], from: number, to: number): number =>
  (columns[to] ?? 0) - (columns[from] ?? 0) - (traits[from]?.spaced === true ? 1 : 0);

/** Time the reader needs, ms. */
const timeToRead = (columns: number, {fastest, shortestMs}: ReadingRules): number =>
  Math.max(shortestMs, Math.ceil((columns * 1000) / fastest));

/**
 * What it costs, for each sign of its text, that a cue has only a part of the time it needs.
 * @param weight how much the rule counts beside good breaks
 */
function strain(neededOverRoom: number, weight: number): number {
  if (neededOverRoom <= 1) return 0;
  const severity = neededOverRoom <= 1.25 ? 1 : neededOverRoom <= 2 ? 5 : 25;
  return severity * weight + 2 * Math.min(neededOverRoom, 10) ** 2;
}

/** First, the time to read outweighs all that can be wrong with breaks. */
const absolute = 1e5;
/** Where some words are too fast in any case, it only outweighs most of it: broken sentences would not help anyone. */
const strong = 4;

/** The price of one cue from the words `from` up to, not including, `to`. */
function cuePrice(
  pieces: readonly Piece[],
  traits: readonly WordTraits[],
  sums: Sums,
  from: number,
  to: number,
  rules: ReadingRules,
  weight: number,
): number {
  const count = to - from;
  const columns = columnsBetween(sums, traits, from, to);
  const startMs = pieces[from]?.startMs ?? 0;
  const spokenUntil = pieces[to - 1]?.endMs ?? 0;
  const own = traits.slice(from, to);
  if (count > 1) {
    if (columns > rules.columns * rules.maxLines + 1 || spokenUntil - startMs > longestInMs) return Infinity;
    if (lineBreak(own, {maxColumns: rules.columns, maxLines: rules.maxLines}) === null) return Infinity;
  }
  const last = own.at(-1);
  const next = traits[to];
  let price = 10 + (sums.breaks[to - 1] ?? 0) - (sums.breaks[from] ?? 0);
  if (last && next) {
    if (next.isMark) price += 300;
    if (last.leansOnNext) price += 30;
    if (last.joinsNext) price += 40;
    if (!last.endsSentence) price += last.endsPhrase ? 4 : next.opensClause ? 9 : 20;
  }
  // A word or two left alone: unless they are a sentence of their own.
  const isWholeSentence =
    last?.endsSentence === true && (from === 0 || traits[from - 1]?.endsSentence === true);
  if (!isWholeSentence && count <= 2 && columns <= rules.columns / 2) price += count === 1 ? 70 : 35;
  const room = roomOf(pieces, from, to, rules);
  const signs = (sums.signs[to] ?? 0) - (sums.signs[from] ?? 0);
  price +=
    signs *
    (strain(rules.shortestMs / room, weight) + strain((columns * 1000) / rules.fastest / room, weight));
  return price + Math.max(0, (columns * 1000) / room / rules.easy - 1) * 60;
}

/** Time that a cue can stay, ms: until the next one or the end of the video. */
function roomOf(pieces: readonly Piece[], from: number, to: number, {durationMs}: ReadingRules): number {
  const until = Math.min(Math.round(pieces[to]?.startMs ?? Infinity), durationMs);
  return Math.max(1, until - Math.round(pieces[from]?.startMs ?? 0));
}

/** Where the cues end. Silences part the words into stretches that do not touch each other. */
function cueEnds(
  pieces: readonly Piece[],
  traits: readonly WordTraits[],
  sums: Sums,
  rules: ReadingRules,
): number[] {
  const ends: number[] = [];
  for (let from = 0; from < pieces.length;) {
    let to = from + 1;
    while (to < pieces.length && (pieces[to]?.startMs ?? 0) - (pieces[to - 1]?.endMs ?? 0) < silenceInMs)
      to += 1;
    const offset = from;
    const cut = (weight: number): readonly number[] =>
      cheapestBreaks(to - offset, mostPieces, (first, end) =>
        cuePrice(pieces, traits, sums, offset + first, offset + end, rules, weight),
      ).map((end) => offset + end);
    const strict = cut(absolute);
    const isReadable = strict.every((end, index) => {
      const first = strict[index - 1] ?? offset;
      return timeToRead(columnsBetween(sums, traits, first, end), rules) <= roomOf(pieces, first, end, rules);
    });
    for (const end of isReadable ? strict : cut(strong)) ends.push(end);
    from = to;
  }
  return ends;
}

/** Words that all start at one moment are given the time until the next moment, by the room they take. */
function startsOf(pieces: readonly Piece[], firsts: readonly number[], lengths: readonly number[]): number[] {
  const starts = firsts.map((first) => Math.round(pieces[first]?.startMs ?? 0));
  for (let from = 0; from < starts.length;) {
    let to = from + 1;
    while (to < starts.length && (starts[to] ?? 0) <= (starts[from] ?? 0)) to += 1;
    if (to - from > 1) {
      const start = starts[from] ?? 0;
      const total = lengths.slice(from, to).reduce((sum, length) => sum + length, 0);
      const until = to < starts.length ? (starts[to] ?? start) : start + total;
      let passed = 0;
      for (let index = from; index < to; index += 1) {
        starts[index] = Math.round(start + ((until - start) * passed) / total);
        passed += lengths[index] ?? 0;
      }
    }
    from = to;
  }
  // Where even that leaves no time, one ms keeps them apart.
  for (let index = 1; index < starts.length; index += 1) {
    starts[index] = Math.max(starts[index] ?? 0, (starts[index - 1] ?? 0) + 1);
  }
  return starts;
}

const textOfLine = (pieces: readonly Piece[]): string =>
  pieces.map(({text, spaced}, index) => (spaced && index > 0 ? ` ${text}` : text)).join('');

/**
 * Makes subtitles from spoken words. A cue appears on the ms its first word starts; cues never overlap; every word
 * stands in exactly one, in order. Where the words leave any way to do it, every cue can be read at the reading speed,
 * stays at least 0.8 s and keeps to its lines; among those ways the one wins whose cues break at sentence ends, pauses
 * and commas, leave no word alone and split nothing that belongs together. Speech too fast for the rules keeps its
 * words and its times, in cues that break well and are as little too fast as that allows. A cue outlasts its last word until it has
 * been read, and closes gaps under half a second to the next; none stays longer than 7 s unless it takes longer
 * to read or a single word to say. A word wider than a line is cut.
 * @param words times in ms from the start of the video
 */
export function createCues(words: readonly Word[], options: CueOptions): Cue[] {
  const {language, text} = options;
  const rules = rulesOf(options);
  const pieces = piecesOf(words, {
    language,
    columns: rules.columns,
    cutWords: true,
    ...(text === undefined ? {} : {text}),
  });
  const traits = traitsOf(pieces, language);
  const sums = sumsOf(pieces, traits);
  const ends = cueEnds(pieces, traits, sums, rules);
  const firsts = ends.map((_, index) => ends[index - 1] ?? 0);
  const reading = ends.map((end, index) =>
    timeToRead(columnsBetween(sums, traits, firsts[index] ?? 0, end), rules),
  );
  const starts = startsOf(pieces, firsts, reading);
  return ends.map((end, index): Cue => {
    const first = firsts[index] ?? 0;
    const own = pieces.slice(first, end);
    const startMs = starts[index] ?? 0;
    const spokenUntil = Math.max(...own.map(({endMs}) => endMs));
    const next = Math.min(starts[index + 1] ?? Infinity, Math.max(startMs + 1, rules.durationMs));
    const wanted = Math.max(spokenUntil + lingerInMs, startMs + (reading[index] ?? 0));
    // Closing a gap is worth no more than the longest a cue may stay.
    const latest = Math.max(spokenUntil, startMs + Math.max(reading[index] ?? 0, longestInMs));
    const until = Math.min(next - wanted < pauseInMs ? next : wanted, latest);
    const endMs = Math.max(startMs + 1, Math.floor(until));
    const upper =
      lineBreak(traits.slice(first, end), {
        maxColumns: rules.columns,
        maxLines: rules.maxLines,
      }) ?? own.length;
    return {
      startMs,
      endMs,
      lines: [own.slice(0, upper), own.slice(upper)].filter((line) => line.length > 0).map(textOfLine),
      words: own.flatMap(({tokens}) =>
        tokens.map((token) => ({text: token.text, startMs: token.startMs, endMs: token.endMs})),
      ),
    };
  });
}
