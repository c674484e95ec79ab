import {InvalidInputError} from '../errors.ts';
import type {Arm} from './arms.ts';
import {calibrate} from './calibrate.ts';
import {lineFeatures, measureLine, type ReadLine, readLine} from './line-features.ts';
import {type KeyKind, lettersOf, wordKeysOf} from './line-matrix.ts';
import {expectedSizes, fitRanking, namedScale, rankingDesign, scoresOf} from './ranking-design.ts';
import {storiesOf} from './stories.ts';

/** What a ranker learned, as plain data. */
export interface RankerModel {
  readonly version: 1;
  /** Ids of the named features, in the order of the arrays. */
  readonly named: readonly string[];
  readonly means: Float64Array;
  readonly coefficients: Float64Array;
  /** Variance that is left of each named coefficient after training. */
  readonly variances: Float64Array;
  /** Variance that each named coefficient was expected to have before. */
  readonly expected: Float64Array;
  /** Coefficient and left variance of each sparse feature that was seen. */
  readonly sparse: ReadonlyMap<string, Learned>;
  /** Score of the median training line; lines are judged against it where no account is known. */
  readonly median: number;
  /** Log-odds that one line beats another for a unit of difference in score. */
  readonly slope: number;
  /**
   * Log-odds for a unit of *true* difference, for intervals: stays where it is when the scores turn out to say nothing,
   * so that a model that knows nothing is not sure of one half.
   */
  readonly doubtSlope: number;
  /**
   * By how much coefficients elsewhere may differ from those learned here, as a multiple of their expected variance:
   * 0 where lines come from where the training data came from.
   */
  readonly transferVariance: number;
  readonly trainedOn: {
    readonly arms: number;
    readonly comparisons: number;
    readonly stories: number;
  };
}

export interface Learned {
  readonly coefficient: number;
  /** Variance that is left after training. */
  readonly variance: number;
  /** Variance before. */
  readonly expected: number;
}

/** One feature of one line, with its share of the score. */
interface Part {
  /** Place in `lineFeatures`, or a token run. */
  readonly named: number | null;
  readonly tokens: readonly [number, number] | null;
  readonly value: number;
}

/** A line as a ranker sees it: numbers for the score, parts for the reasons. */
export interface ScoredLine {
  readonly line: ReadLine;
  /** Features by key: value, coefficient, left variance. Named ones go by their id. */
  readonly features: ReadonlyMap<string, {readonly value: number; readonly learned: Learned}>;
  readonly parts: readonly Part[];
  readonly score: number;
  /** Share of its words that were seen in training; 0 for a line without words. */
  readonly familiarity: number;
}

/** Left variance of a sparse feature that training never saw. */
const unseen = (model: RankerModel, kind: KeyKind): Learned => ({
  coefficient: 0,
  variance: expectedSizes[kind] ** 2 * (1 + model.transferVariance),
  expected: expectedSizes[kind] ** 2,
});

/** Reads a line through what was learned. Takes well under a millisecond. */
export function scoreLine(model: RankerModel, text: string): ScoredLine {
  const line = readLine(text);
  const features = new Map<string, {value: number; learned: Learned}>();
  const parts: Part[] = [];
  let score = 0;
  const measured = measureLine(line);
  for (const [index, id] of model.named.entries()) {
    const value = measured[index]! - model.means[index]!;
    const learned = {
      coefficient: model.coefficients[index]!,
      variance: model.variances[index]!,
      expected: model.expected[index]!,
    };
    features.set(`n${id}`, {value, learned});
    score += value * learned.coefficient;
    parts.push({named: index, tokens: null, value: value * learned.coefficient});
  }
  const take = (key: string, kind: KeyKind, tokens: readonly [number, number]): boolean => {
    const learned = model.sparse.get(key);
    const before = features.get(key);
    features.set(key, {value: 1 + (before?.value ?? 0), learned: learned ?? unseen(model, kind)});
    if (learned) {
      score += learned.coefficient;
      parts.push({named: null, tokens, value: learned.coefficient});
    }
    return learned !== undefined;
  };
  let known = 0;
  const familiar = new Map<string, boolean>();
  for (const {key, kind, from, to} of wordKeysOf(line)) {
    const token = line.tokens[from]!;
    if (!features.has(key)) {
      const seen = take(key, kind, [from, to]);
      if (kind === 'word') {
        familiar.set(token.form, seen);
        if (token.kind === 'word') {
          for (const letters of lettersOf(token.form)) take(`l${letters}`, 'letters', [from, from]);
        }
      }
    }
    if (kind === 'word' && token.kind !== 'mark' && familiar.get(token.form) === true) known += 1;
  }
  return {
    line,
    features,
    parts,
    score,
    familiarity: line.words.length === 0 ? 0 : known / line.words.length,
  };
}

