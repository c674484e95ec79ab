import {fadeEnds, filterInPlace, highPass, lowPass, peaking} from '../../../sound/index.ts';
import {addSaw, addSine, movingLowPass, noise, shape, toPeak} from './oscillators.ts';

/** What an instrument is asked to play. */
export interface NoteRequest {
  readonly hz: number;
  /** How long the note is held; what rings on does so beyond it. */
  readonly seconds: number;
  readonly sampleRateHz: number;
  readonly random: () => number;
}

type Instrument = (request: NoteRequest) => Float32Array;

/**
 * A plucked string: a burst of noise runs round a delay line that loses a little of its top each time
 * (Karplus and Strong, 1983; tuned with an all-pass as Jaffe and Smith do).
 */
function plucked({
  bright,
  t60,
  position,
  rings,
  body,
}: {
  /** How much of the top the pluck has, 0-1. */
  readonly bright: number;
  /** Seconds until a note at 220 Hz is 60 dB down. */
  readonly t60: number;
  /** Where the string is plucked, as a share of its length. */
  readonly position: number;
  /** Seconds it rings on after the note's length. */
  readonly rings: number;
  /** Resonances of the body, Hz. */
  readonly body: readonly number[];
}): Instrument {
  return ({hz, seconds, sampleRateHz, random}) => {
    const length = Math.round((seconds + rings) * sampleRateHz);
    const output = new Float32Array(length);
    const period = sampleRateHz / hz;
    const whole = Math.floor(period - 0.7);
    const rest = period - whole - 0.5;
    const allPass = (1 - rest) / (1 + rest);
    const line = new Float32Array(whole);
    const loss = 10 ** (-3 / (hz * t60 * Math.sqrt(220 / hz)));
    let soft = 0;
    for (let index = 0; index < whole; index += 1) {
      soft += (0.15 + 0.85 * bright) * (2 * random() - 1 - soft);
      line[index] = soft;
    }
    const offset = Math.max(1, Math.round(whole * position));
    const combed = line.map((value, index) => value - (line[(index + whole - offset) % whole] as number));
    const mean = combed.reduce((sum, value) => sum + value, 0) / whole;
    for (let index = 0; index < whole; index += 1) line[index] = (combed[index] as number) - mean;
    let [at, last, passIn, passOut] = [0, 0, 0, 0];
    const blend = 0.5 * (0.55 + 0.45 * (1 - bright));
    for (let index = 0; index < length; index += 1) {
      const value = line[at] as number;
      const damped = loss * ((1 - blend) * value + blend * last);
      last = value;
      passOut = allPass * (damped - passOut) + passIn;
      passIn = damped;
      line[at] = passOut;
      at = at + 1 === whole ? 0 : at + 1;
      output[index] = value;
    }
    filterInPlace(output, [
      highPass(sampleRateHz, Math.min(70, hz * 0.6)),
      ...body.map((frequency) => peaking(sampleRateHz, frequency, 4, 2)),
      lowPass(sampleRateHz, 3000 + 7000 * bright),
    ]);
    fadeEnds(output, 0.0015 * sampleRateHz, Math.max(0.04, rings * 0.8) * sampleRateHz);
    return toPeak(output);
  };
}

/** A struck bar or string as the sum of its modes, each with its own decay. */
function struck({
  modes,
  rings,
  knock,
}: {
  /** Frequency as a multiple of the note's, level, seconds to −60 dB at 440 Hz. */
  readonly modes: readonly (readonly [ratio: number, level: number, t60: number])[];
  readonly rings: number;
  /** Level of the hammer's own sound. */
  readonly knock: number;
}): Instrument {
  return ({hz, seconds, sampleRateHz, random}) => {
    const length = Math.round((seconds + rings) * sampleRateHz);
    const output = new Float32Array(length);
    for (const [ratio, level, t60] of modes) {
      addSine(output, sampleRateHz, {hz: hz * ratio, level, t60: t60 * (440 / hz) ** 0.4});
    }
    if (knock > 0) {
      const hammer = noise(Math.round(0.012 * sampleRateHz), random);
      filterInPlace(hammer, [lowPass(sampleRateHz, 2500)]);
      shape(hammer, sampleRateHz, {attack: 0.001, decay: 0.01, sustain: 0, release: 0.003});
      for (let index = 0; index < Math.min(hammer.length, length); index += 1) {
        output[index] = (output[index] as number) + knock * (hammer[index] as number);
      }
    }
    fadeEnds(output, 0.002 * sampleRateHz, Math.max(0.05, rings * 0.8) * sampleRateHz);
    return toPeak(output);
  };
}

/** A felt piano: stretched partials, each twice and a hair apart, the higher ones shorter. */
const pianoModes = Array.from({length: 9}, (_, index) => {
  const k = index + 1;
  const ratio = k * Math.sqrt(1 + 0.0004 * k * k);
  const strike = Math.abs(Math.sin(Math.PI * k * 0.13));
  const level = strike / k ** 1.35;
  return [
    [ratio * 1.0004, level * 0.6, 4.5 / k ** 0.75],
    [ratio * 0.9997, level * 0.5, 2.6 / k ** 0.75],
  ] as const;
}).flat();

