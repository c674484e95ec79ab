import type {ComponentType} from 'react';
import type {SceneScope} from '../contract.ts';
import {Captions} from './captions/captions.tsx';
import {Ground} from './ground/ground.tsx';
import type {Tone} from './inks.ts';
import type {SceneFrameProps} from './scene-frame.ts';
import {SceneStage} from './scene-stage.tsx';

/** A frame without furniture: the ground, and captions on top. */
export function plainFrame(toneOf: (scope: SceneScope) => Tone): ComponentType<SceneFrameProps> {
  return function PlainFrame({scene, scope, tone = toneOf(scope), ground = true, children}) {
    return (
      <SceneStage scene={scene} scope={scope} tone={tone}>
        {ground ? <Ground /> : null}
        {children}
        <Captions />
      </SceneStage>
    );
  };
}
