import type {ReactNode} from 'react';
import type {Box} from '../../../platforms/index.ts';
import type {SceneFields} from '../../contract.ts';
import {Bars, leastBars, leastColumns} from './bars.tsx';
import {headline, sentence, type Block} from '../blocks/blocks.tsx';
import {squeezed} from '../blocks/first-whole.ts';
import {figure, formatNumber} from './numeral.tsx';
import type {StageContext} from '../scene-stage.tsx';

/** Frames of 30 a second over which the number counts. */
const counting = 36;

/** Units this short stand beside the number; longer ones under it. */
const longestSign = 3;

export interface StatisticOptions {
  readonly box: Box;
  /** Largest size of the number, px at 1080 wide, and the room it may take, px. */
  readonly maxPx: number;
  readonly height: number;
  readonly labelPx?: number;
  /** Room for all of the text, and for the chart where that stands below it, px. */
  readonly room: number;
  /** Height that a chart below the text takes at least, px; 0 where it stands beside. */
  readonly chart: number;
}

export interface StatisticParts {
  readonly number: Block;
  /** A unit too long to stand beside the number. */
  readonly unit: Block | null;
  readonly label: Block | null;
  readonly source: Block | null;
  /** The series as bars in a box, with the figure's own bar in the accent colour; `null` without a series or without room. */
  readonly bars: ((box: Box) => ReactNode) | null;
}

/** What a statistic is made of, for templates that compose it in their own way. */
export function statisticParts(
  stage: StageContext,
  scene: SceneFields<'statistic'>,
  {box, maxPx, height, labelPx = 58, room, chart}: StatisticOptions,
): StatisticParts {
  const {scope, inks} = stage;
  const {unit, language} = scope;
  const {series} = scene;
  const signed = scene.unit !== undefined && scene.unit.length <= longestSign;
  const textsOn = (own: StageContext): readonly [Block | null, Block | null, Block | null] => [
    signed
      ? null
      : headline(own, {
          box,
          text: scene.unit,
          height: (own.squeeze ? 60 : 130) * unit,
          scale: 0.42,
          maxLines: 1,
          gap: 24,
          enterAt: 2,
          color: inks.accent,
        }),
    sentence(own, {
      box,
      text: scene.label,
      height: 220 * unit,
      maxPx: labelPx,
      maxLines: 3,
      gap: 36,
      enterAt: 6,
      color: inks.ink,
      marked: true,
    }),
    sentence(own, {
      box,
      text: scene.source,
      height: 110 * unit,
      maxPx: 42,
      minPx: 40,
      maxLines: 2,
      label: true,
      gap: 28,
      enterAt: 22,
    }),
  ];
  const sum = (blocks: readonly (Block | null)[]): number =>
    blocks.reduce((total, block) => total + (block ? block.height + block.gap : 0), 0);
  const format = (value: number): string => {
    const decimals = Number.isInteger(value) ? 0 : Math.max(1, scene.decimals);
    const plain = `${scene.prefix ?? ''}${formatNumber(value, decimals, language)}${signed ? scene.unit : ''}`;
    // Over a bar there is room for a few signs only; the whole figure stands beside the chart.
    return plain.length > 7
      ? new Intl.NumberFormat(language, {notation: 'compact', maximumSignificantDigits: 3}).format(value)
      : plain;
  };
  const matching = series?.findIndex(({value}) => value === scene.value) ?? -1;
  const highlight = matching === -1 ? (series?.length ?? 0) - 1 : matching;
  // Below the text it takes what its rows need, should names be too long to stand under bars.
  const rows =
    series && chart > 0 ? leastBars(stage, {box: {...box, height: chart}, series, highlight, format}) : 0;
  const turned = rows > leastColumns * unit;
  const usual = textsOn(stage);
  const tight = textsOn(squeezed(stage));
  const unsourced = ([longUnit, label]: typeof usual) => [longUnit, label, null] as const;
  // Below this height the figure would no longer be what is read first.
  const least = 100 * unit;
  // A chart says nothing where there is no room left to say what it counts.
  const ways = [
    {texts: usual, charted: true, under: Math.max(chart, rows)},
    {texts: tight, charted: true, under: turned ? rows : chart},
    {texts: unsourced(usual), charted: true, under: Math.max(chart, rows)},
    {texts: unsourced(tight), charted: true, under: turned ? rows : chart},
    {texts: usual, charted: false, under: 0},
    {texts: tight, charted: false, under: 0},
    {texts: unsourced(tight), charted: false, under: 0},
  ].filter(({charted}) => !charted || series !== undefined);
  const chosen =
    ways.find(({texts, under}) => room - under - sum(texts) >= least) ??
    ({texts: [tight[0], null, null], charted: false, under: 0} as const);
  const {texts, charted, under} = chosen;
  const number = figure(stage, {
    box,
    value: scene.value,
    decimals: scene.decimals,
    prefix: scene.prefix,
    unit: signed ? scene.unit : undefined,
    maxPx,
    height: Math.min(height, room - under - sum(texts)),
    enterAt: 0,
    countFor: counting,
    gap: 40,
  });
  const told = {unit: texts[0] ?? null, label: texts[1] ?? null, source: texts[2] ?? null};
  if (!series || !charted) return {number, ...told, bars: null};
  return {
    number,
    ...told,
    bars: (place) => <Bars box={place} series={series} highlight={highlight} enterAt={6} format={format} />,
  };
}
