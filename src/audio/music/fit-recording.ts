import {addInto, fadeEnds, type Pcm} from '../../sound/index.ts';

const sampleRateHz = 48_000;
const quietEnd = 0.1;
const hopsPerSecond = 100;
/** Beats a minute that are looked for. */
const slowest = 60;
const fastest = 180;

/** How much louder each hundredth of a second is than the one before: high where notes begin. */
function onsets(left: Float32Array, right: Float32Array): Float32Array {
  const hop = sampleRateHz / hopsPerSecond;
  const count = Math.floor(left.length / hop);
  const flux = new Float32Array(count);
  let last = 0;
  for (let block = 0; block < count; block += 1) {
    let sum = 0;
    for (let index = block * hop; index < (block + 1) * hop; index += 1) {
      sum += (left[index] as number) ** 2 + (right[index] as number) ** 2;
    }
    const level = Math.log10(1e-7 + sum / hop);
    flux[block] = block === 0 ? 0 : Math.max(0, level - last);
    last = level;
  }
  return flux;
}

/**
 * Seconds of a beat of a recording, by the lag at which its onsets repeat best; `null` where nothing repeats clearly.
 */
export function beatOf({channels}: Pcm): number | null {
  const [left = new Float32Array(0), right = left] = channels;
  const flux = onsets(left, right);
  const mean = flux.reduce((sum, value) => sum + value, 0) / Math.max(1, flux.length);
  const centred = flux.map((value) => value - mean);
  const correlation = (lag: number) => {
    let sum = 0;
    for (let index = 0; index + lag < centred.length; index += 1) {
      sum += (centred[index] as number) * (centred[index + lag] as number);
    }
    return sum / Math.max(1, centred.length - lag);
  };
  const power = correlation(0);
  if (!(power > 0) || flux.length < 4 * hopsPerSecond) return null;
  const from = Math.floor((60 / fastest) * hopsPerSecond);
  const to = Math.ceil((60 / slowest) * hopsPerSecond);
  let best = 0;
  let strongest = 0;
  for (let lag = from; lag <= to; lag += 1) {
    // Beats that are also strong after two and four periods are the music's own.
    const strength = correlation(lag) + 0.5 * correlation(2 * lag) + 0.5 * correlation(4 * lag);
    const preferred = strength * Math.exp(-0.5 * (Math.log2(lag / 50) / 0.9) ** 2);
    if (preferred > strongest) [best, strongest] = [lag, preferred];
  }
  if (strongest < 0.12 * power) return null;
  // Long lags tell the period more finely than one hundredth of a second.
  let [lag, periods] = [best, 1];
  for (const many of [2, 4, 8, 16]) {
    const centre = Math.round((lag / periods) * many);
    if (centre + 4 >= flux.length / 2) break;
    let [top, where] = [-Infinity, centre];
    for (let near = centre - 3; near <= centre + 3; near += 1) {
      const value = correlation(near);
      if (value > top) [top, where] = [value, near];
    }
    [lag, periods] = [where, many];
  }
  return lag / periods / hopsPerSecond;
}

/** The first and the last sample that is not silence. */
function audible(left: Float32Array, right: Float32Array): readonly [number, number] {
  const sounds = (index: number) =>
    Math.abs(left[index] as number) > 0.001 || Math.abs(right[index] as number) > 0.001;
  let from = 0;
  let to = left.length;
  while (from < to && !sounds(from)) from += 1;
  while (to > from && !sounds(to - 1)) to -= 1;
  return [from, to];
}

/**
 * Makes a recording as long as a video: silence at its ends is left out; a short one is repeated after a whole number
 * of bars with a crossfade; the end fades out from a bar on. A mean away from zero is taken out.
 * @param length samples at 48 kHz
 */
export function fitRecording(channels: readonly [Float32Array, Float32Array], length: number): Pcm {
  const [from, to] = audible(...channels);
  const source = channels.map((channel) => {
    const part = channel.slice(from, to);
    const mean = part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length);
    for (let index = 0; index < part.length; index += 1) part[index] = (part[index] as number) - mean;
    return part;
  });
  const have = to - from;
  const beat = beatOf({sampleRateHz, channels: source});
  const bar = beat === null ? null : Math.round(4 * beat * sampleRateHz);
  const output = source.map(() => new Float32Array(length));
  const cross = Math.min(Math.floor(have / 4), Math.round((bar === null ? 0.5 : 0.06) * sampleRateHz));
  const bars = bar === null ? 0 : Math.floor((have - cross) / bar);
  const period = bars > 0 && bar !== null ? bars * bar : Math.max(1, have - cross);
  const repeats = have >= length ? 1 : Math.ceil(length / period);
  output.forEach((channel, side) => {
    for (let round = 0; round < repeats; round += 1) {
      const isLast = round === repeats - 1;
      const piece = (source[side] ?? new Float32Array(0)).slice(0, isLast ? have : period + cross);
      fadeEnds(piece, round === 0 ? 0.01 * sampleRateHz : cross, isLast ? 0.02 * sampleRateHz : cross);
      addInto(channel, piece, round * period);
    }
    const end = Math.max(0, length - Math.round(quietEnd * sampleRateHz));
    const wanted = Math.min(2 * sampleRateHz, length / 3);
    // From the last line between bars that leaves time for a fade.
    const line = bar === null ? end - wanted : Math.floor((end - wanted / 2) / bar) * bar;
    const fade = Math.min(length / 2, Math.max(wanted / 2, Math.min(1.6 * wanted, end - line)));
    channel.fill(0, end);
    fadeEnds(channel.subarray(0, end), 0, fade);
  });
  return {sampleRateHz, channels: output};
}
