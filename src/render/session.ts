import {resolve} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {TemplateDescription} from '../compositions/contract.ts';
import {InvalidInputError, ViralError} from '../errors.ts';
import {aspectOf, type Aspect} from '../platforms/index.ts';
import type {AssetFiles, Storyboard} from '../schema/index.ts';
import {findBrowser} from './browser.ts';
import {openBrowser, type OpenBrowser} from './browser-process.ts';
import {prepareBundle, type Bundle} from './bundle.ts';
import {isBrowserLoss, pageError, pageMessage} from './page-errors.ts';
import {drawPictures, resolveDrawing, type DrawOptions, type Drawing} from './remotion.ts';
import {startRenderServer, type RenderServer} from './server.ts';
import {readTemplates} from './templates.ts';

export interface SessionOptions {
  /** Absolute path of a browser. Default: the first that `findBrowser` finds. */
  readonly browserExecutable?: string | undefined;
  /** Absolute path of the folder for bundles and the unpacked browser. */
  readonly cacheDir: string;
  /** Absolute path of a module that registers templates. Default: the templates of this package. */
  readonly entry?: string | undefined;
  /** Whether a browser may be downloaded when there is none. Default false. */
  readonly download?: boolean | undefined;
  /** Longest time for one frame, ms; at least 7000. Default 30 000. */
  readonly timeoutInMs?: number | undefined;
}

const defaultTimeoutInMs = 30_000;

/** A storyboard as a page gets it, and the template that will draw it. */
export interface Staged {
  readonly storyboard: Storyboard;
  readonly template: TemplateDescription;
  /** What the template made of it. */
  readonly drawing: Drawing;
}

export interface SessionDrawOptions {
  readonly staged: Staged;
  /** Frames to draw, asked anew after a browser crash. */
  readonly frames: () => readonly number[];
  readonly image: DrawOptions['image'];
  readonly scale: number;
  readonly concurrency: number;
  readonly onPicture: DrawOptions['onPicture'];
  readonly onFonts?: DrawOptions['onFonts'];
  readonly signal: AbortSignal;
}

/** Browser, bundle and server, opened when first needed and kept between renders. */
export interface RenderSession {
  /** Opens everything and tells what can be drawn; later calls return at once. */
  prepare(
    signal: AbortSignal,
    onProgress?: (fraction: number) => void,
  ): Promise<readonly TemplateDescription[]>;
  /**
   * One template by its id.
   * @throws ViralError `unknown-template` with the ids there are; InvalidInputError for an aspect it does not lay out
   */
  pick(id: string, aspect: Aspect, signal: AbortSignal): Promise<TemplateDescription>;
  /** Product and version of the open browser. */
  readonly browserVersion: () => string | undefined;
  /** Checks that the template can show the storyboard and makes its files reachable for the page. */
  stage(storyboard: Storyboard, files: AssetFiles, signal: AbortSignal): Promise<Staged>;
  /** Draws frames; after a browser crash once more, on a fresh browser, what is left. */
  draw(options: SessionDrawOptions): Promise<void>;
  close(): Promise<void>;
}

/** @throws InvalidInputError when the template does not lay out that shape */
function checkAspect(template: TemplateDescription, aspect: Aspect, shape: string, path: string): void {
  if (template.aspects.includes(aspect)) return;
  const takes = template.aspects.join(', ');
  throw new InvalidInputError('the storyboard', [
    {path, message: `${shape} is no shape that the template '${template.id}' lays out; it takes ${takes}`},
  ]);
}

function findTemplate(templates: readonly TemplateDescription[], id: string): TemplateDescription {
  const template = templates.find((candidate) => candidate.id === id);
  if (template !== undefined) return template;
  const known = templates.map((candidate) => candidate.id).join(', ');
  throw new ViralError('unknown-template', `There is no template '${id}'. There are: ${known}.`);
}

/** What a page said while a template took in a storyboard: mostly what is wrong with its options. */
function stageError(cause: unknown, template: string): ViralError {
  const message = pageMessage(cause);
  // An InvalidInputError of the page arrives as its text alone: a title and one indented line for each bad field.
  const [title = '', ...lines] = message.split('\n');
  const what = /^(.+) is not valid:$/.exec(title)?.[1];
  if (what !== undefined) {
    const issues = lines.flatMap((line) => {
      const [, path = '', text = ''] = /^ {2}(?:([\w$.[\]-]+): )?(.+)$/.exec(line) ?? [];
      return text === '' ? [] : [{path, message: text}];
    });
    if (issues.length > 0) return new InvalidInputError(what, issues, {cause});
  }
  return new ViralError('render-failed', `The template '${template}' refuses the storyboard: ${message}`, {
    cause,
  });
}

