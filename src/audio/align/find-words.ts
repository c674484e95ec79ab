import type {MelFrames} from '../../sound/index.ts';
import {bestPath, type Features, type Path, type PathRequest} from './best-path.ts';
import {
  coarser,
  frameLevels,
  loudFrames,
  meanBands,
  quantile,
  speechFeatures,
  withFloor,
} from './sound-features.ts';
import {type WordStates, wordStates} from './word-states.ts';

/** One word of the reference rendering: its frames, from `from` to before `to`; none for words that are not said. */
export interface ReferenceWord {
  readonly from: number;
  readonly to: number;
  /** Whether a pause is likely before it: a sentence or a phrase begins. */
  readonly pauseBefore: boolean;
}

/** Frames of a word in the target, from `from` to before `to`. */
export interface FoundWord {
  readonly from: number;
  readonly to: number;
}

/** Settings found by trying, on other sentences and partly other voices than the tests use. Costs are in units of what a frame costs against a random one. */
const tuning = {
  coefficients: 13,
  deltaWeight: 1,
  levelWeight: 1,
  /** Costs of lasting longer than the reference and of leaving frames of it out. */
  stay: 0.22,
  leap: 0.2,
  /** Costs of a gap where a pause is likely, and elsewhere. */
  entryPause: 0,
  entryInside: 0.6,
  /** Costs of a frame of silence: at least this, or a share of how unlike each other frames of silence are; more under noise; more the louder it is. */
  silenceBase: 0.1,
  silenceNoise: 0.4,
  silenceSlope: 3.5,
  noisyBase: 0.2,
  noisyEntry: 1,
  /** Pauses this far under speech are clean, dB. */
  cleanRange: 45,
  /** Costs of a frame that is none of the words: as much as this share of all frames of the reference cost at most, and a little. */
  fillerQuantile: 0.2,
  fillerExtra: 0.05,
  /** Costs of leaving out a word: each, and for each of its frames. */
  skipBase: 6,
  skipPerFrame: 0.05,
  /** How far from the path of a coarser level a finer one searches, frames of 10 ms. */
  reach: 80,
  /** Bands are cut off this far under their mean (natural logarithm of power), or at the noise. */
  floorDepth: 7,
  /** Loudness (0 quiet, 1 loud) under which frames are noise only, and under which they may be a pause. */
  quietFloor: 0.03,
  quietBelow: 0.2,
  noisyTrim: 0.8,
  /** Frames of silence that a word may begin or end with beyond those of the reference. */
  spareHead: 3,
  spareTail: 4,
  /** How often what is not speech is taken out and the search repeated, while it is more than this share. */
  rounds: 2,
  foreign: 0.15,
  /** How much higher the resonances of the voice may lie than those of the reference. */
  warps: [0.84, 0.92, 1, 1.08, 1.16, 1.24, 1.32],
  noiseQuantile: 0.02,
};

/** Frames that all lie within so many dB are silence, or a hum: even speech under heavy noise moves more. */
const leastRangeDb = 1;
/** More pairs of a frame and a state than this are not tried: a byte of memory for each. */
const maxPairs = 48e6;
/** Above so many pairs a search of the whole sound is made at a coarser level first: about two minutes. */
const plentyOfPairs = 8e6;

/** Sound as a mouth of another size makes it: all resonances higher by a factor. */
function warpedBands({count, bands, values}: MelFrames, factor: number): MelFrames {
  if (factor === 1) return {count, bands, values};
  const places = Array.from({length: bands}, (_, band) =>
    Math.min(bands - 1, Math.max(0, melBandOf(melBandHz(band, bands) / factor, bands))),
  );
  const output = new Float32Array(values.length);
  for (let frame = 0; frame < count; frame += 1) {
    for (let band = 0; band < bands; band += 1) {
      const place = places[band] as number;
      const low = Math.floor(place);
      const a = values[frame * bands + low] as number;
      const b = values[frame * bands + Math.min(bands - 1, low + 1)] as number;
      output[frame * bands + band] = a + (b - a) * (place - low);
    }
  }
  return {count, bands, values: output};
}
const melOf = (hertz: number) => 1127 * Math.log(1 + hertz / 700);
const edges = [melOf(100), melOf(7000)] as const;
const melBandHz = (band: number, bands: number) =>
  700 * (Math.exp((edges[0] + ((band + 1) * (edges[1] - edges[0])) / (bands + 1)) / 1127) - 1);
const melBandOf = (hertz: number, bands: number) =>
  ((melOf(hertz) - edges[0]) / (edges[1] - edges[0])) * (bands + 1) - 1;

