import type {Box} from '../../platforms/index.ts';
import type {SceneProps} from '../contract.ts';
import type {Block} from '../kit/blocks/block.ts';
import {countUp} from '../kit/motion.ts';
import {useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {statisticParts} from '../kit/figures/statistic-parts.tsx';
import {Split} from './split.tsx';

/** The whole as one bar, the share of it filled from the leading edge. */
function Share({
  box,
  y,
  height,
  part,
}: {
  readonly box: Box;
  readonly y: number;
  readonly height: number;
  readonly part: number;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const filled = Math.round(box.width * part * countUp(frame, 0, 36));
  const radius = Math.min(scope.theme.radius * scope.unit, height / 2);
  const bar = (width: number, color: string) => (
    <div
      style={{
        position: 'absolute',
        left: Math.round(scope.direction === 'rtl' ? box.x + box.width - width : box.x),
        top: Math.round(y),
        width: Math.round(width),
        height,
        backgroundColor: color,
        borderRadius: radius,
      }}
    />
  );
  return (
    <>
      {bar(box.width, inks.line)}
      {filled < 1 ? null : bar(filled, inks.accent)}
    </>
  );
}

/** The figure on one field, what it counts or is measured against on the other. */
export function StatisticContent({scene}: Pick<SceneProps<'statistic'>, 'scene'>) {
  const stage = useStage();
  const {scope} = stage;
  const {unit, aspect} = scope;
  const wide = aspect === '16:9';
  const parts = (own: StageContext, box: Box, height: number, labelPx: number) =>
    statisticParts(own, scene, {
      box,
      maxPx: scene.visual ? 240 : wide ? 420 : 360,
      height,
      labelPx,
      room: box.height,
      chart: 0,
    });
  // A chart beside its figure needs the field of a picture.
  const charted = scene.series !== undefined && !scene.visual && aspect !== '1:1';
  const share = scene.unit === '%' && scene.value >= 0 && scene.value <= 100 && !charted;
  return (
    <Split
      share={0.5}
      primary={(box, own) => {
        const told = parts(own, box, box.height * 0.7, 58);
        return charted || aspect === '1:1'
          ? [told.number, told.unit, told.label, told.source]
          : [told.number, told.unit];
      }}
      secondary={(box, own) => {
        if (aspect === '1:1' && !scene.visual) return [];
        const told = parts(own, {...box, height: 4 * box.height}, 0.1 * box.height, wide ? 66 : 60);
        if (charted && told.bars) {
          const {bars} = told;
          const height = wide ? Math.min(box.height, 700 * unit) : box.height;
          return [{height, gap: 0, draw: (y) => bars({...box, y, height})}];
        }
        const bar: Block | null = share
          ? {
              height: 40 * unit,
              gap: 0,
              draw: (y) => <Share box={box} y={y} height={Math.round(40 * unit)} part={scene.value / 100} />,
            }
          : null;
        return [bar, told.label, told.source];
      }}
    />
  );
}
