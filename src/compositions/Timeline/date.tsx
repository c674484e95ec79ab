import type {Box} from '../../platforms/index.ts';
import {displayFace} from '../kit/text/faces.ts';
import {entrance} from '../kit/motion.ts';
import {useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {Text} from '../kit/text/text.tsx';
import {layoutText, textOfLine, useFace, type TextLayout} from '../kit/text/text-layout.ts';

/** A longer label than this is none that could stand for a date. */
const longestDate = 18;

/** A kicker as the date of its scene: short enough to be set very large. */
export function dateIn(kicker: string | undefined): string | undefined {
  return kicker !== undefined && Array.from(kicker).length <= longestDate ? kicker : undefined;
}

export interface StandingDate {
  readonly layout: TextLayout;
  /** From the top of the letters' room to the line they stand on, px. */
  readonly height: number;
}

let shared: CanvasRenderingContext2D | null = null;

/** How far the lowest letters of the last line reach below the top of their line, px. */
function footOf(layout: TextLayout): number {
  shared ??= document.createElement('canvas').getContext('2d');
  if (!shared) throw new Error('this browser gives no 2D canvas to measure text with');
  const {px, face, direction, lineHeight, lines} = layout;
  useFace(shared, face, px, direction);
  const box = shared.measureText('Hg');
  const last = lines.at(-1);
  const ink = shared.measureText(last ? textOfLine(last) : '');
  const {fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent} = box;
  return (lineHeight - (ascent + descent)) / 2 + ascent + Math.max(0, ink.actualBoundingBoxDescent);
}

/** Lays out a date to stand on the line, as large as its room allows. */
export function layOutDate(
  {scope}: StageContext,
  text: string,
  {width, height, maxPx}: {readonly width: number; readonly height: number; readonly maxPx: number},
): StandingDate {
  const {display} = scope.theme.type;
  const layout = layoutText({
    text,
    face: displayFace(scope.theme),
    language: scope.language,
    direction: scope.direction,
    maxPx,
    minPx: 72,
    width,
    height,
    maxLines: 2,
    unit: scope.unit,
    caps: display.caps,
  });
  return {layout, height: (layout.lines.length - 1) * layout.lineHeight + footOf(layout) + 22 * scope.unit};
}

export interface DateOnLineProps {
  readonly date: StandingDate;
  readonly box: Pick<Box, 'x' | 'width'>;
  /** Height of the line that it stands on, px. */
  readonly lineY: number;
  /** Frame of 30 a second on which it starts to rise from behind the line; `null` for one that stands there. */
  readonly riseAt: number | null;
}

/** A date in letters as large as they go, rising from behind the line and standing on it. */
export function DateOnLine({date, box, lineY, riseAt}: DateOnLineProps) {
  const frame = useFrame30();
  const {inks, scope, width} = useStage();
  const progress = riseAt === null ? 1 : entrance(scope.theme.motion, frame, riseAt);
  const {layout, height} = date;
  // Room for accents above the letters.
  const above = Math.ceil(0.42 * layout.px);
  const top = Math.round(lineY - height - above);
  if (progress <= 0) return null;
  const shift = Math.round((1 - progress) * (height + above));
  return (
    <div
      style={{
        position: 'absolute',
        left: 0,
        top,
        width,
        // Letters with tails hang over the line once they stand.
        height: Math.round(lineY) - top + (shift === 0 ? Math.ceil(0.3 * layout.px) : 0),
        overflow: 'hidden',
      }}
    >
      <div
        style={{
          position: 'absolute',
          left: 0,
          top: 0,
          width,
          height: Math.round(lineY) - top + Math.ceil(0.3 * layout.px),
          ...(shift === 0 ? {} : {transform: `translateY(${shift}px)`}),
        }}
      >
        <Text layout={layout} x={box.x} y={above} width={box.width} color={inks.accent} />
      </div>
    </div>
  );
}
