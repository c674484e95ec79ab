import type {MelFrames} from '../../sound/index.ts';
import type {Features} from './best-path.ts';
import type {Level} from './search-level.ts';
import {
  coarser,
  frameLevels,
  loudFrames,
  meanBands,
  quantile,
  speechFeatures,
  withFloor,
} from './sound-features.ts';
import {tuning} from './tuning.ts';
import {warpedBands} from './warped-bands.ts';
import {wordStates} from './word-states.ts';
import {coarserWords, type ReferenceWord, wordsOnly} from './words-only.ts';

/** Loudness between quiet (0) and loud (1), for levels in dB. */
function loudnessOf(levels: Float32Array, loud: number, range: number): Float32Array {
  return levels.map((level) => Math.min(1, Math.max(0, (level - (loud - range) - 3) / range)));
}

/** Both sounds, made alike, at any level. */
export class Comparison {
  private readonly target: MelFrames;
  private readonly chosen: Uint8Array;
  private readonly model: MelFrames;
  private readonly targets = new Map<number, Features>();
  readonly loudness: Float32Array;
  readonly ownLoudness: Float32Array;
  readonly noisiness: number;
  readonly lengths: readonly number[];

  /** @param speech the frames of the target in which words were found before, 1 for each */
  constructor(target: MelFrames, reference: MelFrames, words: readonly ReferenceWord[], speech?: Uint8Array) {
    const levels = frameLevels(target);
    const loud = quantile(speech ? levels.filter((_, frame) => speech[frame] === 1) : levels, 0.95);
    const range = Math.max(12, loud - Math.max(loud - 50, quantile(levels, tuning.noiseQuantile)));
    const loudOnes = levels.map((level) => (level > loud - 30 ? 1 : 0));
    this.noisiness = Math.min(1, Math.max(0, (tuning.cleanRange - range) / 20));
    this.chosen = Uint8Array.from(loudOnes, (one, frame) => (speech && speech[frame] !== 1 ? 0 : one));
    this.loudness = loudnessOf(levels, loud, range);
    const spoken = this.chosen.reduce((sum, one) => sum + one, 0);
    const said = words.reduce((sum, {from, to}) => sum + to - from, 0);
    const own = wordsOnly(reference, words, Math.min(1.6, Math.max(0.6, said / Math.max(1, spoken))));
    this.lengths = own.lengths;
    const ownLevels = frameLevels(own.frames);
    this.ownLoudness = loudnessOf(ownLevels, quantile(ownLevels, 0.95), range);
    // The noise of the target, brought to the level of the reference, band by band: both sounds get it.
    const means = meanBands(target, this.chosen);
    const ownMeans = meanBands(own.frames, loudFrames(ownLevels));
    const quiet = Uint8Array.from(this.loudness, (loudness) => (loudness < tuning.quietFloor ? 1 : 0));
    const noise = meanBands(target, quiet);
    const floors = means.map((mean, band) => Math.max(noise[band] as number, mean - tuning.floorDepth));
    this.target = withFloor(target, floors);
    this.model = withFloor(
      own.frames,
      floors.map((floor, band) => floor - (means[band] as number) + (ownMeans[band] as number)),
    );
  }

  level(step: number, warp: number): Level {
    const model = coarserWords(warpedBands(this.model, warp), this.lengths, step);
    const target = this.targets.get(step) ?? this.targetAt(step);
    this.targets.set(step, target);
    return {
      target,
      reference: speechFeatures(model.frames, loudFrames(frameLevels(model.frames)), tuning),
      states: wordStates(model.lengths),
      lengths: model.lengths,
      loudness: coarser({count: this.loudness.length, bands: 1, values: this.loudness}, step).values,
      noisiness: this.noisiness,
      step,
    };
  }

  /** How much of what was taken for speech lies outside these frames. */
  foreignShare(speech: Uint8Array): number {
    let [all, outside] = [0, 0];
    this.chosen.forEach((one, frame) => {
      all += one;
      outside += one === 1 && speech[frame] !== 1 ? 1 : 0;
    });
    return outside / Math.max(1, all);
  }

  private targetAt(step: number): Features {
    const chosen = Uint8Array.from(
      {length: Math.ceil(this.chosen.length / step)},
      (_, index) => this.chosen[Math.min(this.chosen.length - 1, index * step + (step >> 1))] as number,
    );
    return speechFeatures(coarser(this.target, step), chosen, tuning);
  }
}
