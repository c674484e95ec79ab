import {resolve} from 'node:path';
import {
  drawEvaluation,
  evaluate,
  type Estimate,
  type Evaluation,
  readArms,
  type ReadArms,
} from '../analysis/index.ts';
import {InvalidInputError} from '../errors.ts';
import {writeWhole} from '../whole-files.ts';
import {readDataFile} from './data-file.ts';
import {exitCodes} from './exit.ts';

/** The options of `viral evaluate`, as typed. */
export interface EvaluateFlags {
  readonly pairs?: string;
  readonly history?: string;
  readonly train?: string;
  readonly folds?: string;
  readonly shuffles?: string;
  readonly picture?: string;
  readonly json?: boolean;
}

function wholeOf(
  option: string,
  given: string | undefined,
  fallback: number,
  least: number,
  most: number,
): number {
  const value = given === undefined ? fallback : Number(given);
  if (given?.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new InvalidInputError(option, [
    {path: '', message: `'${given}' is not a whole number from ${least} to ${most}`},
  ]);
}

const readArmsFile = async (file: string): Promise<ReadArms> => readArms(await readDataFile(file), file);

const percent = (value: number, digits = 1) => `${(100 * value).toFixed(digits)} %`;
const signed = (value: number) => `${value >= 0 ? '+' : '−'}${percent(Math.abs(value))}`;
const withInterval = (estimate: Estimate | null, show: (value: number) => string) =>
  estimate === null
    ? '–'
    : `${show(estimate.value).padStart(8)}  [${show(estimate.low)}, ${show(estimate.high)}]`;

/** What the terminal shows: the figures, each beside what it is to be held against. */
function tableOf(evaluation: Evaluation, setAside: number): string {
  const {data, model, baselines, learningCurve, shuffled, warnings} = evaluation;
  const count = (value: number) => value.toLocaleString('en');
  const row = (name: string, value: string, note = '') =>
    `  ${name.padEnd(30)} ${value}${note === '' ? '' : `  ${note}`}`;
  const lines = [
    `${count(data.arms)} arms in ${count(data.comparisons)} tests of ${count(data.stories)} stories; ${count(data.pairs)} pairs, ${count(data.decidedPairs)} decided${setAside > 0 ? `; ${count(setAside)} lines set aside or merged` : ''}`,
    evaluation.method === 'folds'
      ? `Judged on stories held out, in folds; learned from ${count(data.trainingArms)} arms each time.`
      : `Learned from ${count(data.trainingArms)} arms of other stories.`,
    '',
    'Model',
    row('decided pairs told right', withInterval(model.decidedAccuracy, percent), 'a coin: 50.0 %'),
    row('all pairs told right', withInterval(model.accuracy, percent), 'most is chance'),
    row(
      'Brier, all pairs',
      withInterval(model.brier, (value) => value.toFixed(4)),
      'a coin: 0.2500',
    ),
    row(
      'calibration error',
      model.calibrationError === null ? '–' : model.calibrationError.toFixed(3).padStart(8),
    ),
    row('clicks of its pick', withInterval(model.uplift, signed), 'over the average arm'),
    row('  of three arms or more', withInterval(model.upliftOfThree, signed)),
    '',
    'Rules anybody could follow    decided pairs told right        clicks of the pick',
    ...baselines.map(
      ({name, decidedAccuracy, uplift}) =>
        `  ${name.padEnd(30)}${decidedAccuracy === null ? '– (the same for all arms of a test)' : `${withInterval(decidedAccuracy, percent).padEnd(32)} ${withInterval(uplift, signed)}`}`,
    ),
  ];
  if (model.calibration.length > 0) {
    lines.push('', 'Said      came true   pairs');
    for (const {predicted, observed, pairs} of model.calibration) {
      lines.push(
        `  ${percent(predicted).padEnd(10)}${percent(observed).padEnd(10)}${count(pairs).padStart(6)}`,
      );
    }
  }
  if (learningCurve.length > 0) {
    lines.push('', 'Learned from');
    for (const {share, arms, decidedAccuracy} of learningCurve) {
      lines.push(row(`${percent(share, 0)}, ${count(arms)} arms`, withInterval(decidedAccuracy, percent)));
    }
  }
  if (shuffled) {
    lines.push(
      '',
      row(
        'labels shuffled',
        percent(shuffled.mean).padStart(8),
        `mean of ${shuffled.runs}; a coin shows that nothing leaks`,
      ),
    );
  }
  for (const warning of warnings) lines.push('', `! ${warning}`);
  return `${lines.join('\n')}\n`;
}

/** `viral evaluate`: how well the ranker tells which line wins, on stories it has not seen. */
export async function evaluateCommand(flags: EvaluateFlags, signal: AbortSignal): Promise<number> {
  if (flags.history !== undefined) {
    if (flags.pairs !== undefined || flags.train !== undefined) {
      throw new InvalidInputError('the call', [
        {path: '', message: 'takes --history without --pairs and --train'},
      ]);
    }
    return (await import('./evaluate-history.ts')).evaluateHistoryCommand(flags.history, flags, signal);
  }
  if (flags.pairs === undefined) {
    throw new InvalidInputError('the call', [
      {path: '', message: 'needs --pairs FILE.jsonl, or --history FILE with videos of accounts'},
    ]);
  }
  const folds = wholeOf('--folds', flags.folds, 5, 2, 20);
  const shuffles = wholeOf('--shuffles', flags.shuffles, 20, 0, 200);
  const judged = await readArmsFile(resolve(flags.pairs));
  const trained = flags.train === undefined ? null : await readArmsFile(resolve(flags.train));
  const live = process.stderr.isTTY && flags.json !== true;
  const evaluation = await evaluate(judged.arms, {
    ...(trained ? {train: trained.arms} : {}),
    folds,
    shuffles,
    signal,
    onProgress: (done, all) => {
      if (live) process.stderr.write(`\r${Math.round((100 * done) / all)} % of ${all} fits`);
    },
  });
  if (live) process.stderr.write('\r\u001B[K');
  if (flags.picture !== undefined) {
    await writeWhole(resolve(flags.picture), new TextEncoder().encode(drawEvaluation(evaluation)));
  }
  const setAside = [...judged.setAside, ...(trained?.setAside ?? [])].length;
  process.stdout.write(
    flags.json === true ? `${JSON.stringify({...evaluation, setAside})}\n` : tableOf(evaluation, setAside),
  );
  return exitCodes.done;
}
