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
