import {describe, expect, it} from 'vitest';
import {placeEffects} from '../../src/audio/effects/cues.ts';
import {renderEffects} from '../../src/audio/effects/render-effects.ts';
import {
  duckingGains,
  joinSpeech,
  makeStems,
  mix,
  type MixRequest,
  shortestGap,
  type Speech,
} from '../../src/audio/mix.ts';
import {composeMusic} from '../../src/audio/music/compose.ts';
import {moods} from '../../src/audio/music/moods.ts';
import {
  decibelsOf,
  integratedLoudness,
  loudnessOverTime,
  seededRandom,
  truePeak,
} from '../../src/sound/index.ts';

const rate = 48_000;
const seconds = 12;
const length = seconds * rate;

/** Speech-like sound at 16 kHz: buzzing syllables, four a second. */
function spokenLine(duration: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  const pitch = 150 + 40 * random();
  return Float32Array.from({length: Math.round(duration * 16_000)}, (_, index) => {
    const at = index / 16_000;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 2.1 * at + 0.4)) ** 0.6;
    let value = 0;
    for (let harmonic = 1; harmonic < 30; harmonic += 1) {
      const formant =
        Math.exp(-(((harmonic * pitch - 600) / 500) ** 2)) +
        0.4 * Math.exp(-(((harmonic * pitch - 2300) / 700) ** 2));
      value += formant * Math.sin(2 * Math.PI * pitch * harmonic * at);
    }
    return 0.12 * syllable * value + 0.01 * (random() - 0.5);
  });
}

const speech: readonly Speech[] = [
  [0.5, 4],
  [4.3, 7.5],
  [9, 10.6],
];
const lines = speech.map(([from, to], index) => ({
  samples: spokenLine(to - from, index + 1),
  startSeconds: from,
  spoken: [0, to - from] as const,
}));
const requestWith = (background: MixRequest['background']): MixRequest => ({
  lines,
  lineRateHz: 16_000,
  speech: joinSpeech(speech),
  background,
  length,
  targetLufs: -14,
  maxTruePeakDbtp: -1.4,
});
const music = (mood: (typeof moods)[number], seed = 5) =>
  composeMusic({mood, seed, length, cuts: [4.2, 8.8]}).pcm;
const mean = (over: Float64Array, from: number, to: number) => {
  const part = over.slice(Math.round(from * 10), Math.round(to * 10));
  return 10 * Math.log10(part.reduce((sum, each) => sum + 10 ** (each / 10), 0) / part.length);
};

describe('ducking', () => {
  it('joins what lies close together, in any order', () => {
    expect(
      joinSpeech([
        [5, 6],
        [0, 1],
        [1 + shortestGap - 0.01, 3],
        [3.7, 4],
      ]),
    ).toEqual([
      [0, 3],
      [3.7, 4],
      [5, 6],
    ]);
    expect(joinSpeech([])).toEqual([]);
  });

  it('goes down before speech, stays for short gaps, comes back after, without steps', () => {
    const gains = duckingGains(
      joinSpeech([
        [2, 3],
        [3.5, 5],
        [7, 8],
      ]),
      [10, 10, 10],
      10 * rate,
    );
    const at = (time: number) => decibelsOf(gains[Math.round((time * rate) / 240)]!);
    expect(at(1.85)).toBe(0);
    expect(at(1.94)).toBeLessThan(-2);
    for (const time of [2, 2.5, 3.2, 3.49, 4.9, 5.1]) expect(at(time)).toBeCloseTo(-10, 4);
    expect(at(5.3)).toBeGreaterThan(-9.5);
    expect(at(5.6)).toBe(0);
    expect(at(6.5)).toBe(0);
    for (let index = 1; index < gains.length; index += 1) {
      expect(Math.abs(decibelsOf(gains[index]!) - decibelsOf(gains[index - 1]!))).toBeLessThan(1);
    }
  });
});

