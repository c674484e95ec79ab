import {hasUnspacedScript} from '../../../captions/writing-systems.ts';
import {fontStackOf} from '../../fonts/families.ts';
import {emphasisedWords} from './emphasis.ts';
import {leastLineHeight, scriptFace, scriptSize} from './scripts.ts';
import {pagesOf} from './text-pages.ts';
import {fitText, floorPx} from './text-fit.ts';
import {markHandles, standingOrder} from './word-order.ts';

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
  /** Whether a text that its room cannot hold whole is set as pages that follow each other, in place of being cut short. */
  readonly paged?: boolean | undefined;
}

export interface PlacedWord {
  readonly text: string;
  /** From the line's leading edge, px. */
  readonly x: number;
  readonly width: number;
  readonly emphasised: boolean;
  /** The direction it is drawn in: a word inside a run of the other direction takes that one's. */
  readonly direction: 'ltr' | 'rtl';
  /** Written together with the word before it. */
  readonly joined?: boolean;
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
  /** The parts of a text that no room held whole, all of one size; what else is said here holds for the first. */
  readonly pages?: readonly TextLayout[];
}

/** The text of a line as it reads. */
export const textOfLine = ({words}: PlacedLine): string =>
  words.map(({text, joined}, index) => (index === 0 || joined === true ? text : ` ${text}`)).join('');

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

/**
 * Sets font, tracking, word spacing and direction of a context to those of a face at a size.
 * @param language of the text; that of the canvas when left out
 */
export function useFace(
  context: CanvasRenderingContext2D,
  face: Face,
  px: number,
  direction: 'ltr' | 'rtl',
  language = context.canvas.lang,
): void {
  context.font = `normal ${face.weight} ${px}px ${fontStackOf(face.family, language)}`;
  context.letterSpacing = `${(face.tracking ?? 0) * px}px`;
  context.wordSpacing = `${wordSpacingOf(face) * px}px`;
  context.direction = direction;
  context.fontKerning = 'normal';
  context.textBaseline = 'alphabetic';
  context.textAlign = direction === 'rtl' ? 'right' : 'left';
}

