import {setImmediate as nextTurn} from 'node:timers/promises';
import {inksOf} from './colour.ts';
import {encodeIndexedPng} from './indexed-png.ts';
import {hashOf, latticeValue, randomOf} from './random.ts';
import type {Recipe} from './recipe.ts';
import {arches} from './recipes/arches.ts';
import {contours} from './recipes/contours.ts';
import {dunes} from './recipes/dunes.ts';
import {orbits} from './recipes/orbits.ts';
import {ribbons} from './recipes/ribbons.ts';
import {ridges} from './recipes/ridges.ts';
import {tiles} from './recipes/tiles.ts';
import {waves} from './recipes/waves.ts';

export const recipes: readonly Recipe[] = [ridges, tiles, orbits, dunes, contours, arches, waves, ribbons];

/** Pixels of one picture: enough for a phone, and a fraction of a second of work. */
const mostPixels = 1_458_000;

/** Grain, levels of 255 at its peak: hides steps between colours and makes print of plain areas. */
const grainLevels = 5;
const tile = 256;

export interface PaintOptions {
  readonly recipe: Recipe;
  readonly width: number;
  readonly height: number;
  readonly palette: readonly string[];
  readonly seed: string;
  readonly signal: AbortSignal;
}

export interface Painted {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The size to draw at: the aspect that was asked for, never more pixels than it pays to draw. */
export function paintedSize(width: number, height: number): {width: number; height: number} {
  const scale = Math.min(1, Math.sqrt(mostPixels / (width * height)));
  return {width: Math.max(16, Math.round(width * scale)), height: Math.max(16, Math.round(height * scale))};
}

/**
 * Draws one picture and encodes it as PNG. The same options give the same bytes.
 * Other work gets its turn between groups of rows.
 */
export async function paint({recipe, width, height, palette, seed, signal}: PaintOptions): Promise<Painted> {
  const size = paintedSize(width, height);
  const number = hashOf(`${recipe.name}/${seed}`);
  const shade = recipe.draw({
    ...size,
    unit: Math.min(size.width, size.height) / 1080,
    inks: inksOf(palette),
    random: randomOf(number),
    seed: number,
  });
  const noise = grainTile();
  const pixels = new Uint8Array(size.width * size.height * 3);
  const out = new Float64Array(3);
  let to = 0;
  for (let y = 0; y < size.height; y++) {
    if (y % 24 === 0) {
      signal.throwIfAborted();
      await nextTurn();
    }
    const noiseRow = (y % tile) * tile;
    for (let x = 0; x < size.width; x++) {
      const grain = noise[noiseRow + (x % tile)] ?? 0;
      shade(x, y, out, grain);
      const lift = grain * grainLevels;
      pixels[to++] = byteOf((out[0] ?? 0) + lift);
      pixels[to++] = byteOf((out[1] ?? 0) + lift);
      pixels[to++] = byteOf((out[2] ?? 0) + lift);
    }
  }
  return {bytes: await encodeIndexedPng(pixels, size.width, size.height), ...size};
}

function byteOf(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : Math.round(value);
}

let grainOnce: Float32Array | undefined;

/** Noise close to normal, -1..1, the same in every picture. */
function grainTile(): Float32Array {
  grainOnce ??= Float32Array.from({length: tile * tile}, (_, index) => {
    const x = index % tile;
    const y = Math.floor(index / tile);
    return ((latticeValue(x, y, 1) + latticeValue(x, y, 2) + latticeValue(x, y, 3)) / 3) * 2 - 1;
  });
  return grainOnce;
}
