import {describe, expect, it} from 'vitest';
import {
  compress,
  doubleRate,
  filtered,
  halfRate,
  highShelf,
  integratedLoudness,
  levelTo,
  lowShelf,
  room,
  seededRandom,
  toneVoice,
  truePeak,
  type Pcm,
} from '../../src/sound/index.ts';
import {tones} from './signals.ts';
import {bandDb, spectrumOf} from './spectrum.ts';

const rms = (samples: Float32Array) =>
  10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length + 1e-20);

/** A buzzing voice of a fundamental and its harmonics up to a limit, in syllables, with hissing ones between. */
function babble(rate: number, seconds: number, hiss = 0.03): Float32Array {
  const random = seededRandom(11);
  const samples = new Float32Array(Math.round(rate * seconds));
  for (let index = 0; index < samples.length; index += 1) {
    const at = index / rate;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 3.1 * at)) * (at % 1.3 < 0.65 ? 1 : 0.35);
    let value = 0;
    for (let harmonic = 1; harmonic * 170 < rate * 0.45; harmonic += 1) {
      value += Math.sin(2 * Math.PI * 170 * harmonic * at) / harmonic ** 1.1;
    }
    const hissing = Math.max(0, -Math.sin(2 * Math.PI * 3.1 * at)) ** 6;
    samples[index] = 0.1 * syllable * value + hiss * hissing * (random() * 2 - 1);
  }
  return samples;
}

describe('toneVoice', () => {
  it('gives the level back about as it was, and the length of the new rate', () => {
    const voice = babble(16_000, 4);
    const toned = toneVoice(voice, 16_000, 48_000);
    expect(toned.length).toBe(voice.length * 3);
    expect(Math.abs(rms(toned) - rms(voice))).toBeLessThan(2);
  });

  it('takes rumble away, and adds air above a voice that ends at 8 kHz', () => {
    const voice = babble(16_000, 4);
    const rumbling = voice.map(
      (sample, index) => sample + 0.2 * Math.sin((2 * Math.PI * 30 * index) / 16_000),
    );
    const toned = toneVoice(rumbling, 16_000, 48_000);
    expect(bandDb(toned, 48_000, 20, 45) - bandDb(rumbling, 16_000, 20, 45)).toBeLessThan(-20);
    // Without it there is nothing up there at all; with it there is little.
    const air = bandDb(toned, 48_000, 8500, 13_000);
    expect(air).toBeGreaterThan(-48);
    expect(air).toBeLessThan(-18);
    // A voice that has its own top gets none.
    const wide = toneVoice(babble(48_000, 3), 48_000, 48_000);
    expect(
      Math.abs(bandDb(wide, 48_000, 9000, 14_000) - bandDb(babble(48_000, 3), 48_000, 9000, 14_000)),
    ).toBeLessThan(4);
  });

  it('evens soft and loud stretches out', () => {
    const voice = babble(16_000, 5.2, 0);
    const spread = (samples: Float32Array, rate: number) =>
      rms(samples.subarray(0, 0.6 * rate)) - rms(samples.subarray(0.7 * rate, 1.25 * rate));
    expect(spread(toneVoice(voice, 16_000, 48_000), 48_000)).toBeLessThan(spread(voice, 16_000) - 1.5);
  });

  it('tames hissing', () => {
    const share = (hiss: number) => {
      const voice = babble(48_000, 3, hiss);
      return (
        bandDb(toneVoice(voice, 48_000, 48_000), 48_000, 6000, 12_000) - bandDb(voice, 48_000, 6000, 12_000)
      );
    };
    expect(share(0.5)).toBeLessThan(share(0.01) - 2);
  });

  it.each([8000, 11_025, 22_050, 44_100])('works from %i Hz, and leaves silence silent', (rate) => {
    const toned = toneVoice(babble(rate, 1), rate, 48_000);
    expect(toned.every(Number.isFinite)).toBe(true);
    expect(rms(toned)).toBeGreaterThan(-40);
    expect(toneVoice(new Float32Array(rate), rate, 48_000).every((sample) => sample === 0)).toBe(true);
    expect(toneVoice(new Float32Array(0), rate, 48_000).length).toBe(0);
  });
});

