import {AsyncLocalStorage} from 'node:async_hooks';
import {setTimeout as sleep} from 'node:timers/promises';
import {ViralError} from '../../errors.ts';

/**
 * The only file of this room that touches `@remotion/renderer`, internals included. What it uses of them is tested for
 * when it is loaded, so that another version fails with a sentence and not in the middle of a frame.
 *
 * Why internals: the public functions start a second server that listens on every network interface and fetches
 * whatever URL it is asked for. The internal ones take our server instead.
 */
type RendererModule = typeof import('@remotion/renderer');
type RemotionServer = import('@remotion/renderer').RemotionServer;
export type HeadlessBrowser = Awaited<ReturnType<RendererModule['openBrowser']>>;
type Composition = Parameters<RendererModule['RenderInternals']['internalRenderFrames']>[0]['composition'];

let loaded: Promise<RendererModule> | undefined;

async function load(): Promise<RendererModule> {
  let renderer: RendererModule;
  try {
    renderer = await import('@remotion/renderer');
  } catch (cause) {
    throw new ViralError(
      'dependency-missing',
      'Rendering needs @remotion/renderer, which is not installed; run "npm i @remotion/renderer".',
      {cause},
    );
  }
  const internals: Record<string, unknown> = {...renderer.RenderInternals};
  const wanted = [
    'internalOpenBrowser',
    'internalRenderFrames',
    'internalGetCompositions',
    'internalSelectComposition',
    'internalEnsureBrowser',
  ];
  const absent = wanted.filter((name) => typeof internals[name] !== 'function');
  if (absent.length > 0) {
    throw new ViralError(
      'version-mismatch',
      `This version of @remotion/renderer lacks ${absent.join(', ')}. Install the version this package was built with: ` +
        'its package.json names the range.',
    );
  }
  silenceOwnCalls(internals['Log']);
  return renderer;
}

const ownCall = new AsyncLocalStorage<true>();

/**
 * Remotion prints errors beside throwing them, and no log level stops that. What it prints during our calls is
 * dropped: the errors reach the caller as errors. Its other users in this process print as before.
 */
function silenceOwnCalls(log: unknown): void {
  if (typeof log !== 'object' || log === null) return;
  for (const name of ['warn', 'error'] as const) {
    const print: unknown = Reflect.get(log, name);
    if (typeof print !== 'function') continue;
    Reflect.set(log, name, (...args: unknown[]): unknown =>
      ownCall.getStore() ? undefined : Reflect.apply(print, log, args),
    );
  }
}

async function remotion(): Promise<RendererModule> {
  loaded ??= load();
  return loaded;
}

/** One message of the page's console. */
export interface PageLog {
  readonly type: string;
  readonly text: string;
}

/** What is drawn: a composition by id with its props, which travel as JSON. */
export interface Drawing {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly durationInFrames: number;
  readonly props: Readonly<Record<string, unknown>>;
}

/** Our server, dressed as the one that Remotion would start. Only the parts used for muted frames exist. */
function asRemotionServer(siteUrl: string): RemotionServer {
  const url = new URL(siteUrl);
  const compositor = {
    pid: null,
    executeCommand: async () => {
      throw new Error('frames of videos are drawn by the page; use <Video> of @remotion/media');
    },
    finishCommands: async () => undefined,
    waitForDone: async () => undefined,
    shutDownOrKill: async () => undefined,
  };
  const downloadMap = {
    downloadListeners: [],
    emitter: {addEventListener: () => () => undefined},
    // Only ever joined with file names that are not written when frames are handed over in memory.
    compositingDir: '/',
    inlineAudioMixing: {addAsset: () => undefined, cleanup: () => undefined},
    isDownloadingMap: {},
    hasBeenDownloadedMap: {},
    listeners: {},
    durationOfAssetCache: {},
  };
  return {
    serveUrl: siteUrl,
    closeServer: async () => undefined,
    offthreadPort: Number(url.port),
    compositor,
    sourceMap: () => null,
    downloadMap,
  } as unknown as RemotionServer;
}

const quiet = {indent: false, logLevel: 'error'} as const;
const noDownload = () => ({version: null, onProgress: () => undefined});

/** Full Chrome needs another headless switch than the plain headless build. */
export type BrowserMode = 'headless-shell' | 'chrome-for-testing';

/**
 * Remotion closes pages without waiting for it. Where the browser is closed in the same moment that fails, and a
 * rejection that nobody handles ends a Node process; a page that is gone is as good as closed.
 */
function ignoreClosedTargets(browser: HeadlessBrowser): void {
  const connection = browser.connection as unknown as {
    send(method: string, params?: object): Promise<unknown>;
  };
  const send = connection.send.bind(connection);
  connection.send = (method, params) =>
    method === 'Target.closeTarget'
      ? send(method, params).catch(() => ({value: {success: false}}))
      : send(method, params);
}

