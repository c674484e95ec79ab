/** Sound in memory: one array of samples in -1..1 for each channel, all of one length. */
export interface Pcm {
  readonly sampleRateHz: number;
  readonly channels: readonly Float32Array[];
}

/** Decibels to a factor: 6.02 dB is 2. */
export function gainOf(decibels: number): number {
  return 10 ** (decibels / 20);
}

/** A factor to decibels; `-Infinity` for 0. */
export function decibelsOf(gain: number): number {
  return 20 * Math.log10(gain);
}

/** Silence: `channelCount` channels of `length` samples. */
export function silence(sampleRateHz: number, channelCount: number, length: number): Pcm {
  return {sampleRateHz, channels: Array.from({length: channelCount}, () => new Float32Array(length))};
}

/** The largest absolute sample of all channels (sample peak, not true peak). */
export function samplePeak(channels: readonly Float32Array[]): number {
  let peak = 0;
  for (const channel of channels) {
    for (let index = 0; index < channel.length; index += 1) {
      const magnitude = Math.abs(channel[index] as number);
      if (magnitude > peak) peak = magnitude;
    }
  }
  return peak;
}

/** A copy of `channel`, every sample times `gain`. */
export function scaled(channel: Float32Array, gain: number): Float32Array<ArrayBuffer> {
  return channel.map((sample) => sample * gain);
}

/** Adds `source` to `target` from sample `at`; what would lie outside the target is dropped. */
export function addInto(target: Float32Array, source: Float32Array, at: number, gain = 1): void {
  const first = Math.max(0, -at);
  const last = Math.min(source.length, target.length - at);
  for (let index = first; index < last; index += 1) {
    target[at + index] = (target[at + index] as number) + (source[index] as number) * gain;
  }
}
