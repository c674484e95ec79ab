import {Fragment, type ReactNode} from 'react';
import type {Aspect, Box} from '../../../platforms/index.ts';
import {displayFace, labelFace, textFace} from '../text/faces.ts';
import {gapOf, noteTorn} from './first-whole.ts';
import {Layer} from '../layer.tsx';
import {appear, entrance, sweep} from '../motion.ts';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';
import {Text} from '../text/text.tsx';
import {floorPx} from '../text/text-fit.ts';
import {layoutText, type TextLayout, type TextRequest} from '../text/text-layout.ts';

/** One thing in a column: its height, the gap above it, and how it is drawn once its top is known. Lengths in px. */
export interface Block {
  readonly height: number;
  readonly gap: number;
  /** Type size of a text, px at 1080 wide. */
  readonly px?: number;
  /** Whether a text had to be cut short. */
  readonly cut?: boolean;
  readonly draw: (y: number) => ReactNode;
}

/** Height of blocks set under one another; the gap above the first does not count. */
export function heightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, {height, gap}, index) => sum + height + (index === 0 ? 0 : gap), 0);
}

export interface ColumnProps {
  readonly box: Box;
  /** Blocks from top to bottom; `null` for one that is left out. */
  readonly blocks: readonly (Block | null)[];
  /** Where the column stands in its box: 0 at the top, 1 at the bottom. */
  readonly anchor?: number;
}

/** Sets blocks under one another. */
export function Column({box, blocks, anchor = 0}: ColumnProps) {
  const shown = blocks.filter((block) => block !== null);
  let y = box.y + Math.max(0, box.height - heightOf(shown)) * anchor;
  return shown.map((block, index) => {
    if (index > 0) y += block.gap;
    const top = y;
    y += block.height;
    return <Fragment key={index}>{block.draw(top)}</Fragment>;
  });
}

interface TextBlockOptions {
  readonly box: Box;
  readonly text: string | undefined;
  readonly enterAt?: number | null;
  readonly gap?: number;
  readonly color?: string;
  readonly align?: 'start' | 'center';
  /** Whether a marker may be drawn over its key words while a long scene stands still. */
  readonly marked?: boolean;
}

function blockOf(
  layout: TextLayout,
  stage: StageContext,
  {box, gap = 0, color, align, enterAt = null, marked = false}: TextBlockOptions,
): Block {
  if (!layout.fits) noteTorn(stage, 'cut');
  return {
    height: layout.height,
    gap: gapOf(stage, gap),
    px: layout.px / stage.scope.unit,
    cut: !layout.fits,
    draw: (y) => (
      <Text
        layout={layout}
        x={box.x}
        y={y}
        width={box.width}
        enterAt={enterAt}
        marked={marked}
        {...(color === undefined ? {} : {color})}
        {...(align === undefined ? {} : {align})}
      />
    ),
  };
}

/** A label in the room that labels have, or on as many lines as it needs. */
function layoutLabel(request: TextRequest): TextLayout {
  const usual = layoutText(request);
  return usual.fits ? usual : layoutText({...request, height: 2.2 * request.height, maxLines: 5});
}

export interface HeadlineOptions extends TextBlockOptions {
  /** Room in px for the headline. */
  readonly height: number;
  /** Size against the theme's hook headline, 1 for a hook. */
  readonly scale?: number;
  readonly maxLines?: number;
  readonly caps?: boolean;
  readonly emphasis?: readonly string[];
}

/** How much larger than a sentence texts of up to so many letters are set; in wide frames even a short line needs it. */
const boosts = {
  '9:16': [
    [7, 1.5],
    [13, 1.25],
  ],
  '1:1': [
    [7, 1.5],
    [13, 1.25],
  ],
  '16:9': [
    [8, 1.7],
    [16, 1.5],
    [26, 1.3],
    [36, 1.15],
  ],
} as const;

/** How much larger a short text is set: a word or two would look lost at the size of a sentence. */
export function shortBoost(text: string, aspect: Aspect): number {
  const letters = Array.from(text).length;
  return boosts[aspect].find(([most]) => letters <= most)?.[1] ?? 1;
}

/**
 * The text that is read first, as large as its room allows, with the stressed words in the accent colour. In a scene that
 * stands for long a marker is drawn over them, unless the text has a colour of its own.
 */
