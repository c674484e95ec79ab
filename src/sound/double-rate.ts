import {windowedSinc} from './windowed-sinc.ts';

const taps = 16;
const half = taps / 2;
/** One side of the factors that give the value between two samples; the other side is its mirror image. */
const between = (windowedSinc(2, taps, 0.5, 5.5)[1] as Float64Array).slice(half);
const [c0, c1, c2, c3, c4, c5, c6, c7] = between as unknown as readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** The value half a sample after sample `at - 1` of a padded signal, whose neighbours stand `step` apart. */
function valueBetween(padded: Float32Array, at: number, step: number): number {
  const below = at - step;
  return (
    c0 * ((padded[at] as number) + (padded[below] as number)) +
    c1 * ((padded[at + step] as number) + (padded[below - step] as number)) +
    c2 * ((padded[at + 2 * step] as number) + (padded[below - 2 * step] as number)) +
    c3 * ((padded[at + 3 * step] as number) + (padded[below - 3 * step] as number)) +
    c4 * ((padded[at + 4 * step] as number) + (padded[below - 4 * step] as number)) +
    c5 * ((padded[at + 5 * step] as number) + (padded[below - 5 * step] as number)) +
    c6 * ((padded[at + 6 * step] as number) + (padded[below - 6 * step] as number)) +
    c7 * ((padded[at + 7 * step] as number) + (padded[below - 7 * step] as number))
  );
}

/**
 * Twice the sample rate, quickly: samples stay, and between each two one is interpolated. The top fifth of the old
 * band is not kept clean, so it should hold little.
 */
export function doubleRate(channel: Float32Array, length = channel.length * 2): Float32Array {
  const padded = new Float32Array(channel.length + 2 * taps);
  padded.set(channel, taps);
  const output = new Float32Array(length);
  const count = Math.min(channel.length, Math.ceil(length / 2));
  for (let index = 0; index < count; index += 1) {
    output[2 * index] = channel[index] as number;
    if (2 * index + 1 < length) output[2 * index + 1] = valueBetween(padded, index + 1 + taps, 1);
  }
  return output;
}

/** Half the sample rate, quickly, with the top of the old band filtered away first. */
export function halfRate(channel: Float32Array): Float32Array {
  const padding = 2 * taps;
  const padded = new Float32Array(channel.length + 2 * padding);
  padded.set(channel, padding);
  const output = new Float32Array(Math.ceil(channel.length / 2));
  for (let index = 0; index < output.length; index += 1) {
    // The half-band filter: the sample itself, and its odd neighbours with the factors of the interpolation.
    const centre = 2 * index + padding;
    output[index] = 0.5 * ((padded[centre] as number) + valueBetween(padded, centre + 1, 2));
  }
  return output;
}
