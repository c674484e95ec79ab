import {seededRandom} from '../seeded.ts';
import {withAlpha} from '../inks.ts';
import {grainLayer} from './grain.ts';
import {labOf, writeLab} from './oklab.ts';
import type {GroundRecipe} from './recipe.ts';

const turn = 2 * Math.PI;
/** Frames of 30 a second until the field is where it was. */
const loop = 360;

/**
 * A slow field of the two grounds, folded by sines, with one glow of the accent in the corner that holds no text.
 * Drawn very small and scaled up: soft things need no pixels.
 */
export const mesh: GroundRecipe = ({width, height, inks, seed}) => {
  const random = seededRandom(seed);
  const columns = width < height ? 60 : Math.round((60 * width) / height);
  const rows = Math.round((columns * height) / width);
  const small = document.createElement('canvas');
  small.width = columns;
  small.height = rows;
  const smallContext = small.getContext('2d');
  const image = smallContext?.createImageData(columns, rows);
  const base = labOf(inks.ground);
  const shade = labOf(inks.groundShade);
  const deeper = [base[0] * (base[0] < 0.5 ? 0.82 : 0.985), base[1], base[2]] as const;
  const points = [base, deeper, shade, shade, shade, base].map((color, index) => ({
    color,
    x: 0.15 + 0.7 * random(),
    y: (index + 0.3 + 0.5 * random()) / 6,
    driftX: 0.08 + 0.12 * random(),
    driftY: 0.06 + 0.1 * random(),
    phaseX: random() * turn,
    phaseY: random() * turn,
  }));
  const fold = random() * turn;
  const glowRight = random() < 0.75;
  const grain = grainLayer(width, height);

  return (context, frame30) => {
    if (!smallContext || !image) return;
    const angle = (turn * frame30) / loop;
    const placed = points.map((point) => ({
      color: point.color,
      x: point.x + point.driftX * Math.sin(angle + point.phaseX),
      y: point.y + point.driftY * Math.cos(angle + point.phaseY),
    }));
    const sway = fold + 0.9 * Math.sin(angle);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const u = column / columns;
        const v = row / rows;
        const x = u + 0.11 * Math.sin(4.2 * v + 2.4 * u + sway) + 0.05 * Math.sin(9 * v - 5 * u - sway);
        const y = v + 0.1 * Math.sin(5.5 * u - sway);
        let [lightness, a, b, total] = [0, 0, 0, 0];
        for (const point of placed) {
          const square = (x - point.x) ** 2 + (y - point.y) ** 2;
          const weight = 1 / (square * square + 0.002);
          lightness += weight * point.color[0];
          a += weight * point.color[1];
          b += weight * point.color[2];
          total += weight;
        }
        writeLab(image.data, (row * columns + column) * 4, lightness / total, a / total, b / total);
      }
    }
    smallContext.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'low';
    context.drawImage(small, 0, 0, width, height);

    const short = Math.min(width, height);
    const reach = short * (0.7 + 0.06 * Math.sin(angle * 2));
    const glowX = glowRight ? width * 1.04 : -width * 0.06;
    const glowY = glowRight ? -height * 0.02 + short * 0.05 * Math.sin(angle) : height * 1.02;
    const glow = context.createRadialGradient(glowX, glowY, 0, glowX, glowY, reach);
    for (let stop = 0; stop <= 8; stop++) {
      const part = stop / 8;
      glow.addColorStop(part, withAlpha(inks.accent, 0.78 * Math.exp(-4.6 * part * part) * (1 - part)));
    }
    context.fillStyle = glow;
    context.fillRect(0, 0, width, height);
    context.drawImage(grain, 0, 0);
  };
};
