import {InvalidInputError} from '../errors.ts';
import type {Arm} from './arms.ts';
import {baselines} from './baselines.ts';
import type {Estimate} from './bootstrap.ts';
import {type Bench, calibrate, innerFolds} from './calibrate.ts';
import {decidedAccuracy, judge, type Judgement, type SaysOfPair} from './judge.ts';
import {type Pair, pairsOf} from './pairs.ts';
import {probabilityOf} from './probability.ts';
import {randomOf, shuffled} from './random.ts';
import {fitRanking, type RankingDesign, rankingDesign, scoresOf} from './ranking-design.ts';
import {foldsOf, sharedStories, storiesOf} from './stories.ts';

export interface EvaluateOptions {
  /** Learn from these instead of from the other folds; arms of stories that are judged are left out. */
  readonly train?: readonly Arm[];
  /** Folds, 2 to 20. */
  readonly folds?: number;
  /** Decides which story goes to which fold. */
  readonly seed?: string;
  /** How often the control with shuffled labels is run; 0 leaves it out. */
  readonly shuffles?: number;
  /** Shares of the training stories for the learning curve; empty leaves it out. */
  readonly shares?: readonly number[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, all: number) => void;
}

export interface BaselineResult {
  readonly name: string;
  /** Null where the rule has nothing to go by within a comparison. */
  readonly decidedAccuracy: Estimate | null;
  readonly uplift: Estimate | null;
}

export interface Evaluation {
  readonly version: 1;
  readonly method: 'folds' | 'train-and-test';
  readonly data: {
    readonly arms: number;
    readonly comparisons: number;
    readonly stories: number;
    readonly pairs: number;
    readonly decidedPairs: number;
    readonly tiedPairs: number;
    readonly impressions: number;
    readonly clicks: number;
    /** Arms learned from; in folds, the mean. */
    readonly trainingArms: number;
    /** Training arms left out since their story is judged. */
    readonly sharedStoryArms: number;
  };
  readonly model: Judgement;
  readonly baselines: readonly BaselineResult[];
  readonly learningCurve: readonly {
    readonly share: number;
    readonly arms: number;
    readonly decidedAccuracy: Estimate | null;
  }[];
  /** The same training on outcomes dealt at random within each comparison; anything but a coin is a leak. */
  readonly shuffled: {readonly runs: number; readonly mean: number; readonly deviation: number} | null;
  /** What a reader must know before believing the figures. */
  readonly warnings: readonly string[];
}

/** Above this the decided pairs of headline tests have only ever been told by a leak. */
const tooGood = 0.78;
/** A small share is drawn several times: which stories it holds moves the result more than how many. */
const drawsOfShare = (share: number) => (share >= 1 ? 1 : share >= 0.5 ? 2 : 3);

interface Part {
  readonly training: Int32Array;
  readonly judged: readonly number[];
}

/** Lets other work, an interruption among it, happen between two fits. */
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));

const where = (count: number, test: (index: number) => boolean): Int32Array =>
  Int32Array.from(Array.from({length: count}, (_, index) => index).filter(test));

/**
 * Judges the ranker on stories it has not seen: in folds grouped by story, or trained on one file and judged on
 * another. The same procedure gives the learning curve and the control; baselines stand beside it.
 * @throws InvalidInputError where there are too few stories to hold any out, or nothing to compare
 */
