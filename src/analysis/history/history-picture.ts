import type {Estimate} from '../bootstrap.ts';
import {
  accent,
  at,
  axes,
  axisNames,
  calibrationDots,
  ink,
  line,
  type Panel,
  panelAt,
  percent,
  pictureOf,
  remark,
  scale,
  soft,
  text,
  whisker,
} from '../picture-parts.ts';
import type {AuthorDisjoint} from './author-disjoint.ts';
import type {HistoryEvaluation} from './evaluate-history.ts';
import type {Forward} from './forward.ts';

const correlation = (value: number) => value.toFixed(1).replace('-', '−');
const dashed = (x1: number, y1: number, x2: number, y2: number) =>
  `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${line}" stroke-dasharray="4 4"/>`;

/** Breaks a sentence into lines of a panel. */
function saying({x, y}: Panel, sentence: string): string {
  const lines: string[] = [''];
  for (const word of sentence.split(' ')) {
    const longer = `${lines.at(-1)!} ${word}`.trim();
    if (longer.length > 48) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((part, index) => text(x + 12, y + 30 + 20 * index, part, `fill="${soft}"`)).join('');
}

function rankPanel(result: AuthorDisjoint, panel: Panel): string {
  const title = `${result.metric} rate of authors not seen before`;
  if (!result.enough) return axes(panel, title) + saying(panel, result.reason);
  const rows: readonly {readonly name: string; readonly estimate: Estimate | null}[] = [
    {name: 'this model', estimate: result.rankCorrelation},
    ...result.baselines.map(({name, rankCorrelation}) => ({name, estimate: rankCorrelation})),
  ];
  const toX = scale(-0.4, 1, panel.x + 175, panel.x + panel.width - 10);
  const step = panel.height / (rows.length + 1);
  return [
    axes(panel, title),
    axisNames(panel, 'rank correlation with 95 % interval; 0: chance, 1: all told'),
    dashed(toX(0), panel.y, toX(0), panel.y + panel.height),
    ...rows.flatMap(({name, estimate}, index) => {
      const y = panel.y + step * (index + 1);
      return [
        text(panel.x + 8, y + 4, name, `fill="${ink}"`),
        estimate
          ? whisker(estimate, toX, y, index === 0 ? accent : soft)
          : text(toX(0) + 8, y + 4, 'not in this data', `fill="${soft}"`),
      ];
    }),
    ...[-0.4, 0, 0.4, 0.8].map((value) =>
      text(
        toX(value),
        panel.y + panel.height + 18,
        correlation(value),
        `text-anchor="middle" fill="${soft}"`,
      ),
    ),
  ].join('');
}

function learningPanel({learningCurve, shuffled, enough, reason}: AuthorDisjoint, panel: Panel): string {
  const title = 'More authors, better ranked';
  if (!enough) return axes(panel, title) + saying(panel, reason);
  const points = learningCurve.flatMap(({share, rankCorrelation}) =>
    rankCorrelation ? [{share, ...rankCorrelation}] : [],
  );
  const toX = scale(Math.log(0.08), 0, panel.x + 20, panel.x + panel.width - 20);
  const toY = scale(-0.2, 1, panel.y + panel.height, panel.y);
  return [
    axes(panel, title),
    axisNames(panel, 'share of the authors learned from', 'rank correlation, 95 %'),
    dashed(panel.x, toY(0), panel.x + panel.width, toY(0)),
    `<polyline points="${points.map(({share, value}) => `${at(toX(Math.log(share)))},${at(toY(value))}`).join(' ')}" fill="none" stroke="${accent}" stroke-width="2"/>`,
    ...points.map(({share, value, low, high}) => {
      const x = toX(Math.log(share));
      return [
        `<line x1="${at(x)}" x2="${at(x)}" y1="${at(toY(low))}" y2="${at(toY(high))}" stroke="${accent}"/>`,
        `<circle cx="${at(x)}" cy="${at(toY(value))}" r="4" fill="${accent}"/>`,
        text(x, panel.y + panel.height + 18, percent(share), `text-anchor="middle" fill="${soft}"`),
      ].join('');
    }),
    shuffled === null
      ? ''
      : remark(panel, `outcomes dealt at random: ${shuffled.toFixed(2).replace('-', '−')}`),
    ...[0, 0.4, 0.8].map((value) =>
      text(panel.x - 6, toY(value) + 4, correlation(value), `text-anchor="end" fill="${soft}"`),
    ),
  ].join('');
}

function forwardPanel(result: Forward, panel: Panel): string {
  const {enough, reason, calibration, calibrationError, calibrationErrorOfChance, predictions} = result;
  const title = 'Said and came true, forward in time';
  if (!enough) return axes(panel, title) + saying(panel, reason);
  const toX = scale(0, 1, panel.x, panel.x + panel.width);
  const toY = scale(0, 1, panel.y + panel.height, panel.y);
  return [
    axes(panel, title),
    axisNames(panel, 'said: beats the median of its account', 'came true, with 95 % interval'),
    dashed(toX(0), toY(0), toX(1), toY(1)),
    calibrationDots(
      calibration.map(({predictions: count, ...bin}) => ({...bin, count})),
      toX,
      toY,
      'predictions',
    ),
    remark(
      panel,
      `${predictions.toLocaleString('en')} predictions`,
      `mean distance ${calibrationError!.toFixed(3)}, by chance ${calibrationErrorOfChance!.toFixed(3)}`,
    ),
    ...[0, 0.5, 1].flatMap((value) => [
      text(toX(value), panel.y + panel.height + 18, percent(value), `text-anchor="middle" fill="${soft}"`),
      text(panel.x - 6, toY(value) + 4, percent(value), `text-anchor="end" fill="${soft}"`),
    ]),
  ].join('');
}

/** The figures of a history as one SVG, a row for each rate: model beside rules, learning curve, calibration. */
export function drawHistory({data, disjoint, forward}: HistoryEvaluation): string {
  const caption = `${data.videos.toLocaleString('en')} videos of ${data.authors === 1 ? 'one author' : `${data.authors.toLocaleString('en')} authors`}: how well rates can be told`;
  return pictureOf(
    'How well the rates of videos can be told',
    caption,
    disjoint.map((result, row) => {
      const later = forward.find(({metric}) => metric === result.metric);
      return [
        rankPanel(result, panelAt(0, row)),
        learningPanel(result, panelAt(1, row)),
        later ? forwardPanel(later, panelAt(2, row)) : '',
      ];
    }),
  );
}
