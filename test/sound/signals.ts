import {gainOf, type Pcm} from '../../src/sound/index.ts';

export interface Tone {
  readonly frequencyHz: number;
  readonly seconds: number;
  readonly peakDbfs: number;
}

/** Tones one after the other, each starting at phase 0, the same in every channel. */
export function tones(sampleRateHz: number, channelCount: number, parts: readonly Tone[]): Pcm {
  const samples = parts.flatMap(({frequencyHz, seconds, peakDbfs}) =>
    Array.from(
      {length: Math.round(seconds * sampleRateHz)},
      (_, index) => gainOf(peakDbfs) * Math.sin((2 * Math.PI * frequencyHz * index) / sampleRateHz),
    ),
  );
  return {
    sampleRateHz,
    channels: Array.from({length: channelCount}, () => Float32Array.from(samples)),
  };
}
