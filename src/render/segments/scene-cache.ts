import {createHash} from 'node:crypto';
import {createWriteStream} from 'node:fs';
import {chmod, type FileHandle, open, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {parseInput, ViralError} from '../../errors.ts';
import {openUnfinishedFolder, renameWhenFree, writingError} from '../../whole-files.ts';
import {
  codeOf,
  DamagedEntry,
  entryName,
  hashOfFacts,
  linkSegment,
  markUsed,
  readSceneEntry,
  removeWhole,
  type SceneEntry,
  sceneKeyPattern,
  type SegmentFacts,
  segmentFactsSchema,
  segmentName,
  unfinishedIn,
  verifySegment,
} from './scene-entry.ts';
import {openSceneRoom} from './scene-room.ts';

export type {SegmentFacts} from './scene-entry.ts';

/**
 * Finished segments of videos, each a scene, on disk. Any number of processes may use one folder at once; what they
 * are handed out is whole and is what was kept.
 */
export interface SceneCache {
  /**
   * Puts a verified copy of a segment at `file`, over what is there, and marks it used. The copy may be a hard link
   * to what is stored: rename or delete it, never write into it. Nothing on the disk makes this throw: a damaged entry
   * is removed and counts as none, and so does one that cannot be read now or has no room at `file`.
   * @param key 64 hex digits, lower case
   * @param file absolute path
   * @returns null when there is none
   * @throws RangeError for a bad key
   */
  take(key: string, file: string): Promise<SegmentFacts | null>;
  /**
   * Keeps a copy of a finished segment, unless it is larger than the whole cache may be. Where the key has an entry
   * already that one stays: another process was faster with the same scene.
   * @throws ViralError `output-unwritable`, `disk-full`; `file-not-found` for the segment; InvalidInputError for facts
   *   that could not be read back; RangeError for a bad key
   */
  keep(key: string, file: string, facts: SegmentFacts): Promise<void>;
}

export interface SceneCacheOptions {
  /** Absolute path; made when the first segment is kept. */
  readonly directory: string;
  /**
   * What all segments together may take; the least recently used ones make room. While several processes keep segments
   * at once, each beyond the first may exceed it by a twentieth. 0 keeps nothing and takes nothing.
   */
  readonly maxBytes: number;
}

/** Never takes, never keeps. */
export const noSceneCache: SceneCache = {
  take: () => Promise.resolve(null),
  keep: () => Promise.resolve(),
};

/** Copies an open file and hashes what was read, so that a copy gone wrong is found out when it is taken. */
async function copyHashed(source: FileHandle, to: string): Promise<{sha256: string; bytes: number}> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(
    source.createReadStream({highWaterMark: 1 << 18, autoClose: false}),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(to),
  );
  return {sha256: hash.digest('hex'), bytes};
}

async function openSegment(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (cause) {
    throw new ViralError('file-not-found', `The segment to keep cannot be read: ${file}.`, {cause});
  }
}

function recordText(entry: Omit<SceneEntry, 'version' | 'factsSha256'>): string {
  const factsSha256 = hashOfFacts(entry.facts);
  return JSON.stringify({version: 1, ...entry, factsSha256} satisfies SceneEntry);
}

/**
 * Opens a folder of finished segments. An entry is a folder `<key>` with `segment.mp4` and `entry.json` that appears
 * and goes by one rename; its SHA-256 is checked whenever it is taken, so nothing needs to be flushed when it is kept.
 * @throws RangeError when `maxBytes` is no size
 */
export function openSceneCache({directory, maxBytes}: SceneCacheOptions): SceneCache {
  if (!(maxBytes >= 0)) throw new RangeError(`maxBytes must be 0 or more, not ${maxBytes}`);
  if (maxBytes === 0) return noSceneCache;
  const unfinished = unfinishedIn(directory);
  const room = openSceneRoom(directory, maxBytes);

  const folderOf = (key: string) => {
    if (!sceneKeyPattern.test(key)) throw new RangeError(`A key is 64 hex digits, not '${key}'`);
    return join(directory, key);
  };

  /** Whether an entry can stay where it is; a damaged one is removed. */
  const standsAlready = async (folder: string) => {
    try {
      return (await readSceneEntry(folder)) !== null;
    } catch (error) {
      if (!(error instanceof DamagedEntry)) throw error;
      await removeWhole(folder, unfinished);
      return false;
    }
  };

  /** Gives a finished entry its name, unless an equal one has it. */
  const settle = async (from: string, folder: string) => {
    for (let attempt = 1; ; attempt++) {
      try {
        await renameWhenFree(from, folder);
        return;
      } catch (error) {
        const taken = ['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM'].includes(codeOf(error) ?? '');
        if (!taken || attempt === 3) throw error;
        if (await standsAlready(folder)) return;
      }
    }
  };

  return {
    async take(key, file) {
      const folder = folderOf(key);
      try {
        const entry = await readSceneEntry(folder);
        if (entry === null) return null;
        const own = await openUnfinishedFolder(dirname(file));
        try {
          const copy = join(own.path, segmentName);
          await linkSegment(folder, copy);
          // What is handed out is what is checked; the entry may be evicted or replaced meanwhile.
          await verifySegment(copy, entry);
          await markUsed(folder);
          await renameWhenFree(copy, file);
        } finally {
          await own.discard();
        }
        return entry.facts;
      } catch (error) {
        if (error instanceof DamagedEntry) await removeWhole(folder, unfinished).catch(() => undefined);
        return null;
      }
    },

    async keep(key, file, facts) {
      const folder = folderOf(key);
      const known = parseInput(segmentFactsSchema, facts, 'the facts of a segment');
      await using source = await openSegment(file);
      try {
        if (await standsAlready(folder)) {
          await markUsed(folder);
          return;
        }
        const {size} = await source.stat();
        const recordBytes = Buffer.byteLength(recordText({sha256: key, bytes: size, facts: known}));
        await room.fill(key, size + recordBytes, async () => {
          const own = await openUnfinishedFolder(unfinished);
          try {
            const segment = join(own.path, segmentName);
            const copied = await copyHashed(source, segment);
            // Every taker may hold a link to this file: nobody is to write into it by mistake.
            if (process.platform !== 'win32') await chmod(segment, 0o444);
            await writeFile(join(own.path, entryName), recordText({...copied, facts: known}));
            await markUsed(own.path);
            await settle(own.path, folder);
          } finally {
            await own.discard();
          }
        });
      } catch (error) {
        throw writingError(error, directory);
      }
    },
  };
}
