import type {SceneProps} from '../contract.ts';
import {headline, sentence, type Block} from '../kit/blocks.tsx';
import {QuoteMark, markRatio} from '../kit/quote-mark.tsx';
import {useStage} from '../kit/scene-stage.tsx';
import {deskOf} from './desk.ts';
import {Panel, sliding} from './panel.tsx';

/** A statement, with its speaker on the strip at the panel's foot. */
export function QuoteContent({scene}: Pick<SceneProps<'quote'>, 'scene'>) {
  const stage = useStage();
  const {scope, inks, width} = stage;
  const {unit, direction, aspect} = scope;
  const {text, padding} = deskOf(scope, width);
  const speaker = sentence(stage, {
    box: text,
    text: scene.speaker,
    height: 130 * unit,
    maxPx: 48,
    maxLines: 2,
    label: true,
    color: inks.onAccent,
  });
  const role = sentence(stage, {
    box: text,
    text: scene.role,
    height: 120 * unit,
    maxPx: 42,
    minPx: 40,
    maxLines: 2,
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
  const markHeight = (aspect === '9:16' ? 84 : 56) * unit;
  const mark: Block = {
    height: markHeight,
    gap: 0,
    draw: (y) => (
      <QuoteMark
        x={direction === 'rtl' ? text.x + text.width - markHeight * markRatio : text.x}
        y={y}
        height={markHeight}
        color={inks.accent}
        enterAt={-6}
      />
    ),
  };
  const title = headline(stage, {
    box: text,
    text: scene.text,
    height: text.height * 0.96 - named - markHeight - 2 * padding - 60 * unit,
    scale: scene.visual ? 0.5 : 0.66,
    maxLines: 9,
    gap: 30,
    enterAt: -3,
    caps: false,
  });
  return <Panel scene={scene} blocks={[mark, title]} strip={strip} />;
}
