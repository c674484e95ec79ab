import type {SceneProps} from '../contract.ts';
import {roleLine, speakerLine} from '../kit/blocks/attribution.ts';
import {heightOf, present} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {headline} from '../kit/blocks/headline.ts';
import {rule} from '../kit/blocks/rule.tsx';
import {firstWhole, gapOf, squeezed} from '../kit/blocks/first-whole.ts';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {Podium} from './device.tsx';
import {Show, type Compose} from './told.tsx';
import {zonesOf} from '../kit/zones.ts';
import {quoted} from '../kit/blocks/quoted.ts';
import {Mark} from './mark.tsx';

/** What someone says of it: large, on the disc; beside the device where the scene has a picture. */
export function QuoteContent({scene}: Pick<SceneProps<'quote'>, 'scene'>) {
  const stage = useStage();
  const {scope, width, height} = stage;
  const {unit, aspect, direction} = scope;
  const pictured = scene.visual !== null;
  const compose: Compose = (box, own) => {
    const speaker = speakerLine(own, {box, text: scene.speaker, maxPx: 50, gap: 26});
    const role = roleLine(own, {box, text: scene.role});
    const bar = rule(own, {box, enterAt: 8, gap: 40, length: 96, thickness: 8});
    const title = headline(own, {
      box,
      text: pictured ? quoted(scene.text, scope.language) : scene.text,
      height: box.height - heightOf([bar, speaker, role].filter(present)) - gapOf(own, 50),
      scale: pictured ? 0.58 : aspect === '9:16' ? 0.8 : 0.9,
      maxLines: 9,
      enterAt: -2,
      caps: false,
    });
    return {title, blocks: [title, bar, speaker, role]};
  };
  if (pictured) return <Show compose={compose} />;
  const {content} = zonesOf(scope);
  const rtl = direction === 'rtl';
  const tall = aspect !== '16:9';
  const beside = (own: StageContext) => {
    const radius = (own.squeeze ? 48 : aspect === '1:1' ? 74 : 104) * unit;
    const taken = 2 * radius + gapOf(own, 44);
    const box = tall
      ? {...content, y: content.y + taken, height: content.height - taken}
      : {
          ...content,
          x: rtl ? content.x : content.x + taken + 30 * unit,
          width: content.width - taken - 30 * unit,
        };
    return {radius, taken, box, blocks: compose(box, own).blocks.filter(present)};
  };
  const {radius, taken, box, blocks} = firstWhole(stage, [
    beside,
    (own) => beside(squeezed(own)),
    (own) => beside(squeezed(own, 2)),
  ]);
  const spare = Math.max(0, box.height - heightOf(blocks));
  const top = box.y + spare * (tall ? 0.42 : 0.5);
  const mark = {
    x: rtl ? content.x + content.width - radius : content.x + radius,
    y: tall ? top - taken + radius : top + radius,
  };
  return (
    <>
      <Podium
        x={rtl ? width * 0.36 : width * 0.64}
        y={tall ? height * 0.36 : height * 0.42}
        radius={aspect === '9:16' ? 600 * unit : 520 * unit}
      />
      <Mark {...mark} radius={radius} />
      <Column box={{...box, y: top}} blocks={blocks} />
    </>
  );
}
