import type {SceneProps} from '../contract.ts';
import {roleLine, speakerLine} from '../kit/blocks/attribution.ts';
import type {Block} from '../kit/blocks/block.ts';
import {headline} from '../kit/blocks/headline.ts';
import {firstWhole, gapOf, squeezed} from '../kit/blocks/first-whole.ts';
import {quoteMark} from '../kit/blocks/quote-mark.tsx';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {deskOf} from './desk.ts';
import {Panel, sliding} from './panel.tsx';

/** A statement, with its speaker on the strip at the panel's foot. */
export function QuoteContent({scene}: Pick<SceneProps<'quote'>, 'scene'>) {
  const stage = useStage();
  const {scope, inks, width} = stage;
  const {aspect} = scope;
  const {text, padding} = deskOf(scope, width);
  const composed = (own: StageContext) => {
    const speaker = speakerLine(own, {box: text, text: scene.speaker, enterAt: null, color: inks.onAccent});
    const role = roleLine(own, {
      box: text,
      text: scene.role,
      maxPx: 42,
      enterAt: null,
      color: inks.onAccent,
    });
    const named = (speaker?.height ?? 0) + (role?.height ?? 0);
    const strip: Block = {
      height: named,
      gap: 0,
      draw: (y) => (
        <>
          {sliding(speaker, 8)?.draw(y)}
          {sliding(role, 12)?.draw(y + (speaker?.height ?? 0))}
        </>
      ),
    };
    const mark = quoteMark(own, {box: text, height: aspect === '9:16' ? 84 : 56});
    const title = headline(own, {
      box: text,
      text: scene.text,
      height: text.height * 0.96 - named - (mark?.height ?? 0) - 2 * padding - gapOf(own, 60),
      scale: scene.visual ? 0.5 : 0.66,
      maxLines: 9,
      gap: 30,
      enterAt: -3,
      caps: false,
    });
    return {mark, title, strip};
  };
  const {mark, title, strip} = firstWhole(stage, [
    composed,
    (own) => composed(squeezed(own)),
    (own) => composed(squeezed(own, 2)),
  ]);
  return <Panel scene={scene} blocks={[mark, title]} strip={strip} />;
}
