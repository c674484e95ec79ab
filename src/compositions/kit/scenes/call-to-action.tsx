import type {SceneProps} from '../../contract.ts';
import {headline, heightOf, rule, sentence, type Block} from '../blocks.tsx';
import {pill} from '../pill.tsx';
import {useStage} from '../scene-stage.tsx';
import {composeBeside, PictureColumn} from '../beside-picture.tsx';

/** What the viewer is asked to do; the button is pressed once, then everything stands still. */
export function CallToActionContent({scene}: Pick<SceneProps<'call-to-action'>, 'scene'>) {
  const stage = useStage();
  const {unit} = stage.scope;
  const {text, picture, title, button, bar, handle} = composeBeside(stage, (box, hasPicture) => {
    const button = pill(stage, {box, text: scene.label});
    const bar = button ? null : rule(stage, {box, enterAt: 6, gap: 48});
    const handle = sentence(stage, {
      box,
      text: scene.handle,
      height: 130 * unit,
      maxPx: 50,
      maxLines: 2,
      gap: 40,
      enterAt: 12,
    });
    const others = [button, bar, handle].filter((block): block is Block => block !== null);
    const title = headline(stage, {
      box,
      text: scene.onScreenText,
      height: box.height - heightOf(others) - 90 * unit,
      scale: hasPicture ? 0.78 : 0.95,
      maxLines: 5,
      enterAt: -5,
    });
    return {title, button, bar, handle};
  });
  return <PictureColumn text={text} picture={picture} anchor={0.5} blocks={[title, button, bar, handle]} />;
}
