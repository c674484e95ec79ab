import {
  addInto,
  doubleRate,
  fadeEnds,
  filterInPlace,
  gainOf,
  halfRate,
  highPass,
  highShelf,
  integratedLoudness,
  lowPass,
  peaking,
  raisedCosine,
  room,
  seededRandom,
  silence,
  type Pcm,
} from '../../sound/index.ts';
import {hertzOf} from './harmony.ts';
import {drums, type DrumName} from './instruments/drums.ts';
import {addSaw, movingLowPass, noise} from './instruments/oscillators.ts';
import {instruments, type InstrumentName} from './instruments/pitched.ts';
import {recipes} from './moods.ts';
import type {Recipe} from './recipe.ts';
import type {Curve, Hit, Note, Score} from './score.ts';

/** The loudness of every finished piece, LUFS: far enough from the top that nothing needs limiting. */
export const bedLoudnessLufs = -20;
/** Music is over this long before the end, seconds, so that a video that starts again starts from silence. */
const quietEnd = 0.1;
/** Nothing may come nearer to full scale than this, sample peak. */
const ceiling = 0.89;

/** Left and right of a sound panned with constant power. */
function panGains(pan: number): readonly [number, number] {
  const angle = ((pan + 1) * Math.PI) / 4;
  return [Math.cos(angle) * Math.SQRT2, Math.sin(angle) * Math.SQRT2];
}

/** Where a sound goes: its first sample, how loud, and where between the loudspeakers. */
interface Placed {
  readonly at: number;
  readonly level: number;
  readonly pan: number;
}

/** Adds a sound to both sides of a bus. */
function addPanned(target: Pcm, sound: Float32Array, {at, level, pan}: Placed): void {
  const [one, other] = target.channels;
  if (!one || !other) return;
  const left = level * panGains(pan)[0];
  const right = level * panGains(pan)[1];
  const first = Math.max(0, -at);
  const last = Math.min(sound.length, one.length - at);
  for (let index = first; index < last; index += 1) {
    const sample = sound[index] as number;
    one[at + index] = (one[at + index] as number) + sample * left;
    other[at + index] = (other[at + index] as number) + sample * right;
  }
}

/** Plays notes, rendering each different one once. */
function playNotes(notes: readonly Note[], bus: Pcm, send: Pcm, seed: number): void {
  const rendered = new Map<string, Float32Array>();
  const {sampleRateHz} = bus;
  const soundOf = (instrument: InstrumentName, midi: number, steps: number): Float32Array => {
    const key = `${instrument} ${midi} ${steps}`;
    const known = rendered.get(key);
    if (known) return known;
    const random = seededRandom(seed ^ (midi * 7919) ^ (steps * 104_729));
    const sound = instruments[instrument]({hz: hertzOf(midi), seconds: steps / 20, sampleRateHz, random});
    rendered.set(key, sound);
    return sound;
  };
  for (const share of new Set(notes.map(({room: share}) => share))) {
    const sharing = notes.filter((note) => note.room === share);
    // What sends the same share of itself into the room is added up once and sent as a whole.
    const own = share === 0 ? bus : silence(sampleRateHz, 2, bus.channels[0]?.length ?? 0);
    for (const {instrument, midi, seconds, at, level, pan} of sharing) {
      const sound = soundOf(instrument, midi, Math.max(2, Math.round(seconds * 20)));
      addPanned(own, sound, {at: Math.round(at * sampleRateHz), level, pan});
    }
    if (own === bus) continue;
    for (const [side, channel] of own.channels.entries()) {
      const [target, near, far] = [bus.channels[side], send.channels[side], send.channels[1 - side]];
      if (target) addInto(target, channel, 0, 1 - 0.3 * share);
      // Half as far from the middle: reflections come from all sides.
      if (near) addInto(near, channel, 0, 0.75 * share);
      if (far) addInto(far, channel, 0, 0.25 * share);
    }
  }
}

/** Plays strokes; every drum has two sounds that take turns, as no two strokes are alike. */
function playHits(hits: readonly Hit[], bus: Pcm, send: Pcm, seed: number): void {
  const rendered = new Map<string, {full: Float32Array; half: Float32Array}>();
  const turns = new Map<DrumName, number>();
  for (const {drum, at, level, pan, room: share} of hits) {
    const turn = turns.get(drum) ?? 0;
    turns.set(drum, turn + 1);
    const key = `${drum} ${turn % 2}`;
    let sound = rendered.get(key);
    if (!sound) {
      const random = seededRandom(seed ^ (0x9e37 + (turn % 2)));
      const full = drums[drum]({sampleRateHz: bus.sampleRateHz, random});
      sound = {full, half: halfRate(full)};
      rendered.set(key, sound);
    }
    addPanned(bus, sound.full, {
      at: Math.round(at * bus.sampleRateHz),
      level: level * (1 - 0.3 * share),
      pan,
    });
    if (share > 0) {
      addPanned(send, sound.half, {
        at: Math.round(at * send.sampleRateHz),
        level: level * share,
        pan: pan * 0.5,
      });
    }
  }
}

