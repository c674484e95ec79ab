import type {SceneProps} from '../contract.ts';
import {heightOf, present, type Block} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {useStage} from '../kit/scene-stage.tsx';
import {statisticParts} from '../kit/figures/statistic-parts.tsx';
import {deskOf} from './desk.ts';
import {Panel} from './panel.tsx';

/** Room that a chart under the figure keeps at least, px at 1080 wide. */
const leastChart = {'9:16': 430, '1:1': 290, '16:9': 0} as const;

/** The figure in the panel, its source at the foot; a series stands under it, or beside it in wide frames. */
export function StatisticContent({scene}: Pick<SceneProps<'statistic'>, 'scene'>) {
  const stage = useStage();
  const {scope, width} = stage;
  const {unit, aspect, direction} = scope;
  const {text, padding} = deskOf(scope, width);
  const charted = scene.series !== undefined;
  const wide = aspect === '16:9';
  const half = charted && wide ? text.width * 0.44 : text.width;
  const box = {...text, width: half, x: direction === 'rtl' ? text.x + text.width - half : text.x};
  const pictured = scene.visual !== null;
  const parts = statisticParts(stage, scene, {
    box,
    maxPx: charted ? (aspect === '9:16' ? 240 : 190) : pictured ? 260 : aspect === '9:16' ? 380 : 320,
    height: text.height * (charted && !wide ? 0.22 : 0.4),
    labelPx: 50,
    room: text.height * 0.92 - (charted ? 50 * unit : 0),
    chart: leastChart[aspect] * unit,
  });
  const source = parts.source;
  const texts = [parts.number, parts.unit, parts.label, source].filter(present);
  if (!parts.bars) return <Panel scene={scene} blocks={texts} />;
  const {bars} = parts;
  if (wide) {
    const height = text.height * 0.76;
    const tall: Block = {
      height,
      gap: 0,
      draw: (y) => (
        <>
          <Column box={{...box, y, height}} anchor={0.5} blocks={texts} />
          {bars({
            x: direction === 'rtl' ? text.x : text.x + text.width * 0.5,
            y,
            width: text.width * 0.5,
            height,
          })}
        </>
      ),
    };
    return <Panel scene={scene} blocks={[tall]} />;
  }
  const head = texts.filter((block) => block !== source);
  const height = Math.min(
    520 * unit,
    text.height - heightOf(head) - (source ? source.height + source.gap : 0) - 2 * padding - 50 * unit,
  );
  const chart: Block = {height, gap: 50 * unit, draw: (y) => bars({...box, y, height})};
  return <Panel scene={scene} blocks={[...head, chart, source]} />;
}
