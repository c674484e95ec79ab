/** A stream of numbers 0-1 that depends on the seed alone (mulberry32 over an FNV-1a hash of the seed). */
export function seededRandom(seed: string): () => number {
  let state = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) {
    state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Smooth value noise 0-1 over three coordinates, repeating every 64 cells. */
export function seededNoise(seed: string): (x: number, y: number, z: number) => number {
  const next = seededRandom(seed);
  const lattice = Float32Array.from({length: 4096}, next);
  const at = (x: number, y: number, z: number): number =>
    lattice[((x & 63) + (y & 63) * 64 + (z & 63) * 1031) & 4095] ?? 0;
  const ease = (part: number): number => part * part * (3 - 2 * part);
  return (x, y, z) => {
    const [cellX, cellY, cellZ] = [Math.floor(x), Math.floor(y), Math.floor(z)];
    const [u, v, w] = [ease(x - cellX), ease(y - cellY), ease(z - cellZ)];
    const plane = (layer: number): number => {
      const top = at(cellX, cellY, layer) * (1 - u) + at(cellX + 1, cellY, layer) * u;
      const bottom = at(cellX, cellY + 1, layer) * (1 - u) + at(cellX + 1, cellY + 1, layer) * u;
      return top * (1 - v) + bottom * v;
    };
    return plane(cellZ) * (1 - w) + plane(cellZ + 1) * w;
  };
}
