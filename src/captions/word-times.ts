import type {Word} from '../schema/index.ts';
import type {Cue} from './cues.ts';
import {phrasesIn} from './phrases.ts';
import {columnsOf, hasUnspacedScript, isIdeographic, isSouthEastAsian} from './writing-systems.ts';

/** A stretch of a cue's text and when it is spoken, as karaoke marks give it. */
export interface TimedText {
  readonly text: string;
  readonly startMs: number;
}

const firstOf = (text: string): string => Array.from(text)[0] ?? '';
const lastOf = (text: string): string => Array.from(text).at(-1) ?? '';
const standAlone = (character: string): boolean => isIdeographic(character) || isSouthEastAsian(character);

/** Weight of a word in speech: its letters, and a little for the pause after punctuation. */
function weightOf(text: string): number {
  const letters = Math.max(1, columnsOf(text.replace(/[^\p{L}\p{N}\p{M}]/gu, '')));
  return letters + (/[.!?…。！？؟]["'”’»)」』]*$/u.test(text) ? 4 : /[,;:、，،]$/u.test(text) ? 2 : 0);
}

/** Lays words over a span of time by the weight of their letters. */
function spread(texts: readonly string[], startMs: number, endMs: number): Word[] {
  const weights = texts.map(weightOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;
  return texts.map((text, index) => {
    const from = Math.round(startMs + ((endMs - startMs) * passed) / total);
    passed += weights[index] ?? 0;
    return {text, startMs: from, endMs: Math.round(startMs + ((endMs - startMs) * passed) / total)};
  });
}

/** The words of a text: parted by white space, and by phrases where a script has none. */
export function wordsOfText(text: string, language: string): string[] {
  return text
    .split(/\s+/u)
    .filter((word) => word !== '')
    .flatMap((word) => (hasUnspacedScript(word) ? phrasesIn(word, language, Infinity, columnsOf) : [word]));
}

/**
 * Makes words of timed stretches of text. Syllables that no space parts become one word, except in scripts without
 * spaces; several words in one stretch share its time.
 */
export function wordsOfTimedText(parts: readonly TimedText[], endMs: number): Word[] {
  const words: Word[] = [];
  let open = false;
  for (const [index, part] of parts.entries()) {
    const until = Math.max(part.startMs, Math.min(endMs, parts[index + 1]?.startMs ?? endMs));
    const texts = part.text.split(/\s+/u).filter((text) => text !== '');
    if (texts.length === 0) {
      if (part.text !== '') open = false;
      continue;
    }
    const own = spread(texts, part.startMs, until);
    const before = words.at(-1);
    const first = own[0];
    if (
      open &&
      before &&
      first &&
      !/^\s/u.test(part.text) &&
      !(standAlone(firstOf(first.text)) && standAlone(lastOf(before.text)))
    ) {
      words[words.length - 1] = {...before, text: before.text + first.text, endMs: first.endMs};
      own.shift();
    }
    words.push(...own);
    open = !/\s$/u.test(part.text);
  }
  return words;
}

/** A stretch of a line: a word with its time, or what stands between words. */
export interface LinePart {
  readonly text: string;
  readonly word: Word | null;
}

/** The lines of a cue cut at its words, or null where its words are unknown or are not those of its lines. */
export function lineParts({lines, words}: Cue): LinePart[][] | null {
  if (!words || words.length === 0) return null;
  let next = 0;
  const cut = lines.map((line) => {
    const parts: LinePart[] = [];
    let at = 0;
    for (;;) {
      const word = words[next];
      const text = word?.text.trim() ?? '';
      const found = text === '' ? -1 : line.indexOf(text, at);
      if (!word || found < 0 || line.slice(at, found).trim() !== '') break;
      if (found > at) parts.push({text: line.slice(at, found), word: null});
      parts.push({text, word});
      at = found + text.length;
      next += 1;
    }
    if (at < line.length) parts.push({text: line.slice(at), word: null});
    return parts;
  });
  return next === words.length ? cut : null;
}

export interface WordsOfCuesOptions {
  readonly language: string;
}

export interface WordsOfCues {
  readonly words: Word[];
  /** For each word whether its time is a guess by its length, not one that the cue gives. */
  readonly estimated: boolean[];
}

/** Slower than this nobody speaks: a cue that stays longer does so for its readers. ms for one column of text. */
const slowestInMs = 160;

/**
 * The words of cues with their times. Cues that know the times of their words give them; the words of others are laid
 * over the cue's time by their length, no slower than speech, and marked as estimated. An overlapping cue ends for
 * this where the next one starts.
 */
export function wordsOfCues(cues: readonly Cue[], {language}: WordsOfCuesOptions): WordsOfCues {
  const words: Word[] = [];
  const estimated: boolean[] = [];
  const ordered = cues.toSorted((a, b) => a.startMs - b.startMs);
  for (const [index, cue] of ordered.entries()) {
    if (cue.words && cue.words.length > 0) {
      words.push(...cue.words);
      estimated.push(...cue.words.map(() => false));
      continue;
    }
    const texts = cue.lines.flatMap((line) => wordsOfText(line, language));
    if (texts.length === 0) continue;
    const next = ordered[index + 1]?.startMs ?? Infinity;
    const until = next > cue.startMs ? Math.min(cue.endMs, next) : cue.endMs;
    const slowest = texts.reduce((sum, text) => sum + weightOf(text), 0) * slowestInMs;
    words.push(...spread(texts, cue.startMs, Math.max(cue.startMs, Math.min(until, cue.startMs + slowest))));
    estimated.push(...texts.map(() => true));
  }
  return {words, estimated};
}
