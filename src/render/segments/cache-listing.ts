import {join} from 'node:path';
import {sweepUnfinished, writingError} from '../../whole-files.ts';
import {readSceneEntry, removeWhole, sceneKeyPattern, unfinishedIn} from './scene-entry.ts';
import {storedThings} from './scene-room.ts';

/** One folder of the cache. */
export interface CachePart {
  /** Name inside the cache folder. */
  readonly folder: string;
  /** What counts as an entry; anything else there is not ours and stays. */
  readonly entries: RegExp;
  /** Where, inside that folder, unfinished entries lie. */
  readonly unfinished: (directory: string) => string;
}

/** Everything this package keeps in its cache folder. */
export const cacheParts = {
  scenes: {folder: 'scenes', entries: sceneKeyPattern, unfinished: unfinishedIn},
  bundles: {folder: 'bundles', entries: /^[0-9a-f]{32}$/, unfinished: (directory) => directory},
  browsers: {folder: 'browsers', entries: /^chromium-/, unfinished: (directory) => directory},
} as const satisfies Readonly<Record<string, CachePart>>;

/** How much there is of something on disk. */
export interface Stored {
  readonly entries: number;
  /** Sizes of all files; a file that is linked elsewhere too counts here as well. */
  readonly bytes: number;
}

/** Counts a part of the cache. An absent folder is empty. */
export async function describeCachePart(cacheDir: string, part: CachePart): Promise<Stored> {
  const things = await storedThings(join(cacheDir, part.folder), part.entries);
  return {entries: things.length, bytes: things.reduce((sum, thing) => sum + thing.bytes, 0)};
}

/** What is in a folder of finished segments, for people. */
export interface SceneCacheDescription extends Stored {
  /** When the least recently used segment was last used, or kept. Null when there is none. */
  readonly oldest: Date | null;
  /** Template id to the number of its segments. */
  readonly templates: Readonly<Record<string, number>>;
  /** Entries that say nothing of themselves; they go when they are asked for or make room. */
  readonly damaged: number;
}

/**
 * Reads what is in a folder of finished segments. Their content is not checked. An absent folder is empty.
 * @param directory absolute path of the scenes, not of the whole cache
 */
export async function describeSceneCache(directory: string): Promise<SceneCacheDescription> {
  const things = await storedThings(directory, sceneKeyPattern);
  const templates = new Map<string, number>();
  let damaged = 0;
  for (const {path} of things) {
    // Null is an entry that has been evicted meanwhile.
    const entry = await readSceneEntry(path).catch(() => 'damaged' as const);
    if (entry === 'damaged') damaged++;
    else if (entry !== null) {
      const {template} = entry.facts.scene;
      templates.set(template, (templates.get(template) ?? 0) + 1);
    }
  }
  return {
    entries: things.length,
    bytes: things.reduce((sum, thing) => sum + thing.bytes, 0),
    oldest: things[0] === undefined ? null : new Date(things[0].usedAt),
    templates: Object.fromEntries([...templates].sort(([a], [b]) => (a < b ? -1 : 1))),
    damaged,
  };
}

async function clear(directory: string, part: CachePart, signal: AbortSignal | undefined): Promise<Stored> {
  const unfinished = part.unfinished(directory);
  let entries = 0;
  let bytes = 0;
  for (const thing of await storedThings(directory, part.entries)) {
    signal?.throwIfAborted();
    try {
      await removeWhole(thing.path, unfinished);
    } catch (error) {
      throw writingError(error, thing.path);
    }
    entries++;
    bytes += thing.bytes;
  }
  await sweepUnfinished(unfinished);
  return {entries, bytes};
}

/**
 * Removes a part of the cache, entry by entry; what is not an entry stays. A video that is being made meanwhile may
 * fail when it loses its bundle or browser; segments may go at any time.
 * @returns what is gone
 * @throws ViralError `output-unwritable`
 */
export async function clearCachePart(
  cacheDir: string,
  part: CachePart,
  options: {readonly signal?: AbortSignal} = {},
): Promise<Stored> {
  return clear(join(cacheDir, part.folder), part, options.signal);
}

/**
 * Removes all segments of a folder; processes that keep or take segments there may go on.
 * @param directory absolute path of the scenes, not of the whole cache
 * @throws ViralError `output-unwritable`
 */
export async function clearSceneCache(
  directory: string,
  options: {readonly signal?: AbortSignal} = {},
): Promise<Stored> {
  return clear(directory, cacheParts.scenes, options.signal);
}
