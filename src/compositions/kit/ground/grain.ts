import {seededRandom} from '../seeded.ts';
import {bake} from './recipe.ts';

/** Largest opacity of a speck; the mean is a fifth of it. */
const strength = 0.045;

/**
 * Still film grain that breaks up the bands of dark gradients: near-Gaussian specks of black and white. As much as
 * breaks them up and no more: the browser's encoder wipes stronger grain off the first frames of every scene, where
 * bits do not help, and it would then seem to creep in. Moving grain costs bit rate and then smears.
 */
export function grainLayer(width: number, height: number): HTMLCanvasElement {
  const tile = bake('grain-tile', 256, 256, (context) => {
    const random = seededRandom('grain');
    const image = context.createImageData(256, 256);
    for (let index = 0; index < image.data.length; index += 4) {
      const value = ((random() + random() + random()) / 3 - 0.5) * 2.2;
      const level = value > 0 ? 255 : 0;
      image.data[index] = level;
      image.data[index + 1] = level;
      image.data[index + 2] = level;
      image.data[index + 3] = Math.min(255, Math.abs(value) * 255 * strength);
    }
    context.putImageData(image, 0, 0);
  });
  return bake('grain', width, height, (context) => {
    const pattern = context.createPattern(tile, 'repeat');
    if (!pattern) return;
    context.fillStyle = pattern;
    context.fillRect(0, 0, width, height);
  });
}
