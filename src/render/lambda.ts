import {createHash} from 'node:crypto';
import {ViralError} from '../errors.ts';
import {packageVersion} from '../package-version.ts';
import type {RemoteRender, Renderer, RenderRequest} from '../ports/index.ts';
import type {Storyboard} from '../schema/index.ts';
import {fetchVideo, takeCover} from './lambda/fetch-video.ts';
import {rememberFetched, takeFetched} from './lambda/fetched.ts';
import type {RenderedJob} from './lambda/job.ts';
import {outputPrefix} from './lambda/lambda-farm.ts';
import {forgetAll, forgetRender} from './lambda/leavings.ts';
import {checkOptions, placesOf, type LambdaRendererOptions} from './lambda/options.ts';
import type {Estimate} from './lambda/price.ts';
import type {SchedulerFigures} from './lambda/scheduler.ts';
import {verifyWebhook, type WebhookNews} from './lambda/webhook.ts';
import {planRender, type Chunking, type RenderPlan} from './lambda/weight.ts';
import {openWorld, type OpenPlace, type World} from './lambda/world.ts';
import {pickTemplate, templateFor} from './bundle/template-checks.ts';

export {deployLambda} from './lambda/deploy.ts';
export type {DeployedLambda, DeployLambdaOptions} from './lambda/deploy.ts';
export {lambdaPolicies} from './lambda/policies.ts';
export type {LambdaPolicies} from './lambda/policies.ts';
export {verifyWebhook} from './lambda/webhook.ts';
export type {WebhookNews} from './lambda/webhook.ts';
export {accountLimit} from './lambda/client.ts';
export {estimateBatch} from './lambda/offline-estimate.ts';
export type {BatchEstimate, OfflineOptions} from './lambda/offline-estimate.ts';
export type {AwsCredentials, LambdaAccount} from './lambda/account.ts';
export {clearRemains, listRemains, removeOldFunctions} from './lambda/remains.ts';
export type {Remains} from './lambda/remains.ts';
export {checkPlace} from './lambda/site.ts';
export type {Estimate} from './lambda/price.ts';
export type {SchedulerFigures} from './lambda/scheduler.ts';
export type {Chunking} from './lambda/weight.ts';
export type {LambdaPlace, LambdaRendererOptions} from './lambda/options.ts';

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

/** Expected time, cost and cut of a storyboard. */
function planOf({places, prices}: World, storyboard: Storyboard, chunking: Chunking) {
  const timeoutInSeconds = Math.min(...places.map(({checked}) => checked.facts.timeoutInSeconds));
  const plan = planRender(storyboard.durationInFrames, chunking, {
    secondsPerFrame: prices.secondsPerFrame(storyboard),
    timeoutInSeconds,
  });
  return {plan, estimate: prices.estimate(storyboard, plan)};
}

const remoteOf = ({checked, account}: OpenPlace, job: RenderedJob): RemoteRender => ({
  renderId: job.renderId,
  ...(account === null ? {} : {account}),
  region: checked.region,
  functionName: checked.functionName,
  functions: job.spent.functions,
  costInUsd: job.costInUsd,
  attempts: Math.max(1, job.attempts),
});

/**
 * The renderer that has Remotion Lambda draw, in your own account. It budgets functions, not renders: a render waits until
 * all functions it needs are free, because one that is throttled ends the whole render. Nothing is opened before the first
 * call.
 * @throws InvalidInputError for options that are out of range
 */
