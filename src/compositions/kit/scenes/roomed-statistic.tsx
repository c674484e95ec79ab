import type {SceneProps} from '../../contract.ts';
import {heightOf, present, type Block} from '../blocks/block.ts';
import {Column} from '../blocks/column.tsx';
import {rule} from '../blocks/rule.tsx';
import {useStage} from '../scene-stage.tsx';
import {statisticParts} from '../figures/statistic-parts.tsx';

/** Room that a chart under the figure keeps at least, px at 1080 wide. */
const leastChart = {'9:16': 400, '1:1': 290, '16:9': 0} as const;

/** A figure in all of the safe area, for cards and panels: a series stands under it, or beside it in wide frames. */
export function RoomedStatistic({scene}: Pick<SceneProps<'statistic'>, 'scene'>) {
  const stage = useStage();
  const {scope} = stage;
  const {unit, aspect, direction, safeArea: room} = scope;
  const wide = aspect === '16:9';
  const charted = scene.series !== undefined;
  const half = wide && charted ? room.width * 0.44 : room.width;
  const box = {...room, width: half, x: direction === 'rtl' ? room.x + room.width - half : room.x};
  const parts = statisticParts(stage, scene, {
    box,
    maxPx: charted ? (aspect === '9:16' ? 270 : 190) : aspect === '9:16' ? 380 : 300,
    height: room.height * (charted && !wide ? 0.3 : 0.5),
    labelPx: charted ? 48 : 56,
    room: room.height - (charted ? 50 : 60) * unit,
    chart: leastChart[aspect] * unit,
  });
  const bar = rule(stage, {box, enterAt: 6, gap: 48, length: 96, thickness: 6});
  const {bars, source} = parts;
  const texts = [parts.number, parts.unit, bars ? null : bar, parts.label, source].filter(present);
  if (!bars) return <Column box={box} anchor={0.46} blocks={texts} />;
  if (wide) {
    const width = room.width * 0.5;
    const x = direction === 'rtl' ? room.x : room.x + room.width - width;
    return (
      <>
        <Column box={box} anchor={0.46} blocks={texts} />
        {bars({...room, x, width})}
      </>
    );
  }
  const head = texts.filter((block) => block !== source);
  const tail = source ? source.height + source.gap : 0;
  const height = Math.min(480 * unit, room.height - heightOf(head) - tail - 50 * unit);
  const chart: Block = {height, gap: 50 * unit, draw: (y) => bars({...box, y, height})};
  return <Column box={box} anchor={0.5} blocks={source ? [...head, chart, source] : [...head, chart]} />;
}
