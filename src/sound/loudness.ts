import type {Biquad} from './biquad.ts';
import type {Pcm} from './pcm.ts';

const absoluteGateLufs = -70;
const relativeGateLu = -10;

/**
 * The K-weighting of ITU-R BS.1770-4 for any sample rate: a high shelf for the head and a high-pass, from the
 * analogue prototypes whose bilinear transform at 48 kHz gives the table of the recommendation.
 */
function kWeighting(sampleRateHz: number): readonly [shelf: Biquad, pass: Biquad] {
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
  const [shelf, pass] = kWeighting(sampleRateHz);
  const hop = Math.round(sampleRateHz / 10);
  const length = channels[0]?.length ?? 0;
  const hops = Math.floor(length / hop);
  const energies = new Float64Array(hops);
  let whole = 0;
  for (const channel of channels) {
    // Both filters in one pass, in double precision, without a copy of the sound.
    let [s1, s2, t1, t2] = [0, 0, 0, 0];
    for (let block = 0; block <= hops; block += 1) {
      let energy = 0;
      const end = Math.min(length, (block + 1) * hop);
      for (let index = block * hop; index < end; index += 1) {
        const input = channel[index] as number;
        const shelved = shelf.b0 * input + s1;
        s1 = shelf.b1 * input - shelf.a1 * shelved + s2;
        s2 = shelf.b2 * input - shelf.a2 * shelved;
        const output = pass.b0 * shelved + t1;
        t1 = pass.b1 * shelved - pass.a1 * output + t2;
        t2 = pass.b2 * shelved - pass.a2 * output;
        energy += output * output;
      }
      whole += energy;
      if (block < hops) energies[block] = (energies[block] as number) + energy;
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
