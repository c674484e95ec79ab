import {sweep} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {Node} from './node.tsx';
import {zonesOf} from '../kit/zones.ts';
import type {SeriesPlace} from '../kit/figures/series-place.ts';

/** Room the rail takes beside the content, or above it in a wide frame, and what of it lies before the nodes' centres; px at 1080 wide. */
export const railRoom = {beside: 128, above: 138, node: 88, centre: 46} as const;

/** Nodes that are drawn one by one; of more steps only the line and the present one. */
const mostNodes = 9;

/** When the line reaches the node. */
const arrival = 13;

export interface TrackProps {
  /** Share of the way that is done, before and now, along the frame from its leading or upper edge; px. */
  readonly from: number;
  readonly to: number;
  /** Where the line begins; the frame's edge unless the way begins in this scene. */
  readonly start?: number;
}

/** The line from edge to edge, done up to a point that it is drawn to. Upright, or level in a wide frame. */
export function Track({from, to, start: begin = 0}: TrackProps) {
  const frame = useFrame30();
  const {scope, inks, width, height} = useStage();
  const {unit, aspect, direction} = scope;
  const level = aspect === '16:9';
  const line = Math.round(8 * unit);
  const across = Math.round(railAxis(scope) - line / 2);
  const done = Math.round(from + (to - from) * sweep(frame, 0, arrival));
  const long = level ? width : height;
  const bar = (start: number, length: number, color: string) =>
    length < 1 ? null : (
      <div
        style={{
          position: 'absolute',
          left: level ? (direction === 'rtl' ? width - start - length : start) : across,
          top: level ? across : start,
          width: level ? length : line,
          height: level ? line : length,
          backgroundColor: color,
        }}
      />
    );
  return (
    <>
      {bar(Math.round(begin), long - Math.round(begin), inks.line)}
      {bar(Math.round(begin), done - Math.round(begin), inks.accent)}
    </>
  );
}

/** Where the rail runs: its x when upright, its y when level; px. For the scope that the rail's room has been taken off. */
export function railAxis({aspect, safeArea, unit, direction}: ReturnType<typeof useStage>['scope']): number {
  if (aspect === '16:9') return safeArea.y - (railRoom.above - railRoom.centre) * unit;
  const offset = (railRoom.beside - railRoom.centre) * unit;
  return direction === 'rtl' ? safeArea.x + safeArea.width + offset : safeArea.x - offset;
}

/** Every step on the whole length of the rail, those done filled; the rail of scenes that are no step, and of wide frames. */
export function WholeRail({place}: {readonly place: SeriesPlace | null}) {
  const {scene, scope, width, height} = useStage();
  const {aspect, unit, direction, safeArea} = scope;
  const level = aspect === '16:9';
  const {content} = zonesOf(scope);
  const axis = railAxis(scope);
  const own = scene.kind === 'step' || scene.kind === 'list-item';
  const last = scope.index > 0 && scope.index === scope.count - 1;
  const size = railRoom.node * unit;
  const [begin, long] = level ? [safeArea.x, safeArea.width] : [content.y, content.height];
  if (place === null) {
    if (scope.index === 0) return <Beginning along={begin + size / 2} />;
    const end = level ? width : height;
    return <Track from={last ? end * 0.3 : 0} to={last ? end : 0} />;
  }
  if (place.total > mostNodes) {
    const share = (place.n ?? 0) / place.total;
    const to = begin + size / 2 + (long - size) * share;
    return (
      <>
        <Track from={Math.max(0, to - 0.1 * long)} to={place.n === null ? 0 : to} />
        {own && place.n !== null ? <NodeAt along={to} axis={axis} n={place.n} /> : null}
      </>
    );
  }
  const {n, total, from} = place;
  const along = (step: number): number =>
    begin + size / 2 + ((long - size) * (step - 1)) / Math.max(1, total - 1);
  const reach = n === null ? 0 : along(n);
  return (
    <>
      <Track from={from === null ? 0 : along(from)} to={reach} />
      {Array.from({length: total}, (_, index) => {
        const step = index + 1;
        const at = along(step);
        const state = n === null || step > n ? 'ahead' : step === n && own ? 'current' : 'done';
        const small = state === 'current' ? size : size * 0.72;
        const x = level ? (direction === 'rtl' ? width - at : at) : axis;
        return (
          <Node
            key={step}
            x={x}
            y={level ? axis : at}
            size={small}
            state={state}
            n={state === 'done' ? undefined : step}
            popAt={
              state === 'current' ? arrival - 2 : n === null ? 2 + index * Math.min(6, 36 / total) : null
            }
          />
        );
      })}
    </>
  );
}

function NodeAt({along, axis, n}: {readonly along: number; readonly axis: number; readonly n: number}) {
  const {scope, width} = useStage();
  const level = scope.aspect === '16:9';
  const x = level ? (scope.direction === 'rtl' ? width - along : along) : axis;
  return (
    <Node
      x={x}
      y={level ? axis : along}
      size={railRoom.node * scope.unit}
      state="current"
      n={n}
      popAt={arrival - 2}
    />
  );
}

/** The upright rail of a step: the line is drawn down to the node beside the title. */
export function StepRail({y, n}: {readonly y: number; readonly n: number}) {
  const {scope} = useStage();
  const axis = railAxis(scope);
  return (
    <>
      <Track from={Math.max(0, y - 420 * scope.unit)} to={y} />
      <NodeAt along={y} axis={axis} n={n} />
    </>
  );
}

/** Where the way begins: a filled node, and the line that leads on from it. */
export function Beginning({along}: {readonly along: number}) {
  const {scope, inks, width} = useStage();
  const {unit, direction} = scope;
  const level = scope.aspect === '16:9';
  const axis = railAxis(scope);
  const x = level ? (direction === 'rtl' ? width - along : along) : axis;
  const y = level ? axis : along;
  const disc = (size: number, color: string) => (
    <div
      style={{
        position: 'absolute',
        left: Math.round(x - size / 2),
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
      <Track from={along} to={along + 130 * unit} start={along} />
      {disc(railRoom.node * unit, inks.accent)}
      {disc(railRoom.node * 0.38 * unit, inks.onAccent)}
    </>
  );
}
