import {readFile} from 'node:fs/promises';
import {join, relative, resolve} from 'node:path';
import {createPipeline, embeddedVoiceNamed} from '../embedded.ts';
import {type InputIssue, InvalidInputError, ViralError} from '../errors.ts';
import {
  batchFolder,
  type BatchLine,
  type BatchOutcome,
  parseBatchManifest,
  produceBatch,
} from '../pipeline/index.ts';
import {aspectSchema, type Platform} from '../platforms/index.ts';
import {createBatchDisplay} from './batch-display.ts';
import {numberOf, oneOf, platformOf} from './choices.ts';
import {compositionsOf} from './compositions-entry.ts';
import {whyUnread} from './data-file.ts';
import {exitCodes} from './exit.ts';
import {batchRenderer} from './lambda/batch-renderer.ts';
import {captionsOf, engineOf, templateOptionsOf, themeOf, type LookFlags} from './look.ts';
import {mediaOf} from './media-choice.ts';
import {directorOf, type ModelFlags} from './model-choice.ts';
import {type MusicChoiceFlags, musicOf} from './music-choice.ts';
import {readPronunciations} from './pronunciations-file.ts';
import {readSettings} from './settings.ts';
import {readStandardInput} from './standard-input.ts';

/** The options of `viral batch`, as typed. */
export interface BatchFlags extends LookFlags, MusicChoiceFlags, Omit<ModelFlags, 'budget' | 'platform'> {
  readonly on?: string;
  readonly region?: string;
  /** For functions. */
  readonly budget?: string;
  readonly modelBudget?: string;
  readonly chunking?: string;
  readonly concurrency?: string;
  readonly out?: string;
  readonly json?: boolean;
}

async function manifestText(source: string): Promise<string> {
  if (source === '-') return Buffer.from(await readStandardInput(500_000_000)).toString('utf8');
  try {
    return await readFile(source, 'utf8');
  } catch (cause) {
    throw new ViralError('file-not-found', `The manifest '${source}' ${whyUnread(cause)}`, {cause});
  }
}

/** Options that would change nothing where the batch is rendered: whoever gives them expects that they do. */
function refuseForLambda(flags: BatchFlags, on: 'local' | 'lambda'): void {
  const issues: InputIssue[] = [];
  const refuse = (name: keyof BatchFlags, message: string) => {
    if (flags[name] !== undefined) issues.push({path: `--${name}`, message});
  };
  if (on === 'lambda') {
    refuse('engine', 'is for videos that are drawn on this machine; functions draw in their own way');
    refuse('compositions', 'goes with "viral lambda deploy": functions draw with the site that was deployed');
  } else {
    refuse('region', 'needs --on lambda');
    refuse('budget', 'needs --on lambda: it is for functions; that of the model is --model-budget');
    refuse('chunking', 'needs --on lambda');
  }
  if (issues.length > 0) throw new InvalidInputError('the call', issues);
}

/** Where videos of the lines will be posted for which a script has to be written. */
function platformsOf(lines: readonly BatchLine[]): readonly [Platform, ...Platform[]] {
  const named = lines.flatMap(({subject}) => ('scenes' in subject ? [] : [subject.platform ?? 'tiktok']));
  const [first = 'tiktok', ...others] = new Set(named);
  return [first, ...others];
}

