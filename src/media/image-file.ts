import {open} from 'node:fs/promises';

/** What a media file is by its own first bytes, whatever its name says. */
export interface ImageFacts {
  readonly mimeType: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly width: number;
  readonly height: number;
}

/** Headers of JPEG files may stand behind large profiles and previews. */
const headBytes = 1_000_000;

/** Reads type and size from an image's header; null when it is no PNG, JPEG or WebP with a readable size. */
export function readImageFacts(bytes: Uint8Array): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const found = ofPng(view) ?? ofJpeg(view) ?? ofWebp(view);
    return found && found.width > 0 && found.height > 0 ? found : null;
  } catch (error) {
    // The header ends before the size.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The first bytes of a file and its length. */
export async function readHead(file: string): Promise<{head: Uint8Array; bytes: number}> {
  await using handle = await open(file, 'r');
  const {size} = await handle.stat();
  const head = new Uint8Array(Math.min(size, headBytes));
  const {bytesRead} = await handle.read(head, 0, head.length, 0);
  return {head: head.subarray(0, bytesRead), bytes: size};
}

/** The kind of a video file by its first bytes, or null. */
export function videoTypeOf(head: Uint8Array): 'video/mp4' | 'video/webm' | null {
  if (latin(head, 4, 4) === 'ftyp') return 'video/mp4';
  return head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3 ? 'video/webm' : null;
}

export function isSvg(head: Uint8Array): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*|<!doctype[^>]*>\s*)*<svg[\s/>]/i.test(
    new TextDecoder().decode(head.subarray(0, 4096)),
  );
}

/**
 * Why a picture that can be read is not shown, in words; null where nothing stands against it. A moving picture runs by
 * the clock of the browser, so that no two renders are alike, and a file that was cut off stops the render.
 */
export function pictureFault(head: Uint8Array, bytes: number): string | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const moving = 'is an animation; export it as a clip (MP4) or as a still';
  if (latin(head, 8, 4) === 'WEBP' && latin(head, 0, 4) === 'RIFF') {
    if (view.getUint32(4, true) + 8 > bytes) return 'ends in the middle; its file is not whole';
    // The flags of an extended file; the second bit is animation.
    return latin(head, 12, 4) === 'VP8X' && ((head[20] ?? 0) & 2) !== 0 ? moving : null;
  }
  if (latin(head, 1, 3) !== 'PNG') return null;
  for (let at = 8; at + 8 <= head.length; at += 12 + view.getUint32(at)) {
    const chunk = latin(head, at + 4, 4);
    if (chunk === 'acTL') return moving;
    if (chunk === 'IDAT') return null;
  }
  return null;
}

/** What a file is that browsers do not draw, by its first bytes: a name people know it by, or null. */
export function strangerOf(head: Uint8Array): string | null {
  const start = latin(head, 0, 4);
  if (start === 'GIF8') return 'a GIF';
  if (start === 'II*\0' || start === 'MM\0*') return 'a TIFF';
  if (start.startsWith('BM')) return 'a BMP';
  if (start === '8BPS') return 'a Photoshop file';
  if (latin(head, 4, 4) !== 'ftyp') return null;
  const brand = latin(head, 8, 4);
  if (['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1'].includes(brand)) return 'a HEIC photo';
  return brand === 'avif' || brand === 'avis' ? 'an AVIF' : null;
}

function latin(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

function ofPng(view: DataView): ImageFacts | null {
  if (view.byteLength < 8 || view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a)
    return null;
  return {mimeType: 'image/png', width: view.getUint32(16), height: view.getUint32(20)};
}

/** Walks the segments of a JPEG to the frame header; sizes are swapped where Exif turns the picture on its side. */
function ofJpeg(view: DataView): ImageFacts | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  let sideways = false;
  for (;;) {
    while (view.getUint8(at) !== 0xff) at++;
    while (view.getUint8(at) === 0xff) at++;
    const marker = view.getUint8(at++);
    if (marker === 0xd9 || marker === 0xda) return null;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;
    const length = view.getUint16(at);
    if (marker === 0xe1) sideways ||= isSideways(view, at + 2, length - 2);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const height = view.getUint16(at + 3);
      const width = view.getUint16(at + 5);
      return {mimeType: 'image/jpeg', ...(sideways ? {width: height, height: width} : {width, height})};
    }
    at += length;
  }
}

/** Whether the Exif orientation (tag 0x0112) is one of the four that swap width and height. */
function isSideways(view: DataView, from: number, length: number): boolean {
  if (length < 14 || view.getUint32(from) !== 0x45786966) return false;
  const start = from + 6;
  const little = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, little);
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > from + length) return false;
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little) >= 5;
  }
  return false;
}

function ofWebp(view: DataView): ImageFacts | null {
  if (view.byteLength < 30 || view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250)
    return null;
  const mimeType = 'image/webp';
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (view.getUint32(12)) {
    case 0x56503858: // VP8X
      return {mimeType, width: uint24(24) + 1, height: uint24(27) + 1};
    case 0x5650384c: {
      // VP8L: 14 bits each.
      const bits = view.getUint32(21, true);
      return {mimeType, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1};
    }
    case 0x56503820: // VP8
      return {mimeType, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff};
    default:
      return null;
  }
}
