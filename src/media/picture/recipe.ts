import type {Inks, Rgb} from './colour.ts';

/** What a recipe draws with. Lengths are px; `unit` is 1 for a picture whose shorter side is 1080 px. */
export interface Easel {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  readonly inks: Inks;
  /** 0 ≤ n < 1, the same for the same seed. */
  readonly random: () => number;
  readonly seed: number;
}

/** Puts the colour of one pixel into `out`; `grain` is noise of that pixel, -1..1, for shading. */
export type Shade = (x: number, y: number, out: Float64Array, grain: number) => void;

export interface Recipe {
  readonly name: string;
  /** What it shows, for people who cannot see it. */
  readonly alt: string;
  /** Words of a wish that this picture goes well with. */
  readonly suits: RegExp;
  readonly draw: (easel: Easel) => Shade;
}

export function set(out: Float64Array, colour: Rgb): void {
  out[0] = colour[0];
  out[1] = colour[1];
  out[2] = colour[2];
}

/** Lays a colour over what is there. `cover` is the share of the pixel it covers, clipped to 0..1. */
export function lay(out: Float64Array, colour: Rgb, cover: number): void {
  if (cover <= 0) return;
  const share = cover >= 1 ? 1 : cover;
  const red = out[0] ?? 0;
  const green = out[1] ?? 0;
  const blue = out[2] ?? 0;
  out[0] = red + (colour[0] - red) * share;
  out[1] = green + (colour[1] - green) * share;
  out[2] = blue + (colour[2] - blue) * share;
}

export const clamp01 = (value: number) => (value < 0 ? 0 : value > 1 ? 1 : value);

/** 0 below `from`, 1 above `to`, smooth between. */
export function smooth(from: number, to: number, value: number): number {
  const t = clamp01((value - from) / (to - from));
  return t * t * (3 - 2 * t);
}

/** `count` colours between 0 and 1 of a scale, for looking up instead of mixing a million times. */
export function rampOf(colourAt: (share: number) => Rgb, count = 64): (share: number) => Rgb {
  const colours = Array.from({length: count}, (_, index) => colourAt(index / (count - 1)));
  const last = colours[count - 1] ?? colourAt(1);
  return (share) => colours[Math.round(clamp01(share) * (count - 1))] ?? last;
}

/** How much of a pixel lies inside a disc. */
export function disc(x: number, y: number, centreX: number, centreY: number, radius: number): number {
  const dx = x - centreX;
  const dy = y - centreY;
  return radius - Math.sqrt(dx * dx + dy * dy) + 0.5;
}
