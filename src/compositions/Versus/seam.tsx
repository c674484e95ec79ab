import type {Box} from '../../platforms/index.ts';
import type {SceneScope} from '../contract.ts';
import {Canvas} from '../kit/canvas.tsx';
import {sweep} from '../kit/motion.ts';
import {quietTone} from '../kit/quiet-tone.ts';
import {useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {zonesOf} from '../kit/zones.ts';

/** `level`: one field above the other. `upright`: side by side, the first where reading begins. */
export type Axis = 'level' | 'upright';

/** How far the seam climbs from one end to the other, its thickness, and its distance from text; px at 1080 wide. */
const climbs = {
  level: {'9:16': 104, '1:1': 64, '16:9': 64},
  upright: {'9:16': 90, '1:1': 84, '16:9': 150},
} as const;
const thickness = 12;
const textGap = {'9:16': 32, '1:1': 28, '16:9': 52} as const;

/** Room that the seam takes along its axis, px: nothing else may stand there. */
export function seamRoom({unit, aspect}: SceneScope, axis: Axis): number {
  return (climbs[axis][aspect] + thickness + 2 * textGap[aspect]) * unit;
}

/** The seam swings over at each cut: it falls in one scene and climbs in the next. */
const swing = 16;

function leanOf({index, unit, aspect}: SceneScope, axis: Axis, frame: number): number {
  const rest = climbs[axis][aspect] * unit * (index % 2 === 0 ? -1 : 1);
  return index === 0 ? rest : rest * (2 * sweep(frame, -1, swing) - 1);
}

/** Foot of fields that stand side by side, px: captions have a strip of their own below them. */
export function fieldFoot({scope, height}: StageContext): number {
  return scope.captions.length > 0 ? Math.round(zonesOf(scope).captions.y - 22 * scope.unit) : height;
}

export interface SlantedFillProps {
  readonly axis: Axis;
  /** Along the axis, px from the frame's upper or leading edge; beyond the frame for all of it. */
  readonly from: number;
  readonly to: number;
  readonly color: string;
}

const lap = 4;

/** A flat fill between two lines with the slant of the seam. Its slanted ends are painted, the rest is a plain box. */
export function SlantedFill({axis, from, to, color}: SlantedFillProps) {
  const stage = useStage();
  const frame = useFrame30();
  const {scope, width, height} = stage;
  const level = axis === 'level';
  const mirrored = !level && scope.direction === 'rtl';
  const foot = level ? height : fieldFoot(stage);
  const [long, across] = level ? [height, width] : [width, foot];
  const slope = leanOf(scope, axis, frame);
  const lean = Math.round(mirrored ? -slope : slope);
  const start = Math.round(mirrored ? long - to : from);
  const end = Math.round(mirrored ? long - from : to);
  if (end - start < 1) return null;
  const half = Math.ceil(Math.abs(lean) / 2);
  const pieces: {readonly at: number; readonly size: number; readonly painted: boolean}[] = [];
  const piece = (first: number, last: number, painted: boolean) => {
    const at = Math.max(0, first);
    const size = Math.min(long, last) - at;
    if (size > 0) pieces.push({at, size, painted});
  };
  if (end - start <= 2 * (half + lap)) piece(start - half, end + half, true);
  else {
    // The painted ends reach into the box: where a frame is scaled, a gap of part of a pixel would show.
    piece(start - half, start + half + lap, true);
    piece(start + half, end - half, false);
    piece(end - half - lap, end + half, true);
  }
  return pieces.map(({at, size, painted}) => {
    const box: Box = level ? {x: 0, y: at, width, height: size} : {x: at, y: 0, width: size, height: foot};
    if (!painted) {
      return (
        <div
          key={at}
          style={{
            position: 'absolute',
            left: box.x,
            top: box.y,
            width: box.width,
            height: box.height,
            backgroundColor: color,
          }}
        />
      );
    }
    return (
      <Canvas
        key={at}
        {...box}
        paintKey={JSON.stringify([at, size, start, end, lean, color, across])}
        paint={(context) => {
          const corner = (along: number, end01: 0 | 1): [number, number] => {
            const main = along + lean * (end01 - 0.5) - at;
            return level ? [end01 * across, main] : [main, end01 * across];
          };
          context.fillStyle = color;
          context.beginPath();
          context.moveTo(...corner(start, 0));
          context.lineTo(...corner(start, 1));
          context.lineTo(...corner(end, 1));
          context.lineTo(...corner(end, 0));
          context.closePath();
          context.fill();
        }}
      />
    );
  });
}

export interface FieldsProps {
  readonly axis: Axis;
  /** Where the seam is, at the middle of its length, px from the frame's upper or leading edge. */
  readonly at: number;
  /** The field that is flat; the other shows what lies below, the ground or a picture. */
  readonly flat: 'first' | 'second';
}

/** Two fields and the seam between them. */
export function Fields({axis, at, flat}: FieldsProps) {
  const {scope, inks, width, height} = useStage();
  const frame = useFrame30();
  const long = axis === 'level' ? height : width;
  const beyond = climbs[axis][scope.aspect] * scope.unit;
  // Drawn to its place from a little further on, with the swing.
  const now = at + (scope.index === 0 ? 0 : (1 - sweep(frame, -1, swing)) * 70 * scope.unit);
  const half = (thickness * scope.unit) / 2;
  return (
    <>
      {flat === 'first' ? (
        <SlantedFill axis={axis} from={-beyond} to={now} color={quietTone(inks)} />
      ) : (
        <SlantedFill axis={axis} from={now} to={long + beyond} color={quietTone(inks)} />
      )}
      <SlantedFill axis={axis} from={now - half} to={now + half} color={inks.accent} />
    </>
  );
}

export interface FloodProps {
  readonly axis: Axis;
  /** Where the seam is, px. */
  readonly at: number;
  readonly side: 'first' | 'second';
  /** 0-1. */
  readonly part: number;
}

/** The seam growing over one field until it has filled it. */
export function Flood({axis, at, side, part}: FloodProps) {
  const {scope, inks, width, height} = useStage();
  const beyond = climbs[axis][scope.aspect] * scope.unit;
  const long = (axis === 'level' ? height : width) + beyond;
  if (part <= 0) return null;
  return side === 'first' ? (
    <SlantedFill axis={axis} from={at - (at + beyond) * part} to={at} color={inks.accent} />
  ) : (
    <SlantedFill axis={axis} from={at} to={at + (long - at) * part} color={inks.accent} />
  );
}

/** How far from its middle line the seam runs at a share of its length, px. */
export function seamOffset(scope: SceneScope, axis: Axis, share: number): number {
  const rest = climbs[axis][scope.aspect] * scope.unit * (scope.index % 2 === 0 ? -1 : 1);
  return rest * (share - 0.5);
}
