import type {Box} from '../../../platforms/index.ts';
import type {Block} from './block.ts';
import {gapOf, noteLayout} from './first-whole.ts';
import {Layer} from '../layer.tsx';
import {appear, entrance, snap} from '../motion.ts';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';
import {Text} from '../text/text.tsx';
import {layoutText, type TextLayout} from '../text/text-layout.ts';

/** Height and inner margin, px at 1080 wide. */
const measures = {height: 144, padding: 64} as const;

export interface PillOptions {
  readonly box: Box;
  readonly text: string | undefined;
  readonly gap?: number;
  /** Frames of 30 a second on which it comes in and on which it is pressed, once. */
  readonly enterAt?: number;
  readonly pressedAt?: number;
}

function Pill({
  x,
  y,
  width,
  height,
  layout,
  enterAt,
  pressedAt,
}: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly layout: TextLayout;
  readonly enterAt: number;
  readonly pressedAt: number;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const progress = entrance(scope.theme.motion, frame, enterAt);
  const press = snap(frame, pressedAt) - snap(frame, pressedAt + 5);
  return (
    <Layer
      opacity={appear(frame, enterAt)}
      y={(1 - progress) * 36 * scope.unit}
      scale={1 - 0.05 * press}
      origin={[x + width / 2, y + height / 2]}
    >
      <div
        style={{
          position: 'absolute',
          left: Math.round(x),
          top: Math.round(y),
          width: Math.round(width),
          height: Math.round(height),
          backgroundColor: inks.accent,
          borderRadius:
            scope.theme.radius > 0 || scope.theme.background === 'truchet'
              ? Math.min(height / 2, (measures.height / 2) * scope.unit)
              : 0,
        }}
      />
      <Text
        layout={layout}
        x={x}
        y={y + (height - layout.height) / 2}
        width={width}
        align="center"
        color={inks.onAccent}
      />
    </Layer>
  );
}

/** What to press, on an accent fill; it is pressed once. `null` without a text. */
export function pill(
  stage: StageContext,
  {box, text, gap = 84, enterAt = 6, pressedAt = 26}: PillOptions,
): Block | null {
  if (text === undefined) return null;
  const {unit, direction, theme, language} = stage.scope;
  const padding = measures.padding * unit;
  const usual = measures.height * unit;
  const request = {
    text,
    face: {...theme.type.caption, lineHeight: 1.1},
    language,
    direction,
    maxPx: 64,
    minPx: 40,
    width: box.width - 2 * padding,
    height: usual - 20 * unit,
    maxLines: 2,
    unit,
  };
  const onTwo = layoutText(request);
  const layout = onTwo.fits
    ? onTwo
    : layoutText({...request, height: 2 * usual, maxLines: 5, paged: stage.paged});
  noteLayout(stage, layout);
  const height = Math.max(usual, layout.height + 48 * unit);
  const width = layout.width + 2 * padding;
  const x = direction === 'rtl' ? box.x + box.width - width : box.x;
  return {
    height,
    gap: gapOf(stage, gap),
    draw: (y) => (
      <Pill
        x={x}
        y={y}
        width={width}
        height={height}
        layout={layout}
        enterAt={enterAt}
        pressedAt={pressedAt}
      />
    ),
  };
}
