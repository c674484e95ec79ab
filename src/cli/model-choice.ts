import {statSync} from 'node:fs';
import {resolve} from 'node:path';
import {createHeadlinePredictor, createPatternDatabase} from '../analysis/index.ts';
import {createDirector, type Director, type DirectorOptions} from '../director/index.ts';
import {embeddedModelNamed, embeddedStore} from '../embedded.ts';
import {InvalidInputError, ViralError} from '../errors.ts';
import {createBudget} from '../generating.ts';
import {record} from '../llm/recording.ts';
import type {Platform} from '../platforms/index.ts';
import type {Predictor} from '../ports/index.ts';
import {platformOf} from './choices.ts';
import type {Settings} from './settings.ts';

/** The options that say who writes, as typed. */
export interface ModelFlags {
  /** `none` is the embedded writer. */
  readonly model?: string;
  readonly budget?: string;
  readonly record?: string;
  /** A store of `viral analyze --learn`; true: the usual one. */
  readonly patterns?: string | boolean;
  readonly platform?: string;
}

/**
 * What ranks first lines: a predictor of words, joined with what is known of patterns where the user asks for it.
 * @throws ViralError `file-not-found`; what the store throws
 */
async function patternsOf({patterns, platform}: ModelFlags, settings: Settings): Promise<Predictor> {
  const predictor = await createHeadlinePredictor();
  if (patterns === undefined || patterns === false) return predictor;
  const found = typeof patterns === 'string' ? statSync(resolve(patterns), {throwIfNoEntry: false}) : null;
  if (found === undefined || found?.isDirectory() === true) {
    throw new ViralError(
      'file-not-found',
      `${String(patterns)} ${found ? 'is a folder' : 'is not there'}. Name the file of viral analyze --learn --store FILE, or give --patterns alone for the usual one.`,
    );
  }
  const store = await embeddedStore(typeof patterns === 'string' ? {path: resolve(patterns)} : {});
  try {
    const first = (platform ?? settings.platform ?? 'tiktok').split(',')[0]!.trim();
    return await createPatternDatabase({store, predictor}).asPredictor({platform: platformOf(first)});
  } finally {
    await store.doClose?.();
  }
}

function dollarsOf(text: string, option: string): number {
  const dollars = Number(text.replace(/^\$/, ''));
  if (text.trim() !== '' && Number.isFinite(dollars) && dollars >= 0) return dollars;
  throw new InvalidInputError(option, [
    {path: '', message: `'${text}' is not an amount in US dollars, as in 0.05`},
  ]);
}

/**
 * The director's options for the model that is named; null where nothing is asked for but the embedded writer.
 * @param budgetOption what the command calls its `budget`
 * @throws InvalidInputError; ViralError `model-failed` where a key is missing
 */
export async function modelOf(
  flags: ModelFlags,
  settings: Settings,
  budgetOption = '--budget',
): Promise<DirectorOptions | null> {
  const name = flags.model ?? settings.model ?? 'none';
  if (name === 'none') {
    if (flags.budget !== undefined || flags.record !== undefined)
      throw new InvalidInputError(flags.budget === undefined ? '--record' : budgetOption, [
        {path: '', message: 'needs --model'},
      ]);
    const styles = settings.styles === undefined ? {} : {styles: settings.styles};
    if (flags.patterns !== undefined) return {...styles, predictor: await patternsOf(flags, settings)};
    return settings.styles === undefined ? null : styles;
  }
  const named = await embeddedModelNamed(name);
  const model = flags.record === undefined ? named : record(named, {directory: resolve(flags.record)});
  return {
    model,
    predictor: await patternsOf(flags, settings),
    ...(flags.budget === undefined
      ? {}
      : {budget: createBudget({usd: dollarsOf(flags.budget, budgetOption)})}),
    ...(settings.rules === undefined ? {} : {rules: settings.rules}),
    ...(settings.styles === undefined ? {} : {styles: settings.styles}),
  };
}

/**
 * The director of a batch whose lines are for several platforms: what is known of patterns depends on where they are seen.
 * The model and its budget are the same for all of them. Null where nothing is asked for but the embedded writer.
 * @throws as `modelOf`
 */
export async function directorOf(
  flags: ModelFlags,
  settings: Settings,
  platforms: readonly [Platform, ...Platform[]],
  budgetOption: string,
): Promise<Director | null> {
  const [platform, ...others] = platforms;
  const options = await modelOf({...flags, platform}, settings, budgetOption);
  if (options === null) return null;
  const director = createDirector(options);
  if (flags.patterns === undefined || others.length === 0) return director;
  const directors = new Map<Platform, Director>();
  for (const other of others) {
    const predictor = await patternsOf({...flags, platform: other}, settings);
    directors.set(other, createDirector({...options, predictor}));
  }
  return {
    ...director,
    writeScript: async (brief, writeOptions) =>
      ((brief.platform === undefined ? undefined : directors.get(brief.platform)) ?? director).writeScript(
        brief,
        writeOptions,
      ),
  };
}
