import {phrasesIn} from '../../../captions/phrases.ts';
import {columnsOf, hasUnspacedScript} from '../../../captions/writing-systems.ts';

/** The width of a text in em of its font size. */
export type MeasureEm = (text: string) => number;

export interface FitRequest {
  readonly text: string;
  readonly language: string;
  readonly measure: MeasureEm;
  /** Largest and smallest type size, px. Smaller than `minPx` only when nothing else keeps the text whole. */
  readonly maxPx: number;
  readonly minPx: number;
  /** Room for the text, px. */
  readonly width: number;
  readonly height: number;
  /** Line height in em. */
  readonly lineHeight: number;
  readonly maxLines: number;
}

export interface FittedText {
  readonly px: number;
  /** Words of each line in reading order. A word too long for a line comes in parts. */
  readonly lines: readonly (readonly string[])[];
  /** False when the text had to be cut short: its room does not hold all of it even at the floor size. */
  readonly fits: boolean;
}

/** Below this no text is set, px at 1080 wide: about 3 mm on a phone. */
export const floorPx = 40;

/** Small words that must not stand at the end of a line, in the languages that the package speaks best. */
const clinging = new Set(
  (
    'a an the of to in on at by for from with and or but nor as is are was were be if than that this these those my your his her its our their i we you he she it they no not ' +
    'der die das den dem des ein eine einen einem einer und oder von zu im am auf mit für ' +
    'el la los las un una unos unas de del al y o en con por para ' +
    'le les du des et ou à au aux dans sur pour avec une ' +
    'il lo gli di da con su per e ' +
    'os um uma do da dos das em no na com para ' +
    'в во на с со к ко и о об у за из от до по не но а без для при под над что как и або та з із ' +
    'ο η το οι τα του της των και με σε για στο στη στην στον στα από δεν να θα ' +
    'w z i u od po ze ve ke k v s że ' +
    've bir bu ' +
    'את של על עם לא כי זה ' +
    'في من على إلى عن لا أن ما هذا و'
  ).split(' '),
);
/** Small words that belong to the one before them, as the postpositions of Hindi do: they do not begin a line. */
const trailing = new Set('में का की के से को ने पर तक भी ही है हैं था थी थे मा चा ची चे ला mı mü'.split(' '));

const numeral = /^[$€£¥]?\d[\d.,:]*$/;
/** Where a line may end: no-break spaces belong to their word. */
const breakingSpace = /[^\S\u00A0\u202F\u2007\u2060]+/u;
/** Nothing to read: a dash, an emoji or a closing sign. It never begins a line where that can be helped. */
const isSign = /^[^\p{L}\p{N}]+$/u;

/** A piece that may start a line, and whether a space parts it from the piece before. */
export interface Piece {
  readonly text: string;
  readonly spaced: boolean;
}

/** Words; in scripts without spaces, phrases. */
export function piecesOf(text: string, language: string): readonly Piece[] {
  return text
    .split(breakingSpace)
    .filter((part) => part !== '')
    .flatMap((word) =>
      hasUnspacedScript(word)
        ? phrasesIn(word, language, Infinity, columnsOf).map((phrase, index) => ({
            text: phrase,
            spaced: index === 0,
          }))
        : [{text: word, spaced: true}],
    );
}

/** Stands where a word was cut, told apart from the text's own signs until the parts are set. */
const hyphen = '\u2010';
const vowel = /[aeiouyäöüáéíóúàèìòùâêîôûåæøœаеёиоуыэюяіїєαεηιουωάέήίόύώ]/iu;
const alphabetic = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M}]+$/u;

/**
 * Cuts a long word of an alphabet into parts that fit, each but the last with a hyphen: before a
 * consonant with a vowel after it, as most syllables begin, and never so that fewer than three letters stand alone.
 */
function hyphenated(word: string, measure: MeasureEm, room: number): readonly string[] {
  const letters = Array.from(
    new Intl.Segmenter(undefined, {granularity: 'grapheme'}).segment(word),
    ({segment}) => segment,
  );
  const isVowel = (at: number): boolean => vowel.test(letters[at] ?? '');
  const parts: string[] = [];
  let from = 0;
  while (from < letters.length) {
    if (measure(letters.slice(from).join('')) <= room) {
      parts.push(letters.slice(from).join(''));
      break;
    }
    let to = from + 1;
    while (to < letters.length && measure(`${letters.slice(from, to + 1).join('')}${hyphen}`) <= room) to++;
    const least = Math.max(from + 3, Math.ceil((from + to) / 2));
    let cut = Math.min(to, letters.length - 3);
    for (let at = cut; at >= least; at--) {
      // `ch`, `ph`, `th` and `sh` are one sound.
      const torn = letters[at] === 'h' && /[cpst]/u.test(letters[at - 1] ?? '');
      const opens = !torn && !isVowel(at) && isVowel(at + 1);
      if (opens && (isVowel(at - 1) || isVowel(at - 2))) {
        cut = at;
        break;
      }
    }
    cut = Math.max(from + 1, cut);
    parts.push(`${letters.slice(from, cut).join('')}${hyphen}`);
    from = cut;
  }
  return parts;
}

