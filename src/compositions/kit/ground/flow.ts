import {mix, withAlpha} from '../inks.ts';
import {seededNoise, seededRandom} from '../seeded.ts';
import {bake, inksKey, type GroundRecipe} from './recipe.ts';

/** Strands of a quiet stream. They follow the curl of a noise, so that none runs into another. */
function strandsOf(
  seed: string,
  width: number,
  height: number,
  unit: number,
  count: number,
): readonly Path2D[] {
  const noise = seededNoise(seed);
  const random = seededRandom(`${seed}/starts`);
  const period = 460 * unit;
  const field = (x: number, y: number): number =>
    noise(x / period, y / period, 0) + 0.4 * noise((2 * x) / period, (2 * y) / period, 5);
  const [step, around] = [12 * unit, 3 * unit];
  return Array.from({length: count}, () => {
    let [x, y] = [random() * width, random() * height];
    const path = new Path2D();
    path.moveTo(x, y);
    const steps = 27 + Math.floor(34 * random());
    for (let at = 0; at < steps; at++) {
      const across = field(x, y + around) - field(x, y - around);
      const down = field(x - around, y) - field(x + around, y);
      const length = Math.hypot(across, down) || 1;
      x += (across / length) * step;
      y += (down / length) * step;
      path.lineTo(x, y);
    }
    return path;
  });
}

/** A stream of fine lines, baked larger than the frame; the bright ones drift a little faster than the others. */
export const flow: GroundRecipe = ({width, height, unit, inks, seed}) => {
  const margin = 70 * unit;
  const [wide, high] = [Math.ceil(width + 2 * margin), Math.ceil(height + 2 * margin)];
  const count = Math.round((wide * high) / (86 * unit) ** 2) + 40;
  let paths: readonly Path2D[] | null = null;
  const layer = (bright: boolean) =>
    bake(`flow/${bright}/${seed}/${inksKey(inks)}`, wide, high, (context) => {
      context.lineCap = 'round';
      context.lineJoin = 'round';
      paths ??= strandsOf(seed, wide, high, unit, count);
      paths.forEach((path, index) => {
        if ((index % 9 === 0) !== bright) return;
        context.strokeStyle = bright
          ? withAlpha(inks.accent, 0.5)
          : withAlpha(mix(inks.ground, inks.ink, 0.6), 0.14 + 0.14 * ((index % 5) / 4));
        context.lineWidth = (bright ? 5.5 : 3) * unit;
        context.stroke(path);
      });
    });
  const [quiet, bright] = [layer(false), layer(true)];
  return (context, frame30) => {
    context.fillStyle = inks.ground;
    context.fillRect(0, 0, width, height);
    const angle = (2 * Math.PI * frame30) / 540;
    const drift = (picture: HTMLCanvasElement, reach: number) =>
      context.drawImage(
        picture,
        -margin + reach * margin * Math.sin(angle),
        -margin + reach * margin * Math.cos(angle),
      );
    drift(quiet, 0.55);
    drift(bright, 0.95);
  };
};
