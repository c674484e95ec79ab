import {createHash} from 'node:crypto';
import {mkdir, readdir, readFile, rm, stat, utimes} from 'node:fs/promises';
import {join} from 'node:path';
import {z} from 'zod';
import type {SpokenLine, Voice} from '../ports/index.ts';
import {packageVersion} from '../package-version.ts';
import {timingSourceSchema, wordSchema} from '../schema/index.ts';
import {sweepUnfinished, writeWhole, writingError} from '../whole-files.ts';

/** Spoken lines that are kept for the next time. Any number of processes may use one folder at once. */
export interface NarrationCache {
  /**
   * The line that was kept under a key, or null. Never throws: what is damaged is removed and counts as none.
   * @param key as `narrationKey` makes it
   */
  take(key: string): Promise<SpokenLine | null>;
  /**
   * Keeps a line, unless it is larger than the whole cache may be.
   * @throws ViralError `output-unwritable`, `disk-full`
   */
  keep(key: string, line: SpokenLine): Promise<void>;
}

export interface NarrationCacheOptions {
  /** Absolute path; made when the first line is kept. */
  readonly directory: string;
  /** What all lines together may take; those that were used the longest ago make room. 0 keeps nothing. */
  readonly maxBytes: number;
}

/** What a spoken line depends on. */
export interface NarrationKeyFacts {
  readonly text: string;
  readonly language: string;
  readonly rate: number;
}

const format = 1;
const magic = 'vvg-line';
const digestBytes = 32;
const fileEnd = '.line';
const keyPattern = /^[0-9a-f]{64}$/;

const headerSchema = z.object({
  format: z.literal(format),
  sampleRateHz: z.int().min(1),
  length: z.int().min(1),
  timing: timingSourceSchema,
  words: z.array(wordSchema).optional(),
});

/**
 * The key of a spoken line: a hash of the voice, its settings, the text, language, pace and the version of this
 * package. Null for a voice that names no settings: two such voices may differ unseen.
 */
export function narrationKey(voice: Voice, {text, language, rate}: NarrationKeyFacts): string | null {
  if (voice.settings === undefined) return null;
  const settings = Object.entries(voice.settings).sort(([a], [b]) => (a < b ? -1 : 1));
  const facts = JSON.stringify([format, packageVersion, voice.name, settings, text, language, rate]);
  return createHash('sha256').update(facts).digest('hex');
}

/** Magic, length of the header, header as JSON, samples as 32-bit floats, SHA-256 of all before it. */
function encode({samples, sampleRateHz, words, timing}: SpokenLine): Uint8Array {
  const header = Buffer.from(
    JSON.stringify({format, sampleRateHz, length: samples.length, timing, ...(words ? {words} : {})}),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32LE(header.length);
  const sound = Buffer.alloc(samples.length * 4);
  for (let index = 0; index < samples.length; index += 1) sound.writeFloatLE(samples[index] ?? 0, index * 4);
  const body = Buffer.concat([Buffer.from(magic), size, header, sound]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

/** @returns null for anything but a whole line as it was kept */
function decode(bytes: Buffer): SpokenLine | null {
  const body = bytes.subarray(0, Math.max(0, bytes.length - digestBytes));
  const digest = createHash('sha256').update(body).digest();
  if (body.length < magic.length + 4 || !digest.equals(bytes.subarray(body.length))) return null;
  if (body.toString('latin1', 0, magic.length) !== magic) return null;
  const headerEnd = magic.length + 4 + body.readUInt32LE(magic.length);
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8', magic.length + 4, headerEnd));
  } catch {
    return null;
  }
  const header = headerSchema.safeParse(value).data;
  if (!header || body.length - headerEnd !== header.length * 4) return null;
  const samples = Float32Array.from({length: header.length}, (_, index) =>
    body.readFloatLE(headerEnd + index * 4),
  );
  const {sampleRateHz, timing, words} = header;
  return {samples, sampleRateHz, timing, ...(words ? {words} : {})};
}

/** Removes what was used the longest ago until the rest fits. Another process may be at it too. */
async function makeRoom(directory: string, maxBytes: number): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(fileEnd));
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
 * Opens a folder of spoken lines: a file each, which appears by one rename and carries its own SHA-256.
 * @throws RangeError when `maxBytes` is no size
 */
export function openNarrationCache({directory, maxBytes}: NarrationCacheOptions): NarrationCache {
  if (!(maxBytes >= 0)) throw new RangeError(`maxBytes must be 0 or more, not ${maxBytes}`);
  const fileOf = (key: string) => {
    if (!keyPattern.test(key)) throw new RangeError(`A key is 64 hex digits, not '${key}'`);
    return join(directory, `${key}${fileEnd}`);
  };
  let swept = false;
  return {
    async take(key) {
      if (maxBytes === 0) return null;
      const file = fileOf(key);
      const bytes = await readFile(file).catch(() => null);
      if (bytes === null) return null;
      const line = decode(bytes);
      if (line === null) {
        await rm(file, {force: true}).catch(() => {});
        return null;
      }
      const now = new Date();
      // Whether the time of use can be noted decides only what makes room first.
      await utimes(file, now, now).catch(() => {});
      return line;
    },
    async keep(key, line) {
      const file = fileOf(key);
      const bytes = encode(line);
      if (bytes.length > maxBytes) return;
      try {
        await mkdir(directory, {recursive: true});
        if (!swept) await sweepUnfinished(directory);
        swept = true;
        await writeWhole(file, bytes);
        await makeRoom(directory, maxBytes);
      } catch (error) {
        throw writingError(error, directory);
      }
    },
  };
}
