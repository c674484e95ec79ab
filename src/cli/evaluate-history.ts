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

const count = (value: number) => value.toLocaleString('en');
const plural = (value: number, word: string) => `${count(value)} ${word}${value === 1 ? '' : 's'}`;

function tableOf({data, disjoint, forward, warnings}: HistoryEvaluation, rejected: number): string {
  const lines = [
    `${plural(data.videos, 'video')} of ${plural(data.authors, 'author')} (${plural(data.readings, 'reading')}${rejected > 0 ? `; ${plural(rejected, 'row')} set aside` : ''}${data.setAside > 0 ? `; ${plural(data.setAside, 'video')} without a rate that can be` : ''})`,
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
        `${plural(result.predictions, 'prediction')}, ${plural(result.accounts, 'account')}`,
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
  if (flags.json !== true) {
    for (const {place, reasons} of rejected.slice(0, 20)) {
      const why = reasons
        .map(({path, message}) => (path === '' ? message : `${path}: ${message}`))
        .join('; ');
      process.stderr.write(`set aside: ${place}: ${why}\n`);
    }
    if (rejected.length > 20) process.stderr.write(`… and ${rejected.length - 20} more\n`);
  }
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({...evaluation, rejected})}\n`
      : tableOf(evaluation, rejected.length),
  );
  return exitCodes.done;
}
