import {mix, withLightness} from '../colour.ts';
import {latticeValue} from '../random.ts';
import {clamp01, disc, lay, rampOf, set, type Recipe} from '../recipe.ts';

/** Planets on thin rings around a sun off the centre. */
export const orbits: Recipe = {
  name: 'orbits',
  alt: 'Abstract sky: planets on thin rings around a glowing disc',
  suits:
    /space|planet|star|moon|night|orbit|rocket|nasa|universe|galax|physics|atom|time|future|robot|energy|light|dream|sleep|satellite|telescope|ai|power/,
  draw({width, height, unit, inks, random, seed}) {
    const shorter = Math.min(width, height);
    const centreX = width * (0.22 + random() * 0.56);
    const centreY = height * (0.4 + random() * 0.24);
    const sunRadius = shorter * (0.12 + random() * 0.05);
    const orbitCount = 6;
    const night = inks.dark ? withLightness(inks.ground, 0.17, 1.05) : inks.ground;
    const glowColour = inks.dark
      ? mix(inks.ground, inks.second, 0.34)
      : mix(inks.ground, inks.depth(0.2), 0.6);
    const glow = rampOf((share) => mix(night, glowColour, share));
    const sun = rampOf((share) => mix(inks.accent, mix(inks.accent, inks.depth(0.9), 0.38), share));
    const line = inks.dark ? mix(night, inks.ink, 0.5) : inks.depth(0.8);
    const planets = Array.from({length: orbitCount}, (_, index) => {
      const radius = sunRadius * 1.65 + (shorter * 0.82 - sunRadius) * ((index + 0.4) / orbitCount) ** 1.15;
      const angle = random() * Math.PI * 2;
      const body =
        [inks.second, inks.ink, inks.depth(0.45), inks.accent][Math.floor(random() * 4)] ?? inks.second;
      const shade = inks.dark ? mix(body, night, 0.68) : mix(body, inks.depth(1), 0.6);
      return {
        radius,
        x: centreX + Math.cos(angle) * radius,
        y: centreY + Math.sin(angle) * radius,
        size: shorter * (0.018 + random() * random() * 0.06),
        ramp: rampOf((share) => mix(body, shade, share)),
        ringed: index === 3 || random() < 0.2,
        body,
      };
    });
    const reach = shorter * 0.75;
    const starCell = 54 * unit;
    const starColumns = Math.ceil(width / starCell) + 1;
    const stars = Array.from({length: starColumns * (Math.ceil(height / starCell) + 1)}, (_, index) => {
      const column = index % starColumns;
      const row = Math.floor(index / starColumns);
      const chance = latticeValue(column, row, seed);
      if (chance >= 0.3) return null;
      return {
        x: (column + 0.2 + 0.6 * latticeValue(column, row, seed + 1)) * starCell,
        y: (row + 0.2 + 0.6 * latticeValue(column, row, seed + 2)) * starCell,
        size: (0.7 + chance * 6) * unit,
      };
    });
    return (x, y, out, grain) => {
      const dx = x - centreX;
      const dy = y - centreY;
      const distance = Math.sqrt(dx * dx + dy * dy);
      set(out, glow(Math.exp(-((distance / reach) ** 2)) + grain * 0.1));
      const star = stars[Math.floor(y / starCell) * starColumns + Math.floor(x / starCell)];
      if (star) lay(out, line, disc(x, y, star.x, star.y, star.size) * 0.85);
      for (const {radius} of planets) lay(out, line, (1.3 * unit + 0.5 - Math.abs(distance - radius)) * 0.6);
      lay(out, sun((dx + dy) / sunRadius / 2.8 + 0.4 + grain * 0.22), sunRadius - distance + 0.5);
      for (const planet of planets) {
        const px = x - planet.x;
        const py = y - planet.y;
        const squared = px * px + py * py;
        if (squared > planet.size * planet.size * 5.8) continue;
        const away = Math.sqrt(squared);
        // The side turned away from the sun is dark.
        const toSun = (px * (centreX - planet.x) + py * (centreY - planet.y)) / planet.radius / planet.size;
        lay(out, planet.ramp(clamp01(0.5 - toSun * 0.9 + grain * 0.25)), planet.size - away + 0.5);
        if (!planet.ringed) continue;
        const tilted = Math.sqrt((px * 0.94 + py * 0.34) ** 2 + ((py * 0.94 - px * 0.34) * 3.1) ** 2);
        if (away > planet.size || py * 0.94 - px * 0.34 > 0) {
          lay(out, planet.body, 2.4 * unit + 0.5 - Math.abs(tilted - planet.size * 1.75) * 0.7);
        }
      }
    };
  },
};
