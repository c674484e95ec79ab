import {describe, expect, it} from 'vitest';
import {
  limit,
  resample,
  samplePeak,
  seededRandom,
  truePeak,
  decibelsOf,
  type Pcm,
} from '../../src/sound/index.ts';
import {visitTruePeaks} from '../../src/sound/true-peak.ts';
import {tones} from './signals.ts';

/** A sine at a quarter of the sample rate whose samples all miss its peaks by 45 degrees. */
function hiddenPeaks(peak: number): Pcm {
  const samples = Float32Array.from(
    {length: 4800},
    (_, index) =>
      peak * Math.sin((Math.PI / 2) * index + Math.PI / 4) * Math.min(1, index / 1200, (4799 - index) / 1200),
  );
  return {sampleRateHz: 48_000, channels: [samples, samples.slice()]};
}

function noise(seed: number, gain: number): Pcm {
  const random = seededRandom(seed);
  let low = 0;
  const samples = Float32Array.from({length: 48_000}, (_, index) => {
    low += 0.2 * ((random() * 2 - 1) * (index % 9000 < 1500 ? gain * 3 : gain) - low);
    return low;
  });
  return {sampleRateHz: 48_000, channels: [samples, samples.map((sample) => sample * 0.5)]};
}

describe('truePeak', () => {
  it('finds the peaks that stand between samples', () => {
    const pcm = hiddenPeaks(1);
    expect(decibelsOf(samplePeak(pcm.channels))).toBeCloseTo(-3.01, 1);
    expect(Math.abs(truePeak(pcm))).toBeLessThan(0.2);
  });

  it('is within 0.2 dB on low tones and says -Infinity for silence', () => {
    expect(
      Math.abs(truePeak(tones(48_000, 2, [{frequencyHz: 997, seconds: 1, peakDbfs: -6}])) + 6),
    ).toBeLessThan(0.2);
    expect(truePeak({sampleRateHz: 48_000, channels: [new Float32Array(1000)]})).toBe(-Infinity);
  });

  it('gives exactly what looking at every place gives, in sounds of all lengths and colours', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = seededRandom(seed);
      const [colour, edge] = [random() ** 2, random()];
      let low = 0;
      const channel = Float32Array.from({length: 1 + Math.floor(random() * 200)}, (_, index) => {
        // Steps, slow waves and plain noise, loud up to the last sample.
        low += colour * ((index % 40 < 40 * edge ? 1 : -1) * random() - low);
        return low;
      });
      let most = 0;
      visitTruePeaks(
        [channel],
        () => -1,
        (_index, magnitude) => {
          most = Math.max(most, magnitude);
        },
      );
      expect(truePeak({sampleRateHz: 48_000, channels: [channel]})).toBe(decibelsOf(most));
    }
  });

  it('passes over nothing: finds one loud place in long quiet, as four-fold resampling does', () => {
    const burst = noise(3, 1).channels[0]!.subarray(0, 700);
    for (const at of [0, 31, 5000, 47_290]) {
      const channel = noise(5, 0.05).channels[0]!.slice();
      channel.set(burst, at);
      const expected = decibelsOf(samplePeak([resample(channel, 48_000, 192_000)]));
      expect(Math.abs(truePeak({sampleRateHz: 48_000, channels: [channel]}) - expected)).toBeLessThan(0.15);
    }
  });
});

describe('limit', () => {
  it.each([1, 2, 3, 4])('keeps every true peak under the ceiling (noise %i)', (seed) => {
    const pcm = noise(seed, 1.5);
    expect(truePeak(pcm)).toBeGreaterThan(-1.3);
    const limited = limit(pcm, {ceilingDbtp: -1.3});
    expect(truePeak(limited)).toBeLessThanOrEqual(-1.299);
    expect(truePeak(limited)).toBeGreaterThan(-2);
  });

  it('catches peaks that only stand between samples', () => {
    expect(truePeak(limit(hiddenPeaks(1.2), {ceilingDbtp: -1.3}))).toBeLessThanOrEqual(-1.299);
  });

  it('hands back what needs no limiting as it is', () => {
    const pcm = tones(48_000, 2, [{frequencyHz: 440, seconds: 1, peakDbfs: -6}]);
    expect(limit(pcm, {ceilingDbtp: -1.3})).toBe(pcm);
  });

  it('leaves what lies far from a peak alone, and turns both channels down together', () => {
    const left = new Float32Array(48_000).map((_, index) => 0.5 * Math.sin(index / 20));
    for (let index = 24_000; index < 24_100; index += 1) left[index] = 1.6 * Math.sin(index / 20);
    const pcm: Pcm = {sampleRateHz: 48_000, channels: [left, left.map((sample) => sample / 2)]};
    const [outLeft, outRight] = limit(pcm, {ceilingDbtp: -1.3}).channels as [Float32Array, Float32Array];
    expect(outLeft.subarray(0, 23_500)).toEqual(left.subarray(0, 23_500));
    expect(Math.abs(outLeft[47_000]! - left[47_000]!)).toBeLessThan(0.01);
    for (let index = 23_000; index < 30_000; index += 7)
      expect(outRight[index]!).toBeCloseTo(outLeft[index]! / 2, 6);
  });
});
