import {fork} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {mkdir, readdir, readFile, rm, stat, utimes, writeFile} from 'node:fs/promises';
import {basename, dirname, isAbsolute, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {stripVTControlCharacters} from 'node:util';
import {builtEntry, bundleEntry} from '../../built-entry.ts';
import type {TemplateDescription} from '../../compositions/contract.ts';
import {ViralError} from '../../errors.ts';
import {openUnfinishedFolder, sweepUnfinished, writingError} from '../../whole-files.ts';
import type {BundleAnswer, BundleFault, BundleOrder} from './bundle-process.ts';
import {checkRemotionVersions, installedVersion} from '../versions.ts';
import {namesRegistration} from './registers.ts';

/** A site that a browser can open, and what its templates say of themselves. */
export interface Bundle {
  /** Absolute path of the folder with `index.html`. Never changes once it is there. */
  readonly folder: string;
  /** Hash of everything the bundle was made of. */
  readonly key: string;
  readonly templates: readonly TemplateDescription[];
  /** Whether it was there already. */
  readonly cached: boolean;
}

export interface BundleOptions {
  /** Absolute path of a module that registers templates. Default: the templates of this package. */
  readonly entry?: string | undefined;
  /** Absolute path. */
  readonly cacheDir: string;
  /** Opens a new bundle in a browser and asks its templates to describe themselves. */
  readonly describe: (folder: string) => Promise<readonly TemplateDescription[]>;
  readonly signal?: AbortSignal | undefined;
  /** 0..1; not called when the bundle is there already. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** What a bundle was made of, kept beside it and compared before it is used again. */
interface BundleRecord {
  readonly version: 1;
  readonly entry: string;
  /** Versions of what does the bundling. */
  readonly tools: string;
  /** Absolute path to SHA-256. */
  readonly files: Readonly<Record<string, string>>;
  /** Paths that must still not exist: a new file there would be imported instead. */
  readonly missing: readonly string[];
}

const kept = 5;
const unusedForMs = 24 * 60 * 60 * 1000;

async function ownVersion(): Promise<string> {
  const file = fileURLToPath(new URL('../../../package.json', import.meta.url));
  return (JSON.parse(await readFile(file, 'utf8')) as {version: string}).version;
}

function nearestPackageFolder(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) return dirname(file);
  }
}

/** Hashes files once however many bundles are compared. A folder counts as its own name, an absent file as nothing. */
function createHasher(): (file: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  const hash = async (file: string) => {
    try {
      return createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      return code === 'EISDIR' ? 'folder' : 'absent';
    }
  };
  return (file) => {
    let result = known.get(file);
    if (result === undefined) {
      result = hash(file);
      known.set(file, result);
    }
    return result;
  };
}

async function isFresh(record: BundleRecord, hasher: (file: string) => Promise<string>): Promise<boolean> {
  if (record.missing.some((path) => existsSync(path))) return false;
  const same = await Promise.all(
    Object.entries(record.files).map(async ([file, sha256]) => (await hasher(file)) === sha256),
  );
  return same.every(Boolean);
}

interface Stored {
  readonly folder: string;
  readonly usedAt: number;
  readonly record: BundleRecord;
}

async function storedBundles(bundles: string): Promise<Stored[]> {
  const names = (await readdir(bundles).catch(() => [])).filter((name) => /^[0-9a-f]{32}$/.test(name));
  const stored = await Promise.all(
    names.map(async (name): Promise<Stored | null> => {
      const folder = join(bundles, name);
      try {
        const text = await readFile(join(folder, 'inputs.json'), 'utf8');
        return {folder, usedAt: (await stat(folder)).mtimeMs, record: JSON.parse(text) as BundleRecord};
      } catch {
        return null;
      }
    }),
  );
  return stored.filter((entry) => entry !== null).sort((a, b) => b.usedAt - a.usedAt);
}

async function openStored(folder: string, cached: boolean): Promise<Bundle> {
  const text = await readFile(join(folder, 'templates.json'), 'utf8');
  await utimes(folder, new Date(), new Date()).catch(() => undefined);
  return {
    folder: join(folder, 'site'),
    key: basename(folder),
    templates: JSON.parse(text) as TemplateDescription[],
    cached,
  };
}

/** Removes bundles beyond the newest few that nobody has used for a day. */
async function evict(bundles: string, now: number): Promise<void> {
  for (const {folder, usedAt} of (await storedBundles(bundles)).slice(kept)) {
    if (now - usedAt > unusedForMs) await rm(folder, {recursive: true, force: true, maxRetries: 3});
  }
}

function readable(message: string): string[] {
  return stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '' && line.trim() !== 'undefined');
}

/**
 * One fault as `file:line`, what is wrong, and the line. The bundler's own lines count in code it has already turned
 * into JavaScript, so an import that leads nowhere is looked up in the file itself.
 */
