import {seededNoise, seededRandom} from '../seeded.ts';
import {channelsOf} from '../../contrast.ts';
import {withAlpha} from '../inks.ts';
import {bake, inksKey, smoothstep, type GroundRecipe} from './recipe.ts';

/** Fibrous paper, baked once, with the light of a window drifting over it. */
export const paper: GroundRecipe = ({width, height, unit, inks, seed}) => {
  const sheet = bake(`paper/${inksKey(inks)}`, width, height, (context) => {
    const noise = seededNoise('paper');
    const random = seededRandom('paper');
    const image = context.createImageData(width, height);
    const [red, green, blue] = channelsOf(inks.ground);
    const period = 140 * unit;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const cloud =
          noise(x / period, y / period, 0) * 0.57 +
          noise((x * 2) / period, (y * 2) / period, 7) * 0.29 +
          noise((x * 4) / period, (y * 4) / period, 13) * 0.14;
        const level = (cloud - 0.5) * 14 + (random() - 0.5) * 7;
        const at = (y * width + x) * 4;
        image.data[at] = red + level;
        image.data[at + 1] = green + level;
        image.data[at + 2] = blue + level * 0.9;
        image.data[at + 3] = 255;
      }
    }
    context.putImageData(image, 0, 0);
    context.lineCap = 'round';
    for (let fibre = 0; fibre < 150; fibre++) {
      const [x, y, angle] = [random() * width, random() * height, random() * Math.PI * 2];
      const length = (10 + 28 * random()) * unit;
      context.strokeStyle = withAlpha(inks.muted, 0.08 + 0.1 * random());
      context.lineWidth = Math.max(0.6, 1.4 * unit);
      context.beginPath();
      context.moveTo(x, y);
      context.quadraticCurveTo(
        x + Math.cos(angle) * length * 0.5 + (random() - 0.5) * length * 0.5,
        y + Math.sin(angle) * length * 0.5 + (random() - 0.5) * length * 0.5,
        x + Math.cos(angle) * length,
        y + Math.sin(angle) * length,
      );
      context.stroke();
    }
  });
  const random = seededRandom(seed);
  const start = random() * Math.PI * 2;
  return (context, frame30) => {
    context.drawImage(sheet, 0, 0);
    const angle = start + (2 * Math.PI * frame30) / 300;
    const reach = Math.hypot(width, height) * 0.62;
    const x = width * (0.5 + 0.45 * Math.cos(angle));
    const y = height * (0.36 + 0.22 * Math.sin(angle));
    const shade = context.createRadialGradient(x, y, reach * 0.12, x, y, reach);
    for (let stop = 0; stop <= 12; stop++) {
      const part = stop / 12;
      const ramp = smoothstep(0, 1, part);
      // From the light of the surface through nothing to the shade, without an edge.
      shade.addColorStop(
        part,
        ramp < 0.5
          ? withAlpha(inks.surface, 0.7 * (1 - 2 * ramp))
          : withAlpha(inks.groundShade, 0.85 * (2 * ramp - 1)),
      );
    }
    context.fillStyle = shade;
    context.fillRect(0, 0, width, height);
  };
};
