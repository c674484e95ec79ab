import {createHash} from 'node:crypto';
import {mkdir, readdir, readFile, rm, stat, utimes} from 'node:fs/promises';
import {join} from 'node:path';
import {sweepUnfinished, writeWhole, writingError} from '../whole-files.ts';

/** Files that are kept for the next time, each under a key. Any number of processes may use one folder at once. */
export interface KeptFiles {
  /**
   * What was kept under a key, or null. Never throws: what is damaged is removed and counts as none.
   * @param key 64 hex digits
   * @param decode gives null for bytes that are not what it wants
   */
  take<Thing>(key: string, decode: (body: Buffer) => Thing | null): Promise<Thing | null>;
  /**
   * Keeps something, unless it is larger than the whole folder may be.
   * @throws ViralError `output-unwritable`, `disk-full`
   */
  keep(key: string, body: Uint8Array): Promise<void>;
}

export interface KeptFilesOptions {
  /** Absolute path; made when the first file is kept. */
  readonly directory: string;
  /** What all files together may take; those that were used the longest ago make room. 0 keeps nothing. */
  readonly maxBytes: number;
  /** Ending of the names, as in `.line`. */
  readonly ending: string;
}

const digestBytes = 32;
const keyPattern = /^[0-9a-f]{64}$/;
const digestOf = (body: Uint8Array) => createHash('sha256').update(body).digest();

/** Removes what was used the longest ago until the rest fits. Another process may be at it too. */
async function makeRoom({directory, maxBytes, ending}: KeptFilesOptions): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(ending));
  const found = await Promise.all(
    names.map(async (name) => {
      const file = join(directory, name);
      const facts = await stat(file).catch(() => null);
      return facts ? [{file, bytes: facts.size, usedAt: facts.mtimeMs}] : [];
    }),
  );
  const entries = found.flat().sort((a, b) => a.usedAt - b.usedAt);
  let total = entries.reduce((sum, {bytes}) => sum + bytes, 0);
  for (const {file, bytes} of entries) {
    if (total <= maxBytes) return;
    await rm(file, {force: true});
    total -= bytes;
  }
}

/**
 * Opens a folder of files that appear by one rename and carry their own SHA-256 at the end.
 * @throws RangeError when `maxBytes` is no size
 */
export function openKeptFiles(options: KeptFilesOptions): KeptFiles {
  const {directory, maxBytes, ending} = options;
  if (!(maxBytes >= 0)) throw new RangeError(`maxBytes must be 0 or more, not ${maxBytes}`);
  const fileOf = (key: string) => {
    if (!keyPattern.test(key)) throw new RangeError(`A key is 64 hex digits, not '${key}'`);
    return join(directory, `${key}${ending}`);
  };
  let swept = false;
  return {
    async take(key, decode) {
      if (maxBytes === 0) return null;
      const file = fileOf(key);
      const bytes = await readFile(file).catch(() => null);
      if (bytes === null) return null;
      const body = bytes.subarray(0, Math.max(0, bytes.length - digestBytes));
      const isWhole = digestOf(body).equals(bytes.subarray(body.length));
      const thing = isWhole ? decode(body) : null;
      if (thing === null) {
        await rm(file, {force: true}).catch(() => {});
        return null;
      }
      const now = new Date();
      // Whether the time of use can be noted decides only what makes room first.
      await utimes(file, now, now).catch(() => {});
      return thing;
    },
    async keep(key, body) {
      const file = fileOf(key);
      if (body.length + digestBytes > maxBytes) return;
      try {
        await mkdir(directory, {recursive: true});
        if (!swept) await sweepUnfinished(directory);
        swept = true;
        await writeWhole(file, Buffer.concat([body, digestOf(body)]));
        await makeRoom(options);
      } catch (error) {
        throw writingError(error, directory);
      }
    },
  };
}
