import {filtered, type Biquad} from './biquad.ts';
import type {Pcm} from './pcm.ts';

const absoluteGateLufs = -70;
const relativeGateLu = -10;

/**
 * The K-weighting of ITU-R BS.1770-4 for any sample rate: a high shelf for the head and a high-pass, from the
 * analogue prototypes whose bilinear transform at 48 kHz gives the table of the recommendation.
 */
function kWeighting(sampleRateHz: number): readonly Biquad[] {
  const shelf = {frequencyHz: 1681.974450955533, gainDb: 3.999843853973347, q: 0.7071752369554196};
  const k = Math.tan((Math.PI * shelf.frequencyHz) / sampleRateHz);
  const high = 10 ** (shelf.gainDb / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / shelf.q + k * k;
  const pass = {frequencyHz: 38.13547087602444, q: 0.5003270373238773};
  const j = Math.tan((Math.PI * pass.frequencyHz) / sampleRateHz);
  const c0 = 1 + j / pass.q + j * j;
  return [
    {
      b0: (high + (band * k) / shelf.q + k * k) / a0,
      b1: (2 * (k * k - high)) / a0,
      b2: (high - (band * k) / shelf.q + k * k) / a0,
      a1: (2 * (k * k - 1)) / a0,
      a2: (1 - k / shelf.q + k * k) / a0,
    },
    {b0: 1, b1: -2, b2: 1, a1: (2 * (j * j - 1)) / c0, a2: (1 - j / pass.q + j * j) / c0},
  ];
}

const lufs = (power: number) => -0.691 + 10 * Math.log10(power);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Integrated loudness in LUFS after ITU-R BS.1770-4, for one or two channels of weight 1: blocks of 400 ms that
 * overlap by 75 %, gated at −70 LUFS and at 10 LU under the mean of what is left. A sound shorter than one block is
 * measured as a whole. `-Infinity` for silence.
 */
export function integratedLoudness({sampleRateHz, channels}: Pcm): number {
  const filters = kWeighting(sampleRateHz);
  const hop = Math.round(sampleRateHz / 10);
  const length = channels[0]?.length ?? 0;
  const hops = Math.floor(length / hop);
  const energies = new Float64Array(hops);
  let whole = 0;
  for (const channel of channels) {
    const weighted = filtered(channel, filters);
    for (let index = 0; index < length; index += 1) {
      const energy = (weighted[index] as number) ** 2;
      whole += energy;
      const at = Math.floor(index / hop);
      if (at < hops) energies[at] = (energies[at] as number) + energy;
    }
  }
  if (hops < 4) {
    const loudness = lufs(whole / Math.max(1, length));
    return loudness < absoluteGateLufs ? -Infinity : loudness;
  }
  const blocks: number[] = [];
  for (let start = 0; start + 4 <= hops; start += 1) {
    const sum = energies.subarray(start, start + 4).reduce((total, energy) => total + energy, 0);
    blocks.push(sum / (4 * hop));
  }
  const audible = blocks.filter((power) => lufs(power) > absoluteGateLufs);
  if (audible.length === 0) return -Infinity;
  const relativeGate = lufs(mean(audible)) + relativeGateLu;
  return lufs(mean(audible.filter((power) => lufs(power) > relativeGate)));
}