export async function openHeadlessBrowser(executable: string, mode: BrowserMode): Promise<HeadlessBrowser> {
  const {RenderInternals} = await remotion();
  const browser = await ownCall.run(true, () =>
    RenderInternals.internalOpenBrowser({
      ...quiet,
      browser: 'chrome',
      browserExecutable: executable,
      chromiumOptions: {},
      forceDeviceScaleFactor: undefined,
      viewport: null,
      onBrowserDownload: noDownload,
      chromeMode: mode,
    }),
  );
  ignoreClosedTargets(browser);
  // Remotion ends this process itself on SIGINT and swallows SIGTERM; signals are for the program, not for us to take.
  // The first listener is for 'exit', which stays; each entry removes one listener.
  const {listeners} = browser.runner as unknown as {listeners?: (() => void)[]};
  if (Array.isArray(listeners) && listeners.length === 4) listeners.slice(1).forEach((remove) => remove());
  return browser;
}

/** Remotion's default for what waits outside of a render. */
const pageTimeoutInMs = 30_000;

/** A page of its own, spoken to in Chrome's protocol. */
export interface PageClient {
  /** @throws Error when the page has gone */
  send(method: string, params?: object): Promise<unknown>;
  on(event: string, handler: (params: unknown) => void): void;
  /** Closes the page even when it is busy. Never throws. */
  close(): Promise<void>;
}

interface Connection {
  send(method: string, params?: object): Promise<{value: unknown}>;
  createSession(target: object): Promise<{
    send(method: string, params?: object): Promise<{value: unknown}>;
    on(event: string, handler: (params: unknown) => void): unknown;
  }>;
}

/** What a browser gets to close a page, ms. */
const closeWithinMs = 1000;

/** Opens an empty page beside those that Remotion opens and closes for each of its drawings. */
export async function attachPage(browser: HeadlessBrowser): Promise<PageClient> {
  const connection = browser.connection as unknown as Connection;
  if (typeof connection.createSession !== 'function') {
    throw new ViralError(
      'version-mismatch',
      'This version of @remotion/renderer speaks otherwise with its browser.',
    );
  }
  const created = await connection.send('Target.createTarget', {url: 'about:blank'});
  const {targetId} = created.value as {targetId: string};
  const session = await connection.createSession({targetId, type: 'page'});
  // A bundle opens the whole Studio in every browser that does not seem to be driven by Remotion, which costs more than
  // drawing a second of video.
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `window.remotion_puppeteerTimeout = ${pageTimeoutInMs};`,
  });
  return {
    send: async (method, params) => (await session.send(method, params ?? {})).value,
    on: (event, handler) => void session.on(event, handler),
    close: async () => {
      const closing = connection.send('Target.closeTarget', {targetId}).catch(() => undefined);
      // A browser that has gone answers nothing, and does not say so either.
      await Promise.race([closing, sleep(closeWithinMs, undefined, {ref: false})]);
    },
  };
}

/** Lets Remotion download its browser into the project of the working directory. Needs the internet. */
export async function downloadBrowser(onProgress: (fraction: number) => void): Promise<string | null> {
  const {RenderInternals} = await remotion();
  const status = await RenderInternals.internalEnsureBrowser({
    ...quiet,
    browserExecutable: null,
    chromeMode: 'headless-shell',
    onBrowserDownload: () => ({version: null, onProgress: ({percent}) => onProgress(percent)}),
  });
  return 'path' in status ? status.path : null;
}

export interface PageQuestion {
  /** JavaScript; its value must be plain JSON. */
  readonly expression: string;
  /** Whether the first answer is enough. */
  readonly once: boolean;
  /** Gets one answer for each page of this drawing. */
  readonly onAnswer: (answer: unknown, frame: number) => void;
}

export interface DrawOptions {
  readonly browser: HeadlessBrowser;
  readonly siteUrl: string;
  readonly drawing: Drawing;
  /** Frames to draw; all of them when null. */
  readonly frames: readonly number[] | null;
  readonly image: {readonly format: 'png'} | {readonly format: 'jpeg'; readonly quality: number};
  /** Pixels of the picture for one pixel of the composition. */
  readonly scale: number;
  /** Pages drawing at once. */
  readonly concurrency: number;
  readonly timeoutInMs: number;
  /** Gets each picture; frames may come out of order. Drawing waits for it. */
  readonly onPicture: (picture: Uint8Array, frame: number) => Promise<void>;
  /** Something to ask the page that has just drawn a frame. */
  readonly ask?: PageQuestion | undefined;
  readonly onPageLog: (log: PageLog) => void;
  readonly signal: AbortSignal;
}

interface Page {
  url(): string;
  _client(): {send(method: string, params: object): Promise<{value: {result?: {value?: unknown}}}>};
}

/** Asks the pages of this drawing. Another drawing may have pages in the same browser. */
async function askPages(
  browser: HeadlessBrowser,
  siteUrl: string,
  props: string,
  question: PageQuestion,
  frame: number,
): Promise<void> {
  const expression = `window.remotion_inputProps === ${JSON.stringify(props)} ? {answer: (${question.expression})} : null`;
  for (const page of (await browser.pages()) as unknown as Page[]) {
    if (page.url() !== siteUrl) continue;
    const {value} = await page._client().send('Runtime.evaluate', {expression, returnByValue: true});
    const given = value.result?.value;
    if (typeof given === 'object' && given !== null && 'answer' in given)
      question.onAnswer(given.answer, frame);
  }
}

