import {addInto, gainOf, loudnessOverTime, seededRandom, silence, type Pcm} from '../../sound/index.ts';
import type {EffectCue} from './cues.ts';
import {type EffectName, type EffectSound, makeEffect} from './sounds.ts';

/**
 * How loud the loudest 200 ms of each effect are against a voice at −20 LUFS, in LUFS: heard, and never in front of it.
 */
const loudestLufs: Readonly<Record<EffectName, number>> = {
  whoosh: -34,
  pop: -33,
  ding: -33,
  riser: -34,
  impact: -33,
  tick: -39,
  camera: -34,
  swell: -35,
};
const often: ReadonlySet<EffectName> = new Set(['whoosh', 'pop', 'tick', 'camera']);
/** Deep effects weigh little and must not move the loudspeaker for all that, largest sample. */
const largestSample = 0.25;

/** The factor that brings an effect to its place. */
function gainFor(effect: EffectName, {pcm}: EffectSound): number {
  const powers = [...loudnessOverTime(padded(pcm, 0.2), 0.05)].map((each) => 10 ** (each / 10));
  const sums = powers.map((_, at) => powers.slice(at, at + 4).reduce((sum, power) => sum + power, 0) / 4);
  const loudest = 10 * Math.log10(Math.max(...sums));
  return Math.min(largestSample, gainOf(loudestLufs[effect] - loudest));
}

/** With silence on both sides, so that short sounds fill a window. */
function padded({sampleRateHz, channels}: Pcm, seconds: number): Pcm {
  const pad = Math.round(seconds * sampleRateHz);
  return {
    sampleRateHz,
    channels: channels.map((channel) => {
      const wide = new Float32Array(channel.length + 2 * pad);
      wide.set(channel, pad);
      return wide;
    }),
  };
}

/**
 * All effects of a video as one stereo sound at 48 kHz, for a voice at −20 LUFS.
 * @param length samples
 */
export function renderEffects(cues: readonly EffectCue[], seed: number, length: number): Pcm {
  const rate = 48_000;
  const stem = silence(rate, 2, length);
  const random = seededRandom(seed ^ 0x66_78_73_21);
  // Two of those that come often, taken in turn: enough not to sound like one recording played again.
  const made = new Map<string, {sound: EffectSound; gain: number}>();
  const turns = new Map<EffectName, number>();
  for (const {effect, at, level} of cues) {
    const turn = often.has(effect) ? (turns.get(effect) ?? 0) % 2 : 0;
    turns.set(effect, turn + 1);
    const key = `${effect} ${turn}`;
    let one = made.get(key);
    if (!one) {
      const sound = makeEffect(effect, random);
      one = {sound, gain: gainFor(effect, sound)};
      made.set(key, one);
    }
    const {sound, gain} = one;
    const start = Math.round((at - sound.mark) * rate);
    sound.pcm.channels.forEach((channel, side) => {
      const target = stem.channels[side];
      if (target) addInto(target, channel, start, level * gain);
    });
  }
  // What an end of the video cuts off must not click.
  for (const channel of stem.channels) {
    const fade = Math.min(channel.length, Math.round(0.05 * rate));
    for (let index = 0; index < fade; index += 1) {
      const place = channel.length - 1 - index;
      channel[place] = (channel[place] as number) * (index / fade);
    }
  }
  return stem;
}
