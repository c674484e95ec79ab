import {
  addInto,
  bandPass,
  fadeEnds,
  filterInPlace,
  highPass,
  lowPass,
  samplePeak,
  type Pcm,
} from '../../sound/index.ts';
import {addSine, movingLowPass, noise, shape, toPeak} from '../music/instruments/oscillators.ts';

/** The effects a storyboard can be given. */
export const effectNames = ['whoosh', 'pop', 'ding', 'riser', 'impact', 'tick', 'camera', 'swell'] as const;
export type EffectName = (typeof effectNames)[number];

/** An effect: stereo at 48 kHz, largest sample 1. */
export interface EffectSound {
  readonly pcm: Pcm;
  /** Seconds from its first sample to the moment it marks: a whoosh and a riser come before theirs. */
  readonly mark: number;
}

const rate = 48_000;
const samplesOf = (seconds: number) => Math.round(seconds * rate);
/** Two sides as one sound whose largest sample is 1. */
function both(left: Float32Array, right: Float32Array = left.slice()): Pcm {
  const peak = samplePeak([left, right]);
  const gain = peak === 0 ? 0 : 1 / peak;
  for (let index = 0; index < left.length; index += 1) {
    left[index] = (left[index] as number) * gain;
    right[index] = (right[index] as number) * gain;
  }
  return {sampleRateHz: rate, channels: [left, right]};
}

/** Air that passes from one side to the other. */
function whoosh(random: () => number): EffectSound {
  const seconds = 0.42 + 0.1 * random();
  const peak = 0.62;
  const top = 3200 + 1800 * random();
  const body = noise(samplesOf(seconds), random);
  const swell = (t: number) => (t < peak ? (t / peak) ** 2.2 : ((1 - t) / (1 - peak)) ** 1.8);
  movingLowPass(body, rate, (index) => 350 + top * swell(index / body.length) ** 0.8, 1);
  filterInPlace(body, [highPass(rate, 260)]);
  const left = body.slice();
  const right = body;
  const turned = random() < 0.5;
  for (let index = 0; index < body.length; index += 1) {
    const t = index / body.length;
    const across = turned ? 1 - t : t;
    const gain = swell(t);
    left[index] = (left[index] as number) * gain * Math.cos((Math.PI / 2) * (0.15 + 0.7 * across));
    right[index] = (right[index] as number) * gain * Math.sin((Math.PI / 2) * (0.15 + 0.7 * across));
  }
  for (const side of [left, right]) fadeEnds(side, 48, samplesOf(0.03));
  return {pcm: both(left, right), mark: seconds * peak};
}

/** A drop: a sine that jumps up in pitch within a twentieth of a second. */
function pop(random: () => number): EffectSound {
  const output = new Float32Array(samplesOf(0.085));
  const from = 330 + 120 * random();
  let angle = 0;
  for (let index = 0; index < output.length; index += 1) {
    const t = index / output.length;
    angle += (2 * Math.PI * from * (1 + 2.2 * Math.min(1, t * 2.4))) / rate;
    output[index] = Math.sin(angle);
  }
  shape(output, rate, {attack: 0.003, decay: 0.055, sustain: 0, release: 0.03});
  return {pcm: both(output), mark: 0.004};
}

/** A small bell. */
function ding(random: () => number): EffectSound {
  const hz = 1174.66 * 2 ** (Math.floor(random() * 4) / 12);
  const make = (detune: number) => {
    const output = new Float32Array(samplesOf(1.3));
    for (const [ratio, level, t60] of [
      [1, 1, 1.6],
      [2.756, 0.3, 0.8],
      [5.404, 0.13, 0.35],
      [1.5, 0.35, 1.3],
    ] as const) {
      addSine(output, rate, {hz: hz * ratio * detune, level, t60});
    }
    fadeEnds(output, samplesOf(0.002), samplesOf(0.5));
    return output;
  };
  return {pcm: both(make(1), make(1.0012)), mark: 0.003};
}

