import type {Block} from '../kit/blocks/block.ts';
import {gapOf} from '../kit/blocks/first-whole.ts';
import {markedRuns, type MarkedRun} from '../kit/text/marker.ts';
import {entrance, frameAt30} from '../kit/motion.ts';
import {useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {Text} from '../kit/text/text.tsx';
import type {Box} from '../../platforms/index.ts';
import type {TextLayout} from '../kit/text/text-layout.ts';

/** Share of the scene by which the last line has begun to come up, and the longest wait between two lines. */
const readBy = 0.52;
const longestWait = 26;

/** How far letters reach out of their line above and below, em. */
const reach = 0.32;

function Line({
  layout,
  box,
  y,
  at,
  marked,
}: {
  readonly layout: TextLayout;
  readonly box: Box;
  readonly y: number;
  readonly at: number;
  readonly marked: readonly MarkedRun[];
}) {
  const frame = useFrame30();
  const {scope, width} = useStage();
  const part = entrance('calm', frame, at);
  if (frame < at && at > 0) return null;
  const room = reach * layout.px;
  const high = layout.lineHeight + 2 * room;
  const top = Math.round(y - room);
  const text = <Text layout={layout} x={box.x} y={y} width={box.width} marked={[marked]} />;
  if (part >= 1) return text;
  // The line rises out of a slit at its own foot.
  const shift = (1 - part) * high;
  return (
    <div
      style={{position: 'absolute', left: 0, top, width, height: Math.round(high), overflow: 'hidden'}}
      dir={scope.direction}
    >
      <div
        style={{
          position: 'absolute',
          left: 0,
          top: -top,
          width,
          height: top + high,
          transform: `translateY(${shift}px)`,
        }}
      >
        {text}
      </div>
    </div>
  );
}

/** Frame of 30 a second on which each of some lines comes up: spread over the scene, all at once on the first frame. */
export function lineTimes(stage: StageContext, count: number): readonly number[] {
  const {scene, scope, fps} = stage;
  if (scope.index === 0) return Array.from({length: count}, () => -30);
  const length = frameAt30(scene.durationInFrames, fps);
  const wait = Math.min(longestWait, (readBy * length) / Math.max(1, count - 1));
  return Array.from({length: count}, (_, index) => -12 + index * wait);
}

/** A text whose lines come up one after the other, at the pace of the scene; pages come up as a whole. */
export function revealed(stage: StageContext, layout: TextLayout, box: Box, gap: number): Block {
  const {unit} = stage.scope;
  if (layout.pages) {
    const [enterAt = 0] = lineTimes(stage, 1);
    return {
      height: layout.height,
      gap: gapOf(stage, gap),
      px: layout.px / unit,
      draw: (y) => <Text layout={layout} x={box.x} y={y} width={box.width} enterAt={enterAt} />,
    };
  }
  const times = lineTimes(stage, layout.lines.length);
  const runs = markedRuns(layout, stage.scope.language);
  return {
    height: layout.height,
    gap: gapOf(stage, gap),
    px: layout.px / unit,
    draw: (y) =>
      layout.lines.map((line, index) => (
        <Line
          key={index}
          layout={{...layout, lines: [line], height: layout.lineHeight}}
          box={box}
          y={y + index * layout.lineHeight}
          at={times[index] ?? 0}
          marked={runs[index] ?? []}
        />
      )),
  };
}
