import {mix} from '../colour.ts';
import {fractal2} from '../random.ts';
import {lay, rampOf, set, smooth, type Recipe} from '../recipe.ts';

/** Lines of equal height of an invented land, tinted like a map. */
export const contours: Recipe = {
  name: 'contours',
  alt: 'Abstract map: contour lines of an invented landscape',
  suits:
    /map|city|travel|place|route|road|country|island|region|history|border|where|terrain|geolog|discover|explor|science|data|brain|mind/,
  draw({width, height, unit, inks, random, seed}) {
    const cell = 10;
    const columns = Math.ceil(width / cell) + 4;
    const rows = Math.ceil(height / cell) + 4;
    const period = (430 + random() * 130) * unit;
    const peakX = width * (0.3 + random() * 0.4);
    const peakY = height * (0.3 + random() * 0.3);
    const field = new Float64Array(columns * rows);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const x = (column - 1) * cell;
        const y = (row - 1) * cell;
        const hill = Math.exp(
          -((x - peakX) ** 2 + (y - peakY) ** 2) / (2 * (0.26 * Math.min(width, height) * 1.25) ** 2),
        );
        field[row * columns + column] = 0.34 + 0.36 * fractal2(x / period, y / period, seed) + 0.5 * hill;
      }
    }
    let lowest = Infinity;
    let highest = -Infinity;
    for (const value of field) {
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
    for (let index = 0; index < field.length; index++) {
      field[index] = ((field[index] ?? 0) - lowest) / (highest - lowest);
    }
    const at = (column: number, row: number) => field[row * columns + column] ?? 0;
    const levels = 15;
    const low = inks.dark ? inks.ground : mix(inks.ground, inks.depth(0), 0.08);
    const high = inks.dark ? inks.depth(0.0) : mix(inks.ground, inks.depth(0.5), 0.62);
    const tint = rampOf((share) => mix(low, high, share), levels + 1);
    const line = inks.dark ? mix(inks.depth(0), inks.ink, 0.42) : inks.depth(0.95);
    return (x, y, out, grain) => {
      const column = Math.floor(x / cell) + 1;
      const row = Math.floor(y / cell) + 1;
      const u = x / cell - column + 1;
      const v = y / cell - row + 1;
      const a = at(column, row);
      const b = at(column + 1, row);
      const c = at(column, row + 1);
      const d = at(column + 1, row + 1);
      const value = (a * (1 - u) + b * u) * (1 - v) + (c * (1 - u) + d * u) * v;
      const slopeX = ((b - a) * (1 - v) + (d - c) * v) / cell;
      const slopeY = ((c - a) * (1 - u) + (d - b) * u) / cell;
      const scaled = value * levels;
      const band = Math.floor(scaled);
      set(out, band >= levels - 2 ? inks.accent : tint(band / levels + grain * 0.012));
      const perPixel = Math.max(1e-5, Math.sqrt(slopeX * slopeX + slopeY * slopeY)) * levels;
      const nearest = Math.round(scaled);
      const away = Math.abs(scaled - nearest) / perPixel;
      const heavy = nearest % 4 === 0;
      const cover = (heavy ? 2.1 : 1.05) * unit + 0.5 - away;
      // On flat ground lines would grow into blots.
      lay(out, line, cover * (heavy ? 0.95 : 0.6) * smooth(0.0006, 0.0016, perPixel));
    };
  },
};
