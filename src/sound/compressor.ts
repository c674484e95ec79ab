import {decibelsOf, gainOf} from './pcm.ts';

export interface CompressorOptions {
  /** RMS level above which it works, dBFS. */
  readonly thresholdDb: number;
  /** 3 makes three decibels of input one of output. */
  readonly ratio: number;
  /** Width of the bend around the threshold, dB. */
  readonly kneeDb?: number;
  readonly attackInMs?: number;
  readonly releaseInMs?: number;
}

/** Levels are read and gains set once a millisecond; between them the gain runs in a straight line. */
const blocksPerSecond = 1000;
/** Nothing below this tells a level, dBFS. */
const floorDb = -120;

/** The RMS level of each block, dBFS. */
export function blockLevels(channel: Float32Array, blockLength: number): Float32Array {
  const levels = new Float32Array(Math.ceil(channel.length / blockLength));
  for (let block = 0; block < levels.length; block += 1) {
    const start = block * blockLength;
    const end = Math.min(channel.length, start + blockLength);
    let sum = 0;
    for (let index = start; index < end; index += 1) {
      const sample = channel[index] as number;
      sum += sample * sample;
    }
    levels[block] = Math.max(floorDb, decibelsOf(Math.sqrt(sum / (end - start))));
  }
  return levels;
}

/** Multiplies each block by a gain that runs from the block's own to the next one's. */
export function applyGains(channel: Float32Array, blockLength: number, gains: Float32Array): void {
  for (let block = 0; block < gains.length; block += 1) {
    const gain = gains[block] as number;
    const step = ((gains[block + 1] ?? gain) - gain) / blockLength;
    if (gain === 1 && step === 0) continue;
    const start = block * blockLength;
    const end = Math.min(channel.length, start + blockLength);
    for (let index = start; index < end; index += 1) {
      channel[index] = (channel[index] as number) * (gain + step * (index - start));
    }
  }
}

/**
 * A gentle feed-forward compressor, in place: evens out loud and soft syllables. Adds no make-up gain and no delay.
 */
export function compress(channel: Float32Array, sampleRateHz: number, options: CompressorOptions): void {
  const {thresholdDb, ratio, kneeDb = 6, attackInMs = 6, releaseInMs = 90} = options;
  const blockLength = Math.max(1, Math.round(sampleRateHz / blocksPerSecond));
  const levels = blockLevels(channel, blockLength);
  const attack = 1 - Math.exp(-1 / attackInMs);
  const release = 1 - Math.exp(-1 / releaseInMs);
  const slope = 1 / ratio - 1;
  let reduction = 0;
  const gains = levels.map((level) => {
    const over = level - thresholdDb;
    const wanted =
      over <= -kneeDb / 2
        ? 0
        : over >= kneeDb / 2
          ? slope * over
          : (slope * (over + kneeDb / 2) ** 2) / (2 * kneeDb);
    reduction += (wanted - reduction) * (wanted < reduction ? attack : release);
    return reduction > -0.01 ? 1 : gainOf(reduction);
  });
  applyGains(channel, blockLength, gains);
}
