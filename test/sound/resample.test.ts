import {describe, expect, it} from 'vitest';
import {filtered, highPass, lowPass, peaking, resample} from '../../src/sound/index.ts';
import {tones} from './signals.ts';

/** Level of one frequency in dB relative to a full-scale sine, over the middle of the signal (Goertzel's sum). */
function levelDb(samples: Float32Array, rate: number, frequencyHz: number): number {
  const start = Math.floor(samples.length / 4);
  const length = Math.floor(samples.length / 2);
  let real = 0;
  let imaginary = 0;
  for (let index = 0; index < length; index += 1) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / length);
    const angle = (2 * Math.PI * frequencyHz * index) / rate;
    real += samples[start + index]! * window * Math.cos(angle);
    imaginary += samples[start + index]! * window * Math.sin(angle);
  }
  return 20 * Math.log10(((Math.hypot(real, imaginary) / length) * 2) / 0.5);
}
const sine = (rate: number, frequencyHz: number) =>
  tones(rate, 1, [{frequencyHz, seconds: 0.5, peakDbfs: 0}]).channels[0]!;

describe('resample', () => {
  it.each([
    [16_000, 48_000, 1000],
    [16_000, 48_000, 6500],
    [22_050, 48_000, 5000],
    [24_000, 48_000, 9000],
    [44_100, 48_000, 15_000],
    [48_000, 16_000, 3000],
  ])('from %i to %i Hz keeps a tone of %i Hz at its level', (from, to, frequencyHz) => {
    const output = resample(sine(from, frequencyHz), from, to);
    expect(output.length).toBe(Math.round((0.5 * from * to) / from));
    expect(Math.abs(levelDb(output, to, frequencyHz))).toBeLessThan(0.1);
  });

  it('leaves no mirror image above the old half rate and no fold below the new one', () => {
    expect(levelDb(resample(sine(16_000, 6500), 16_000, 48_000), 48_000, 9500)).toBeLessThan(-75);
    expect(levelDb(resample(sine(16_000, 1000), 16_000, 48_000), 48_000, 15_000)).toBeLessThan(-75);
    expect(levelDb(resample(sine(48_000, 12_000), 48_000, 16_000), 16_000, 4000)).toBeLessThan(-75);
  });

  it('moves nothing in time', () => {
    const click = new Float32Array(1600);
    click[800] = 1;
    const output = resample(click, 16_000, 48_000);
    const peak = output.reduce((best, value, index) => (value > output[best]! ? index : best), 0);
    expect(peak).toBe(2400);
  });

  it('hands back equal rates as a copy, and nothing for nothing', () => {
    const input = sine(48_000, 100);
    const output = resample(input, 48_000, 48_000);
    expect(output).toEqual(input);
    expect(output).not.toBe(input);
    expect(resample(new Float32Array(0), 16_000, 48_000).length).toBe(0);
  });
});

describe('filters', () => {
  it('do to each frequency what they say', () => {
    const after = (frequencyHz: number, filter: ReturnType<typeof highPass>) =>
      levelDb(filtered(sine(16_000, frequencyHz), [filter]), 16_000, frequencyHz);
    expect(after(80, highPass(16_000, 80))).toBeCloseTo(-3, 0);
    expect(after(20, highPass(16_000, 80))).toBeLessThan(-20);
    expect(Math.abs(after(1000, highPass(16_000, 80)))).toBeLessThan(0.1);
    expect(after(4000, lowPass(16_000, 1000))).toBeLessThan(-20);
    expect(after(3000, peaking(16_000, 3000, -4, 1))).toBeCloseTo(-4, 1);
    expect(Math.abs(after(100, peaking(16_000, 3000, -4, 1)))).toBeLessThan(0.1);
  });
});
