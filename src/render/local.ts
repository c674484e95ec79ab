import {availableParallelism} from 'node:os';
import {dirname, join} from 'node:path';
import {z} from 'zod';
import {parseInput, ViralError} from '../errors.ts';
import type {EngineChoice, Renderer, RenderRequest, RenderedVideo} from '../ports/index.ts';
import {openUnfinishedFolder} from '../whole-files.ts';
import {checkSound} from './asset-check.ts';
import {chooseEngine} from './likeness/choose-engine.ts';
import {writeCover} from './encode/cover.ts';
import {joinSegments} from './encode/join.ts';
import {muxSound} from './encode/mux.ts';
import {obtainSegments, type SegmentsInWork} from './segments/obtain-segments.ts';
import type {Quality} from './quality.ts';
import {noSceneCache, openSceneCache, type SceneCache} from './segments/scene-cache.ts';
import {screenshotEngine} from './screenshots.ts';
import {segmentKey} from './segments/segment-key.ts';
import {framesOf, type SegmentEngine, type SegmentPlan} from './segments/segments.ts';
import {createSession, type RenderSession, type SessionOptions, type Staged} from './page/session.ts';
import {registerUsage} from './usage-event.ts';
import {webEngine} from './web.ts';

export interface LocalRendererOptions extends Omit<SessionOptions, 'pages'> {
  /** How frames are drawn where a render does not say. Default `auto`. */
  readonly engine?: EngineChoice | undefined;
  /** Pages that draw at once, at most one a core. Default: one a core, up to 8. */
  readonly concurrency?: number | undefined;
  /** Default `standard`. */
  readonly quality?: Quality | undefined;
  /** What finished scenes may take in the cache, bytes; 0 keeps none. Default 2 GB. */
  readonly sceneCacheBytes?: number | undefined;
  /** Your Remotion licence key, handed on to Remotion; see docs/rendering.md for what is sent when. */
  readonly licenseKey?: string | undefined;
  /** Absolute path of another ffmpeg. */
  readonly ffmpegPath?: string | undefined;
}

const optionsSchema = z.strictObject({
  browserExecutable: z.string().min(1).optional(),
  cacheDir: z.string().min(1),
  entry: z.string().min(1).optional(),
  download: z.boolean().optional(),
  engine: z.enum(['auto', 'web', 'screenshots']).optional(),
  concurrency: z.int().min(1).max(availableParallelism()).optional(),
  quality: z.enum(['draft', 'standard', 'high']).optional(),
  sceneCacheBytes: z.number().min(0).optional(),
  licenseKey: z.string().min(1).optional(),
  // Remotion takes no less.
  timeoutInMs: z.int().min(7000).max(600_000).optional(),
  ffmpegPath: z.string().min(1).optional(),
});

/** A renderer that holds a browser; end it with `await using` or `close`. */
export interface LocalRenderer extends Renderer, AsyncDisposable {
  readonly name: 'local';
  /** The session that stills are drawn with as well. */
  readonly session: RenderSession;
  /** Closes the browser and the server; renders under way fail. */
  doClose(): Promise<void>;
}

interface Settings {
  readonly cacheDir: string;
  readonly engine: EngineChoice;
  readonly concurrency: number;
  readonly quality: Quality;
  readonly licenseKey: string | null;
  readonly ffmpegPath: string | undefined;
  readonly scenes: SceneCache;
  readonly inWork: SegmentsInWork;
}

const preparing = 'templates and browser';
const coverWidth = 1080;

function planSegments(staged: Staged, engine: SegmentEngine, folder: string): readonly SegmentPlan[] {
  const encoder = {engine: engine.name, ...engine.encoderOf(staged)};
  return staged.storyboard.scenes.map((scene, index) => ({
    index,
    sceneId: scene.id,
    sceneKind: scene.kind,
    first: scene.startFrame,
    last: scene.startFrame + scene.durationInFrames - 1,
    key: segmentKey(staged, index, encoder),
    file: join(folder, `segment-${index}.mp4`),
  }));
}

async function soundtrackOf({storyboard, files, signal}: RenderRequest): Promise<string | null> {
  if (storyboard.soundtrack === null) return null;
  const {asset} = storyboard.soundtrack;
  const file = files[asset];
  if (file === undefined) {
    throw new ViralError('asset-missing', `No file was given for the asset '${asset}'.`);
  }
  await checkSound(asset, file, signal);
  return file;
}

