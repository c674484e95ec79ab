import type {Biquad} from './biquad.ts';
import type {Pcm} from './pcm.ts';

const absoluteGateLufs = -70;
/** How far under the mean of what passes the absolute gate a block still counts: BS.1770-4, and EBU Tech 3342. */
const integratedGateLu = -10;
const rangeGateLu = -20;
/** ITU-R BS.1770-4, table 3, for sound of five channels in the order L, R, C, Ls, Rs. */
const surroundWeights = [1, 1, 1, 1.41, 1.41];

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
    // Its b are 1, −2 and 1.
    {b0: 1, b1: -2, b2: 1, a1: (2 * (j * j - 1)) / c0, a2: (1 - j / pass.q + j * j) / c0},
  ];
}

const lufs = (power: number) => -0.691 + 10 * Math.log10(power);

/** What a meter in EBU mode shows of a finished sound (EBU Tech 3341 and 3342). */
export interface Loudness {
  /** LUFS, gated, over the whole sound; `-Infinity` for silence. */
  readonly integratedLufs: number;
  /** The loudest 400 ms and the loudest 3 s, LUFS. */
  readonly momentaryMaxLufs: number;
  readonly shortTermMaxLufs: number;
  /** Loudness range, LU; 0 for sound shorter than 3 s. */
  readonly rangeLu: number;
}

/** The energy of every hop of a channel, and of what is left over at its end. */
interface Energies {
  readonly hops: Float64Array;
  readonly rest: number;
}

/**
 * The weighted energies of two channels. They run side by side because each sample of a filter waits for the one
 * before: a processor does the second channel in the time it would wait.
 */
function weighPair(
  [one, other]: readonly [Float32Array, Float32Array],
  [shelf, pass]: readonly [Biquad, Biquad],
  hop: number,
): readonly [Energies, Energies] {
  const {length} = one;
  const count = Math.floor(length / hop);
  const hops = [new Float64Array(count), new Float64Array(count)] as const;
  const {b0, b1, b2, a1, a2} = shelf;
  const [c1, c2] = [pass.a1, pass.a2];
  let s1 = 0;
  let s2 = 0;
  let t1 = 0;
  let t2 = 0;
  let u1 = 0;
  let u2 = 0;
  let v1 = 0;
  let v2 = 0;
  let energy = 0;
  let otherEnergy = 0;
  for (let block = 0; block <= count; block += 1) {
    energy = 0;
    otherEnergy = 0;
    const end = Math.min(length, (block + 1) * hop);
    for (let at = block * hop; at < end; at += 1) {
      const input = one[at] as number;
      const shelved = b0 * input + s1;
      s1 = b1 * input - a1 * shelved + s2;
      s2 = b2 * input - a2 * shelved;
      const output = shelved + t1;
      t1 = -2 * shelved - c1 * output + t2;
      t2 = shelved - c2 * output;
      energy += output * output;
      const otherInput = other[at] as number;
      const otherShelved = b0 * otherInput + u1;
      u1 = b1 * otherInput - a1 * otherShelved + u2;
      u2 = b2 * otherInput - a2 * otherShelved;
      const otherOutput = otherShelved + v1;
      v1 = -2 * otherShelved - c1 * otherOutput + v2;
      v2 = otherShelved - c2 * otherOutput;
      otherEnergy += otherOutput * otherOutput;
    }
    // In silence the filters would run on in numbers so small that processors are slow with them.
    if (energy < 1e-40) s1 = s2 = t1 = t2 = 0;
    if (otherEnergy < 1e-40) u1 = u2 = v1 = v2 = 0;
    if (block < count) {
      hops[0][block] = energy;
      hops[1][block] = otherEnergy;
    }
  }
  return [
    {hops: hops[0], rest: energy},
    {hops: hops[1], rest: otherEnergy},
  ];
}

/**
 * The weighted energy (sum of squares over all channels) of each whole hop, and of all samples. Both filters run in
 * one pass, in double precision, without a copy of the sound.
 */
function weightedEnergies({sampleRateHz, channels}: Pcm, hop: number): {hops: Float64Array; whole: number} {
  const filters = kWeighting(sampleRateHz);
  const length = channels[0]?.length ?? 0;
  const hops = new Float64Array(Math.floor(length / hop));
  let whole = 0;
  for (let first = 0; first < channels.length; first += 2) {
    const one = channels[first] as Float32Array;
    const pair = weighPair([one, channels[first + 1] ?? one], filters, hop);
    pair.slice(0, channels.length - first).forEach(({hops: own, rest}, side) => {
      const weight = channels.length === 5 ? (surroundWeights[first + side] ?? 1) : 1;
      own.forEach((energy, block) => {
        hops[block] = (hops[block] as number) + weight * energy;
        whole += weight * energy;
      });
      whole += weight * rest;
    });
  }
  return {hops, whole};
}

/** Mean power of windows of `width` hops, one every `step` hops. */
function windowPowers(hops: Float64Array, hop: number, width: number, step: number): Float64Array {
  const count = Math.max(0, Math.floor((hops.length - width) / step) + 1);
  const powers = new Float64Array(count);
  for (let window = 0; window < count; window += 1) {
    let sum = 0;
    for (let at = window * step; at < window * step + width; at += 1) sum += hops[at] as number;
    powers[window] = sum / (width * hop);
  }
  return powers;
}

