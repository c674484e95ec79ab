import {Fragment} from 'react';
import type {BarsProps} from './bars.tsx';
import {displayFace, labelFace} from '../text/faces.ts';
import {Layer} from '../layer.tsx';
import {appear, sweep} from '../motion.ts';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';
import {Text} from '../text/text.tsx';
import {layoutText, type TextLayout} from '../text/text-layout.ts';

/** How a row is set: name and value over the bar, the name over bar and value, or all three on one line. */
type Manner = 'over' | 'named' | 'beside';

/** Lengths at 1080 wide, px: thickness of a bar, from text to bar, from row to row, and between texts on one line. */
const measures = {least: 10, most: 40, near: 6, rows: 10, aside: 28} as const;

/** A row is never higher than this, px at 1080 wide: the bars would drift apart. */
const highestRow = 136;

export interface Rows {
  readonly manner: Manner;
  readonly labels: readonly TextLayout[];
  readonly values: readonly TextLayout[];
  readonly labelWidth: number;
  readonly valueWidth: number;
  /** Height without which the rows cannot be read, px. */
  readonly least: number;
  readonly whole: boolean;
}

/** Lays out the texts of bars that lie, in the first manner that shows every name whole in the height there is. */
export function layOutRows(
  stage: StageContext,
  {box, series, highlight, format}: Omit<BarsProps, 'enterAt'>,
): Rows {
  const {theme, unit, language, direction} = stage.scope;
  const common = {language, direction, minPx: 40, height: 500 * unit, unit} as const;
  const values = series.map(({value}, index) =>
    layoutText({
      ...common,
      text: format(value),
      face: {...displayFace(theme), tracking: 0, lineHeight: 1.1},
      maxPx: index === highlight ? 48 : 42,
      width: box.width * 0.5,
      maxLines: 1,
    }),
  );
  const valueWidth = Math.max(...values.map(({width}) => width));
  const aside = measures.aside * unit;
  const lineOf = (index: number, label: TextLayout): number =>
    Math.max(values[index]?.height ?? 0, label.lineHeight);
  const laid = (manner: Manner): Rows => {
    const labelWidth =
      manner === 'named' ? box.width : manner === 'over' ? box.width - valueWidth - aside : box.width * 0.52;
    const labels = series.map(({label}) =>
      layoutText({...common, text: label, face: labelFace(theme), maxPx: 42, width: labelWidth, maxLines: 1}),
    );
    const bar = (measures.least + measures.near) * unit;
    const needs = labels.map((label, index) => {
      const line = lineOf(index, label);
      if (manner === 'beside') return Math.max(label.height, line);
      return manner === 'over'
        ? Math.max(label.height, line) + bar
        : label.height + Math.max(bar, values[index]?.height ?? 0);
    });
    const least = needs.reduce((sum, need) => sum + need + measures.rows * unit, -measures.rows * unit);
    // A name on two lines is whole, but a row of one is calmer.
    const whole = labels.every(({fits, lines}) => fits && (manner === 'named' || lines.length === 1));
    return {manner, labels, values, labelWidth, valueWidth, least, whole};
  };
  const manners = [laid('over'), laid('beside'), laid('named')] as const;
  return (
    manners.find(({whole, least}) => whole && least <= box.height) ??
    [...manners].filter(({whole}) => whole).sort((first, second) => first.least - second.least)[0] ??
    manners[2]
  );
}

