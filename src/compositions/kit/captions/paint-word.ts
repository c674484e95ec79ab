import {joinsLetters, leastLineHeight} from '../text/scripts.ts';
import {capHeight, useFace} from '../text/text-layout.ts';
import type {WordLook} from './looks.ts';
import {joinedPaddingEm, paddingEm, type PlacedCaptionWord} from './place-pages.ts';

/** Room around a word's line on its canvas for strokes, marks and growth, em. */
export const wordMarginEm = 0.34;

/** How much of a word's width its first letters take, 0-1. */
function typedShare(context: CanvasRenderingContext2D, text: string, typed: number): number {
  const letters = Array.from(new Intl.Segmenter(undefined, {granularity: 'grapheme'}).segment(text));
  const count = Math.round(typed * letters.length);
  if (count >= letters.length) return 1;
  // Letters that change with their neighbours are uncovered, never cut.
  if (joinsLetters(text)) return count / letters.length;
  const first = letters
    .slice(0, count)
    .map(({segment}) => segment)
    .join('');
  return context.measureText(first).width / Math.max(1, context.measureText(text).width);
}

/**
 * Paints a caption word onto its canvas.
 * @param radius of boxes, px
 */
export function paintCaptionWord(
  context: CanvasRenderingContext2D,
  placed: PlacedCaptionWord,
  look: WordLook,
  radius: number,
): void {
  if (look.fill === null) return;
  const {text, width, px, face, lineFace, linePx, lineHeight, direction} = placed;
  const margin = wordMarginEm * px;
  const middle = margin + lineHeight / 2;
  // Words of a line stand on one baseline, stressed ones too.
  const baseline = middle + (capHeight(lineFace) * linePx) / 2;
  context.save();
  // A long word that grows must not reach its neighbours.
  const scale = Math.min(look.scale ?? 1, 1 + (0.16 * px) / width);
  if (scale !== 1) {
    context.translate(margin + width / 2, middle);
    context.scale(scale, scale);
    context.translate(-margin - width / 2, -middle);
  }
  if (look.box !== undefined) {
    const height = Math.min(lineHeight - 4, Math.max(1.1, leastLineHeight(text)) * px);
    const padding = (placed.joined ? joinedPaddingEm : paddingEm) * px;
    context.fillStyle = look.box;
    context.beginPath();
    context.roundRect(margin - padding, middle - height / 2, width + 2 * padding, height, radius);
    context.fill();
  }
  useFace(context, face, px, direction);
  context.lineJoin = 'round';
  const x = direction === 'rtl' ? margin + width : margin;
  if (look.bar) {
    const {part, thickness, color} = look.bar;
    const long = width * part;
    const left = direction === 'rtl' ? margin + width - long : margin;
    // Below the vowels and tails that hang from the line in some scripts.
    const top = baseline + (joinsLetters(text) ? 0.26 : 0.14) * px;
    const draw = (grow: number, fill: string) => {
      context.fillStyle = fill;
      context.fillRect(left - grow, top - grow, long + 2 * grow, thickness * px + 2 * grow);
    };
    if (look.stroke) draw((look.stroke.width / 2) * px * 0.7, look.stroke.color);
    draw(0, color);
  }
  if (look.typed !== undefined) {
    const share = typedShare(context, text, look.typed);
    const shown = share * width;
    if (look.caret !== undefined) {
      const wide = 0.5 * px;
      const gap = 0.06 * px;
      const left = direction === 'rtl' ? margin + width - shown - gap - wide : margin + shown + gap;
      context.fillStyle = look.caret;
      context.fillRect(left, baseline - 0.74 * px, wide, 0.86 * px);
    }
    context.beginPath();
    const bearing = 0.04 * px;
    if (share < 1) {
      const left = direction === 'rtl' ? margin + width - shown : margin - bearing;
      context.rect(left, 0, shown + bearing, lineHeight + 2 * margin);
      context.clip();
    }
  }
  if (look.stroke) {
    // A heavy ring fills the small rooms inside joined letters and their marks.
    context.lineWidth = look.stroke.width * px * (joinsLetters(text) ? 0.62 : 1);
    context.strokeStyle = look.stroke.color;
    if (look.shadow !== undefined) context.strokeText(text, x, baseline + 0.05 * px);
    context.strokeText(text, x, baseline);
  }
  context.fillStyle = look.fill;
  context.fillText(text, x, baseline);
  context.restore();
}