/** A rush of air and a tone that climb to the cut, and stop there. */
function riser(random: () => number): EffectSound {
  const seconds = 1.1;
  const make = () => {
    const output = noise(samplesOf(seconds), random);
    const {length} = output;
    movingLowPass(output, rate, (index) => 400 * 2 ** (3.6 * (index / length)), 0.8);
    filterInPlace(output, [highPass(rate, 300)]);
    return output;
  };
  const [left, right] = [make(), make()];
  const tone = 180 + 40 * random();
  let angle = 0;
  for (let index = 0; index < left.length; index += 1) {
    const t = index / left.length;
    angle += (2 * Math.PI * tone * 2 ** (1.6 * t)) / rate;
    const rise = t ** 2.2;
    const sung = 0.12 * Math.sin(angle);
    left[index] = ((left[index] as number) + sung) * rise;
    right[index] = ((right[index] as number) + sung) * rise;
  }
  for (const side of [left, right]) fadeEnds(side, 48, samplesOf(0.035));
  return {pcm: both(left, right), mark: seconds};
}

/** A deep stroke with a short tail. */
function impact(random: () => number): EffectSound {
  const output = new Float32Array(samplesOf(0.9));
  const rest = 42 + 8 * random();
  const bend = Math.exp(-3 / (0.12 * rate));
  const decay = 10 ** (-3 / (0.85 * rate));
  let [level, above, angle] = [1, 95, 0];
  for (let index = 0; index < output.length; index += 1) {
    output[index] = level * Math.sin(angle);
    angle += (2 * Math.PI * (rest + above)) / rate;
    above *= bend;
    level *= decay;
  }
  const dust = noise(samplesOf(0.25), random);
  filterInPlace(dust, [lowPass(rate, 900), lowPass(rate, 900)]);
  shape(dust, rate, {attack: 0.001, decay: 0.12, sustain: 0, release: 0.1});
  addInto(output, toPeak(dust), 0, 0.4);
  fadeEnds(output, samplesOf(0.002), samplesOf(0.4));
  return {pcm: both(output), mark: 0.005};
}

/** One tick of a counter. */
function tick(random: () => number): EffectSound {
  const output = new Float32Array(samplesOf(0.03));
  addSine(output, rate, {hz: 2300 + 250 * random(), level: 0.8, t60: 0.022});
  addSine(output, rate, {hz: 4100, level: 0.3, t60: 0.014});
  fadeEnds(output, samplesOf(0.0015), samplesOf(0.012));
  return {pcm: both(output), mark: 0.001};
}

/** A shutter: two clacks a twelfth of a second apart. */
function camera(random: () => number): EffectSound {
  const output = new Float32Array(samplesOf(0.2));
  for (const [at, level, hz] of [
    [0, 1, 2600],
    [0.018, 0.5, 4200],
    [0.082, 0.8, 1900],
    [0.098, 0.35, 3600],
  ] as const) {
    const clack = noise(samplesOf(0.035), random);
    filterInPlace(clack, [bandPass(rate, hz, 1.1), highPass(rate, 500)]);
    shape(clack, rate, {attack: 0.001, decay: 0.018, sustain: 0, release: 0.012});
    addInto(output, toPeak(clack), samplesOf(at), level);
  }
  fadeEnds(output, 24, samplesOf(0.03));
  return {pcm: both(output), mark: 0.002};
}

/** A chord of air, swelling and gone: what a cymbal does backwards. */
function swell(random: () => number): EffectSound {
  const seconds = 1;
  const make = () => {
    const output = noise(samplesOf(seconds), random);
    filterInPlace(output, [highPass(rate, 1800), lowPass(rate, 9000)]);
    for (const [hz, level] of [
      [392, 0.5],
      [587.33, 0.4],
      [880, 0.25],
    ] as const) {
      addSine(output, rate, {hz, level, t60: Infinity, phase: random()});
    }
    for (let index = 0; index < output.length; index += 1) {
      output[index] = (output[index] as number) * (index / output.length) ** 3;
    }
    fadeEnds(output, 48, samplesOf(0.05));
    return output;
  };
  return {pcm: both(make(), make()), mark: seconds - 0.03};
}

const makers: Readonly<Record<EffectName, (random: () => number) => EffectSound>> = {
  whoosh,
  pop,
  ding,
  riser,
  impact,
  tick,
  camera,
  swell,
};

/** Makes one effect, between 0.03 and 1.3 s long; the seed varies pitch and colour a little. */
export function makeEffect(name: EffectName, random: () => number): EffectSound {
  return makers[name](random);
}
