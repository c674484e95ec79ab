import {Captions} from '../kit/captions/captions.tsx';
import {quietTone} from '../kit/quiet-tone.ts';
import {Ground} from '../kit/ground/ground.tsx';
import type {SceneFrameProps} from '../kit/scene-frame.ts';
import {SceneStage, StageTone, useStage} from '../kit/scene-stage.tsx';

/** Captions on the flat field below the seam, or on the strip below two fields side by side. */
function FieldCaptions() {
  const {scope, scene, tone, inks} = useStage();
  const below = scope.aspect === '9:16' || (scope.aspect === '1:1' && scene.visual === null);
  return (
    <StageTone tone={tone} ground={below ? quietTone(inks) : undefined}>
      <Captions />
    </StageTone>
  );
}

/** What every scene of the template has: the ground under its first field, and captions on top. */
export function VersusFrame({
  scene,
  scope,
  tone = scope.index % 3 === 2 ? 'deep' : 'base',
  ground = true,
  children,
}: SceneFrameProps) {
  return (
    <SceneStage scene={scene} scope={scope} tone={tone}>
      {ground ? <Ground /> : null}
      {children}
      {/* At a verdict the ground under the captions may change: a comparison draws them itself. */}
      {scene.kind === 'comparison' ? null : ground ? <FieldCaptions /> : <Captions />}
    </SceneStage>
  );
}
