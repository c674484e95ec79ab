import type {MelFrames} from '../../sound/index.ts';

/** Sound as a mouth of another size makes it: all resonances higher by a factor. */
export function warpedBands({count, bands, values}: MelFrames, factor: number): MelFrames {
  if (factor === 1) return {count, bands, values};
  const places = Array.from({length: bands}, (_, band) =>
    Math.min(bands - 1, Math.max(0, melBandOf(melBandHz(band, bands) / factor, bands))),
  );
  const output = new Float32Array(values.length);
  for (let frame = 0; frame < count; frame += 1) {
    for (let band = 0; band < bands; band += 1) {
      const place = places[band] as number;
      const low = Math.floor(place);
      const a = values[frame * bands + low] as number;
      const b = values[frame * bands + Math.min(bands - 1, low + 1)] as number;
      output[frame * bands + band] = a + (b - a) * (place - low);
    }
  }
  return {count, bands, values: output};
}
const melOf = (hertz: number) => 1127 * Math.log(1 + hertz / 700);
const edges = [melOf(100), melOf(7000)] as const;
const melBandHz = (band: number, bands: number) =>
  700 * (Math.exp((edges[0] + ((band + 1) * (edges[1] - edges[0])) / (bands + 1)) / 1127) - 1);
const melBandOf = (hertz: number, bands: number) =>
  ((melOf(hertz) - edges[0]) / (edges[1] - edges[0])) * (bands + 1) - 1;
