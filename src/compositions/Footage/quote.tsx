import type {SceneProps} from '../contract.ts';
import {roleLine} from '../kit/blocks/attribution.ts';
import {heightOf, present} from '../kit/blocks/block.ts';
import {chip} from '../kit/blocks/chip.tsx';
import {headline} from '../kit/blocks/headline.ts';
import {firstWhole, gapOf, squeezed} from '../kit/blocks/first-whole.ts';
import {quoteMark} from '../kit/blocks/quote-mark.tsx';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {LowerThird} from './lower-third.tsx';
import {textRoom} from './room.ts';

/** Someone's own words over the picture, their name on a strip as in a film. */
export function QuoteContent({scene}: Pick<SceneProps<'quote'>, 'scene'>) {
  const stage = useStage();
  const {scope, inks} = stage;
  const {aspect} = scope;
  const box = textRoom(scope, 0.82);
  const composed = (own: StageContext) => {
    const mark = quoteMark(own, {box, height: aspect === '9:16' ? 120 : 84});
    const name = chip(own, {box, text: scene.speaker, enterAt: 16, gap: 44});
    const role = roleLine(own, {box, text: scene.role, gap: 14, enterAt: 20, color: inks.ink});
    const others = [mark, name, role].filter(present);
    const title = headline(own, {
      box,
      text: scene.text,
      height: box.height - heightOf(others) - gapOf(own, 50),
      scale: 0.62,
      maxLines: 9,
      gap: 36,
      enterAt: -3,
      caps: false,
    });
    return [mark, title, name, role];
  };
  const blocks = firstWhole(stage, [
    composed,
    (own) => composed(squeezed(own)),
    (own) => composed(squeezed(own, 2)),
  ]);
  return <LowerThird box={box} visual={scene.visual} blocks={blocks} />;
}
