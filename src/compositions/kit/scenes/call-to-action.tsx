import type {SceneProps} from '../../contract.ts';
import {askingBlocks} from '../blocks/asking-blocks.ts';
import {composeBeside, PictureColumn} from '../pictures/beside-picture.tsx';
import {useStage} from '../scene-stage.tsx';

/** What the viewer is asked to do; the button is pressed once, then everything stands still. */
export function CallToActionContent({scene}: Pick<SceneProps<'call-to-action'>, 'scene'>) {
  const stage = useStage();
  const {text, picture, blocks} = composeBeside(stage, (box, hasPicture, own) =>
    askingBlocks(own, {
      scene,
      box,
      scale: hasPicture ? 0.78 : 0.95,
      buttonGap: 84,
      handleGap: 40,
      spare: 90,
    }),
  );
  return <PictureColumn text={text} picture={picture} anchor={0.5} blocks={blocks} />;
}