export function headline(stage: StageContext, options: HeadlineOptions): Block | null {
  const {text, box, height, scale = 1, maxLines = 5, emphasis} = options;
  if (text === undefined) return null;
  const {scope, scene} = stage;
  const {display} = scope.theme.type;
  const wide = scope.aspect === '16:9' ? 0.92 : 1;
  const boost = scale < 0.6 ? 1 : shortBoost(text, scope.aspect);
  const layout = layoutText({
    text,
    face: displayFace(scope.theme),
    language: scope.language,
    direction: scope.direction,
    maxPx: Math.round(display.maxPx * scale * wide * boost),
    minPx: Math.round(display.minPx * Math.min(1, scale + 0.12) * wide),
    width: box.width,
    height,
    maxLines,
    unit: scope.unit,
    caps: options.caps ?? display.caps,
    emphasis: emphasis ?? scene.emphasis,
  });
  return blockOf(layout, stage, {marked: options.color === undefined, ...options});
}

/** A short label over a headline, in the accent colour unless told otherwise. */
export function kicker(stage: StageContext, options: TextBlockOptions): Block | null {
  const {text, box} = options;
  if (text === undefined) return null;
  const {scope, inks} = stage;
  const caps = scope.theme.type.display.caps;
  const layout = layoutLabel({
    text,
    face: {...labelFace(scope.theme), tracking: caps ? 0.08 : 0},
    language: scope.language,
    direction: scope.direction,
    maxPx: squeezedPx(stage, Math.round(46 * narrowness(stage))),
    minPx: 40,
    width: box.width,
    height: 130 * scope.unit,
    maxLines: 2,
    unit: scope.unit,
    caps,
  });
  return blockOf(layout, stage, {color: inks.accent, ...options});
}

/** The size of a supporting text: the smallest that can be read where texts give way to each other. */
const squeezedPx = ({squeeze = 0}: StageContext, px: number): number => (squeeze > 0 ? floorPx : px);

export interface SentenceOptions extends TextBlockOptions {
  readonly height: number;
  readonly maxPx?: number;
  readonly minPx?: number;
  readonly maxLines?: number;
  /** Sets it in the face of labels. */
  readonly label?: boolean;
}

/** How much larger a label is set when its face is narrow, so that it looks as large as another would. */
function narrowness({scope}: StageContext): number {
  const probe = layoutText({
    text: 'noir',
    face: labelFace(scope.theme),
    language: scope.language,
    direction: 'ltr',
    maxPx: 100,
    minPx: 100,
    width: 1e6,
    height: 1e6,
    maxLines: 1,
    unit: 1,
  });
  return Math.min(1.25, Math.max(1, 186 / probe.width));
}

/** A supporting sentence. Left out when its room cannot hold it whole at a size that can be read. */
export function sentence(stage: StageContext, options: SentenceOptions): Block | null {
  const {text, box, height, maxPx = 54, minPx = 42, maxLines = 4, label = false} = options;
  if (text === undefined) return null;
  const {scope, inks, squeeze = 0} = stage;
  const layout = layoutText({
    text,
    face: label ? labelFace(scope.theme) : textFace(scope.theme),
    language: scope.language,
    direction: scope.direction,
    maxPx: squeezedPx(stage, label ? Math.round(maxPx * narrowness(stage)) : maxPx),
    minPx: squeezedPx(stage, minPx),
    width: box.width,
    // What is read first takes what this leaves: a share that was set for ordinary texts holds no longer.
    height: squeeze > 0 ? 2 * height : height,
    maxLines,
    unit: scope.unit,
  });
  if (layout.fits) return blockOf(layout, stage, {color: inks.muted, ...options});
  noteTorn(stage, 'leftOut');
  return null;
}

export interface RuleOptions {
  readonly box: Box;
  readonly enterAt: number;
  readonly gap?: number;
  /** Length and thickness, px at 1080 wide. */
  readonly length?: number;
  readonly thickness?: number;
}

