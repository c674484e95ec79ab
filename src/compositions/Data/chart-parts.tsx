import type {SceneFields} from '../contract.ts';
import {useStage} from '../kit/scene-stage.tsx';
import {axisLabel, Label} from './labels.tsx';
import {Ruler} from './paper.tsx';
import {underFloor, type Plan} from './plan.ts';
import {scaleMarks, ticksOf, type Tick} from './scale.ts';
import {ScaleLines} from './scale-lines.tsx';
import {along} from './sheet.ts';

/** Frames of 30 a second over which the figure counts, and over which what it measures is drawn with it. */
export const counting = 36;

export interface ChartProps {
  readonly plan: Plan;
  readonly scene: SceneFields<'statistic'>;
}

/** The scale of a chart on the lines of the sheet. */
export function Lines({plan, scene}: ChartProps) {
  const {language, unit} = useStage().scope;
  const {sheet, scale, chart} = plan;
  // A line right under the text would be taken for a part of it.
  const highest = (chart.height - 70 * unit) / sheet.cell;
  const ticks = ticksOf(scale, Math.min(scale.squares, highest), scaleMarks(scene, language));
  return <ScaleLines sheet={sheet} from={chart.from} to={chart.to} ticks={ticks} />;
}

/** The names of a series under the baseline. */
export function Names({plan, chosen}: {readonly plan: Plan; readonly chosen: number}) {
  const {inks, scope} = useStage();
  const {sheet} = plan;
  return plan.names.map((layout, index) => (
    <Label
      key={index}
      layout={layout}
      x={along(sheet, plan.places[index] ?? 0)}
      y={sheet.floor + underFloor * scope.unit}
      enterAt={index * 2}
      color={index === chosen ? inks.ink : inks.muted}
    />
  ));
}

/** The numbers of a scale along the baseline. */
export function BaselineScale({
  plan,
  ticks,
  from,
  to,
}: {
  readonly plan: Plan;
  readonly ticks: readonly Tick[];
  readonly from: number;
  readonly to: number;
}) {
  const stage = useStage();
  const {unit} = stage.scope;
  const {sheet} = plan;
  let free = from;
  return (
    <>
      <Ruler sheet={sheet} from={from / sheet.cell} long={ticks[1]?.at ?? 1} enterAt={-8} />
      {ticks.map(({at, text}, index) => {
        const layout = axisLabel(stage, text, 400 * unit);
        const middle = Math.min(
          to - layout.width / 2,
          Math.max(from + layout.width / 2, from + at * sheet.cell),
        );
        // Numbers that would run into the one before are left to their ticks.
        if (middle - layout.width / 2 < free) return null;
        free = middle + layout.width / 2 + 20 * unit;
        return (
          <Label
            key={at}
            layout={layout}
            x={along(sheet, middle)}
            y={sheet.floor + 34 * unit}
            enterAt={index * 3}
          />
        );
      })}
    </>
  );
}
