import {countUp} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {BaselineScale, counting, type ChartProps} from './chart-parts.tsx';
import {Reading} from './paper.tsx';
import {scaleMarks, ticksOf} from './scale.ts';
import {along} from './sheet.ts';

/** A single figure on a scale of its own along the baseline: a band grows to it as it counts. */
export function Counter({plan, scene, slim = false}: ChartProps & {readonly slim?: boolean}) {
  const frame = useFrame30();
  const stage = useStage();
  const {inks, scope} = stage;
  const {language} = scope;
  const {sheet, scale} = plan;
  const zero = (-scale.from / scale.per) * sheet.cell;
  const long = (scene.value / scale.per) * sheet.cell * countUp(frame, 0, counting);
  const at = zero + long;
  const ticks = ticksOf(scale, sheet.columns, scaleMarks(scene, language));
  const band = slim ? Math.round(0.24 * sheet.cell) : sheet.cell;
  const size = Math.round(Math.abs(long));
  return (
    <>
      {size < 1 ? null : (
        <div
          style={{
            position: 'absolute',
            left: Math.round(along(sheet, Math.min(zero, at), size)),
            top: sheet.floor - band,
            width: size,
            height: band,
            backgroundColor: inks.accent,
          }}
        />
      )}
      <BaselineScale plan={plan} ticks={ticks} from={0} to={sheet.columns * sheet.cell} />
      <Reading sheet={sheet} at={at} thickness={0} />
    </>
  );
}