/** Bars that lie under one another from a common zero, each with its name and its value in lines of text; one stands out. */
export function BarRows(props: BarsProps) {
  const {box, series, highlight, enterAt} = props;
  const frame = useFrame30();
  const stage = useStage();
  const {inks, scope} = stage;
  const {unit, theme, direction} = scope;
  const rtl = direction === 'rtl';
  const {manner, labels, values, labelWidth, valueWidth, least} = layOutRows(stage, props);
  const amounts = series.map(({value}) => value);
  const top = Math.max(0, ...amounts);
  const range = top - Math.min(0, ...amounts) || 1;
  const aside = measures.aside * unit;
  const near = measures.near * unit;
  const between = measures.rows * unit;
  const count = series.length;
  // What is left over goes to the bars first, then between the rows.
  const spare = Math.min(
    Math.max(0, box.height - least) / count,
    Math.max(0, highestRow * unit - (least + between) / count),
  );
  const thickness =
    manner === 'beside'
      ? Math.min(measures.most * unit, (values[0]?.height ?? 0) * 0.8)
      : Math.min(measures.most * unit, measures.least * unit + spare * 0.55);
  const barLine = (index: number): number =>
    manner === 'named' ? Math.max(thickness, values[index]?.height ?? 0) : thickness;
  const barX =
    manner === 'beside' ? Math.min(labelWidth, Math.max(...labels.map(({width}) => width))) + aside : 0;
  const barWidth = box.width - barX - (manner === 'over' ? 0 : valueWidth + aside);
  const heights = labels.map((label, index) => {
    const line = Math.max(label.height, manner === 'named' ? 0 : (values[index]?.height ?? 0));
    return manner === 'beside' ? line : line + near + barLine(index);
  });
  const used = heights.reduce((sum, height) => sum + height, 0);
  const gap = count > 1 ? Math.min(between + spare, Math.max(between, (box.height - used) / (count - 1))) : 0;
  const start = box.y + Math.max(0, box.height - used - gap * (count - 1)) / 2;
  /** A place along a row, counted from where reading begins. */
  const along = (from: number, width: number): number =>
    rtl ? box.x + box.width - from - width : box.x + from;
  const radius = Math.min(theme.radius * unit, 20 * unit, thickness / 2);
  const zero = barX + (Math.max(0, range - top) / range) * barWidth;
  return series.map(({value}, index) => {
    const label = labels[index];
    const text = values[index];
    if (!label || !text) return null;
    const y = start + heights.slice(0, index).reduce((sum, height) => sum + height + gap, 0);
    const delay = enterAt + index * 3 + (index === highlight ? 6 : 0);
    const full = (Math.abs(value) / range) * barWidth;
    const long = full * sweep(frame, delay, 22);
    const chosen = index === highlight;
    const height = heights[index] ?? 0;
    const line = barLine(index);
    const barY =
      manner === 'beside' ? y + (height - thickness) / 2 : y + height - line + (line - thickness) / 2;
    // The names stand on the line of their values.
    const valueY =
      manner === 'named'
        ? y + height - line + (line - text.height) / 2
        : y + (label.lineHeight - text.height) / 2 + (manner === 'beside' ? (height - label.height) / 2 : 0);
    const valueX = along(box.width - text.width, text.width);
    return (
      <Fragment key={index}>
        {barWidth > long ? (
          <div
            style={{
              position: 'absolute',
              left: Math.round(along(barX, barWidth)),
              top: Math.round(barY),
              width: Math.round(barWidth),
              height: Math.round(thickness),
              backgroundColor: inks.line,
              borderRadius: radius,
              opacity: appear(frame, enterAt - 6),
            }}
          />
        ) : null}
        {long >= 1 ? (
          <div
            style={{
              position: 'absolute',
              left: Math.round(along(value >= 0 ? zero : zero - long, long)),
              top: Math.round(barY),
              width: Math.round(long),
              height: Math.round(thickness),
              backgroundColor: chosen ? inks.accent : inks.quiet,
              borderRadius: radius,
            }}
          />
        ) : null}
        <Text
          layout={label}
          x={along(0, label.width)}
          y={manner === 'beside' ? y + (height - label.height) / 2 : y}
          width={label.width}
          color={chosen ? inks.ink : inks.muted}
        />
        <Layer opacity={appear(frame, delay + 10)}>
          <Text
            layout={text}
            x={valueX}
            y={valueY}
            width={text.width}
            color={chosen ? inks.accent : inks.ink}
          />
        </Layer>
      </Fragment>
    );
  });
}
