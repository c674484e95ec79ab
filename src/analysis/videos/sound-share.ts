import {logMel, melRateHz} from '../../sound/index.ts';

/** What is heard in one second. */
export interface HeardSecond {
  readonly speech: boolean;
  readonly music: boolean;
  readonly silent: boolean;
}

/** Measures of one second, taken over two around it: one alone holds too few syllables. */
interface Measures {
  /** Natural logarithm of the power of the loudest tenth of frames. */
  readonly level: number;
  /** The same of the quietest tenth: what goes on between syllables. */
  readonly floor: number;
  /** How strongly the level moves between 2 and 8 Hz, as syllables make it. */
  readonly syllables: number;
  /** How steadily single bands stand out in the quieter frames: high for tones, low for noise. */
  readonly tones: number;
}

const bands = 80;
const framesPerSecond = 100;
/** Bands from about 350 Hz to 4 kHz, where speech carries its syllables. */
const [lowest, highest] = [12, 62];
/** Quieter is silence: about -60 dBFS. */
const silence = -10.5;
/** Half the width over which a band must stand out, in bands. */
const around = 4;
/** A band stands out when its logarithm of power is this much above that of its surroundings. */
const standsOut = 0.7;

function measure(values: Float32Array, from: number, to: number): Measures {
  const at = (frame: number, band: number) => values[frame * bands + band] ?? 0;
  const count = to - from;
  const envelope = new Float64Array(count);
  for (let frame = from; frame < to; frame += 1) {
    let power = 0;
    for (let band = lowest; band < highest; band += 1) power += Math.exp(at(frame, band));
    envelope[frame - from] = Math.log(power / (highest - lowest) + 1e-9);
  }
  const order = [...envelope.keys()].sort((a, b) => envelope[a]! - envelope[b]!);
  const meanOf = (frames: readonly number[]) =>
    frames.reduce((sum, frame) => sum + envelope[frame]!, 0) / Math.max(1, frames.length);
  const tenth = Math.max(1, Math.floor(count / 10));
  const quiet = order.slice(0, Math.max(1, Math.floor(count / 3)));
  const standing = new Float64Array(bands);
  for (const frame of quiet) {
    for (let band = around; band < bands - around; band += 1) {
      let mean = 0;
      for (let step = -around; step <= around; step += 1) mean += at(from + frame, band + step);
      if (at(from + frame, band) - mean / (2 * around + 1) > standsOut) standing[band]! += 1 / quiet.length;
    }
  }
  const steadiest = [...standing].sort((a, b) => b - a).slice(0, 5);
  return {
    level: meanOf(order.slice(-tenth)),
    floor: meanOf(order.slice(0, tenth)),
    syllables: modulation(envelope),
    tones: steadiest.reduce((sum, share) => sum + share / steadiest.length, 0),
  };
}

/** How deep an envelope moves between 2 and 8 Hz, times the share of its movement that is there. */
function modulation(envelope: Float64Array): number {
  const n = envelope.length;
  // What lies far below the loudest is not heard, and its movement is of no account.
  const least = envelope.reduce((most, value) => Math.max(most, value), -Infinity) - 6;
  const clipped = envelope.map((value) => Math.max(least, value));
  const mean = clipped.reduce((sum, value) => sum + value, 0) / n;
  let [syllabic, all] = [0, 0];
  for (let hertz = 0.5; hertz <= 20; hertz += 0.5) {
    let [real, imaginary] = [0, 0];
    for (let index = 0; index < n; index += 1) {
      const angle = (2 * Math.PI * hertz * index) / framesPerSecond;
      const value = (0.5 - 0.5 * Math.cos((2 * Math.PI * index) / n)) * (clipped[index]! - mean);
      real += value * Math.cos(angle);
      imaginary += value * Math.sin(angle);
    }
    const power = (real * real + imaginary * imaginary) / (n * n);
    all += power;
    if (hertz >= 2 && hertz <= 8) syllabic += power;
  }
  return all === 0 ? 0 : (10 * syllabic) / Math.sqrt(all);
}

/** Between syllables it must not fall further than this for something to lie under the speech, logarithm of power. */
const bedWithin = 7.5;
const toneOf = 0.5;
const [speechAlone, speechOverMusic] = [2.2, 3.5];

/**
 * Tells speech, music and silence apart, second by second. Speech moves in syllables, two to eight a second; music
 * holds tones, and goes on where speech pauses. An estimate: songs are both, and fast drums can pass for speech.
 * After the 4 Hz modulation energy of Scheirer and Slaney (ICASSP 1997).
 * @param samples one channel at 16 kHz
 */
export function hear(samples: Float32Array): readonly HeardSecond[] {
  const {values, count} = logMel(samples, {bands, minHz: 80, maxHz: 7000});
  const seconds = Math.round(samples.length / melRateHz);
  const measures = Array.from({length: seconds}, (_, second) =>
    measure(
      values,
      Math.max(0, Math.round((second - 0.5) * framesPerSecond)),
      Math.min(count, Math.round((second + 1.5) * framesPerSecond)),
    ),
  );
  return measures.map(({level, floor, tones}, second) => {
    const silent = level < silence;
    const near = measures.slice(Math.max(0, second - 2), second + 3).map(({syllables}) => syllables);
    const syllables = near.sort((a, b) => a - b)[Math.floor(near.length / 2)]!;
    const goesOn = !silent && floor > silence && level - floor < bedWithin && tones > toneOf;
    const speech = !silent && syllables > (goesOn ? speechOverMusic : speechAlone);
    return {silent, speech, music: goesOn || (!silent && !speech && tones > toneOf)};
  });
}
