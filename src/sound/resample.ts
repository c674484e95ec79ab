import {windowedSinc} from './windowed-sinc.ts';

const tapsPerPhase = 64;

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * Brings one channel to another sample rate: band-limited interpolation with a Kaiser-windowed sinc, stop band about
 * −80 dB. The first sample stays at time 0; the result holds `round(length · to / from)` samples.
 * @param fromHz whole number of Hz
 * @param toHz whole number of Hz
 */
export function resample(channel: Float32Array, fromHz: number, toHz: number): Float32Array {
  if (fromHz === toHz) return channel.slice();
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const up = toHz / divisor;
  const down = fromHz / divisor;
  const narrowing = Math.min(1, toHz / fromHz);
  // Going down needs a filter as much longer as it is narrower.
  const taps = 2 * Math.ceil(tapsPerPhase / narrowing / 2);
  const rows = windowedSinc(up, taps, 0.475 * narrowing, 8);
  const before = taps / 2 - 1;
  // Silence on both sides spares a bounds check for every factor.
  const padded = new Float32Array(channel.length + 2 * taps);
  padded.set(channel, before);
  const output = new Float32Array(Math.round((channel.length * toHz) / fromHz));
  let base = 0;
  let phase = 0;
  for (let index = 0; index < output.length; index += 1) {
    const row = rows[phase] as Float64Array;
    let sum = 0;
    for (let tap = 0; tap < taps; tap += 1) sum += (row[tap] as number) * (padded[base + tap] as number);
    output[index] = sum;
    phase += down;
    while (phase >= up) {
      phase -= up;
      base += 1;
    }
  }
  return output;
}
