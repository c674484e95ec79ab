import {createHash, randomUUID} from 'node:crypto';
import {dirname, join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import {InvalidInputError, parseInput, ViralError} from '../errors.ts';
import {packageVersion} from '../package-version.ts';
import {aspectOf} from '../platforms/index.ts';
import type {RemoteRender, Renderer, RenderRequest} from '../ports/index.ts';
import type {AssetFiles, Storyboard} from '../schema/index.ts';
import {openUnfinishedFolder} from '../whole-files.ts';
import {writeCover} from './cover.ts';
import {openShelf, type AssetShelf} from './lambda/assets.ts';
import {accountLimit, lambdaClient, openBucket, type Bucket, type Region} from './lambda/client.ts';
import {memoryJournal, openJournal, type Journal} from './lambda/journal.ts';
import {lambdaFarm, outputPrefix, type LambdaOrder} from './lambda/lambda-farm.ts';
import {openPriceBook, type Estimate, type PriceBook} from './lambda/price.ts';
import type {Clock} from './lambda/rooms.ts';
import {
  createScheduler,
  type RenderedJob,
  type Scheduler,
  type SchedulerFigures,
} from './lambda/scheduler.ts';
import {checkPlace, type CheckedPlace} from './lambda/site.ts';
import {verifyWebhook, type WebhookNews} from './lambda/webhook.ts';
import {planRender, type Chunking, type RenderPlan} from './lambda/weight.ts';
import {muxSound} from './mux.ts';
import type {Quality} from './quality.ts';
import {checkAspect, checkOverlays, findTemplate} from './session.ts';

export {deployLambda} from './lambda/deploy.ts';
export type {DeployedLambda, DeployLambdaOptions} from './lambda/deploy.ts';
export {lambdaPolicies} from './lambda/policies.ts';
export type {LambdaPolicies} from './lambda/policies.ts';
export {verifyWebhook} from './lambda/webhook.ts';
export type {WebhookNews} from './lambda/webhook.ts';
export {accountLimit} from './lambda/client.ts';
export {estimateBatch} from './lambda/offline-estimate.ts';
export type {BatchEstimate, OfflineOptions} from './lambda/offline-estimate.ts';
export {clearRemains, listRemains, removeFunctions} from './lambda/remains.ts';
export type {Remains} from './lambda/remains.ts';
export {checkPlace} from './lambda/site.ts';
export type {Estimate} from './lambda/price.ts';
export type {SchedulerFigures} from './lambda/scheduler.ts';
export type {Chunking} from './lambda/weight.ts';

/** A function, a site and their bucket in one region: what `deployLambda` returns. */
export interface LambdaPlace {
  /** As in `eu-central-1`. */
  readonly region: string;
  readonly functionName: string;
  readonly serveUrl: string;
  /** Default: the one that `serveUrl` names. */
  readonly bucketName?: string | undefined;
  /** Functions that may run at once. Default: the account's quota in that region; 10 where it may not be read. */
  readonly limit?: number | undefined;
  /** Functions of these that are left to others and to Remotion's own retries. Default: 3 in 100, at least 1. */
  readonly reserve?: number | undefined;
}

export interface LambdaRendererOptions extends LambdaPlace {
  /** More regions of the same account; each video goes where most room is. */
  readonly also?: readonly LambdaPlace[] | undefined;
  /**
   * `throughput` draws a video in one function as long as that surely ends in the function's time: the most videos for a
   * quota and the money. `latency` cuts it as Remotion does by default: the earliest end. Default `throughput`.
   */
  readonly chunking?: Chunking | undefined;
  /** Default `standard`. */
  readonly quality?: Quality | undefined;
  /** USD for everything this renderer renders; refuses before it spends more. Storage and transfer do not count. */
  readonly budgetInUsd?: number | undefined;
  /**
   * File that remembers what was begun, so that another process can go on after this one was killed. Finished videos then
   * stay in the bucket until `removeRemains`. Default: nothing is remembered.
   */
  readonly journal?: string | undefined;
  /** What stays in the bucket after `close`: finished videos, uploaded files. Default: nothing. */
  readonly keep?: {readonly videos?: boolean; readonly files?: boolean} | undefined;
  /** Videos asked for at the same time. Default: a tenth more than the limits, up to 2000; 220 for a
   * place whose limit is not given. */
  readonly concurrency?: number | undefined;
  /** Functions begun a second. Default 50; AWS takes a thousand in ten seconds. */
  readonly startsPerSecond?: number | undefined;
  /** Longest time for a frame, ms; at least 7000. Default 30 000. */
  readonly timeoutInMs?: number | undefined;
  /** A video is begun again so often after a crash. Default 1. */
  readonly retries?: number | undefined;
  /** Has the function call this address when it is done; hand what arrives to `receiveWebhook`. */
  readonly webhook?: {readonly url: string; readonly secret: string} | undefined;
  /** Between two looks at a render, ms. Default 2000 to 15 000. */
  readonly pollInMs?: {readonly least: number; readonly most: number} | undefined;
  /** For so long a render that nobody has heard of may turn up, ms. Default 60 000. */
  readonly graceInMs?: number | undefined;
  /** Your Remotion licence key, handed on to Remotion. */
  readonly licenseKey?: string | undefined;
  /** Absolute path of another ffmpeg, for covers. */
  readonly ffmpegPath?: string | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly clock?: Clock | undefined;
  /** 0 ≤ random() < 1 */
  readonly random?: (() => number) | undefined;
}

const placeShape = {
  region: z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'must be a region, as in eu-central-1'),
  functionName: z.string().min(1),
  serveUrl: z.url(),
  bucketName: z.string().min(3).optional(),
  limit: z.int().min(1).max(1_000_000).optional(),
  reserve: z.int().min(0).optional(),
};
const aFunction = (value: unknown) => typeof value === 'function';
const optionsSchema = z.strictObject({
  ...placeShape,
  also: z.array(z.strictObject(placeShape)).optional(),
  chunking: z
    .union([z.enum(['throughput', 'latency']), z.strictObject({framesPerLambda: z.int().min(1)})])
    .optional(),
  quality: z.enum(['draft', 'standard', 'high']).optional(),
  budgetInUsd: z.number().min(0).optional(),
  journal: z.string().min(1).optional(),
  keep: z.strictObject({videos: z.boolean().optional(), files: z.boolean().optional()}).optional(),
  concurrency: z.int().min(1).max(10_000).optional(),
  startsPerSecond: z.number().positive().max(10_000).optional(),
  timeoutInMs: z.int().min(7000).max(600_000).optional(),
  retries: z.int().min(0).max(10).optional(),
  webhook: z.strictObject({url: z.url(), secret: z.string().min(1)}).optional(),
  pollInMs: z.strictObject({least: z.number().min(50), most: z.number().min(50)}).optional(),
  graceInMs: z.number().min(0).optional(),
  licenseKey: z.string().min(1).optional(),
  ffmpegPath: z.string().min(1).optional(),
  fetch: z.custom<typeof globalThis.fetch>(aFunction).optional(),
  clock: z
    .custom<Clock>((value) => typeof value === 'object' && value !== null && 'sleep' in value)
    .optional(),
  random: z.custom<() => number>(aFunction).optional(),
});

