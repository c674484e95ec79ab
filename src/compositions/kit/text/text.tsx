import {Fragment, useMemo} from 'react';
import {Canvas, type PaintedWord} from '../canvas.tsx';
import {appear, entrance, frameAt30, motions} from '../motion.ts';
import {useFrame30, useStage} from '../scene-stage.tsx';
import {MarkedLine} from './marked-line.tsx';
import {markedRuns, markerBeats, markerReach, type MarkedRun} from './marker.ts';
import {bleed, paintLine, type LetterStroke} from './paint-line.ts';
import {textOfLine, type PlacedLine, type TextLayout} from './text-layout.ts';

export interface TextProps {
  readonly layout: TextLayout;
  /** Top left corner of the text's room, and its width for alignment, px. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly align?: 'start' | 'center';
  readonly color?: string;
  readonly emphasisColor?: string;
  /** Frame of 30 a second on which the first line comes in; `null` for text that is simply there. */
  readonly enterAt?: number | null;
  /** Drawn under the fill, for text over pictures. */
  readonly stroke?: LetterStroke;
  /**
   * Whether a marker is drawn over its key words when the scene has stood still for long; or the words that it is drawn
   * over, for each line.
   */
  readonly marked?: boolean | readonly (readonly MarkedRun[])[];
}

/** Pages after the first have come in by so many frames of 30 a second when their turn begins. */
const pageLead = 3;

/** When each page's turn begins, frames of 30 a second: each has as much of the time as it has of the letters. */
function pageStarts(pages: readonly TextLayout[], from: number, until: number): readonly number[] {
  const letters = pages.map(({lines}) => lines.reduce((sum, line) => sum + textOfLine(line).length, 0));
  const all = letters.reduce((sum, count) => sum + count, 0);
  return letters.map(
    (_, index) =>
      from + ((until - from) * letters.slice(0, index).reduce((sum, count) => sum + count, 0)) / all,
  );
}

/** The words of a line on its canvas, each as high as the line. */
function paintedWords({px, lineHeight, direction}: TextLayout, line: PlacedLine): PaintedWord[] {
  const margin = bleed * px;
  return line.words.map(({text, x, width}) => ({
    text,
    x: margin + (direction === 'rtl' ? line.width - x - width : x),
    y: margin,
    width,
    height: lineHeight,
  }));
}

/** A text that was laid out with `layoutText`, line by line, each line coming in after the one before; pages one by one. */
export function Text(props: TextProps) {
  const frame = useFrame30();
  const {scene, fps} = useStage();
  const {layout, enterAt = null} = props;
  if (!layout.pages) return <Lines {...props} />;
  const starts = pageStarts(layout.pages, Math.max(0, enterAt ?? 0), frameAt30(scene.durationInFrames, fps));
  const shown = Math.max(
    0,
    starts.findLastIndex((start) => frame >= start),
  );
  const page = layout.pages[shown] ?? layout;
  return (
    <Lines
      key={shown}
      {...props}
      layout={page}
      y={props.y + (layout.height - page.height) * (props.align === 'center' ? 0.5 : 0)}
      enterAt={shown === 0 ? enterAt : (starts[shown] ?? 0) - pageLead}
      turned={shown > 0}
      marked={false}
    />
  );
}

function Lines({
  turned = false,
  layout,
  x,
  y,
  width,
  align = 'start',
  color,
  emphasisColor,
  enterAt = null,
  stroke,
  marked = false,
}: TextProps & {
  /** Whether it takes the place of a page before it: then it does not come from anywhere. */
  readonly turned?: boolean;
}) {
  const frame = useFrame30();
  const {inks, scope, scene, fps} = useStage();
  const {rise, stagger} = motions[scope.theme.motion];
  const colors = {color: color ?? inks.ink, emphasis: emphasisColor ?? inks.accent};
  const margin = bleed * layout.px;
  const beats = marked !== false ? markerBeats(frameAt30(scene.durationInFrames, fps)) : [];
  const runs = useMemo(
    () =>
      beats.length === 0 || marked === false
        ? []
        : marked === true
          ? markedRuns(layout, scope.language)
          : marked,
    [beats.length, marked, layout, scope.language],
  );
  return layout.lines.map((line, index) => {
    const delay = enterAt === null ? null : enterAt + (turned ? 0 : index * stagger);
    const progress = delay === null || turned ? 1 : entrance(scope.theme.motion, frame, delay);
    const opacity = delay === null ? 1 : appear(frame, delay);
    const free = width - line.width;
    const offset = align === 'center' ? free / 2 : layout.direction === 'rtl' ? free : 0;
    const shift = (1 - progress) * rise * scope.unit;
    const text = textOfLine(line);
    const left = x + offset - margin;
    const top = y + index * layout.lineHeight - margin;
    const reach = markerReach(frame - 2 * index, beats);
    return (
      <Fragment key={index}>
        <Canvas
          label={text}
          line={`${index + 1}/${layout.lines.length}`}
          words={paintedWords(layout, line)}
          x={left}
          y={top}
          width={Math.ceil(line.width + 2 * margin)}
          height={Math.ceil(layout.lineHeight + 2 * margin)}
          paintKey={JSON.stringify([
            text,
            layout.px,
            colors,
            stroke,
            line.words.map((word) => word.emphasised),
          ])}
          paint={(context) => paintLine(context, layout, line, colors, stroke)}
          style={{
            opacity,
            ...(Math.abs(shift) > 0.05 ? {transform: `translateY(${shift}px)`} : {}),
          }}
        />
        {reach ? (
          <MarkedLine layout={layout} line={line} runs={runs[index] ?? []} x={left} y={top} reach={reach} />
        ) : null}
      </Fragment>
    );
  });
}
