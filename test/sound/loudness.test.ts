import {describe, expect, it} from 'vitest';
import {
  integratedLoudness,
  loudnessOverTime,
  measureLoudness,
  truePeak,
  type Pcm,
} from '../../src/sound/index.ts';
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

/** 1 kHz that swaps between two levels, again and again. */
const swapping = (times: number, ...parts: readonly (readonly [seconds: number, peakDbfs: number])[]) =>
  Array.from({length: times}, () => parts.map(([seconds, peakDbfs]) => kilohertz(seconds, peakDbfs))).flat();
const within = (value: number, expected: number, tolerance = 0.1) =>
  expect(Math.abs(value - expected), `${value} instead of ${expected}`).toBeLessThanOrEqual(tolerance);

describe('measureLoudness, on the further signals of EBU Tech 3341', () => {
  it('case 6: five channels with the weights of the surround ones', () => {
    const channels = [-28, -28, -24, -30, -30].map(
      (peakDbfs) => tones(48_000, 1, [kilohertz(20, peakDbfs)]).channels[0]!,
    );
    within(measureLoudness({sampleRateHz: 48_000, channels}).integratedLufs, -23);
  });

  it('case 9: short-term loudness stands still over a swapping tone', () => {
    const pcm = tones(48_000, 2, swapping(5, [1.34, -20], [1.66, -30]));
    within(measureLoudness(pcm).shortTermMaxLufs, -23);
  });

  it.each([0, 4, 9, 13, 19])('case 10: a tone of 3 s is found wherever it starts (%i)', (offset) => {
    const parts = [kilohertz(0.15 * offset, -Infinity), kilohertz(3, -23), kilohertz(1, -Infinity)];
    within(measureLoudness(tones(48_000, 2, parts)).shortTermMaxLufs, -23);
  });

  it('case 11: short-term loudness follows tones that grow by a decibel', () => {
    for (const step of [1, 8, 20]) {
      const parts = [
        kilohertz(0.15 * step, -Infinity),
        kilohertz(3, -38 + step),
        kilohertz(3 - 0.15 * step, -Infinity),
      ];
      within(measureLoudness(tones(48_000, 2, parts)).shortTermMaxLufs, -38 + step);
    }
  });

  it('case 12: momentary loudness stands still over a swapping tone', () => {
    const pcm = tones(48_000, 2, swapping(25, [0.18, -20], [0.22, -30]));
    within(measureLoudness(pcm).momentaryMaxLufs, -23);
  });

  it.each([0, 3, 7, 12, 19])('case 13: a tone of 400 ms is found wherever it starts (%i)', (offset) => {
    const parts = [kilohertz(0.02 * offset, -Infinity), kilohertz(0.4, -23), kilohertz(1, -Infinity)];
    within(measureLoudness(tones(48_000, 2, parts)).momentaryMaxLufs, -23);
  });

  it('case 14: momentary loudness follows tones that grow by a decibel', () => {
    for (const step of [1, 10, 20]) {
      const parts = [
        kilohertz(0.02 * step, -Infinity),
        kilohertz(0.4, -38 + step),
        kilohertz(0.4 - 0.02 * step, -Infinity),
      ];
      within(measureLoudness(tones(48_000, 2, parts)).momentaryMaxLufs, -38 + step);
    }
  });

  /** A sine of `rate / divisor` Hz that starts at a phase, eased in and out so that its ends make no peaks. */
  const sine = (rate: number, divisor: number, degrees: number, peak: number): Float32Array =>
    Float32Array.from({length: rate}, (_, index) => {
      const edge = Math.min(1, index / 4800, (rate - 1 - index) / 4800);
      return (
        peak *
        (0.5 - 0.5 * Math.cos(Math.PI * edge)) *
        Math.sin((2 * Math.PI * index) / divisor + (degrees * Math.PI) / 180)
      );
    });
  it.each([
    ['15', 4, 0, 0.5, -6],
    ['16', 4, 45, 0.5, -6],
    ['17', 6, 60, 0.5, -6],
    ['18', 8, 67.5, 0.5, -6],
    ['19', 4, 45, 1.41, 3],
  ])('case %s: the true peak of a sine of a %ith of the rate', (_case, divisor, degrees, peak, expected) => {
    const channel = sine(48_000, divisor, degrees, peak);
    const measured = truePeak({sampleRateHz: 48_000, channels: [channel, channel]});
    expect(measured - expected).toBeLessThanOrEqual(0.2);
    expect(measured - expected).toBeGreaterThanOrEqual(-0.4);
  });

  it.each([0, 1, 2, 3])(
    'cases 20-23: a peak between samples, taken from four times the rate (%i)',
    (offset) => {
      // A tone of 1/6 of the high rate with one period of full scale: every fourth sample, beginning at the offset.
      const high = 192_000;
      const fast = Float32Array.from({length: high}, (_, index) => {
        const away = (index - high / 2) / 900;
        return Math.exp(-away * away) * Math.cos((2 * Math.PI * (index - high / 2)) / 24);
      });
      const channel = Float32Array.from({length: 48_000}, (_, index) => fast[4 * index + offset] ?? 0);
      const measured = truePeak({sampleRateHz: 48_000, channels: [channel]});
      expect(measured).toBeLessThanOrEqual(0.2);
      expect(measured).toBeGreaterThanOrEqual(-0.4);
    },
  );
});

describe('measureLoudness, on the synthetic signals of EBU Tech 3342', () => {
  it.each([
    ['case 1', [-20, -30], 10],
    ['case 2', [-20, -15], 5],
    ['case 3', [-40, -20], 20],
    ['case 4', [-50, -35, -20, -35, -50], 15],
  ])('%s: loudness range', (_case, levels, expected) => {
    const pcm = tones(
      48_000,
      2,
      levels.map((peakDbfs) => kilohertz(20, peakDbfs)),
    );
    within(measureLoudness(pcm).rangeLu, expected, 0.1);
  });

  it('has no range where nothing is long enough', () => {
    expect(measureLoudness(tones(48_000, 2, [kilohertz(1, -20)])).rangeLu).toBe(0);
    const silent: Pcm = {sampleRateHz: 48_000, channels: [new Float32Array(96_000)]};
    expect(measureLoudness(silent)).toMatchObject({integratedLufs: -Infinity, rangeLu: 0});
  });

  it('tells how loud each moment is', () => {
    const over = loudnessOverTime(tones(48_000, 2, [kilohertz(1, -23), kilohertz(1, -43)]), 0.1);
    expect(over.length).toBe(20);
    within(over[5]!, -23);
    within(over[15]!, -43);
  });
});
