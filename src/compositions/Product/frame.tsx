import type {ComponentType} from 'react';
import type {SceneKind} from '../../schema/index.ts';
import type {SceneProps} from '../contract.ts';
import {plainFrame} from '../kit/plain-frame.tsx';
import {useStage} from '../kit/scene-stage.tsx';
import {Podium} from './device.tsx';

/** What every scene of the template has: the ground, and captions on top. */
export const ProductFrame = plainFrame(({index}) => (index % 3 === 2 ? 'deep' : 'base'));

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
