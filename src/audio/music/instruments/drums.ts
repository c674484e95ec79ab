import {addInto, fadeEnds, filterInPlace, bandPass, highPass, lowPass} from '../../../sound/index.ts';
import {addSine, movingLowPass, noise, shape, toPeak} from './oscillators.ts';

export interface HitRequest {
  readonly sampleRateHz: number;
  readonly random: () => number;
}

type Drum = (request: HitRequest) => Float32Array;

/** A skin: a sine that falls in pitch, and a little noise where the stick lands. */
function skin({
  from,
  to,
  fall,
  t60,
  click,
  clickHz,
}: {
  /** Hz at the stroke, and where it comes to rest. */
  readonly from: number;
  readonly to: number;
  /** Seconds in which most of the fall happens. */
  readonly fall: number;
  readonly t60: number;
  readonly click: number;
  readonly clickHz: number;
}): Drum {
  return ({sampleRateHz, random}) => {
    const length = Math.round(t60 * 1.1 * sampleRateHz);
    const output = new Float32Array(length);
    const decay = 10 ** (-3 / (t60 * sampleRateHz));
    const bend = Math.exp(-3 / (fall * sampleRateHz));
    let [level, above, angle] = [1, from - to, 0];
    for (let index = 0; index < length; index += 1) {
      output[index] = level * Math.sin(angle);
      angle += (2 * Math.PI * (to + above)) / sampleRateHz;
      above *= bend;
      level *= decay;
    }
    const stick = noise(Math.round(0.03 * sampleRateHz), random);
    filterInPlace(stick, [bandPass(sampleRateHz, clickHz, 0.7)]);
    shape(stick, sampleRateHz, {attack: 0.0008, decay: 0.012, sustain: 0, release: 0.008});
    addInto(output, toPeak(stick), 0, click);
    fadeEnds(output, 0.0012 * sampleRateHz, 0.25 * length);
    return toPeak(output);
  };
}

/** Filtered noise with an envelope: hats, shakers, cymbals. */
function hiss({
  low,
  high,
  attack,
  decay,
  length: seconds,
  sustain = 0,
}: {
  readonly low: number;
  readonly high: number;
  readonly attack: number;
  readonly decay: number;
  readonly length: number;
  readonly sustain?: number;
}): Drum {
  return ({sampleRateHz, random}) => {
    const output = noise(Math.round(seconds * sampleRateHz), random);
    filterInPlace(output, [
      highPass(sampleRateHz, low),
      highPass(sampleRateHz, low),
      lowPass(sampleRateHz, high),
    ]);
    shape(output, sampleRateHz, {attack, decay, sustain, release: seconds * 0.4});
    return toPeak(output);
  };
}

/** Tone of two skins and the rattle of wires. */
function snare({
  tone,
  wires,
  length: seconds,
  dull,
}: {
  readonly tone: number;
  readonly wires: number;
  readonly length: number;
  /** Where the rattle ends, Hz. */
  readonly dull: number;
}): Drum {
  return ({sampleRateHz, random}) => {
    const output = new Float32Array(Math.round(seconds * sampleRateHz));
    addSine(output, sampleRateHz, {hz: tone, level: 0.7, t60: seconds * 0.7});
    addSine(output, sampleRateHz, {hz: tone * 1.68, level: 0.35, t60: seconds * 0.4});
    const rattle = noise(output.length, random);
    filterInPlace(rattle, [highPass(sampleRateHz, 900), lowPass(sampleRateHz, dull)]);
    shape(rattle, sampleRateHz, {attack: 0.001, decay: seconds * 0.8, sustain: 0, release: seconds * 0.3});
    addInto(output, rattle, 0, wires);
    fadeEnds(output, 0.001 * sampleRateHz, 0.3 * output.length);
    return toPeak(output);
  };
}

