import {mix, withLightness} from '../colour.ts';
import {noise1} from '../random.ts';
import {disc, lay, rampOf, set, smooth, type Recipe} from '../recipe.ts';

/** Mountain ridges one behind the other, paler with distance, and a sun between them. */
export const ridges: Recipe = {
  name: 'ridges',
  alt: 'Abstract landscape: layered mountain ridges under a large sun',
  suits:
    /mountain|climat|weather|nature|earth|forest|hill|height|world|travel|camp|hik|winter|snow|air|cold|wild|country|land/,
  draw({width, height, unit, inks, random, seed}) {
    const layers = 6;
    const horizon = height * (0.4 + random() * 0.1);
    const columns = Math.ceil(width) + 2;
    const heights = Array.from({length: layers}, (_, layer) => {
      const near = layer / (layers - 1);
      const base = horizon + (height * 1.02 - horizon) * (0.04 + near ** 1.25 * 0.8);
      const amplitude = height * (0.055 + 0.075 * near);
      const period = (280 + 360 * near) * unit;
      const steep = 1 - near * 0.65;
      return Float64Array.from({length: columns}, (_, x) => {
        const at = x / period + layer * 31.7;
        const slope = 1 - Math.abs(noise1(at, seed + layer));
        const detail =
          noise1(at * 3.1, seed + layer + 9) * 0.3 * steep + noise1(at * 9, seed + layer + 17) * 0.09 * steep;
        return base - amplitude * (slope * 1.5 - 0.6 + detail);
      });
    });
    const sunX = width * (0.26 + random() * 0.48);
    const sunRadius = (150 + random() * 90) * unit;
    const sunY = horizon - sunRadius * (0.15 + random() * 0.5);
    const sky = rampOf((share) =>
      inks.dark
        ? mix(withLightness(inks.ground, 0.2, 1.1), inks.depth(0), share ** 1.4 * 0.9)
        : mix(inks.ground, mix(inks.ground, inks.accent, 0.26), share ** 1.6),
    );
    const sun = rampOf((share) => mix(mix(inks.accent, inks.ink, inks.dark ? 0.12 : 0), inks.accent, share));
    const layerRamps = heights.map((_, layer) => {
      const near = layer / (layers - 1);
      const crest = inks.depth(near ** 0.85);
      const foot = mix(crest, inks.depth(Math.max(0, near - 0.35)), inks.dark ? 0.5 : 0.62);
      return rampOf((share) => mix(crest, foot, share));
    });
    const mist = height * 0.2;
    return (x, y, out, grain) => {
      // What lies behind a ridge that covers the pixel need not be drawn.
      let first = layers - 1;
      while (first >= 0 && y < (heights[first]?.[x] ?? height) + 1) first--;
      if (first < 0) {
        set(out, sky(y / horizon + grain * 0.05));
        const cover = disc(x, y, sunX, sunY, sunRadius);
        if (cover > 0) lay(out, sun((y - sunY) / sunRadius / 2 + 0.5 + grain * 0.2), cover);
        first = 0;
      }
      for (let layer = first; layer < layers; layer++) {
        const top = heights[layer]?.[x] ?? height;
        if (y < top - 1) continue;
        const ramp = layerRamps[layer];
        if (ramp) lay(out, ramp(smooth(0, mist, y - top) + grain * 0.13), y - top + 0.5);
      }
    };
  },
};
