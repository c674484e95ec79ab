import {Canvas} from '../kit/canvas.tsx';
import {displayFace} from '../kit/text/faces.ts';
import {snap} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {useFace} from '../kit/text/text-layout.ts';
import {strokeTick} from '../kit/blocks/tick.ts';

/** What the disc shows: a sign, the time that is left, or a tick. */
export type DialFace =
  | {readonly kind: 'sign'; readonly text: string}
  | {readonly kind: 'time'; readonly from: number; readonly until: number}
  | {readonly kind: 'tick'; readonly since: number};

export interface DialProps {
  /** Its middle, px. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly face: DialFace;
}

/** A disc: with a sign on it, or with a ring that runs out around the seconds that are left. */
export function Dial({x, y, size, face}: DialProps) {
  const frame = useFrame30();
  const {scope, inks} = useStage();
  const {theme, direction, language} = scope;
  const whole = Math.round(size);
  // The ring moves on every second frame: no eye sees more, and each picture is painted.
  const at = Math.floor(frame / 2) * 2;
  const left = face.kind === 'time' ? Math.max(0, face.until - Math.max(at, face.from)) : 0;
  const span = face.kind === 'time' ? Math.max(1, face.until - face.from) : 1;
  const seconds = Math.ceil(left / 30 - 0.001);
  const part = left / span;
  const text = face.kind === 'sign' ? face.text : new Intl.NumberFormat(language).format(seconds);
  // With each new second, and with the tick, the disc jumps a little.
  const ticked =
    face.kind === 'time' && left > 0 && at > face.from
      ? face.until - seconds * 30
      : face.kind === 'tick'
        ? face.since
        : null;
  const jump = ticked === null ? 0 : snap(frame, ticked) - snap(frame, ticked + 4);
  const label = face.kind === 'time' && left > 0 ? {label: text} : {};
  return (
    <div
      style={{
        position: 'absolute',
        left: 0,
        top: 0,
        width: '100%',
        height: '100%',
        ...(jump > 0.002 ? {transform: `scale(${1 + 0.09 * jump})`, transformOrigin: `${x}px ${y}px`} : {}),
      }}
    >
      <Canvas
        {...label}
        x={x - whole / 2}
        y={y - whole / 2}
        width={whole}
        height={whole}
        paintKey={JSON.stringify([whole, face.kind, text, part, inks, theme.type.display, direction])}
        paint={(context) => {
          const middle = whole / 2;
          const disc = (radius: number, color: string) => {
            context.fillStyle = color;
            context.beginPath();
            context.arc(middle, middle, radius, 0, 2 * Math.PI);
            context.fill();
          };
          const rim = Math.max(2, 6 * scope.unit);
          disc(middle - 1, inks.ink);
          disc(middle - rim, face.kind === 'time' ? inks.surface : inks.accent);
          if (face.kind === 'time') {
            const wide = whole * 0.11;
            const radius = middle - rim - wide / 2;
            context.lineWidth = wide;
            context.strokeStyle = inks.line;
            context.beginPath();
            context.arc(middle, middle, radius, 0, 2 * Math.PI);
            context.stroke();
            if (part > 0) {
              context.strokeStyle = inks.accent;
              context.beginPath();
              // Time is taken away clockwise, from the top.
              context.arc(middle, middle, radius, (1.5 - 2 * part) * Math.PI, 1.5 * Math.PI);
              context.stroke();
            }
            if (left <= 0) return;
          }
          if (face.kind === 'tick') {
            strokeTick(context, {
              side: whole,
              color: inks.onAccent,
              weight: 0.11,
              through: [
                [0.29, 0.52],
                [0.44, 0.67],
                [0.72, 0.35],
              ],
            });
            return;
          }
          const size = whole * (text.length > 1 ? 0.42 : 0.58);
          useFace(context, {...displayFace(theme), tracking: 0}, size, 'ltr');
          const {
            width,
            actualBoundingBoxAscent: ascent,
            actualBoundingBoxDescent: descent,
          } = context.measureText(text);
          // A question mark turns round where reading does.
          if (direction === 'rtl' && text === '?') {
            context.translate(whole, 0);
            context.scale(-1, 1);
          }
          context.fillStyle = face.kind === 'time' ? inks.ink : inks.onAccent;
          context.fillText(text, middle - width / 2, middle + (ascent - descent) / 2);
        }}
      />
    </div>
  );
}
