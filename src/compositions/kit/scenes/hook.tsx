import type {SceneProps} from '../../contract.ts';
import {heightOf} from '../blocks/block.ts';
import {Column} from '../blocks/column.tsx';
import {hookBlocks} from '../blocks/hook-blocks.ts';
import {Fade, Picture} from '../pictures/picture.tsx';
import {useStage} from '../scene-stage.tsx';
import {composeBeside, PictureColumn} from '../pictures/beside-picture.tsx';

/** Opens the video: the headline is whole on frame 0, then the bar draws itself and the detail comes in. */
export function HookContent({scene}: Pick<SceneProps<'hook'>, 'scene'>) {
  const stage = useStage();
  const {scope, inks, width} = stage;
  const {unit} = scope;
  const {text, picture, blocks} = composeBeside(stage, (box, hasPicture, own) =>
    hookBlocks(own, {scene, box, maxLines: hasPicture ? 4 : 6}),
  );
  if (!picture || !scene.visual || scope.aspect !== '9:16') {
    return <PictureColumn text={text} picture={picture} anchor={0.45} blocks={blocks} />;
  }
  // The picture runs out into the ground where the text begins, so no letter ever stands on it.
  const top = text.y + text.height - heightOf(blocks) - 30 * unit;
  return (
    <>
      <Picture asset={scene.visual.asset} x={0} y={0} width={width} height={top} travel={0.1} focusY={0.45} />
      <Fade
        x={0}
        y={top - 340 * unit}
        width={width}
        height={341 * unit}
        color={inks.ground}
        toward="bottom"
      />
      <Fade x={0} y={top} width={width} height={300 * unit} color={inks.ground} toward="top" />
      <Column box={text} anchor={1} blocks={blocks} />
    </>
  );
}
