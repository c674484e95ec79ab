import {createPatternDatabase} from '../analysis/index.ts';
import {embeddedStore} from '../embedded.ts';
import {hookTypes, type Pattern} from '../schema/index.ts';
import {numberOf, oneOf, platformOf} from './choices.ts';
import {exitCodes} from './exit.ts';

/** The options of `viral patterns`, as typed. */
export interface PatternsFlags {
  readonly platform?: string;
  readonly category?: string;
  readonly hook?: string;
  readonly by?: string;
  readonly limit?: string;
  readonly store?: string;
  readonly record?: boolean;
  readonly json?: boolean;
}

const percent = (value: number) => `${Math.round(100 * value)} %`;
const signed = (value: number) => `${value >= 0 ? '+' : '−'}${percent(Math.abs(value))}`;

/** The interval on a line from 0 to 100 %: a mark at the rate, a bar between the ends, the middle marked. */
function picture({successRate, low, high}: Pattern): string {
  const cell = (value: number) => Math.min(20, Math.round(20 * value));
  return Array.from({length: 21}, (_, at) =>
    at === cell(successRate) ? '●' : at >= cell(low) && at <= cell(high) ? '━' : at === 10 ? '┊' : '·',
  ).join('');
}

function lineOf(pattern: Pattern): string {
  const {hook, structure, successRate, low, high, lift, reason, examples, effectiveVideos, provenance} =
    pattern;
  const name = structure === null ? hook : `${hook} × ${structure}`;
  const example = examples[0];
  return [
    name,
    `  ${picture(pattern)} ${percent(successRate)} beat what their account usually gets [${percent(low)}, ${percent(high)}], ${signed(lift)} engagement`,
    `  ${reason}; worth ${effectiveVideos.toFixed(0)} average videos${provenance.own > 0 ? `, ${provenance.own} yours` : ''}`,
    ...(example
      ? [
          `  as in “${(example.title ?? example.videoId).slice(0, 70)}”${example.url === undefined ? '' : ` ${example.url}`}`,
        ]
      : []),
  ].join('\n');
}

/** `viral patterns`: what worked, and how sure that is. */
export async function patterns(flags: PatternsFlags): Promise<number> {
  const limit = numberOf('--limit', flags.limit ?? '10', {least: 1, most: 1000, whole: true});
  const store = await embeddedStore(flags.store === undefined ? {} : {path: flags.store});
  try {
    const database = createPatternDatabase({store});
    if (flags.record === true) {
      const record = await database.predictionRecord();
      process.stdout.write(
        flags.json === true
          ? `${JSON.stringify(record)}\n`
          : `${record.predictions} predictions: ${record.judged} judged, ${record.pending} waiting for results, ${record.late} came too late to count.\n${record.reason}.\n${record.brier === null ? '' : `Brier ${record.brier.value.toFixed(4)}, a coin ${record.brierOfCoin!.toFixed(4)}; right in ${record.accuracy === null ? '–' : percent(record.accuracy.value)}\n`}`,
      );
      return exitCodes.done;
    }
    const found = await database.getPatterns({
      ...(flags.platform === undefined ? {} : {platform: platformOf(flags.platform)}),
      ...(flags.category === undefined ? {} : {category: flags.category}),
      ...(flags.hook === undefined ? {} : {hook: oneOf('--hook', hookTypes, flags.hook)}),
      by: oneOf('--by', ['hook', 'hook-and-structure'], flags.by ?? 'hook'),
      limit,
    });
    if (flags.json === true) process.stdout.write(`${JSON.stringify({patterns: found})}\n`);
    else if (found.length === 0) {
      process.stdout.write(
        'Not enough data: no video was learned from yet. Give some with: viral analyze videos.jsonl --learn\n',
      );
    } else process.stdout.write(`${found.map(lineOf).join('\n\n')}\n`);
    return exitCodes.done;
  } finally {
    await store.doClose?.();
  }
}
