import {gainOf, type Pcm} from '../../src/sound/index.ts';

export interface Tone {
  readonly frequencyHz: number;
  readonly seconds: number;
  readonly peakDbfs: number;
}

/** Tones one after the other, each starting at phase 0, the same in every channel; `-Infinity` dBFS is silence. */
export function tones(sampleRateHz: number, channelCount: number, parts: readonly Tone[]): Pcm {
  const lengths = parts.map(({seconds}) => Math.round(seconds * sampleRateHz));
  const samples = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
  let start = 0;
  parts.forEach(({frequencyHz, peakDbfs}, part) => {
    const peak = gainOf(peakDbfs);
    const step = (2 * Math.PI * frequencyHz) / sampleRateHz;
    for (let index = 0; index < lengths[part]!; index += 1)
      samples[start + index] = peak * Math.sin(step * index);
    start += lengths[part]!;
  });
  return {sampleRateHz, channels: Array.from({length: channelCount}, () => samples.slice())};
}
