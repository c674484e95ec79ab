import {mix, type Rgb} from '../colour.ts';
import {noise2} from '../random.ts';
import {clamp01, lay, set, type Recipe} from '../recipe.ts';

/** Broad bands that flow across the picture side by side. */
export const ribbons: Recipe = {
  name: 'ribbons',
  alt: 'Abstract composition: broad flowing bands of colour',
  suits:
    /flow|river|road|music|dance|motion|speed|fast|run|sport|change|grow|hair|fashion|smoke|fire|wind|story|voice|idea|think/,
  draw({width, height, unit, inks, random, seed}) {
    const cell = 12;
    const columns = Math.ceil(width / cell) + 3;
    const rows = Math.ceil(height / cell) + 3;
    const angle = (0.16 + random() * 0.5) * (random() < 0.5 ? -1 : 1);
    const across = Math.cos(angle);
    const along = Math.sin(angle);
    const period = (760 + random() * 240) * unit;
    const shorter = Math.min(width, height);
    const field = new Float64Array(columns * rows);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const x = (column - 0.5) * cell;
        const y = (row - 0.5) * cell;
        const bend =
          noise2(x / period, y / period, seed) * 0.34 +
          noise2(x / period / 2.2 + 5, y / period / 2.2, seed + 3) * 0.5;
        field[row * columns + column] = ((x - width / 2) * along + y * across) / shorter + bend;
      }
    }
    const family: Rgb[] = [
      inks.depth(0.95),
      inks.depth(0.65),
      inks.depth(0.38),
      inks.depth(0.12),
      mix(inks.second, inks.depth(0.3), 0.2),
      inks.accent,
    ];
    const start = 0.02 + random() * 0.16;
    const deepest = inks.depth(1);
    let edge = start;
    if (random() < 0.5) family.reverse();
    const bands = family.map((colour) => {
      const from = edge;
      edge += colour === inks.accent ? 0.08 + random() * 0.05 : 0.09 + random() * 0.13;
      return {from, to: edge - 0.012, colour};
    });
    const end = edge;
    const ground = inks.ground;
    const below = mix(inks.ground, inks.depth(inks.dark ? 0.7 : 0), inks.dark ? 0.6 : 0.4);
    return (x, y, out, grain) => {
      const column = Math.floor(x / cell);
      const row = Math.floor(y / cell);
      const u = x / cell - column;
      const v = y / cell - row;
      const at = row * columns + column;
      const a = field[at] ?? 0;
      const b = field[at + 1] ?? 0;
      const c = field[at + columns] ?? 0;
      const d = field[at + columns + 1] ?? 0;
      const value = (a * (1 - u) + b * u) * (1 - v) + (c * (1 - u) + d * u) * v;
      const slopeX = ((b - a) * (1 - v) + (d - c) * v) / cell;
      const slopeY = ((c - a) * (1 - u) + (d - b) * u) / cell;
      const perPixel = Math.max(1e-6, Math.sqrt(slopeX * slopeX + slopeY * slopeY));
      set(out, ground);
      lay(out, below, (value - end) / perPixel + 0.5);
      for (const {from, to, colour} of bands) {
        const cover = Math.min(
          clamp01((value - from) / perPixel + 0.5),
          clamp01((to - value) / perPixel + 0.5),
        );
        if (cover <= 0) continue;
        lay(out, colour, cover);
        // Each band turns away from the light toward its lower edge.
        lay(out, deepest, cover * clamp01((value - from) / (to - from) - 0.45 + grain * 0.35) * 0.34);
      }
    };
  },
};
