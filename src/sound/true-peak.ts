import {decibelsOf, type Pcm} from './pcm.ts';
import {windowedSinc} from './windowed-sinc.ts';

/** Oversampling of ITU-R BS.1770-4 annex 2; a sine at a quarter of the sample rate reads at most 0.6 dB low. */
const factor = 4;
const taps = 24;
const rows = windowedSinc(factor, taps, 0.5, 5).slice(1);
/** No value between samples is larger than this times the largest sample near it. */
const worstOvershoot = Math.max(...rows.map((row) => row.reduce((sum, value) => sum + Math.abs(value), 0)));
const before = taps / 2 - 1;
const block = 32;

/** The window from sample `first` on, with silence beyond the ends. */
function nearEdge(channel: Float32Array, first: number): Float32Array {
  return Float32Array.from({length: taps}, (_, tap) => channel[first + tap] ?? 0);
}

/**
 * Calls `visit` with the largest magnitude the channels reach from each sample up to the next, wherever that may be
 * above `floor()`; stretches that cannot reach it are passed over.
 */
export function visitTruePeaks(
  channels: readonly Float32Array[],
  floor: () => number,
  visit: (index: number, magnitude: number) => void,
): void {
  for (const channel of channels) {
    const {length} = channel;
    const blocks = Math.ceil(length / block);
    const peaks = new Float32Array(blocks);
    for (let index = 0; index < length; index += 1) {
      const magnitude = Math.abs(channel[index] as number);
      const which = Math.floor(index / block);
      if (magnitude > (peaks[which] as number)) peaks[which] = magnitude;
    }
    for (let which = 0; which < blocks; which += 1) {
      // A window of 24 samples around a block of 32 touches its two neighbours at most.
      const near = Math.max(peaks[which - 1] ?? 0, peaks[which] as number, peaks[which + 1] ?? 0);
      if (near * worstOvershoot <= floor()) continue;
      const end = Math.min(length, (which + 1) * block);
      for (let index = which * block; index < end; index += 1) {
        const first = index - before;
        const window = first >= 0 && first + taps <= length ? channel : nearEdge(channel, first);
        const offset = window === channel ? first : 0;
        let magnitude = Math.abs(channel[index] as number);
        for (const row of rows) {
          let sum = 0;
          for (let tap = 0; tap < taps; tap += 1)
            sum += (row[tap] as number) * (window[offset + tap] as number);
          const between = Math.abs(sum);
          if (between > magnitude) magnitude = between;
        }
        if (magnitude > floor()) visit(index, magnitude);
      }
    }
  }
}

/** True peak in dBTP after ITU-R BS.1770-4 annex 2 (4x oversampled); `-Infinity` for silence. */
export function truePeak({channels}: Pcm): number {
  let peak = 0;
  visitTruePeaks(
    channels,
    () => peak,
    (_index, magnitude) => {
      peak = magnitude;
    },
  );
  return decibelsOf(peak);
}
