import {Fragment} from 'react';
import {countUp} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {counting, Lines, Names, type ChartProps} from './chart-parts.tsx';
import {Label} from './labels.tsx';
import {chosenOf} from './series.ts';
import {along} from './sheet.ts';

/** Columns that stand on the baseline, to the sheet's squares; the chosen one grows in step with the figure. */
export function Columns({plan, scene}: ChartProps) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const {unit, theme} = scope;
  const {sheet, scale, places, values} = plan;
  const {series = []} = scene;
  const chosen = chosenOf(scene);
  const pitch = places.length > 1 ? Math.abs((places[1] ?? 0) - (places[0] ?? 0)) : plan.chart.to;
  const width = Math.round(Math.min(pitch * 0.68, 2.5 * sheet.cell));
  const radius = Math.min(theme.radius * 0.5, 10) * unit;
  const zero = sheet.floor - (-scale.from / scale.per) * sheet.cell;
  return (
    <>
      <Lines plan={plan} scene={scene} />
      {series.map(({value}, index) => {
        const part = index === chosen ? countUp(frame, 0, counting) : countUp(frame, 2 + index * 3, 26);
        const high = Math.round((Math.abs(value) / scale.per) * sheet.cell * part);
        const left = Math.round(along(sheet, (places[index] ?? 0) - width / 2, width));
        const top = Math.round(value >= 0 ? zero - high : zero);
        const label = values[index];
        return (
          <Fragment key={index}>
            {high < 1 ? null : (
              <div
                style={{
                  position: 'absolute',
                  left,
                  top,
                  width,
                  height: high,
                  backgroundColor: index === chosen ? inks.accent : inks.quiet,
                  borderRadius: value >= 0 ? `${radius}px ${radius}px 0 0` : `0 0 ${radius}px ${radius}px`,
                }}
              />
            )}
            {label ? (
              <Label
                layout={label}
                x={left + width / 2}
                y={(value >= 0 ? top : zero) - label.height - 4 * unit}
                onPaper
                enterAt={index === chosen ? 22 : 12 + index * 3}
                color={index === chosen ? inks.accent : inks.ink}
              />
            ) : null}
          </Fragment>
        );
      })}
      <Names plan={plan} chosen={chosen} />
    </>
  );
}
