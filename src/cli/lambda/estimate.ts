import {InvalidInputError} from '../../errors.ts';
import {numberOf, oneOf} from '../choices.ts';
import {exitCodes} from '../exit.ts';

export interface EstimateFlags {
  readonly region?: string;
  readonly seconds?: string;
  readonly videos?: string;
  readonly limit?: string;
  readonly memory?: string;
  readonly chunking?: string;
  readonly secondsPerFrame?: string;
  readonly json?: boolean;
}

/** `viral lambda estimate`: what videos would cost, without asking AWS. */
export async function lambdaEstimate(flags: EstimateFlags): Promise<number> {
  const {estimateBatch} = await import('../../render/lambda.ts');
  const videos = numberOf('--videos', flags.videos ?? '1', {least: 1, whole: true});
  const limit = numberOf('--limit', flags.limit ?? '1000', {least: 1, whole: true});
  const seconds = numberOf('--seconds', flags.seconds ?? '30', {least: 1});
  const estimate = await estimateBatch({
    region: flags.region ?? 'us-east-1',
    memorySizeInMb: numberOf('--memory', flags.memory ?? '2048', {least: 512, most: 10_240, whole: true}),
    diskSizeInMb: 2048,
    timeoutInSeconds: 600,
    chunking: oneOf('--chunking', ['throughput', 'latency'], flags.chunking ?? 'throughput'),
    width: 1080,
    height: 1920,
    fps: 30,
    seconds,
    videos,
    limit,
    ...(flags.secondsPerFrame === undefined
      ? {}
      : {secondsPerFrame: numberOf('--seconds-per-frame', flags.secondsPerFrame, {least: 0})}),
  }).catch((cause: unknown) => {
    // Remotion knows the regions, and says so of one that is none.
    if (!(cause instanceof TypeError) || !/region/i.test(cause.message)) throw cause;
    throw new InvalidInputError('--region', [{path: '', message: cause.message}], {cause});
  });
  if (flags.json === true) process.stdout.write(`${JSON.stringify(estimate)}\n`);
  else {
    const {costInUsd, functionSeconds, weight, totalInUsd, hours, videosPerDay} = estimate;
    process.stdout.write(
      [
        `one video of ${seconds} s   $${costInUsd.toFixed(5)}, ${Math.round(functionSeconds)} s of functions, ${weight} at once`,
        `${videos.toLocaleString('en')} videos   $${totalInUsd.toFixed(2)}, ${hours < 1 ? `${Math.ceil(hours * 60)} min` : `${hours.toFixed(1)} h`} with ${limit.toLocaleString('en')} functions at once`,
        `a day   up to ${videosPerDay.toLocaleString('en')} videos`,
        '',
        'Functions alone; storage, transfer and logs are not in it. The time of a frame is assumed until renders were counted.',
        '',
      ].join('\n'),
    );
  }
  return exitCodes.done;
}
