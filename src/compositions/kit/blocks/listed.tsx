import {Fragment} from 'react';
import type {Box} from '../../../platforms/index.ts';
import type {Block} from './block.ts';
import {Canvas} from '../canvas.tsx';
import {textFace} from '../text/faces.ts';
import {gapOf, noteTorn} from './first-whole.ts';
import {sentence} from './sentence.ts';
import {Layer} from '../layer.tsx';
import {appear, snap} from '../motion.ts';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';
import {Text} from '../text/text.tsx';
import {layoutText, type TextLayout} from '../text/text-layout.ts';

/**
 * A text as the things it lists: parted at commas where every part is short, else at the ends of sentences.
 * One part when it lists nothing.
 */
export function partsOf(text: string): readonly string[] {
  const clauses = text
    .replace(/[.。]$/u, '')
    .split(/[,;،、]\s*/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (clauses.length > 1 && clauses.length <= 5 && clauses.every((part) => part.length <= 28)) return clauses;
  const sentences = text
    .split(/(?<=[.!?؟。！？])\s+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return sentences.length <= 4 ? sentences : [text];
}

export interface ListedOptions {
  readonly box: Box;
  readonly text: string | undefined;
  /** Room in px for all lines. */
  readonly height: number;
  readonly maxPx?: number;
  readonly gap?: number;
  /** Frames of 30 a second on which the first part comes in and by which the last has to. */
  readonly enterAt: number;
  readonly until: number;
  /** What stands before each part of several: a dash, or a box that is ticked. */
  readonly marker: 'dash' | 'tick';
  readonly color?: string;
}

/** Smallest size of the lines, px at 1080 wide. */
const minPx = 40;

function Marker({
  kind,
  x,
  y,
  size,
  at,
}: {
  readonly kind: 'dash' | 'tick';
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly at: number;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const part = snap(frame, at);
  if (kind === 'dash') {
    const length = Math.round(size * 0.8 * part);
    return length < 1 ? null : (
      <div
        style={{
          position: 'absolute',
          left: Math.round(scope.direction === 'rtl' ? x + size - length : x),
          top: Math.round(y - 3 * scope.unit),
          width: length,
          height: Math.round(6 * scope.unit),
          backgroundColor: inks.accent,
        }}
      />
    );
  }
  return (
    <Layer opacity={appear(frame, at)} scale={0.6 + 0.4 * part} origin={[x + size / 2, y]}>
      <Canvas
        x={x}
        y={y - size / 2}
        width={Math.round(size)}
        height={Math.round(size)}
        paintKey={JSON.stringify([size, scope.theme.radius, inks])}
        paint={(context) => {
          const part24 = Math.round(size) / 24;
          context.scale(part24, part24);
          context.fillStyle = inks.accent;
          context.beginPath();
          context.roundRect(0, 0, 24, 24, Math.min(scope.theme.radius, 7));
          context.fill();
          context.strokeStyle = inks.onAccent;
          context.lineWidth = 3;
          context.lineCap = 'round';
          context.lineJoin = 'round';
          context.beginPath();
          context.moveTo(6, 12.5);
          context.lineTo(10.4, 17);
          context.lineTo(18.2, 7.6);
          context.stroke();
        }}
      />
    </Layer>
  );
}

/** Each line of a layout as a layout of its own, so that it can come in by itself. */
function lineByLine(layout: TextLayout): readonly TextLayout[] {
  return layout.lines.map((line) => ({
    ...layout,
    lines: [line],
    width: line.width,
    height: layout.lineHeight,
  }));
}

/**
 * What a supporting text lists, part after part with a marker before each; a text of one part line after line.
 * `null` without text, or when its room cannot hold it whole at a size that can be read.
 */
export function listed(stage: StageContext, options: ListedOptions): Block | null {
  const {box, text, maxPx = 52, gap = 0, enterAt, until, marker, color} = options;
  if (text === undefined) return null;
  const {scope, inks, squeeze = 0} = stage;
  const {unit, direction} = scope;
  const height = squeeze > 0 ? 2 * options.height : options.height;
  // Parts of one sentence each begin with a capital now that they stand alone.
  const parts = partsOf(text).map((part) => {
    const [first = ''] = part;
    return first.toLocaleUpperCase(scope.language) + part.slice(first.length);
  });
  const marked = parts.length > 1 || (marker === 'tick' && squeeze < 2);
  const size = 44 * unit;
  const indent = marked ? size + 26 * unit : 0;
  const inner = {
    x: direction === 'rtl' ? box.x : box.x + indent,
    width: box.width - indent,
  };
  const between = marked ? gapOf(stage, 18) : 0;
  for (let px = squeeze > 0 ? minPx : maxPx; px >= minPx; px -= 2) {
    const layouts = parts.map((part) =>
      layoutText({
        text: part,
        face: textFace(scope.theme),
        language: scope.language,
        direction,
        maxPx: px,
        minPx: px,
        width: inner.width,
        height,
        maxLines: 9,
        unit,
      }),
    );
    const whole = layouts.reduce((sum, layout) => sum + layout.height, 0) + between * (parts.length - 1);
    if (whole > height || layouts.some((layout) => !layout.fits || layout.px < px * unit - 0.5)) continue;
    const count = marked ? parts.length : layouts.reduce((sum, layout) => sum + layout.lines.length, 0);
    const every = Math.max(3, Math.min(40, (until - enterAt) / Math.max(1, count - 1)));
    return {
      height: whole,
      gap: gapOf(stage, gap),
      px,
      draw: (top) => {
        let y = top;
        let order = 0;
        return layouts.map((layout, index) => {
          const at = enterAt + (marked ? index : 0) * every;
          const start = y;
          y += layout.height + between;
          return (
            <Fragment key={index}>
              {marked ? (
                <Marker
                  kind={marker}
                  x={direction === 'rtl' ? box.x + box.width - size : box.x}
                  y={start + layout.lineHeight / 2}
                  size={size}
                  at={at}
                />
              ) : null}
              {lineByLine(layout).map((line, row) => (
                <Text
                  key={row}
                  layout={line}
                  x={inner.x}
                  y={start + row * layout.lineHeight}
                  width={inner.width}
                  color={color ?? inks.muted}
                  enterAt={marked ? at + row * 3 : enterAt + order++ * every}
                />
              ))}
            </Fragment>
          );
        });
      },
    };
  }
  // What no list has room for is read page after page.
  if (stage.paged) {
    return sentence(stage, {
      box,
      text,
      height: options.height,
      maxPx: minPx,
      minPx,
      maxLines: 9,
      gap,
      enterAt,
      color: color ?? inks.muted,
    });
  }
  noteTorn(stage, 'leftOut');
  return null;
}
