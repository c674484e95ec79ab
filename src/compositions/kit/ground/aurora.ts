import {seededNoise} from '../seeded.ts';
import {grainLayer} from './grain.ts';
import {labOf, writeLab} from './oklab.ts';
import type {GroundRecipe} from './recipe.ts';

const turn = 2 * Math.PI;
/** Frames of 30 a second until the curtains hang as they did. */
const loop = 420;

/**
 * Two curtains of light in the upper part of the frame, soft above and sharp below, folding slowly. Their colour is the
 * accent's, their place above the text's. Drawn very small and scaled up.
 */
export const aurora: GroundRecipe = ({width, height, inks, seed, quietTop}) => {
  const noise = seededNoise(seed);
  const columns = width < height ? 72 : Math.round((72 * width) / height);
  const rows = Math.round((columns * height) / width);
  const small = document.createElement('canvas');
  small.width = columns;
  small.height = rows;
  const smallContext = small.getContext('2d');
  const image = smallContext?.createImageData(columns, rows);
  const ground = labOf(inks.ground);
  const shade = labOf(inks.groundShade);
  const light = labOf(inks.accent);
  const dark = ground[0] < 0.6;
  const grain = grainLayer(width, height);
  // The sharp hems hang about where the text begins; what falls below them is veiled.
  const hem = Math.max(0.2, quietTop / height + 0.06);

  return (context, frame30) => {
    if (!smallContext || !image) return;
    const angle = (turn * frame30) / loop;
    const [driftX, driftY] = [1.4 * Math.cos(angle), 1.4 * Math.sin(angle)];
    for (let column = 0; column < columns; column++) {
      const u = column / columns;
      const curtains = [0, 1].map((index) => {
        const fold = noise(u * 2.6 + index * 9 + driftX, index * 5 + driftY, 3);
        return {
          hem: hem * (0.62 + 0.62 * index) + 0.3 * (fold - 0.5),
          power: 0.1 + 1.1 * noise(u * 4.2 + driftY + index * 17, driftX, 11 + index) ** 2,
          reach: 0.2 + 0.1 * index,
        };
      });
      for (let row = 0; row < rows; row++) {
        const v = row / rows;
        let glow = 0;
        for (const curtain of curtains) {
          const away = v - curtain.hem;
          const width = away < 0 ? curtain.reach : 0.03;
          glow += curtain.power * Math.exp(-((away / width) ** 2));
        }
        const share = Math.min(dark ? 0.62 : 0.3, glow * (dark ? 0.6 : 0.3));
        // Through the second ground on its way to the light, so that the mixture stays in one family.
        const middle = Math.min(1, share * 2.2 + 0.25 * v);
        const at = (row * columns + column) * 4;
        const mixed = [0, 1, 2].map((part) => {
          const base = (ground[part] ?? 0) * (1 - middle) + (shade[part] ?? 0) * middle;
          return base * (1 - share) + (light[part] ?? 0) * share;
        });
        writeLab(image.data, at, mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0);
      }
    }
    smallContext.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'low';
    context.drawImage(small, 0, 0, width, height);
    context.drawImage(grain, 0, 0);
  };
};
