import {decibelsOf, type Pcm, samplePeak} from './pcm.ts';
import {windowedSinc} from './windowed-sinc.ts';

/** Oversampling of ITU-R BS.1770-4 annex 2; a sine at a quarter of the sample rate reads at most 0.6 dB low. */
const factor = 4;
const taps = 24;
const halfTaps = taps / 2;
const before = halfTaps - 1;
const rows = windowedSinc(factor, taps, 0.5, 5).slice(1);
/**
 * A value between two samples as a blend of these two plus a share of how much the wave bends nearby: the factors of a
 * row that a straight line leaves over, summed twice, fall on second differences.
 * @returns the largest factor on the larger of the two samples, and on the largest second difference in the window
 */
function boundOf(row: Float64Array): {readonly straight: number; readonly bent: number} {
  const sum = row.reduce((total, value) => total + value, 0);
  const moment = row.reduce((total, value, tap) => total + (tap - before) * value, 0);
  const left = row.map((value, tap) =>
    tap === before ? value - (sum - moment) : tap === before + 1 ? value - moment : value,
  );
  let [once, twice, bent] = [0, 0, 0];
  for (const value of left) {
    once += value;
    twice += once;
    bent += Math.abs(twice);
  }
  return {straight: Math.abs(sum - moment) + Math.abs(moment), bent};
}
const bounds = rows.map(boundOf);
/** No value between samples is larger than the one times the larger of them and the other times the bend near them. */
const straightest = Math.max(...bounds.map(({straight}) => straight));
const mostBent = Math.max(...bounds.map(({bent}) => bent));
const [quarterRow, halfRow] = rows as unknown as readonly [Float64Array, Float64Array];
/** Samples that are looked at as one; no window reaches further than one block beyond its own. */
const block = 16;

/** The window from sample `first` on, with silence beyond the ends. */
function nearEdge(channel: Float32Array, first: number): Float32Array {
  return Float32Array.from({length: taps}, (_, tap) => channel[first + tap] ?? 0);
}

/** The largest magnitude and the largest second difference of every block, and the fall to silence after the last. */
function scan(channel: Float32Array, peaks: Float64Array, bends: Float64Array): void {
  const {length} = channel;
  let last = 0;
  let slope = 0;
  for (let which = 0, index = 0; index < length; which += 1) {
    let peak = 0;
    let bend = 0;
    for (const end = Math.min(length, index + block); index < end; index += 1) {
      const sample = channel[index] as number;
      const rise = sample - last;
      const magnitude = Math.abs(sample);
      const bent = Math.abs(rise - slope);
      if (magnitude > peak) peak = magnitude;
      if (bent > bend) bend = bent;
      last = sample;
      slope = rise;
    }
    peaks[which] = peak;
    bends[which] = bend;
  }
  const end = Math.max(Math.abs(last + slope), Math.abs(last));
  bends[bends.length - 1] = end;
  // A short last block lies within the reach of the one before, and so does what follows it.
  if (bends.length > 1) bends[bends.length - 2] = Math.max(bends[bends.length - 2] as number, end);
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
    const peaks = new Float64Array(blocks + 1);
    const bends = new Float64Array(blocks + 1);
    scan(channel, peaks, bends);
    for (let which = 0; which < blocks; which += 1) {
      const peak = Math.max(peaks[which] as number, peaks[which + 1] as number);
      const bend = Math.max(
        which === 0 ? 0 : (bends[which - 1] as number),
        bends[which] as number,
        bends[which + 1] as number,
      );
      if (peak * straightest + bend * mostBent <= floor()) continue;
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