/** A finished video in the bucket. */
export interface RemoteVideo extends RemoteRender {
  readonly bucketName: string;
  readonly key: string;
  readonly bytes: number;
  /** Reads it without credentials, for a day. */
  readonly url: string;
}

/** Renders on Remotion Lambda in the user's account; end it with `await using` or `close`. */
export interface LambdaRenderer extends Renderer, AsyncDisposable {
  readonly name: 'lambda';
  readonly concurrency: number;
  /** What a render of this storyboard is expected to cost; nothing is begun. */
  estimate(storyboard: Storyboard): Promise<Estimate & {readonly plan: RenderPlan}>;
  /** Renders and leaves the video in the bucket. */
  renderRemotely(
    request: Pick<RenderRequest, 'storyboard' | 'files' | 'onProgress' | 'signal'>,
  ): Promise<RemoteVideo>;
  /**
   * Takes a webhook of a render: checks its signature, and looks at that render at once. A replayed one changes nothing.
   * @throws ViralError `invalid-input` for a webhook that is not this account's
   */
  receiveWebhook(body: string | Uint8Array, signature: string | undefined): WebhookNews;
  figures(): SchedulerFigures | null;
  /** Removes finished videos, records of renders, and uploaded files of this renderer and its journal. */
  removeRemains(): Promise<{readonly removed: number}>;
  doClose(): Promise<void>;
}

const systemClock: Clock = {
  now: Date.now,
  async sleep(ms, signal) {
    await sleep(ms, undefined, signal ? {signal} : {});
  },
};

interface OpenPlace {
  readonly checked: CheckedPlace;
  readonly bucket: Bucket;
  readonly shelf: AssetShelf;
  readonly limit: number;
  readonly reserve: number;
}

interface Opened {
  readonly places: readonly OpenPlace[];
  readonly journal: Journal;
  readonly scheduler: Scheduler<LambdaOrder>;
  readonly prices: PriceBook;
}

