import type {SceneScope} from '../contract.ts';
import {Captions} from '../kit/captions/captions.tsx';
import {CutWipe} from '../kit/cut-wipe.tsx';
import {Ground} from '../kit/ground/ground.tsx';
import type {SceneFrameProps} from '../kit/scene-frame.ts';
import {SceneStage} from '../kit/scene-stage.tsx';

/** Which ground a scene stands on: every third one takes the theme's second ground. */
function toneOf({index}: SceneScope): 'base' | 'deep' {
  return index % 3 === 2 ? 'deep' : 'base';
}

/** Whether the cut before the scene of that index is crossed by a panel. The first scene has no cut before it. */
function wiped(index: number, {count, options}: SceneScope): boolean {
  return options.wipes !== false && index > 0 && index < count && index % 3 === 0;
}

/** What every scene of the template has: ground, content, the panel on some cuts, captions on top. */
export function HeadlineFrame({
  scene,
  scope,
  tone = toneOf(scope),
  ground = true,
  children,
}: SceneFrameProps) {
  return (
    <SceneStage scene={scene} scope={scope} tone={tone}>
      {ground ? <Ground /> : null}
      {children}
      <CutWipe head={wiped(scope.index, scope)} tail={wiped(scope.index + 1, scope)} />
      <Captions />
    </SceneStage>
  );
}
