import {windowedSinc} from './windowed-sinc.ts';

const defaultTaps = 64;

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * Brings one channel to another sample rate: band-limited interpolation with a Kaiser-windowed sinc, stop band about
 * −80 dB. The first sample stays at time 0; the result holds `round(length · to / from)` samples.
 * @param fromHz whole number of Hz
 * @param toHz whole number of Hz
 * @param tapsPerPhase length of the sinc in samples of the input; fewer are faster and bend the top of the band earlier
 */
export function resample(
  channel: Float32Array,
  fromHz: number,
  toHz: number,
  tapsPerPhase = defaultTaps,
): Float32Array {
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
    // Four sums side by side: one alone waits for itself. The number of taps is always even.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let tap = 0;
    for (; tap + 3 < taps; tap += 4) {
      const at = base + tap;
      a += (row[tap] as number) * (padded[at] as number);
      b += (row[tap + 1] as number) * (padded[at + 1] as number);
      c += (row[tap + 2] as number) * (padded[at + 2] as number);
      d += (row[tap + 3] as number) * (padded[at + 3] as number);
    }
    for (; tap < taps; tap += 1) a += (row[tap] as number) * (padded[base + tap] as number);
    output[index] = a + b + (c + d);
    phase += down;
    while (phase >= up) {
      phase -= up;
      base += 1;
    }
  }
  return output;
}
