import {useMemo} from 'react';
import type {Box} from '../../platforms/index.ts';
import type {SceneScope} from '../contract.ts';
import {Captions} from '../kit/captions/captions.tsx';
import {Ground} from '../kit/ground/ground.tsx';
import type {SceneFrameProps} from '../kit/scene-frame.ts';
import {SceneStage, StageRoom} from '../kit/scene-stage.tsx';
import {countedScene, seriesPlace} from '../kit/figures/series-place.ts';
import {railRoom, WholeRail} from './rail.tsx';

/** The safe area with the rail's room taken off: above the content in a wide frame, on its leading side in others. */
function besideRail({safeArea, unit, direction, aspect}: SceneScope): Box {
  if (aspect === '16:9') {
    const taken = Math.round(railRoom.above * unit);
    return {...safeArea, y: safeArea.y + taken, height: safeArea.height - taken};
  }
  const taken = Math.round(railRoom.beside * unit);
  const x = direction === 'rtl' ? safeArea.x : safeArea.x + taken;
  return {...safeArea, x, width: safeArea.width - taken};
}

/** What every scene of the template has: the ground, the way through the steps, captions on top. */
export function StepsFrame({
  scene,
  scope,
  tone = scope.index % 3 === 2 ? 'deep' : 'base',
  ground = true,
  children,
}: SceneFrameProps) {
  // A chart in a square frame needs the whole width: the rail makes way for it.
  const railless = scope.aspect === '1:1' && scene.kind === 'statistic';
  const room = useMemo(() => (railless ? scope.safeArea : besideRail(scope)), [scope, railless]);
  // An upright rail has its node beside the title of a step or a hook, which only they know.
  const upright = scope.aspect !== '16:9';
  const own = upright && (countedScene(scene) !== null || (scene.kind === 'hook' && scene.visual === null));
  return (
    <SceneStage scene={scene} scope={scope} tone={tone}>
      {ground ? <Ground /> : null}
      <StageRoom safeArea={room}>
        {own || railless ? null : <WholeRail place={seriesPlace(scene, scope)} />}
        {children}
        <Captions />
      </StageRoom>
    </SceneStage>
  );
}
