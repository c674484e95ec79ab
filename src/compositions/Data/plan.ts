import type {Box} from '../../platforms/index.ts';
import type {SceneFields} from '../contract.ts';
import {heightOf, present, type Block} from '../kit/blocks/block.ts';
import {sourceLine} from '../kit/figures/source-line.ts';
import {statisticParts, type StatisticParts} from '../kit/figures/statistic-parts.tsx';
import type {StageContext} from '../kit/scene-stage.tsx';
import {zonesOf} from '../kit/zones.ts';
import {axisLabel} from './labels.tsx';
import {scaleFor, scaleMarks, ticksOf, type Scale} from './scale.ts';
import {drawnSeries, type DrawnSeries} from './series.ts';
import {aboveFloor, along, sheetOf, type Sheet} from './sheet.ts';
import {bandIn, isShare, squareIn, type Squares} from './squares.ts';

type Statistic = SceneFields<'statistic'>;

/** From the baseline to the labels under it, and from those to the source, px at 1080 wide. */
export const underFloor = 22;
const overSource = 12;

/** Between the text of a row and its bar, and from there to the next, px at 1080 wide; least thickness of such a bar. */
export const rowGap = 18;
const leastBar = 16;

/** Squares of a chart below its text that are worth drawing; of one beside its text, as many as there are. */
const leastSquares = {'9:16': 4, '1:1': 2.6, '16:9': 0} as const;

/** Largest size of the figure, px at 1080 wide: over its chart, and by itself. */
const largest = {
  '9:16': {charted: 420, alone: 760},
  '1:1': {charted: 270, alone: 460},
  '16:9': {charted: 440, alone: 520},
} as const;

/** Where a series begins in a wide frame, as a share of the squares along the baseline; its text has what is before. */
const chartFrom = 0.49;
const textShare = 0.44;

/** Where everything of a statistic stands. Lengths along the baseline are counted from the upright axis, px. */
export interface Plan extends Omit<DrawnSeries, 'form'> {
  /** How it is drawn: its series, or the figure as a share of a hundred squares, or on a scale of its own. */
  readonly form: DrawnSeries['form'] | 'share' | 'counter';
  readonly sheet: Sheet;
  /** Squares that the sheet's baseline stands higher than in other scenes. */
  readonly lift: number;
  readonly parts: StatisticParts;
  /** Room of the text. */
  readonly text: Box;
  readonly source: Block | null;
  readonly sourceY: number;
  readonly chart: {readonly from: number; readonly to: number; readonly height: number};
  readonly scale: Scale;
  readonly squares: Squares | null;
  /** What the squares of a share or the mark of a counter take over the baseline, px. */
  readonly mark: number;
}

/** Widest label of a scale of these values, px. */
function scaleWidth(stage: StageContext, scene: Statistic, values: readonly number[]): number {
  const {unit, language} = stage.scope;
  const scale = scaleFor(values, 5);
  const ticks = ticksOf(scale, scale.squares + 1, scaleMarks(scene, language));
  return Math.max(0, ...ticks.map(({text}) => axisLabel(stage, text, 400 * unit).width));
}

