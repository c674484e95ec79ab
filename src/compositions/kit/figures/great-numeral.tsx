import {Canvas} from '../canvas.tsx';
import {displayFace} from '../text/faces.ts';
import {sweep} from '../motion.ts';
import {useFrame30, useStage} from '../scene-stage.tsx';
import {useFace, type Face} from '../text/text-layout.ts';

export interface GreatNumeralProps {
  readonly n: number;
  /** The numeral that it takes the place of, rolling up; `null` for one that rises into an empty place. */
  readonly from: number | null;
  /** Frame of 30 a second on which the roll starts; before that `from` stands. `null` to stand at once. */
  readonly rollAt: number | null;
  /** Height of the digits, px. Smaller where the numeral would be too wide. */
  readonly height: number;
  /** Top of the digits, px of the frame; `middle` and `bottom` place it by what the digits came to. */
  readonly y: number;
  readonly anchor?: 'top' | 'middle' | 'bottom';
  /** Widest that the numeral may be, px. */
  readonly maxWidth: number;
  /** Share of its width that stands beyond the edge. */
  readonly cropped: number;
  /** Distance of that edge from the frame's trailing one, px: 0 for the frame's own, else that of a picture. */
  readonly inset?: number;
  readonly color: string;
}

interface Ink {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
}

const referencePx = 400;
let shared: CanvasRenderingContext2D | null = null;

/** What a text's letters cover around its origin, em. */
function inkOf(text: string, face: Face): Ink {
  shared ??= document.createElement('canvas').getContext('2d');
  if (!shared) throw new Error('this browser gives no 2D canvas to measure text with');
  useFace(shared, face, referencePx, 'ltr');
  const {actualBoundingBoxLeft, actualBoundingBoxRight, actualBoundingBoxAscent, actualBoundingBoxDescent} =
    shared.measureText(text);
  return {
    left: -actualBoundingBoxLeft / referencePx,
    width: (actualBoundingBoxLeft + actualBoundingBoxRight) / referencePx,
    top: actualBoundingBoxAscent / referencePx,
    height: (actualBoundingBoxAscent + actualBoundingBoxDescent) / referencePx,
  };
}

/** Frames of 30 a second that a roll takes. */
export const rollFrames = 15;

/**
 * A numeral so large that it runs off the frame's trailing edge; the one before rolls up and out as it comes in from
 * below. Decoration: the number can be read elsewhere in the frame.
 */
export function GreatNumeral({
  n,
  from,
  rollAt,
  height,
  y,
  anchor = 'top',
  maxWidth,
  cropped,
  inset = 0,
  color,
}: GreatNumeralProps) {
  const frame = useFrame30();
  const {scope, width: frameWidth} = useStage();
  const face = {...displayFace(scope.theme), tracking: -0.02};
  const place = (value: number) => {
    const text = String(value);
    const ink = inkOf(text, face);
    const px = Math.min(height / ink.height, maxWidth / ink.width);
    const wide = Math.ceil(ink.width * px) + 8;
    const high = Math.ceil(ink.height * px) + 8;
    const beyond = wide * cropped - inset;
    const x = scope.direction === 'rtl' ? -beyond : frameWidth - wide + beyond;
    return {text, ink, px, wide, high, x: Math.round(x)};
  };
  const now = place(n);
  const old = from === null || from === n ? null : place(from);
  const high = Math.max(now.high, old?.high ?? 0);
  const top = Math.round(anchor === 'top' ? y : anchor === 'middle' ? y - high / 2 : y - high);
  const part = rollAt === null ? 1 : sweep(frame, rollAt, rollFrames);
  const left = Math.min(now.x, old?.x ?? now.x);
  const right = Math.max(now.x + now.wide, old ? old.x + old.wide : 0);
  const draw = (numeral: typeof now, shift: number) => (
    <Canvas
      x={numeral.x - left}
      y={high - numeral.high}
      width={numeral.wide}
      height={numeral.high}
      density={0.75}
      paintKey={JSON.stringify([numeral.text, numeral.px, face, color])}
      paint={(context) => {
        useFace(context, face, numeral.px, 'ltr');
        context.fillStyle = color;
        context.fillText(numeral.text, 4 - numeral.ink.left * numeral.px, 4 + numeral.ink.top * numeral.px);
      }}
      style={Math.abs(shift) > 0.5 ? {transform: `translateY(${Math.round(shift)}px)`} : {}}
    />
  );
  return (
    <div
      style={{
        position: 'absolute',
        left,
        top,
        width: right - left,
        height: high,
        overflow: 'hidden',
      }}
    >
      {old && part < 0.995 ? draw(old, -part * high) : null}
      {part > 0.005 ? draw(now, (1 - part) * high) : null}
    </div>
  );
}
