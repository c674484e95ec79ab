import {extname} from 'node:path';
import {createHeadlinePredictor} from '../analysis/index.ts';
import {
  createDirector,
  createNewsAggregator,
  type Director,
  type OptimizedScript,
  paceOf,
  secondsOfScript,
} from '../director/index.ts';
import {InvalidInputError, parseInput} from '../errors.ts';
import type {Platform} from '../platforms/index.ts';
import {lint} from '../quality/lint.ts';
import {type Brief, briefSchema, type Script} from '../schema/index.ts';
import {memoryCache} from '../scrapers/news/memory-cache.ts';
import {writeWhole, writingError} from '../whole-files.ts';
import {type BriefFlags, briefOf, checkBriefFlags, requireSubject} from './brief-flags.ts';
import {numberOf, platformOf} from './choices.ts';
import {exitCodes} from './exit.ts';
import {filePathOf} from './file-path.ts';
import {type ModelFlags, modelOf} from './model-choice.ts';
import {newsSourcesOf} from './news.ts';
import {createProgressDisplay} from './progress-display.ts';
import {readSettings} from './settings.ts';

/** The options of `viral script`, as typed. */
export interface ScriptFlags extends BriefFlags, ModelFlags {
  readonly variants?: string;
  readonly news?: boolean;
  readonly feed?: readonly string[];
  readonly optimize?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

/** Names of files beside the first: `script-b.json`, `script-youtube.json`. */
function fileFor(out: string, script: Script, isFirst: boolean): string {
  if (isFirst) return out;
  const extension = extname(out);
  return `${out.slice(0, out.length - extension.length)}-${script.variant ?? script.platform}${extension}`;
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

function writerLine({writer}: Script): string {
  const {model, usage, grounding, degraded} = writer;
  const cost =
    usage === undefined
      ? ''
      : `, ${plural(usage.calls, 'call')}, ${usage.inputTokens + usage.outputTokens + usage.thoughtTokens} tokens${usage.costInUsd === null ? '' : `, $${usage.costInUsd.toFixed(4)}`}`;
  const ground =
    grounding === 'none'
      ? 'no sources: it states no figures, names, dates or quotations'
      : grounding === 'points'
        ? 'rests on your points alone'
        : 'each claim traced to its source';
  return `${degraded === undefined ? (model ?? 'the embedded writer') : 'the embedded writer (see below)'}${cost}; ${ground}`;
}

const signed = (value: number, digits = 1) =>
  `${value >= 0 ? '+' : '−'}${Math.abs(100 * value).toFixed(digits)} %`;

function patternLines(pattern: Script['hook']['pattern']): string[] {
  if (!pattern) return [];
  const {lift, low, high, videos, accounts} = pattern;
  return [
    `  opens as ${plural(videos, 'video')} of ${plural(accounts, 'account')} did: ${signed(lift, 0)} engagement [${signed(low, 0)}, ${signed(high, 0)}]`,
  ];
}

/** A script as people read it. */
function readable(script: Script): string {
  const {title, platform, durationInSeconds, style, structure, hook, scenes, description, hashtags} = script;
  const seconds = secondsOfScript(
    scenes.map(({spoken}) => spoken),
    script.pace ?? paceOf(style),
  );
  const width = Math.max(...scenes.map(({kind}) => kind.length));
  return [
    `${title}${script.variant === undefined ? '' : `   (variant ${script.variant})`}`,
    `  ${platform}, about ${Math.round(seconds)} s of ${durationInSeconds} s, style ${style}, structure ${structure}, hook ${hook.type}`,
    `  written by ${writerLine(script)}`,
    ...patternLines(hook.pattern),
    '',
    ...scenes.flatMap(({kind, spoken, onScreenText}) => [
      `  ${kind.padEnd(width)}  ${spoken}`,
      `  ${' '.repeat(width)}  [${onScreenText}]`,
    ]),
    '',
    ...description.split('\n').map((line) => (line === '' ? '' : `  ${line}`)),
    ...(hashtags.length === 0 ? [] : [`  ${hashtags.join(' ')}`]),
  ].join('\n');
}

function changesText({changes, expectedGain, stopped}: OptimizedScript): string[] {
  if (changes.length === 0) return ['No change that was tried would improve it.'];
  return [
    ...changes.flatMap(({path, before, after, reason}) => [
      `${path}: ${reason}`,
      ...(before === '' ? [] : [`  − ${before}`]),
      ...(after === '' ? [] : [`  + ${after}`]),
    ]),
    expectedGain === null
      ? 'What it gains cannot be told: the predictor does not know these lines.'
      : `Expected: ${signed(expectedGain)} (headlines of 2013 to 2015, not videos of today).`,
    ...(stopped === 'rounds' ? ['It might be improved further; call again.'] : []),
  ];
}

/** Writes for the first platform and adapts to the others. */
async function scriptsOf(
  director: Director,
  brief: Brief,
  platforms: readonly Platform[],
  count: number,
  options: Parameters<Director['writeVariants']>[1],
): Promise<Script[]> {
  const {signal} = options ?? {};
  const written =
    count > 1
      ? await director.writeVariants(brief, {...options, count})
      : [await director.writeScript(brief, options)];
  const scripts = [...written];
  for (const platform of platforms.slice(1)) {
    const [first] = written;
    if (first)
      scripts.push(
        await director.adaptToPlatform(first, platform, {
          ...(brief.sources ? {sources: brief.sources} : {}),
          ...(signal ? {signal} : {}),
        }),
      );
  }
  return scripts;
}

/** `viral script`: a script to read, to change and to make a video of. */
export async function script(flags: ScriptFlags, signal: AbortSignal): Promise<number> {
  const settings = await readSettings(process.cwd());
  requireSubject(flags);
  const count = numberOf('--variants', flags.variants ?? '1', {least: 1, most: 26, whole: true});
  const platforms = (flags.platform ?? settings.platform ?? 'tiktok')
    .split(',')
    .map((name) => platformOf(name.trim()));
  const oneFlags = {...flags, platform: platforms[0]!};
  checkBriefFlags(oneFlags, settings);
  if (flags.feed !== undefined && flags.news !== true)
    throw new InvalidInputError('--feed', [{path: '', message: 'needs --news'}]);
  const out =
    flags.out === undefined && flags.json === true
      ? null
      : await filePathOf(flags.out ?? 'script.json', 'script.json');
  const chosen = await modelOf(flags, settings);
  const news =
    flags.news === true
      ? createNewsAggregator({
          sources: await newsSourcesOf(flags.feed === undefined ? {} : {feed: flags.feed}, signal),
          cache: memoryCache(),
        })
      : undefined;
  const director = createDirector({
    predictor: await createHeadlinePredictor(),
    ...chosen,
    ...(news === undefined ? {} : {news}),
  });
  const display = createProgressDisplay(process.stderr);
  let scripts: Script[];
  const notes: string[] = [];
  try {
    const brief = parseInput(briefSchema, await briefOf(oneFlags, settings, signal), 'the brief');
    scripts = await scriptsOf(director, brief, platforms, count, {signal, onProgress: display.onProgress});
    const sources = (brief.sources ?? []) as NonNullable<
      Parameters<Director['adaptToPlatform']>[2]
    >['sources'];
    for (const [index, written] of scripts.entries()) {
      let current = written;
      if (flags.optimize === true) {
        const better = await director.optimizeForVirality(current, {
          signal,
          ...(sources === undefined ? {} : {sources}),
        });
        current = better.script;
        notes.push(...changesText(better));
      }
      if (flags.news === true) current = await director.incorporateNews(current, {signal});
      scripts[index] = current;
    }
  } finally {
    display.end();
  }
  const files: string[] = [];
  if (out !== null) {
    for (const [index, written] of scripts.entries()) {
      const file = fileFor(out, written, index === 0);
      try {
        await writeWhole(file, `${JSON.stringify(written, null, 2)}\n`);
      } catch (error) {
        throw writingError(error, file);
      }
      files.push(file);
    }
  }
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(scripts.length === 1 ? scripts[0] : scripts)}\n`);
  } else {
    process.stdout.write(`${scripts.map(readable).join('\n\n')}\n\n`);
    for (const file of files) process.stdout.write(`  ${file}\n`);
  }
  for (const note of notes) process.stderr.write(`${note}\n`);
  const isErroneous = scripts.some((each) => {
    const {degraded} = each.writer;
    if (degraded !== undefined) process.stderr.write(`The model did not write this: ${degraded}\n`);
    for (const {message} of each.findings) process.stderr.write(`note: ${message}\n`);
    const findings = lint(each, {paid: each.paidBy !== undefined});
    for (const {severity, message} of findings)
      if (severity !== 'info') process.stderr.write(`${severity}: ${message}\n`);
    return findings.some(({severity}) => severity === 'error');
  });
  return isErroneous ? exitCodes.failed : exitCodes.done;
}
