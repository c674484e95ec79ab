import {integratedLoudness, loudnessProfile} from './loudness.ts';
import {gainOf, type Pcm} from './pcm.ts';
import {truePeak, visitTruePeaks} from './true-peak.ts';

export interface LimiterOptions {
  /** No true peak lies above this, dBTP. */
  readonly ceilingDbtp: number;
  /** How long before a peak the gain starts to fall, ms. */
  readonly lookAheadInMs?: number;
  /** How long the gain takes to come back most of the way, ms. */
  readonly releaseInMs?: number;
}

/** Sound that was brought to a loudness. */
export interface Levelled {
  readonly pcm: Pcm;
  readonly loudnessLufs: number;
  readonly truePeakDbtp: number;
}

interface Times {
  readonly radius: number;
  readonly release: number;
}

function timesOf(sampleRateHz: number, {lookAheadInMs = 3, releaseInMs = 80}: LimiterOptions): Times {
  return {
    radius: Math.max(1, Math.round((sampleRateHz * lookAheadInMs) / 1000)),
    release: 1 - Math.exp(-1 / ((sampleRateHz * releaseInMs) / 1000)),
  };
}

/** The smallest value within `radius` samples on either side, for every sample. */
function slidingMinimum(values: Float32Array, radius: number): Float32Array {
  const output = new Float32Array(values.length);
  const queue = new Int32Array(values.length);
  let head = 0;
  let tail = 0;
  for (let index = 0; index < values.length + radius; index += 1) {
    if (index < values.length) {
      const value = values[index] as number;
      while (tail > head && (values[queue[tail - 1] as number] as number) >= value) tail -= 1;
      queue[tail] = index;
      tail += 1;
    }
    const centre = index - radius;
    if (centre < 0) continue;
    while ((queue[head] as number) < centre - radius) head += 1;
    output[centre] = values[queue[head] as number] as number;
  }
  return output;
}

/** The mean over `radius` samples on either side; beyond the ends it goes on as it ends, so that a loud start is met. */
function slidingMean(values: Float32Array, radius: number): Float32Array {
  const output = new Float32Array(values.length);
  const {length} = values;
  const first = values[0] ?? 1;
  const last = values[length - 1] ?? 1;
  let sum = radius * first;
  for (let index = 0; index < radius; index += 1) sum += index < length ? (values[index] as number) : last;
  for (let index = 0; index < length; index += 1) {
    sum += index + radius < length ? (values[index + radius] as number) : last;
    output[index] = sum / (2 * radius + 1);
    sum -= index < radius ? first : (values[index - radius] as number);
  }
  return output;
}

/** Peaks of a sound: between which sample and the next, and how high, over all channels. */
interface Peaks {
  readonly places: readonly number[];
  readonly magnitudes: readonly number[];
}

function peaksAbove({channels}: Pcm, floor: number): Peaks {
  const places: number[] = [];
  const magnitudes: number[] = [];
  visitTruePeaks(
    channels,
    () => floor,
    (place, magnitude) => {
      places.push(place);
      magnitudes.push(magnitude);
    },
  );
  return {places, magnitudes};
}

/** The gain of every sample that brings peaks, times `gain`, under the ceiling; null where none is above it. */
function gainsFor(
  {places, magnitudes}: Peaks,
  length: number,
  gain: number,
  ceiling: number,
  times: Times,
): Float32Array | null {
  const needed = new Float32Array(length).fill(1);
  let limits = false;
  places.forEach((place, index) => {
    const least = ceiling / ((magnitudes[index] as number) * gain);
    if (least >= 1) return;
    limits = true;
    // The peak lies between this sample and the next: both must come down.
    if (least < (needed[place] as number)) needed[place] = least;
    if (place + 1 < length && least < (needed[place + 1] as number)) needed[place + 1] = least;
  });
  if (!limits) return null;
  const lowest = slidingMinimum(needed, times.radius);
  let current = 1;
  for (let index = 0; index < length; index += 1) {
    current = Math.min(lowest[index] as number, current + (1 - current) * times.release);
    lowest[index] = current;
  }
  // Every value within the radius of a peak is at most what that peak needs, and so is their mean.
  return slidingMean(lowest, times.radius);
}

/** A copy, every sample times `gain` and its own gain. */
function withGains({sampleRateHz, channels}: Pcm, gain: number, gains: Float32Array | null): Pcm {
  return {
    sampleRateHz,
    channels: channels.map((channel) => {
      const output = new Float32Array(channel.length);
      for (let index = 0; index < channel.length; index += 1) {
        output[index] =
          (channel[index] as number) * (gains === null ? gain : gain * (gains[index] as number));
      }
      return output;
    }),
  };
}

