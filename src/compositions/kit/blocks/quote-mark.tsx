import type {Box} from '../../../platforms/index.ts';
import type {Block} from './block.ts';
import {Canvas} from '../canvas.tsx';
import {gapOf} from './first-whole.ts';
import {sweep} from '../motion.ts';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';

/** Width of the mark against its height. */
export const markRatio = 1.72;

/** One of the two strokes, in a box one unit high. */
function stroke(context: CanvasRenderingContext2D): void {
  context.moveTo(0.74, 0);
  context.bezierCurveTo(0.3, 0.12, 0, 0.38, 0, 0.69);
  context.bezierCurveTo(0, 0.88, 0.14, 1, 0.33, 1);
  context.bezierCurveTo(0.52, 1, 0.66, 0.87, 0.66, 0.69);
  context.bezierCurveTo(0.66, 0.52, 0.54, 0.4, 0.37, 0.4);
  context.bezierCurveTo(0.35, 0.4, 0.335, 0.402, 0.32, 0.405);
  context.bezierCurveTo(0.38, 0.27, 0.53, 0.16, 0.79, 0.1);
  context.closePath();
}

export interface QuoteMarkProps {
  /** It stands at the edge of this box where reading begins. */
  readonly box: Box;
  /** Top and height, px. */
  readonly y: number;
  readonly height: number;
  /** Frame of 30 a second on which it begins to be drawn, from its feet up. */
  readonly enterAt: number;
}

/** An opening quotation mark that is drawn rather than set: alike in every face and every script. */
export function QuoteMark({box, y, height, enterAt}: QuoteMarkProps) {
  const frame = useFrame30();
  const {scope, inks} = useStage();
  const mirrored = scope.direction === 'rtl';
  const parts = [0, 1].map((index) => Math.round(sweep(frame, enterAt + index * 4, 16) * 60) / 60);
  const width = height * markRatio;
  return (
    <Canvas
      x={mirrored ? box.x + box.width - width : box.x}
      y={y}
      width={Math.ceil(width) + 2}
      height={Math.ceil(height) + 2}
      paintKey={`${height}/${inks.accent}/${mirrored}/${parts.join('/')}`}
      paint={(context) => {
        context.fillStyle = inks.accent;
        parts.forEach((part, index) => {
          if (part <= 0) return;
          context.save();
          if (mirrored) {
            context.translate(width, 0);
            context.scale(-1, 1);
          }
          context.scale(height, height);
          context.translate(index * 0.92, 0);
          context.beginPath();
          context.rect(0, 1 - part, 0.85, part);
          context.clip();
          context.beginPath();
          stroke(context);
          context.fill();
          context.restore();
        });
      }}
    />
  );
}

export interface QuoteMarkOptions {
  readonly box: Box;
  /** Px at 1080 wide; half of it where texts give way to each other. */
  readonly height: number;
}

/** An opening quotation mark over the words. `null` where they need its room. */
export function quoteMark(stage: StageContext, {box, height: usual}: QuoteMarkOptions): Block | null {
  if (stage.squeeze === 2) return null;
  const height = gapOf(stage, usual);
  return {height, gap: 0, draw: (y) => <QuoteMark box={box} y={y} height={height} enterAt={-6} />};
}