/** Variance of the logarithm of arms' rates within one test, chance taken off (Upworthy Research Archive). */
const varianceOfLines = 0.041;

/**
 * Variance of the difference of two scores that training left open: of what lines vary at all, the part that their
 * features had before and have not lost. Correlations between coefficients are left out.
 * @param b the other line; the mean training line where left out
 */
export function varianceOfDifference(a: ScoredLine, b: ScoredLine | null): number {
  let left = 0;
  let expected = 0;
  const add = (difference: number, learned: Learned) => {
    left += difference ** 2 * learned.variance;
    expected += difference ** 2 * learned.expected;
  };
  for (const [key, {value, learned}] of a.features) add(value - (b?.features.get(key)?.value ?? 0), learned);
  if (b) {
    for (const [key, {value, learned}] of b.features) if (!a.features.has(key)) add(value, learned);
  }
  return expected === 0 ? 0 : (left / expected) * varianceOfLines * (b ? 2 : 1);
}

export interface TrainOptions {
  /** Sparse features that fewer stories have are learned from but not kept in the model. 1 keeps all. */
  readonly keepFrom?: number;
  readonly signal?: AbortSignal;
}

/**
 * Trains a ranker on randomised tests. The same arms give the same model.
 * @throws InvalidInputError where no test has two arms
 */
export async function trainRanker(arms: readonly Arm[], options: TrainOptions = {}): Promise<RankerModel> {
  const {keepFrom = 1, signal} = options;
  const design = rankingDesign(arms);
  const comparisons = design.members.filter((list) => list.length > 1).length;
  if (comparisons === 0) {
    throw new InvalidInputError('the training data', [
      {path: '', message: 'no test has two arms with the same image, so there is nothing to learn from'},
    ]);
  }
  const stories = storiesOf(arms);
  const everything = Int32Array.from(arms, (_, index) => index);
  const slope = await calibrate({arms, stories, design}, everything, async () => {
    await new Promise<void>((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
  });
  const fit = fitRanking(design, everything);
  const {means} = namedScale(design, everything);
  const {rows, keys} = design.matrix;
  const width = rows.denseWidth;
  const varianceAt = (k: number) =>
    fit.priorVariance[k] === 0 ? 0 : 1 / (1 / fit.priorVariance[k]! + fit.information[k]!);
  const occurrences = new Int32Array(keys.length);
  const lastStory = new Int32Array(keys.length).fill(-1);
  const meet = (id: number, story: number) => {
    if (lastStory[id] !== story) occurrences[id]! += 1;
    lastStory[id] = story;
  };
  for (const row of [...everything].sort((a, b) => stories[a]! - stories[b]!)) {
    for (const id of rows.ids.subarray(rows.starts[row], rows.starts[row + 1])) {
      meet(id, stories[row]!);
      for (const letters of rows.broughtIds.subarray(rows.broughtStarts[id], rows.broughtStarts[id + 1])) {
        meet(letters, stories[row]!);
      }
    }
  }
  const sparse = new Map<string, Learned>();
  for (const [id, key] of keys.entries()) {
    if (occurrences[id]! < keepFrom) continue;
    sparse.set(key, {
      coefficient: fit.coefficients[width + id]!,
      variance: varianceAt(width + id),
      expected: fit.priorVariance[width + id]!,
    });
  }
  const offset = means.reduce((sum, mean, k) => sum + mean * fit.coefficients[k]!, 0);
  const scoreOf = scoresOf(rows, fit);
  const scores = Float64Array.from(arms, (_, index) => scoreOf(index) - offset).sort();
  return {
    version: 1,
    named: lineFeatures.map(({id}) => id),
    means,
    coefficients: fit.coefficients.slice(0, width),
    variances: Float64Array.from({length: width}, (_, k) => varianceAt(k)),
    expected: fit.priorVariance.slice(0, width),
    sparse,
    median: scores[Math.floor(scores.length / 2)]!,
    slope,
    doubtSlope: slope,
    transferVariance: 0,
    trainedOn: {
      arms: arms.length,
      comparisons,
      stories: new Set(design.members.flatMap((list) => (list.length > 1 ? [stories[list[0]!]] : []))).size,
    },
  };
}
