import type {Box} from '../../../platforms/index.ts';
import type {SceneProps} from '../../contract.ts';
import {Column, headline, heightOf, kicker, rule, sentence, type Block} from '../blocks.tsx';
import {Fade, Picture} from '../picture.tsx';
import {useStage} from '../scene-stage.tsx';
import {composeBeside, PictureColumn} from '../beside-picture.tsx';

/** Opens the video: the headline is whole on frame 0, then the bar draws itself and the detail comes in. */
export function HookContent({scene}: Pick<SceneProps<'hook'>, 'scene'>) {
  const stage = useStage();
  const {scope, inks, width} = stage;
  const {unit} = scope;
  const {text, picture, title, over, bar, under} = composeBeside(stage, (box: Box, hasPicture) => {
    const over = kicker(stage, {box, text: scene.kicker});
    const under = sentence(stage, {
      box,
      text: scene.detail,
      height: 230 * unit,
      maxLines: 4,
      gap: 40,
      enterAt: 14,
    });
    const bar = rule(stage, {box, enterAt: 3, gap: 44});
    const others = [over, bar, under].filter((block): block is Block => block !== null);
    const title = headline(stage, {
      box,
      text: scene.onScreenText,
      height: box.height - heightOf(others) - 60 * unit,
      gap: 40,
      // The hook must be readable on the very first frame: even its last line has arrived by then.
      enterAt: -24,
      maxLines: hasPicture ? 4 : 6,
    });
    return {title, over, bar, under};
  });
  const blocks = [over, title, bar, under].filter((block) => block !== null);
  if (!picture || !scene.visual || scope.aspect !== '9:16') {
    return <PictureColumn text={text} picture={picture} anchor={0.45} blocks={blocks} />;
  }
  // The picture runs out into the ground where the text begins, so no letter ever stands on it.
  const top = text.y + text.height - heightOf(blocks) - 30 * unit;
  return (
    <>
      <Picture asset={scene.visual.asset} x={0} y={0} width={width} height={top} travel={0.1} focusY={0.45} />
      <Fade
        x={0}
        y={top - 340 * unit}
        width={width}
        height={341 * unit}
        color={inks.ground}
        toward="bottom"
      />
      <Fade x={0} y={top} width={width} height={300 * unit} color={inks.ground} toward="top" />
      <Column box={text} anchor={1} blocks={blocks} />
    </>
  );
}