const largest = (values: Float64Array) => values.reduce((most, value) => (value > most ? value : most), 0);

/** The powers above both gates: −70 LUFS, and `relativeLu` under the mean of what passes that. */
function gated(powers: Float64Array, relativeLu: number): Float64Array {
  const audible = powers.filter((power) => lufs(power) > absoluteGateLufs);
  if (audible.length === 0) return audible;
  const threshold = lufs(mean(audible)) + relativeLu;
  return audible.filter((power) => lufs(power) > threshold);
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

function integratedOf(blocks: Float64Array, whole: number, length: number): number {
  if (blocks.length === 0) {
    const loudness = lufs(whole / Math.max(1, length));
    return loudness < absoluteGateLufs ? -Infinity : loudness;
  }
  const counted = gated(blocks, integratedGateLu);
  return counted.length === 0 ? -Infinity : lufs(mean(counted));
}

/**
 * Integrated loudness in LUFS after ITU-R BS.1770-4, for up to five channels (L, R, C, Ls, Rs): blocks of 400 ms that
 * overlap by 75 %, gated at −70 LUFS and at 10 LU under the mean of what is left. A sound shorter than one block is
 * measured as a whole. `-Infinity` for silence.
 */
export function integratedLoudness(pcm: Pcm): number {
  const hop = Math.round(pcm.sampleRateHz / 10);
  const {hops, whole} = weightedEnergies(pcm, hop);
  return integratedOf(windowPowers(hops, hop, 4, 1), whole, pcm.channels[0]?.length ?? 0);
}

/** How loud a sound is, and how loud it would be under gains. */
export interface LoudnessProfile {
  /** As `integratedLoudness` gives it. */
  readonly integratedLufs: number;
  /**
   * What the integrated loudness would be with these gains, one a sample, LUFS: an estimate, by how much energy they
   * take from each tenth of a second. Cheaper than to apply and to measure them.
   */
  under(gains: Float32Array): number;
}

/** The energy of a stretch under gains as a share of its own. */
function shareLeft(channels: readonly Float32Array[], gains: Float32Array, from: number, to: number): number {
  let [left, all] = [0, 0];
  for (const channel of channels) {
    for (let index = from; index < to; index += 1) {
      const energy = (channel[index] as number) * (channel[index] as number);
      const gain = gains[index] as number;
      all += energy;
      left += energy * gain * gain;
    }
  }
  return all === 0 ? 0 : left / all;
}

export function loudnessProfile(pcm: Pcm): LoudnessProfile {
  const {sampleRateHz, channels} = pcm;
  const hop = Math.round(sampleRateHz / 10);
  const length = channels[0]?.length ?? 0;
  const {hops, whole} = weightedEnergies(pcm, hop);
  return {
    integratedLufs: integratedOf(windowPowers(hops, hop, 4, 1), whole, length),
    under(gains) {
      const under = hops.map(
        (energy, index) => energy * shareLeft(channels, gains, index * hop, (index + 1) * hop),
      );
      const rest = length < 4 * hop ? whole * shareLeft(channels, gains, 0, length) : 0;
      return integratedOf(windowPowers(under, hop, 4, 1), rest, length);
    },
  };
}

/**
 * Everything a meter in EBU mode shows: integrated, the loudest momentary (400 ms) and short-term (3 s) values, seen
 * every 10 ms, and the loudness range of EBU Tech 3342 (10th to 95th percentile of short-term values every 100 ms).
 */
export function measureLoudness(pcm: Pcm): Loudness {
  const hop = Math.round(pcm.sampleRateHz / 100);
  const {hops, whole} = weightedEnergies(pcm, hop);
  const shortTerm = Float64Array.from(gated(windowPowers(hops, hop, 300, 10), rangeGateLu)).sort();
  const percentile = (share: number) => lufs(shortTerm[Math.round((shortTerm.length - 1) * share)] ?? 0);
  return {
    integratedLufs: integratedOf(windowPowers(hops, hop, 40, 10), whole, pcm.channels[0]?.length ?? 0),
    momentaryMaxLufs: lufs(largest(windowPowers(hops, hop, 40, 1))),
    shortTermMaxLufs: lufs(largest(windowPowers(hops, hop, 300, 1))),
    rangeLu: shortTerm.length < 2 ? 0 : percentile(0.95) - percentile(0.1),
  };
}

/**
 * Integrated loudness from what `loudnessOverTime` gave for every tenth of a second; as `integratedLoudness`, for sound
 * of at least 400 ms.
 */
export function integratedOverTime(overTime: Float64Array): number {
  const powers = overTime.map((each) => 10 ** ((each + 0.691) / 10));
  return integratedOf(windowPowers(powers, 1, 4, 1), 0, 1);
}

/**
 * The K-weighted power of short stretches, one every `hopSeconds`, in LUFS without gates: how loud a sound is from
 * moment to moment. Silence is `-Infinity`.
 */
export function loudnessOverTime(pcm: Pcm, hopSeconds: number): Float64Array {
  const hop = Math.max(1, Math.round(pcm.sampleRateHz * hopSeconds));
  return weightedEnergies(pcm, hop).hops.map((energy) => lufs(energy / hop));
}
