import {resolve} from 'node:path';
import {createHeadlinePredictor} from '../analysis/index.ts';
import type {DirectorOptions} from '../director/index.ts';
import {embeddedModelNamed} from '../embedded.ts';
import {InvalidInputError} from '../errors.ts';
import {createBudget} from '../generating.ts';
import {record} from '../llm/recording.ts';
import type {Settings} from './settings.ts';

/** The options that say who writes, as typed. */
export interface ModelFlags {
  /** `none` is the embedded writer. */
  readonly model?: string;
  readonly budget?: string;
  readonly record?: string;
}

function dollarsOf(text: string): number {
  const dollars = Number(text.replace(/^\$/, ''));
  if (text.trim() !== '' && Number.isFinite(dollars) && dollars >= 0) return dollars;
  throw new InvalidInputError('--budget', [
    {path: '', message: `'${text}' is not an amount in US dollars, as in 0.05`},
  ]);
}

/**
 * The director's options for the model that is named; null where nothing is asked for but the embedded writer.
 * @throws InvalidInputError; ViralError `model-failed` where a key is missing
 */
export async function modelOf(flags: ModelFlags, settings: Settings): Promise<DirectorOptions | null> {
  const name = flags.model ?? settings.model ?? 'none';
  if (name === 'none') {
    if (flags.budget !== undefined || flags.record !== undefined)
      throw new InvalidInputError(flags.budget === undefined ? '--record' : '--budget', [
        {path: '', message: 'needs --model'},
      ]);
    if (settings.styles === undefined) return null;
    return {styles: settings.styles};
  }
  const named = await embeddedModelNamed(name);
  const model = flags.record === undefined ? named : record(named, {directory: resolve(flags.record)});
  return {
    model,
    predictor: await createHeadlinePredictor(),
    ...(flags.budget === undefined ? {} : {budget: createBudget({usd: dollarsOf(flags.budget)})}),
    ...(settings.rules === undefined ? {} : {rules: settings.rules}),
    ...(settings.styles === undefined ? {} : {styles: settings.styles}),
  };
}
