import type {ComponentType} from 'react';
import type {SceneKind} from '../../schema/index.ts';
import type {SceneFields, SceneProps} from '../contract.ts';
import {plainFrame} from '../kit/plain-frame.tsx';
import {useStage} from '../kit/scene-stage.tsx';
import {Card, cardPlace, CardRoom, innerOf} from './card.tsx';

/** What every scene of the template has: the ground, and captions on top. */
export const QuizFrame = plainFrame(({index}) => (index % 2 === 1 ? 'deep' : 'base'));

/** What stands on the disc of a scene that asks nothing. */
export function signOf(scene: SceneFields): string {
  if (scene.kind === 'hook') return '?';
  if (scene.kind === 'step' || scene.kind === 'list-item') return String((scene as SceneFields<'step'>).n);
  return '!';
}

/** A scene of the kit on a card of the largest size. */
export function carded<Kind extends SceneKind>(
  Content: ComponentType<Pick<SceneProps<Kind>, 'scene'>>,
): ComponentType<Pick<SceneProps<Kind>, 'scene'>> {
  return function CardedScene({scene}) {
    const {scope, width} = useStage();
    const place = cardPlace(scope, width);
    const bare = {...scene, visual: null};
    return (
      <Card box={place.whole} face={{kind: 'sign', text: signOf(scene)}}>
        <CardRoom scene={bare} room={innerOf(scope, place.whole, place)}>
          <Content scene={bare} />
        </CardRoom>
      </Card>
    );
  };
}
