import {Fragment} from 'react';
import type {Box} from '../../../platforms/index.ts';
import {BarRows, layOutRows} from './bar-rows.tsx';
import {displayFace, labelFace} from '../text/faces.ts';
import {Layer} from '../layer.tsx';
import {appear, sweep} from '../motion.ts';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';
import {Text} from '../text/text.tsx';
import {layoutText} from '../text/text-layout.ts';

export interface BarsProps {
  readonly box: Box;
  readonly series: readonly {readonly label: string; readonly value: number}[];
  /** The bar drawn in the accent colour. */
  readonly highlight: number;
  readonly enterAt: number;
  /** How a value is written over its bar. */
  readonly format: (value: number) => string;
}

/** Gap between two bars, width of one, and the texts over and under each. */
function layOutColumns({scope}: StageContext, {box, series, highlight, format}: Omit<BarsProps, 'enterAt'>) {
  const {unit, theme, language, direction} = scope;
  const count = series.length;
  const gap = (count > 3 ? 24 : 40) * unit;
  const width = Math.min(260 * unit, (box.width - gap * (count - 1)) / count);
  const texts = series.map(({label, value}, index) => ({
    value: layoutText({
      text: format(value),
      face: {...displayFace(theme), tracking: 0, lineHeight: 1.1},
      language,
      direction,
      maxPx: index === highlight ? 64 : 56,
      minPx: 40,
      width: width + gap * 0.9,
      height: 80 * unit,
      maxLines: 1,
      unit,
    }),
    label: layoutText({
      text: label,
      face: labelFace(theme),
      language,
      direction,
      maxPx: 44,
      minPx: 40,
      width: width + gap * 0.7,
      height: 112 * unit,
      maxLines: 2,
      unit,
    }),
  }));
  return {gap, width, texts, fit: texts.every(({value, label}) => value.fits && label.fits)};
}

/** Least height, px at 1080 wide, of bars with a value above and a name of two lines below. */
export const leastColumns = 190;

/** The height, px, that the bars of a series need in a width to be read. */
export function leastBars(stage: StageContext, bars: Omit<BarsProps, 'enterAt'>): number {
  return layOutColumns(stage, bars).fit ? leastColumns * stage.scope.unit : layOutRows(stage, bars).least;
}

/**
 * Up to five bars from a common zero, each with its value above and its name below; one stands out. Names too long to
 * stand under a bar turn the chart: its bars then lie, each with its name on a line of its own.
 */
export function Bars(props: BarsProps) {
  const stage = useStage();
  const columns = layOutColumns(stage, props);
  return columns.fit ? <Columns {...props} {...columns} /> : <BarRows {...props} />;
}

function Columns({
  box,
  series,
  highlight,
  enterAt,
  gap,
  width,
  texts,
}: BarsProps & ReturnType<typeof layOutColumns>) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const {unit, theme, direction} = scope;
  const count = series.length;
  const labelHeight = Math.max(...texts.map(({label}) => label.height)) + 16 * unit;
  const valueHeight = Math.max(...texts.map(({value}) => value.height)) + 8 * unit;
  const values = series.map(({value}) => value);
  const top = Math.max(0, ...values);
  const range = top - Math.min(0, ...values) || 1;
  const room = box.height - labelHeight - valueHeight;
  const zero = box.y + valueHeight + (top / range) * room;
  const radius = Math.min(theme.radius, 20) * unit;
  return (
    <>
      {series.map(({value}, index) => {
        const delay = enterAt + index * 3 + (index === highlight ? 6 : 0);
        const part = sweep(frame, delay, 22);
        const full = (Math.abs(value) / range) * room;
        const height = full * part;
        const offset = index * (width + gap);
        const x = direction === 'rtl' ? box.x + box.width - offset - width : box.x + offset;
        const y = value >= 0 ? zero - height : zero;
        const text = texts[index];
        return (
          <Fragment key={index}>
            {height >= 1 ? (
              <div
                style={{
                  position: 'absolute',
                  left: Math.round(x),
                  top: Math.round(y),
                  width: Math.round(width),
                  height: Math.round(height),
                  backgroundColor: index === highlight ? inks.accent : inks.quiet,
                  borderRadius: value >= 0 ? `${radius}px ${radius}px 0 0` : `0 0 ${radius}px ${radius}px`,
                }}
              />
            ) : null}
            {text ? (
              <>
                <Layer opacity={appear(frame, delay + 10)}>
                  <Text
                    layout={text.value}
                    x={x - gap / 2}
                    y={(value >= 0 ? y : zero) - text.value.height - 6 * unit}
                    width={width + gap}
                    align="center"
                    color={index === highlight ? inks.accent : inks.ink}
                  />
                </Layer>
                <Text
                  layout={text.label}
                  x={x - gap / 2}
                  y={box.y + box.height - labelHeight + 16 * unit}
                  width={width + gap}
                  align="center"
                  color={inks.muted}
                />
              </>
            ) : null}
          </Fragment>
        );
      })}
      <div
        style={{
          position: 'absolute',
          left: Math.round(box.x),
          top: Math.round(zero),
          width: Math.round((count * (width + gap) - gap) * sweep(frame, enterAt - 6, 10)),
          height: Math.round(4 * unit),
          backgroundColor: inks.muted,
        }}
      />
    </>
  );
}
