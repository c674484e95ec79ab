import type {SceneProps} from '../contract.ts';
import {composeBeside, PictureColumn} from '../kit/pictures/beside-picture.tsx';
import {heightOf, present} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {headline} from '../kit/blocks/headline.ts';
import {rule} from '../kit/blocks/rule.tsx';
import {sentence} from '../kit/blocks/sentence.ts';
import {gapOf} from '../kit/blocks/first-whole.ts';
import {useStage} from '../kit/scene-stage.tsx';

type Counted = SceneProps<'step'>['scene'] | SceneProps<'list-item'>['scene'];

/** One item: its name on the great numeral, then a bar, then what there is to say of it. */
export function ItemContent({scene}: {readonly scene: Counted}) {
  const stage = useStage();
  const {scope, fps} = stage;
  const {unit, aspect} = scope;
  const length = (scene.durationInFrames / fps) * 30;
  const detailAt = Math.min(34, Math.max(12, length * 0.24));
  const {text, picture, title, bar, under} = composeBeside(stage, (box, hasPicture, own) => {
    const under = sentence(own, {
      box,
      text: scene.detail,
      height: Math.max(300 * unit, box.height * 0.3),
      maxLines: 5,
      gap: 34,
      enterAt: detailAt,
    });
    const bar = rule(own, {box, enterAt: 8, gap: 40, length: 180});
    const others = [bar, under].filter(present);
    const title = headline(own, {
      box,
      text: scene.onScreenText,
      height: Math.min(
        box.height - heightOf(others) - gapOf(own, 50),
        box.height * (hasPicture || own.squeeze ? 1 : 0.72),
      ),
      scale: hasPicture ? 0.74 : 0.94,
      enterAt: 2,
      maxLines: 5,
    });
    return {title, bar, under};
  });
  const blocks = [title, bar, under];
  if (picture) return <PictureColumn text={text} picture={picture} anchor={1} blocks={blocks} />;
  return <Column box={text} anchor={aspect === '16:9' ? 0.6 : 1} blocks={blocks} />;
}
