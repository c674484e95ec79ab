/** A 32-bit hash of a text (FNV-1a, finished as MurmurHash3 does). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return finish(hash);
}

function finish(hash: number): number {
  let value = hash;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** Numbers 0 ≤ n < 1 that depend on the seed alone. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    return finish(state) / 2 ** 32;
  };
}

/** A number 0 ≤ n < 1 for a lattice point. */
export function latticeValue(x: number, y: number, seed: number): number {
  return finish(Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ seed) / 2 ** 32;
}

const ease = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);

/** Smooth noise over a line, -1..1, one bump for every unit. */
export function noise1(x: number, seed: number): number {
  const cell = Math.floor(x);
  const left = latticeValue(cell, 0, seed);
  const right = latticeValue(cell + 1, 0, seed);
  return (left + (right - left) * ease(x - cell)) * 2 - 1;
}

/** Smooth noise over a plane, -1..1. */
export function noise2(x: number, y: number, seed: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const u = ease(x - column);
  const v = ease(y - row);
  const top = latticeValue(column, row, seed) * (1 - u) + latticeValue(column + 1, row, seed) * u;
  const bottom = latticeValue(column, row + 1, seed) * (1 - u) + latticeValue(column + 1, row + 1, seed) * u;
  return (top * (1 - v) + bottom * v) * 2 - 1;
}

/** Three octaves of `noise2`, -1..1. */
export function fractal2(x: number, y: number, seed: number): number {
  return (
    (noise2(x, y, seed) + noise2(x * 2, y * 2, seed + 1) * 0.5 + noise2(x * 4, y * 4, seed + 2) * 0.25) / 1.75
  );
}
