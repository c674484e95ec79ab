import {resolve} from 'node:path';
import {drawHistory, type Estimate, evaluateHistory, type HistoryEvaluation} from '../analysis/index.ts';
import {collectTrends} from '../scrapers/collect.ts';
import {trendsFile} from '../scrapers/file.ts';
import {writeWhole} from '../whole-files.ts';
import {InvalidInputError} from '../errors.ts';
import {exitCodes} from './exit.ts';

const number = (value: number) => value.toFixed(3).replace('-', '−');
const shown = (estimate: Estimate | null) =>
  estimate === null ? '–' : `${number(estimate.value)}  [${number(estimate.low)}, ${number(estimate.high)}]`;
const row = (name: string, value: string, note = '') =>
  `  ${name.padEnd(32)} ${value}${note === '' ? '' : `  ${note}`}`;

function tableOf({data, disjoint, forward, warnings}: HistoryEvaluation, rejected: number): string {
  const count = (value: number) => value.toLocaleString('en');
  const lines = [
    `${count(data.videos)} videos of ${count(data.authors)} authors (${count(data.readings)} readings${rejected > 0 ? `; ${count(rejected)} rows set aside` : ''})`,
  ];
  for (const result of disjoint) {
    lines.push('', `${result.metric} rate, authors that were not learned from: rank correlation`);
    if (!result.enough) {
      lines.push(`  ${result.reason}`);
      continue;
    }
    lines.push(
      row('model', shown(result.rankCorrelation), 'from what the video is, not who posted it'),
      ...result.baselines.map(({name, rankCorrelation}) => row(name, shown(rankCorrelation))),
      ...result.learningCurve
        .filter(({share}) => share < 1)
        .map(({share, rankCorrelation}) =>
          row(`learned from ${Math.round(100 * share)} %`, shown(rankCorrelation)),
        ),
      row(
        'outcomes dealt at random',
        result.shuffled === null ? '–' : number(result.shuffled),
        '0 shows that nothing leaks',
      ),
    );
  }
  for (const result of forward) {
    lines.push('', `${result.metric} rate, forward in time within accounts`);
    if (!result.enough) {
      lines.push(`  ${result.reason}`);
      continue;
    }
    lines.push(
      row(
        'rank correlation, over own past',
        shown(result.rankCorrelation),
        `${count(result.predictions)} predictions, ${count(result.accounts)} accounts`,
      ),
      row('account mean, all videos', shown(result.accountMean), 'who posts, not what'),
      row(
        'Brier, beats own median',
        shown(result.brier),
        `by its share: ${result.brierOfShare === null ? '–' : number(result.brierOfShare.value)}`,
      ),
      row('right', shown(result.accuracy), 'a coin: 0.500'),
      row(
        'calibration error',
        result.calibrationError === null ? '–' : number(result.calibrationError),
        result.calibrationErrorOfChance === null
          ? ''
          : `chance alone makes ${number(result.calibrationErrorOfChance)}`,
      ),
    );
  }
  for (const warning of warnings) lines.push('', `! ${warning}`);
  return `${lines.join('\n')}\n`;
}

/** `viral evaluate --history`: how well the rates of the user's own videos, or anybody's, can be told. */
export async function evaluateHistoryCommand(
  file: string,
  flags: {readonly folds?: string; readonly picture?: string; readonly json?: boolean},
  signal: AbortSignal,
): Promise<number> {
  const {videos, rejected} = await collectTrends(trendsFile({path: resolve(file)}), {signal});
  const [first] = rejected;
  if (videos.length === 0 && first !== undefined) {
    throw new InvalidInputError(file, [
      {path: '', message: `holds no video that can be read; ${rejected.length} rows were set aside`},
      ...rejected
        .slice(0, 5)
        .flatMap(({place, reasons}) =>
          reasons.map(({path, message}) => ({path: path === '' ? place : `${place}, ${path}`, message})),
        ),
    ]);
  }
  const live = process.stderr.isTTY && flags.json !== true;
  const evaluation = await evaluateHistory(videos, {
    ...(flags.folds === undefined ? {} : {folds: Number(flags.folds)}),
    signal,
    onProgress: (done, all) => {
      if (live) process.stderr.write(`\r${Math.round((100 * done) / all)} %`);
    },
  });
  if (live) process.stderr.write('\r\u001B[K');
  if (flags.picture !== undefined) {
    await writeWhole(resolve(flags.picture), new TextEncoder().encode(drawHistory(evaluation)));
  }
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({...evaluation, rejected})}\n`
      : tableOf(evaluation, rejected.length),
  );
  return exitCodes.done;
}