/** An electric piano: a tine bends the phase of a sine; the strike adds a short glint. */
const electricPiano: Instrument = ({hz, seconds, sampleRateHz}) => {
  const length = Math.round((seconds + 0.35) * sampleRateHz);
  const output = new Float32Array(length);
  const t60 = 3.2 * (220 / hz) ** 0.5;
  const decay = 10 ** (-3 / (t60 * sampleRateHz));
  const bendDecay = 10 ** (-3 / (t60 * 0.45 * sampleRateHz));
  const glintDecay = 10 ** (-3 / (0.16 * sampleRateHz));
  const step = (2 * Math.PI * hz) / sampleRateHz;
  const glintStep = step * 14;
  let [level, bend, glint, angle, glintAngle] = [1, 1.25, glintStep < 2.6 ? 0.13 : 0, 0, 0];
  for (let index = 0; index < length; index += 1) {
    const tine = bend * Math.sin(angle) + glint * Math.sin(glintAngle);
    output[index] = level * Math.sin(angle + tine);
    angle += step;
    glintAngle += glintStep;
    level *= decay;
    bend = 0.22 + (bend - 0.22) * bendDecay;
    glint *= glintDecay;
  }
  fadeEnds(output, 0.003 * sampleRateHz, 0.3 * sampleRateHz);
  return toPeak(output);
};

/** Bowed strings or brass: a few saws a little apart behind a low-pass that opens with the note. */
function sawed({
  cents,
  cutoff,
  attack,
  release,
  decay,
  sustain,
}: {
  readonly cents: readonly number[];
  /** Low-pass at the start, at its most open, and while held, as multiples of the note plus Hz. */
  readonly cutoff: readonly [from: number, peak: number, hold: number];
  readonly attack: number;
  readonly release: number;
  readonly decay: number;
  readonly sustain: number;
}): Instrument {
  return ({hz, seconds, sampleRateHz, random}) => {
    const length = Math.round((seconds + release) * sampleRateHz);
    const output = new Float32Array(length);
    for (const cent of cents) {
      addSaw(output, sampleRateHz, {hz: hz * 2 ** (cent / 1200), level: 1 / cents.length, phase: random()});
    }
    const [from, peak, hold] = cutoff;
    const rise = Math.max(1, attack * 1.5 * sampleRateHz);
    const fall = decay * sampleRateHz;
    movingLowPass(output, sampleRateHz, (index) => {
      if (index < rise) return hz + from + (peak - from) * (index / rise);
      return hz + hold + (peak - hold) * Math.exp((-2 * (index - rise)) / fall);
    });
    filterInPlace(output, [highPass(sampleRateHz, hz * 0.7)]);
    shape(output, sampleRateHz, {attack, decay, sustain, release});
    return toPeak(output);
  };
}

/** A deep sine with a little of its octave, so that small loudspeakers tell its note too. */
const sub: Instrument = ({hz, seconds, sampleRateHz}) => {
  const output = new Float32Array(Math.round((seconds + 0.08) * sampleRateHz));
  addSine(output, sampleRateHz, {hz, level: 1, t60: Infinity});
  addSine(output, sampleRateHz, {hz: hz * 2, level: 0.32, t60: Infinity});
  addSine(output, sampleRateHz, {hz: hz * 3, level: 0.12, t60: Infinity});
  shape(output, sampleRateHz, {attack: 0.012, decay: 0.9, sustain: 0.7, release: 0.08});
  return toPeak(output);
};

/** The instruments that play notes. */
export const instruments = {
  guitar: plucked({bright: 0.62, t60: 2.6, position: 0.19, rings: 0.5, body: [110, 220]}),
  'muted-guitar': plucked({bright: 0.3, t60: 0.42, position: 0.12, rings: 0.12, body: [150]}),
  pizzicato: plucked({bright: 0.22, t60: 0.55, position: 0.3, rings: 0.15, body: [280, 460]}),
  'plucked-bass': plucked({bright: 0.16, t60: 1.5, position: 0.25, rings: 0.1, body: [95]}),
  piano: struck({modes: pianoModes, rings: 0.5, knock: 0.05}),
  'electric-piano': electricPiano,
  bell: struck({
    modes: [
      [1, 1, 2.4],
      [2.002, 0.35, 1.6],
      [3.01, 0.28, 1.1],
      [4.2, 0.16, 0.7],
      [5.43, 0.1, 0.45],
    ],
    rings: 1.3,
    knock: 0,
  }),
  celesta: struck({
    modes: [
      [1, 1, 1.5],
      [1.003, 0.4, 1.9],
      [4.02, 0.3, 0.5],
      [6.7, 0.12, 0.22],
      [9.8, 0.06, 0.1],
    ],
    rings: 1,
    knock: 0.08,
  }),
  marimba: struck({
    modes: [
      [1, 1, 0.75],
      [3.93, 0.35, 0.18],
      [9.24, 0.14, 0.06],
    ],
    rings: 0.35,
    knock: 0.22,
  }),
  xylophone: struck({
    modes: [
      [1, 1, 0.42],
      [3.0, 0.5, 0.16],
      [6.1, 0.26, 0.08],
    ],
    rings: 0.25,
    knock: 0.3,
  }),
  strings: sawed({
    cents: [-9, -2, 4, 10],
    cutoff: [500, 2600, 1300],
    attack: 0.03,
    release: 0.12,
    decay: 0.25,
    sustain: 0.55,
  }),
  brass: sawed({
    cents: [-6, 0, 7],
    cutoff: [150, 1500, 850],
    attack: 0.11,
    release: 0.3,
    decay: 0.8,
    sustain: 0.8,
  }),
  'picked-bass': sawed({
    cents: [0, 5],
    cutoff: [900, 700, 220],
    attack: 0.004,
    release: 0.05,
    decay: 0.25,
    sustain: 0.6,
  }),
  sub,
} as const satisfies Readonly<Record<string, Instrument>>;
export type InstrumentName = keyof typeof instruments;
