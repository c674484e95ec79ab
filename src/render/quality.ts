/** How much time and space go into how good a picture. */
export type Quality = 'draft' | 'standard' | 'high';

interface QualitySettings {
  /** The web engine's bits a second for 1080x1920 at 30 frames a second. */
  readonly bitrate: number;
  /** x264's speed against size. */
  readonly preset: string;
  /** x264's constant rate factor: lower is better. */
  readonly crf: number;
  /** Quality of the JPEG pictures that the browser hands over for x264, 0..100. */
  readonly jpegQuality: number;
}

/**
 * At `standard` a frame equals its lossless still by the measure of `likeness.ts`; `draft` is for looking at a cut,
 * `high` leaves room for the platform's own encoder.
 *
 * A bitrate is the most that the browser's encoder may take, not what it takes: it does not quantise below a floor of
 * its own, which most scenes of 1080x1920 reach at 1 to 6 Mbit/s. Only pictures full of moving detail differ between
 * `standard` and `high` there; what the floor leaves off, such as fine grain, no bitrate brings back.
 */
export const qualities: Readonly<Record<Quality, QualitySettings>> = {
  draft: {bitrate: 3_000_000, preset: 'ultrafast', crf: 27, jpegQuality: 75},
  standard: {bitrate: 8_000_000, preset: 'veryfast', crf: 19, jpegQuality: 90},
  high: {bitrate: 16_000_000, preset: 'medium', crf: 16, jpegQuality: 97},
};

/** Longest distance of two key frames, seconds. */
export const keyframeSeconds = 2;

const reference = 1080 * 1920 * 30;

/** The web engine's bits a second for a size and a frame rate: small pictures need more bits a pixel than large ones. */
export function bitrateOf(
  quality: Quality,
  {width, height, fps}: {readonly width: number; readonly height: number; readonly fps: number},
): number {
  const pixels = width * height * fps;
  return Math.round((qualities[quality].bitrate * (pixels / reference) ** 0.75) / 1000) * 1000;
}
