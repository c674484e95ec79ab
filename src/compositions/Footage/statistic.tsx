import type {SceneProps} from '../contract.ts';
import {heightOf, type Block} from '../kit/blocks/block.ts';
import {rule} from '../kit/blocks/rule.tsx';
import {useStage} from '../kit/scene-stage.tsx';
import {statisticParts} from '../kit/figures/statistic-parts.tsx';
import {allInks, LowerThird} from './lower-third.tsx';
import {textRoom} from './room.ts';

/** Room that a chart under the figure keeps at least, px at 1080 wide. */
const leastChart = {'9:16': 430, '1:1': 310, '16:9': 0} as const;

/** A figure as large as the frame holds, set over the picture; a series stands under it, or beside it in wide frames. */
export function StatisticContent({scene}: Pick<SceneProps<'statistic'>, 'scene'>) {
  const stage = useStage();
  const {scope} = stage;
  const {unit, aspect, direction} = scope;
  const wide = aspect === '16:9';
  const whole = textRoom(scope, 1);
  const charted = scene.series !== undefined;
  const box = textRoom(scope, charted ? 0.46 : 0.8);
  const parts = statisticParts(stage, scene, {
    box,
    maxPx: charted ? (aspect === '9:16' ? 320 : 230) : aspect === '1:1' ? 340 : 460,
    height: box.height * (charted && !wide ? 0.3 : 0.5),
    labelPx: charted ? 50 : 60,
    room: box.height - (charted ? 56 : 60) * unit,
    chart: leastChart[aspect] * unit,
  });
  const bar = rule(stage, {box, enterAt: 4, gap: 44, length: 160});
  const text = [parts.number, parts.unit, charted ? null : bar, parts.label, parts.source];
  if (!parts.bars) return <LowerThird box={box} visual={scene.visual} texts={allInks} blocks={text} />;
  const {bars} = parts;
  if (wide) {
    const width = whole.width * 0.48;
    const height = whole.height * 0.86;
    const chart = {
      x: direction === 'rtl' ? whole.x : whole.x + whole.width - width,
      y: whole.y + whole.height - height,
      width,
      height,
    };
    return (
      <>
        <LowerThird box={box} visual={scene.visual} texts={allInks} top={chart.y} blocks={text} />
        {bars(chart)}
      </>
    );
  }
  const head = text.filter((block): block is Block => block !== null && block !== parts.source);
  const tail = parts.source ? parts.source.height + parts.source.gap : 0;
  const height = Math.min(560 * unit, box.height - heightOf(head) - tail - 56 * unit);
  const chart: Block = {height, gap: 56 * unit, draw: (y) => bars({...box, y, height})};
  return (
    <LowerThird box={box} visual={scene.visual} texts={allInks} blocks={[...head, chart, parts.source]} />
  );
}
