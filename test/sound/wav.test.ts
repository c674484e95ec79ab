import {describe, expect, it} from 'vitest';
import {InvalidInputError} from '../../src/errors.ts';
import {addInto, decodeWav, encodeWav, fadeEnds, seededRandom, type Pcm} from '../../src/sound/index.ts';
import {tones} from './signals.ts';

const sound: Pcm = {
  sampleRateHz: 48_000,
  channels: [
    tones(48_000, 1, [{frequencyHz: 440, seconds: 0.1, peakDbfs: -3}]).channels[0]!,
    tones(48_000, 1, [{frequencyHz: 660, seconds: 0.1, peakDbfs: -9}]).channels[0]!,
  ],
};
const worstError = (a: Float32Array, b: Float32Array) =>
  a.reduce((worst, value, index) => Math.max(worst, Math.abs(value - b[index]!)), 0);

describe('encodeWav and decodeWav', () => {
  it.each([
    [16, 2.6 / 32_768],
    [24, 0.6 / 8_388_608],
  ] as const)('bring %i-bit sound back within a step', (bits, tolerance) => {
    const decoded = decodeWav(encodeWav(sound, bits));
    expect(decoded.sampleRateHz).toBe(48_000);
    expect(decoded.channels.length).toBe(2);
    decoded.channels.forEach((channel, index) => {
      expect(channel.length).toBe(4800);
      expect(worstError(channel, sound.channels[index]!)).toBeLessThanOrEqual(tolerance);
    });
  });

  it('write a header other programs agree with', () => {
    const bytes = encodeWav(sound);
    const view = new DataView(bytes.buffer);
    expect(new TextDecoder('latin1').decode(bytes.subarray(0, 4))).toBe('RIFF');
    expect(view.getUint32(4, true)).toBe(bytes.length - 8);
    expect(view.getUint32(28, true)).toBe(48_000 * 4);
    expect(view.getUint32(40, true)).toBe(4800 * 4);
  });

  it('give equal bytes for equal sound and clip what is too loud', () => {
    expect(encodeWav(sound)).toEqual(encodeWav(sound));
    const loud = decodeWav(encodeWav({sampleRateHz: 8000, channels: [Float32Array.of(3, -3, 0)]}));
    expect([...loud.channels[0]!]).toEqual([32_767 / 32_768, -1, 0]);
  });

  it('read on when a streaming writer left the size open, and skip unknown parts', () => {
    const bytes = encodeWav({sampleRateHz: 8000, channels: [Float32Array.of(0.5, -0.5)]}, 24);
    new DataView(bytes.buffer).setUint32(40, 0xffff_ffff, true);
    expect(decodeWav(bytes).channels[0]!.length).toBe(2);
    const extra = new Uint8Array(bytes.length + 12);
    extra.set(bytes.subarray(0, 36));
    extra.set(new TextEncoder().encode('LIST\u0003\0\0\0abc\0'), 36);
    extra.set(bytes.subarray(36), 48);
    expect(decodeWav(extra).channels[0]![0]).toBeCloseTo(0.5, 5);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('this is no sound at all, really')],
    ['a header alone', encodeWav(sound).subarray(0, 36)],
  ])('refuse %s by name', (_name, bytes) => {
    expect(() => decodeWav(bytes)).toThrow(InvalidInputError);
  });

  it('hear no sound in the chunks that follow data of no length', () => {
    const empty = encodeWav({sampleRateHz: 8000, channels: [new Float32Array(0)]});
    const note = new Uint8Array(8 + 30).fill(0xa5);
    note.set(new TextEncoder().encode('LIST'));
    note[4] = 30;
    note.fill(0, 5, 8);
    expect(() => decodeWav(new Uint8Array([...empty, ...note]))).toThrow('no sound data');
    // One byte more than the chunk says: that is no chunk, but sound.
    note[4] = 29;
    expect(decodeWav(new Uint8Array([...empty, ...note, 1, 1])).channels[0]).toHaveLength(20);
  });

  it('never crash on damaged files', () => {
    const random = seededRandom(7);
    const whole = encodeWav({sampleRateHz: 8000, channels: [new Float32Array(40).fill(0.1)]});
    for (let round = 0; round < 500; round += 1) {
      const bytes = whole.slice(0, Math.floor(random() * whole.length) + 1);
      for (let hit = 0; hit < 3; hit += 1)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      try {
        for (const channel of decodeWav(bytes).channels) expect(channel.length).toBeLessThanOrEqual(40);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidInputError);
      }
    }
  });
});

describe('placing and fading', () => {
  it('adds at a sample and drops what lies outside', () => {
    const target = new Float32Array(4).fill(1);
    addInto(target, Float32Array.of(1, 2, 3), -1, 2);
    addInto(target, Float32Array.of(5, 6), 3);
    expect([...target]).toEqual([5, 7, 1, 6]);
  });

  it('fades from and to silence and leaves the middle alone', () => {
    const channel = new Float32Array(100).fill(1);
    fadeEnds(channel, 10, 20);
    expect(channel[0]).toBe(0);
    expect(channel[99]).toBe(0);
    expect([...channel.subarray(10, 80)].every((value) => value === 1)).toBe(true);
    expect([...channel.subarray(0, 10)]).toEqual([...channel.subarray(0, 10)].toSorted((a, b) => a - b));
    const short = new Float32Array(5).fill(1);
    fadeEnds(short, 10, 10);
    expect(short.every(Number.isFinite)).toBe(true);
  });
});
