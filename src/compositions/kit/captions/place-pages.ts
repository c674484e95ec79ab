import type {CaptionPage, PageWord} from '../../../captions/page.ts';
import {cutToWidth} from '../../../captions/phrases.ts';
import type {SceneScope} from '../../contract.ts';
import {leastLineHeight} from '../text/scripts.ts';
import {floorPx} from '../text/text-fit.ts';
import {advanceOf, type Face} from '../text/text-layout.ts';
import {markHandles, standingOrder} from '../text/word-order.ts';
import {zonesOf} from '../zones.ts';
import {stressedWords} from './emphasis.ts';
import {captionFaceOf, captionManners, keyFaceOf} from './manners.ts';

/** A word with its place on the page. Lengths in px of the frame, from the page's top left corner. */
export interface PlacedCaptionWord {
  readonly word: PageWord;
  /** As it is shown: in capitals where the style has them. */
  readonly text: string;
  readonly face: Face;
  readonly px: number;
  readonly x: number;
  readonly width: number;
  /** Of the line it stands on. */
  readonly lineTop: number;
  readonly lineHeight: number;
  /** Height of the line's letters, by whose middle all of its words are centred. */
  readonly linePx: number;
  readonly lineFace: Face;
  readonly stressed: boolean;
  /** Written together with the word before or after it. */
  readonly joined: boolean;
  /** On a line that is set as the page's key. */
  readonly key: boolean;
  /** The direction it is drawn in. */
  readonly direction: 'ltr' | 'rtl';
}

export interface PlacedPage {
  readonly page: CaptionPage;
  readonly words: readonly PlacedCaptionWord[];
  readonly width: number;
  readonly height: number;
  /** Size of the words that are neither stressed nor key, px. */
  readonly px: number;
}

/** Room at both sides of a word in which its box or its strokes stand, em. */
export const paddingEm = 0.16;
/** The same beside a neighbour that is written together with it. */
export const joinedPaddingEm = 0.05;
/** Between words that are written together; enough for a lit word's box to keep off its neighbour. */
const joinedGapEm = 0.08;
/** A key line is at most this much larger than the other line of its page. */
const keyScale = 2.2;

interface MeasuredWord {
  readonly word: PageWord;
  readonly text: string;
  readonly em: number;
  readonly scale: number;
  readonly stressed: boolean;
}

/** Which line of a page is its key: the one with the stressed word, or the last, where a sentence lands. */
function keyLineOf(lines: readonly (readonly MeasuredWord[])[]): number {
  const stressed = lines.findIndex((line) => line.some((word) => word.stressed));
  return stressed >= 0 ? stressed : lines.length - 1;
}

/** A single line of several words as two: a page with a key needs one line to lead to it. */
function withLeadIn(lines: readonly (readonly MeasuredWord[])[]): readonly (readonly MeasuredWord[])[] {
  const [only] = lines;
  if (lines.length !== 1 || only === undefined || only.length < 2) return lines;
  const stressed = only.findIndex((word) => word.stressed);
  const cut = stressed > 0 ? stressed : stressed === 0 ? 1 : Math.ceil(only.length / 2);
  return [only.slice(0, cut), only.slice(cut)];
}

