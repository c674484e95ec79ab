import {mix, withLightness} from '../colour.ts';
import {disc, lay, rampOf, set, type Recipe} from '../recipe.ts';

/** Rows of overlapping fans of rings, as old textiles show the sea, below a moon. */
export const waves: Recipe = {
  name: 'waves',
  alt: 'Abstract sea: rows of overlapping ringed waves under a round moon',
  suits:
    /sea|ocean|water|river|wave|rain|fish|swim|ship|coast|lake|flood|storm|drink|tide|liquid|blue|music|sound/,
  draw({width, height, unit, inks, random}) {
    const across = 5 + Math.floor(random() * 2);
    const radius = width / across;
    const horizon = height * (0.34 + random() * 0.12);
    const stepY = radius * 0.36;
    const rows = Math.ceil((height - horizon) / stepY) + 3;
    const colours = Array.from({length: rows}, (_, row) => {
      const near = row / rows;
      const body = inks.depth(0.12 + near * 0.8);
      return {
        body,
        shaded: rampOf((share) => mix(body, inks.depth(Math.min(1, 0.3 + near)), share * 0.8)),
        line: mix(body, inks.dark ? inks.ink : inks.ground, 0.62 - near * 0.2),
      };
    });
    // One fan in another colour: the eye wants somewhere to rest.
    const odd = {row: 3 + Math.floor(random() * 5), at: 1 + Math.floor(random() * (across - 2))};
    const moonRadius = (130 + random() * 70) * unit;
    const moonX = width * (0.28 + random() * 0.44);
    const moonY = horizon * (0.5 + random() * 0.2);
    const sky = rampOf((share) =>
      inks.dark
        ? mix(withLightness(inks.ground, 0.17), mix(inks.ground, inks.second, 0.22), share)
        : mix(inks.ground, mix(inks.ground, inks.accent, 0.2), share),
    );
    const rings = 4;
    return (x, y, out, grain) => {
      set(out, sky(y / horizon + grain * 0.06));
      lay(out, inks.accent, disc(x, y, moonX, moonY, moonRadius));
      // Later rows lie in front: only those that can reach this pixel are asked.
      const first = Math.max(0, Math.floor((y - horizon - radius) / stepY));
      const last = Math.min(rows - 1, Math.ceil((y - horizon + radius) / stepY));
      let from = last;
      for (; from > first; from--) {
        const shift = from % 2 === 0 ? 0 : radius;
        const dx = x - (Math.round((x - shift) / (2 * radius)) * 2 * radius + shift);
        const dy = y - (horizon + radius * 0.55 + from * stepY);
        if (dx * dx + dy * dy < (radius - 1) * (radius - 1)) break;
      }
      for (let row = from; row <= last; row++) {
        const centreY = horizon + radius * 0.55 + row * stepY;
        const shift = row % 2 === 0 ? 0 : radius;
        const at = Math.round((x - shift) / (2 * radius));
        const centreX = at * 2 * radius + shift;
        const dx = x - centreX;
        const dy = y - centreY;
        const distance = Math.sqrt(dx * dx + dy * dy);
        const cover = radius - distance + 0.5;
        if (cover <= 0) continue;
        const colour = colours[row];
        if (!colour) continue;
        const isOdd = row === odd.row && at === Math.floor(odd.at / 2);
        lay(out, isOdd ? inks.accent : colour.shaded(0.5 + dy / radius / 2 + grain * 0.18), cover);
        const ring = (distance / radius) * rings;
        const edge = Math.abs(ring - Math.round(ring)) * (radius / rings);
        if (Math.round(ring) > 0) lay(out, colour.line, Math.min(cover, 3.2 * unit + 0.5 - edge));
      }
    };
  },
};
