import {Canvas} from '../canvas.tsx';
import {sweep} from '../motion.ts';
import {useFrame30, useStage} from '../scene-stage.tsx';

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
  /** Left edge, top and height, px. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly color: string;
  /** Frame of 30 a second on which it begins to be drawn, from its feet up. */
  readonly enterAt: number;
}

/** An opening quotation mark that is drawn rather than set: alike in every face and every script. */
export function QuoteMark({x, y, height, color, enterAt}: QuoteMarkProps) {
  const frame = useFrame30();
  const {scope} = useStage();
  const mirrored = scope.direction === 'rtl';
  const parts = [0, 1].map((index) => Math.round(sweep(frame, enterAt + index * 4, 16) * 60) / 60);
  const width = height * markRatio;
  return (
    <Canvas
      x={x}
      y={y}
      width={Math.ceil(width) + 2}
      height={Math.ceil(height) + 2}
      paintKey={`${height}/${color}/${mirrored}/${parts.join('/')}`}
      paint={(context) => {
        context.fillStyle = color;
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
