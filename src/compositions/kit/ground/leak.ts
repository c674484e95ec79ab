import {channelsOf, luminanceOf} from '../../contrast.ts';
import {mix, withAlpha} from '../inks.ts';
import {seededRandom} from '../seeded.ts';
import {grainLayer} from './grain.ts';
import type {GroundRecipe} from './recipe.ts';

const turn = 2 * Math.PI;
/** Frames of 30 a second until the light falls as it did. */
const loop = 270;

/** Light that falls into a camera from beyond the edges: warm at one side, faint at the other, always outside the text. */
export const leak: GroundRecipe = ({width, height, inks, seed}) => {
  const random = seededRandom(seed);
  const grain = grainLayer(width, height);
  const dark = luminanceOf(inks.ground) < 0.4;
  const right = random() < 0.6;
  const phase = random() * turn;
  const [red, green, blue] = channelsOf(inks.accent);
  // A leak burns out toward orange whatever the light is.
  const hot = mix(inks.accent, red >= blue ? '#FFB070' : '#A8E6FF', 0.35);
  const [near, far] = right ? [1.14, -0.06] : [-0.14, 1.06];
  const lights = [
    {x: near, y: 0.1, reach: 0.72, alpha: 0.95, color: inks.accent, speed: 1},
    {x: far, y: 1, reach: 0.84, alpha: 0.62, color: inks.accent, speed: -1},
    {x: near, y: 0.02, reach: 0.5, alpha: 0.6, color: green > 250 ? inks.ink : hot, speed: 2},
    {x: near + (right ? 0.06 : -0.06), y: 0.5, reach: 0.4, alpha: 0.4, color: inks.accent, speed: -2},
  ];
  return (context, frame30) => {
    context.globalCompositeOperation = 'source-over';
    context.fillStyle = inks.ground;
    context.fillRect(0, 0, width, height);
    const angle = (turn * frame30) / loop + phase;
    const short = Math.min(width, height);
    // On light grounds added light cannot be seen: there the colour itself falls in.
    context.globalCompositeOperation = dark ? 'lighter' : 'source-over';
    for (const {x, y, reach, alpha, color, speed} of lights) {
      const [left, top] = [
        width * (x + 0.07 * Math.sin(angle * speed)),
        height * (y + 0.05 * Math.cos(angle * speed)),
      ];
      const radius = short * reach * (1 + 0.08 * Math.sin(angle * speed + 1));
      const glow = context.createRadialGradient(left, top, 0, left, top, radius);
      for (let stop = 0; stop <= 10; stop++) {
        const part = stop / 10;
        const fall = Math.exp(-4.5 * part * part) * (1 - part);
        glow.addColorStop(part, withAlpha(color, alpha * (dark ? 1 : 0.4) * fall));
      }
      context.fillStyle = glow;
      context.fillRect(left - radius, top - radius, 2 * radius, 2 * radius);
    }
    context.globalCompositeOperation = 'source-over';
    context.drawImage(grain, 0, 0);
  };
};
