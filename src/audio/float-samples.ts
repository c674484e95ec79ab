import {type FileHandle, open} from 'node:fs/promises';
import {InvalidInputError} from '../errors.ts';
import {isOnlyChunks} from '../sound/index.ts';

const blockBytes = 4_000_000;
const mostHeaderChunks = 1000;
/** What lies this far over full scale is a fault of the file, no loud sound. */
const loudestPeak = 100;
/** More than this after a data chunk of no length is sound whose length was never written. */
const mostTrailerBytes = 1_000_000;

interface FloatData {
  readonly start: number;
  readonly end: number;
  readonly bytesPerSample: 4 | 8;
  readonly bytesPerSecond: number;
}

/** Where the samples of a WAV file of floating-point numbers lie; null for any other file. */
async function findFloats(handle: FileHandle, fileBytes: number, refuse: Refuse): Promise<FloatData | null> {
  const head = Buffer.alloc(48);
  const readAt = async (at: number, length: number) =>
    (await handle.read(head, 0, length, at)).bytesRead === length;
  if (!(await readAt(0, 12)) || !/^(?:RIFF|RF64)....WAVE$/s.test(head.toString('latin1', 0, 12))) return null;
  let format: Omit<FloatData, 'start' | 'end'> | null = null;
  let at = 12;
  for (let count = 0; count < mostHeaderChunks && (await readAt(at, 8)); count += 1) {
    const name = head.toString('latin1', 0, 4);
    const size = head.readUInt32LE(4);
    const start = at + 8;
    if (name === 'fmt ') {
      if (!(await readAt(start, 16))) return null;
      const [tag, channels, rateHz] = [head.readUInt16LE(0), head.readUInt16LE(2), head.readUInt32LE(4)];
      const bits = head.readUInt16LE(14);
      // 0xfffe: the kind stands in the first two bytes of the sub-format.
      const kind = tag === 0xfffe && size >= 26 && (await readAt(start, 26)) ? head.readUInt16LE(24) : tag;
      const bytesPerSample = bits === 32 ? 4 : bits === 64 ? 8 : null;
      format =
        kind === 3 && bytesPerSample !== null
          ? {bytesPerSample, bytesPerSecond: rateHz * channels * bytesPerSample}
          : null;
    }
    if (name === 'data') {
      const left = fileBytes - start;
      if (size === 0 && left <= mostTrailerBytes) {
        const rest = Buffer.alloc(Math.max(0, left));
        await handle.read(rest, 0, rest.length, start);
        if (isOnlyChunks(rest, 0)) throw refuse('holds no sound');
      }
      return format ? {...format, start, end: start + (size === 0 || size > left ? left : size)} : null;
    }
    at = start + size + (size % 2);
  }
  return null;
}

type Refuse = (message: string) => InvalidInputError;

/**
 * Looks through what ffmpeg would spoil in silence: a sample of a WAV file that is no number becomes a click at full
 * scale, and what lies over full scale is cut off.
 * @param range the part that will be used, seconds
 * @returns the factor that brings the part under full scale: 1 for nearly every file
 * @throws whatever `refuse` makes of the reason, for a file without sound or with broken samples
 */
export async function floatHeadroom(
  file: string,
  range: {readonly from: number; readonly to: number},
  refuse: Refuse,
  signal?: AbortSignal,
): Promise<number> {
  const handle = await open(file);
  try {
    const data = await findFloats(handle, (await handle.stat()).size, refuse);
    if (!data) return 1;
    const {start, end, bytesPerSample, bytesPerSecond} = data;
    const byteAt = (seconds: number) =>
      Math.min(end, start + Math.floor((seconds * bytesPerSecond) / bytesPerSample) * bytesPerSample);
    const buffer = Buffer.alloc(blockBytes);
    const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    const last = byteAt(range.to);
    let peak = 0;
    for (let at = byteAt(range.from); at < last;) {
      signal?.throwIfAborted();
      const {bytesRead} = await handle.read(buffer, 0, Math.min(blockBytes, last - at), at);
      if (bytesRead < bytesPerSample) break;
      for (let place = 0; place + bytesPerSample <= bytesRead; place += bytesPerSample) {
        const sample = bytesPerSample === 4 ? view.getFloat32(place, true) : view.getFloat64(place, true);
        const magnitude = Math.abs(sample);
        // Written so that what is no number is caught as well.
        if (!(magnitude <= loudestPeak)) {
          throw refuse(
            Number.isFinite(sample)
              ? `holds samples of ${magnitude.toPrecision(3)} times full scale; export it again, as 16 or 24 bit`
              : 'holds samples that are no numbers; export it again, as 16 or 24 bit',
          );
        }
        if (magnitude > peak) peak = magnitude;
      }
      at += bytesRead - (bytesRead % bytesPerSample);
    }
    return peak > 1 ? 1 / peak : 1;
  } finally {
    await handle.close();
  }
}