/** The words alone, one after the other, at a pace such that together they last as long as asked. */
function wordsOnly(
  frames: MelFrames,
  words: readonly ReferenceWord[],
  pace: number,
): {frames: MelFrames; lengths: number[]} {
  const {bands, values, count} = frames;
  const lengths = words.map(({from, to}) => (to > from ? Math.max(2, Math.round((to - from) / pace)) : 0));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const output = new Float32Array(total * bands);
  let row = 0;
  words.forEach(({from, to}, word) => {
    const length = lengths[word] as number;
    for (let index = 0; index < length; index += 1) {
      const place = from + ((index + 0.5) * (to - from)) / length - 0.5;
      const low = Math.min(count - 1, Math.max(0, Math.floor(place)));
      const high = Math.min(count - 1, low + 1);
      const share = Math.min(1, Math.max(0, place - low));
      for (let band = 0; band < bands; band += 1) {
        const a = values[low * bands + band] as number;
        const b = values[high * bands + band] as number;
        output[row * bands + band] = a + (b - a) * share;
      }
      row += 1;
    }
  });
  return {frames: {count: total, bands, values: output}, lengths};
}

function coarserWords(
  {bands, values}: MelFrames,
  lengths: readonly number[],
  step: number,
): {frames: MelFrames; lengths: number[]} {
  const pieces: Float32Array[] = [];
  let row = 0;
  const fewer = lengths.map((length) => {
    const piece = coarser(
      {bands, count: length, values: values.subarray(row * bands, (row + length) * bands)},
      step,
    );
    pieces.push(piece.values);
    row += length;
    return piece.count;
  });
  const all = new Float32Array(pieces.reduce((sum, {length}) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return {frames: {count: all.length / bands, bands, values: all}, lengths: fewer};
}

function distance(a: Features, frameA: number, b: Features, frameB: number): number {
  let sum = 0;
  for (let index = 0; index < a.size; index += 1) {
    const difference =
      (a.values[frameA * a.size + index] as number) - (b.values[frameB * a.size + index] as number);
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}

/** For each frame what it costs to be none of the words: no more than what many frames of the reference would cost. */
function fillerCosts(
  target: Features,
  reference: Features,
): {costs: Float32Array; nearest: Float32Array; unit: number} {
  const samples = Math.min(100, reference.count);
  const distances = new Float32Array(samples);
  const costs = new Float32Array(target.count);
  const nearest = new Float32Array(target.count);
  let sum = 0;
  for (let frame = 0; frame < target.count; frame += 1) {
    for (let index = 0; index < samples; index += 1) {
      distances[index] = distance(
        target,
        frame,
        reference,
        Math.floor(((index + 0.5) * reference.count) / samples),
      );
    }
    distances.sort();
    costs[frame] = distances[Math.floor(tuning.fillerQuantile * samples)] as number;
    nearest[frame] = distances[Math.floor(0.05 * samples)] as number;
    sum += distances[Math.floor(samples / 2)] as number;
  }
  return {costs, nearest, unit: sum / Math.max(1, target.count)};
}

interface Level {
  readonly target: Features;
  readonly reference: Features;
  readonly states: WordStates;
  readonly lengths: readonly number[];
  /** Loudness of each frame of the target between the quiet (0) and the loud ones (1). */
  readonly loudness: Float32Array;
  /** 0 where pauses are quiet, 1 where they are hardly quieter than speech. */
  readonly noisiness: number;
  /** How many frames of 10 ms one frame stands for. */
  readonly step: number;
}

function searchLevel(
  {target, reference, states, lengths, loudness, noisiness, step}: Level,
  words: readonly ReferenceWord[],
  {from, to}: Window,
): Path | null {
  const {costs, nearest, unit} = fillerCosts(target, reference);
  // Noise never sounds twice the same: the noisier the pauses, the more a frame of one costs, as it does in a word.
  const quiet = nearest.filter((_, frame) => (loudness[frame] as number) < tuning.quietBelow);
  const base =
    Math.max(tuning.silenceBase * unit, tuning.silenceNoise * quantile(quiet, 0.5)) +
    tuning.noisyBase * noisiness * unit;
  const gapCosts = costs.map((filler, frame) =>
    Math.min(
      filler + tuning.fillerExtra * unit,
      base + tuning.silenceSlope * (loudness[frame] as number) * unit,
    ),
  );
  const entryCosts = Float32Array.from({length: words.length + 1}, (_, index) =>
    index === 0 || index === words.length
      ? 0
      : ((words[index]?.pauseBefore === true
          ? tuning.entryPause
          : tuning.entryInside * (1 + tuning.noisyEntry * noisiness)) *
          unit *
          4) /
        step,
  );
  const skipCosts = Float32Array.from(lengths, (length) =>
    length === 0 ? 0 : ((tuning.skipBase * 4) / step + tuning.skipPerFrame * length) * unit,
  );
  return bestPath({
    target,
    reference,
    states,
    gapCosts,
    entryCosts,
    skipCosts,
    stayCost: tuning.stay * unit,
    leapCost: tuning.leap * unit,
    from,
    to,
  });
}

type Window = Pick<PathRequest, 'from' | 'to'>;

/** The states of a level around the path of a coarser one. */
function windowAround(path: Path, coarse: Level, fine: Level): Window {
  const ratio = coarse.step / fine.step;
  const reach = Math.round((tuning.reach / fine.step) * Math.max(1, ratio / 4));
  const last = fine.states.count - 1;
  const fineOf = (state: number, end: boolean) => {
    const word = coarse.states.words[state] as number;
    const gap = fine.states.gaps[word] as number;
    if (coarse.states.frames[state] === -1) return gap;
    const within = state - (coarse.states.gaps[word] as number) - 1;
    const length = fine.lengths[word] as number;
    return gap + 1 + Math.min(length - 1, within * ratio + (end ? ratio - 1 : 0));
  };
  const at = (group: number) => path.states[Math.min(path.states.length - 1, Math.max(0, group))] as number;
  const from = new Int32Array(fine.target.count);
  const to = new Int32Array(fine.target.count);
  for (let frame = 0; frame < from.length; frame += 1) {
    const group = Math.floor(frame / ratio);
    from[frame] = Math.max(0, fineOf(at(group - 2), false) - reach);
    to[frame] = Math.min(last, fineOf(at(group + 2), true) + reach);
  }
  return {from, to};
}

/** All states, or as many on both sides of an even pace as memory allows. */
function wholeWindow({target, states}: Level): Window {
  const {count} = target;
  const last = states.count - 1;
  const reach = Math.max(1, Math.floor(maxPairs / Math.max(1, count) / 2));
  const centre = (frame: number) => Math.round((frame * last) / Math.max(1, count - 1));
  const from = Int32Array.from({length: count}, (_, frame) => Math.max(0, centre(frame) - reach));
  const to = Int32Array.from({length: count}, (_, frame) => Math.min(last, centre(frame) + reach));
  return {from, to};
}

function spansOf(path: Int32Array, states: WordStates, lengths: readonly number[]): (FoundWord | null)[] {
  const found: ({from: number; to: number} | null)[] = lengths.map(() => null);
  path.forEach((state, frame) => {
    if (states.frames[state] === -1) return;
    const word = states.words[state] as number;
    const known = found[word];
    if (known) known.to = frame + 1;
    else found[word] = {from: frame, to: frame + 1};
  });
  return found;
}

/**
 * Gives silence at the ends of words back to the pause: a pause before a plosive sounds like the closure that begins it,
 * but a closure is no longer than the reference has it.
 */
function withoutPauses(
  found: readonly (FoundWord | null)[],
  loudness: Float32Array,
  ownLoudness: Float32Array,
  lengths: readonly number[],
  noisiness: number,
): (FoundWord | null)[] {
  // Under noise weak sounds are as quiet as pauses: less is taken for one.
  const limit = tuning.quietBelow * (1 - tuning.noisyTrim * noisiness);
  const isQuiet = (levels: Float32Array, frame: number) => (levels[frame] as number) < limit;
  const run = (levels: Float32Array, from: number, to: number, direction: 1 | -1) => {
    let length = 0;
    const first = direction === 1 ? from : to - 1;
    while (length < to - from && isQuiet(levels, first + direction * length)) length += 1;
    return length;
  };
  let own = 0;
  return found.map((word, index) => {
    const first = own;
    own += lengths[index] as number;
    if (!word) return word;
    const {from, to} = word;
    const head = run(loudness, from, to, 1) - run(ownLoudness, first, own, 1) - tuning.spareHead;
    const tail = run(loudness, from, to, -1) - run(ownLoudness, first, own, -1) - tuning.spareTail;
    const start = Math.min(to - 2, from + Math.max(0, head));
    if (start < from) return word;
    return {...word, from: start, to: Math.max(start + 2, to - Math.max(0, tail))};
  });
}

/** Loudness between quiet (0) and loud (1), for levels in dB. */
function loudnessOf(levels: Float32Array, loud: number, range: number): Float32Array {
  return levels.map((level) => Math.min(1, Math.max(0, (level - (loud - range) - 3) / range)));
}

/** Both sounds, made alike, at any level. */
class Comparison {
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

/** How much higher the resonances of the target lie than those of the reference: the best of a few, climbing. */
function bestWarp(comparison: Comparison, words: readonly ReferenceWord[], step: number): number {
  const costs = new Map<number, number>();
  const costOf = (index: number) => {
    const warp = tuning.warps[index];
    if (warp === undefined) return Infinity;
    const known = costs.get(index);
    if (known !== undefined) return known;
    const level = comparison.level(step, warp);
    const cost = searchLevel(level, words, wholeWindow(level))?.cost ?? Infinity;
    costs.set(index, cost);
    return cost;
  };
  let index = 3;
  for (;;) {
    const direction = costOf(index + 1) < costOf(index) ? 1 : costOf(index - 1) < costOf(index) ? -1 : 0;
    if (direction === 0) return tuning.warps[index] as number;
    index += direction;
  }
}

interface Found {
  readonly level: Level;
  readonly path: Path;
}

/** Searches level by level, each near what the one before it found. */
function search(
  comparison: Comparison,
  words: readonly ReferenceWord[],
  warp: number,
  steps: readonly number[],
): Found | null {
  let found: Found | null = null;
  for (const step of steps) {
    const level = comparison.level(step, warp);
    const window = found ? windowAround(found.path, found.level, level) : wholeWindow(level);
    const path = searchLevel(level, words, window);
    if (!path) return null;
    found = {level, path};
  }
  return found;
}

/** The frames of 10 ms that belong to words. */
function wordFrames({level, path}: Found, count: number): Uint8Array {
  return Uint8Array.from({length: count}, (_, frame) =>
    level.states.frames[path.states[Math.floor(frame / level.step)] as number] === -1 ? 0 : 1,
  );
}

/** Words that are only silence in the reference, such as a dash, are not looked for. */
function soundingWords(reference: MelFrames, words: readonly ReferenceWord[]): readonly ReferenceWord[] {
  const levels = frameLevels(reference);
  const threshold = quantile(levels, 0.95) - 40;
  return words.map((word) => {
    const sounds = levels.subarray(word.from, word.to).some((level) => level > threshold);
    return sounds ? word : {...word, to: word.from};
  });
}

export interface FoundWords {
  /** Null for words that the reference does not say or that were not found. */
  readonly words: readonly (FoundWord | null)[];
  /**
   * How unlike the words are to those of the reference, as a share of how unlike frames are that have nothing to do
   * with each other: about 0.67 for the same words, 0.73 under noise or music, 0.8 for other words.
   */
  readonly unlikeness: number;
}

/** Mean distance of the frames of words, see `FoundWords`. */
function unlikenessOf({level, path}: Found): number {
  let [sum, frames] = [0, 0];
  path.states.forEach((state, frame) => {
    const place = level.states.frames[state] as number;
    if (place === -1) return;
    sum += distance(level.target, frame, level.reference, place);
    frames += 1;
  });
  return frames === 0 ? 1 : sum / frames / fillerCosts(level.target, level.reference).unit;
}

/** Finds words in a sound, given the same words as another voice says them. */
export function findWords(
  target: MelFrames,
  reference: MelFrames,
  written: readonly ReferenceWord[],
): FoundWords {
  const none = {words: written.map(() => null), unlikeness: 1};
  const words = soundingWords(reference, written);
  if (target.count === 0 || words.every(({from, to}) => from >= to)) return none;
  const levels = frameLevels(target);
  if (quantile(levels, 1) - quantile(levels, 0.01) < leastRangeDb) return none;
  let comparison = new Comparison(target, reference, words);
  const pairs = (target.count / 4) * comparison.lengths.reduce((sum, length) => sum + length / 4 + 1, 0);
  // The coarsest level is for sounds that are too long to be searched whole at the next.
  const first = pairs > plentyOfPairs ? [16, 4] : [4];
  const warpStep = pairs > plentyOfPairs ? 16 : 8;
  let warp = bestWarp(comparison, words, warpStep);
  let rough = search(comparison, words, warp, first);
  for (let round = 0; rough && round < tuning.rounds; round += 1) {
    const speech = wordFrames(rough, target.count);
    if (comparison.foreignShare(speech) < tuning.foreign) break;
    // Much of the sound is not the words (music before them, say): what is particular to the voice is learnt anew without it.
    comparison = new Comparison(target, reference, words, speech);
    warp = bestWarp(comparison, words, warpStep);
    rough = search(comparison, words, warp, first) ?? rough;
  }
  if (!rough) return none;
  const level = comparison.level(1, warp);
  const path = searchLevel(level, words, windowAround(rough.path, rough.level, level));
  if (!path) return none;
  const found = spansOf(path.states, level.states, comparison.lengths);
  return {
    words: withoutPauses(
      found,
      comparison.loudness,
      comparison.ownLoudness,
      comparison.lengths,
      comparison.noisiness,
    ),
    unlikeness: unlikenessOf({level, path}),
  };
}
