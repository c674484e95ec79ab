import {join} from 'node:path';
import {ViralError} from '../../errors.ts';
import type {LambdaRenderer} from '../../render/lambda.ts';
import {numberOf, oneOf} from '../choices.ts';
import {readPlaces} from './places.ts';

/** The options of `viral batch` that functions are rendered with, as typed. */
export interface BatchRenderFlags {
  readonly region?: string;
  /** For functions. */
  readonly budget?: string;
  readonly chunking?: string;
  readonly quality?: string;
}

/** The renderer of a batch on Lambda; its journal lies in the folder of the batch, so that a killed run can be gone on with. */
export async function batchRenderer(flags: BatchRenderFlags, directory: string): Promise<LambdaRenderer> {
  const {accountLimit, lambdaRenderer} = await import('../../render/lambda.ts');
  const [first, ...also] = await Promise.all(
    (await readPlaces(process.cwd(), flags.region)).map(async (place) => ({
      ...place,
      limit: place.limit ?? (await accountLimit(place.region, place.account)).limit,
    })),
  );
  if (first === undefined) throw new ViralError('internal', 'no place to render at');
  const licenseKey = process.env['REMOTION_LICENSE_KEY'];
  return lambdaRenderer({
    ...first,
    ...(also.length === 0 ? {} : {also}),
    journal: join(directory, 'lambda-journal.jsonl'),
    quality: oneOf('--quality', ['draft', 'standard', 'high'], flags.quality ?? 'standard'),
    chunking: oneOf('--chunking', ['throughput', 'latency'], flags.chunking ?? 'throughput'),
    ...(flags.budget === undefined ? {} : {budgetInUsd: numberOf('--budget', flags.budget, {least: 0})}),
    ...(licenseKey === undefined || licenseKey === '' ? {} : {licenseKey}),
  });
}
