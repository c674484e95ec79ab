import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import {ViralError} from '../../errors.ts';
import type {Storyboard} from '../../schema/index.ts';
import {keyframeSeconds, qualities, type Quality} from '../quality.ts';
import type {Bucket} from './bucket.ts';
import type {LambdaClient, Region} from './client.ts';
import {cloudError, fateOf} from './failures.ts';
import type {Farm, KnownRender, RenderState} from './farm.ts';
import type {FarmPlace} from './site.ts';

/** What begins a render. */
export interface LambdaOrder {
  readonly storyboard: Storyboard;
  readonly assetUrls: Readonly<Record<string, string>>;
  /** `null`: one function draws everything. */
  readonly framesPerLambda: number | null;
  readonly quality: Quality;
}

export interface LambdaFarmOptions {
  readonly client: LambdaClient;
  readonly place: FarmPlace;
  readonly bucket: Bucket;
  /** Longest time for a frame, ms. */
  readonly timeoutInMs: number;
  readonly licenseKey: string | null;
  readonly webhook: {readonly url: string; readonly secret: string} | null;
}

/** Where finished videos lie in the bucket. */
export const outputPrefix = 'viral-renders/';

/**
 * Clocks of the bucket and of this machine may differ by so much, ms: up to five minutes pass unnoticed, for AWS takes
 * signatures that are so old; what is more, the client notices and reckons with.
 */
const clockSkew = 400_000;
/** Functions that hear of a cancellation look for it every few seconds; they get so long to end, ms. */
const cancelWithin = 12_000;
const readers = 16;
/** Functions end within their time; so long after it nobody writes any more, ms. */
const afterTimeoutMs = 20_000;

/** What Remotion's record of a render says, as far as it is read here. */
const recordSchema = z.object({
  renderMetadata: z
    .object({outName: z.union([z.string(), z.object({key: z.string()})]).nullish()})
    .nullable(),
  postRenderData: z.unknown(),
  fatalErrorTimestamp: z.number().nullish(),
  timeoutTimestamp: z.number(),
});

/** A request that never reached anybody. */
const unreached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/** Whether a call that failed is known to have begun nothing. */
function startError(error: unknown): ViralError {
  const converted = cloudError(error, 'the render was begun');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const refused = error instanceof Error && error.name === 'TooManyRequestsException';
  const told = ['never', 'auth', 'gone'].includes(fateOf(converted.message));
  if (refused || told || unreached.has(code) || /rate exceeded/i.test(converted.message)) return converted;
  return new ViralError('render-failed', converted.message, {action: 'ambiguous', cause: error});
}

/** A figure of Remotion's that may not be known yet. */
const countable = (value: number | null) => (value !== null && Number.isFinite(value) ? value : 0);

const isMissing = (error: unknown) => error instanceof TypeError && /No render with ID/.test(error.message);