export async function evaluate(
  judgedArms: readonly Arm[],
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  const {folds = 5, seed = 'folds', shuffles = 20, shares = [0.05, 0.1, 0.25, 0.5, 1], signal} = options;
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= 20)) {
    throw new InvalidInputError('the evaluation', [
      {path: 'folds', message: 'is not a whole number from 2 to 20'},
    ]);
  }
  const shared = options.train ? sharedStories(options.train, judgedArms) : [];
  const trained = (options.train ?? []).filter((_, index) => shared[index] !== true);
  const arms = [...judgedArms, ...trained];
  const stories = storiesOf(arms);
  const design = rankingDesign(arms);
  const bench: Bench = {arms, stories, design};
  const isJudged = (index: number) => index < judgedArms.length;
  const members = design.members.filter((list) => isJudged(list[0]!));
  const pairs = pairsOf(arms, members);
  const held = new Set(members.flatMap((list) => (list.length > 1 ? [stories[list[0]!]!] : []))).size;
  refuseWhatCannotBeJudged(options.train !== undefined, trained.length, pairs.length, held, folds);

  const foldOf = options.train ? [] : foldsOf(arms, stories, folds, seed);
  const parts: readonly Part[] = options.train
    ? [
        {
          training: where(arms.length, (index) => !isJudged(index)),
          judged: judgedArms.map((_, index) => index),
        },
      ]
    : Array.from({length: folds}, (_, fold) => ({
        training: where(arms.length, (index) => foldOf[index] !== fold),
        judged: [...where(arms.length, (index) => foldOf[index] === fold)],
      }));

  const draws = shares.flatMap((share) =>
    share >= 1 ? [] : Array.from({length: drawsOfShare(share)}, (_, draw) => ({share, draw})),
  );
  const all = parts.length * (innerFolds + 1 + draws.length + shuffles);
  let done = 0;
  const tick = async () => {
    options.onProgress?.(done, all);
    done += 1;
    await breathe();
    signal?.throwIfAborted();
  };

  // The model itself.
  const scores = new Float64Array(arms.length);
  const slopes = new Float64Array(arms.length);
  for (const {training, judged} of parts) {
    const slope = await calibrate(bench, training, tick);
    await tick();
    const scoreOf = scoresOf(design.matrix.rows, fitRanking(design, training));
    for (const index of judged) {
      scores[index] = scoreOf(index);
      slopes[index] = slope;
    }
  }
  const says: SaysOfPair = (a, b) => probabilityOf(slopes[a]! * (scores[a]! - scores[b]!));
  const model = judge(arms, members, stories, pairs, says);

  const learningCurve = await learn(bench, parts, pairs, shares, draws, model.decidedAccuracy, tick);
  const control = await shuffledControl(bench, parts, pairs, shuffles, tick);
  options.onProgress?.(all, all);

  const sum = (field: 'impressions' | 'clicks') => judgedArms.reduce((total, arm) => total + arm[field], 0);
  const data = {
    arms: judgedArms.length,
    comparisons: members.filter((list) => list.length > 1).length,
    stories: held,
    pairs: pairs.length,
    decidedPairs: pairs.filter(({decided}) => decided).length,
    tiedPairs: pairs.filter(({outcome}) => outcome === 0.5).length,
    impressions: sum('impressions'),
    clicks: sum('clicks'),
    trainingArms: Math.round(parts.reduce((total, {training}) => total + training.length, 0) / parts.length),
    sharedStoryArms: shared.filter(Boolean).length,
  };
  return {
    version: 1,
    method: options.train ? 'train-and-test' : 'folds',
    data,
    model,
    baselines: [
      ...baselines.map(({name, value}) => {
        const values = Float64Array.from(judgedArms, value);
        const judgement = judge(arms, members, stories, pairs, (a, b) =>
          values[a] === values[b] ? 0.5 : values[a]! > values[b]! ? 1 : 0,
        );
        return {name, decidedAccuracy: judgement.decidedAccuracy, uplift: judgement.uplift};
      }),
      // All arms of a comparison have the same account behind them.
      {name: 'account mean', decidedAccuracy: null, uplift: null},
    ],
    learningCurve,
    shuffled: control,
    warnings: warningsOf(data, model, control),
  };
}

function refuseWhatCannotBeJudged(
  apart: boolean,
  trained: number,
  pairs: number,
  stories: number,
  folds: number,
): void {
  const refuse = (message: string) => {
    throw new InvalidInputError('the data', [{path: '', message}]);
  };
  if (pairs === 0) {
    refuse('no test has two arms with the same image, so there is nothing to compare');
  }
  if (apart && trained === 0) {
    refuse('every training story is among the judged ones; nothing is left to learn from');
  }
  if (!apart && stories < folds) {
    refuse(
      `${stories === 1 ? 'all arms belong to one story' : `there are ${stories} stories`}, and ${folds} are needed to judge on stories that were not learned from; give more tests, or training data apart with --train`,
    );
  }
}