const coverWidth = 1080;
/** Each video that waits for functions holds its sound and pictures on this machine's disk. */
const mostConcurrency = 2000;
const unknownLimit = 200;

/** Fonts the theme sets text in, as in `Anton 400`; functions do not tell what they loaded. */
function fontsOfTheme({theme}: Storyboard): readonly string[] {
  const faces = Object.values(theme.type).flatMap((face: unknown) =>
    typeof face === 'object' && face !== null && 'family' in face && 'weight' in face
      ? [`${String(face.family)} ${String(face.weight)}`]
      : [],
  );
  return [...new Set(faces)].sort();
}

/**
 * The renderer that has Remotion Lambda draw, in your own account. It budgets functions, not renders: a render waits until
 * all functions it needs are free, because one that is throttled ends the whole render. Nothing is opened before the first
 * call.
 * @throws InvalidInputError for options that are out of range
 */
export function lambdaRenderer(options: LambdaRendererOptions): LambdaRenderer {
  const parsed = parseInput(optionsSchema, options, 'the options of lambdaRenderer');
  const {chunking = 'throughput', quality = 'standard', timeoutInMs = 30_000, keep = {}} = parsed;
  const fetch = parsed.fetch ?? globalThis.fetch;
  const wanted = [parsed, ...(parsed.also ?? [])];
  const twice = wanted.findIndex(({region}, index) =>
    wanted.some((other, at) => at < index && other.region === region),
  );
  if (twice !== -1) {
    const path = `also[${twice - 1}].region`;
    throw new InvalidInputError('the options of lambdaRenderer', [
      {path, message: `${wanted[twice]?.region} was given already; a region counts its functions together`},
    ]);
  }
  const session = parsed.journal === undefined ? randomUUID().slice(0, 13) : null;
  let opening: Promise<Opened> | null = null;
  let current: Opened | null = null;

  async function open(): Promise<Opened> {
    const client = await lambdaClient();
    const places = await Promise.all(
      wanted.map(async (place): Promise<OpenPlace> => {
        const checked = await checkPlace(place, fetch);
        const region = checked.region as Region;
        const bucket = await openBucket(region, checked.bucketName);
        const limit = place.limit ?? (await accountLimit(region)).limit;
        const reserve = place.reserve ?? Math.min(limit - 1, Math.max(1, Math.ceil(limit * 0.03)));
        // One batch uses one shelf, whichever process works on it.
        const scope =
          session ??
          createHash('sha256')
            .update(parsed.journal ?? '')
            .digest('hex')
            .slice(0, 13);
        const prefix = keep.files === true ? 'viral-assets/kept/' : `viral-assets/${scope}/`;
        return {checked, bucket, shelf: openShelf(bucket, prefix), limit, reserve};
      }),
    );
    const first = places[0];
    if (first === undefined) throw new ViralError('internal', 'no place to render at');
    for (const {checked} of places) {
      if (checked.site.code !== first.checked.site.code) {
        throw new ViralError(
          'version-mismatch',
          `The sites of ${first.checked.region} and ${checked.region} were made of different code. Deploy both anew with "viral lambda deploy".`,
        );
      }
    }
    const journal = parsed.journal === undefined ? memoryJournal() : openJournal(parsed.journal);
    const scheduler = createScheduler<LambdaOrder>({
      places: places.map(({checked, bucket, limit, reserve}) => ({
        name: checked.region,
        limit,
        reserve,
        startsPerSecond: parsed.startsPerSecond ?? 50,
        farm: lambdaFarm({
          client,
          place: checked,
          bucket,
          timeoutInMs,
          licenseKey: parsed.licenseKey ?? null,
          webhook: parsed.webhook ?? null,
        }),
      })),
      journal,
      clock: parsed.clock ?? systemClock,
      random: parsed.random ?? Math.random,
      budgetInUsd: parsed.budgetInUsd,
      graceInMs: parsed.graceInMs ?? 60_000,
      pollInMs: parsed.pollInMs ?? {least: 2000, most: 15_000},
      retries: parsed.retries ?? 1,
    });
    const {memorySizeInMb, diskSizeInMb} = first.checked.facts;
    const prices = openPriceBook(client, {region: first.checked.region, memorySizeInMb, diskSizeInMb});
    current = {places, journal, scheduler, prices};
    return current;
  }
  const opened = async () => {
    opening ??= open().catch((error: unknown) => {
      // What is not right may be put right.
      opening = null;
      throw error;
    });
    return opening;
  };

  const planOf = ({places, prices}: Opened, storyboard: Storyboard) => {
    const timeoutInSeconds = Math.min(...places.map(({checked}) => checked.facts.timeoutInSeconds));
    const plan = planRender(storyboard.durationInFrames, chunking, {
      secondsPerFrame: prices.secondsPerFrame(storyboard),
      timeoutInSeconds,
    });
    return {plan, estimate: prices.estimate(storyboard, plan)};
  };

  const placeNamed = ({places}: Opened, name: string): OpenPlace => {
    const found = places.find(({checked}) => checked.region === name);
    if (found === undefined) throw new ViralError('internal', `no place '${name}'`);
    return found;
  };

  const checkStoryboard = ({places}: Opened, storyboard: Storyboard) => {
    const template = findTemplate(places[0]?.checked.site.templates ?? [], storyboard.template.id);
    const {width, height} = storyboard;
    checkAspect(template, aspectOf(width, height), `${width}x${height}`, 'width');
    checkOverlays(template, storyboard);
    return template;
  };

  /** Everything that makes the video what it is. */
  const keyOf = ({places}: Opened, storyboard: Storyboard) =>
    createHash('sha256')
      .update(JSON.stringify([packageVersion, places[0]?.checked.site.code, quality, storyboard]))
      .digest('hex')
      .slice(0, 40);

  const uses = new Map<string, number>();

  async function rendered(
    world: Opened,
    {
      storyboard,
      files,
      onProgress,
      signal,
    }: {readonly storyboard: Storyboard; readonly files: AssetFiles} & Pick<
      RenderRequest,
      'onProgress' | 'signal'
    >,
  ): Promise<RenderedJob> {
    const {scheduler, prices} = world;
    const {plan, estimate} = planOf(world, storyboard);
    const total = storyboard.durationInFrames;
    const begunAt = performance.now();
    onProgress({step: 'render', fraction: 0, detail: 'waiting for free functions'});
    const job = await scheduler.run(
      {
        key: keyOf(world, storyboard),
        weight: plan.weight,
        estimate: {
          costInUsd: estimate.costInUsd,
          seconds: estimate.functionSeconds / Math.max(1, plan.chunks + 1),
        },
        orderFor: async (name) => ({
          storyboard,
          assetUrls: await placeNamed(world, name).shelf.place(storyboard, files, signal),
          framesPerLambda: plan.framesPerLambda,
          quality,
        }),
      },
      signal,
      (news) => {
        if (news.status === 'begun') {
          onProgress({step: 'render', fraction: 0, detail: `begun in ${news.place} as ${news.renderId}`});
        } else if (news.status === 'running') {
          const done = Math.min(total, news.framesDone);
          onProgress({
            step: 'render',
            fraction: news.fraction * 0.98,
            detail: `frame ${done} of ${total}`,
            frames: {done, total, perSecond: (done / (performance.now() - begunAt)) * 1000},
          });
        }
      },
    );
    if (job.spent.functionSeconds > 0) prices.learn(storyboard, plan, job.spent.functionSeconds);
    return job;
  }

  const remoteOf = (world: Opened, job: RenderedJob): RemoteRender => ({
    renderId: job.renderId,
    region: job.place,
    functionName: placeNamed(world, job.place).checked.functionName,
    functions: job.spent.functions,
    costInUsd: job.costInUsd,
    attempts: Math.max(1, job.attempts),
  });

  /** Removes what a render left in the bucket; it can then not be found again. */
  async function forget(world: Opened, job: RenderedJob): Promise<void> {
    const {bucket} = placeNamed(world, job.place);
    const keys: string[] = [];
    for await (const {key} of bucket.list(`renders/${job.renderId}/`)) keys.push(key);
    await world.journal.append({is: 'removed', job: job.key});
    await bucket.remove([...keys, `${outputPrefix}${job.output}`]);
  }

  async function removeRemains(world: Opened): Promise<{readonly removed: number}> {
    let removed = 0;
    for (const {checked, bucket, shelf} of world.places) {
      const keys: string[] = [];
      for (const renderId of world.journal.renderIds) {
        for await (const {key} of bucket.list(`renders/${renderId}/`)) keys.push(key);
      }
      for (const [job, record] of world.journal.jobs()) {
        if (record.intents === 0 || keep.videos === true) continue;
        for await (const {key} of bucket.list(`${outputPrefix}${job}-`)) keys.push(key);
        if (record.done?.place === checked.region) await world.journal.append({is: 'removed', job});
      }
      await bucket.remove(keys);
      removed += keys.length;
      if (keep.files !== true) await shelf.clear();
    }
    return {removed};
  }

  const close = async () => {
    const world = await opening?.catch(() => null);
    opening = null;
    if (!world) return;
    try {
      // A batch that another process may go on with keeps what it has paid for.
      if (parsed.journal === undefined) await removeRemains(world);
    } finally {
      world.journal.close();
    }
  };

  return {
    name: 'lambda',
    concurrency:
      parsed.concurrency ??
      Math.min(
        mostConcurrency,
        Math.ceil(1.1 * wanted.reduce((sum, {limit}) => sum + (limit ?? unknownLimit), 0)),
      ),
    async estimate(storyboard) {
      const {plan, estimate} = planOf(await opened(), storyboard);
      return {...estimate, plan};
    },
    async doPrepare({template, aspect, onProgress, signal}) {
      onProgress({step: 'prepare', fraction: 0, detail: 'function and site'});
      const {places} = await opened();
      signal.throwIfAborted();
      const found = findTemplate(places[0]?.checked.site.templates ?? [], template);
      checkAspect(found, aspect, aspect, 'aspect');
      onProgress({step: 'prepare', fraction: 1});
      const {id, version, defaultTheme} = found;
      return {id, version, defaultTheme};
    },
    async renderRemotely(request) {
      const world = await opened();
      checkStoryboard(world, request.storyboard);
      const job = await rendered(world, request);
      request.onProgress({step: 'render', fraction: 1});
      const {bucket} = placeNamed(world, job.place);
      const key = `${outputPrefix}${job.output}`;
      return {
        ...remoteOf(world, job),
        bucketName: bucket.name,
        key,
        bytes: job.bytes,
        url: await bucket.readingUrl(key, 24 * 60 * 60),
      };
    },
    async doRender(request) {
      const {storyboard, files, outputFile, cover, onProgress, signal} = request;
      const {fps, durationInFrames} = storyboard;
      const world = await opened();
      const template = checkStoryboard(world, storyboard);
      const key = keyOf(world, storyboard);
      uses.set(key, (uses.get(key) ?? 0) + 1);
      let job: RenderedJob | null = null;
      try {
        job = await rendered(world, request);
        onProgress({step: 'render', fraction: 0.98, detail: 'fetching the video'});
        const work = await openUnfinishedFolder(dirname(outputFile));
        try {
          const videoFile = join(work.path, 'fetched.mp4');
          await placeNamed(world, job.place).bucket.download(
            `${outputPrefix}${job.output}`,
            videoFile,
            signal,
          );
          // The sound that came along was encoded in pieces and ends some milliseconds late.
          const soundtrack =
            storyboard.soundtrack === null ? null : (files[storyboard.soundtrack.asset] ?? null);
          const {ffmpegPath} = parsed;
          await muxSound({videoFile, soundtrack, fps, durationInFrames, outputFile, signal, ffmpegPath});
        } finally {
          await work.discard();
        }
        if (cover !== null) {
          const {frame, file} = cover;
          await writeCover({
            ...{segment: outputFile, frame, fps, width: coverWidth, file, signal},
            ffmpegPath: parsed.ffmpegPath,
          });
        }
        onProgress({step: 'render', fraction: 1});
      } finally {
        const left = (uses.get(key) ?? 1) - 1;
        if (left > 0) uses.set(key, left);
        else {
          uses.delete(key);
          const leave = parsed.journal !== undefined || keep.videos === true;
          // What cannot be removed now is removed with the rest.
          if (job !== null && !leave) await forget(world, job).catch(() => undefined);
        }
      }
      const remote = remoteOf(world, job);
      const {memorySizeInMb} = placeNamed(world, job.place).checked.facts;
      return {
        engine: 'lambda',
        reason: `Remotion Lambda was asked for: ${remote.functions} functions of ${memorySizeInMb} MB in ${remote.region}`,
        template: {id: template.id, version: template.version},
        fonts: fontsOfTheme(storyboard),
        remote,
        degraded: [],
      };
    },
    receiveWebhook(body, signature) {
      const secret = parsed.webhook?.secret;
      if (secret === undefined) {
        throw new ViralError('invalid-input', 'lambdaRenderer was given no webhook, so nobody may send one.');
      }
      const news = verifyWebhook({secret, body, signature});
      void opening?.then(({scheduler}) => scheduler.wake(news.renderId)).catch(() => undefined);
      return news;
    },
    figures: () => current?.scheduler.figures() ?? null,
    removeRemains: async () => removeRemains(await opened()),
    doClose: close,
    [Symbol.asyncDispose]: close,
  };
}
