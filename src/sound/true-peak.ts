import {decibelsOf, type Pcm, samplePeak} from './pcm.ts';
import {windowedSinc} from './windowed-sinc.ts';

/** Oversampling of ITU-R BS.1770-4 annex 2; a sine at a quarter of the sample rate reads at most 0.6 dB low. */
const factor = 4;
const taps = 24;
const rows = windowedSinc(factor, taps, 0.5, 5).slice(1);
/** No value between samples is larger than this times the largest sample near it. */
const worstOvershoot = Math.max(...rows.map((row) => row.reduce((sum, value) => sum + Math.abs(value), 0)));
const halfTaps = taps / 2;
const before = halfTaps - 1;
const [quarterRow, halfRow] = rows as unknown as readonly [Float64Array, Float64Array];
const block = 8;

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
    for (let which = 0, index = 0; which < blocks; which += 1) {
      let peak = 0;
      for (const end = Math.min(length, index + block); index < end; index += 1) {
        const magnitude = Math.abs(channel[index] as number);
        if (magnitude > peak) peak = magnitude;
      }
      peaks[which] = peak;
    }
    for (let which = 0; which < blocks; which += 1) {
      // A window of 24 samples reaches 12 beyond the block: two blocks on either side.
      let near = 0;
      for (let other = Math.max(0, which - 2); other <= which + 2 && other < blocks; other += 1) {
        if ((peaks[other] as number) > near) near = peaks[other] as number;
      }
      if (near * worstOvershoot <= floor()) continue;
      const end = Math.min(length, (which + 1) * block);
      let threshold = floor();
      for (let index = which * block; index < end; index += 1) {
        const first = index - before;
        const window = first >= 0 && first + taps <= length ? channel : nearEdge(channel, first);
        const offset = window === channel ? first : 0;
        // The third row is the first one mirrored, and the second its own mirror image.
        let quarter = 0;
        let half = 0;
        let threeQuarters = 0;
        for (let tap = 0, last = offset + taps - 1; tap < halfTaps; tap += 1) {
          const before = window[offset + tap] as number;
          const after = window[last - tap] as number;
          const near = quarterRow[tap] as number;
          const far = quarterRow[taps - 1 - tap] as number;
          quarter += near * before + far * after;
          threeQuarters += far * before + near * after;
          half += (halfRow[tap] as number) * (before + after);
        }
        const magnitude = Math.max(
          Math.abs(channel[index] as number),
          Math.abs(quarter),
          Math.abs(half),
          Math.abs(threeQuarters),
        );
        if (magnitude > threshold) {
          visit(index, magnitude);
          threshold = floor();
        }
      }
    }
  }
}

/** True peak in dBTP after ITU-R BS.1770-4 annex 2 (4x oversampled); `-Infinity` for silence. */
export function truePeak({channels}: Pcm): number {
  // It is never under the largest sample, so that all that lies well below that can be passed over.
  let peak = samplePeak(channels);
  visitTruePeaks(
    channels,
    () => peak,
    (_index, magnitude) => {
      peak = magnitude;
    },
  );
  return decibelsOf(peak);
}