/** The value of a curve at a time, walking forward. */
function follow(curve: Curve): (seconds: number) => number {
  let at = 0;
  return (seconds) => {
    while (at + 1 < curve.length && (curve[at + 1]?.[0] ?? Infinity) <= seconds) at += 1;
    const [from, value] = curve[at] ?? [0, 0];
    const [to, next] = curve[at + 1] ?? [from + 1, value];
    return value + (next - value) * Math.min(1, Math.max(0, (seconds - from) / Math.max(1e-6, to - from)));
  };
}

const padAttack = 0.22;
const padRelease = 0.45;

/** Adds a sound whose ends are faded by ramps that were made once. */
function addFaded(
  target: Float32Array,
  sound: Float32Array,
  at: number,
  rise: Float32Array,
  fall: Float32Array,
): void {
  const {length} = sound;
  const up = Math.min(rise.length, length);
  const down = Math.min(fall.length, length - up);
  for (let index = 0; index < up; index += 1)
    sound[index] = (sound[index] as number) * (rise[index] as number);
  for (let index = 0; index < down; index += 1) {
    sound[length - 1 - index] = (sound[length - 1 - index] as number) * (fall[index] as number);
  }
  addInto(target, sound, at);
}

function playPad({pad, seconds}: Score, bus: Pcm, send: Pcm, random: () => number): void {
  if (pad.notes.length === 0) return;
  const {sampleRateHz} = bus;
  const own = silence(sampleRateHz, 2, bus.channels[0]?.length ?? 0);
  const ramp = (seconds: number) =>
    Float32Array.from({length: Math.round(seconds * sampleRateHz)}, (_, index) =>
      raisedCosine(index / (seconds * sampleRateHz)),
    );
  const rise = ramp(padAttack);
  const fall = ramp(padRelease);
  for (const {midi, from, to, level} of pad.notes) {
    const start = Math.round(from * sampleRateHz);
    const end = Math.round(Math.min(seconds, to + padRelease) * sampleRateHz);
    own.channels.forEach((channel, side) => {
      const note = new Float32Array(Math.max(0, end - start));
      for (const cents of side === 0 ? [-8, 3] : [-3, 8]) {
        addSaw(note, sampleRateHz, {
          hz: hertzOf(midi) * 2 ** (cents / 1200),
          level: 0.5 * level,
          phase: random(),
        });
      }
      addFaded(channel, note, start, rise, fall);
    });
  }
  own.channels.forEach((channel, side) => {
    const cutoff = follow(pad.cutoff);
    movingLowPass(channel, sampleRateHz, (index) => {
      const at = index / sampleRateHz;
      return cutoff(at) * (1 + 0.12 * Math.sin(2 * Math.PI * (0.11 * at + side * 0.27)));
    });
    if (pad.pumped > 0) pump(channel, sampleRateHz, pad.kicks, pad.pumped);
    const target = bus.channels[side];
    const room_ = send.channels[side];
    if (target) addInto(target, channel, 0, 1 - 0.3 * pad.room);
    if (room_) addInto(room_, channel, 0, pad.room);
  });
}

/** Pushes a sound down at each kick and lets it come back within a third of a second. */
function pump(channel: Float32Array, sampleRateHz: number, kicks: readonly number[], depth: number): void {
  const length = Math.round(0.34 * sampleRateHz);
  const attack = Math.round(0.012 * sampleRateHz);
  const gains = Float32Array.from({length}, (_, since) => {
    const open = since < attack ? 1 - since / attack : ((since - attack) / (length - attack)) ** 1.5;
    return 1 - depth * (1 - open);
  });
  for (const kick of kicks) {
    const start = Math.round(kick * sampleRateHz) - attack;
    const last = Math.min(channel.length, start + length);
    for (let index = Math.max(0, start); index < last; index += 1) {
      channel[index] = (channel[index] as number) * (gains[index - start] as number);
    }
  }
}

