import type {SceneFields} from '../contract.ts';
import {writtenIn} from '../kit/figures/written-value.ts';
import type {StageContext} from '../kit/scene-stage.tsx';
import {displayFace} from '../kit/text/faces.ts';
import {layoutText, type TextLayout} from '../kit/text/text-layout.ts';
import {axisLabel} from './labels.tsx';
import {scaleMarks} from './scale.ts';
import {momentsOf} from './times.ts';

type Statistic = SceneFields<'statistic'>;

/** From the upright axis to the name of a row, px at 1080 wide. */
export const textInset = 32;

/** The label of a value beside its column or point. */
function valueLabel({scope}: StageContext, text: string, px: number, width: number): TextLayout {
  return layoutText({
    text,
    face: {...displayFace(scope.theme), tracking: 0, lineHeight: 1.1},
    language: scope.language,
    direction: scope.direction,
    maxPx: px,
    minPx: 40,
    width,
    height: 90 * scope.unit,
    maxLines: 1,
    unit: scope.unit,
  });
}

/** Middles of points whose distances are those of their moments; what is written at the ends keeps inside the chart. */
function momentPlaces(
  moments: readonly number[],
  widths: readonly number[],
  from: number,
  to: number,
): readonly number[] {
  const start = from + (widths[0] ?? 0) / 2;
  const end = to - (widths.at(-1) ?? 0) / 2;
  const [first = 0, last = 1] = [moments[0], moments.at(-1)];
  return moments.map((moment) => start + ((moment - first) / (last - first)) * (end - start));
}

/** Says how the values of a series are written: all in short where one of them is long. */
function writer(scene: Statistic, language: string): (value: number) => string {
  const most = Math.max(...(scene.series ?? []).map(({value}) => Math.abs(value)));
  if (most < 100_000) return writtenIn(scene, language);
  const short = new Intl.NumberFormat(language, {notation: 'compact', maximumSignificantDigits: 3});
  const {prefix, unit} = scaleMarks(scene, language);
  return (value) => `${prefix ?? ''}${short.format(value)}${unit}`;
}

/** How a series is drawn: upright, as a line or lying. */
export type Drawing = 'columns' | 'line' | 'rows';

export interface DrawnSeries {
  readonly form: Drawing;
  /** Names of its parts, and their values as they are written. */

  readonly names: readonly TextLayout[];
  /** Middle of each column or point, px from the upright axis; empty for bars that lie. */
  readonly places: readonly number[];
  readonly values: readonly TextLayout[];
}

export interface SeriesRoom {
  /** From the upright axis to where columns and points may begin and end, px. */
  readonly from: number;
  readonly to: number;
  /** Width for bars that lie, px. */
  readonly lying: number;
}

/** How the series of a statistic can be drawn with every name whole. */
export function drawnSeries(
  stage: StageContext,
  scene: Statistic,
  {from, to, lying: lyingWidth}: SeriesRoom,
): DrawnSeries {
  const {scope} = stage;
  const {unit, language} = scope;
  const {series = []} = scene;
  const highlight = chosenOf(scene);
  const write = writer(scene, language);
  const pitch = (to - from) / Math.max(1, series.length);
  const moments = momentsOf(
    series.map(({label}) => label),
    language,
  );
  const valuesIn = (width: number) =>
    series.map(({value}, index) => valueLabel(stage, write(value), index === highlight ? 64 : 52, width));
  if (moments) {
    const names = series.map(({label}) => axisLabel(stage, label, to - from));
    const values = valuesIn((to - from) / 2);
    const widths = names.map(({width}, index) => Math.max(width, values[index]?.width ?? 0));
    const places = momentPlaces(moments, widths, from, to);
    const apart = places.every((place, index) => {
      const [name, before] = [names[index], names[index - 1]];
      if (!name || !before) return true;
      return place - (places[index - 1] ?? 0) >= (name.width + before.width) / 2 + 14 * unit;
    });
    if (apart && names.every(({fits}) => fits)) {
      return {form: 'line', names, places, values};
    }
  }
  const namesAt = (px: number) =>
    series.map(({label}) => axisLabel(stage, label, pitch - 12 * unit, {maxLines: 2, px}));
  const large = namesAt(44);
  // Names that stand side by side have one size.
  const names = large.every(({px}) => px === large[0]?.px) ? large : namesAt(40);
  const values = valuesIn(pitch - 4 * unit);
  const places = series.map((_, index) => from + (index + 0.5) * pitch);
  const whole = [...names, ...values].every(({fits}) => fits);
  if (whole) return {form: 'columns', names, places, values};
  const lying = series.map(({value}, index) =>
    valueLabel(stage, write(value), index === highlight ? 50 : 44, lyingWidth * 0.4),
  );
  const widest = Math.max(...lying.map(({width}) => width)) + (textInset + 24) * unit;
  return {
    form: 'rows',
    names: series.map(({label}) => axisLabel(stage, label, lyingWidth - widest, {maxLines: 2, px: 44})),
    places: [],
    values: lying,
  };
}

/** The entry of a series that the figure stands for. */
export function chosenOf({series = [], value}: Statistic): number {
  const matching = series.findIndex((entry) => entry.value === value);
  return matching === -1 ? series.length - 1 : matching;
}
