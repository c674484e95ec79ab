import type {ComponentType} from 'react';
import type {SceneKind} from '../../schema/index.ts';
import type {SceneProps} from '../contract.ts';
import {Captions} from '../kit/captions.tsx';
import {Ground} from '../kit/ground/ground.tsx';
import type {SceneFrameProps} from '../kit/scene-frame.ts';
import {SceneStage, useStage} from '../kit/scene-stage.tsx';
import {Podium} from './device.tsx';

/** What every scene of the template has: the ground, and captions on top. */
export function ProductFrame({
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
      <Captions />
    </SceneStage>
  );
}

/** A scene of the kit before the great disc. */
export function onDisc<Kind extends SceneKind>(
  Content: ComponentType<Pick<SceneProps<Kind>, 'scene'>>,
): ComponentType<Pick<SceneProps<Kind>, 'scene'>> {
  return function SceneOnDisc({scene}) {
    const {scope, width, height} = useStage();
    const {aspect, unit, direction} = scope;
    const x = width * (aspect === '9:16' ? 0.58 : 0.68);
    return (
      <>
        <Podium
          x={direction === 'rtl' ? width - x : x}
          y={height * (aspect === '9:16' ? 0.3 : 0.44)}
          radius={(aspect === '9:16' ? 600 : 500) * unit}
        />
        <Content scene={scene} />
      </>
    );
  };
}
