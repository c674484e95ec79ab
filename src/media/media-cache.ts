import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {mkdir, readdir, readFile, rm, stat, utimes} from 'node:fs/promises';
import {join} from 'node:path';
import {sweepUnfinished, writeWhole, writingError} from '../whole-files.ts';

/** How long an answer to a search is used again, ms: Pixabay demands a day, and Pexels counts every request. */
export const answerLifetimeInMs = 24 * 3600 * 1000;

/** What is kept of the work of media sources. Any number of processes may use one folder at once. */
export interface MediaCache {
  /** The answer to a search that was kept under `key` less than a day ago, or a new one, which is kept. */
  answer(key: string, obtain: () => Promise<unknown>): Promise<unknown>;
  /**
   * A file by what made it: the one that was kept under `key`, or a new one. Files are named by their content, which is
   * checked each time.
   * @returns absolute path
   */
  file(key: string, obtain: () => Promise<Uint8Array>): Promise<string>;
}

export interface MediaCacheOptions {
  /** Absolute path; made when the first thing is kept. */
  readonly directory: string;
  /** What the files may take together, bytes; those that were used the longest ago make room. Default 2 GB. */
  readonly maxBytes?: number;
  readonly now?: () => number;
}

/** SHA-256 of a text in lower-case hex. */
export function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SHA-256 of a file in lower-case hex. */
export async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) hash.update(chunk);
  return hash.digest('hex');
}

/** A cache in a folder: `*.answer` for searches, `*.work` for what made a file, `*.file` for the files themselves. */
export function openMediaCache({directory, maxBytes = 2e9, now = Date.now}: MediaCacheOptions): MediaCache {
  const read = async (name: string): Promise<unknown> => {
    try {
      return JSON.parse(await readFile(join(directory, name), 'utf8')) as unknown;
    } catch {
      // Not there, or damaged, which is the same.
      return null;
    }
  };
  let ready: Promise<void> | undefined;
  const write = async (name: string, content: string | Uint8Array) => {
    try {
      await (ready ??= mkdir(directory, {recursive: true}).then(() => sweepUnfinished(directory)));
      await writeWhole(join(directory, name), content);
    } catch (error) {
      ready = undefined;
      throw writingError(error, directory);
    }
  };
  const kept = async (name: string): Promise<string | null> => {
    const found = await read(name);
    const sha256 = isRecord(found) ? found['sha256'] : undefined;
    if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return null;
    const file = join(directory, `${sha256}.file`);
    if ((await digestOfFile(file).catch(() => '')) !== sha256) {
      await rm(file, {force: true}).catch(() => {});
      return null;
    }
    const used = new Date(now());
    await utimes(file, used, used).catch(() => {});
    return file;
  };
  return {
    async answer(key, obtain) {
      const name = `${digestOf(key)}.answer`;
      const found = await read(name);
      if (isRecord(found) && typeof found['at'] === 'number') {
        const age = now() - found['at'];
        if (age >= 0 && age < answerLifetimeInMs) return found['value'];
      }
      const value = await obtain();
      await write(name, JSON.stringify({at: now(), value}));
      await removeOldAnswers(directory, now());
      return value;
    },
    async file(key, obtain) {
      const name = `${digestOf(key)}.work`;
      const found = await kept(name);
      if (found !== null) return found;
      const bytes = await obtain();
      const sha256 = digestOf(bytes);
      const file = join(directory, `${sha256}.file`);
      await write(`${sha256}.file`, bytes);
      await write(name, JSON.stringify({sha256}));
      await makeRoom(directory, maxBytes, file);
      return file;
    },
  };
}

/** Keeps answers for a day in memory, and no files; for sources that are given no cache. */
export function memoryAnswers(now: () => number = Date.now): Pick<MediaCache, 'answer'> {
  const answers = new Map<string, {at: number; value: unknown}>();
  return {
    async answer(key, obtain) {
      const found = answers.get(key);
      if (found && now() - found.at < answerLifetimeInMs) return found.value;
      const value = await obtain();
      answers.delete(key);
      answers.set(key, {at: now(), value});
      const [oldest] = answers.keys();
      if (answers.size > 500 && oldest !== undefined) answers.delete(oldest);
      return value;
    },
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

async function listed(directory: string, ending: string) {
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith(ending));
  const facts = await Promise.all(
    names.map(async (name) => {
      const file = join(directory, name);
      const found = await stat(file).catch(() => null);
      return found ? [{file, bytes: found.size, at: found.mtimeMs}] : [];
    }),
  );
  return facts.flat().sort((one, other) => one.at - other.at);
}

async function removeOldAnswers(directory: string, now: number): Promise<void> {
  for (const {file, at} of await listed(directory, '.answer')) {
    if (now - at > answerLifetimeInMs) await rm(file, {force: true});
  }
}

/** The newest file stays whatever its size: it is in use. */
async function makeRoom(directory: string, maxBytes: number, newest: string): Promise<void> {
  const files = await listed(directory, '.file');
  let total = files.reduce((sum, {bytes}) => sum + bytes, 0);
  for (const {file, bytes} of files) {
    if (total <= maxBytes) return;
    if (file === newest) continue;
    await rm(file, {force: true});
    total -= bytes;
  }
}
