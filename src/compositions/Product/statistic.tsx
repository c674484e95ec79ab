import type {Box} from '../../platforms/index.ts';
import type {SceneProps} from '../contract.ts';
import {heightOf, present} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {headline} from '../kit/blocks/headline.ts';
import {sentence} from '../kit/blocks/sentence.ts';
import {gapOf} from '../kit/blocks/first-whole.ts';
import {figure} from '../kit/figures/numeral.tsx';
import {sourceLine} from '../kit/figures/source-line.ts';
import {signOf} from '../kit/figures/written-value.ts';
import {StageRoom, useStage} from '../kit/scene-stage.tsx';
import {RoomedStatistic} from '../kit/scenes/roomed-statistic.tsx';
import {statisticParts} from '../kit/figures/statistic-parts.tsx';
import {Podium, podiumFor, ShownDevice} from './device.tsx';
import {zonesOf} from '../kit/zones.ts';
import {onDisc} from './frame.tsx';
import {fitSeal, Seal} from './seal.tsx';
import {standOf} from './stand.ts';
import {sealPlace, Show} from './told.tsx';

/** A series on the screen of a window, its figure beside it. */
function Charted({scene}: Pick<SceneProps<'statistic'>, 'scene'>) {
  const stage = useStage();
  const {scope} = stage;
  const {unit, aspect} = scope;
  const tall = aspect === '9:16';
  const stand = standOf(stage, 'window', 0.5);
  const parts = statisticParts(stage, scene, {
    box: stand.text,
    maxPx: tall ? 230 : 260,
    height: stand.text.height * 0.5,
    labelPx: 54,
    room: stand.text.height,
    chart: 0,
  });
  const blocks = [parts.number, parts.unit, parts.label, parts.source].filter(present);
  const high = heightOf(blocks);
  const top = stand.text.y + (stand.text.height - high) * (tall ? 1 : 0.5);
  const device = stand.deviceFrom(top);
  const margin = 36 * unit;
  const bar = 66 * unit;
  const right = Math.min(device.x + device.width, scope.safeArea.x + scope.safeArea.width) - margin;
  const left = Math.max(device.x, scope.safeArea.x) + margin;
  const chart: Box = {
    x: left,
    y: device.y + bar + margin * 0.7,
    width: right - left,
    height: device.height - bar - margin * 1.5,
  };
  // A screen that cannot hold its bars is no screen.
  if (!parts.bars || parts.leastBars(chart) > chart.height) return <OnDisc scene={scene} />;
  return (
    <>
      <Podium {...podiumFor(device, unit, aspect)} />
      <ShownDevice box={device} asset={null} device="window">
        {parts.bars(chart)}
      </ShownDevice>
      <Column box={{...stand.text, y: top}} blocks={blocks} />
    </>
  );
}

const FigureOnDisc = onDisc(RoomedStatistic);

/** A figure across the whole of the content, before the disc. */
function OnDisc({scene}: Pick<SceneProps<'statistic'>, 'scene'>) {
  const {scope} = useStage();
  const {content} = zonesOf(scope);
  return (
    <StageRoom safeArea={content}>
      <FigureOnDisc scene={scene} />
    </StageRoom>
  );
}

/** A price or a number on a seal, on the device that it belongs to; what it counts as the headline. */
export function StatisticContent({scene}: Pick<SceneProps<'statistic'>, 'scene'>) {
  const stage = useStage();
  const {scope, inks} = stage;
  const {unit, aspect} = scope;
  const square = aspect === '1:1';
  if (scene.series && !square) return <Charted scene={scene} />;
  const options = {...scene, radius: (square ? 136 : aspect === '16:9' ? 200 : 214) * unit};
  const fit = fitSeal(stage, options);
  // Beside a device a square frame has no room for a chart, nor for a number that is too long for the seal.
  if (square && (scene.series || !fit)) return <OnDisc scene={scene} />;
  const sign = signOf(scene);
  return (
    <Show
      compose={(box, own) => {
        // A number too long for the seal is the headline itself.
        const number = fit
          ? null
          : figure(own, {
              box,
              value: scene.value,
              decimals: scene.decimals,
              prefix: scene.prefix,
              unit: sign,
              maxPx: 260,
              height: box.height * 0.4,
              enterAt: 0,
              countFor: 34,
            });
        const long =
          fit || sign
            ? null
            : sentence(own, {
                box,
                text: scene.unit,
                height: 110 * unit,
                maxPx: 58,
                maxLines: 1,
                label: true,
                gap: 20,
                color: inks.accent,
              });
        const source = sourceLine(own, {box, text: scene.source});
        const label = headline(own, {
          box,
          text: scene.label,
          height: box.height - heightOf([number, long, source].filter(present)) - gapOf(own, 60),
          scale: fit ? (aspect === '9:16' ? 0.72 : 0.84) : 0.5,
          gap: 32,
          enterAt: 4,
          maxLines: 5,
          emphasis: scene.emphasis,
        });
        return {title: number ?? label, blocks: [number, long, label, source]};
      }}
      over={(device) =>
        fit ? (
          <Seal
            {...sealPlace(stage, device, options.radius)}
            at={scope.index === 0 ? -30 : 2}
            options={options}
            fit={fit}
          />
        ) : null
      }
    />
  );
}
