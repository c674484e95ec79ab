import type {SceneProps} from '../../contract.ts';
import {Column} from '../blocks/column.tsx';
import {firstWhole} from '../blocks/first-whole.ts';
import {headline} from '../blocks/headline.ts';
import {Layer} from '../layer.tsx';
import {snap} from '../motion.ts';
import {useFrame30, useStage} from '../scene-stage.tsx';
import {zonesOf} from '../zones.ts';

/** The turn of the story: ground and accent change places, one line, no ornament. */
export function TwistContent({scene}: Pick<SceneProps<'twist'>, 'scene'>) {
  const stage = useStage();
  const frame = useFrame30();
  const {content} = zonesOf(stage.scope);
  const title = firstWhole(stage, [
    (own) =>
      headline(own, {
        box: content,
        text: scene.onScreenText,
        height: content.height,
        scale: 1.3,
        maxLines: 6,
        emphasis: [],
      }),
  ]);
  return (
    <Layer
      scale={1.07 - 0.07 * snap(frame, 0)}
      origin={[content.x + content.width / 2, content.y + content.height / 2]}
    >
      <Column box={content} anchor={0.46} blocks={[title]} />
    </Layer>
  );
}