/** Cuts a piece that no line holds: after `/ . - _ @ ? & =` and soft hyphens where it can, else inside words. */
function cutPiece(piece: Piece, language: string, measure: MeasureEm, room: number): readonly Piece[] {
  if (measure(piece.text) <= room) return [piece];
  if (hasUnspacedScript(piece.text)) {
    const parts = phrasesIn(piece.text, language, room, measure);
    if (parts.every((part) => measure(part) <= room)) {
      return parts.map((text, index) => ({text, spaced: index === 0 && piece.spaced}));
    }
  }
  const units = piece.text.split(/(?<=[/.\-_@?&=\u00AD])/u).flatMap((unit): readonly string[] => {
    if (measure(unit) <= room) return [unit];
    const [, opening = '', word = '', closing = ''] = /^(\P{L}*)(.*?)(\P{L}*)$/u.exec(unit) ?? [];
    if (alphabetic.test(word) && word.length >= 8 && room >= measure('nnnnnn')) {
      const cut = hyphenated(`${opening}${word}`, measure, room - measure(closing));
      return cut.map((part, index) => (index === cut.length - 1 ? part + closing : part));
    }
    return Array.from(
      new Intl.Segmenter(undefined, {granularity: 'grapheme'}).segment(unit),
      ({segment}) => segment,
    );
  });
  const parts: string[] = [];
  for (const unit of units) {
    const last = parts.at(-1);
    if (last !== undefined && !last.endsWith(hyphen) && measure(last + unit) <= room) {
      parts[parts.length - 1] = last + unit;
    } else parts.push(unit);
  }
  return parts.map((text, index) => ({text: text.replace(hyphen, '-'), spaced: index === 0 && piece.spaced}));
}

/** How much a break between two pieces hurts, in units of squared relative slack. */
function breakCost(before: string, after: string): number {
  if (isSign.test(after)) return 0.4;
  const word = before.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (/[.!?…:;,]$/u.test(before)) return -0.06;
  if (clinging.has(word) || trailing.has(after.replace(/[^\p{L}\p{M}\p{N}]/gu, ''))) return 0.35;
  if (numeral.test(before) && /^\p{L}/u.test(after)) return 0.3;
  return 0;
}

interface Breaking {
  readonly lines: readonly (readonly number[])[];
  readonly cost: number;
}

/** The best way to set the pieces in exactly `count` lines no wider than `room` em; null when there is none. */
function breakInto(
  pieces: readonly Piece[],
  widths: readonly number[],
  space: number,
  room: number,
  count: number,
): Breaking | null {
  const size = pieces.length;
  if (count > size) return null;
  const widthOf = (from: number, to: number): number => {
    let width = 0;
    for (let index = from; index < to; index++) {
      width += (widths[index] ?? 0) + (index > from && pieces[index]?.spaced ? space : 0);
    }
    return width;
  };
  // best[line][end]: cheapest way to set pieces 0..end in `line` lines, and where its last line starts.
  const best: {cost: number; from: number}[][] = Array.from({length: count + 1}, () =>
    Array.from({length: size + 1}, () => ({cost: Infinity, from: 0})),
  );
  best[0]![0] = {cost: 0, from: 0};
  for (let line = 1; line <= count; line++) {
    for (let end = line; end <= size; end++) {
      for (let from = end - 1; from >= line - 1; from--) {
        const width = widthOf(from, end);
        if (width > room) break;
        const before = best[line - 1]![from]!.cost;
        if (before === Infinity) continue;
        const slack = ((room - width) / room) ** 2;
        const last = end === size;
        const alone = count > 1 && end - from === 1 ? width : Infinity;
        const orphan = last ? (alone < 3 ? 1 : 0) : alone < 2.5 ? 0.3 : 0;
        const broken = last ? 0 : breakCost(pieces[end - 1]?.text ?? '', pieces[end]?.text ?? '');
        const cost = before + slack + orphan + broken;
        if (cost < best[line]![end]!.cost) best[line]![end] = {cost, from};
      }
    }
  }
  const total = best[count]![size]!;
  if (total.cost === Infinity) return null;
  const lines: number[][] = [];
  for (let line = count, end = size; line > 0; line--) {
    const {from} = best[line]![end]!;
    lines.unshift(Array.from({length: end - from}, (_, offset) => from + offset));
    end = from;
  }
  return {lines, cost: total.cost};
}