async function learn(
  {arms, stories, design}: Bench,
  parts: readonly Part[],
  pairs: readonly Pair[],
  shares: readonly number[],
  draws: readonly {readonly share: number; readonly draw: number}[],
  whole: Estimate | null,
  tick: () => Promise<void>,
): Promise<Evaluation['learningCurve']> {
  const results = new Map<string, {arms: number; estimate: Estimate | null}>();
  for (const {share, draw} of draws) {
    const scores = new Float64Array(arms.length);
    let used = 0;
    for (const {training, judged} of parts) {
      await tick();
      const order = shuffled(
        [...new Set([...training].map((index) => stories[index]!))],
        randomOf(`share ${draw}`),
      );
      const kept = new Set(order.slice(0, Math.max(1, Math.round(order.length * share))));
      const chosen = training.filter((index) => kept.has(stories[index]!));
      used += chosen.length / parts.length;
      const scoreOf = scoresOf(design.matrix.rows, fitRanking(design, chosen));
      for (const index of judged) scores[index] = scoreOf(index);
    }
    const estimate = decidedAccuracy(pairs, stories, (a, b) => probabilityOf(scores[a]! - scores[b]!));
    results.set(`${share} ${draw}`, {arms: used, estimate});
  }
  const armsOfAll = parts.reduce((sum, {training}) => sum + training.length / parts.length, 0);
  return shares.map((share) => {
    if (share >= 1) return {share: 1, arms: Math.round(armsOfAll), decidedAccuracy: whole};
    const own = Array.from({length: drawsOfShare(share)}, (_, draw) => results.get(`${share} ${draw}`)!);
    const mean = (field: keyof Estimate) =>
      own.reduce((sum, {estimate}) => sum + (estimate?.[field] ?? 0), 0) / own.length;
    return {
      share,
      arms: Math.round(own.reduce((sum, {arms: count}) => sum + count, 0) / own.length),
      decidedAccuracy: own.some(({estimate}) => estimate === null)
        ? null
        : {value: mean('value'), low: mean('low'), high: mean('high')},
    };
  });
}

/** Outcomes dealt at random among the arms of each comparison. */
function shuffledOutcomes({targets, weights, members}: RankingDesign, seed: string) {
  const random = randomOf(seed);
  const dealt = {targets: Float64Array.from(targets), weights: Float64Array.from(weights)};
  for (const list of members) {
    for (const [at, from] of shuffled(list, random).entries()) {
      dealt.targets[list[at]!] = targets[from]!;
      dealt.weights[list[at]!] = weights[from]!;
    }
  }
  return dealt;
}

async function shuffledControl(
  {arms, stories, design}: Bench,
  parts: readonly Part[],
  pairs: readonly Pair[],
  runs: number,
  tick: () => Promise<void>,
): Promise<Evaluation['shuffled']> {
  const values: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const outcome = shuffledOutcomes(design, `shuffle ${run}`);
    const scores = new Float64Array(arms.length);
    for (const {training, judged} of parts) {
      await tick();
      const scoreOf = scoresOf(design.matrix.rows, fitRanking(design, training, outcome));
      for (const index of judged) scores[index] = scoreOf(index);
    }
    const estimate = decidedAccuracy(pairs, stories, (a, b) => probabilityOf(scores[a]! - scores[b]!));
    if (estimate) values.push(estimate.value);
  }
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return {runs: values.length, mean, deviation: Math.sqrt(variance)};
}

function warningsOf(
  data: Evaluation['data'],
  model: Judgement,
  control: Evaluation['shuffled'],
): readonly string[] {
  const warnings: string[] = [];
  const accuracy = model.decidedAccuracy;
  if (data.decidedPairs === 0) {
    warnings.push('No pair is decided: every difference is within chance. Accuracy cannot be told.');
  } else if (data.decidedPairs < 100) {
    warnings.push(`Only ${data.decidedPairs} pairs are decided: not enough data to judge by.`);
  }
  if (accuracy && accuracy.value > tooGood && data.decidedPairs >= 100) {
    warnings.push(
      `${(100 * accuracy.value).toFixed(1)} % of decided pairs is more than text has ever told: look for a leak, such as one story under two groups.`,
    );
  }
  if (
    control &&
    Math.abs(control.mean - 0.5) > Math.max(0.02, (3 * control.deviation) / Math.sqrt(control.runs))
  ) {
    warnings.push(
      `With shuffled labels the model still tells ${(100 * control.mean).toFixed(1)} %: the procedure leaks.`,
    );
  }
  if (data.sharedStoryArms > 0) {
    warnings.push(`${data.sharedStoryArms} training arms were left out: their stories are judged.`);
  }
  return warnings;
}