/** Hands: several short bursts and the room after them. */
const clap: Drum = ({sampleRateHz, random}) => {
  const output = new Float32Array(Math.round(0.26 * sampleRateHz));
  for (const [at, level, decay] of [
    [0, 0.6, 0.012],
    [0.011, 0.7, 0.012],
    [0.023, 0.8, 0.012],
    [0.034, 1, 0.16],
  ] as const) {
    const burst = noise(Math.round(Math.min(0.22, decay * 1.6) * sampleRateHz), random);
    shape(burst, sampleRateHz, {attack: 0.0008, decay, sustain: 0, release: decay * 0.5});
    addInto(output, burst, Math.round(at * sampleRateHz), level);
  }
  filterInPlace(output, [
    bandPass(sampleRateHz, 1300, 0.7),
    highPass(sampleRateHz, 500),
    lowPass(sampleRateHz, 7000),
  ]);
  fadeEnds(output, 0.001 * sampleRateHz, 0.06 * sampleRateHz);
  return toPeak(output);
};

/** Two or three ringing modes: wood and fingers. */
function knock(modes: readonly (readonly [hz: number, level: number, t60: number])[], grit: number): Drum {
  return ({sampleRateHz, random}) => {
    const output = new Float32Array(Math.round(0.16 * sampleRateHz));
    for (const [hz, level, t60] of modes) addSine(output, sampleRateHz, {hz, level, t60});
    const dust = noise(Math.round(0.02 * sampleRateHz), random);
    filterInPlace(dust, [bandPass(sampleRateHz, 2600, 0.8)]);
    shape(dust, sampleRateHz, {attack: 0.0006, decay: 0.012, sustain: 0, release: 0.006});
    addInto(output, dust, 0, grit);
    fadeEnds(output, 0.0008 * sampleRateHz, 0.05 * sampleRateHz);
    return toPeak(output);
  };
}

/** Air that rises through a filter for two seconds and is cut off by what it leads to. */
const riser: Drum = ({sampleRateHz, random}) => {
  const output = noise(Math.round(2 * sampleRateHz), random);
  const {length} = output;
  movingLowPass(output, sampleRateHz, (index) => 300 * 2 ** (4.6 * (index / length)), 0.9);
  filterInPlace(output, [highPass(sampleRateHz, 250)]);
  for (let index = 0; index < length; index += 1)
    output[index] = (output[index] as number) * (index / length) ** 2;
  fadeEnds(output, 0, 0.03 * sampleRateHz);
  return toPeak(output);
};

/** The unpitched instruments. */
export const drums = {
  kick: skin({from: 165, to: 52, fall: 0.05, t60: 0.32, click: 0.16, clickHz: 2400}),
  'soft-kick': skin({from: 120, to: 50, fall: 0.05, t60: 0.3, click: 0.05, clickHz: 900}),
  heart: skin({from: 75, to: 42, fall: 0.06, t60: 0.4, click: 0.04, clickHz: 300}),
  taiko: skin({from: 140, to: 68, fall: 0.09, t60: 0.85, click: 0.28, clickHz: 700}),
  tom: skin({from: 210, to: 118, fall: 0.08, t60: 0.45, click: 0.18, clickHz: 1100}),
  boom: skin({from: 95, to: 34, fall: 0.2, t60: 1.7, click: 0.2, clickHz: 350}),
  snare: snare({tone: 185, wires: 0.8, length: 0.22, dull: 9500}),
  'dusty-snare': snare({tone: 170, wires: 0.6, length: 0.18, dull: 4200}),
  rim: knock(
    [
      [1720, 0.5, 0.05],
      [480, 0.5, 0.06],
    ],
    0.35,
  ),
  woodblock: knock(
    [
      [920, 1, 0.09],
      [1540, 0.4, 0.05],
    ],
    0.12,
  ),
  snap: knock(
    [
      [1950, 0.5, 0.045],
      [2900, 0.35, 0.035],
    ],
    0.9,
  ),
  tick: knock(
    [
      [3600, 0.6, 0.03],
      [5100, 0.4, 0.02],
    ],
    0.5,
  ),
  clap,
  hat: hiss({low: 7000, high: 16_000, attack: 0.0006, decay: 0.045, length: 0.07}),
  'open-hat': hiss({low: 6500, high: 15_000, attack: 0.001, decay: 0.24, length: 0.3}),
  shaker: hiss({low: 4800, high: 12_000, attack: 0.018, decay: 0.05, length: 0.085}),
  cymbal: hiss({low: 3200, high: 14_000, attack: 0.002, decay: 1.3, length: 1.8}),
  riser,
} as const satisfies Readonly<Record<string, Drum>>;
export type DrumName = keyof typeof drums;