describe('the stems of a mix', () => {
  it.each(moods)('%s: the voice stays 10 LU in front of everything else, whenever it speaks', (mood) => {
    const kinds = ['hook', 'statistic', 'twist', 'call-to-action'] as const;
    const cues = placeEffects(
      kinds.map((kind, index) => ({kind, startFrame: index * 90, durationInFrames: 90, visual: null})),
      30,
    );
    const {voice, background} = makeStems(
      requestWith({music: music(mood), musicGainDb: 0, effects: renderEffects(cues, 3, length)}),
    );
    const front = loudnessOverTime({sampleRateHz: rate, channels: [voice, voice]}, 0.1);
    const back = loudnessOverTime({sampleRateHz: rate, channels: [...background]}, 0.1);
    for (const [from, to] of speech) {
      expect(mean(front, from, to) - mean(back, from, to)).toBeGreaterThan(10);
      for (let start = from; start + 0.4 <= to; start += 0.1) {
        expect(mean(front, from, to) - mean(back, start, start + 0.4)).toBeGreaterThan(9);
      }
    }
    // Not so far behind that nobody hears it.
    expect(mean(front, 0.5, 7.5) - mean(back, 0.5, 7.5)).toBeLessThan(26);
  });

  it('keeps it there when louder music is asked for, and when the music itself gets louder', () => {
    const growing = music('epic');
    for (const channel of growing.channels) {
      for (let index = 0; index < length; index += 1) channel[index]! *= index < 5 * rate ? 0.05 : 1;
    }
    for (const pcm of [growing, music('upbeat')]) {
      const {voice, background} = makeStems(requestWith({music: pcm, musicGainDb: 12, effects: null}));
      const front = loudnessOverTime({sampleRateHz: rate, channels: [voice, voice]}, 0.1);
      const back = loudnessOverTime({sampleRateHz: rate, channels: [...background]}, 0.1);
      for (const [from, to] of speech)
        expect(mean(front, from, to) - mean(back, from, to)).toBeGreaterThan(10);
    }
  });

  it('does not pump: under speech the level of steady music stands still', () => {
    const random = seededRandom(9);
    const hiss = {
      sampleRateHz: rate,
      channels: [0, 1].map(() => Float32Array.from({length}, () => 0.1 * (random() * 2 - 1))),
    };
    const {background} = makeStems(requestWith({music: hiss, musicGainDb: 0, effects: null}));
    const back = loudnessOverTime({sampleRateHz: rate, channels: [...background]}, 0.1);
    const under = back.slice(6, 74);
    expect(Math.max(...under) - Math.min(...under)).toBeLessThan(1);
    // Where nobody speaks it comes back.
    expect(mean(back, 8.1, 8.7)).toBeGreaterThan(mean(under, 0, 6) + 6);
  });

  it('cuts what is not speech off a line', () => {
    const noisy = new Float32Array(3 * 16_000).fill(0).map((_, index) => 0.05 * Math.sin(index));
    noisy.set(spokenLine(1, 1), 16_000);
    const {voice} = makeStems({
      ...requestWith({music: null, musicGainDb: 0, effects: null}),
      lines: [{samples: noisy, startSeconds: 2, spoken: [0.95, 2.1]}],
      speech: [[3, 4]],
    });
    expect(voice.subarray(0, Math.round(2.94 * rate)).every((sample) => sample === 0)).toBe(true);
    expect(voice.subarray(Math.round(4.11 * rate)).every((sample) => sample === 0)).toBe(true);
    expect(voice.some((sample) => Math.abs(sample) > 0.05)).toBe(true);
  });
});

describe('mix', () => {
  it('fills a video in which nobody speaks with music at full level', () => {
    const {pcm, loudnessLufs} = mix({
      ...requestWith({music: music('calm'), musicGainDb: 0, effects: null}),
      lines: [],
    });
    expect(Math.abs(integratedLoudness(pcm) + 14)).toBeLessThan(0.3);
    expect(Math.abs(loudnessLufs + 14)).toBeLessThan(0.3);
    const over = loudnessOverTime(pcm, 0.1);
    // Not ducked although words are shown.
    expect(Math.abs(mean(over, 5, 7) - mean(over, 7.6, 8.9))).toBeLessThan(6);
  });

  it('is silent where there is nothing, and reaches its loudness with speech alone', () => {
    const nothing = mix({...requestWith({music: null, musicGainDb: 0, effects: null}), lines: []});
    expect(nothing.loudnessLufs).toBe(-Infinity);
    expect(nothing.pcm.channels[0]!.every((sample) => sample === 0)).toBe(true);
    const alone = mix(requestWith({music: null, musicGainDb: 0, effects: null}));
    expect(Math.abs(integratedLoudness(alone.pcm) + 14)).toBeLessThan(0.3);
    expect(truePeak(alone.pcm)).toBeLessThanOrEqual(-1.399);
  });
});
