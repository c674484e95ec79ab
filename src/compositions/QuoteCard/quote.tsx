import type {SceneProps} from '../contract.ts';
import {roleLine, speakerLine} from '../kit/blocks/attribution.ts';
import {heightOf, present, type Block} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {firstWhole, noteLayout} from '../kit/blocks/first-whole.ts';
import {rule} from '../kit/blocks/rule.tsx';
import {displayFace} from '../kit/text/faces.ts';
import {QuoteMark, markRatio} from '../kit/blocks/quote-mark.tsx';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {layoutText} from '../kit/text/text-layout.ts';
import {lineTimes, revealed} from './lines.tsx';

/** Height of the quotation mark, px at 1080 wide. */
const markHeights = {'9:16': 150, '1:1': 100, '16:9': 190} as const;

/** The quotation: a drawn mark, the words line by line, and who said them once they have been read. */
export function QuoteContent({scene}: Pick<SceneProps<'quote'>, 'scene'>) {
  const stage = useStage();
  const {scope} = stage;
  const {unit, aspect, direction, theme, safeArea: room} = scope;
  const wide = aspect === '16:9';
  const compose = (own: StageContext, markShare: number) => {
    const markHeight = markHeights[aspect] * unit * markShare;
    const markWidth = markHeight * markRatio;
    // In a wide frame the mark stands in a column of its own.
    const aside = wide ? markWidth + 84 * unit : 0;
    const box = {...room, x: direction === 'rtl' ? room.x : room.x + aside, width: room.width - aside};
    const drawMark = (y: number) => (
      <QuoteMark box={room} y={y} height={markHeight} enterAt={scope.index === 0 ? -30 : -6} />
    );
    const gap = markShare === 1 ? 52 : 36;
    const mark: Block | null = wide || markShare === 0 ? null : {height: markHeight, gap: 0, draw: drawMark};
    const tail = (enterAt: number) => {
      const bar = rule(own, {box, enterAt, gap, length: 96, thickness: 6});
      const speaker = speakerLine(own, {box, text: scene.speaker, maxPx: 50, enterAt: enterAt + 4});
      const role = roleLine(own, {box, text: scene.role, gap: 8, enterAt: enterAt + 8});
      return [bar, speaker, role].filter(present);
    };
    const around = (mark ? mark.height + gap * unit : 0) + heightOf(tail(0)) + gap * unit;
    const {display} = theme.type;
    // A short saying may fill the card, a long one is read at the size of a page.
    const letters = Array.from(scene.text).length;
    const boost = letters <= 16 ? 1.7 : letters < 40 ? 1.15 : 0.88;
    const layout = layoutText({
      text: scene.text,
      face: {...displayFace(theme), lineHeight: Math.max(1.08, display.lineHeight)},
      language: scope.language,
      direction,
      maxPx: Math.round(Math.min(176, display.maxPx * 0.84) * boost),
      minPx: markShare === 1 ? 64 : 44,
      width: box.width,
      height: room.height - around,
      maxLines: wide ? 7 : 12,
      unit,
      emphasis: scene.emphasis,
      paged: own.paged,
    });
    noteLayout(own, layout);
    return {drawMark, mark, layout, box, gap, tail};
  };
  // What gives way to a long text: size of the mark, then the mark.
  const {drawMark, mark, layout, box, gap, tail} = firstWhole(stage, [
    (own) => compose(own, 1),
    (own) => compose(own, 0.6),
    (own) => compose(own, 0),
  ]);
  const times = lineTimes(stage, layout.lines.length);
  const ends = (times.at(-1) ?? 0) + 16;
  const blocks = [mark, revealed(stage, layout, box, gap), ...tail(Math.max(2, ends))];
  const shown = blocks.filter(present);
  const top = room.y + Math.max(0, room.height - heightOf(shown)) / 2;
  return (
    <>
      {wide ? drawMark(top + 8 * unit) : null}
      <Column box={room} anchor={0.5} blocks={shown} />
    </>
  );
}
