import {runFfmpeg} from '../../ffmpeg.ts';

/** Pixels in rows from the top, three bytes each: red, green, blue. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Decodes a PNG or JPEG of a known size. */
export async function decodePicture(
  encoded: Uint8Array,
  size: {readonly width: number; readonly height: number},
  signal?: AbortSignal,
): Promise<Picture> {
  // The build has no raw muxer and guesses no picture formats on a pipe: both are named.
  const codec = encoded[0] === 0xff ? 'mjpeg' : 'png';
  const output = ['-frames:v', '1', '-pix_fmt', 'rgb24', '-c:v', 'rawvideo', '-f', 'image2pipe', 'pipe:1'];
  const {stdout} = await runFfmpeg(['-f', 'image2pipe', '-c:v', codec, '-i', 'pipe:0', ...output], {
    input: encoded,
    ...(signal ? {signal} : {}),
  });
  if (stdout.length !== size.width * size.height * 3) {
    throw new RangeError(`the picture is not ${size.width}x${size.height}: ${stdout.length} bytes of pixels`);
  }
  return {...size, rgb: stdout};
}

export interface Difference {
  /** Pixels of which a channel differs by more than the tolerance. */
  readonly pixels: number;
  /** Largest difference of a channel, 0..255. */
  readonly largest: number;
  /** The smallest rectangle around the differing pixels; `null` when there are none. */
  readonly box: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  } | null;
}

/**
 * Compares two pictures pixel by pixel. Pure.
 * @param tolerance how far a channel may differ, of 255
 * @throws RangeError when the sizes differ
 */
export function comparePictures(a: Picture, b: Picture, tolerance = 0): Difference {
  if (a.width !== b.width || a.height !== b.height) throw new RangeError('the pictures have different sizes');
  let pixels = 0;
  let largest = 0;
  let [left, top, right, bottom] = [a.width, a.height, -1, -1];
  for (let y = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++) {
      const at = (y * a.width + x) * 3;
      const difference = Math.max(
        Math.abs((a.rgb[at] ?? 0) - (b.rgb[at] ?? 0)),
        Math.abs((a.rgb[at + 1] ?? 0) - (b.rgb[at + 1] ?? 0)),
        Math.abs((a.rgb[at + 2] ?? 0) - (b.rgb[at + 2] ?? 0)),
      );
      largest = Math.max(largest, difference);
      if (difference <= tolerance) continue;
      pixels++;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
    }
  }
  const box = pixels === 0 ? null : {x: left, y: top, width: right - left + 1, height: bottom - top + 1};
  return {pixels, largest, box};
}
