import {Canvas} from '../canvas.tsx';
import type {MarkedRun} from './marker.ts';
import {baselineOf, bleed, paintLine} from './paint-line.ts';
import {useStage} from '../scene-stage.tsx';
import {capHeight, textOfLine, useFace, type PlacedLine, type TextLayout} from './text-layout.ts';

/** Room around marked letters, em. */
const room = 0.085;

export interface MarkedLineProps {
  readonly layout: TextLayout;
  readonly line: PlacedLine;
  readonly runs: readonly MarkedRun[];
  /** Top left corner of the line's canvas, px. */
  readonly x: number;
  readonly y: number;
  /** What is to be seen of the mark, 0-1 along the line. */
  readonly reach: {readonly from: number; readonly to: number};
}

/** A marker over words of a line: a box of the accent colour with the letters in what reads on it. */
export function MarkedLine({layout, line, runs, x, y, reach}: MarkedLineProps) {
  const {inks, scope} = useStage();
  const {px, face, direction} = layout;
  const [first, last] = [runs[0], runs.at(-1)];
  if (!first || !last) return null;
  const margin = bleed * px;
  const rtl = direction === 'rtl';
  const width = Math.ceil(line.width + 2 * margin);
  const height = Math.ceil(layout.lineHeight + 2 * margin);
  const leftOf = (run: MarkedRun) => margin + (rtl ? line.width - run.x - run.width : run.x) - room * px;
  const begin = Math.floor(leftOf(rtl ? last : first));
  const end = Math.ceil(leftOf(rtl ? first : last) + (rtl ? first : last).width + 2 * room * px);
  const [from, to] = rtl ? [1 - reach.to, 1 - reach.from] : [reach.from, reach.to];
  const left = Math.round(begin + (end - begin) * from);
  const right = Math.round(begin + (end - begin) * to);
  if (right <= left) return null;
  return (
    <div
      style={{
        position: 'absolute',
        left: Math.round(x) + left,
        top: Math.round(y),
        width: right - left,
        height,
        overflow: 'hidden',
      }}
    >
      <Canvas
        x={-left}
        y={0}
        width={width}
        height={height}
        paintKey={JSON.stringify([textOfLine(line), px, runs, inks.accent, inks.onAccent, scope.theme.id])}
        paint={(context) => {
          const baseline = baselineOf(context, layout);
          useFace(context, face, px, direction);
          const {actualBoundingBoxAscent, actualBoundingBoxDescent} = context.measureText(textOfLine(line));
          const top = baseline - Math.max(actualBoundingBoxAscent, capHeight(face) * px) - room * px;
          const bottom = baseline + Math.max(0, actualBoundingBoxDescent) + room * px;
          context.beginPath();
          for (const run of runs) {
            const radius = Math.min(scope.theme.radius * scope.unit, 0.14 * px);
            context.roundRect(leftOf(run), top, run.width + 2 * room * px, bottom - top, radius);
          }
          context.fillStyle = inks.accent;
          context.fill();
          context.clip();
          paintLine(context, layout, line, {color: inks.onAccent, emphasis: inks.onAccent});
        }}
      />
    </div>
  );
}