function Rule({
  box,
  y,
  enterAt,
  length,
  thickness,
}: {
  readonly box: Box;
  readonly y: number;
  readonly enterAt: number;
  readonly length: number;
  readonly thickness: number;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const drawn = Math.round(length * sweep(frame, enterAt, 14));
  if (drawn < 1) return null;
  return (
    <div
      style={{
        position: 'absolute',
        left: Math.round(scope.direction === 'rtl' ? box.x + box.width - drawn : box.x),
        top: Math.round(y),
        width: drawn,
        height: Math.round(thickness),
        backgroundColor: inks.accent,
        borderRadius: scope.theme.radius > 0 ? thickness / 2 : 0,
      }}
    />
  );
}

/** A short bar of the accent colour that draws itself. */
export function rule(
  stage: StageContext,
  {box, enterAt, gap = 40, length = 220, thickness = 12}: RuleOptions,
): Block {
  const {unit} = stage.scope;
  if (stage.squeeze === 2) return {height: 0, gap: 0, draw: () => null};
  return {
    height: thickness * unit,
    gap: gapOf(stage, gap),
    draw: (y) => (
      <Rule box={box} y={y} enterAt={enterAt} length={length * unit} thickness={thickness * unit} />
    ),
  };
}

export interface ChipOptions {
  readonly box: Box;
  readonly text: string;
  readonly enterAt: number;
  readonly gap?: number;
}

function Chip({
  box,
  y,
  layout,
  enterAt,
  height,
}: {
  readonly box: Box;
  readonly y: number;
  readonly layout: TextLayout;
  readonly enterAt: number;
  readonly height: number;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const padding = 26 * scope.unit;
  const width = layout.width + 2 * padding;
  const left = scope.direction === 'rtl' ? box.x + box.width - width : box.x;
  const progress = entrance('snappy', frame, enterAt);
  return (
    <Layer opacity={appear(frame, enterAt)} x={-(1 - progress) * 30 * scope.unit}>
      <div
        style={{
          position: 'absolute',
          left: Math.round(left),
          top: Math.round(y),
          width: Math.round(width),
          height: Math.round(height),
          backgroundColor: inks.accent,
          borderRadius: Math.min(scope.theme.radius * scope.unit, height / 2),
        }}
      />
      <Text
        layout={layout}
        x={left + padding}
        y={y + (height - layout.height) / 2}
        width={layout.width}
        color={inks.onAccent}
      />
    </Layer>
  );
}

/** A label on an accent fill. */
export function chip(stage: StageContext, {box, text, enterAt, gap = 0}: ChipOptions): Block {
  const {scope} = stage;
  const caps = scope.theme.type.display.caps;
  const layout = layoutLabel({
    text,
    face: {...labelFace(scope.theme), tracking: caps ? 0.06 : 0},
    language: scope.language,
    direction: scope.direction,
    maxPx: squeezedPx(stage, Math.round(44 * narrowness(stage))),
    minPx: 40,
    width: box.width - 52 * scope.unit,
    height: 130 * scope.unit,
    maxLines: 2,
    unit: scope.unit,
    caps,
  });
  if (!layout.fits) noteTorn(stage, 'cut');
  const height = layout.height + 20 * scope.unit;
  return {
    height,
    gap: gapOf(stage, gap),
    draw: (y) => <Chip box={box} y={y} layout={layout} enterAt={enterAt} height={height} />,
  };
}

export interface PipsOptions {
  readonly box: Box;
  readonly n: number;
  readonly total: number;
  readonly gap?: number;
}

function Pips({
  box,
  y,
  n,
  total,
  height,
}: {
  readonly box: Box;
  readonly y: number;
  readonly n: number;
  readonly total: number;
  readonly height: number;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const space = 14 * scope.unit;
  const width = Math.min(156 * scope.unit, (box.width - space * (total - 1)) / total);
  return Array.from({length: total}, (_, index) => {
    const filled = index < n - 1 ? 1 : index === n - 1 ? sweep(frame, 2, 14) : 0;
    const offset = index * (width + space);
    const start = scope.direction === 'rtl' ? box.x + box.width - offset - width : box.x + offset;
    const left = Math.round(start);
    const full = Math.round(start + width) - left;
    const done = Math.round(full * filled);
    return (
      <Fragment key={index}>
        <div
          style={{
            position: 'absolute',
            left,
            top: Math.round(y),
            width: full,
            height,
            backgroundColor: inks.line,
            borderRadius: scope.theme.radius > 0 ? height / 2 : 0,
          }}
        />
        {done > 0 ? (
          <div
            style={{
              position: 'absolute',
              left: scope.direction === 'rtl' ? left + full - done : left,
              top: Math.round(y),
              width: done,
              height,
              backgroundColor: inks.accent,
              borderRadius: scope.theme.radius > 0 ? height / 2 : 0,
            }}
          />
        ) : null}
      </Fragment>
    );
  });
}

/** One bar for each part of a series, filled up to this one. `null` where they would be too small to see. */
export function pips(stage: StageContext, {box, n, total, gap = 0}: PipsOptions): Block | null {
  const {scope, squeeze} = stage;
  if (total < 2 || total > 12 || n > total || squeeze === 2) return null;
  const height = Math.round(12 * scope.unit);
  return {
    height,
    gap: gapOf(stage, gap),
    draw: (y) => <Pips box={box} y={y} n={n} total={total} height={height} />,
  };
}