function faultLines({file, place, message}: BundleFault, entry: string): string[] {
  const request = /Can't resolve '([^']+)'/.exec(message)?.[1];
  if (request !== undefined && file !== null && existsSync(file)) {
    const lines = readFileSync(file, 'utf8').split('\n');
    const at = lines.findIndex((line) => line.includes(`'${request}'`) || line.includes(`"${request}"`));
    return [
      `${file}${at === -1 ? '' : `:${at + 1}`}: '${request}' is not there`,
      `  ${lines[at]?.trim() ?? ''}`,
    ];
  }
  // Syntax errors carry their place in the drawing of the code only, and that is the file's own.
  const at = /\[[^\]]*?:(\d+:\d+)\]/.exec(stripVTControlCharacters(message))?.[1] ?? place;
  return [`${file ?? entry}${at === null ? '' : `:${at}`}`, ...readable(message).slice(0, 10)];
}

function bundleError(message: string, faults: readonly BundleFault[], entry: string): ViralError {
  const lines =
    faults.length === 0
      ? readable(message).slice(0, 24)
      : faults.slice(0, 3).flatMap((fault) => faultLines(fault, entry));
  return new ViralError(
    'bundle-failed',
    `The templates of ${entry} could not be bundled:\n${lines.join('\n')}`,
  );
}

/** Bundles in a child process, so that this one keeps its working directory, its output and its memory. */
async function bundleApart(
  order: BundleOrder,
  signal: AbortSignal | undefined,
  onProgress: (fraction: number) => void,
): Promise<Extract<BundleAnswer, {type: 'done'}>> {
  signal?.throwIfAborted();
  const child = fork(builtEntry('render/bundle/bundle-process'), [], {
    cwd: order.rootDir,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, {once: true});
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-4000)));
  try {
    return await new Promise((resolve, reject) => {
      let answered: BundleAnswer | null = null;
      child.on('message', (message: BundleAnswer) => {
        if (message.type === 'progress') onProgress(message.fraction);
        else answered = message;
      });
      child.once('error', (cause) =>
        reject(
          new ViralError('bundle-failed', `The bundler could not be started: ${cause.message}`, {cause}),
        ),
      );
      child.once('close', () => {
        if (signal?.aborted) reject(signal.reason);
        else if (answered?.type === 'done') resolve(answered);
        else if (answered?.type === 'failed') {
          reject(
            /ENOSPC|no space left/i.test(answered.message)
              ? new ViralError(
                  'disk-full',
                  'The disk is full: the templates could not be bundled. Free some space.',
                )
              : bundleError(answered.message, answered.faults, order.entry),
          );
        } else reject(bundleError(`The bundler ended without a word. ${stderr}`, [], order.entry));
      });
      child.send(order);
    });
  } finally {
    signal?.removeEventListener('abort', kill);
  }
}

/**
 * Makes a site of the templates, or finds the one made earlier of exactly the same files. Works in the cache folder
 * only: nothing is written into the project or into node_modules. Several processes may do so at once.
 * @throws ViralError `bundle-failed` with file and line, `version-mismatch`, `disk-full`, `output-unwritable`
 */
export async function prepareBundle(options: BundleOptions): Promise<Bundle> {
  const {signal} = options;
  signal?.throwIfAborted();
  if (options.entry !== undefined && (!isAbsolute(options.entry) || !existsSync(options.entry))) {
    throw new ViralError(
      'file-not-found',
      `The file with your templates is not there: ${options.entry}. Give its absolute path.`,
    );
  }
  const entry = options.entry ?? bundleEntry('compositions/entry', '.tsx');
  const rootDir = nearestPackageFolder(entry);
  await checkRemotionVersions(rootDir);
  const tools = `viral-video-generator ${await ownVersion()}, remotion ${await installedVersion('remotion')}`;

  const bundles = join(options.cacheDir, 'bundles');
  const hasher = createHasher();
  for (const {folder, record} of await storedBundles(bundles)) {
    if (record.version !== 1 || record.entry !== entry || record.tools !== tools) continue;
    signal?.throwIfAborted();
    if (!(await isFresh(record, hasher))) continue;
    try {
      return await openStored(folder, true);
    } catch {
      // Evicted under our feet.
    }
  }

  const unfinished = await openUnfinishedFolder(bundles);
  try {
    const publicDir = join(unfinished.path, 'public');
    const outDir = join(unfinished.path, 'site');
    await mkdir(publicDir);
    const {files, missing} = await bundleApart(
      {entry, rootDir, publicDir, outDir},
      signal,
      options.onProgress ?? (() => undefined),
    );
    await rm(publicDir, {recursive: true, force: true});
    if (options.entry !== undefined && !(await namesRegistration([...new Set([entry, ...files])]))) {
      throw new ViralError(
        'bundle-failed',
        `${entry} registers no template. Call registerTemplates([...builtins, yours]) in it; to export a template is not enough.`,
      );
    }
    const fresh = createHasher();
    const hashed = await Promise.all(
      [...new Set([entry, ...files])].sort().map(async (file) => [file, await fresh(file)] as const),
    );
    const record: BundleRecord = {
      version: 1,
      entry,
      tools,
      files: Object.fromEntries(hashed.filter(([, sha256]) => sha256 !== 'folder' && sha256 !== 'absent')),
      missing: missing.filter((path) => !existsSync(path)).sort(),
    };
    const key = createHash('sha256')
      .update(JSON.stringify({...record, missing: []}))
      .digest('hex')
      .slice(0, 32);
    const templates = await options.describe(outDir);
    signal?.throwIfAborted();
    await writeFile(join(unfinished.path, 'templates.json'), JSON.stringify(templates, null, 1));
    await writeFile(join(unfinished.path, 'inputs.json'), JSON.stringify(record, null, 1));

    const finished = await unfinished.finish(key);
    // Another process was faster with the same files; its folder is as good.
    if (basename(finished) !== key) await rm(finished, {recursive: true, force: true, maxRetries: 3});
    await evict(bundles, Date.now());
    await sweepUnfinished(bundles);
    return await openStored(join(bundles, key), false);
  } catch (error) {
    await unfinished.discard();
    signal?.throwIfAborted();
    throw ViralError.isInstance(error) ? error : writingError(error, bundles);
  }
}