export function lambdaRenderer(options: LambdaRendererOptions): LambdaRenderer {
  const checked = checkOptions(options);
  const {chunking = 'throughput', quality = 'standard', keep = {}} = checked;
  let opening: Promise<World> | null = null;
  let current: World | null = null;
  /** Callers that still want a video, by its key. */
  const uses = new Map<string, number>();

  const opened = async () => {
    opening ??= openWorld(checked)
      .then((world) => (current = world))
      .catch((error: unknown) => {
        // What is not right may be put right.
        opening = null;
        throw error;
      });
    return opening;
  };

  /** Everything that makes the video what it is. */
  const keyOf = ({places: [first]}: World, storyboard: Storyboard) =>
    createHash('sha256')
      .update(JSON.stringify([packageVersion, first.checked.site.code, quality, storyboard]))
      .digest('hex')
      .slice(0, 40);

  async function rendered(
    world: World,
    {
      storyboard,
      files,
      onProgress,
      signal,
    }: Pick<RenderRequest, 'storyboard' | 'files' | 'onProgress' | 'signal'>,
  ): Promise<RenderedJob> {
    const {scheduler, prices} = world;
    const {plan, estimate} = planOf(world, storyboard, chunking);
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
          assetUrls: await world.placeNamed(name).shelf.place(storyboard, files, signal),
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

  /** Renders and fetches; what somebody else removed from the bucket is rendered anew, once. */
  async function fetchedHere(world: World, request: RenderRequest): Promise<RenderedJob> {
    const {journal} = world;
    // Without a file of its own a journal knows of this process only, whose caller has the video.
    const remembers = checked.journal !== undefined;
    const here = remembers ? await takeFetched(journal, keyOf(world, request.storyboard), request) : null;
    if (here !== null) return here;
    for (let fetches = 1; ; fetches++) {
      const job = await rendered(world, request);
      request.onProgress({step: 'render', fraction: 0.98, detail: 'fetching the video'});
      const {bucket} = world.placeNamed(job.place);
      if (await fetchVideo(bucket, job, request, checked.ffmpegPath)) {
        if (remembers) await rememberFetched(journal, job, request);
        return job;
      }
      await journal.append({is: 'removed', job: job.key});
      if (fetches > 1) {
        throw new ViralError(
          'render-failed',
          `The finished video ${job.output} was removed from the bucket ${bucket.name} before it could be fetched, twice. See what removes files from it.`,
          {action: 'retry'},
        );
      }
    }
  }

  const close = async () => {
    const world = await opening?.catch(() => null);
    opening = null;
    if (!world) return;
    try {
      // A batch that another process may go on with keeps what it has paid for.
      if (checked.journal === undefined) await forgetAll(world, keep);
    } finally {
      await world.close();
    }
  };

  return {
    name: 'lambda',
    concurrency:
      checked.concurrency ??
      Math.min(
        mostConcurrency,
        Math.ceil(1.1 * placesOf(checked).reduce((sum, {limit}) => sum + (limit ?? unknownLimit), 0)),
      ),
    async estimate(storyboard) {
      const {plan, estimate} = planOf(await opened(), storyboard, chunking);
      return {...estimate, plan};
    },
    async doPrepare(request) {
      const {onProgress, signal} = request;
      onProgress({step: 'prepare', fraction: 0, detail: 'function and site'});
      const {places} = await opened();
      signal.throwIfAborted();
      const found = pickTemplate(places[0].checked.site.templates, request);
      onProgress({step: 'prepare', fraction: 1});
      const {id, version, defaultTheme} = found;
      return {id, version, defaultTheme};
    },
    async renderRemotely(request) {
      const world = await opened();
      templateFor(world.places[0].checked.site.templates, request.storyboard);
      const job = await rendered(world, request);
      request.onProgress({step: 'render', fraction: 1});
      const place = world.placeNamed(job.place);
      const key = `${outputPrefix}${job.output}`;
      return {
        ...remoteOf(place, job),
        bucketName: place.bucket.name,
        key,
        bytes: job.bytes,
        url: await place.bucket.readingUrl(key, 24 * 60 * 60),
      };
    },
    async doRender(request) {
      const world = await opened();
      const template = templateFor(world.places[0].checked.site.templates, request.storyboard);
      const key = keyOf(world, request.storyboard);
      uses.set(key, (uses.get(key) ?? 0) + 1);
      let job: RenderedJob | null = null;
      try {
        job = await fetchedHere(world, request);
        await takeCover(request, checked.ffmpegPath);
        request.onProgress({step: 'render', fraction: 1});
      } finally {
        const left = (uses.get(key) ?? 1) - 1;
        if (left > 0) uses.set(key, left);
        else {
          uses.delete(key);
          const leave = checked.journal !== undefined || keep.videos === true;
          // One that could not be fetched is paid for: whoever asks again finds it. What cannot be removed now is removed
          // with the rest.
          if (job !== null && !leave) await forgetRender(world, job).catch(() => undefined);
        }
      }
      const place = world.placeNamed(job.place);
      const remote = remoteOf(place, job);
      const {memorySizeInMb} = place.checked.facts;
      return {
        engine: 'lambda',
        reason: `Remotion Lambda was asked for: ${remote.functions} functions of ${memorySizeInMb} MB in ${remote.region}`,
        template: {id: template.id, version: template.version},
        fonts: fontsOfTheme(request.storyboard),
        remote,
        degraded: [],
      };
    },
    receiveWebhook(body, signature) {
      const secret = checked.webhook?.secret;
      if (secret === undefined) {
        throw new ViralError('invalid-input', 'lambdaRenderer was given no webhook, so nobody may send one.');
      }
      const news = verifyWebhook({secret, body, signature});
      void opening?.then(({scheduler}) => scheduler.wake(news.renderId)).catch(() => undefined);
      return news;
    },
    figures: () => current?.scheduler.figures() ?? null,
    removeRemains: async () => forgetAll(await opened(), keep),
    doClose: close,
    [Symbol.asyncDispose]: close,
  };
}
