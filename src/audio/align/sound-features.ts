import {cepstra, type MelFrames} from '../../sound/index.ts';
import type {Features} from './best-path.ts';

/** How far under the loud frames speech is still counted as such, dB. */
const speechRangeDb = 30;
const decibelsPerNeper = 10 / Math.LN10;

/** The value under which a share of the values lies. */
export function quantile(values: Float32Array, share: number): number {
  if (values.length === 0) return 0;
  const sorted = values.slice().sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}

/** Power of each frame over all bands, dB. */
export function frameLevels({count, bands, values}: MelFrames): Float32Array {
  return Float32Array.from({length: count}, (_, frame) => {
    let power = 0;
    for (let band = 0; band < bands; band += 1) power += Math.exp(values[frame * bands + band] as number);
    return decibelsPerNeper * Math.log(power);
  });
}

/** Frames that sound like speech rather than pauses: 1 for each, else 0. */
export function loudFrames(levels: Float32Array): Uint8Array {
  const threshold = quantile(levels, 0.95) - speechRangeDb;
  return Uint8Array.from(levels, (level) => (level > threshold ? 1 : 0));
}

/** Mean of each band over the chosen frames, as a power. */
export function meanBands({count, bands, values}: MelFrames, chosen: Uint8Array): Float32Array {
  const sums = new Float32Array(bands);
  let frames = 0;
  for (let frame = 0; frame < count; frame += 1) {
    if (chosen[frame] !== 1) continue;
    frames += 1;
    for (let band = 0; band < bands; band += 1)
      sums[band] = (sums[band] as number) + (values[frame * bands + band] as number);
  }
  return sums.map((sum) => sum / Math.max(1, frames));
}

/** Frames with nothing under a floor in each band: both sounds get the noise of the noisier one. */
export function withFloor({count, bands, values}: MelFrames, floors: Float32Array): MelFrames {
  return {
    count,
    bands,
    values: values.map((value, index) => {
      const noise = floors[index % bands] as number;
      const [high, low] = value > noise ? [value, noise] : [noise, value];
      return high + Math.log1p(Math.exp(low - high));
    }),
  };
}

/** Mean of the frames of each group of `step`, up to `count` frames. */
export function coarser({bands, values, count}: MelFrames, step: number): MelFrames {
  const fewer = Math.ceil(count / step);
  const means = new Float32Array(fewer * bands);
  for (let group = 0; group < fewer; group += 1) {
    const first = group * step;
    const last = Math.min(count, first + step);
    for (let band = 0; band < bands; band += 1) {
      let sum = 0;
      for (let frame = first; frame < last; frame += 1) sum += values[frame * bands + band] as number;
      means[group * bands + band] = sum / (last - first);
    }
  }
  return {count: fewer, bands, values: means};
}

export interface FeatureTuning {
  readonly coefficients: number;
  /** Weight of the change over five frames beside the value; 0 leaves it out. */
  readonly deltaWeight: number;
  /** Weight of coefficient 0, the level. */
  readonly levelWeight: number;
}

/**
 * Cepstra of frames, each coefficient with mean 0 and variance 1 over the chosen frames (which takes away what differs
 * between voices and rooms), and how they change.
 */
export function speechFeatures(
  frames: MelFrames,
  chosen: Uint8Array,
  {coefficients, deltaWeight, levelWeight}: FeatureTuning,
): Features {
  const {count} = frames;
  const raw = cepstra(frames, coefficients);
  const size = deltaWeight > 0 ? 2 * coefficients : coefficients;
  const values = new Float32Array(count * size);
  for (let order = 0; order < coefficients; order += 1) {
    let [sum, squares, used] = [0, 0, 0];
    for (let frame = 0; frame < count; frame += 1) {
      if (chosen[frame] !== 1) continue;
      const value = raw[frame * coefficients + order] as number;
      sum += value;
      squares += value * value;
      used += 1;
    }
    const mean = sum / Math.max(1, used);
    const deviation = Math.sqrt(Math.max(1e-6, squares / Math.max(1, used) - mean * mean));
    const weight = order === 0 ? levelWeight : 1;
    const at = (frame: number) =>
      ((raw[Math.min(count - 1, Math.max(0, frame)) * coefficients + order] as number) - mean) / deviation;
    for (let frame = 0; frame < count; frame += 1) {
      values[frame * size + order] = weight * at(frame);
      if (deltaWeight === 0) continue;
      const slope = (at(frame + 1) - at(frame - 1) + 2 * (at(frame + 2) - at(frame - 2))) / 10;
      values[frame * size + coefficients + order] = weight * deltaWeight * slope * 2.5;
    }
  }
  return {count, size, values};
}
