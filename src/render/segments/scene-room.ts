import {lstat, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {removeWhole, sceneKeyPattern, unfinishedIn} from './scene-entry.ts';

/** One thing in a cache folder: what it takes on disk and when it was last used. */
export interface StoredThing {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

/** Size of a file, or of all files below a folder; what goes away meanwhile counts nothing. */
async function bytesOf(path: string): Promise<number> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return 0;
  if (!found.isDirectory()) return found.size;
  const names = await readdir(path).catch(() => []);
  const sizes = await Promise.all(names.map((name) => bytesOf(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Everything in a folder whose name fits, the least recently used first. An absent folder is empty. */
export async function storedThings(folder: string, names: RegExp): Promise<StoredThing[]> {
  const found = await Promise.all(
    (await readdir(folder).catch(() => []))
      .filter((name) => names.test(name))
      .map(async (name): Promise<StoredThing | null> => {
        const path = join(folder, name);
        const stats = await lstat(path).catch(() => null);
        return stats === null ? null : {name, path, bytes: await bytesOf(path), usedAt: stats.mtimeMs};
      }),
  );
  return found.filter((each) => each !== null).sort((a, b) => a.usedAt - b.usedAt);
}

const forgottenAfterMs = 60 * 60 * 1000;

/**
 * Removes unfinished things that nobody can still be working on. Sweeping by process id misses those whose number a
 * living process has now; in a container that is the rule, not the exception.
 */
async function sweepForgotten(unfinished: string): Promise<void> {
  for (const {path, usedAt} of await storedThings(unfinished, /^\.unfinished-/)) {
    if (Date.now() - usedAt > forgottenAfterMs) {
      await rm(path, {recursive: true, force: true, maxRetries: 4}).catch(() => undefined);
    }
  }
}

/** Keeps the entries of a cache within its limit. */
export interface SceneRoom {
  /**
   * Makes room for one more entry, then stores it. Room is made first: what has to go may be what fills the disk.
   * @param store writes the entry; not called when it cannot have the room
   */
  fill(key: string, bytes: number, store: () => Promise<void>): Promise<void>;
}

/** Removes the least recently used entries until `needed` bytes are free. @returns how many bytes went */
async function evict(directory: string, entries: readonly StoredThing[], needed: number, spare: number) {
  let freed = 0;
  for (const {path, bytes} of entries) {
    // A little more than needed, so that the next entries need no count; in a small cache nothing more.
    if (freed >= needed && freed + bytes > needed + spare) break;
    try {
      await removeWhole(path, unfinishedIn(directory));
      freed += bytes;
    } catch {
      // What cannot be removed keeps its place.
    }
  }
  return freed;
}

/**
 * Counts what is stored once, adds what this process stores, and counts again when that reaches the limit or a
 * twentieth of it: so much can each other process that stores at the same time go beyond the limit.
 */
export function openSceneRoom(directory: string, maxBytes: number): SceneRoom {
  const step = maxBytes / 20;
  let total = Number.POSITIVE_INFINITY;
  let addedSinceCount = 0;
  /** Entries that have their room and are still being written. */
  const pending = new Set<{readonly key: string; readonly bytes: number}>();
  let last: Promise<unknown> = Promise.resolve();

  const reserve = async (wanted: {readonly key: string; readonly bytes: number}): Promise<boolean> => {
    const {bytes} = wanted;
    if (addedSinceCount + bytes > step || total + bytes > maxBytes) {
      // Each of these may get its name during the count: they are counted here and not there.
      const writing = [...pending];
      const names = new Set(writing.map(({key}) => key));
      await sweepForgotten(unfinishedIn(directory));
      const entries = (await storedThings(directory, sceneKeyPattern)).filter(({name}) => !names.has(name));
      total = [...entries, ...writing].reduce((sum, entry) => sum + entry.bytes, 0);
      addedSinceCount = 0;
      const needed = total + bytes - maxBytes;
      if (needed > 0) total -= await evict(directory, entries, needed, step);
      if (total + bytes > maxBytes) return false;
    }
    total += bytes;
    addedSinceCount += bytes;
    pending.add(wanted);
    return true;
  };

  return {
    async fill(key, bytes, store) {
      if (bytes > maxBytes) return;
      // One after the other: two that count at once would make the same room.
      const wanted = {key, bytes};
      const reserved = last.then(() => reserve(wanted));
      last = reserved.catch(() => undefined);
      if (!(await reserved)) return;
      try {
        await store();
      } catch (error) {
        total -= bytes;
        throw error;
      } finally {
        pending.delete(wanted);
      }
    },
  };
}