/** `viral batch`: many videos from a manifest, here or on Lambda. */
export async function batch(source: string, flags: BatchFlags, signal: AbortSignal): Promise<number> {
  const settings = await readSettings(process.cwd());
  const on = oneOf('--on', ['local', 'lambda'], flags.on ?? 'local');
  refuseForLambda(flags, on);
  const aspect = oneOf('--aspect', aspectSchema.options, flags.aspect ?? '9:16');
  const quality = oneOf('--quality', ['draft', 'standard', 'high'], flags.quality ?? 'standard');
  const concurrency =
    flags.concurrency === undefined
      ? undefined
      : numberOf('--concurrency', flags.concurrency, {least: 1, whole: true});
  // Everything that is wrong is told before anything is made.
  const engine = engineOf(flags.engine);
  const music = await musicOf(flags);
  const templateOptions = templateOptionsOf(flags.option);
  const lines = parseBatchManifest(
    await manifestText(source),
    settings.platform === undefined ? {} : {platform: platformOf(settings.platform)},
  );
  const {modelBudget, model, record, patterns} = flags;
  const director = await directorOf(
    {
      ...(model === undefined ? {} : {model}),
      ...(record === undefined ? {} : {record}),
      ...(patterns === undefined ? {} : {patterns}),
      ...(modelBudget === undefined ? {} : {budget: modelBudget}),
    },
    settings,
    platformsOf(lines),
    '--model-budget',
  );
  const pronunciations = await readPronunciations(flags.pronunciations, settings.pronunciations);
  const theme = await themeOf({...flags, theme: flags.theme ?? settings.theme}, signal);
  const captions = captionsOf(flags.captions);
  const media = await mediaOf(flags.media ?? settings.media);
  const directory = resolve(flags.out ?? settings.out ?? 'out');
  const compositions = await compositionsOf(flags.compositions, settings);
  const template = flags.template ?? settings.template;
  const lambda = on === 'lambda' ? await batchRenderer(flags, join(directory, batchFolder)) : null;
  const voice = await embeddedVoiceNamed(flags.voice ?? settings.voice ?? 'flite/slt');
  const display = createBatchDisplay(process.stderr, Date.now);

  const counted = {done: 0, failed: 0, earlier: 0, spentInUsd: 0};
  const update = () => {
    const figures = lambda?.figures() ?? null;
    const rooms = figures?.rooms ?? [];
    display.update({
      total: lines.length,
      ...counted,
      functions:
        figures === null
          ? null
          : {
              held: rooms.reduce((sum, {held}) => sum + held, 0),
              capacity: rooms.reduce((sum, {capacity}) => sum + capacity, 0),
            },
      spentInUsd: figures?.spentInUsd ?? null,
    });
  };
  const note = (outcome: BatchOutcome) => {
    if (flags.json === true) process.stdout.write(`${JSON.stringify(outcome)}\n`);
    if (outcome.status === 'failed') {
      counted.failed++;
      const message = outcome.error.message.replaceAll(/\s*\n\s*/g, ' ');
      display.say(`line ${outcome.line} (${outcome.id}) failed: ${message.slice(0, 300)}`);
    } else {
      counted.done++;
      counted.spentInUsd += outcome.costInUsd ?? 0;
      if (outcome.earlier) counted.earlier++;
    }
    update();
  };
  const ticking = setInterval(update, 1000);
  try {
    await using pipeline = createPipeline({
      voice,
      quality,
      pronunciations,
      ...(director === null ? {} : {director}),
      ...(media === undefined ? {} : {media}),
      ...(compositions === undefined ? {} : {compositions}),
      ...(lambda === null ? {} : {renderer: lambda}),
    });
    update();
    for await (const outcome of produceBatch(pipeline, lines, {
      directory,
      aspect,
      signal,
      ...(concurrency === undefined ? {} : {concurrency}),
      ...(template === undefined ? {} : {template}),
      ...(theme === undefined ? {} : {theme}),
      ...(captions === undefined ? {} : {captions}),
      ...(templateOptions === undefined ? {} : {templateOptions}),
      ...(flags.overlay === undefined ? {} : {overlays: flags.overlay}),
      ...(flags.keepAssets === true ? {keepAssets: true} : {}),
      ...(music === undefined ? {} : {music}),
      ...(flags.effects === false ? {effects: false} : {}),
      ...(on === 'lambda' ? {} : {engine}),
    })) {
      note(outcome);
    }
    const left = lines.length - counted.done - counted.failed;
    // What failed may be tried again, and then finds what it has paid for.
    if (lambda !== null && counted.failed === 0 && left === 0) await lambda.removeRemains();
    display.end();
    const shown = relative(process.cwd(), directory) || '.';
    const parts = [`${counted.done} of ${lines.length} videos are in ${shown}`];
    if (counted.earlier > 0) parts.push(`${counted.earlier} of them from earlier, as they were made then`);
    if (counted.failed > 0) parts.push(`${counted.failed} failed`);
    if (left > 0) parts.push(`${left} were not begun`);
    if (lambda !== null) parts.push(`$${counted.spentInUsd.toFixed(4)} for functions`);
    const text = `${parts.join('; ')}. See ${join(shown, batchFolder, 'summary.json')}.`;
    if (flags.json === true) {
      process.stdout.write(
        `${JSON.stringify({status: 'summary', total: lines.length, ...counted, notBegun: left, directory})}\n`,
      );
    } else process.stdout.write(`${text}\n`);
    if (counted.failed + left > 0) {
      process.stderr.write('Call the same command again to go on: what is done is not made again.\n');
    }
    return counted.failed + left === 0 ? exitCodes.done : exitCodes.failed;
  } finally {
    clearInterval(ticking);
    display.end();
    if (signal.aborted && lambda !== null) {
      process.stderr.write(
        'Renders under way were cancelled. What was finished stays in the bucket for the next call of this command; "viral lambda cleanup" removes it.\n',
      );
    }
  }
}
