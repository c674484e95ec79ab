import {fontStackOf} from '../fonts/families.ts';
import {emphasisedWords} from './emphasis.ts';
import {fitText, floorPx} from './text-fit.ts';

/** A face to set text in. Lengths in em. */
export interface Face {
  readonly family: string;
  readonly weight: number;
  readonly tracking?: number;
  readonly lineHeight: number;
}

export interface TextRequest {
  readonly text: string;
  readonly face: Face;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Type sizes at 1080 wide, px. */
  readonly maxPx: number;
  readonly minPx: number;
  /** Room in px of the frame. */
  readonly width: number;
  readonly height: number;
  readonly maxLines: number;
  /** Scale of the frame against 1080 wide. */
  readonly unit: number;
  readonly caps?: boolean;
  readonly emphasis?: readonly string[];
}

export interface PlacedWord {
  readonly text: string;
  /** From the line's leading edge, px. */
  readonly x: number;
  readonly width: number;
  readonly emphasised: boolean;
}

export interface PlacedLine {
  readonly words: readonly PlacedWord[];
  readonly width: number;
}

/** A text broken into lines at a size, ready to be painted. Lengths in px of the frame. */
export interface TextLayout {
  readonly face: Face;
  readonly px: number;
  readonly lineHeight: number;
  readonly lines: readonly PlacedLine[];
  readonly width: number;
  readonly height: number;
  readonly direction: 'ltr' | 'rtl';
  readonly fits: boolean;
}

let shared: CanvasRenderingContext2D | null = null;

/** One context to measure with; fonts must have been loaded before. */
function measuringContext(): CanvasRenderingContext2D {
  shared ??= document.createElement('canvas').getContext('2d');
  if (!shared) throw new Error('this browser gives no 2D canvas to measure text with');
  return shared;
}

/** Extra space between words in em, where tight tracking would close the gaps too. */
export function wordSpacingOf({tracking = 0}: Face): number {
  return tracking < -0.015 ? 0.07 : 0;
}

/** Sets font, tracking, word spacing and direction of a context to those of a face at a size. */
export function useFace(
  context: CanvasRenderingContext2D,
  face: Face,
  px: number,
  direction: 'ltr' | 'rtl',
): void {
  context.font = `normal ${face.weight} ${px}px ${fontStackOf(face.family)}`;
  context.letterSpacing = `${(face.tracking ?? 0) * px}px`;
  context.wordSpacing = `${wordSpacingOf(face) * px}px`;
  context.direction = direction;
  context.fontKerning = 'normal';
  context.textBaseline = 'alphabetic';
  context.textAlign = direction === 'rtl' ? 'right' : 'left';
}

/** Widths are measured at this size and scaled, so that one measurement serves every size tried. */
const referencePx = 200;

/** Least distance of two baselines in scripts whose letters are taller than Latin ones or fuller, em. */
const scriptLineHeights: readonly (readonly [RegExp, number])[] = [
  [/\p{Script=Arabic}/u, 1.5],
  [/[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u, 1.4],
  [/[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}]/u, 1.3],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u, 1.22],
  [/\p{Script=Hebrew}/u, 1.12],
];

/** Least distance of two baselines that the scripts of a text leave room for, em; 0 for Latin, Greek and Cyrillic. */
export function leastLineHeight(text: string): number {
  return Math.max(0, ...scriptLineHeights.map(([script, height]) => (script.test(text) ? height : 0)));
}

/** Marks above capitals, as in Å or Ễ, need lines farther apart. */
function lineHeightFor(text: string, face: Face, caps: boolean): number {
  const decomposed = text.normalize('NFD');
  const least = leastLineHeight(text);
  if (least > 0) return Math.max(face.lineHeight, least);
  if (/\p{M}\p{M}/u.test(decomposed)) return Math.max(face.lineHeight + 0.18, 1.22);
  if (caps && /\p{M}/u.test(decomposed)) return Math.max(face.lineHeight + 0.1, 1.14);
  return face.lineHeight;
}

/** Capitals suit short headlines only: past eight words the text keeps its own case. */
function casedText({text, caps, language}: TextRequest): string {
  const words = text.trim().split(/\s+/u);
  return caps === true && words.length <= 8 ? text.toLocaleUpperCase(language) : text;
}

/** Height of a face's capitals over the baseline, em. */
export function capHeight(face: Face): number {
  const context = measuringContext();
  useFace(context, face, referencePx, 'ltr');
  return context.measureText('H').actualBoundingBoxAscent / referencePx;
}

/** Height of a face's digits over the baseline, em. */
export function digitHeight(face: Face): number {
  const context = measuringContext();
  useFace(context, face, referencePx, 'ltr');
  return context.measureText('0').actualBoundingBoxAscent / referencePx;
}

/** Advance of a text in a face, em; a space counts as well. */
export function advanceOf(text: string, face: Face): number {
  const context = measuringContext();
  useFace(context, face, referencePx, 'ltr');
  return context.measureText(text).width / referencePx;
}

const kept = new Map<string, TextLayout>();

/** Fits a text into its room and places every word. Equal requests give the same, already computed layout. */
export function layoutText(request: TextRequest): TextLayout {
  const key = JSON.stringify(request);
  const known = kept.get(key);
  if (known) return known;
  const {face, direction, unit, width, height, language} = request;
  const text = casedText(request);
  const context = measuringContext();
  useFace(context, face, referencePx, direction);
  const measure = (part: string): number => context.measureText(part).width / referencePx;
  const lineHeight = lineHeightFor(text, face, text !== request.text);
  const fitted = fitText({
    text,
    language,
    measure,
    maxPx: request.maxPx,
    minPx: Math.max(floorPx, Math.min(request.minPx, request.maxPx)),
    width: width / unit,
    height: height / unit,
    lineHeight,
    maxLines: request.maxLines,
  });
  const px = fitted.px * unit;
  const flat = fitted.lines.flat();
  const marks = emphasisedWords(flat, request.emphasis ?? []);
  let word = 0;
  const lines = fitted.lines.map((line): PlacedLine => {
    const words = line.map((part, index): PlacedWord => {
      const before = index === 0 ? 0 : measure(`${line.slice(0, index).join(' ')} `) * px;
      return {text: part, x: before, width: measure(part) * px, emphasised: marks[word++] ?? false};
    });
    const last = words.at(-1);
    return {words, width: last ? last.x + last.width : 0};
  });
  const layout: TextLayout = {
    face,
    px,
    lineHeight: lineHeight * px,
    lines,
    width: Math.max(0, ...lines.map((line) => line.width)),
    height: lines.length * lineHeight * px,
    direction,
    fits: fitted.fits,
  };
  if (kept.size > 400) kept.clear();
  kept.set(key, layout);
  return layout;
}