/** Places the words of every page of a scene; as good as one size for the whole scene, so that captions do not pump. */
export function placePages(scope: SceneScope, phrases: readonly string[]): readonly PlacedPage[] {
  const {theme, aspect, unit, language, direction, captionStyle} = scope;
  const manner = captionManners[captionStyle];
  const face = captionFaceOf(manner, theme);
  const keyFace = keyFaceOf(theme);
  const zone = zonesOf(scope).captions;
  const room = zone.width - 24 * unit;
  const cased = (text: string, caps: boolean) => {
    const shown = caps ? text.toLocaleUpperCase(language) : text;
    return direction === 'rtl' ? markHandles(shown) : shown;
  };
  const caps = manner.caps && theme.type.display.caps;
  const marks = stressedWords(scope.captions, phrases, language);

  const gapBefore = ({joined}: PageWord): number => (joined ? joinedGapEm : manner.gapEm);
  const widthEm = (line: readonly MeasuredWord[]): number =>
    line.reduce(
      (sum, {word, em, scale}, index) => sum + em * scale + (index === 0 ? 0 : gapBefore(word)),
      2 * paddingEm,
    );
  const roomEm = room / (floorPx * unit);
  /** A line as several where even the smallest type is too wide for it: an address, a word without an end. */
  const narrowed = (line: readonly MeasuredWord[]): readonly (readonly MeasuredWord[])[] => {
    if (widthEm(line) <= roomEm) return [line];
    const rows: MeasuredWord[][] = [];
    for (const word of line) {
      const most = roomEm / word.scale - 2 * paddingEm;
      const parts = cutToWidth(word.text, most, (text) => advanceOf(text, face, language));
      for (const text of parts) {
        const part = {...word, text, em: advanceOf(text, face, language)};
        const last = rows.at(-1);
        if (parts.length === 1 && last && widthEm([...last, part]) <= roomEm) last.push(part);
        else rows.push([part]);
      }
    }
    return rows;
  };
  const measured = scope.captions.map(({lines}, page) => {
    let index = 0;
    const set = lines.map((line) =>
      line.map((word): MeasuredWord => {
        const text = cased(word.text, caps);
        const stressed = marks[page]?.[index++] ?? false;
        return {
          word,
          text,
          em: advanceOf(text, face, language),
          scale: stressed ? manner.stressedScale : 1,
          stressed,
        };
      }),
    );
    return (manner.keyLine ? withLeadIn(set) : set).flatMap(narrowed);
  });
  const usual = advanceOf(cased('n', caps), face) * manner.usualLine[aspect] * 0.92;
  const widths = measured.map((lines) => Math.max(0, ...lines.map(widthEm)));
  // One giant word makes its own page small, not those of the whole scene.
  const ordinary = widths.filter((width) => width <= 1.4 * usual);
  const widest = Math.max(usual, ...ordinary);
  const scenePx = Math.min(manner.largestPx[aspect] * unit, room / widest);

  return scope.captions.map((page, pageIndex): PlacedPage => {
    const lines = measured[pageIndex] ?? [];
    // Lines that were cut come on top of the two that there is always room for.
    const rowsHigh = lines.length > 2 ? zone.height / (lines.length * manner.lineEm) : Infinity;
    const px = Math.max(
      floorPx * unit,
      Math.min(scenePx, room / Math.max(1, widths[pageIndex] ?? 0), rowsHigh),
    );
    const keyIndex = manner.keyLine ? keyLineOf(lines) : -1;
    const keyCaps = theme.type.key === undefined && theme.type.display.caps;
    const rows = lines.map((line, index) => {
      const key = index === keyIndex;
      if (!key) {
        const lineEm = Math.max(manner.lineEm, leastLineHeight(line.map(({text}) => text).join(' ')));
        return {line, key, face, px, width: widthEm(line) * px, height: lineEm * px};
      }
      const set = line.map((part): MeasuredWord => {
        const text = cased(part.word.text, keyCaps);
        return {...part, text, em: advanceOf(text, keyFace, language), scale: 1};
      });
      const lineEm = Math.max(1.02, leastLineHeight(set.map(({text}) => text).join(' ')) - 0.1);
      const others = lines.length > 1 ? manner.lineEm * px : 0;
      const keyPx = Math.max(
        px,
        Math.min(keyScale * px, room / widthEm(set), (zone.height - others) / lineEm),
      );
      return {line: set, key, face: keyFace, px: keyPx, width: widthEm(set) * keyPx, height: lineEm * keyPx};
    });
    const width = Math.max(0, ...rows.map((row) => row.width));
    let top = 0;
    const words = rows.flatMap((row) => {
      let x = (manner.align === 'center' ? (width - row.width) / 2 : 0) + paddingEm * row.px;
      const lineTop = top;
      top += row.height;
      const order = standingOrder(
        row.line.map(({text}) => text),
        direction,
      );
      const placed: PlacedCaptionWord[] = [];
      order.forEach(({index, direction: drawn}, place) => {
        const {word, text, em, scale, stressed} = row.line[index]!;
        const beside = Math.max(index, order[place - 1]?.index ?? 0);
        if (place > 0) x += gapBefore(row.line[beside]!.word) * row.px;
        const own = em * scale * row.px;
        placed[index] = {
          word,
          text,
          face: row.face,
          px: row.px * scale,
          x: direction === 'rtl' ? width - x - own : x,
          width: own,
          lineTop,
          lineHeight: row.height,
          linePx: row.px,
          lineFace: row.face,
          stressed,
          joined: word.joined === true || row.line[index + 1]?.word.joined === true,
          key: row.key,
          direction: drawn,
        };
        x += own;
      });
      return placed;
    });
    return {page, words, width, height: top, px};
  });
}