function checkDrawing(drawing: Drawing, storyboard: Storyboard): void {
  const kept = (['width', 'height', 'fps', 'durationInFrames'] as const).filter(
    (name) => drawing[name] !== storyboard[name],
  );
  if (kept.length === 0) return;
  const changes = kept.map((name) => `${name} ${storyboard[name]} to ${drawing[name]}`).join(', ');
  throw new ViralError(
    'render-failed',
    `The template '${drawing.id}' changes what the storyboard says (${changes}); its calculateMetadata must return the storyboard's own size and length.`,
  );
}

interface Opened {
  readonly browser: OpenBrowser;
  readonly server: RenderServer;
  readonly bundle: Bundle;
}

/** Lets one caller's abort end its own waiting without ending the work that others wait for. */
async function waitFor<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, {once: true});
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

/** What is under way in a page may end by itself for this long after an abort, ms. */
const graceInMs = 500;

/**
 * Waits for work in a page. After an abort it gets a moment to end by itself; then the browser is given up, because a
 * page that is still loading cannot be told to stop, and nobody should wait for it.
 */
async function untilAborted<Value>(
  work: Promise<Value>,
  signal: AbortSignal,
  browser: OpenBrowser,
): Promise<Value> {
  try {
    return await waitFor(work, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    const ended = work.then(
      () => true,
      () => true,
    );
    if (!(await Promise.race([ended, sleep(graceInMs, false)]))) await browser.abandon();
    throw signal.reason;
  }
}

export function createSession(given: SessionOptions): RenderSession {
  const options = {
    ...given,
    cacheDir: resolve(given.cacheDir),
    entry: given.entry === undefined ? undefined : resolve(given.entry),
  };
  const timeoutInMs = options.timeoutInMs ?? defaultTimeoutInMs;
  const ended = new AbortController();
  // A page starts slower than it draws.
  const startTimeoutInMs = Math.max(timeoutInMs, defaultTimeoutInMs);
  let opening: Promise<Opened> | null = null;
  let current: Opened | null = null;
  let listeners: ((fraction: number) => void)[] = [];
  const tell = (fraction: number) => listeners.forEach((listener) => listener(fraction));

  async function startBrowser(): Promise<OpenBrowser> {
    const {browserExecutable, cacheDir, download} = options;
    const found = await findBrowser({browserExecutable, cacheDir, download, signal: ended.signal});
    ended.signal.throwIfAborted();
    return openBrowser(found);
  }

  async function openAll(): Promise<Opened> {
    const stop = new AbortController();
    const starting = startBrowser();
    // A missing browser ends the bundling, and says so instead of it.
    starting.catch((error: unknown) => stop.abort(error));
    try {
      const bundle = await prepareBundle({
        entry: options.entry,
        cacheDir: options.cacheDir,
        signal: AbortSignal.any([ended.signal, stop.signal]),
        onProgress: (fraction) => tell(fraction * 0.8),
        describe: async (folder) => readTemplates(folder, await starting, startTimeoutInMs),
      });
      const browser = await starting;
      const server = await startRenderServer(bundle.folder);
      ended.signal.throwIfAborted();
      tell(1);
      return {bundle, browser, server};
    } catch (error) {
      await starting.then((browser) => browser.close()).catch(() => undefined);
      throw error;
    }
  }

  async function open(signal: AbortSignal, onProgress?: (fraction: number) => void): Promise<Opened> {
    if (ended.signal.aborted) throw ended.signal.reason;
    if (onProgress) listeners.push(onProgress);
    try {
      opening ??= openAll().then(
        (opened) => (current = opened),
        (error: unknown) => {
          opening = null;
          throw error;
        },
      );
      const work = opening;
      work.catch(() => undefined);
      return await waitFor(work, signal);
    } finally {
      listeners = listeners.filter((listener) => listener !== onProgress);
    }
  }

  /** Puts a fresh browser in the place of a lost one; several callers share one replacement. */
  async function renew(lost: Opened, signal: AbortSignal): Promise<void> {
    if (current === lost && opening !== null) {
      current = null;
      opening = lost.browser
        .close()
        .then(startBrowser)
        .then(
          (browser) => (current = {...lost, browser}),
          (error: unknown) => {
            opening = null;
            void lost.server.close();
            throw error;
          },
        );
    }
    await open(signal);
  }

  /** Does something with the browser; where that goes away, once more on a fresh one. */
  async function onBrowser<Value>(
    signal: AbortSignal,
    act: (opened: Opened) => Promise<Value>,
  ): Promise<Value> {
    for (let attempt = 0; ; attempt++) {
      const opened = await open(signal);
      try {
        if (opened.browser.lost.aborted) throw opened.browser.lost.reason;
        return await untilAborted(act(opened), signal, opened.browser);
      } catch (error) {
        signal.throwIfAborted();
        if (!opened.browser.lost.aborted && !isBrowserLoss(error)) throw error;
        if (ended.signal.aborted) throw ended.signal.reason;
        if (attempt > 0) {
          throw new ViralError(
            'browser-failed',
            'The browser crashed twice while drawing. It may lack memory: try a lower concurrency.',
            {cause: error, action: 'retry'},
          );
        }
        await renew(opened, signal);
      }
    }
  }

  return {
    async prepare(signal, onProgress) {
      return (await open(signal, onProgress)).bundle.templates;
    },
    async pick(id, aspect, signal) {
      const template = findTemplate((await open(signal)).bundle.templates, id);
      checkAspect(template, aspect, aspect, 'aspect');
      return template;
    },
    browserVersion: () => current?.browser.version,

    async stage(storyboard, files, signal) {
      const {bundle, server} = await open(signal);
      const {width, height} = storyboard;
      const template = findTemplate(bundle.templates, storyboard.template.id);
      checkAspect(template, aspectOf(width, height), `${width}x${height}`, 'width');
      const assetUrls: Record<string, string> = {};
      for (const [assetId, {sha256, mimeType}] of Object.entries(storyboard.assets)) {
        if (assetId === storyboard.soundtrack?.asset) continue;
        signal.throwIfAborted();
        const file = files[assetId];
        if (file === undefined) {
          throw new ViralError('asset-missing', `No file was given for the asset '${assetId}'.`);
        }
        assetUrls[assetId] = await server.register(assetId, {file, sha256, mimeType});
      }
      const drawing = await onBrowser(signal, async ({browser, server}) =>
        resolveDrawing(template.id, {
          browser: browser.instance,
          siteUrl: server.siteUrl,
          inputProps: {storyboard, assetUrls},
          timeoutInMs: startTimeoutInMs,
          onPageLog: () => undefined,
        }).catch((error: unknown) => {
          throw isBrowserLoss(error) ? error : stageError(error, template.id);
        }),
      );
      checkDrawing(drawing, storyboard);
      return {storyboard, template, drawing};
    },

    async draw({staged, frames, image, scale, concurrency, onPicture, onFonts, signal}) {
      const {storyboard, drawing} = staged;
      await onBrowser(signal, async (opened) => {
        const {browser, server} = opened;
        const wanted = frames();
        const done = new Set<number>();
        try {
          await drawPictures({
            browser: browser.instance,
            siteUrl: server.siteUrl,
            drawing,
            frames: wanted,
            image,
            scale,
            concurrency,
            timeoutInMs,
            onPicture: async (picture, frame) => {
              await onPicture(picture, frame);
              done.add(frame);
            },
            onFonts,
            onPageLog: () => undefined,
            signal: AbortSignal.any([signal, browser.lost]),
          });
        } catch (error) {
          if (signal.aborted || browser.lost.aborted || isBrowserLoss(error)) throw error;
          const inWork = wanted.find((frame) => !done.has(frame)) ?? 0;
          const failure = pageError(error, storyboard, inWork, timeoutInMs);
          // A page that spins cannot be closed and may share its process with the next one.
          if (failure.code === 'render-timeout') void renew(opened, ended.signal).catch(() => undefined);
          throw failure;
        }
      });
    },

    async close() {
      if (!ended.signal.aborted) ended.abort(new ViralError('render-failed', 'The renderer was closed.'));
      const opened = await opening?.catch(() => null);
      opening = null;
      current = null;
      await opened?.browser.close();
      await opened?.server.close();
    },
  };
}
