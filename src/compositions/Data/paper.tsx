import {Canvas} from '../kit/canvas.tsx';
import {mix, type Inks} from '../kit/inks.ts';
import {sweep} from '../kit/motion.ts';
import {quietTone} from '../kit/quiet-tone.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {along, type Sheet} from './sheet.ts';

/** Thickness of the two axes and length of the ticks at the upright one, px at 1080 wide. */
const baseline = 8;
const upright = 4;
const tickLength = 14;

/** Small squares in one of the sheet's. */
const fine = 5;

/** Colours of the grid: far enough from the ground to be seen, near enough for every letter to be read on them. */
export function gridColors(inks: Inks): {readonly bold: string; readonly fine: string} {
  const tone = quietTone(inks);
  return {bold: mix(inks.ground, tone, 0.9), fine: mix(inks.ground, tone, 0.42)};
}

export interface PaperProps {
  readonly sheet: Sheet;
  /** The baseline of the scene before, from which this one's comes, px; `null` for one that stands there. */
  readonly from: number | null;
  /** The baseline where it stands lowest: there the grid ends. */
  readonly lowest: number;
}

/** The squared sheet with its two axes: painted once, below everything else of the scene. */
export function Paper({sheet, from, lowest}: PaperProps) {
  const frame = useFrame30();
  const {scope, inks, width, height} = useStage();
  const {unit} = scope;
  const {cell, axis, way, floor} = sheet;
  const part = from === null ? 1 : sweep(frame, -6, 14);
  const now = Math.round((from ?? floor) + (floor - (from ?? floor)) * part);
  const bold = Math.max(2, Math.round(baseline * unit));
  const thin = Math.max(2, Math.round(upright * unit));
  const colors = gridColors(inks);
  const paint = (context: CanvasRenderingContext2D) => {
    context.fillStyle = inks.ground;
    context.fillRect(0, 0, width, height);
    const hair = Math.max(1, Math.round(1.5 * unit));
    const step = cell / fine;
    const lines = (color: string, every: number, thickness: number) => {
      context.fillStyle = color;
      for (let y = lowest; y >= 0; y -= every) context.fillRect(0, Math.round(y), width, thickness);
      for (let x = axis % every; x < width; x += every) context.fillRect(Math.round(x), 0, thickness, lowest);
    };
    lines(colors.fine, step, hair);
    lines(colors.bold, cell, Math.max(2, Math.round(2 * unit)));
    const length = Math.round(tickLength * unit);
    context.fillStyle = inks.muted;
    for (let y = lowest - cell; y >= 0; y -= cell) {
      context.fillRect(way === 1 ? axis - length : axis, y, length, Math.max(2, Math.round(3 * unit)));
    }
    context.fillStyle = inks.ink;
    context.fillRect(axis - Math.round(thin / 2), 0, thin, lowest);
  };
  const across = (top: number, high: number, color: string) => (
    <div style={{position: 'absolute', left: 0, top, width, height: high, backgroundColor: color}} />
  );
  return (
    <>
      <Canvas
        x={0}
        y={0}
        width={width}
        height={height}
        opaque
        paintKey={JSON.stringify([inks, cell, axis, lowest])}
        paint={paint}
      />
      {now < lowest ? across(now, lowest - now + Math.ceil(3 * unit), inks.ground) : null}
      {across(now, bold, inks.ink)}
    </>
  );
}

export interface RulerProps {
  readonly sheet: Sheet;
  /** Squares from the upright axis to the first tick. Default 0. */
  readonly from?: number;
  /** Squares between two ticks. */
  readonly every?: number;
  /** Squares after which a tick is a long one; 0 for none. */
  readonly long?: number;
  /** Frame of 30 a second on which they begin to come in, from the axis on; `null` for ticks that are there. */
  readonly enterAt: number | null;
}

/** Ticks that hang from the baseline, square by square. */
export function Ruler({sheet, from = 0, every = 1, long = 5, enterAt}: RulerProps) {
  const frame = useFrame30();
  const {scope, inks} = useStage();
  const {unit} = scope;
  const thick = Math.max(2, Math.round(3 * unit));
  const top = sheet.floor + Math.max(2, Math.round(baseline * unit));
  const ticks = Array.from({length: Math.floor((sheet.columns - from) / every + 1e-6) + 1}, (_, index) => {
    const at = index * every;
    const part = enterAt === null ? 1 : sweep(frame, enterAt + at * (20 / sheet.columns), 8);
    const high = Math.round((long > 0 && at % long === 0 ? 30 : 16) * unit * part);
    return {at: (from + at) * sheet.cell, high};
  });
  const wide = sheet.columns * sheet.cell + 2 * thick;
  const left = along(sheet, -thick, wide);
  return (
    <Canvas
      x={left}
      y={top}
      width={wide}
      height={Math.ceil(30 * unit)}
      paintKey={JSON.stringify([ticks, inks.muted, sheet.way])}
      paint={(context) => {
        context.fillStyle = inks.muted;
        for (const {at, high} of ticks) {
          context.fillRect(Math.round(along(sheet, at) - left - thick / 2), 0, thick, high);
        }
      }}
    />
  );
}

export interface ReadingProps {
  readonly sheet: Sheet;
  /** How far from the axis the reading stands, px. */
  readonly at: number;
  /** Thickness of the mark on the baseline, px. */
  readonly thickness: number;
  /** Whether a pointer stands below it. Default true. */
  readonly pointed?: boolean;
}

/** What is read off now: a mark along the baseline from the axis on, with a pointer below its end. */
export function Reading({sheet, at, thickness, pointed = true}: ReadingProps) {
  const {scope, inks} = useStage();
  const {unit} = scope;
  const long = Math.round(at);
  const bold = Math.max(2, Math.round(baseline * unit));
  const side = Math.round(44 * unit);
  return (
    <>
      {long < 1 ? null : (
        <div
          style={{
            position: 'absolute',
            left: Math.round(along(sheet, 0, long)),
            top: sheet.floor + bold - Math.round(thickness),
            width: long,
            height: Math.round(thickness),
            backgroundColor: inks.accent,
          }}
        />
      )}
      {pointed ? (
        <Canvas
          x={along(sheet, at) - side / 2}
          y={sheet.floor + bold - 1}
          width={side}
          height={side}
          paintKey={`${side}/${inks.accent}`}
          paint={(context) => {
            context.fillStyle = inks.accent;
            context.beginPath();
            context.moveTo(side / 2, 0);
            context.lineTo(side * 0.88, side * 0.62);
            context.lineTo(side * 0.12, side * 0.62);
            context.closePath();
            context.fill();
          }}
        />
      ) : null}
    </>
  );
}
