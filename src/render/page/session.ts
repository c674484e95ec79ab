import {availableParallelism} from 'node:os';
import {resolve} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {TemplateDescription} from '../../compositions/contract.ts';
import {webReportName} from '../../compositions/web-order.ts';
import {ViralError} from '../../errors.ts';
import {orAborted} from '../../or-aborted.ts';
import type {AssetFiles, Storyboard} from '../../schema/index.ts';
import {checkAssetWhole} from '../asset-check.ts';
import {findBrowser} from '../browser/browser.ts';
import {openBrowser, type OpenBrowser} from '../browser/browser-process.ts';
import {prepareBundle, type Bundle} from '../bundle/bundle.ts';
import {isBrowserLoss} from './page-errors.ts';
import {createPagePool, type PagePool} from './page-pool.ts';
import {openPage} from './page.ts';
import {startRenderServer, type RegisteredAsset, type RenderServer} from './server.ts';
import {type DrawRequest, pickTemplate, templateFor} from '../bundle/template-checks.ts';
import {readTemplates} from '../bundle/templates.ts';

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
  /** Pages of the web engine that draw at once. Default: one a core, up to 8. */
  readonly pages?: number | undefined;
}

const defaultTimeoutInMs = 30_000;

/** One a core: a page's own work and its encoder's keep one busy each, but rarely at once. */
const defaultPages = () => Math.min(availableParallelism(), 8);

/** A browser is replaced after so many jobs, before what it holds on to adds up. */
const jobsPerBrowser = 400;

/** How often a job is begun, where the browser goes away under it. */
const attemptsPerJob = 3;

/** A storyboard with everything within reach that a page needs to draw it. */
export interface Staged {
  readonly storyboard: Storyboard;
  readonly template: TemplateDescription;
  /** Hash of the bundle: of all code that draws. */
  readonly code: string;
  /** Whether the templates are this package's own, which its tests hold to what they declare. */
  readonly ownTemplates: boolean;
  /** URL of every asset but the soundtrack, by asset id. */
  readonly assetUrls: Readonly<Record<string, string>>;
  /**
   * @throws ViralError `asset-changed` naming the asset whose file holds something else now
   */
  checkAssets(): Promise<void>;
  /** Takes the assets out of reach again. */
  release(): void;
}

/** What a job on a browser works with. */
export interface Opened {
  readonly browser: OpenBrowser;
  readonly server: RenderServer;
  readonly bundle: Bundle;
  readonly pages: PagePool;
}

/** Browser, bundle and server, opened when first needed and kept between renders. */
export interface RenderSession {
  /** Opens everything and tells what can be drawn; later calls return at once. */
  prepare(
    signal: AbortSignal,
    onProgress?: (fraction: number) => void,
  ): Promise<readonly TemplateDescription[]>;
  /** As `pickTemplate`. */
  pick(request: DrawRequest, signal: AbortSignal): Promise<TemplateDescription>;
  /** Product and version of the browser that was opened last. */
  readonly browserVersion: () => string | undefined;
  /** Checks that the template lays out such a storyboard and puts its files within reach of the pages. */
  stage(storyboard: Storyboard, files: AssetFiles, signal: AbortSignal): Promise<Staged>;
  /**
   * Does something with the browser; where that goes away, again on a fresh one.
   * @param act is told by its signal when the caller stops or the browser has gone
   */
  onBrowser<Value>(
    signal: AbortSignal,
    act: (opened: Opened, signal: AbortSignal) => Promise<Value>,
  ): Promise<Value>;
  /** Replaces a browser that holds a page which cannot be stopped. */
  replaceBrowser(opened: Opened): void;
  /** Longest time for one frame, ms. */
  readonly timeoutInMs: number;
  /** Longest time for a page to load, ms. */
  readonly startTimeoutInMs: number;
  close(): Promise<void>;
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
    return await orAborted(work, signal);
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
  // Stays while a lost browser is replaced: scenes are kept under it.
  let version: string | undefined;
  let listeners: ((fraction: number) => void)[] = [];
  const tell = (fraction: number) => listeners.forEach((listener) => listener(fraction));

  async function startBrowser(): Promise<OpenBrowser> {
    const {browserExecutable, cacheDir, download} = options;
    const found = await findBrowser({browserExecutable, cacheDir, download, signal: ended.signal});
    ended.signal.throwIfAborted();
    const browser = await openBrowser(found);
    ({version} = browser);
    return browser;
  }

