import {useMemo} from 'react';
import type {Box} from '../../platforms/index.ts';
import type {SceneFields, SceneProps} from '../contract.ts';
import {heightOf, present} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {noteTorn} from '../kit/blocks/first-whole.ts';
import {statisticParts} from '../kit/figures/statistic-parts.tsx';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {Columns} from './columns.tsx';
import {Counter} from './counter.tsx';
import {planStatistic} from './plan.ts';
import {Rows} from './rows.tsx';
import {Share} from './share.tsx';
import {Standing, type Composed} from './standing.tsx';
import {Trend} from './trend.tsx';

type Statistic = SceneFields<'statistic'>;

/** A figure over what it measures, drawn to the squares of the sheet; the source stands at its foot. */
export function StatisticContent({scene}: Pick<SceneProps<'statistic'>, 'scene'>) {
  const stage = useStage();
  const {aspect, unit} = stage.scope;
  const plan = useMemo(() => planStatistic(stage, scene), [stage, scene]);
  const {parts, text, sheet, source, form} = plan;
  const charted = form === 'columns' || form === 'line' || form === 'rows';
  const beside = aspect === '16:9' && form !== 'counter';
  const texts = [parts.number, parts.unit, parts.label].filter(present);
  const told = source?.draw(plan.sourceY);
  if (scene.visual && !charted) {
    return (
      <>
        <Standing
          scene={scene}
          lift={plan.lift}
          compose={(box, pictured, own) => figureOver(own, scene, box, pictured)}
        />
        <Counter plan={plan} scene={scene} slim />
        {told}
      </>
    );
  }
  const high = heightOf(texts) + 40 * unit;
  return (
    <>
      <Column
        box={charted || beside ? text : {...text, height: sheet.floor - plan.mark - 50 * unit - text.y}}
        anchor={beside ? 0.5 : charted ? 0 : 1}
        blocks={texts}
      />
      {form === 'columns' ? <Columns plan={plan} scene={scene} /> : null}
      {form === 'line' ? <Trend plan={plan} scene={scene} /> : null}
      {form === 'share' ? <Share plan={plan} scene={scene} /> : null}
      {form === 'counter' ? <Counter plan={plan} scene={scene} /> : null}
      {form === 'rows' ? <Rows plan={plan} scene={scene} top={beside ? text.y : text.y + high} /> : null}
      {told}
    </>
  );
}

/** A figure and what it counts, over a picture or beside it. */
function figureOver(stage: StageContext, scene: Statistic, box: Box, pictured: boolean): Composed {
  const {unit} = stage.scope;
  const parts = statisticParts(
    stage,
    {...scene, source: undefined, series: undefined},
    {
      box,
      maxPx: pictured ? 260 : 400,
      height: box.height * 0.5,
      labelPx: 54,
      room: box.height - 8 * unit,
      chart: 0,
    },
  );
  if (parts.label === null) noteTorn(stage, 'leftOut');
  return {title: parts.number, blocks: [parts.number, parts.unit, parts.label]};
}
