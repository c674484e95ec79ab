import {Canvas, type PaintedWord} from './canvas.tsx';
import {appear, entrance, motions} from './motion.ts';
import {useFrame30, useStage} from './scene-stage.tsx';
import {textOfLine, useFace, type PlacedLine, type TextLayout} from './text-layout.ts';

export interface TextProps {
  readonly layout: TextLayout;
  /** Top left corner of the text's room, and its width for alignment, px. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly align?: 'start' | 'center';
  readonly color?: string;
  readonly emphasisColor?: string;
  /** Frame of 30 a second on which the first line comes in; `null` for text that is simply there. */
  readonly enterAt?: number | null;
  /** Drawn under the fill, for text over pictures. */
  readonly stroke?: {readonly color: string; readonly width: number};
}

/** Room around a line for marks, swashes and strokes that leave its box, em. */
const bleed = 0.4;

function paintLine(
  context: CanvasRenderingContext2D,
  layout: TextLayout,
  line: PlacedLine,
  colors: {readonly color: string; readonly emphasis: string},
  stroke: TextProps['stroke'],
): void {
  const {px, face, direction, lineHeight} = layout;
  useFace(context, face, px, direction);
  const metrics = context.measureText('Hg');
  const ascent = metrics.fontBoundingBoxAscent;
  const descent = metrics.fontBoundingBoxDescent;
  const baseline = bleed * px + (lineHeight - (ascent + descent)) / 2 + ascent;
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

/** The words of a line on its canvas, each as high as the line. */
function paintedWords({px, lineHeight, direction}: TextLayout, line: PlacedLine): PaintedWord[] {
  const margin = bleed * px;
  return line.words.map(({text, x, width}) => ({
    text,
    x: margin + (direction === 'rtl' ? line.width - x - width : x),
    y: margin,
    width,
    height: lineHeight,
  }));
}

/** A text that was laid out with `layoutText`, line by line, each line coming in after the one before. */
export function Text({
  layout,
  x,
  y,
  width,
  align = 'start',
  color,
  emphasisColor,
  enterAt = null,
  stroke,
}: TextProps) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const {rise, stagger} = motions[scope.theme.motion];
  const colors = {color: color ?? inks.ink, emphasis: emphasisColor ?? inks.accent};
  const margin = bleed * layout.px;
  return layout.lines.map((line, index) => {
    const delay = enterAt === null ? null : enterAt + index * stagger;
    const progress = delay === null ? 1 : entrance(scope.theme.motion, frame, delay);
    const opacity = delay === null ? 1 : appear(frame, delay);
    const free = width - line.width;
    const offset = align === 'center' ? free / 2 : layout.direction === 'rtl' ? free : 0;
    const shift = (1 - progress) * rise * scope.unit;
    const text = textOfLine(line);
    return (
      <Canvas
        key={index}
        label={text}
        line={`${index + 1}/${layout.lines.length}`}
        words={paintedWords(layout, line)}
        x={x + offset - margin}
        y={y + index * layout.lineHeight - margin}
        width={Math.ceil(line.width + 2 * margin)}
        height={Math.ceil(layout.lineHeight + 2 * margin)}
        paintKey={JSON.stringify([
          text,
          layout.px,
          colors,
          stroke,
          line.words.map((word) => word.emphasised),
        ])}
        paint={(context) => paintLine(context, layout, line, colors, stroke)}
        style={{
          opacity,
          ...(Math.abs(shift) > 0.05 ? {transform: `translateY(${shift}px)`} : {}),
        }}
      />
    );
  });
}
