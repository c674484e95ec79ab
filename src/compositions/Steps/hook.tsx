import type {SceneProps} from '../contract.ts';
import {Column, headline, heightOf, kicker, rule, sentence, type Block} from '../kit/blocks.tsx';
import {HookContent} from '../kit/scenes/hook.tsx';
import {useStage} from '../kit/scene-stage.tsx';
import {zonesOf} from '../kit/zones.ts';
import {Beginning} from './rail.tsx';

/** Opens the way: its first node beside the headline, which is whole on the first frame, and the line leading on. */
export function StepsHook({scene}: Pick<SceneProps<'hook'>, 'scene'>) {
  const stage = useStage();
  const {scope} = stage;
  const {unit, aspect} = scope;
  if (scene.visual || aspect === '16:9') return <HookContent scene={scene} />;
  const {content: box} = zonesOf(scope);
  const over = kicker(stage, {box, text: scene.kicker});
  const under = sentence(stage, {
    box,
    text: scene.detail,
    height: 230 * unit,
    maxLines: 4,
    gap: 40,
    enterAt: 18,
  });
  const bar = rule(stage, {box, enterAt: 6, gap: 44});
  const others = [over, bar, under].filter((block): block is Block => block !== null);
  const title = headline(stage, {
    box,
    text: scene.onScreenText,
    height: box.height - heightOf(others) - 60 * unit,
    gap: 36,
    // The hook must be readable on the very first frame: even its last line has arrived by then.
    enterAt: -24,
    maxLines: 6,
  });
  const blocks = [over, title, bar, under].filter((block): block is Block => block !== null);
  const high = heightOf(blocks);
  const top = box.y + Math.max(0, box.height - high) * 0.45;
  const first = (title?.px ?? 100) * unit * scope.theme.type.display.lineHeight;
  return (
    <>
      <Beginning along={top + (over ? over.height + 36 * unit : 0) + first / 2} />
      <Column box={{...box, y: top, height: high}} blocks={blocks} />
    </>
  );
}
