import type {SceneProps} from '../contract.ts';
import {chip, headline, heightOf, sentence, type Block} from '../kit/blocks.tsx';
import {QuoteMark, markRatio} from '../kit/quote-mark.tsx';
import {useStage} from '../kit/scene-stage.tsx';
import {LowerThird} from './lower-third.tsx';
import {textRoom} from './room.ts';

/** Someone's own words over the picture, their name on a strip as in a film. */
export function QuoteContent({scene}: Pick<SceneProps<'quote'>, 'scene'>) {
  const stage = useStage();
  const {scope, inks} = stage;
  const {unit, aspect, direction} = scope;
  const box = textRoom(scope, 0.82);
  const markHeight = (aspect === '9:16' ? 120 : 84) * unit;
  const mark: Block = {
    height: markHeight,
    gap: 0,
    draw: (y) => (
      <QuoteMark
        x={direction === 'rtl' ? box.x + box.width - markHeight * markRatio : box.x}
        y={y}
        height={markHeight}
        color={inks.accent}
        enterAt={-6}
      />
    ),
  };
  const name = chip(stage, {box, text: scene.speaker, enterAt: 16, gap: 44});
  const role = sentence(stage, {
    box,
    text: scene.role,
    height: 120 * unit,
    maxPx: 44,
    minPx: 40,
    maxLines: 2,
    gap: 14,
    enterAt: 20,
    color: inks.ink,
  });
  const others = [mark, name, role].filter((block): block is Block => block !== null);
  const title = headline(stage, {
    box,
    text: scene.text,
    height: box.height - heightOf(others) - 50 * unit,
    scale: 0.62,
    maxLines: 9,
    gap: 36,
    enterAt: -3,
    caps: false,
  });
  return <LowerThird box={box} visual={scene.visual} blocks={[mark, title, name, role]} />;
}
