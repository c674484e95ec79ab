import {textOfLine, useFace, type PlacedLine, type TextLayout} from './text-layout.ts';

/** Drawn under the fill of letters, for text over pictures. */
export interface LetterStroke {
  readonly color: string;
  readonly width: number;
}

/** Room around a line for marks, swashes and strokes that leave its box, em. */
export const bleed = 0.4;

/** Height of the line's letters on its canvas, px: where they stand, from the canvas's top edge. */
export function baselineOf(
  context: CanvasRenderingContext2D,
  {px, face, direction, lineHeight}: TextLayout,
): number {
  useFace(context, face, px, direction);
  const {fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent} = context.measureText('Hg');
  return bleed * px + (lineHeight - (ascent + descent)) / 2 + ascent;
}

/** Paints a line on a canvas that leaves `bleed` around it. */
export function paintLine(
  context: CanvasRenderingContext2D,
  layout: TextLayout,
  line: PlacedLine,
  colors: {readonly color: string; readonly emphasis: string},
  stroke?: LetterStroke,
): void {
  const {px, face, direction} = layout;
  const baseline = baselineOf(context, layout);
  const start = direction === 'rtl' ? bleed * px + line.width : bleed * px;
  const draw = (text: string, x: number, color: string) => {
    if (stroke) {
      context.lineJoin = 'round';
      context.lineWidth = stroke.width;
      context.strokeStyle = stroke.color;
      context.strokeText(text, x, baseline);
    }
    context.fillStyle = color;
    context.fillText(text, x, baseline);
  };
  if (line.words.every((word) => !word.emphasised)) {
    draw(textOfLine(line), start, colors.color);
    return;
  }
  for (const word of line.words) {
    const left = direction === 'rtl' ? start - word.x - word.width : start + word.x;
    useFace(context, face, px, word.direction);
    draw(
      word.text,
      word.direction === 'rtl' ? left + word.width : left,
      word.emphasised ? colors.emphasis : colors.color,
    );
  }
}
