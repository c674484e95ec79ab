import type {Word} from '../schema/index.ts';
import {cutToWidth, mayBreakBetween, phrasesIn} from './phrases.ts';
import {columnsOf, hasUnspacedScript} from './writing-systems.ts';
import {spacesBefore} from './word-spaces.ts';

/** A word, or the part of one that stands in one phrase, with its time and whether a space parts it from the one before. */
export interface Token extends Word {
  readonly spaced: boolean;
}

/** What no line, cue or page break may split: a word with its punctuation, or a phrase of an unspaced script. */
export interface Piece {
  readonly text: string;
  /** Whether a space parts it from the piece before, where both stand on one line. */
  readonly spaced: boolean;
  readonly startMs: number;
  readonly endMs: number;
  readonly tokens: readonly Token[];
}

export interface PieceOptions {
  readonly language: string;
  /** Columns of a line: a phrase of an unspaced script is cut to fit. */
  readonly columns: number;
  /** Cuts words of spaced scripts too where they are wider than a line. Default false. */
  readonly cutWords?: boolean;
  /** The text as it was written; its spaces are kept. */
  readonly text?: string;
}

/** A sign before which many languages write a space that no line may be broken at: `Bonjour !`, `50 %`, `« mot »`. */
const closing = /^[!?:;%»…)\]}]+$/u;
const opening = /^[«([{¿¡]+$/u;

/** Control characters and line ends become spaces; what is empty then is left out, and becomes
 * the space before the next word. Times never run backwards. */
export function cleanWords(words: readonly Word[]): Word[] {
  const clean: Word[] = [];
  let last = 0;
  let gap = false;
  for (const word of words) {
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    const text = word.text.replace(/[\u0000-\u001F\u007F-\u009F\u2028\u2029\s]+/gu, ' ');
    if (text.trim() === '') {
      gap = clean.length > 0;
      continue;
    }
    const startMs = Number.isFinite(word.startMs) ? Math.max(last, word.startMs) : last;
    const endMs = Number.isFinite(word.endMs) ? Math.max(startMs, word.endMs) : startMs;
    last = startMs;
    clean.push({text: gap ? ` ${text}` : text, startMs, endMs});
    gap = false;
  }
  return clean;
}

/** Shares the time of a word among its parts by their width. */
function share(word: Word, parts: readonly string[], spaced: boolean): Token[] {
  if (parts.length === 1) return [{...word, spaced}];
  const widths = parts.map((part) => Math.max(1, columnsOf(part)));
  const total = widths.reduce((sum, width) => sum + width, 0);
  let passed = 0;
  return parts.map((text, index) => {
    const at = (columns: number) =>
      Math.round(word.startMs + ((word.endMs - word.startMs) * columns) / total);
    const startMs = at(passed);
    passed += widths[index] ?? 0;
    return {text, startMs, endMs: at(passed), spaced: index === 0 && spaced};
  });
}

/** Where, counted in UTF-16 units from its start, the phrases of a run of words without spaces begin. */
function phraseStarts(
  run: readonly Word[],
  {language, columns, cutWords = false}: PieceOptions,
): Set<number> {
  const text = run.map((word) => word.text).join('');
  if (!hasUnspacedScript(text)) {
    const parts = cutWords ? cutToWidth(text, columns, columnsOf) : [text];
    return startsOf(parts);
  }
  const starts = startsOf(phrasesIn(text, language, columns, columnsOf));
  // Whoever gives words of several letters has cut them with care: those cuts are kept too.
  if (run.length > 1 && text.length / run.length >= 2.5) {
    let at = 0;
    let before = '';
    for (const {text: own} of run) {
      if (at > 0 && hasUnspacedScript(before + own) && mayBreakBetween(before, own)) starts.add(at);
      at += own.length;
      before = own;
    }
  }
  return starts;
}

function startsOf(parts: readonly string[]): Set<number> {
  const starts = new Set<number>();
  let at = 0;
  for (const part of parts) {
    starts.add(at);
    at += part.length;
  }
  return starts;
}

const pieceOf = (tokens: readonly Token[]): Piece => ({
  text: tokens.map(({text, spaced}, index) => (spaced && index > 0 ? ` ${text}` : text)).join(''),
  spaced: tokens[0]?.spaced === true,
  startMs: tokens[0]?.startMs ?? 0,
  endMs: Math.max(...tokens.map(({endMs}) => endMs)),
  tokens,
});

/** Cuts one run of words that have no spaces between them into pieces. */
function piecesOfRun(run: readonly Word[], spaced: boolean, options: PieceOptions): Token[][] {
  const starts = phraseStarts(run, options);
  const pieces: Token[][] = [];
  let at = 0;
  for (const [index, word] of run.entries()) {
    const cuts = [0];
    for (let inside = 1; inside < word.text.length; inside += 1) {
      if (starts.has(at + inside)) cuts.push(inside);
    }
    const parts = cuts.map((cut, part) => word.text.slice(cut, cuts[part + 1]));
    let inside = at;
    for (const token of share(word, parts, index === 0 && spaced)) {
      const current = pieces.at(-1);
      if (starts.has(inside) || !current) pieces.push([token]);
      else current.push(token);
      inside += token.text.length;
    }
    at += word.text.length;
  }
  return pieces;
}

/**
 * Turns timed words into the pieces that lines, cues and pages are set from. Words of scripts without spaces are
 * joined, cut into phrases and share their time by width; stray punctuation goes to the word it belongs to.
 * @param words times in ms; may be phrases, words or single characters
 */
export function piecesOf(words: readonly Word[], options: PieceOptions): Piece[] {
  const clean = cleanWords(words);
  const spaces = spacesBefore(clean, options);
  const pieces: Token[][] = [];
  let run: Word[] = [];
  let spaced = false;
  let glued = false;
  const flush = () => {
    if (run.length === 0) return;
    const made = piecesOfRun(run, spaced, options);
    const text = run.map((word) => word.text).join('');
    const first = made[0];
    const before = pieces.at(-1);
    if (first && before && (glued || closing.test(text))) {
      before.push(...first);
      made.shift();
    }
    glued = opening.test(text);
    pieces.push(...made);
    run = [];
  };
  for (const [index, word] of clean.entries()) {
    if (spaces[index] === true) {
      flush();
      spaced = pieces.length > 0;
    }
    run.push({...word, text: word.text.trim()});
  }
  flush();
  return pieces.map(pieceOf);
}
