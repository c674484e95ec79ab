import type {SceneProps} from '../../contract.ts';
import {heightOf, present} from '../blocks/block.ts';
import {chip} from '../blocks/chip.tsx';
import {headline} from '../blocks/headline.ts';
import {rule} from '../blocks/rule.tsx';
import {sentence} from '../blocks/sentence.ts';
import {gapOf} from '../blocks/first-whole.ts';
import {useStage} from '../scene-stage.tsx';
import {composeBeside, PictureColumn} from '../pictures/beside-picture.tsx';

/** One thought: headline, a bar, the detail; above or beside them the picture. Draws any kind of scene. */
export function PointContent({scene}: Pick<SceneProps<'point'>, 'scene'>) {
  const stage = useStage();
  const {unit} = stage.scope;
  // Kinds that the template does not know reach this scene too; there these fields may hold something else.
  const label = typeof scene.kicker === 'string' ? scene.kicker : undefined;
  const detail = typeof scene.detail === 'string' ? scene.detail : undefined;
  const {text, picture, title, over, bar, under} = composeBeside(stage, (box, hasPicture, own) => {
    const over = label === undefined ? null : chip(own, {box, text: label, enterAt: -2});
    const under = sentence(own, {
      box,
      text: detail,
      height: Math.max(180 * unit, box.height * 0.36),
      maxLines: 5,
      gap: 36,
      enterAt: 12,
    });
    const bar = rule(own, {box, enterAt: 7, gap: 40, length: 140, thickness: 10});
    const others = [over, bar, under].filter(present);
    const title = headline(own, {
      box,
      text: scene.onScreenText,
      height: box.height - heightOf(others) - gapOf(own, 60),
      scale: hasPicture ? 0.74 : 0.86,
      gap: 48,
      enterAt: -5,
      maxLines: hasPicture ? 4 : 6,
    });
    return {title, over, bar, under};
  });
  return <PictureColumn text={text} picture={picture} anchor={0.5} blocks={[over, title, bar, under]} />;
}
