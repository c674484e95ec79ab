import {Canvas} from '../kit/canvas.tsx';
import {Layer} from '../kit/layer.tsx';
import {popIn} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {useFace} from '../kit/text/text-layout.ts';

export interface NodeProps {
  /** Centre and diameter, px. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** `current` is filled and holds its number, `done` holds a tick, `ahead` is a ring. */
  readonly state: 'current' | 'done' | 'ahead';
  /** Its number; left out where there is no room to read it. */
  readonly n?: number | undefined;
  /** Frame of 30 a second on which it pops in; `null` for one that is there. */
  readonly popAt?: number | null;
}

/** A station of the way through the steps. */
export function Node({x, y, size, state, n, popAt = null}: NodeProps) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const {unit, theme} = scope;
  const grown = popAt === null ? 1 : popIn(frame, popAt);
  if (grown <= 0) return null;
  const margin = 4;
  const box = Math.round(size) + 2 * margin;
  const face = {...theme.type.caption, lineHeight: 1};
  const px = Math.max(40 * unit, Math.min(54 * unit, size * 0.56));
  const shown = state === 'done' ? undefined : n;
  return (
    <Layer scale={grown} origin={[x, y]}>
      <Canvas
        {...(shown === undefined ? {} : {label: String(shown)})}
        x={x - box / 2}
        y={y - box / 2}
        width={box}
        height={box}
        paintKey={JSON.stringify([box, state, shown, inks, face, px])}
        paint={(context) => {
          const centre = box / 2;
          const disc = (radius: number, color: string) => {
            context.fillStyle = color;
            context.beginPath();
            context.arc(centre, centre, radius, 0, 2 * Math.PI);
            context.fill();
          };
          disc(centre - margin, state === 'ahead' ? inks.quiet : inks.accent);
          if (state === 'ahead') disc(centre - margin - 5 * unit, inks.ground);
          const color = state === 'ahead' ? inks.muted : inks.onAccent;
          if (shown !== undefined) {
            useFace(context, face, px, 'ltr');
            const text = String(shown);
            const {width, actualBoundingBoxAscent: ascent} = context.measureText(text);
            context.fillStyle = color;
            context.fillText(text, centre - width / 2, centre + ascent / 2);
          } else if (state === 'done' && size > 30 * unit) {
            context.strokeStyle = color;
            context.lineWidth = size * 0.1;
            context.lineCap = 'round';
            context.lineJoin = 'round';
            context.beginPath();
            context.moveTo(centre - size * 0.2, centre + size * 0.02);
            context.lineTo(centre - size * 0.05, centre + size * 0.17);
            context.lineTo(centre + size * 0.21, centre - size * 0.16);
            context.stroke();
          }
        }}
      />
    </Layer>
  );
}