/** The plan with a chart and a source, or without; `null` where one of them has no room. */
function attempt(
  stage: StageContext,
  scene: Statistic,
  {charted, sourced}: {readonly charted: boolean; readonly sourced: boolean},
): Plan | null {
  const {scope} = stage;
  const {unit, aspect} = scope;
  const rest = sheetOf(stage);
  const {cell, columns, way} = rest;
  const {content} = zonesOf(scope);
  const indent = Math.abs(way === 1 ? rest.text.x - rest.axis : rest.axis - rest.text.x - rest.text.width);
  const end = columns * cell;
  const values = scene.series?.map(({value}) => value) ?? [];
  const share = !charted && isShare(scene);
  // In a wide frame chart and text stand side by side.
  const halved = aspect === '16:9' && (charted || (share && !scene.visual));
  const begin = halved ? Math.ceil(columns * chartFrom) * cell : indent;
  const textWidth = rest.text.width * (halved ? textShare : 1);
  const text = {...rest.text, x: along(rest, indent, textWidth), width: textWidth};

  const source = sourced ? sourceLine(stage, {box: text, text: scene.source, gap: 0}) : null;
  if (sourced && scene.source !== undefined && source === null) return null;
  const drawn = charted
    ? drawnSeries(stage, scene, {
        from: begin + scaleWidth(stage, scene, values) + 30 * unit,
        to: end,
        lying: end - (halved ? begin : 0),
      })
    : {form: share ? ('share' as const) : ('counter' as const), names: [], places: [], values: []};
  const {form} = drawn;
  const nameHeight = Math.max(0, ...drawn.names.map(({height}) => height));

  const labelled = form === 'rows' ? 60 * unit : Math.max(48 * unit, nameHeight);
  const cited = source ? source.height + overSource * unit : 0;
  const under = underFloor * unit + (halved ? Math.max(labelled, cited) : labelled + cited);
  // By whole squares, so that the grid stays where it is.
  const lift = Math.max(0, Math.ceil((under - (rest.foot - rest.floor) - 2) / cell));
  const sheet = sheetOf(stage, lift);
  const room = sheet.floor - content.y;
  const gap = aboveFloor[aspect] * unit;

  const rows = form === 'rows' ? drawn.names.length * (nameHeight + (leastBar + rowGap) * unit) : 0;
  if (halved && rows > room) return null;
  const squares = !share ? null : halved ? squareIn(sheet, room) : bandIn(sheet, room * 0.46);
  const mark = squares ? squares.high * squares.side : form === 'counter' ? cell : 0;
  const between = 44 * unit;
  const parts = statisticParts(
    stage,
    {...scene, source: undefined, ...(charted ? {} : {series: undefined})},
    {
      box: text,
      maxPx: largest[aspect][charted ? 'charted' : 'alone'],
      height: room * (!charted || halved ? 0.56 : form === 'rows' ? 0.22 : aspect === '1:1' ? 0.3 : 0.32),
      labelPx: charted ? 54 : 62,
      room: room - (halved ? gap : charted ? between : 60 * unit + mark),
      chart: halved ? 0 : Math.max(leastSquares[aspect] * cell, rows),
    },
  );
  if (charted && parts.bars === null) return null;
  const used = heightOf([parts.number, parts.unit, parts.label].filter(present));
  const height = halved ? room - 10 * unit : room - used - between;
  // Over the highest column or point stands its value.
  const upright = (height - 84 * unit) / cell;
  const scale =
    form === 'share'
      ? {per: 100 / columns, from: 0, squares: columns, every: columns / 5}
      : form === 'counter'
        ? scaleFor([scene.value], columns - 0.4)
        : form === 'rows'
          ? scaleFor(values, (end - (halved ? begin : 0)) / cell)
          : scaleFor(values, upright, form === 'line');
  return {
    ...drawn,
    sheet,
    lift,
    parts,
    text: {...text, height: sheet.floor - gap - text.y},
    source,
    sourceY: sheet.foot - (source?.height ?? 0),
    chart: {from: form === 'rows' && !halved ? 0 : begin, to: end, height},
    scale,
    squares,
    mark,
  };
}

/** Where everything of a statistic stands on the sheet. */
export function planStatistic(stage: StageContext, scene: Statistic): Plan {
  const ways = [
    {charted: true, sourced: true},
    {charted: true, sourced: false},
    {charted: false, sourced: true},
  ].filter(({charted}) => !charted || scene.series !== undefined);
  for (const way of ways) {
    const plan = attempt(stage, scene, way);
    if (plan) return plan;
  }
  const bare = attempt(stage, scene, {charted: false, sourced: false});
  if (!bare) throw new Error('a figure without chart and source has a place on every sheet');
  return bare;
}

/** How many squares higher than usual the baseline of a scene stands. */
export function liftOf(stage: StageContext, scene: SceneFields): number {
  return scene.kind === 'statistic' ? planStatistic({...stage, scene}, scene).lift : 0;
}