/** One function of Remotion's in one region. */
export function lambdaFarm(options: LambdaFarmOptions): Farm<LambdaOrder> {
  const {client, place, bucket, timeoutInMs, licenseKey, webhook} = options;
  const region = place.region as Region;
  const {functionName, bucketName} = place;

  const progressOf = async (renderId: string) =>
    client.getRenderProgress({region, functionName, bucketName, renderId, skipLambdaInvocation: true});

  async function look(renderId: string): Promise<RenderState> {
    let progress;
    try {
      progress = await progressOf(renderId);
    } catch (error) {
      if (isMissing(error)) return {status: 'missing'};
      throw cloudError(error, `looking at the render ${renderId}`);
    }
    const spent = {
      costInUsd: countable(progress.costs.accruedSoFar),
      functions: countable(progress.lambdasInvoked) + 1,
      functionSeconds: countable(progress.estimatedBillingDurationInMilliseconds) / 1000,
    };
    if (progress.done) return {status: 'done', bytes: progress.outputSizeInBytes ?? 0, spent};
    const {renderMetadata, timeoutTimestamp, framesRendered, chunks} = progress;
    const hasEnded = bucket.now() > timeoutTimestamp + afterTimeoutMs;
    if (progress.fatalErrorEncountered) {
      const fatal =
        progress.errors.find(({isFatal, willRetry}) => isFatal && !willRetry) ?? progress.errors[0];
      const message = fatal?.message ?? 'it ended without a word';
      // Whether it has timed out is reckoned here, by Remotion, with a clock that may be wrong.
      if (hasEnded || !/main function timed out after/.test(message))
        return {status: 'failed', message, spent};
    }
    if (renderMetadata === null && hasEnded) {
      // Remotion judges by what is written once the composition is known, and would wait for ever.
      const message =
        'the function that was launched has ended without a word, before it knew the composition';
      return {status: 'failed', message, spent};
    }
    const {encodingStatus, lambdasInvoked, timeToRenderFrames, timeToEncode, combinedFrames} = progress;
    return {
      status: 'running',
      fraction: Math.min(1, progress.overallProgress),
      framesDone: framesRendered,
      chunksDone: chunks,
      drawing: renderMetadata !== null,
      spent,
      pulse: JSON.stringify({
        ...{framesRendered, chunks, encodingStatus, lambdasInvoked, timeToRenderFrames, timeToEncode},
        ...{combinedFrames, retries: progress.retriesInfo.length},
      }),
    };
  }

  return {
    name: place.region,
    look,
    async start({storyboard, assetUrls, framesPerLambda, quality}, output) {
      const {preset, crf, jpegQuality} = qualities[quality];
      const sound = storyboard.soundtrack !== null;
      try {
        const {renderId} = await client.renderMediaOnLambda({
          region,
          functionName,
          serveUrl: place.serveUrl,
          composition: storyboard.template.id,
          inputProps: {storyboard, assetUrls, sound},
          codec: 'h264',
          imageFormat: 'jpeg',
          jpegQuality,
          crf,
          x264Preset: preset as 'veryfast',
          pixelFormat: 'yuv420p',
          colorSpace: 'bt709',
          gopSize: storyboard.fps * keyframeSeconds,
          muted: !sound,
          audioBitrate: '192k',
          sampleRate: 48_000,
          ...(framesPerLambda === null ? {concurrency: 1} : {framesPerLambda}),
          forceBucketName: bucketName,
          outName: {bucketName, key: `${outputPrefix}${output}`},
          overwrite: true,
          privacy: 'no-acl',
          enableCancellation: true,
          timeoutInMilliseconds: timeoutInMs,
          logLevel: 'error',
          ...(licenseKey === null ? {} : {licenseKey}),
          ...(webhook === null ? {} : {webhook: {...webhook, customData: {output}}}),
        });
        return renderId;
      } catch (error) {
        throw startError(error);
      }
    },
    async survey(sinceMs, known) {
      const found: KnownRender[] = [];
      const waiting: string[] = [];
      for await (const {key, modified} of bucket.list('renders/')) {
        const renderId = /^renders\/([^/]+)\/progress\.json$/.exec(key)?.[1];
        if (renderId === undefined || known.has(renderId)) continue;
        if (modified.getTime() >= sinceMs + bucket.skewInMs() - clockSkew) waiting.push(renderId);
      }
      const read = async () => {
        for (let renderId = waiting.pop(); renderId !== undefined; renderId = waiting.pop()) {
          const text = await bucket.readText(`renders/${renderId}/progress.json`);
          if (text === null) continue;
          let record;
          try {
            record = recordSchema.parse(JSON.parse(text));
          } catch {
            // Of another version of Remotion, and so not of a render that was begun here.
            continue;
          }
          const {renderMetadata, postRenderData, fatalErrorTimestamp, timeoutTimestamp} = record;
          const outName = renderMetadata?.outName;
          const key = typeof outName === 'object' && outName !== null ? outName.key : null;
          const over = (postRenderData ?? null) !== null || (fatalErrorTimestamp ?? null) !== null;
          found.push({
            renderId,
            output:
              renderMetadata === null
                ? null
                : key?.startsWith(outputPrefix) === true
                  ? key.slice(outputPrefix.length)
                  : '',
            alive: !over && timeoutTimestamp + clockSkew > bucket.now(),
          });
        }
      };
      await Promise.all(Array.from({length: readers}, read));
      return found;
    },
    async cancel(renderId) {
      await client.cancelRenderOnLambda({region, bucketName, renderId});
      const end = Date.now() + cancelWithin;
      while (Date.now() < end) {
        const state = await look(renderId).catch(() => null);
        if (state !== null && state.status !== 'running') return;
        await sleep(300);
      }
    },
  };
}
