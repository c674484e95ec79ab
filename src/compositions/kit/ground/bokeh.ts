import {mix, withAlpha} from '../inks.ts';
import {seededRandom} from '../seeded.ts';
import {bake, type GroundRecipe} from './recipe.ts';

const turn = 2 * Math.PI;

/** Lights out of focus, rising slowly over a ground that grows deeper toward its foot. */
export const bokeh: GroundRecipe = ({width, height, inks, seed}) => {
  const random = seededRandom(seed);
  const short = Math.min(width, height);
  const depth = bake(`depth/${inks.ground}/${inks.groundShade}`, 4, 128, (context) => {
    const shade = context.createLinearGradient(0, 0, 0, 128);
    shade.addColorStop(0, inks.groundShade);
    shade.addColorStop(0.72, inks.ground);
    context.fillStyle = shade;
    context.fillRect(0, 0, 4, 128);
  });
  const colors = [inks.accent, mix(inks.accent, inks.ink, 0.5), inks.quiet];
  const largest = Math.ceil(short * 0.115);
  const pictures = colors.map((color) =>
    bake(`disc/${color}/${largest}`, 2 * largest, 2 * largest, (context) => {
      // Flat to the rim, which is brighter, as a lens draws it.
      const rim = context.createRadialGradient(largest, largest, 0, largest, largest, largest);
      rim.addColorStop(0, withAlpha(color, 0.72));
      rim.addColorStop(0.82, withAlpha(color, 0.8));
      rim.addColorStop(0.92, color);
      rim.addColorStop(1, withAlpha(color, 0));
      context.fillStyle = rim;
      context.fillRect(0, 0, 2 * largest, 2 * largest);
    }),
  );
  const discs = Array.from({length: 30}, (_, index) => {
    const near = random();
    return {
      x: random(),
      y: random(),
      near,
      sway: random() * turn,
      radius: short * (0.03 + 0.085 * near),
      picture: pictures[index % 3] ?? depth,
    };
  });
  return (context, frame30) => {
    context.globalAlpha = 1;
    context.imageSmoothingQuality = 'low';
    context.drawImage(depth, 0, 0, width, height);
    for (const {x, y, near, sway, radius, picture} of discs) {
      const room = height + 4 * radius;
      const rise = (frame30 / 30) * 0.012 * height * (0.4 + near);
      const top = (((y * room - rise) % room) + room) % room;
      const left = x * width + short * 0.02 * Math.sin(frame30 / 80 + sway);
      context.globalAlpha = 0.07 + 0.16 * near * (0.75 + 0.25 * Math.sin(frame30 / 40 + sway));
      context.drawImage(picture, left - radius, top - 3 * radius, 2 * radius, 2 * radius);
    }
    context.globalAlpha = 1;
  };
};
