import type {Inks} from '../inks.ts';

export interface GroundRequest {
  /** Size of the canvas, px. */
  readonly width: number;
  readonly height: number;
  /** Canvas px for one px of a frame whose shorter side is 1080. */
  readonly unit: number;
  readonly inks: Inks;
  readonly seed: string;
  /** Rows that hold text, canvas px: patterns stay out of them or under a quiet zone. */
  readonly quietTop: number;
  readonly quietBottom: number;
}

/** Paints the whole canvas for a frame of 30 a second. */
export type GroundPainter = (context: CanvasRenderingContext2D, frame30: number) => void;

/** Prepares a pattern once (bakes what stands still) and gives back its painter. */
export type GroundRecipe = (request: GroundRequest) => GroundPainter;

const baked = new Map<string, HTMLCanvasElement>();

/** A layer that is drawn once for a key and then copied. The key names everything the layer depends on. */
export function bake(
  key: string,
  width: number,
  height: number,
  draw: (context: CanvasRenderingContext2D) => void,
): HTMLCanvasElement {
  const id = `${key}/${width}x${height}`;
  const known = baked.get(id);
  if (known) return known;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width);
  canvas.height = Math.ceil(height);
  const context = canvas.getContext('2d');
  if (context) draw(context);
  if (baked.size >= 24) baked.clear();
  baked.set(id, canvas);
  return canvas;
}

/** Colours as one string, for keys of baked layers. */
export function inksKey(inks: Inks): string {
  return Object.values(inks).join('');
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function smoothstep(from: number, to: number, value: number): number {
  const part = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return part * part * (3 - 2 * part);
}
