import {existsSync} from 'node:fs';
import {stat} from 'node:fs/promises';
import {basename, dirname, isAbsolute, join} from 'node:path';
import {ViralError} from '../../errors.ts';
import {remotionBrowserPlace, systemBrowserPlaces} from './browser-places.ts';
import {findPackedChromium, unpackChromium} from './packed-chromium.ts';
import {downloadBrowser, type BrowserMode} from '../page/remotion.ts';

/** A browser that can be started, and how it was found. */
export interface FoundBrowser {
  /** Absolute path of the program. */
  readonly path: string;
  readonly source: 'option' | 'remotion' | 'system' | 'package' | 'downloaded';
  readonly mode: BrowserMode;
}

export interface FindBrowserOptions {
  /** Absolute path of a Chrome, Chromium or chrome-headless-shell to use. */
  readonly browserExecutable?: string | undefined;
  /** Absolute path; the browser of `@sparticuz/chromium` is unpacked into it. */
  readonly cacheDir: string;
  /** Whether Remotion may download its browser when there is no other. Default false. */
  readonly download?: boolean | undefined;
  /** The folder whose project is searched for a browser that Remotion downloaded. Default: the working directory. */
  readonly projectDir?: string | undefined;
  /** Programs to try as the system's browsers. Default: where installers put them. */
  readonly systemPlaces?: readonly string[] | undefined;
  /** Where to resolve `@sparticuz/chromium` from: a file path or URL. Default: this package. */
  readonly packagesFrom?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onDownload?: ((fraction: number) => void) | undefined;
}

function modeOf(path: string): BrowserMode {
  return /headless[-_]?shell/i.test(basename(path)) ? 'headless-shell' : 'chrome-for-testing';
}

async function isProgram(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

function nearestPackageFolder(from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) return null;
  }
}

const waysOut = [
  process.platform === 'linux' && process.arch === 'x64'
    ? 'run "npm i @sparticuz/chromium@147.0.0", a Chromium for Linux x64 that comes with the package'
    : 'install Google Chrome or Chromium',
  'run "npx remotion browser ensure", which downloads one (needs the internet)',
  'or name one that you have, with the option browserExecutable or the environment variable VIRAL_BROWSER',
];

/**
 * Finds a browser, in this order: the one that was named; one that Remotion has downloaded for this project; one of
 * the system; the one inside the optional package `@sparticuz/chromium` (Linux x64; unpacked into the cache once, about
 * 2 s); Remotion's own download, only where `download` allows it.
 * @throws ViralError `browser-missing` with the ways out; `browser-failed` when the packed one does not start here
 */
export async function findBrowser(options: FindBrowserOptions): Promise<FoundBrowser> {
  const {browserExecutable, cacheDir, signal} = options;
  signal?.throwIfAborted();
  if (browserExecutable !== undefined) {
    if (!isAbsolute(browserExecutable) || !(await isProgram(browserExecutable))) {
      throw new ViralError(
        'browser-missing',
        `There is no browser at ${browserExecutable}. Give the absolute path of Chrome, Chromium or ` +
          'chrome-headless-shell in browserExecutable (environment variable VIRAL_BROWSER), or leave it out.',
      );
    }
    return {path: browserExecutable, source: 'option', mode: modeOf(browserExecutable)};
  }

  const project = nearestPackageFolder(options.projectDir ?? process.cwd());
  if (project !== null) {
    const path = remotionBrowserPlace(project, process.platform, process.arch);
    if (await isProgram(path)) return {path, source: 'remotion', mode: 'headless-shell'};
  }

  const places = options.systemPlaces ?? systemBrowserPlaces(process.platform, windowsFolders);
  for (const path of places) {
    if (await isProgram(path)) return {path, source: 'system', mode: modeOf(path)};
  }

  if (process.platform === 'linux' && process.arch === 'x64') {
    const packed = await findPackedChromium(options.packagesFrom);
    if (packed !== null) {
      const path = await unpackChromium(packed, cacheDir, signal);
      return {path, source: 'package', mode: 'headless-shell'};
    }
  }

  if (options.download) {
    try {
      const path = await downloadBrowser(options.onDownload ?? (() => undefined));
      if (path !== null) return {path, source: 'downloaded', mode: 'headless-shell'};
    } catch (cause) {
      throw new ViralError(
        'browser-missing',
        `There is no browser on this machine and downloading one failed: ${cause instanceof Error ? cause.message : String(cause)}. ` +
          `Ways out: ${waysOut.join('; ')}.`,
        {cause},
      );
    }
  }
  throw new ViralError(
    'browser-missing',
    `Rendering needs a browser and none was found. Ways out: ${waysOut.join('; ')}.`,
  );
}

const windowsFolders = ['C:\\Program Files', 'C:\\Program Files (x86)'];