/** Widths are measured at this size and scaled, so that one measurement serves every size tried. */
const referencePx = 200;

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
function casedText({text, caps, language, direction}: TextRequest): string {
  const words = text.trim().split(/\s+/u);
  const cased = caps === true && words.length <= 8 ? text.toLocaleUpperCase(language) : text;
  return direction === 'rtl' ? markHandles(cased) : cased;
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

/** How far a text's ink reaches out before its start, em; negative for the room that most letters leave there. */
export function inkBefore(text: string, face: Face): number {
  const context = measuringContext();
  useFace(context, face, referencePx, 'ltr');
  return context.measureText(text).actualBoundingBoxLeft / referencePx;
}

/** How far a text's ink reaches below the line it stands on, em. */
export function inkBelow(text: string, face: Face, language = ''): number {
  const context = measuringContext();
  useFace(context, face, referencePx, 'ltr', language);
  return text === '' ? 0 : context.measureText(text).actualBoundingBoxDescent / referencePx;
}

/** Advance of a text in a face, em; a space counts as well. */
export function advanceOf(text: string, face: Face, language = ''): number {
  const context = measuringContext();
  useFace(context, face, referencePx, 'ltr', language);
  return context.measureText(text).width / referencePx;
}

/** Places the words of a line from its leading edge. */
function placeLine(
  line: readonly string[],
  emphasis: {readonly words: readonly boolean[]; readonly phrases: readonly string[]},
  direction: 'ltr' | 'rtl',
  measure: (text: string) => number,
): PlacedLine {
  const standing = standingOrder(line, direction);
  const texts = standing.map(({index}) => line[index] ?? '');
  const placed: PlacedWord[][] = [];
  standing.forEach(({index, direction: own}, place) => {
    const word = line[index] ?? '';
    let x = place === 0 ? 0 : measure(`${texts.slice(0, place).join(' ')} `);
    const parts = partsOf(word, emphasis.phrases);
    placed[index] = parts.map((text, part): PlacedWord => {
      const width = measure(text);
      const emphasised =
        (emphasis.words[index] ?? false) || (parts.length > 1 && emphasis.phrases.includes(text));
      x += width;
      return {text, x: x - width, width, emphasised, direction: own, ...(part > 0 ? {joined: true} : {})};
    });
  });
  const words = placed.flat();
  return {words, width: Math.max(0, ...words.map(({x, width}) => x + width))};
}

/** A word of a script without spaces, which may be a whole sentence, cut around the phrases in it. */
function partsOf(word: string, phrases: readonly string[]): readonly string[] {
  if (!hasUnspacedScript(word)) return [word];
  const found = phrases.find((phrase) => phrase !== '' && phrase !== word && word.includes(phrase));
  if (found === undefined) return [word];
  const at = word.indexOf(found);
  const before = word.slice(0, at);
  const after = word.slice(at + found.length);
  return [
    ...(before === '' ? [] : partsOf(before, phrases)),
    found,
    ...(after === '' ? [] : partsOf(after, phrases)),
  ];
}

/** Lays a text out between two sizes, px at 1080 wide. */
function layOut(request: TextRequest, maxPx: number, minPx: number): TextLayout {
  const {direction, unit, width, height, language} = request;
  const text = casedText(request);
  const face = scriptFace(request.face, text);
  const context = measuringContext();
  useFace(context, face, referencePx, direction, language);
  const measure = (part: string): number => context.measureText(part).width / referencePx;
  const lineHeight = lineHeightFor(
    text,
    face,
    request.caps === true && text.toLocaleUpperCase(language) === text,
  );
  const fitted = fitText({
    text,
    language,
    measure,
    maxPx,
    minPx,
    width: width / unit,
    height: height / unit,
    lineHeight,
    maxLines: request.maxLines,
  });
  const px = fitted.px * unit;
  const flat = fitted.lines.flat();
  const marks = emphasisedWords(flat, request.emphasis ?? []);
  let first = 0;
  const lines = fitted.lines.map((line): PlacedLine => {
    const words = marks.slice(first, (first += line.length));
    return placeLine(line, {words, phrases: request.emphasis ?? []}, direction, (part) => measure(part) * px);
  });
  return {
    face,
    px,
    lineHeight: lineHeight * px,
    lines,
    width: Math.max(0, ...lines.map((line) => line.width)),
    height: lines.length * lineHeight * px,
    direction,
    fits: fitted.fits,
  };
}

/** A text as pages of one size that its room holds each; `null` where even many would not do. */
function layOutPages(request: TextRequest, maxPx: number): TextLayout | null {
  const {unit} = request;
  const page = (text: string, most: number, least: number) =>
    layOut({...request, text, caps: false}, most, least);
  const texts = pagesOf(
    request.text,
    request.language,
    (text) => page(text, Math.min(floorPx, maxPx), Math.min(floorPx, maxPx)).fits,
  );
  if (!texts) return null;
  const common = Math.min(...texts.map((text) => page(text, maxPx, floorPx).px)) / unit;
  const pages = texts.map((text) => page(text, common, Math.min(common, floorPx)));
  const [first] = pages;
  if (!first || pages.some(({fits}) => !fits)) return null;
  return {
    ...first,
    width: Math.max(...pages.map(({width}) => width)),
    height: Math.max(...pages.map(({height}) => height)),
    pages,
  };
}

const kept = new Map<string, TextLayout>();

/** Fits a text into its room and places every word. Equal requests give the same, already computed layout. */
export function layoutText(request: TextRequest): TextLayout {
  const key = JSON.stringify(request);
  const known = kept.get(key);
  if (known) return known;
  const scale = scriptSize(casedText(request));
  const scaled = (px: number): number => Math.max(Math.min(px, floorPx), Math.round(px * scale));
  const maxPx = scaled(request.maxPx);
  const whole = layOut(request, maxPx, Math.max(floorPx, Math.min(scaled(request.minPx), maxPx)));
  const layout = whole.fits || request.paged !== true ? whole : (layOutPages(request, maxPx) ?? whole);
  if (kept.size > 400) kept.clear();
  kept.set(key, layout);
  return layout;
}
