import {useMemo} from 'react';
import type {SceneProps} from '../contract.ts';
import {headline} from '../kit/blocks/headline.ts';
import {noteTorn} from '../kit/blocks/first-whole.ts';
import {StageRoom, useFrame30, useStage} from '../kit/scene-stage.tsx';
import {answerRows, QuestionContent} from '../kit/scenes/question.tsx';
import {zonesOf} from '../kit/zones.ts';
import {Fields, seamRoom} from './seam.tsx';
import {Split} from './split.tsx';

/** A question against its answers; in frames that are not wide they stand together on the first field. */
export function AskedContent({scene}: Pick<SceneProps<'question'>, 'scene'>) {
  const stage = useStage();
  const frame = useFrame30();
  const {scope, height} = stage;
  const {safeArea, aspect} = scope;
  const shorter = useMemo(
    () => ({...safeArea, height: safeArea.height - seamRoom(scope, 'level') * 0.4}),
    [safeArea, scope],
  );
  if (scene.options === undefined || aspect === '16:9') {
    const bare = {...scene, visual: scene.options === undefined ? scene.visual : null};
    return (
      <Split
        share={0.48}
        primary={(box, own) => [
          headline(own, {
            box,
            text: scene.onScreenText,
            height: box.height,
            scale: bare.visual ? 0.8 : 1,
            enterAt: -5,
            maxLines: 6,
          }),
        ]}
        secondary={(box, own) => {
          const list = answerRows(own, bare, box, frame);
          if (list && list.height > box.height) noteTorn(own, 'cut');
          return [list];
        }}
      />
    );
  }
  const {content} = zonesOf(scope);
  return (
    <>
      <Fields axis="level" at={Math.min(height, content.y + content.height)} flat="second" />
      <StageRoom safeArea={shorter}>
        <QuestionContent scene={scene} />
      </StageRoom>
    </>
  );
}
