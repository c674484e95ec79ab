import {Fragment} from 'react';
import {countUp} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {BaselineScale, counting, type ChartProps} from './chart-parts.tsx';
import {Label} from './labels.tsx';
import {rowGap} from './plan.ts';
import {scaleMarks, ticksOf} from './scale.ts';
import {chosenOf, textInset} from './series.ts';
import {along} from './sheet.ts';

/** Columns that lie: each with its name and value on a line over it, all from the upright axis on. */
export function Rows({plan, scene, top}: ChartProps & {readonly top: number}) {
  const frame = useFrame30();
  const stage = useStage();
  const {inks, scope} = stage;
  const {unit, theme, language} = scope;
  const {sheet, scale, chart, names, values} = plan;
  const {series = []} = scene;
  const chosen = chosenOf(scene);
  const height = (sheet.floor - top) / series.length;
  const line = Math.max(...names.map((name) => name.height));
  const zero = chart.from + (-scale.from / scale.per) * sheet.cell;
  const thick = Math.round(Math.min(0.62 * sheet.cell, height - line - rowGap * unit));
  const radius = Math.min(theme.radius * 0.5, 10, thick / 2) * unit;
  const ticks = ticksOf(scale, Math.floor((chart.to - chart.from) / sheet.cell), scaleMarks(scene, language));
  return (
    <>
      {series.map(({value}, index) => {
        const part = index === chosen ? countUp(frame, 0, counting) : countUp(frame, 2 + index * 3, 26);
        const long = Math.round((Math.abs(value) / scale.per) * sheet.cell * part);
        const [name, label] = [names[index], values[index]];
        const y = sheet.floor - (series.length - index) * height + (height - line - thick - 6 * unit) * 0.7;
        const start = value >= 0 ? zero : zero - long;
        const [near, far] = sheet.way === 1 ? [0, radius] : [radius, 0];
        return (
          <Fragment key={index}>
            {name ? (
              <Label
                layout={name}
                x={along(sheet, chart.from + textInset * unit + name.width / 2)}
                y={y}
                enterAt={index * 3 - 4}
                color={index === chosen ? inks.ink : inks.muted}
              />
            ) : null}
            {label ? (
              <Label
                layout={label}
                x={along(sheet, chart.to - label.width / 2)}
                y={y + line - label.height + 2 * unit}
                onPaper
                enterAt={index === chosen ? 22 : 12 + index * 3}
                color={index === chosen ? inks.accent : inks.ink}
              />
            ) : null}
            {long < 1 ? null : (
              <div
                style={{
                  position: 'absolute',
                  left: Math.round(along(sheet, start, long)),
                  top: Math.round(y + line + 6 * unit),
                  width: long,
                  height: thick,
                  backgroundColor: index === chosen ? inks.accent : inks.quiet,
                  borderRadius: value >= 0 ? `${near}px ${far}px ${far}px ${near}px` : radius,
                }}
              />
            )}
          </Fragment>
        );
      })}
      {zero > 0 ? (
        <div
          style={{
            position: 'absolute',
            left: Math.round(along(sheet, zero, 4 * unit)),
            top: Math.round(top),
            width: Math.max(2, Math.round(4 * unit)),
            height: Math.round(sheet.floor - top),
            backgroundColor: inks.ink,
          }}
        />
      ) : null}
      <BaselineScale plan={plan} ticks={ticks} from={chart.from} to={chart.to} />
    </>
  );
}
