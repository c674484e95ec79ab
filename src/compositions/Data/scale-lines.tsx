import {Fragment} from 'react';
import {mix} from '../kit/inks.ts';
import {Layer} from '../kit/layer.tsx';
import {appear, sweep} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {Text} from '../kit/text/text.tsx';
import {axisLabel} from './labels.tsx';
import type {Tick} from './scale.ts';
import {along, type Sheet} from './sheet.ts';

export interface ScaleLinesProps {
  readonly sheet: Sheet;
  /** From the upright axis to where the lines begin and end, px. */
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly Tick[];
}

/** Lines of the sheet that are those of a scale, each with its value where it begins. */
export function ScaleLines({sheet, from, to, ticks}: ScaleLinesProps) {
  const frame = useFrame30();
  const stage = useStage();
  const {inks, scope} = stage;
  const {unit} = scope;
  return ticks.map(({at, text}, index) => {
    const y = sheet.floor - at * sheet.cell;
    const label = axisLabel(stage, text, 400 * unit);
    const long = Math.round((to - from) * sweep(frame, -6 + index * 2, 14));
    return (
      <Fragment key={at}>
        {at === 0 || long < 1 ? null : (
          <div
            style={{
              position: 'absolute',
              left: Math.round(along(sheet, from, long)),
              top: Math.round(y),
              width: long,
              height: Math.max(2, Math.round(3 * unit)),
              backgroundColor: mix(inks.ground, inks.muted, 0.45),
            }}
          />
        )}
        <Layer opacity={appear(frame, index * 2)}>
          <Text
            layout={label}
            x={along(sheet, from, label.width)}
            y={y - label.height - 2 * unit}
            width={label.width}
            color={inks.muted}
          />
        </Layer>
      </Fragment>
    );
  });
}
