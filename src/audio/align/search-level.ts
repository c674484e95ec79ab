import {bestPath, type Features, type Path, type PathRequest} from './best-path.ts';
import {quantile} from './sound-features.ts';
import {tuning} from './tuning.ts';
import type {WordStates} from './word-states.ts';
import type {ReferenceWord} from './words-only.ts';

/** More pairs of a frame and a state than this are not tried: a byte of memory for each. */
const maxPairs = 48e6;

/** How unlike two frames are. */
export function distance(a: Features, frameA: number, b: Features, frameB: number): number {
  let sum = 0;
  for (let index = 0; index < a.size; index += 1) {
    const difference =
      (a.values[frameA * a.size + index] as number) - (b.values[frameB * a.size + index] as number);
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}

/** For each frame what it costs to be none of the words: no more than what many frames of the reference would cost. */
export function fillerCosts(
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

/** Both sounds at one fineness. */
export interface Level {
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

/** The cheapest way through the words inside a window; null where none leads through. */
export function searchLevel(
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

/** From which state to which each frame is tried. */
type Window = Pick<PathRequest, 'from' | 'to'>;

/** The states of a level around the path of a coarser one. */
export function windowAround(path: Path, coarse: Level, fine: Level): Window {
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
export function wholeWindow({target, states}: Level): Window {
  const {count} = target;
  const last = states.count - 1;
  const reach = Math.max(1, Math.floor(maxPairs / Math.max(1, count) / 2));
  const centre = (frame: number) => Math.round((frame * last) / Math.max(1, count - 1));
  const from = Int32Array.from({length: count}, (_, frame) => Math.max(0, centre(frame) - reach));
  const to = Int32Array.from({length: count}, (_, frame) => Math.min(last, centre(frame) + reach));
  return {from, to};
}
