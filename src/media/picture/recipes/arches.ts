import {mix, type Rgb} from '../colour.ts';
import {clamp01, lay, rampOf, set, type Recipe} from '../recipe.ts';

/** Nested arches on a plain ground, some leaning out of the picture. */
export const arches: Recipe = {
  name: 'arches',
  alt: 'Abstract composition: nested arches and a disc',
  suits:
    /home|house|door|church|people|family|child|baby|love|friend|heart|life|health|food|eat|cook|body|care|woman|man|team|art|culture|day/,
  draw({width, height, unit, inks, random}) {
    const line = 0.2;
    const deepest = inks.depth(1);
    const groups = [
      {x: width * (0.2 + random() * 0.14), foot: height * 1.0, radius: width * 0.5},
      {
        x: width * (0.72 + random() * 0.1),
        foot: height * (0.98 + random() * 0.06),
        radius: width * (0.34 + random() * 0.06),
      },
      {x: width * (0.42 + random() * 0.12), foot: height * 1.02, radius: width * (0.22 + random() * 0.05)},
    ].map((group, index) => {
      const rings = 5 - index;
      const colours: Rgb[] = Array.from({length: rings}, (_, ring) => {
        const share = ring / Math.max(1, rings - 1);
        if (ring === (index === 1 ? 0 : 2)) return inks.accent;
        if (ring === (index === 0 ? 4 : 1)) return mix(inks.second, inks.depth(0.4), 0.25);
        return inks.depth(0.15 + 0.7 * (index % 2 === 0 ? share : 1 - share));
      });
      return {...group, rings, colours, tall: height * (0.28 + random() * 0.16) * (1 - index * 0.24)};
    });
    const discX = width * (0.62 + random() * 0.2);
    const discY = height * (0.16 + random() * 0.08);
    const discRadius = (105 + random() * 55) * unit;
    const ground = rampOf((share) =>
      mix(inks.ground, inks.dark ? inks.depth(0.1) : inks.depth(0), share * 0.45),
    );
    return (x, y, out, grain) => {
      set(out, ground(y / height + grain * 0.08));
      const dx = x - discX;
      const dy = y - discY;
      lay(out, inks.second, discRadius - Math.sqrt(dx * dx + dy * dy) + 0.5);
      for (const {x: centre, foot, radius, rings, colours, tall} of groups) {
        const spring = foot - tall;
        const away = x - centre;
        // Above the spring line an arch is round, below it is straight.
        const distance = y < spring ? Math.sqrt(away * away + (y - spring) ** 2) : Math.abs(away);
        if (distance > radius + 1) continue;
        for (let ring = 0; ring < rings; ring++) {
          const outer = radius * (1 - ring / rings);
          const inner = outer - (radius / rings) * (1 - line);
          const colour = colours[ring] ?? inks.ink;
          lay(out, inks.ground, outer - distance + 0.5);
          const cover = Math.min(clamp01(outer - distance + 0.5), clamp01(distance - inner + 0.5));
          // Grain darkens the foot of each band, as a print does.
          lay(out, colour, cover);
          lay(out, deepest, cover * clamp01((y - spring) / tall + grain * 0.4 - 0.25) * 0.28);
        }
      }
    };
  },
};
