import {seededNoise} from '../seeded.ts';
import {mix, withAlpha} from '../inks.ts';
import {bake, inksKey, type GroundRecipe} from './recipe.ts';

/** Contour lines of a landscape, baked a little larger than the frame and drifted. */
export const topographic: GroundRecipe = ({width, height, unit, inks, seed}) => {
  const margin = 60 * unit;
  const [wide, high] = [Math.ceil(width + 2 * margin), Math.ceil(height + 2 * margin)];
  const layer = bake(`topographic/${seed}/${inksKey(inks)}`, wide, high, (context) => {
    const noise = seededNoise(seed);
    const cell = 15 * unit;
    const columns = Math.ceil(wide / cell) + 1;
    const rows = Math.ceil(high / cell) + 1;
    const field = (column: number, row: number): number =>
      noise(column / 22, row / 22, 0) * 0.6 +
      noise(column / 11, row / 11, 5) * 0.3 +
      noise(column / 5, row / 5, 9) * 0.1;
    const grid = Array.from({length: columns * rows}, (_, index) =>
      field(index % columns, Math.floor(index / columns)),
    );
    const value = (column: number, row: number): number => grid[row * columns + column] ?? 0;
    for (let level = 0; level < 16; level++) {
      const height = 0.2 + level * 0.04;
      const main = level % 4 === 0;
      context.strokeStyle = withAlpha(mix(inks.ground, inks.ink, 0.55), main ? 0.34 : 0.16);
      context.lineWidth = (main ? 4 : 2.4) * unit;
      context.beginPath();
      for (let row = 0; row < rows - 1; row++) {
        for (let column = 0; column < columns - 1; column++) {
          const corners = [
            value(column, row),
            value(column + 1, row),
            value(column + 1, row + 1),
            value(column, row + 1),
          ];
          const crossings: (readonly [number, number])[] = [];
          corners.forEach((corner, side) => {
            const next = corners[(side + 1) % 4] ?? 0;
            if (corner < height === next < height) return;
            const part = (height - corner) / (next - corner);
            const from = [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 1],
            ][side] ?? [0, 0];
            const to = [
              [1, 0],
              [1, 1],
              [0, 1],
              [0, 0],
            ][side] ?? [0, 0];
            crossings.push([
              (column + (from[0] ?? 0) + ((to[0] ?? 0) - (from[0] ?? 0)) * part) * cell,
              (row + (from[1] ?? 0) + ((to[1] ?? 0) - (from[1] ?? 0)) * part) * cell,
            ]);
          });
          for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
            context.moveTo(...crossings[pair]!);
            context.lineTo(...crossings[pair + 1]!);
          }
        }
      }
      context.stroke();
    }
  });
  return (context, frame30) => {
    context.fillStyle = inks.ground;
    context.fillRect(0, 0, width, height);
    const angle = (2 * Math.PI * frame30) / 600;
    context.drawImage(
      layer,
      -margin + margin * 0.8 * Math.sin(angle),
      -margin + margin * 0.8 * Math.cos(angle),
    );
  };
};

/** Graph paper under a soft lamp; the fine lines drift at half the speed of the bold ones. */
export const grid: GroundRecipe =
  ({width, height, unit, inks}) =>
  (context, frame30) => {
    context.fillStyle = inks.ground;
    context.fillRect(0, 0, width, height);
    const lamp = context.createRadialGradient(
      width * (0.5 + 0.2 * Math.sin(frame30 / 70)),
      height * 0.35,
      0,
      width / 2,
      height * 0.35,
      Math.hypot(width, height) * 0.5,
    );
    lamp.addColorStop(0, withAlpha(inks.groundShade, 0.9));
    lamp.addColorStop(1, withAlpha(inks.groundShade, 0));
    context.fillStyle = lamp;
    context.fillRect(0, 0, width, height);
    const rule = (pitch: number, alpha: number, shift: number, thickness: number) => {
      context.fillStyle = withAlpha(inks.ink, alpha);
      for (let x = -(shift % pitch); x < width; x += pitch) context.fillRect(x, 0, thickness, height);
      for (let y = -(shift % pitch); y < height; y += pitch) context.fillRect(0, y, width, thickness);
    };
    rule(54 * unit, 0.06, frame30 * 0.18 * unit, 2 * unit);
    rule(270 * unit, 0.16, frame30 * 0.36 * unit, 2 * unit);
  };

/** Mountain ridges as bare outlines, each hiding those behind it; they rise and fall slowly. */
export const ridges: GroundRecipe = ({width, height, unit, inks, seed}) => {
  const noise = seededNoise(seed);
  return (context, frame30) => {
    context.fillStyle = inks.ground;
    context.fillRect(0, 0, width, height);
    context.lineWidth = 2.4 * unit;
    for (let line = 0; line < 26; line++) {
      const base = height * (0.28 + line * 0.029);
      context.beginPath();
      context.moveTo(-2, height);
      for (let step = 0; step <= 60; step++) {
        const u = step / 60;
        const envelope = Math.exp(-(((u - 0.5) / 0.27) ** 2));
        const rise = envelope * height * 0.1 * noise(u * 9, line * 0.7, frame30 / 90 + line * 0.05);
        context.lineTo(u * width, base - rise);
      }
      context.lineTo(width + 2, height);
      context.fillStyle = inks.ground;
      context.fill();
      context.strokeStyle = mix(inks.ground, inks.accent, 0.08 + 0.22 * (line / 25));
      context.stroke();
    }
  };
};

/** Wedges of the second ground turning slowly around the upper third. */
export const rays: GroundRecipe =
  ({width, height, inks}) =>
  (context, frame30) => {
    context.fillStyle = inks.ground;
    context.fillRect(0, 0, width, height);
    const [x, y, reach] = [width / 2, height * 0.4, Math.hypot(width, height)];
    context.fillStyle = inks.groundShade;
    for (let wedge = 0; wedge < 20; wedge++) {
      const angle = (wedge / 20) * 2 * Math.PI + (frame30 * Math.PI) / 1800;
      context.beginPath();
      context.moveTo(x, y);
      context.arc(x, y, reach, angle, angle + Math.PI / 20);
      context.fill();
    }
    const center = context.createRadialGradient(x, y, 0, x, y, height * 0.55);
    center.addColorStop(0, inks.ground);
    center.addColorStop(1, withAlpha(inks.ground, 0));
    context.fillStyle = center;
    context.fillRect(0, 0, width, height);
  };

/** The bare ground. */
export const plain: GroundRecipe =
  ({width, height, inks}) =>
  (context) => {
    context.fillStyle = inks.ground;
    context.fillRect(0, 0, width, height);
  };
