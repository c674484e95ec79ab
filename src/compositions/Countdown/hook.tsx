import type {SceneProps} from '../contract.ts';
import {HookContent} from '../kit/scenes/hook.tsx';
import {composeBeside} from '../kit/beside-picture.tsx';
import {Column, headline, heightOf, kicker, rule, sentence, type Block} from '../kit/blocks.tsx';
import {useStage} from '../kit/scene-stage.tsx';

/** Announces the count: the headline stands low on the great numeral, whole on the first frame. */
export function CountdownHook({scene}: Pick<SceneProps<'hook'>, 'scene'>) {
  const stage = useStage();
  const {unit, aspect} = stage.scope;
  const {text, picture, blocks} = composeBeside(stage, (box) => {
    const over = kicker(stage, {box, text: scene.kicker});
    const under = sentence(stage, {
      box,
      text: scene.detail,
      height: 230 * unit,
      maxLines: 4,
      gap: 36,
      enterAt: 18,
    });
    const bar = rule(stage, {box, enterAt: 6, gap: 44});
    const others = [over, bar, under].filter((block): block is Block => block !== null);
    const title = headline(stage, {
      box,
      text: scene.onScreenText,
      height: box.height - heightOf(others) - 60 * unit,
      scale: 0.94,
      gap: 36,
      // The hook must be readable on the very first frame: even its last line has arrived by then.
      enterAt: -24,
      maxLines: 6,
    });
    return {title, blocks: [over, title, bar, under]};
  });
  if (picture) return <HookContent scene={scene} />;
  return <Column box={text} anchor={aspect === '16:9' ? 0.6 : 1} blocks={blocks} />;
}