/** The moving gain bends the wave a little between samples, so a pass may leave hundredths of a dB above the ceiling. */
function finished(limited: Pcm, ceilingDbtp: number, times: Times): {pcm: Pcm; truePeakDbtp: number} {
  let pcm = limited;
  let truePeakDbtp = truePeak(pcm);
  const ceiling = gainOf(ceilingDbtp);
  for (let pass = 0; pass < 2 && truePeakDbtp > ceilingDbtp; pass += 1) {
    const gains = gainsFor(peaksAbove(pcm, ceiling), pcm.channels[0]?.length ?? 0, 1, ceiling, times);
    pcm = withGains(pcm, 1, gains);
    truePeakDbtp = truePeak(pcm);
  }
  const over = truePeakDbtp - ceilingDbtp;
  return over <= 0
    ? {pcm, truePeakDbtp}
    : {pcm: withGains(pcm, gainOf(-over), null), truePeakDbtp: ceilingDbtp};
}

/**
 * A look-ahead limiter for finished sound: turns all channels down together around each true peak above the
 * ceiling, smoothly on both sides, and touches nothing else. Works on the whole sound at once, so it adds no delay.
 */
export function limit(pcm: Pcm, options: LimiterOptions): Pcm {
  const times = timesOf(pcm.sampleRateHz, options);
  const ceiling = gainOf(options.ceilingDbtp);
  const gains = gainsFor(peaksAbove(pcm, ceiling), pcm.channels[0]?.length ?? 0, 1, ceiling, times);
  return gains === null ? pcm : finished(withGains(pcm, 1, gains), options.ceilingDbtp, times).pcm;
}

/** More than this is not added back for what limiting takes away, dB: beyond it sound gets flat, not louder. */
const mostMakeUpDb = 10;

/**
 * Brings a sound to an integrated loudness with no true peak above a ceiling: gain, then the limiter of `limit`, with
 * what it takes away added again. Silence comes back as it is. Where the ceiling lies too low for the loudness, the
 * result is softer than asked.
 */
export function levelTo(pcm: Pcm, targetLufs: number, options: LimiterOptions): Levelled {
  const profile = loudnessProfile(pcm);
  const loudness = profile.integratedLufs;
  if (loudness === -Infinity) return {pcm, loudnessLufs: -Infinity, truePeakDbtp: -Infinity};
  const times = timesOf(pcm.sampleRateHz, options);
  const ceiling = gainOf(options.ceilingDbtp);
  const length = pcm.channels[0]?.length ?? 0;
  const first = targetLufs - loudness;
  // Peaks grow with the gain, so they are looked for once, down to what the largest gain could bring up.
  let searchedDb = first + 1.5;
  let peaks = peaksAbove(pcm, ceiling / gainOf(searchedDb));
  const limited = (gainDb: number) => {
    if (gainDb > searchedDb) {
      searchedDb = Math.min(first + mostMakeUpDb, gainDb + 3);
      peaks = peaksAbove(pcm, ceiling / gainOf(searchedDb));
    }
    return gainsFor(peaks, length, gainOf(gainDb), ceiling, times);
  };
  let gains = limited(first);
  if (gains === null) {
    return {
      pcm: withGains(pcm, gainOf(first), null),
      loudnessLufs: targetLufs,
      truePeakDbtp: truePeak(pcm) + first,
    };
  }
  let gainDb = first;
  // How much loudness a decibel of gain brings: less than one, the more is limited.
  let slope = 0.87;
  // What the estimate misses, found by measuring.
  let bias = 0;
  for (let measured = 1; ; measured += 1) {
    let last: {readonly gainDb: number; readonly reached: number} | null = null;
    for (let pass = 0; pass < 7; pass += 1) {
      const reached: number = (gains === null ? loudness : profile.under(gains)) + gainDb + bias;
      if (last) slope = Math.min(1, Math.max(0.15, (reached - last.reached) / (gainDb - last.gainDb)));
      last = {gainDb, reached};
      const missing = targetLufs - reached;
      if (Math.abs(missing) < 0.02 || gainDb >= first + mostMakeUpDb) break;
      gainDb = Math.min(first + mostMakeUpDb, gainDb + missing / slope);
      gains = limited(gainDb);
    }
    const output = withGains(pcm, gainOf(gainDb), gains);
    const reached = integratedLoudness(output);
    const isThere = Math.abs(targetLufs - reached) < 0.05 || gainDb >= first + mostMakeUpDb;
    if (isThere || measured === 3) {
      const done = finished(output, options.ceilingDbtp, times);
      return {...done, loudnessLufs: done.pcm === output ? reached : integratedLoudness(done.pcm)};
    }
    bias += reached - (last?.reached ?? reached);
  }
}
