import {createHash} from 'node:crypto';
import {packageVersion} from '../package-version.ts';
import type {Pcm} from '../sound/index.ts';
import {openKeptFiles} from './kept-files.ts';

/** Where finished music, effects and voices are kept for the next time. Any number of processes may use one folder at once. */
export interface StemCacheOptions {
  /** Absolute path; made when the first stem is kept. */
  readonly directory: string;
  /** What all stems together may take, bytes; those that were used the longest ago make room. Default: 300 MB. */
  readonly maxBytes?: number;
}

const format = 1;
const magic = Buffer.from(`vvg-stem${format}`);
const headerBytes = magic.length + 4;
export const defaultMaxBytes = 300_000_000;
/** Ending of the names of all that is kept for mixes. */
export const stemEnding = '.stem';
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
    // To the nearest whole number, without what Math.round does for numbers far from these.
    kept[2 * index] = (((left[index] as number) * 32_767 + 32_768.5) | 0) - 32_768;
    kept[2 * index + 1] = (((right[index] as number) * 32_767 + 32_768.5) | 0) - 32_768;
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
function decode(body: Buffer, length: number): Pcm | null {
  const soundBytes = length * 4;
  if (body.length !== headerBytes + soundBytes || !body.subarray(0, magic.length).equals(magic)) return null;
  // A copy, because the bytes of a file may lie anywhere and 16-bit numbers may not.
  const start = body.byteOffset + headerBytes;
  return fromKept(new Int16Array(body.buffer.slice(start, start + soundBytes)));
}

function encode(kept: Int16Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(kept.length / 2);
  return Buffer.concat([magic, size, Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength)]);
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
  const files = openKeptFiles({directory, maxBytes, ending: stemEnding});
  const known = await files.take(key, (body) => decode(body, length));
  if (known) return known;
  const kept = asKept(make());
  // Kept or not, the stem is here.
  await files.keep(key, encode(kept)).catch(() => {});
  return fromKept(kept);
}
