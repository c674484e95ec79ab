import type {SceneProps} from '../contract.ts';
import {HookContent} from '../kit/scenes/hook.tsx';
import {composeBeside} from '../kit/pictures/beside-picture.tsx';
import {Column} from '../kit/blocks/column.tsx';
import {hookBlocks} from '../kit/blocks/hook-blocks.ts';
import {useStage} from '../kit/scene-stage.tsx';

/** Announces the count: the headline stands low on the great numeral, whole on the first frame. */
export function CountdownHook({scene}: Pick<SceneProps<'hook'>, 'scene'>) {
  const stage = useStage();
  const {aspect} = stage.scope;
  const {text, picture, blocks} = composeBeside(stage, (box, _, own) =>
    hookBlocks(own, {scene, box, scale: 0.94, titleGap: 36, detailGap: 36, barAt: 6, detailAt: 18}),
  );
  if (picture) return <HookContent scene={scene} />;
  return <Column box={text} anchor={aspect === '16:9' ? 0.6 : 1} blocks={blocks} />;
}
