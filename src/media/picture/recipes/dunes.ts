import {mix, withLightness} from '../colour.ts';
import {noise1} from '../random.ts';
import {clamp01, disc, lay, rampOf, set, smooth, type Recipe} from '../recipe.ts';

/** Sweeping dunes, each with a lit and a shaded side. */
export const dunes: Recipe = {
  name: 'dunes',
  alt: 'Abstract landscape: curved dunes with light and shaded sides',
  suits: /desert|sand|heat|hot|summer|dry|dune|drought|sun|beach|warm|wind|calm|rest|sleep|slow|quiet/,
  draw({width, height, unit, inks, random, seed}) {
    const count = 4;
    const top = height * (0.36 + random() * 0.1);
    const flip = random() < 0.5 ? -1 : 1;
    const shapes = Array.from({length: count}, (_, index) => {
      const near = index / (count - 1);
      const crestAt = width * (0.5 + flip * (index % 2 === 0 ? -1 : 1) * (0.12 + random() * 0.22));
      const base = top + (height - top) * (near * 0.72);
      const peak = height * (0.1 + 0.06 * random());
      const reach = width * (0.42 + random() * 0.2);
      const crest = Float64Array.from({length: Math.ceil(width) + 2}, (_, x) => {
        const away = Math.abs(x - crestAt) / reach;
        return (
          base +
          peak -
          peak * Math.exp(-away * away * 1.6) * 1.5 +
          noise1(x / (420 * unit), seed + index) * 16 * unit
        );
      });
      const light = mix(
        inks.depth(near * 0.62),
        inks.accent,
        inks.dark ? 0.1 + 0.1 * (1 - near) : 0.16 * (1 - near),
      );
      const shade = mix(inks.depth(Math.min(1, 0.3 + near * 0.7)), inks.ink, inks.dark ? 0 : 0.06);
      return {
        crestAt,
        crest,
        bend: (90 + random() * 130) * unit * (random() < 0.5 ? -1 : 1),
        length: height * (0.34 + random() * 0.14),
        lit: rampOf((share) => mix(light, mix(light, shade, 0.5), share)),
        shaded: rampOf((share) => mix(shade, mix(shade, light, 0.55), share)),
      };
    });
    const sunRadius = (120 + random() * 70) * unit;
    const sunX = width * (flip > 0 ? 0.72 : 0.28) + (random() - 0.5) * 90 * unit;
    const sunY = top * (0.42 + random() * 0.14);
    const sky = rampOf((share) =>
      inks.dark
        ? mix(withLightness(inks.ground, 0.22), inks.depth(0.05), share)
        : mix(inks.ground, inks.depth(0), share * 0.42),
    );
    return (x, y, out, grain) => {
      let first = count - 1;
      while (first >= 0 && y < (shapes[first]?.crest[x] ?? height) + 1) first--;
      if (first < 0) {
        set(out, sky(y / top + grain * 0.06));
        lay(out, inks.accent, disc(x, y, sunX, sunY, sunRadius));
        first = 0;
      }
      for (let index = first; index < count; index++) {
        const shape = shapes[index];
        if (!shape) continue;
        const {crest, crestAt, bend, length, lit, shaded} = shape;
        const edge = crest[x] ?? height;
        if (y < edge - 1) continue;
        const down = (y - edge) / length;
        // The spine winds down from the crest; one side of it is in shadow.
        const spine =
          crestAt +
          bend * Math.sin(clamp01((y - (crest[Math.round(crestAt)] ?? edge)) / length) * Math.PI * 1.2) +
          (y - edge) * 0.18 * flip;
        const inShade = smooth(-1.5, 1.5, (x - spine) * flip);
        lay(out, lit(smooth(0, 1, down) + grain * 0.16), y - edge + 0.5);
        lay(out, shaded(smooth(0.05, 0.95, down) + grain * 0.2), Math.min(y - edge + 0.5, inShade));
      }
    };
  },
};
