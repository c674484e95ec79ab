import {describe, expect, it} from 'vitest';
import {integratedLoudness} from '../../src/sound/index.ts';
import {tones} from './signals.ts';

const kilohertz = (seconds: number, peakDbfs: number) => ({frequencyHz: 1000, seconds, peakDbfs});

describe('integratedLoudness, on the synthetic signals of EBU Tech 3341', () => {
  it.each([
    ['case 1: stereo at -23 dBFS', [kilohertz(20, -23)], -23],
    ['case 2: stereo at -33 dBFS', [kilohertz(20, -33)], -33],
    [
      'case 3: soft, loud, soft: the relative gate',
      [kilohertz(10, -36), kilohertz(60, -23), kilohertz(10, -36)],
      -23,
    ],
    [
      'case 4: with stretches under the absolute gate',
      [kilohertz(10, -72), kilohertz(10, -36), kilohertz(60, -23), kilohertz(10, -36), kilohertz(10, -72)],
      -23,
    ],
    [
      'case 5: three loudnesses within the gate',
      [kilohertz(20, -26), kilohertz(20.1, -20), kilohertz(20, -26)],
      -23,
    ],
  ])('%s', (_name, parts, expected) => {
    expect(Math.abs(integratedLoudness(tones(48_000, 2, parts)) - expected)).toBeLessThan(0.1);
  });

  it('reads the same at other sample rates, and 3 dB less for one channel than for two', () => {
    for (const rate of [16_000, 44_100, 96_000]) {
      expect(integratedLoudness(tones(rate, 2, [kilohertz(5, -23)]))).toBeCloseTo(-23, 1);
    }
    expect(integratedLoudness(tones(48_000, 1, [kilohertz(5, -23)]))).toBeCloseTo(-26.01, 1);
  });

  it('weights low tones down and high tones up', () => {
    const at = (frequencyHz: number) =>
      integratedLoudness(tones(48_000, 2, [{frequencyHz, seconds: 3, peakDbfs: -23}]));
    expect(at(30)).toBeLessThan(-28);
    expect(at(6000)).toBeGreaterThan(-20.5);
  });

  it('measures what is shorter than a block, and calls silence silence', () => {
    expect(integratedLoudness(tones(48_000, 2, [kilohertz(0.2, -23)]))).toBeCloseTo(-23, 0);
    expect(integratedLoudness(tones(48_000, 2, [kilohertz(2, -90)]))).toBe(-Infinity);
    expect(integratedLoudness({sampleRateHz: 48_000, channels: [new Float32Array(0)]})).toBe(-Infinity);
  });
});