/** The wavering of a tape and the crackle of a record, in place. */
function wearDown(pcm: Pcm, amount: number, random: () => number): void {
  const {sampleRateHz} = pcm;
  const depth = 0.0011 * amount * sampleRateHz;
  for (const channel of pcm.channels) {
    const dry = channel.slice();
    let turn = 0;
    for (let index = 0; index < channel.length; index += 1) {
      if (index % 64 === 0) {
        const at = index / sampleRateHz;
        turn =
          depth * (1 + 0.75 * Math.sin(2 * Math.PI * 0.55 * at) + 0.25 * Math.sin(2 * Math.PI * 1.37 * at));
      }
      const place = index - turn;
      const whole = Math.floor(place);
      if (whole < 0) continue;
      const low = dry[whole] as number;
      channel[index] = low + ((dry[whole + 1] ?? low) - low) * (place - whole);
    }
  }
  const length = pcm.channels[0]?.length ?? 0;
  const dust = new Float32Array(length);
  const crackles = Math.round((length / sampleRateHz) * 9 * amount);
  const spark = noise(Math.round(0.0016 * sampleRateHz), random);
  fadeEnds(spark, 6, spark.length * 0.8);
  for (let count = 0; count < crackles; count += 1) {
    addInto(dust, spark, Math.floor(random() * length), 0.004 + 0.026 * random() ** 4);
  }
  filterInPlace(dust, [highPass(sampleRateHz, 900)]);
  for (const channel of pcm.channels) addInto(channel, dust, 0);
}

/** Rounds what comes near full scale, so that nothing is cut off. Below half scale nothing changes. @returns whether any did */
function roundOff(channel: Float32Array): boolean {
  const knee = 0.5;
  const span = ceiling - knee;
  let isRounded = false;
  for (let index = 0; index < channel.length; index += 1) {
    const sample = channel[index] as number;
    const magnitude = Math.abs(sample);
    if (magnitude <= knee) continue;
    const over = (magnitude - knee) / span;
    channel[index] = Math.sign(sample) * (knee + (span * over) / (1 + over));
    isRounded = true;
  }
  return isRounded;
}

function finish(pcm: Pcm, {sound}: Recipe, seconds: number, endingStart: number): void {
  const {sampleRateHz, channels} = pcm;
  for (const channel of channels) {
    filterInPlace(channel, [
      highPass(sampleRateHz, 32),
      // Room for a voice, where its consonants are.
      peaking(sampleRateHz, 2600, -2.5, 0.6),
      ...(sound.treble === 0 ? [] : [highShelf(sampleRateHz, 4000, sound.treble)]),
      ...(sound.top >= 16_000 ? [] : [lowPass(sampleRateHz, sound.top)]),
    ]);
  }
  const fade = Math.min(1.4, 0.6 * (seconds - endingStart), 0.5 * seconds);
  const audible = Math.max(0, Math.round((seconds - quietEnd) * sampleRateHz));
  for (const channel of channels) {
    channel.fill(0, audible);
    fadeEnds(channel.subarray(0, audible), 0.004 * sampleRateHz, fade * sampleRateHz);
  }
  for (let pass = 0; pass < 2; pass += 1) {
    const loudness = integratedLoudness(pcm);
    if (loudness === -Infinity) return;
    const gain = gainOf(bedLoudnessLufs - loudness);
    for (const channel of channels) {
      for (let index = 0; index < channel.length; index += 1)
        channel[index] = (channel[index] as number) * gain;
    }
    // Where nothing is rounded off, the loudness is what the gain made it.
    const isRounded = channels.map(roundOff).includes(true);
    if (!isRounded || Math.abs(loudness - bedLoudnessLufs) < 0.1) return;
  }
}

/**
 * Plays a score: 48 kHz stereo, exactly its length, −20 LUFS (a very short one may miss that), no sample above 0.89,
 * silent for its last tenth of a second. The same score and seed give the same samples.
 *
 * What has pitch is made at half the rate, since nothing of it lies above 11 kHz.
 * @param length samples
 */
export function renderScore(score: Score, seed: number, length: number): Pcm {
  const sampleRateHz = 48_000;
  const recipe = recipes[score.mood];
  const random = seededRandom(seed ^ 0x70616473);
  const halfLength = Math.ceil(length / 2);
  const full = silence(sampleRateHz, 2, length);
  const half = silence(sampleRateHz / 2, 2, halfLength);
  const send = silence(sampleRateHz / 2, 2, halfLength);
  playNotes(score.notes, half, send, seed);
  playHits(score.hits, full, send, seed);
  playPad(score, half, send, random);
  for (const channel of send.channels) filterInPlace(channel, [highPass(sampleRateHz / 2, 180)]);
  const reflections = room(send, {seconds: recipe.sound.roomSeconds, dampingHz: 4200, preDelay: 0.018});
  full.channels.forEach((channel, side) => {
    const own = half.channels[side];
    const reflected = reflections.channels[side];
    if (!own || !reflected) return;
    addInto(own, reflected, 0, 0.32 * recipe.sound.roomLevel);
    filterInPlace(own, [lowPass(sampleRateHz / 2, 9500)]);
    addInto(channel, doubleRate(own, length), 0);
  });
  if (recipe.sound.worn > 0) wearDown(full, recipe.sound.worn, random);
  const endingStart = score.plan.find(({part}) => part === 'ending')?.start ?? 0;
  finish(full, recipe, length / sampleRateHz, endingStart);
  return full;
}
