import {gainOf, type Pcm} from './pcm.ts';
import {truePeak, visitTruePeaks} from './true-peak.ts';

export interface LimiterOptions {
  /** No true peak lies above this, dBTP. */
  readonly ceilingDbtp: number;
  /** How long before a peak the gain starts to fall, ms. */
  readonly lookAheadInMs?: number;
  /** How long the gain takes to come back most of the way, ms. */
  readonly releaseInMs?: number;
}

/** The smallest value within `radius` samples on either side, for every sample. */
function slidingMinimum(values: Float32Array, radius: number): Float32Array {
  const output = new Float32Array(values.length);
  const queue = new Int32Array(values.length);
  let head = 0;
  let tail = 0;
  for (let index = 0; index < values.length + radius; index += 1) {
    if (index < values.length) {
      const value = values[index] as number;
      while (tail > head && (values[queue[tail - 1] as number] as number) >= value) tail -= 1;
      queue[tail] = index;
      tail += 1;
    }
    const centre = index - radius;
    if (centre < 0) continue;
    while ((queue[head] as number) < centre - radius) head += 1;
    output[centre] = values[queue[head] as number] as number;
  }
  return output;
}

/** The mean over `radius` samples on either side; 1 beyond the ends. */
function slidingMean(values: Float32Array, radius: number): Float32Array {
  const output = new Float32Array(values.length);
  const at = (index: number) => (index < 0 || index >= values.length ? 1 : (values[index] as number));
  let sum = 0;
  for (let index = -radius; index < radius; index += 1) sum += at(index);
  for (let index = 0; index < values.length; index += 1) {
    sum += at(index + radius);
    output[index] = sum / (2 * radius + 1);
    sum -= at(index - radius);
  }
  return output;
}

function limitOnce(pcm: Pcm, ceiling: number, radius: number, release: number): Pcm | null {
  const needed = new Float32Array(pcm.channels[0]?.length ?? 0).fill(1);
  let limits = false;
  visitTruePeaks(
    pcm.channels,
    () => ceiling,
    (index, magnitude) => {
      limits = true;
      const gain = ceiling / magnitude;
      // The peak lies between this sample and the next: both must come down.
      for (const place of [index, index + 1]) {
        if (place < needed.length && gain < (needed[place] as number)) needed[place] = gain;
      }
    },
  );
  if (!limits) return null;
  const lowest = slidingMinimum(needed, radius);
  let gain = 1;
  for (let index = 0; index < lowest.length; index += 1) {
    gain = Math.min(lowest[index] as number, gain + (1 - gain) * release);
    lowest[index] = gain;
  }
  // Every value within the radius of a peak is at most what that peak needs, and so is their mean.
  const gains = slidingMean(lowest, radius);
  return {
    sampleRateHz: pcm.sampleRateHz,
    channels: pcm.channels.map((channel) =>
      channel.map((sample, index) => sample * (gains[index] as number)),
    ),
  };
}

/**
 * A look-ahead limiter for finished sound: turns all channels down together around each true peak above the
 * ceiling, smoothly on both sides, and touches nothing else. Works on the whole sound at once, so it adds no delay.
 */
export function limit(pcm: Pcm, {ceilingDbtp, lookAheadInMs = 3, releaseInMs = 80}: LimiterOptions): Pcm {
  const radius = Math.max(1, Math.round((pcm.sampleRateHz * lookAheadInMs) / 1000));
  const release = 1 - Math.exp(-1 / ((pcm.sampleRateHz * releaseInMs) / 1000));
  let output = pcm;
  // The moving gain bends the wave a little between samples, so a second pass may find hundredths of a dB.
  for (let pass = 0; pass < 3; pass += 1) {
    const limited = limitOnce(output, gainOf(ceilingDbtp), radius, release);
    if (!limited) return output;
    output = limited;
  }
  const over = truePeak(output) - ceilingDbtp;
  if (over <= 0) return output;
  const gain = gainOf(-over);
  return {...output, channels: output.channels.map((channel) => channel.map((sample) => sample * gain))};
}
