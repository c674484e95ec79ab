import {Canvas} from '../kit/canvas.tsx';
import {withAlpha} from '../kit/inks.ts';
import {countUp} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {counting, Lines, Names, type ChartProps} from './chart-parts.tsx';
import {Clearing, Label} from './labels.tsx';
import {chosenOf} from './series.ts';
import {along} from './sheet.ts';

/** A line through the moments of a series, drawn from the first on, with its last value at its end. */
export function Trend({plan, scene}: ChartProps) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const {unit} = scope;
  const {sheet, scale, places, values} = plan;
  const {series = []} = scene;
  const chosen = chosenOf(scene);
  const margin = Math.round(40 * unit);
  const room = Math.ceil(plan.chart.height + margin);
  const wide = Math.ceil(plan.chart.to + 2 * margin);
  const left = along(sheet, -margin, wide);
  const points = series.map(({value}, index) => {
    const from = (places[index] ?? 0) + margin;
    return {
      x: sheet.way === 1 ? from : wide - from,
      y: room - ((value - scale.from) / scale.per) * sheet.cell,
    };
  });
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const part = Math.round(countUp(frame, 2, counting) * 400) / 400;
  const pen = first.x + (last.x - first.x) * part;
  const reached = points.filter(({x}) => (last.x >= first.x ? x <= pen : x >= pen));
  const before = reached.at(-1) ?? first;
  const after = points[reached.length] ?? before;
  const share = after === before ? 0 : (pen - before.x) / (after.x - before.x);
  const tip = {x: pen, y: before.y + (after.y - before.y) * share};
  const zero = room - (Math.max(0, -scale.from) / scale.per) * sheet.cell;
  const paint = (context: CanvasRenderingContext2D) => {
    const path = [...reached, tip];
    context.beginPath();
    context.moveTo(first.x, zero);
    for (const {x, y} of path) context.lineTo(x, y);
    context.lineTo(tip.x, zero);
    context.closePath();
    context.fillStyle = withAlpha(inks.accent, 0.14);
    context.fill();
    context.beginPath();
    for (const {x, y} of path) context.lineTo(x, y);
    context.strokeStyle = inks.accent;
    context.lineWidth = 11 * unit;
    context.lineJoin = 'round';
    context.lineCap = 'round';
    context.stroke();
    const dot = ({x, y}: {x: number; y: number}, radius: number, color: string) => {
      context.fillStyle = color;
      context.beginPath();
      context.arc(x, y, radius * unit, 0, 2 * Math.PI);
      context.fill();
    };
    for (const point of reached) {
      const told = point === points[chosen];
      dot(point, told ? 21 : 14, inks.accent);
      if (!told) dot(point, 7, inks.ground);
    }
    // The pen, until it has come to the end.
    if (part < 1) dot(tip, 16, inks.accent);
  };
  // A line says its first value, its last and the one that is told of; the scale says the others.
  const told = values.flatMap((layout, index) => {
    const point = points[index];
    if (!point || (index > 0 && index < points.length - 1 && index !== chosen)) return [];
    return [
      {
        layout,
        index,
        x: left + point.x,
        y: sheet.floor - room + point.y - layout.height - 26 * unit,
        enterAt: index === 0 ? 0 : 2 + (counting - 6) * (index / (points.length - 1)),
      },
    ];
  });
  return (
    <>
      <Lines plan={plan} scene={scene} />
      {told.map(({index, ...place}) => (
        <Clearing key={index} {...place} />
      ))}
      <Canvas
        x={left}
        y={sheet.floor - room}
        width={wide}
        height={room}
        paintKey={JSON.stringify([points, part, inks])}
        paint={paint}
      />
      {told.map(({index, ...place}) => (
        <Label key={index} {...place} color={index === chosen ? inks.accent : inks.ink} />
      ))}
      <Names plan={plan} chosen={chosen} />
    </>
  );
}
