import {open, readFile} from 'node:fs/promises';
import {crc32} from 'node:zlib';
import {ViralError} from '../errors.ts';
import {probe} from '../ffmpeg.ts';

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** W3C PNG specification, section 5: chunks with a length, a type, data and a CRC-32, the last of them IEND. */
function pngFault(bytes: Buffer): string | null {
  if (!bytes.subarray(0, 8).equals(pngSignature)) return 'it does not begin like a PNG';
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) break;
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4))
      return 'a checksum in it is wrong';
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return null;
    at = end;
  }
  return 'it ends too early';
}

/** ITU-T T.81, annex B: begins with SOI, ends with EOI; some cameras write more after it. */
function jpegFault(bytes: Buffer): string | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return 'it does not begin like a JPEG';
  return bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) === -1 ? 'it ends too early' : null;
}

function gifFault(bytes: Buffer): string | null {
  if (!/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return 'it does not begin like a GIF';
  return bytes.lastIndexOf(0x3b) < 13 ? 'it ends too early' : null;
}

/** RIFF: four letters, the length of the rest, four letters. */
function webpFault(bytes: Buffer): string | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') {
    return 'it does not begin like a WebP';
  }
  return bytes.readUInt32LE(4) + 8 > bytes.length ? 'it ends too early' : null;
}

const imageFaults: Readonly<Record<string, (bytes: Buffer) => string | null>> = {
  'image/png': pngFault,
  'image/jpeg': jpegFault,
  'image/gif': gifFault,
  'image/webp': webpFault,
};

/** ISO/IEC 14496-12, 4.2: boxes one after the other, each with its length; 0 means to the end of the file. */
async function mp4Fault(file: string): Promise<string | null> {
  const handle = await open(file, 'r');
  try {
    const {size} = await handle.stat();
    const header = Buffer.alloc(16);
    let hasIndex = false;
    for (let at = 0; at < size;) {
      const {bytesRead} = await handle.read(header, 0, 16, at);
      if (bytesRead < 8) return 'it ends too early';
      const short = header.readUInt32BE(0);
      const length = short === 1 ? Number(header.readBigUInt64BE(8)) : short === 0 ? size - at : short;
      const type = header.toString('latin1', 4, 8);
      if (at === 0 && !/^(?:ftyp|moov|mdat|wide|free|skip)$/.test(type))
        return 'it does not begin like an MP4';
      if (length < 8 || at + length > size) return 'it ends too early';
      if (type === 'moov') hasIndex = true;
      at += length;
    }
    return hasIndex ? null : 'it has no index (moov)';
  } finally {
    await handle.close();
  }
}

/**
 * Looks for damage that a browser would draw over: it shows half a picture where a file ends too early, and says
 * nothing. Formats it does not know pass.
 * @throws ViralError `asset-corrupt` naming the asset and what is wrong
 */
export async function checkAssetWhole(id: string, file: string, mimeType: string): Promise<void> {
  const inspect = imageFaults[mimeType];
  let fault: string | null = null;
  if (inspect) fault = inspect(await readFile(file));
  else if (mimeType === 'video/mp4' || mimeType === 'video/quicktime') fault = await mp4Fault(file);
  if (fault === null) return;
  throw new ViralError(
    'asset-corrupt',
    `The file of asset '${id}' is damaged, or not ${mimeType}: ${fault} (${file}).`,
  );
}

/**
 * Looks whether a file holds sound, before pictures are drawn for it.
 * @throws ViralError `asset-corrupt` naming the asset; the signal's reason
 */
export async function checkSound(id: string, file: string, signal: AbortSignal): Promise<void> {
  try {
    const {streams} = await probe(file, {signal});
    if (streams.some((stream) => stream.codec_type === 'audio' && Number(stream.sample_rate) > 0)) return;
  } catch (cause) {
    signal.throwIfAborted();
    throw new ViralError('asset-corrupt', `The file of asset '${id}' cannot be read as sound: ${file}.`, {
      cause,
    });
  }
  throw new ViralError('asset-corrupt', `The file of asset '${id}' holds no sound: ${file}.`);
}
