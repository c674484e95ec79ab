import {resolve} from 'node:path';
import {createHeadlinePredictor, readResults} from '../analysis/index.ts';
import {InvalidInputError} from '../errors.ts';
import type {ComparePrediction, LinePrediction, PredictedLine, Reason} from '../ports/index.ts';
import {readDataFile} from './data-file.ts';
import {exitCodes} from './exit.ts';
import {readScriptFile} from './script-file.ts';

/** The options of `viral predict`, as typed. */
export interface PredictFlags {
  readonly hook?: readonly string[];
  readonly results?: string;
  readonly account?: string;
  readonly json?: boolean;
}

interface Candidate extends PredictedLine {
  /** What the reader calls it: a file, or `hook 2`. */
  readonly name: string;
}

async function candidateOf(file: string): Promise<Candidate> {
  const {name, script} = await readScriptFile(file);
  return {name, text: script.scenes[0]!.spoken, language: script.language};
}

const percent = (value: number) => `${Math.round(100 * value)} %`;
const signed = (value: number) => `${value >= 0 ? '+' : '−'}${Math.abs(100 * value).toFixed(1)} %`;
const shown = 3;
/** Closer to a coin than this, and a choice between two lines is no choice. */
const tooClose = 0.55;

function reasonLines(reasons: readonly Reason[], text: string): readonly string[] {
  return reasons.slice(0, shown).map(({what, effect, span}) => {
    const part = span && text.slice(span.start, span.end);
    const quoted = part === undefined || what === `“${part}”` ? '' : ` (“${part}”)`;
    return `     ${signed(effect).padStart(8)}  ${what}${quoted}`;
  });
}

/** A bar of ten, filled to the probability. */
const bar = (probability: number) => '█'.repeat(Math.round(10 * probability)).padEnd(10, '░');

function lineText(place: number, {name, text}: Candidate, prediction: LinePrediction, whose: string): string {
  const head = `${place}. ${name}\n     “${text}”`;
  if (!prediction.evidence.enough) return `${head}\n     cannot be told: ${prediction.evidence.reason}`;
  return [
    head,
    `     ${bar(prediction.probability)} ${percent(prediction.probability)} to beat ${whose} (90 % interval ${percent(prediction.low)} to ${percent(prediction.high)})`,
    ...reasonLines(prediction.reasons, text),
  ].join('\n');
}

function verdict(first: Candidate, second: Candidate, {probability}: ComparePrediction): string {
  if (probability < tooClose) {
    return `${first.name} and ${second.name} are too close to call (${percent(probability)}): try both.`;
  }
  return `${first.name} beats ${second.name} in ${percent(probability)} of cases.`;
}

/** `viral predict`: which of several scripts has the first line that will do best, and why. */
export async function predict(files: readonly string[], flags: PredictFlags): Promise<number> {
  const hooks = flags.hook ?? [];
  if (files.length + hooks.length === 0) {
    throw new InvalidInputError('the call', [
      {path: '', message: 'needs at least one script.json or --hook TEXT'},
    ]);
  }
  const candidates: Candidate[] = [];
  for (const file of files) candidates.push(await candidateOf(file));
  for (const [index, text] of hooks.entries()) {
    candidates.push({name: hooks.length === 1 ? 'the hook' : `hook ${index + 1}`, text});
  }
  const results =
    flags.results === undefined
      ? []
      : readResults(await readDataFile(resolve(flags.results)), flags.results, Date.now());
  const accounts = new Set(results.map(({account}) => account));
  const account = flags.account ?? (accounts.size === 1 ? [...accounts][0] : undefined);
  if (account !== undefined && !accounts.has(account)) {
    throw new InvalidInputError('--account', [
      {path: '', message: `'${account}' has no results; give them with --results FILE.jsonl`},
    ]);
  }
  const predictor = await createHeadlinePredictor({results, ...(account === undefined ? {} : {account})});
  const line = ({text, language}: Candidate): PredictedLine =>
    language === undefined ? {text} : {text, language};
  const ranked = candidates
    .map((candidate) => ({candidate, prediction: predictor.doPredict(line(candidate))}))
    .sort(
      (a, b) =>
        Number(b.prediction.evidence.enough) - Number(a.prediction.evidence.enough) ||
        b.prediction.probability - a.prediction.probability,
    );
  const told = ranked.filter(({prediction}) => prediction.evidence.enough);
  const comparisons = told.slice(1).map(({candidate}, index) => {
    const {candidate: before} = told[index]!;
    return {first: before, second: candidate, ...predictor.doCompare(line(before), line(candidate))};
  });
  if (flags.json === true) {
    process.stdout.write(
      `${JSON.stringify({
        predictor: predictor.name,
        ranked: ranked.map(({candidate, prediction}) => ({...candidate, ...prediction})),
        comparisons: comparisons.map(({first, second, ...rest}) => ({
          first: first.name,
          second: second.name,
          ...rest,
        })),
      })}\n`,
    );
    return exitCodes.done;
  }
  const whose = account === undefined ? 'the median line' : `the median of ‘${account}’`;
  const unseen = results.filter(({impressions}) => impressions === 0).length;
  const known = told[0]?.prediction.evidence;
  process.stdout.write(
    [
      ...ranked.map(({candidate, prediction}, index) => lineText(index + 1, candidate, prediction, whose)),
      '',
      ...comparisons.map(({first, second, ...prediction}) => verdict(first, second, prediction)),
      ...(known ? [`${known.reason.charAt(0).toUpperCase()}${known.reason.slice(1)}.`] : []),
      ...(unseen === 0
        ? []
        : [
            `${unseen} of ${results.length} results count for nothing: nobody saw these videos (0 impressions).`,
          ]),
      `Headlines of 2013 to 2015 are not the short videos of today: ${flags.results === undefined ? 'give your own results with --results' : 'the more results of your own, the less they count'}.`,
      '',
    ].join('\n'),
  );
  return exitCodes.done;
}
