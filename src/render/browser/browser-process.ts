import {execFile, spawn, type ChildProcess} from 'node:child_process';
import {readdir, rm, rmdir, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {promisify} from 'node:util';
import {builtEntry} from '../../built-entry.ts';
import {ViralError} from '../../errors.ts';
import type {FoundBrowser} from './browser.ts';
import {createOneCore, type OneCore} from './one-core.ts';
import {openHeadlessBrowser, type HeadlessBrowser} from '../page/remotion.ts';

/** An open browser with the process that cleans up after us. */
export interface OpenBrowser {
  readonly instance: HeadlessBrowser;
  /** Product and version, as in `HeadlessChrome/147.0.7727.0`. */
  readonly version: string;
  readonly pid: number;
  /**
   * Process id of the graphics process; `null` when there is none or nobody answers. Another one than before has lost
   * what was painted on canvases, without a word to the page.
   */
  graphicsProcess(): Promise<number | null>;
  /** For processes that encode. */
  readonly oneCore: OneCore;
  /** Fires once when the browser has gone away by itself, or Remotion wants to replace it. */
  readonly lost: AbortSignal;
  /** Ends the browser and removes its profile. Never throws. */
  close(): Promise<void>;
  /** Ends the browser as if it had gone away by itself: whoever shares it hears of it through `lost`. */
  abandon(): Promise<void>;
}

const profilePrefix = 'puppeteer_dev_chrome_profile-';

interface Protocol {
  send(method: string, params?: object): Promise<{value: unknown}>;
  on(event: string | symbol, handler: () => void): unknown;
  transport?: {websocket?: {addEventListener?(event: 'close', handler: () => void): void}};
}

interface Processes {
  readonly processInfo: readonly {readonly type: string; readonly id: number}[];
}

async function ask<Answer>(browser: HeadlessBrowser, method: string): Promise<Answer> {
  const connection = browser.connection as unknown as Protocol;
  return (await connection.send(method)).value as Answer;
}

function startWatchdog(): ChildProcess {
  const watchdog = spawn(process.execPath, [builtEntry('render/browser/watchdog')], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  watchdog.on('error', () => undefined);
  watchdog.stdin?.on('error', () => undefined);
  watchdog.unref();
  // A pipe of a child keeps this process alive otherwise.
  (watchdog.stdin as unknown as {unref?(): void} | null)?.unref?.();
  return watchdog;
}

/**
 * Starts a browser. A small detached process watches a pipe to us and ends the browser, children and profile folder
 * included, when we are gone without having closed it (`kill -9`, a crash, out of memory).
 * @throws ViralError `browser-failed` with what the browser said
 */
export async function openBrowser(found: FoundBrowser): Promise<OpenBrowser> {
  const watchdog = startWatchdog();
  const release = () => {
    watchdog.stdin?.write('released\n');
    watchdog.stdin?.end();
  };
  const startedAt = Date.now();
  let instance: HeadlessBrowser;
  try {
    instance = await openHeadlessBrowser(found.path, found.mode);
  } catch (cause) {
    release();
    await removeUnusedProfile(startedAt);
    const reason =
      telling(cause instanceof Error ? cause.message : String(cause)) ?? (await askForReason(found.path));
    throw new ViralError(
      'browser-failed',
      `The browser ${found.path} did not start: ${reason}. ` +
        'Name another with browserExecutable (environment variable VIRAL_BROWSER).',
      {cause},
    );
  }

  const lost = new AbortController();
  const closeForGood = instance.close.bind(instance);
  const {version, pid, profile} = await identify(instance).catch(async (cause: unknown) => {
    await closeForGood({silent: true}).catch(() => undefined);
    release();
    throw new ViralError('browser-failed', `The browser ${found.path} started but does not answer.`, {cause});
  });
  watchdog.stdin?.write(`${JSON.stringify({pid, folders: profile === null ? [] : [profile]})}\n`);

  let closing: Promise<void> | null = null;
  const onLost = () => {
    if (closing === null)
      lost.abort(new ViralError('browser-failed', 'The browser has gone away.', {action: 'retry'}));
  };
  (instance.connection as unknown as Protocol).transport?.websocket?.addEventListener?.('close', onLost);
  // Where a page has crashed, Remotion closes the browser and starts another that nobody would ever close. This says
  // no by never answering; whoever draws hears of it through `lost`.
  instance.close = () => {
    onLost();
    return new Promise<never>(() => undefined);
  };

  const close = async () => {
    closing ??= (async () => {
      await closeForGood({silent: true}).catch(() => undefined);
      if (profile !== null)
        await rm(profile, {recursive: true, force: true, maxRetries: 4}).catch(() => undefined);
      release();
    })();
    await closing;
  };
  const drawing = async () => {
    const {processInfo} = await ask<Processes>(instance, 'SystemInfo.getProcessInfo').catch(() => ({
      processInfo: [],
    }));
    return processInfo.filter(({type}) => type === 'renderer').map(({id}) => id);
  };
  return {
    instance,
    version,
    pid,
    oneCore: await createOneCore(pid, drawing),
    lost: lost.signal,
    graphicsProcess: async () => {
      const asked = ask<Processes>(instance, 'SystemInfo.getProcessInfo').then(
        ({processInfo}) => processInfo.find(({type}) => type === 'GPU')?.id ?? null,
        () => null,
      );
      return Promise.race([asked, sleep(2000, null, {ref: false})]);
    },
    close,
    abandon: async () => {
      onLost();
      await close();
    },
  };
}

/** The line that says what is wrong, of all that a browser and Remotion wrote. */
function telling(text: string): string | undefined {
  return text
    .split('\n')
    .map((line) => line.trim())
    .find(
      (line) =>
        /error while|cannot|not found|denied|no such|missing|spawn/i.test(line) && !line.startsWith('at '),
    );
}

/** A program that ends at once may be gone before anybody reads what it wrote; this starts it again and listens. */
async function askForReason(path: string): Promise<string> {
  try {
    await promisify(execFile)(path, ['--version'], {timeout: 10_000});
    return 'it ended or said nothing for 25 s';
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return telling(text) ?? text.split('\n').find((line) => line.trim() !== '') ?? 'it said nothing';
  }
}

/** Remotion makes a profile folder before it starts a browser and forgets it when that fails; it is empty then. */
async function removeUnusedProfile(startedAt: number): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(profilePrefix))) {
    const folder = join(tmpdir(), name);
    const made = await stat(folder).catch(() => null);
    // Whole ms, as file systems and clocks round differently. A folder with something in it is refused by rmdir.
    if (made !== null && made.mtimeMs >= startedAt - 1000) await rmdir(folder).catch(() => undefined);
  }
}

async function identify(
  browser: HeadlessBrowser,
): Promise<{version: string; pid: number; profile: string | null}> {
  const {product} = await ask<{product: string}>(browser, 'Browser.getVersion');
  const {processInfo} = await ask<Processes>(browser, 'SystemInfo.getProcessInfo');
  const own = processInfo.find(({type}) => type === 'browser');
  if (own === undefined) throw new Error('the browser does not say which process it is');
  const line = await ask<{arguments: string[]}>(browser, 'Browser.getBrowserCommandLine');
  const profile =
    line.arguments.find((argument) => argument.startsWith('--user-data-dir='))?.slice(16) ?? null;
  // Only ever the throw-away folder that Remotion made.
  const ours = profile !== null && basename(profile).startsWith(profilePrefix);
  return {version: product, pid: own.id, profile: ours ? profile : null};
}