/**
 * Draws frames in pages of an open browser and closes the pages. Errors are Remotion's own.
 * After an abort it rejects at once, with the signal's reason.
 */
export async function drawPictures(options: DrawOptions): Promise<void> {
  const {RenderInternals, makeCancelSignal} = await remotion();
  const {drawing, image, signal} = options;
  signal.throwIfAborted();
  const {cancelSignal, cancel} = makeCancelSignal();
  signal.addEventListener('abort', cancel, {once: true});
  const props = JSON.stringify(drawing.props);
  const composition: Composition = {
    id: drawing.id,
    width: drawing.width,
    height: drawing.height,
    fps: drawing.fps,
    durationInFrames: drawing.durationInFrames,
    defaultCodec: null,
    defaultOutName: null,
    defaultVideoImageFormat: null,
    defaultPixelFormat: null,
    defaultProResProfile: null,
    defaultSampleRate: null,
  };
  let asked = false;
  try {
    await ownCall.run(true, () =>
      RenderInternals.internalRenderFrames({
        ...quiet,
        composition,
        serializedInputPropsWithCustomSchema: props,
        serializedResolvedPropsWithCustomSchema: props,
        webpackBundleOrServeUrl: options.siteUrl,
        server: asRemotionServer(options.siteUrl),
        puppeteerInstance: options.browser,
        browserExecutable: null,
        onBrowserDownload: noDownload,
        chromiumOptions: {},
        chromeMode: 'headless-shell',
        frames: options.frames === null ? null : [...options.frames],
        frameRange: null,
        everyNthFrame: 1,
        outputFramesInSequence: false,
        imageFormat: image.format,
        jpegQuality: image.format === 'jpeg' ? image.quality : 80,
        scale: options.scale,
        concurrency: options.concurrency,
        timeoutInMilliseconds: options.timeoutInMs,
        onFrameBuffer: async (picture, frame) => {
          if (options.ask && !(asked && options.ask.once)) {
            asked = true;
            await askPages(options.browser, options.siteUrl, props, options.ask, frame).catch(
              () => undefined,
            );
          }
          await options.onPicture(picture, frame);
        },
        onFrameUpdate: () => undefined,
        onStart: () => undefined,
        onBrowserLog: ({type, text}) => options.onPageLog({type, text}),
        onLog: () => undefined,
        onDownload: () => undefined,
        onArtifact: null,
        cancelSignal,
        muted: true,
        outputDir: null,
        envVariables: {},
        port: null,
        offthreadVideoCacheSizeInBytes: null,
        offthreadVideoThreads: null,
        mediaCacheSizeInBytes: null,
        parallelEncodingEnabled: false,
        binariesDirectory: null,
        forSeamlessAacConcatenation: false,
        compositionStart: 0,
        imageSequencePattern: null,
        sampleRate: 48_000,
      }),
    );
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

export interface SiteOptions {
  readonly browser: HeadlessBrowser;
  readonly siteUrl: string;
  readonly inputProps: Readonly<Record<string, unknown>>;
  readonly timeoutInMs: number;
  readonly onPageLog: (log: PageLog) => void;
}

function evaluation(options: SiteOptions) {
  return {
    ...quiet,
    server: asRemotionServer(options.siteUrl),
    serializedInputPropsWithCustomSchema: JSON.stringify(options.inputProps),
    puppeteerInstance: options.browser,
    browserExecutable: null,
    onBrowserDownload: noDownload,
    chromiumOptions: {},
    chromeMode: 'headless-shell',
    timeoutInMilliseconds: options.timeoutInMs,
    onBrowserLog: ({type, text}: PageLog) => options.onPageLog({type, text}),
    onLog: () => undefined,
    envVariables: {},
    port: null,
    offthreadVideoCacheSizeInBytes: null,
    offthreadVideoThreads: null,
    mediaCacheSizeInBytes: null,
    binariesDirectory: null,
  } as const;
}

/** The compositions of a site with the props that their `calculateMetadata` resolved. */
export async function readCompositions(
  options: SiteOptions,
): Promise<readonly {id: string; props: unknown}[]> {
  const {RenderInternals} = await remotion();
  return ownCall.run(true, () =>
    RenderInternals.internalGetCompositions({...evaluation(options), serveUrlOrWebpackUrl: options.siteUrl}),
  );
}

/** One composition as its `calculateMetadata` resolves it for these props: size, length and the props to draw. */
export async function resolveDrawing(id: string, options: SiteOptions): Promise<Drawing> {
  const {RenderInternals} = await remotion();
  const {metadata} = await ownCall.run(true, () =>
    RenderInternals.internalSelectComposition({
      ...evaluation(options),
      serveUrl: options.siteUrl,
      onServeUrlVisited: () => undefined,
      id,
    }),
  );
  const {width, height, fps, durationInFrames, props} = metadata;
  return {id, width, height, fps, durationInFrames, props};
}
