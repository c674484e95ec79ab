import {randomBytes} from 'node:crypto';
import {existsSync, statSync} from 'node:fs';
import {mkdir, readdir, rename, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {ViralError} from './errors.ts';

const unfinishedPrefix = '.unfinished-';

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const folderChoices = '--out for videos, VIRAL_CACHE_DIR for the cache';

/**
 * Explains a file system error to a person, with the way out. Errors of ours pass through unchanged.
 * @param place the file or folder, as the user named it
 */
export function writingError(cause: unknown, place: string): ViralError {
  if (ViralError.isInstance(cause)) return cause;
  const code = systemCode(cause);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new ViralError(
        'disk-full',
        `The disk is full: ${place} could not be written. Free some space or choose another folder.`,
        {cause},
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new ViralError(
        'output-unwritable',
        `${place} cannot be written (${code}). Choose a folder you may write to (${folderChoices}).`,
        {cause},
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new ViralError(
        'output-unwritable',
        `${place} is a file, not a folder. Choose another folder (${folderChoices}).`,
        {cause},
      );
    case 'ENAMETOOLONG':
      return new ViralError(
        'output-unwritable',
        `${place} is too long a name for this file system. Choose a folder with a shorter one (${folderChoices}).`,
        {cause},
      );
    default:
      return new ViralError(
        'output-unwritable',
        `${place} could not be written: ${cause instanceof Error ? cause.message : String(cause)}`,
        {cause},
      );
  }
}

/**
 * Creates a folder and those above it. Node's own recursive `mkdir` never returns where a file system answers every
 * new folder with ENOENT, as /proc does.
 * @throws the file system's error
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  let folder = resolve(path);
  for (; !existsSync(folder); folder = dirname(folder)) missing.push(folder);
  if (missing.length === 0 && !statSync(folder).isDirectory()) await mkdir(folder);
  for (const each of missing.reverse()) {
    try {
      await mkdir(each);
    } catch (error) {
      // Somebody else made it meanwhile.
      if (systemCode(error) !== 'EEXIST' || !statSync(each).isDirectory()) throw error;
    }
  }
}

/** Renames, and waits where Windows still holds the file for a moment (EPERM, EBUSY, EACCES). */
export async function renameWhenFree(from: string, to: string): Promise<void> {
  const busy = process.platform === 'win32' ? ['EPERM', 'EBUSY', 'EACCES'] : ['EBUSY'];
  for (let attempt = 0; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (attempt >= 8 || !busy.includes(systemCode(error) ?? '')) throw error;
      await sleep(25 * 2 ** attempt);
    }
  }
}

/** Writes a file under a temporary name beside it and renames it when whole: readers see all of it or none. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(
    dirname(file),
    `${unfinishedPrefix}${process.pid}-${randomBytes(4).toString('hex')}-${basename(file)}`,
  );
  try {
    await writeFile(temporary, content, {flush: true});
    await renameWhenFree(temporary, file);
  } catch (error) {
    // Where the place itself is wrong this fails as well; what counts is why the file could not be written.
    await rm(temporary, {force: true}).catch(() => {});
    throw writingError(error, file);
  }
}

function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Removes what runs that no longer live left unfinished in a folder. */
export async function sweepUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = /^\.unfinished-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !processLives(Number(pid))) {
      await rm(join(folder, name), {recursive: true, force: true, maxRetries: 4});
    }
  }
}

/** A folder that appears under its final name only when everything in it is written. */
export interface UnfinishedFolder {
  /** Absolute path to write into. */
  readonly path: string;
  /** Gives the folder its final name, or that name with `-2`, `-3` … where it is taken; returns the path. */
  finish(name: string): Promise<string>;
  /** Removes the folder and what is in it. */
  discard(): Promise<void>;
}

/**
 * Opens an unfinished folder inside `parent`, which is created where it is missing.
 * @throws ViralError `output-unwritable` or `disk-full`
 */
export async function openUnfinishedFolder(parent: string): Promise<UnfinishedFolder> {
  let path: string;
  try {
    await makeFolder(parent);
    await sweepUnfinished(parent);
    // Not a private temporary folder: what is finished in it is for others to read.
    path = join(parent, `${unfinishedPrefix}${process.pid}-${randomBytes(6).toString('hex')}`);
    await mkdir(path);
  } catch (error) {
    throw writingError(error, parent);
  }
  return {
    path,
    async finish(name) {
      const taken = new Set(await readdir(parent));
      for (let n = 1; ; n++) {
        const candidate = n === 1 ? name : `${name}-${n}`;
        if (taken.has(candidate)) continue;
        try {
          await renameWhenFree(path, join(parent, candidate));
          return join(parent, candidate);
        } catch (error) {
          // Another run took the name between the look and the rename.
          if (!['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? ''))
            throw writingError(error, join(parent, candidate));
        }
      }
    },
    async discard() {
      await rm(path, {recursive: true, force: true, maxRetries: 4});
    },
  };
}