async function renderStaged(
  staged: Staged,
  request: RenderRequest,
  session: RenderSession,
  settings: Settings,
): Promise<RenderedVideo> {
  const {storyboard, outputFile, cover, signal} = request;
  const {fps, durationInFrames} = storyboard;
  const {quality, concurrency, licenseKey, ffmpegPath, cacheDir} = settings;
  const soundtrack = await soundtrackOf(request);
  const chosen = await chooseEngine({
    asked: request.engine ?? settings.engine,
    session,
    staged,
    quality,
    cacheDir,
    licenseKey,
    signal,
  });
  const engine =
    chosen.name === 'web'
      ? webEngine({session, quality, concurrency, licenseKey})
      : screenshotEngine({session, quality, concurrency, ffmpegPath});

  const work = await openUnfinishedFolder(dirname(outputFile));
  try {
    const plans = planSegments(staged, engine, work.path);
    const {fonts, cached, cacheProblem} = await obtainSegments({
      plans,
      staged,
      engine,
      scenes: settings.scenes,
      inWork: settings.inWork,
      onProgress: request.onProgress,
      signal,
    });
    const videoFile = join(work.path, 'joined.mp4');
    await joinSegments({
      segments: plans.map((plan) => ({file: plan.file, frames: framesOf(plan)})),
      fps,
      outputFile: videoFile,
      signal,
    });
    await muxSound({videoFile, soundtrack, fps, durationInFrames, outputFile, signal, ffmpegPath});
    if (cover !== null) {
      const plan = plans.find(({first, last}) => cover.frame >= first && cover.frame <= last);
      if (plan === undefined) throw new ViralError('internal', `No scene holds the frame ${cover.frame}.`);
      const frame = cover.frame - plan.first;
      await writeCover({
        segment: plan.file,
        frame,
        fps,
        width: coverWidth,
        file: cover.file,
        signal,
        ffmpegPath,
      });
    }
    const {id, version} = staged.template;
    const browser = session.browserVersion();
    return {
      engine: engine.name,
      reason: chosen.reason,
      ...(browser === undefined ? {} : {browser}),
      template: {id, version},
      fonts: [...fonts].sort(),
      scenes: {rendered: plans.length - cached, cached},
      degraded: cacheProblem === null ? [] : [`finished scenes could not be kept: ${cacheProblem}`],
    };
  } finally {
    await work.discard();
  }
}

/**
 * The renderer of this machine. Draws a video scene by scene in a headless browser, with the engine that suits the
 * template, keeps each finished scene, and joins scenes without encoding them again. Opens browser, bundle and server
 * with the first render and keeps them until it is closed.
 * @throws InvalidInputError for options that are out of range
 */
export function localRenderer(options: LocalRendererOptions): LocalRenderer {
  const parsed = parseInput(optionsSchema, options, 'the options of localRenderer');
  const {
    engine,
    concurrency: pages,
    quality,
    sceneCacheBytes = 2e9,
    licenseKey,
    ffmpegPath,
    ...kept
  } = parsed;
  const concurrency = pages ?? Math.min(availableParallelism(), 8);
  const session = createSession({...kept, pages: concurrency});
  const settings: Settings = {
    cacheDir: kept.cacheDir,
    engine: engine ?? 'auto',
    concurrency,
    quality: quality ?? 'standard',
    licenseKey: licenseKey ?? null,
    ffmpegPath,
    scenes:
      sceneCacheBytes === 0
        ? noSceneCache
        : openSceneCache({directory: join(kept.cacheDir, 'scenes'), maxBytes: sceneCacheBytes}),
    inWork: new Map(),
  };
  return {
    name: 'local',
    session,
    async doPrepare(request) {
      const {onProgress, signal} = request;
      onProgress({step: 'prepare', fraction: 0});
      await session.prepare(signal, (fraction) => onProgress({step: 'prepare', fraction, detail: preparing}));
      const {id, version, defaultTheme} = await session.pick(request, signal);
      onProgress({step: 'prepare', fraction: 1});
      return {id, version, defaultTheme};
    },
    async doRender(request) {
      const {storyboard, files, onProgress, signal} = request;
      onProgress({step: 'prepare', fraction: 0});
      await session.prepare(signal, (fraction) => onProgress({step: 'prepare', fraction, detail: preparing}));
      const staged = await session.stage(storyboard, files, signal);
      onProgress({step: 'prepare', fraction: 1});
      try {
        const video = await renderStaged(staged, request, session, settings);
        // The web renderer sends its own, from the page.
        const drawn = video.engine === 'screenshots' && video.scenes?.rendered !== 0;
        if (licenseKey !== undefined && drawn) registerUsage(licenseKey);
        return video;
      } finally {
        staged.release();
      }
    },
    doClose: () => session.close(),
    [Symbol.asyncDispose]: () => session.close(),
  };
}
