import {Easing} from 'remotion';
import {popIn, sweep} from '../kit/motion.ts';
import {useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {Layer} from '../kit/layer.tsx';

/** When the line coming from the cut reaches the node, and how long before the next cut it goes on; frames of 30 a second. */
export const arrival = 12;
const leaving = 9;

const accelerate = Easing.bezier(0.5, 0, 0.9, 0.5);

/** Height at which the line crosses every cut, as a share of the frame's height. */
const crossing = {'9:16': 0.36, '1:1': 0.375, '16:9': 0.375} as const;

/** Diameter of a node and the room from the text's edge to what stands beside its stem, px at 1080 wide. */
export const nodeSize = 58;
export const besideStem = 92;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Height of the line at every cut, px. */
export function crossingY({scope, height}: StageContext): number {
  return Math.round(height * crossing[scope.aspect]);
}

/** The line's corners from edge to edge: it runs through the frame at `y` and reaches the cuts at the height of all cuts. */
function cornersOf(stage: StageContext, y: number): readonly Point[] {
  const {scope, width} = stage;
  const {safeArea, unit, direction} = scope;
  const cut = crossingY(stage);
  const after = width - safeArea.x - safeArea.width;
  const [near, far] = direction === 'rtl' ? [after, safeArea.x] : [safeArea.x, after];
  const enter = Math.min(near, 120 * unit) / 2;
  const leave = width - Math.min(far, 120 * unit) / 2;
  return [
    {x: 0, y: cut},
    {x: enter, y: cut},
    {x: enter, y},
    {x: leave, y},
    {x: leave, y: cut},
    {x: width, y: cut},
  ];
}

const distance = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

export interface TimeLineProps {
  /** Height of the line within the frame, and the node's distance from the frame's leading edge; px. */
  readonly y: number;
  readonly node: number;
  /** How far the stem of the node reaches below the line, px. */
  readonly stem?: number;
  /** Frame of 30 a second on which the stem starts to grow. */
  readonly stemAt?: number;
}

/**
 * The line of the story: it comes in at one edge where the last scene let it out, is drawn to this scene's node, and
 * runs on to the other edge before the cut. It begins at the first scene's node and ends at the last one's.
 */
export function TimeLine({y, node, stem = 0, stemAt = arrival}: TimeLineProps) {
  const frame = useFrame30();
  const stage = useStage();
  const {scene, scope, inks, fps, width} = stage;
  const {unit, direction, index, count} = scope;
  const rtl = direction === 'rtl';
  const corners = cornersOf(stage, y);
  const bold = Math.max(2, Math.round(9 * unit));
  const thin = Math.max(2, Math.round(4 * unit));
  const whole = corners.reduce(
    (sum, corner, at) => sum + (at === 0 ? 0 : distance(corners[at - 1]!, corner)),
    0,
  );
  const toNode =
    distance(corners[0]!, corners[1]!) + distance(corners[1]!, corners[2]!) + node - corners[2]!.x;
  const first = index === 0;
  const last = index === count - 1;
  const end30 = (scene.durationInFrames / fps) * 30;
  const part = first ? 1 : sweep(frame, -2, arrival + 2);
  const onward = last ? 0 : accelerate(Math.min(1, Math.max(0, (frame + 1 - (end30 - leaving)) / leaving)));
  const reached = toNode * part + (whole - toNode) * onward;
  const piece = (from: Point, to: Point, color: string, thick: number, key: string) => {
    const left = Math.min(from.x, to.x);
    const right = Math.max(from.x, to.x);
    const top = Math.min(from.y, to.y);
    const bottom = Math.max(from.y, to.y);
    const wide = Math.round(right - left) + thick;
    const x = Math.round(left - thick / 2);
    return (
      <div
        key={key}
        style={{
          position: 'absolute',
          left: rtl ? width - x - wide : x,
          top: Math.round(top - thick / 2),
          width: wide,
          height: Math.round(bottom - top) + thick,
          backgroundColor: color,
        }}
      />
    );
  };
  const run = (from: number, to: number, color: string, thick: number, name: string) => {
    let passed = 0;
    return corners.slice(1).map((corner, at) => {
      const before = corners[at]!;
      const length = distance(before, corner);
      const start = passed;
      passed += length;
      const [a, b] = [Math.max(from, start), Math.min(to, passed)];
      if (length < 1 || b - a < 0.5) return null;
      const along = (share: number): Point => ({
        x: before.x + (corner.x - before.x) * share,
        y: before.y + (corner.y - before.y) * share,
      });
      return piece(along((a - start) / length), along((b - start) / length), color, thick, `${name}${at}`);
    });
  };
  const centre = rtl ? width - node : node;
  const grown = first ? 1 : popIn(frame, arrival - 2);
  const hang = Math.round(stem * sweep(frame, stemAt, 16));
  const stemWidth = Math.max(2, Math.round(4 * unit));
  const disc = (size: number, color: string) => (
    <div
      style={{
        position: 'absolute',
        left: Math.round(centre - size / 2),
        top: Math.round(y - size / 2),
        width: Math.round(size),
        height: Math.round(size),
        borderRadius: size / 2,
        backgroundColor: color,
      }}
    />
  );
  return (
    <>
      {run(first ? toNode : 0, last ? toNode : whole, inks.quiet, thin, 'way')}
      {run(first ? toNode : 0, reached, inks.accent, bold, 'done')}
      {hang > 0 ? (
        <div
          style={{
            position: 'absolute',
            left: Math.round(centre - stemWidth / 2),
            top: Math.round(y),
            width: stemWidth,
            height: hang,
            backgroundColor: inks.quiet,
          }}
        />
      ) : null}
      {grown > 0 ? (
        <Layer scale={grown} origin={[centre, y]}>
          {disc(nodeSize * unit, inks.accent)}
          {disc(nodeSize * 0.46 * unit, inks.ground)}
        </Layer>
      ) : null}
    </>
  );
}
