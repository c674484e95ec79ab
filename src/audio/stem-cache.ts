import {createHash} from 'node:crypto';
import {mkdir, readdir, readFile, rm, stat, utimes} from 'node:fs/promises';
import {join} from 'node:path';
import {packageVersion} from '../package-version.ts';
import type {Pcm} from '../sound/index.ts';
import {sweepUnfinished, writeWhole} from '../whole-files.ts';

/** Where finished music is kept for the next time. Any number of processes may use one folder at once. */
export interface StemCacheOptions {
  /** Absolute path; made when the first stem is kept. */
  readonly directory: string;
  /** What all stems together may take, bytes; those that were used the longest ago make room. Default: 300 MB. */
  readonly maxBytes?: number;
}

const format = 1;
const magic = Buffer.from(`vvg-stem${format}`);
const headerBytes = magic.length + 4;
const digestBytes = 32;
const fileEnd = '.stem';
const defaultMaxBytes = 300_000_000;
const sampleRateHz = 48_000;

/** The key of a stem: a hash of all it depends on and of the version of this package. */
export function stemKey(facts: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([format, packageVersion, facts]))
    .digest('hex');
}

/** Rounds a stereo stem to 16 bits, in place: what is kept and what was just made then sound the same to the last bit. */
function asKept({channels}: Pcm): Int16Array {
  const [left = new Float32Array(0), right = left] = channels;
  const kept = new Int16Array(left.length * 2);
  for (let index = 0; index < left.length; index += 1) {
    kept[2 * index] = Math.round((left[index] as number) * 32_767);
    kept[2 * index + 1] = Math.round((right[index] as number) * 32_767);
  }
  return kept;
}

function fromKept(kept: Int16Array): Pcm {
  const length = kept.length / 2;
  const left = new Float32Array(length);
  const right = new Float32Array(length);
  for (let index = 0; index < length; index += 1) {
    left[index] = (kept[2 * index] as number) / 32_767;
    right[index] = (kept[2 * index + 1] as number) / 32_767;
  }
  return {sampleRateHz, channels: [left, right]};
}

/** @returns null for anything but a whole stem of this length as it was kept */
function decode(bytes: Buffer, length: number): Pcm | null {
  const soundBytes = length * 4;
  if (
    bytes.length !== headerBytes + soundBytes + digestBytes ||
    !bytes.subarray(0, magic.length).equals(magic)
  )
    return null;
  const digest = createHash('sha256').update(bytes.subarray(0, -digestBytes)).digest();
  if (!digest.equals(bytes.subarray(-digestBytes))) return null;
  // A copy, because the bytes of a file may lie anywhere and 16-bit numbers may not.
  const sound = bytes.buffer.slice(
    bytes.byteOffset + headerBytes,
    bytes.byteOffset + headerBytes + soundBytes,
  );
  return fromKept(new Int16Array(sound));
}

function encode(kept: Int16Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(kept.length / 2);
  const body = Buffer.concat([magic, size, Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength)]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
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
 * The stem that was kept under a key, or a new one, which is then kept. A damaged file counts as none, and a folder
 * that cannot be written costs time but never the sound.
 * @param length samples of a channel
 * @param make makes the stem: 48 kHz stereo, no sample beyond full scale
 */
export async function keptStem(
  cache: StemCacheOptions | null,
  key: string,
  length: number,
  make: () => Pcm,
): Promise<Pcm> {
  if (cache === null) return fromKept(asKept(make()));
  const {directory, maxBytes = defaultMaxBytes} = cache;
  const file = join(directory, `${key}${fileEnd}`);
  const bytes = await readFile(file).catch(() => null);
  const known = bytes === null ? null : decode(bytes, length);
  if (known) {
    const now = new Date();
    await utimes(file, now, now).catch(() => {});
    return known;
  }
  const kept = asKept(make());
  const encoded = encode(kept);
  if (encoded.length <= maxBytes) {
    try {
      await mkdir(directory, {recursive: true});
      await sweepUnfinished(directory);
      await writeWhole(file, encoded);
      await makeRoom(directory, maxBytes);
    } catch {
      // Kept or not, the stem is here.
    }
  }
  return fromKept(kept);
}
