import type {Evaluation} from './evaluate.ts';
import {
  accent,
  at,
  axes,
  axisNames,
  calibrationDots,
  line,
  type Panel,
  panelAt,
  percent,
  pictureOf,
  remark,
  scale,
  soft,
  ink,
  text,
  whisker,
} from './picture-parts.ts';

function accuracyPanel(evaluation: Evaluation, panel: Panel): string {
  const rows = [
    {name: 'this model', estimate: evaluation.model.decidedAccuracy, colour: accent},
    ...evaluation.baselines.map(({name, decidedAccuracy}) => ({
      name,
      estimate: decidedAccuracy,
      colour: soft,
    })),
  ];
  const toX = scale(0.4, 0.85, panel.x + 150, panel.x + panel.width - 10);
  const step = panel.height / (rows.length + 1);
  const coin = toX(0.5);
  return [
    axes(panel, 'Decided pairs told right'),
    axisNames(panel, 'told right, with 95 % interval; a coin: 50 %'),
    `<line x1="${at(coin)}" x2="${at(coin)}" y1="${panel.y}" y2="${panel.y + panel.height}" stroke="${line}" stroke-dasharray="4 4"/>`,
    ...rows.flatMap(({name, estimate, colour}, index) => {
      const y = panel.y + step * (index + 1);
      return [
        text(panel.x + 10, y + 4, name, `fill="${ink}"`),
        estimate
          ? whisker(estimate, toX, y, colour)
          : text(toX(0.5) + 8, y + 4, 'has nothing to go by', `fill="${soft}"`),
      ];
    }),
    ...[0.4, 0.5, 0.6, 0.7, 0.8].map((value) =>
      text(toX(value), panel.y + panel.height + 18, percent(value), `text-anchor="middle" fill="${soft}"`),
    ),
  ].join('');
}

function calibrationPanel({model}: Evaluation, panel: Panel): string {
  const toX = scale(0.5, 1, panel.x, panel.x + panel.width);
  const toY = scale(0.4, 1, panel.y + panel.height, panel.y);
  return [
    axes(panel, 'Said and came true'),
    axisNames(panel, 'said: the first line wins', 'came true, with 95 % interval'),
    model.calibrationError === null
      ? ''
      : remark(panel, 'on the line: as often as said', `mean distance ${model.calibrationError.toFixed(3)}`),
    `<line x1="${at(toX(0.5))}" y1="${at(toY(0.5))}" x2="${at(toX(1))}" y2="${at(toY(1))}" stroke="${line}" stroke-dasharray="4 4"/>`,
    calibrationDots(
      model.calibration.map(({pairs, ...bin}) => ({...bin, count: pairs})),
      toX,
      toY,
      'pairs',
    ),
    ...[0.5, 0.75, 1].map((value) =>
      text(toX(value), panel.y + panel.height + 18, percent(value), `text-anchor="middle" fill="${soft}"`),
    ),
    ...[0.4, 0.6, 0.8, 1].map((value) =>
      text(panel.x - 6, toY(value) + 4, percent(value), `text-anchor="end" fill="${soft}"`),
    ),
  ].join('');
}

function learningPanel({learningCurve, shuffled}: Evaluation, panel: Panel): string {
  const points = learningCurve.flatMap(({share, arms, decidedAccuracy}) =>
    decidedAccuracy ? [{share, arms, ...decidedAccuracy}] : [],
  );
  const toX = scale(Math.log(0.04), 0, panel.x + 20, panel.x + panel.width - 20);
  const toY = scale(0.45, 0.8, panel.y + panel.height, panel.y);
  const path = points.map(({share, value}) => `${at(toX(Math.log(share)))},${at(toY(value))}`).join(' ');
  return [
    axes(panel, 'More data, more told right'),
    axisNames(panel, 'headlines learned from', 'decided pairs told right, 95 %'),
    `<line x1="${panel.x}" x2="${panel.x + panel.width}" y1="${at(toY(0.5))}" y2="${at(toY(0.5))}" stroke="${line}" stroke-dasharray="4 4"/>`,
    `<polyline points="${path}" fill="none" stroke="${accent}" stroke-width="2"/>`,
    ...points.map(({share, arms, value, low, high}) => {
      const x = toX(Math.log(share));
      return [
        `<line x1="${at(x)}" x2="${at(x)}" y1="${at(toY(low))}" y2="${at(toY(high))}" stroke="${accent}"/>`,
        `<circle cx="${at(x)}" cy="${at(toY(value))}" r="4" fill="${accent}"/>`,
        text(
          x,
          panel.y + panel.height + 18,
          arms.toLocaleString('en'),
          `text-anchor="middle" fill="${soft}"`,
        ),
      ].join('');
    }),
    shuffled ? remark(panel, `labels shuffled: ${percent(shuffled.mean, 1)}`) : '',
    ...[0.5, 0.6, 0.7, 0.8].map((value) =>
      text(panel.x - 6, toY(value) + 4, percent(value), `text-anchor="end" fill="${soft}"`),
    ),
  ].join('');
}

/** The figures of an evaluation as one SVG: model beside baselines, calibration, learning curve. */
export function drawEvaluation(evaluation: Evaluation): string {
  const {data} = evaluation;
  const caption = `${data.decidedPairs.toLocaleString('en')} decided of ${data.pairs.toLocaleString('en')} pairs, ${data.stories.toLocaleString('en')} stories, none of them learned from`;
  return pictureOf('Evaluation of the ranker', caption, [
    [
      accuracyPanel(evaluation, panelAt(0)),
      calibrationPanel(evaluation, panelAt(1)),
      learningPanel(evaluation, panelAt(2)),
    ],
  ]);
}