  function pagesOf(browser: OpenBrowser, {siteUrl}: RenderServer): PagePool {
    const open = async () => openPage(browser, siteUrl, webReportName, startTimeoutInMs);
    return createPagePool(open, options.pages ?? defaultPages());
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
      return {bundle, browser, server, pages: pagesOf(browser, server)};
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
      return await orAborted(work, signal);
    } finally {
      listeners = listeners.filter((listener) => listener !== onProgress);
    }
  }

  /** Puts a fresh browser in the place of a lost one; several callers share one replacement. */
  async function renew(lost: Opened, signal: AbortSignal): Promise<void> {
    if (current === lost && opening !== null) {
      current = null;
      opening = lost.pages
        .close()
        .then(() => lost.browser.close())
        .then(startBrowser)
        .then(
          (browser) => (current = {...lost, browser, pages: pagesOf(browser, lost.server)}),
          (error: unknown) => {
            opening = null;
            void lost.server.close();
            throw error;
          },
        );
    }
    await open(signal);
  }

  const jobs = new WeakMap<OpenBrowser, {done: number; running: number}>();
  const jobsOf = (browser: OpenBrowser) => {
    const known = jobs.get(browser) ?? {done: 0, running: 0};
    jobs.set(browser, known);
    return known;
  };

  /** An open browser that has not yet done so much that it should be replaced. */
  async function openFresh(signal: AbortSignal): Promise<Opened> {
    const opened = await open(signal);
    const {done, running} = jobsOf(opened.browser);
    if (done < jobsPerBrowser || running > 0) return opened;
    await renew(opened, signal);
    return open(signal);
  }

  async function onBrowser<Value>(
    signal: AbortSignal,
    act: (opened: Opened, signal: AbortSignal) => Promise<Value>,
  ): Promise<Value> {
    for (let attempt = 1; ; attempt++) {
      const opened = await openFresh(signal);
      const {browser} = opened;
      const count = jobsOf(browser);
      count.running++;
      try {
        if (browser.lost.aborted) throw browser.lost.reason;
        const either = AbortSignal.any([signal, browser.lost, ended.signal]);
        return await untilAborted(act(opened, either), either, browser);
      } catch (error) {
        signal.throwIfAborted();
        if (ended.signal.aborted) throw ended.signal.reason;
        if (!browser.lost.aborted && !isBrowserLoss(error)) throw error;
        if (attempt >= attemptsPerJob) {
          throw new ViralError(
            'browser-failed',
            `The browser crashed ${attemptsPerJob} times while drawing. It may lack memory: try a lower concurrency.`,
            {cause: error, action: 'retry'},
          );
        }
        await renew(opened, signal);
      } finally {
        count.running--;
        count.done++;
      }
    }
  }

  return {
    async prepare(signal, onProgress) {
      return (await open(signal, onProgress)).bundle.templates;
    },
    async pick(request, signal) {
      return pickTemplate((await open(signal)).bundle.templates, request);
    },
    browserVersion: () => version,

    async stage(storyboard, files, signal) {
      const {bundle, server} = await open(signal);
      const template = templateFor(bundle.templates, storyboard);
      const registered: {id: string; asset: RegisteredAsset}[] = [];
      const release = () => registered.forEach(({asset}) => asset.release());
      try {
        for (const [id, {sha256, mimeType}] of Object.entries(storyboard.assets)) {
          if (id === storyboard.soundtrack?.asset) continue;
          signal.throwIfAborted();
          const file = Object.hasOwn(files, id) ? files[id] : undefined;
          if (file === undefined) {
            throw new ViralError('asset-missing', `No file was given for the asset '${id}'.`);
          }
          registered.push({id, asset: await server.register(id, {file, sha256, mimeType})});
          await checkAssetWhole(id, file, mimeType);
        }
      } catch (error) {
        release();
        throw error;
      }
      return {
        storyboard,
        template,
        code: bundle.key,
        ownTemplates: options.entry === undefined,
        assetUrls: Object.fromEntries(registered.map(({id, asset}) => [id, asset.url])),
        async checkAssets() {
          for (const {id, asset} of registered) {
            if (await asset.isUnchanged()) continue;
            throw new ViralError(
              'asset-changed',
              `The file of asset '${id}' was changed while the video was rendered: ${files[id]}`,
            );
          }
        },
        release,
      };
    },
    onBrowser,
    replaceBrowser(opened) {
      void renew(opened, ended.signal).catch(() => undefined);
    },
    timeoutInMs,
    startTimeoutInMs,

    async close() {
      if (!ended.signal.aborted) ended.abort(new ViralError('render-failed', 'The renderer was closed.'));
      const opened = await opening?.catch(() => null);
      opening = null;
      current = null;
      await opened?.pages.close();
      await opened?.browser.close();
      await opened?.server.close();
    },
  };
}
