import {execFile} from 'node:child_process';
import {createReadStream, createWriteStream} from 'node:fs';
import {chmod, readFile, rm, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {promisify} from 'node:util';
import {brotliDecompress, createBrotliDecompress} from 'node:zlib';
import {ViralError} from '../../errors.ts';
import {makeFolder, openUnfinishedFolder, writingError} from '../../whole-files.ts';
import {readTar} from './tar.ts';

const decompress = promisify(brotliDecompress);
const run = promisify(execFile);

/** The headless Chromium for Linux x64 that the npm package `@sparticuz/chromium` carries, still packed. */
export interface PackedChromium {
  readonly version: string;
  /** Folder of the compressed files. */
  readonly bin: string;
}

/** Looks for the optional package; `null` when it is not installed or lacks its files. */
export async function findPackedChromium(from: string = import.meta.url): Promise<PackedChromium | null> {
  let main: string;
  try {
    main = createRequire(from).resolve('@sparticuz/chromium');
  } catch {
    return null;
  }
  for (let folder = dirname(main); ; folder = dirname(folder)) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => null);
    const description = text === null ? null : (JSON.parse(text) as {name?: string; version?: string});
    if (description?.name === '@sparticuz/chromium' && description.version !== undefined) {
      return {version: description.version, bin: join(folder, 'bin')};
    }
    if (folder === dirname(folder)) return null;
  }
}

const binary = 'chromium-headless-shell';
const launcher = 'start-chromium-headless-shell';

/**
 * Starts the browser with the libraries beside it. A script, because Remotion starts browsers with the environment
 * of this process, which is not ours to change.
 */
const launcherScript = `#!/bin/sh
folder=\${0%/*}
LD_LIBRARY_PATH="$folder/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export LD_LIBRARY_PATH
exec "$folder/${binary}" "$@"
`;

async function starts(file: string): Promise<Error | null> {
  try {
    await run(file, ['--version'], {timeout: 20_000});
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function unpackInto(
  folder: string,
  {bin}: PackedChromium,
  signal: AbortSignal | undefined,
): Promise<void> {
  await pipeline(
    createReadStream(join(bin, 'chromium.br')),
    createBrotliDecompress({chunkSize: 1 << 21}),
    createWriteStream(join(folder, binary), {mode: 0o755}),
    ...(signal ? [{signal}] : []),
  );
  await chmod(join(folder, binary), 0o755);
  // The software graphics stack must lie beside the binary; the libraries may stay unused.
  for (const archive of ['swiftshader.tar.br', 'al2023.tar.br']) {
    signal?.throwIfAborted();
    for (const {name, mode, content} of readTar(await decompress(await readFile(join(bin, archive))))) {
      const file = join(folder, name);
      await makeFolder(dirname(file));
      await writeFile(file, content, {mode: mode & 0o777 || 0o644});
    }
  }
  await writeFile(join(folder, launcher), launcherScript, {mode: 0o755});
}

/**
 * Unpacks the browser into the cache once a version, under a temporary name that is renamed when everything is there:
 * several processes may do so at once. Takes about 2 s and 220 MB.
 * @returns absolute path of a program that starts on this machine
 * @throws ViralError `browser-failed` when it does not start here, `disk-full`, `output-unwritable`
 */
export async function unpackChromium(
  packed: PackedChromium,
  cacheDir: string,
  signal?: AbortSignal,
): Promise<string> {
  const browsers = join(cacheDir, 'browsers');
  const name = `chromium-${packed.version}-linux-x64`;
  const folder = join(browsers, name);
  const choice = join(folder, 'start');
  const chosen = async () => readFile(choice, 'utf8').catch(() => null);

  const before = await chosen();
  if (before === binary || before === launcher) {
    return join(folder, before);
  }
  // The folder only appears when whole; one without its last file has been tampered with.
  await rm(folder, {recursive: true, force: true});

  const unfinished = await openUnfinishedFolder(browsers);
  try {
    await unpackInto(unfinished.path, packed, signal);
    // A system that has the libraries keeps using its own, which its maintainers patch.
    let start = binary;
    if (await starts(join(unfinished.path, binary))) {
      start = launcher;
      const failure = await starts(join(unfinished.path, launcher));
      if (failure) {
        throw new ViralError(
          'browser-failed',
          `The Chromium of @sparticuz/chromium does not start on this machine: ${failure.message.split('\n').filter(Boolean).at(-1)}. ` +
            'Install a browser with your system, or name one with the option browserExecutable.',
          {cause: failure},
        );
      }
    }
    await writeFile(join(unfinished.path, 'start'), start);
    const finished = await unfinished.finish(name);
    if (finished === folder) return join(folder, start);
    // Another process was faster and left an equal folder.
    await rm(finished, {recursive: true, force: true});
    return join(folder, start);
  } catch (error) {
    await unfinished.discard();
    if (signal?.aborted) throw signal.reason;
    throw ViralError.isInstance(error) ? error : writingError(error, browsers);
  }
}
