import {seededNoise} from '../seeded.ts';
import {mix} from '../inks.ts';
import {smoothstep, type GroundRecipe} from './recipe.ts';

/** A turned grid of dots that swells toward the top and bottom edges and breathes; the text rows stay empty. */
export const halftone: GroundRecipe = ({width, height, unit, inks, seed, quietTop, quietBottom}) => {
  const noise = seededNoise(seed);
  const pitch = 33 * unit;
  const angle = (17 * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const color = mix(inks.ground, inks.accent === inks.ink ? inks.ink : inks.accent, 0.22);
  const reach = Math.ceil(Math.hypot(width, height) / pitch / 2) + 1;
  const dots: {readonly x: number; readonly y: number; readonly ramp: number}[] = [];
  for (let row = -reach; row <= reach; row++) {
    for (let column = -reach; column <= reach; column++) {
      const x = width / 2 + (column * cosine - row * sine) * pitch;
      const y = height / 2 + (column * sine + row * cosine) * pitch;
      if (x < -pitch || y < -pitch || x > width + pitch || y > height + pitch) continue;
      const down = smoothstep(quietBottom - height * 0.08, height * 1.02, y);
      const up = 0.75 * (1 - smoothstep(-height * 0.04, Math.max(1, quietTop), y));
      const ramp = Math.max(down * (0.45 + 0.75 * (x / width)), up * (0.5 + 0.6 * (x / width)));
      if (ramp > 0.02) dots.push({x, y, ramp});
    }
  }
  return (context, frame30) => {
    context.fillStyle = inks.ground;
    context.fillRect(0, 0, width, height);
    context.fillStyle = color;
    context.beginPath();
    for (const {x, y, ramp} of dots) {
      const wave = noise(x / (pitch * 7) + frame30 * 0.012, y / (pitch * 7) - frame30 * 0.006, frame30 / 45);
      const radius = 0.5 * pitch * Math.min(1, ramp * (0.3 + 1.3 * wave));
      if (radius < 0.5) continue;
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.fill();
  };
};
