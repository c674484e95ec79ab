import {Canvas} from '../kit/canvas.tsx';
import {mix} from '../kit/inks.ts';
import {countUp} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {counting, type ChartProps} from './chart-parts.tsx';
import {axisLabel, Label} from './labels.tsx';
import {Ruler} from './paper.tsx';
import {along} from './sheet.ts';

/** A hundred squares on the baseline; as many as the share says are filled while it counts. */
export function Share({plan, scene}: ChartProps) {
  const frame = useFrame30();
  const stage = useStage();
  const {inks, scope} = stage;
  const {unit, language} = scope;
  const {sheet, squares} = plan;
  if (!squares) return null;
  const {across, high, side} = squares;
  const square = across === high;
  const filled = Math.round(scene.value * countUp(Math.floor(frame / 2) * 2, 0, counting) * 10) / 10;
  const gap = Math.max(2, 3 * unit);
  const [wide, height] = [Math.ceil(across * side), Math.ceil(high * side)];
  const from = square ? plan.chart.to - wide : 0;
  const number = new Intl.NumberFormat(language, {style: 'percent'});
  const labels = (square ? [0, 50, 100] : [0, 25, 50, 75, 100]).map((percent) => ({
    part: percent / 100,
    layout: axisLabel(stage, number.format(percent / 100), 300 * unit),
  }));
  return (
    <>
      <Canvas
        x={along(sheet, from, wide)}
        y={sheet.floor - height}
        width={wide}
        height={height}
        paintKey={JSON.stringify([filled, side, across, inks, sheet.way])}
        paint={(context) => {
          const empty = mix(inks.ground, inks.quiet, 0.3);
          const own = side - 2 * gap;
          for (let index = 0; index < 100; index++) {
            // A band fills column by column from the axis on, a square row by row from the baseline up.
            const [column, row] = square
              ? [index % across, Math.floor(index / across)]
              : [Math.floor(index / high), index % high];
            const x = (sheet.way === 1 ? column : across - 1 - column) * side + gap;
            const y = (high - 1 - row) * side + gap;
            const part = Math.min(1, Math.max(0, filled - index));
            context.fillStyle = empty;
            context.fillRect(x, y, own, own);
            if (part <= 0) continue;
            context.fillStyle = inks.accent;
            context.fillRect(x, y + own * (1 - part), own, own * part);
          }
        }}
      />
      <Ruler
        sheet={sheet}
        every={square ? 1 : sheet.columns / 4}
        long={square ? 5 : sheet.columns / 4}
        enterAt={-6}
      />
      {labels.map(({part, layout}, index) => {
        const at = Math.min(wide - layout.width / 2, Math.max(layout.width / 2, part * wide));
        return (
          <Label
            key={part}
            layout={layout}
            x={along(sheet, square ? from - layout.width / 2 - 24 * unit : at)}
            y={
              square
                ? Math.min(
                    sheet.floor - layout.height,
                    sheet.floor - part * height - (part < 1 ? layout.height / 2 : 0),
                  )
                : sheet.floor + 30 * unit
            }
            enterAt={index * 3}
          />
        );
      })}
    </>
  );
}