describe('the parts', () => {
  it('compress leaves what is soft alone and brings 12 dB over the threshold to 4 at 3:1', () => {
    const at = (peakDbfs: number) => {
      const channel = tones(48_000, 1, [{frequencyHz: 400, seconds: 1, peakDbfs}]).channels[0]!;
      const before = rms(channel.subarray(24_000));
      compress(channel, 48_000, {thresholdDb: -20, ratio: 3});
      return rms(channel.subarray(24_000)) - before;
    };
    expect(Math.abs(at(-40))).toBeLessThan(0.05);
    // A sine's RMS lies 3 dB under its peak: -5 is 12 over the threshold.
    expect(at(-5)).toBeCloseTo(-8, 0);
  });

  it('shelves raise their side and leave the other', () => {
    const at = (frequencyHz: number, filter: ReturnType<typeof lowShelf>) => {
      const {channels} = tones(48_000, 1, [{frequencyHz, seconds: 0.5, peakDbfs: -10}]);
      return rms(filtered(channels[0]!, [filter]).subarray(4800)) - rms(channels[0]!.subarray(4800));
    };
    expect(at(60, lowShelf(48_000, 400, 6))).toBeCloseTo(6, 1);
    expect(at(6000, lowShelf(48_000, 400, 6))).toBeCloseTo(0, 1);
    expect(at(14_000, highShelf(48_000, 4000, -5))).toBeCloseTo(-5, 0);
    expect(at(200, highShelf(48_000, 4000, -5))).toBeCloseTo(0, 1);
  });

  it('doubling and halving the rate keep a tone and make no other', () => {
    const tone = tones(24_000, 1, [{frequencyHz: 3000, seconds: 1, peakDbfs: -6}]).channels[0]!;
    const doubled = doubleRate(tone);
    const powers = spectrumOf(doubled);
    const bin = Math.round((3000 * 4096) / 48_000);
    const near = powers.slice(bin - 4, bin + 5).reduce((sum, power) => sum + power, 0);
    expect(10 * Math.log10(near / powers.reduce((sum, power) => sum + power, 0))).toBeGreaterThan(-0.01);
    expect(rms(halfRate(doubled).subarray(100, 23_900)) - rms(tone.subarray(100, 23_900))).toBeCloseTo(0, 1);
    const high = tones(48_000, 1, [{frequencyHz: 18_000, seconds: 1, peakDbfs: -6}]).channels[0]!;
    expect(rms(halfRate(high).subarray(100, 23_900))).toBeLessThan(-55);
  });

  it('a room dies away in its time, on both sides differently', () => {
    const click: Pcm = {sampleRateHz: 24_000, channels: [new Float32Array(48_000), new Float32Array(48_000)]};
    click.channels[0]![10] = 1;
    click.channels[1]![10] = 1;
    const [left, right] = room(click, {seconds: 1, dampingHz: 11_000, preDelay: 0.01}).channels as [
      Float32Array,
      Float32Array,
    ];
    expect(left.subarray(0, 700).every((sample) => sample === 0)).toBe(true);
    const fall = rms(left.subarray(4800, 9600)) - rms(left.subarray(16_800, 21_600));
    expect(fall).toBeGreaterThan(22);
    expect(fall).toBeLessThan(45);
    expect(left).not.toEqual(right);
    expect(left.every(Number.isFinite)).toBe(true);
  });
});

describe('levelTo', () => {
  const random = seededRandom(5);
  const spiky = Float32Array.from(
    {length: 96_000},
    (_, index) => (random() - 0.5) * (index % 6000 < 300 ? 0.9 : 0.06),
  );
  const pcm: Pcm = {sampleRateHz: 48_000, channels: [spiky, spiky.slice()]};

  it.each([-24, -18, -14])('reaches %i LUFS under the ceiling, through the limiter', (target) => {
    const {pcm: levelled, loudnessLufs, truePeakDbtp} = levelTo(pcm, target, {ceilingDbtp: -1.4});
    expect(Math.abs(integratedLoudness(levelled) - target)).toBeLessThan(0.2);
    expect(Math.abs(loudnessLufs - integratedLoudness(levelled))).toBeLessThan(0.2);
    expect(truePeak(levelled)).toBeLessThanOrEqual(-1.399);
    expect(truePeakDbtp).toBeCloseTo(truePeak(levelled), 1);
  });

  it('stays under the ceiling where the loudness cannot be had, and leaves silence as it is', () => {
    const {pcm: levelled, loudnessLufs} = levelTo(pcm, -3, {ceilingDbtp: -1.4});
    expect(truePeak(levelled)).toBeLessThanOrEqual(-1.399);
    expect(loudnessLufs).toBeLessThan(-3);
    const silent: Pcm = {sampleRateHz: 48_000, channels: [new Float32Array(48_000)]};
    expect(levelTo(silent, -14, {ceilingDbtp: -1}).pcm).toBe(silent);
  });
});
