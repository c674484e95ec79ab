import type {ReactNode} from 'react';
import type {Box} from '../../../platforms/index.ts';
import type {SceneFields} from '../../contract.ts';
import {Bars, leastBars, leastColumns} from './bars.tsx';
import type {Block} from '../blocks/block.ts';
import {headline} from '../blocks/headline.ts';
import {sentence} from '../blocks/sentence.ts';
import {noteTorn, squeezed} from '../blocks/first-whole.ts';
import {figure} from './numeral.tsx';
import {sourceLine} from './source-line.ts';
import {ownBar, signOf, writtenIn} from './written-value.ts';
import type {StageContext} from '../scene-stage.tsx';

/** Frames of 30 a second over which the number counts. */
const counting = 36;

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
  /** Height without which the series cannot be read in a box of such a width, px. */
  readonly leastBars: (box: Box) => number;
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
  const sign = signOf(scene);
  const textsOn = (own: StageContext): readonly [Block | null, Block | null, Block | null] => [
    sign
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
      // Two lines are enough for words that turn like pages.
      height: (own.paged ? 116 : 220) * unit,
      maxPx: labelPx,
      maxLines: 3,
      gap: 36,
      enterAt: 6,
      color: inks.ink,
      marked: true,
    }),
    sourceLine(own, {box, text: scene.source}),
  ];
  const sum = (blocks: readonly (Block | null)[]): number =>
    blocks.reduce((total, block) => total + (block ? block.height + block.gap : 0), 0);
  const format = writtenIn(scene, language);
  const highlight = ownBar(scene);
  // Below the text it takes what its rows need, should names be too long to stand under bars.
  const rows =
    series && chart > 0 ? leastBars(stage, {box: {...box, height: chart}, series, highlight, format}) : 0;
  const turned = rows > leastColumns * unit;
  const silent = {...stage, ledger: {torn: 0}};
  const usual = textsOn(silent);
  const tight = textsOn(squeezed(silent));
  const leafed = textsOn(squeezed({...silent, paged: true}));
  const unsourced = ([longUnit, label]: typeof usual) => [longUnit, label, null] as const;
  // Below this height the figure would no longer be what is read first.
  const least = 100 * unit;
  // What gives way, in this order: sizes and gaps, the sight of all words at once, the source, the chart. A chart says
  // nothing where there is no room left to say what it counts.
  const ways = [
    {texts: usual, charted: true, under: Math.max(chart, rows)},
    {texts: tight, charted: true, under: turned ? rows : chart},
    {texts: leafed, charted: true, under: turned ? rows : chart},
    {texts: unsourced(usual), charted: true, under: Math.max(chart, rows)},
    {texts: unsourced(tight), charted: true, under: turned ? rows : chart},
    {texts: unsourced(leafed), charted: true, under: turned ? rows : chart},
    {texts: usual, charted: false, under: 0},
    {texts: tight, charted: false, under: 0},
    {texts: leafed, charted: false, under: 0},
    {texts: unsourced(tight), charted: false, under: 0},
    {texts: unsourced(leafed), charted: false, under: 0},
  ].filter(({charted}) => !charted || series !== undefined);
  const given = [sign ? undefined : scene.unit, scene.label, scene.source];
  const missing = ({texts, charted}: (typeof ways)[number]): number =>
    given.filter((text, index) => text !== undefined && (texts[index]?.cut ?? true)).length +
    (series !== undefined && !charted ? 1 : 0);
  const holding = ways.filter(({texts, under}) => room - under - sum(texts) >= least);
  const chosen =
    holding.find((way) => missing(way) === 0) ??
    holding.find(({texts}) => texts.every((text) => text?.cut !== true) && texts[1] !== null) ??
    holding[0] ??
    ({texts: [tight[0], null, null], charted: false, under: 0} as const);
  for (let lost = missing(chosen); lost > 0; lost--) noteTorn(stage, 'leftOut');
  const {texts, charted, under} = chosen;
  const number = figure(stage, {
    box,
    value: scene.value,
    decimals: scene.decimals,
    prefix: scene.prefix,
    unit: sign,
    maxPx,
    height: Math.min(height, room - under - sum(texts)),
    enterAt: 0,
    countFor: counting,
    gap: 40,
  });
  const told = {unit: texts[0] ?? null, label: texts[1] ?? null, source: texts[2] ?? null};
  const neededIn = (place: Box): number =>
    series ? leastBars(stage, {box: place, series, highlight, format}) : 0;
  if (!series || !charted) return {number, ...told, bars: null, leastBars: neededIn};
  return {
    number,
    ...told,
    bars: (place) => <Bars box={place} series={series} highlight={highlight} enterAt={6} format={format} />,
    leastBars: neededIn,
  };
}