/** Pieces of a line joined into words, so that a word keeps its shape. */
function wordsOf(pieces: readonly Piece[], line: readonly number[]): readonly string[] {
  const words: string[] = [];
  for (const index of line) {
    const piece = pieces[index];
    if (!piece) continue;
    if (words.length > 0 && !piece.spaced) words[words.length - 1] += piece.text;
    else words.push(piece.text);
  }
  return words;
}

const ellipsis = '…';

/** As many lines as there is room for, the last with an ellipsis where more would follow. */
function cutShort(
  lines: readonly (readonly string[])[],
  measure: MeasureEm,
  room: number,
  most: number,
): readonly (readonly string[])[] {
  const count = Math.max(1, Math.floor(most + 0.001));
  if (lines.length <= count) return lines;
  const last = Array.from(
    new Intl.Segmenter(undefined, {granularity: 'grapheme'}).segment((lines[count - 1] ?? []).join(' ')),
    ({segment}) => segment,
  );
  const bare = () => last.join('').replace(/[\s\p{P}]+$/u, '');
  let torn = false;
  while (last.length > 1 && measure(bare() + ellipsis) > room) torn = last.pop()?.trim() !== '';
  // After a whole word, unless that is most of the line.
  const space = last.lastIndexOf(' ');
  if (torn && space > last.length * 0.6) last.length = space;
  return [...lines.slice(0, count - 1), `${bare()}${ellipsis}`.split(' ')];
}

/**
 * Sets a text as large as its room allows and breaks it into balanced lines: no article at a line's end, no
 * number parted from its unit, no short word alone on the last line. Where one line fewer costs at most an
 * eighth of the size, it is taken. A text that its room cannot hold at the smallest size that can be read is cut short.
 */
export function fitText(request: FitRequest): FittedText {
  const {text, language, measure, maxPx, minPx, width, height, lineHeight, maxLines} = request;
  const whole = piecesOf(text, language);
  if (whole.length === 0) return {px: maxPx, lines: [], fits: true};
  const space = measure('n n') - measure('nn');

  const attempt = (px: number, countLimit: number, pieces: readonly Piece[], widths: readonly number[]) => {
    let found: Breaking | null = null;
    for (let count = 1; count <= countLimit && count * px * lineHeight <= height; count++) {
      const breaking = breakInto(pieces, widths, space, width / px, count);
      if (breaking && (!found || breaking.cost < found.cost)) found = breaking;
    }
    return found;
  };
  const search = (from: number, to: number, countLimit: number, cut: boolean) => {
    let pieces = whole;
    let widths = pieces.map((piece) => measure(piece.text));
    for (let px = from; px >= to; px -= 2) {
      if (cut) {
        pieces = whole.flatMap((piece) => cutPiece(piece, language, measure, width / px));
        widths = pieces.map((piece) => measure(piece.text));
      }
      const breaking = attempt(px, countLimit, pieces, widths);
      if (breaking) return {px, ...breaking, pieces};
    }
    return null;
  };

  const floor = Math.min(floorPx, minPx);
  const found =
    search(maxPx, minPx, maxLines, false) ??
    // Somewhat smaller letters read better than a word cut in two.
    search(minPx, Math.max(floor, Math.round(minPx * 0.55)), maxLines + 1, false) ??
    search(minPx, minPx, maxLines, true) ??
    search(minPx, floor, maxLines + 2, false) ??
    search(minPx, floor, maxLines + 6, true);
  if (!found) {
    const pieces = whole.flatMap((piece) => cutPiece(piece, language, measure, width / floor));
    const widths = pieces.map((piece) => measure(piece.text));
    const lines: number[][] = [[]];
    let used = 0;
    pieces.forEach((_, index) => {
      const next = used + (widths[index] ?? 0) + (used > 0 ? space : 0);
      if (next > width / floor && used > 0) {
        lines.push([index]);
        used = widths[index] ?? 0;
      } else {
        lines.at(-1)!.push(index);
        used = next;
      }
    });
    const words = lines.map((line) => wordsOf(pieces, line));
    return {
      px: floor,
      lines: cutShort(words, measure, width / floor, height / floor / lineHeight),
      fits: false,
    };
  }
  let chosen = found;
  for (;;) {
    const {lines, px, cost, pieces} = chosen;
    // A short word in a line of its own is worth more size than a line is otherwise; two words one over the other are a stack.
    const lonely =
      pieces.length > 2 &&
      lines.some((line) => line.length === 1 && measure(pieces[line[0] ?? 0]?.text ?? '') < 3.5);
    const least = Math.max(Math.ceil(px * (lonely ? 0.76 : 0.88)), Math.ceil(found.px * 0.72), floor);
    const wider = lines.length > 1 ? search(px, least, lines.length - 1, false) : null;
    // Never at the price of a worse break: an article at a line's end reads as a stumble.
    if (!wider || wider.cost > cost + 0.05) break;
    chosen = wider;
  }
  return {px: chosen.px, lines: chosen.lines.map((line) => wordsOf(chosen.pieces, line)), fits: true};
}
