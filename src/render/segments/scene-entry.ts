import {createHash} from 'node:crypto';
import {constants, createReadStream} from 'node:fs';
import {copyFile, link, lstat, readFile, rm, utimes} from 'node:fs/promises';
import {join} from 'node:path';
import {z} from 'zod';
import {openUnfinishedFolder, renameWhenFree, type UnfinishedFolder} from '../../whole-files.ts';

/** Facts kept with a segment; plain JSON. */
export interface SegmentFacts {
  readonly frames: number;
  /** Families of the fonts it was drawn with. */
  readonly fonts: readonly string[];
  readonly engine: string;
  readonly scene: {readonly template: string; readonly kind: string; readonly id: string};
}

/** What `entry.json` says of the segment beside it. */
export interface SceneEntry {
  readonly version: 1;
  readonly sha256: string;
  readonly bytes: number;
  readonly facts: SegmentFacts;
  /** SHA-256 of the facts as JSON. */
  readonly factsSha256: string;
}

export const segmentFactsSchema = z.object({
  frames: z.int().positive(),
  fonts: z.array(z.string()),
  engine: z.string(),
  scene: z.object({template: z.string(), kind: z.string(), id: z.string()}),
});

const sceneEntrySchema = z.object({
  version: z.literal(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().nonnegative(),
  facts: segmentFactsSchema,
  factsSha256: z.string(),
});

export const hashOfFacts = (facts: SegmentFacts): string =>
  createHash('sha256').update(JSON.stringify(facts)).digest('hex');

export const segmentName = 'segment.mp4';
export const entryName = 'entry.json';
/** More than any record needs; whatever is larger is not one. */
const maxEntryBytes = 1 << 20;

export const sceneKeyPattern = /^[0-9a-f]{64}$/;

/** What is being written or removed lies apart, so that sweeping it never lists the entries. */
export const unfinishedIn = (directory: string) => join(directory, 'unfinished');

/** An entry that can never be used: it is to be removed. Any other error leaves an entry as it is. */
export class DamagedEntry extends Error {}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Tells what is not there, or not of the right sort, or cannot be read off the disk, from a passing trouble. */
function damageOr(error: unknown): unknown {
  return ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EIO'].includes(codeOf(error) ?? '')
    ? new DamagedEntry('incomplete', {cause: error})
    : error;
}

async function regularFileSize(file: string): Promise<number> {
  const found = await lstat(file).catch((error: unknown) => {
    throw damageOr(error);
  });
  if (!found.isFile()) throw new DamagedEntry('not a file');
  return found.size;
}

/**
 * Reads what an entry says of itself and looks whether a segment of that size is there; its content is not read.
 * @returns null when there is no entry
 * @throws DamagedEntry
 */
export async function readSceneEntry(folder: string): Promise<SceneEntry | null> {
  try {
    if (!(await lstat(folder)).isDirectory()) throw new DamagedEntry('not a folder');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  const file = join(folder, entryName);
  if ((await regularFileSize(file)) > maxEntryBytes) throw new DamagedEntry('too large');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw damageOr(error);
  });
  let entry: SceneEntry;
  try {
    entry = sceneEntrySchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DamagedEntry('mangled', {cause});
  }
  if (hashOfFacts(entry.facts) !== entry.factsSha256) throw new DamagedEntry('mangled');
  if ((await regularFileSize(join(folder, segmentName))) !== entry.bytes) throw new DamagedEntry('truncated');
  return entry;
}

/**
 * Puts the segment at `file`, which must not exist: a hard link where the file system can, else a copy. A segment that
 * is gone now, after `readSceneEntry` has seen it, has been evicted: that is no damage.
 */
export async function linkSegment(folder: string, file: string): Promise<void> {
  const segment = join(folder, segmentName);
  try {
    await link(segment, file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw error;
    await copyFile(segment, file, constants.COPYFILE_FICLONE);
  }
}

/** @throws DamagedEntry when the file is not what the entry promises */
export async function verifySegment(file: string, entry: SceneEntry): Promise<void> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file, {highWaterMark: 1 << 18})) hash.update(chunk as Buffer);
  } catch (error) {
    throw codeOf(error) === 'EIO' ? new DamagedEntry('unreadable', {cause: error}) : error;
  }
  if (hash.digest('hex') !== entry.sha256) throw new DamagedEntry('not what was kept');
}

/** Marks an entry used now: the least recently used ones make room first. */
export async function markUsed(folder: string): Promise<void> {
  const now = Date.now() / 1000;
  // A cache that may only be read is still good, and an entry may be evicted at any moment.
  await utimes(folder, now, now).catch(() => undefined);
}

/**
 * Takes something away by one rename, so that nobody meets half of it, and then removes it.
 * @param unfinished folder on the same file system, whose unfinished things are swept
 */
export async function removeWhole(path: string, unfinished: string): Promise<void> {
  // A full disk has no place for a folder to move into; what is removed in place counts as damaged meanwhile.
  const inPlace = () => rm(path, {recursive: true, force: true, maxRetries: 4});
  let away: UnfinishedFolder;
  try {
    away = await openUnfinishedFolder(unfinished);
  } catch {
    await inPlace();
    return;
  }
  try {
    await renameWhenFree(path, join(away.path, 'removed'));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') await inPlace();
  } finally {
    await away.discard();
  }
}
