import type {SceneProps} from '../contract.ts';
import {heightOf} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {firstWhole, squeezed} from '../kit/blocks/first-whole.ts';
import {hookBlocks} from '../kit/blocks/hook-blocks.ts';
import {HookContent} from '../kit/scenes/hook.tsx';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {zonesOf} from '../kit/zones.ts';
import {Beginning} from './rail.tsx';

/** Opens the way: its first node beside the headline, which is whole on the first frame, and the line leading on. */
export function StepsHook({scene}: Pick<SceneProps<'hook'>, 'scene'>) {
  const stage = useStage();
  const {scope} = stage;
  const {unit, aspect} = scope;
  if (scene.visual || aspect === '16:9') return <HookContent scene={scene} />;
  const {content: box} = zonesOf(scope);
  const compose = (own: StageContext) => hookBlocks(own, {scene, box, titleGap: 36, barAt: 6, detailAt: 18});
  const {over, title, blocks} = firstWhole(stage, [
    compose,
    (own) => compose(squeezed(own)),
    (own) => compose(squeezed(own, 2)),
  ]);
  const high = heightOf(blocks);
  const top = box.y + Math.max(0, box.height - high) * 0.45;
  const first = (title?.px ?? 100) * unit * scope.theme.type.display.lineHeight;
  return (
    <>
      <Beginning along={top + (over ? over.height + (title?.gap ?? 0) : 0) + first / 2} />
      <Column box={{...box, y: top, height: high}} blocks={blocks} />
    </>
  );
}
