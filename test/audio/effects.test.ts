import {describe, expect, it} from 'vitest';
import {type EffectScene, effectRules, placeEffects} from '../../src/audio/effects/cues.ts';
import {renderEffects} from '../../src/audio/effects/render-effects.ts';
import {effectNames, makeEffect} from '../../src/audio/effects/sounds.ts';
import {sceneKinds, type SceneKind} from '../../src/schema/index.ts';
import {loudnessOverTime, samplePeak, seededRandom} from '../../src/sound/index.ts';
import {centroidOf} from '../sound/spectrum.ts';

const rate = 48_000;
const scenesOf = (kinds: readonly SceneKind[], visual = false): EffectScene[] =>
  kinds.map((kind, index) => ({
    kind,
    startFrame: index * 90,
    durationInFrames: 90,
    visual: visual ? {asset: 'picture'} : null,
  }));

describe('makeEffect', () => {
  it.each(effectNames)('%s: short, clean, at full level, the same for the same seed', (name) => {
    const {pcm, mark} = makeEffect(name, seededRandom(3));
    const {length} = pcm.channels[0]!;
    expect(length / rate).toBeGreaterThanOrEqual(0.03);
    expect(length / rate).toBeLessThanOrEqual(1.3);
    expect(mark).toBeGreaterThanOrEqual(0);
    expect(mark).toBeLessThanOrEqual(length / rate);
    expect(samplePeak(pcm.channels)).toBeCloseTo(1, 5);
    for (const channel of pcm.channels) {
      expect(Math.abs(channel[0]!)).toBeLessThan(0.02);
      expect(Math.abs(channel.at(-1)!)).toBeLessThan(0.02);
      expect(channel.every(Number.isFinite)).toBe(true);
      expect(Math.abs(channel.reduce((sum, sample) => sum + sample, 0) / length)).toBeLessThan(0.02);
    }
    expect(makeEffect(name, seededRandom(3)).pcm).toEqual(pcm);
    expect(makeEffect(name, seededRandom(4)).pcm).not.toEqual(pcm);
  });

  it('gives each its own character', () => {
    const colour = (name: (typeof effectNames)[number]) => {
      const [left] = makeEffect(name, seededRandom(3)).pcm.channels;
      const padded = new Float32Array(2 * rate);
      padded.set(left!.subarray(0, padded.length));
      return centroidOf(padded, rate);
    };
    expect(colour('impact')).toBeLessThan(600);
    expect(colour('pop')).toBeLessThan(colour('ding'));
    expect(colour('tick')).toBeGreaterThan(2000);
    const energy = (name: (typeof effectNames)[number], from: number, to: number) => {
      const {pcm} = makeEffect(name, seededRandom(3));
      const channel = pcm.channels[0]!;
      return channel
        .subarray(Math.round(from * channel.length), Math.round(to * channel.length))
        .reduce((sum, sample) => sum + sample * sample, 0);
    };
    // What leads to a cut grows; what marks one falls.
    for (const name of ['riser', 'swell'] as const)
      expect(energy(name, 0.6, 1)).toBeGreaterThan(4 * energy(name, 0, 0.5));
    for (const name of ['impact', 'ding', 'pop'] as const)
      expect(energy(name, 0, 0.4)).toBeGreaterThan(4 * energy(name, 0.6, 1));
  });
});

describe('placeEffects', () => {
  it('follows the table: every kind has its effects, and every effect but the camera stands in it', () => {
    const used = new Set(sceneKinds.flatMap((kind) => effectRules[kind].map(({effect}) => effect)));
    expect(effectNames.filter((name) => !used.has(name))).toEqual(['camera']);
    const cues = placeEffects(scenesOf(['hook', 'list-item', 'statistic', 'twist', 'call-to-action']), 30);
    const at = (seconds: number) =>
      cues.filter((cue) => Math.abs(cue.at - seconds) < 1e-9).map(({effect}) => effect);
    expect(at(0)).toEqual([]);
    expect(at(3)).toEqual(['pop']);
    expect(at(6)).toEqual(['impact']);
    expect(cues.filter(({effect}) => effect === 'tick').every((cue) => cue.at > 6 && cue.at < 7)).toBe(true);
    expect(at(9)).toEqual(['riser', 'impact']);
    expect(at(12)).toEqual(['whoosh', 'ding']);
  });

  it('takes a camera for every second picture, and nothing beyond a short scene', () => {
    const cues = placeEffects(scenesOf(['hook', 'point', 'point', 'point', 'point'], true), 30);
    expect(cues.map(({effect}) => effect)).toEqual(['whoosh', 'camera', 'whoosh', 'camera']);
    const short: EffectScene[] = [
      {kind: 'hook', startFrame: 0, durationInFrames: 30, visual: null},
      {kind: 'statistic', startFrame: 30, durationInFrames: 9, visual: null},
    ];
    expect(placeEffects(short, 30).every(({at}) => at < 1.3)).toBe(true);
  });
});

describe('renderEffects', () => {
  it('lets air pass before the cut, so that the first word after it stands clear', () => {
    const cues = placeEffects(scenesOf(['hook', 'point', 'twist']), 30);
    const stem = renderEffects(cues, 1, 9 * rate);
    const over = loudnessOverTime(stem, 0.05);
    const loudest = (from: number, to: number) =>
      Math.max(...over.slice(Math.round(from * 20), Math.round(to * 20)));
    // The whoosh to the cut at 3 s and the riser to the one at 6 s.
    expect(loudest(2.7, 3)).toBeGreaterThan(loudest(3.1, 3.5) + 8);
    expect(loudest(5.2, 6)).toBeGreaterThan(-36);
    expect(loudest(0, 2)).toBe(-Infinity);
    // Against a voice at -20 LUFS nothing comes nearer than 8 LU in any 50 ms, and all is heard.
    expect(Math.max(...over)).toBeLessThan(-28);
    for (const {at} of cues) expect(loudest(at - 0.3, at + 0.2)).toBeGreaterThan(-40);
  });

  it('ends cleanly where the video ends', () => {
    const stem = renderEffects([{effect: 'ding', at: 0.9, level: 1}], 1, rate);
    expect(Math.abs(stem.channels[0]!.at(-1)!)).toBeLessThan(1e-3);
    expect(stem.channels[0]!.length).toBe(rate);
  });
});
