import {z} from 'zod';
import {parseInput} from '../errors.ts';
import {platformSchema} from '../platforms/index.ts';
import type {ComparePrediction, Evidence, LinePrediction, PredictedLine, Predictor} from '../ports/index.ts';
import {hookTypeSchema, languageSchema, structureTypeSchema} from '../schema/index.ts';
import {learn, type Learnt, type OwnResult} from './learn.ts';
import {probabilityOf, surest} from './probability.ts';
import {type RankerModel, scoreLine, type ScoredLine, varianceOfDifference} from './ranker.ts';
import {reasonsBetween, reasonsOf} from './reasons.ts';

const lineSchema = z.strictObject({
  text: z.string().max(2000),
  language: languageSchema.optional(),
  // The kind of a line is in its words; what it says beside them is for predictors of patterns.
  hook: hookTypeSchema.optional(),
  structure: structureTypeSchema.optional(),
  platform: platformSchema.optional(),
  category: z.string().max(100).optional(),
});

export interface PredictorOptions {
  /** What was learned before: `headlinePrior()`, or a model of `trainRanker`. */
  readonly prior: RankerModel;
  /** Names the prior in manifests. */
  readonly name: string;
  /** The user's own results. */
  readonly results?: readonly OwnResult[];
  /** Whose median is to be beaten; where left out, that of the training lines. */
  readonly account?: string;
  /** False where the lines are of the kind that the prior was trained on, so that all of it holds. True by default. */
  readonly transfer?: boolean;
}

export interface LearningPredictor extends Predictor {
  /** A predictor that has learned from these results too; later snapshots of a video replace earlier ones. */
  learn(results: readonly OwnResult[]): LearningPredictor;
}

/** Results of a user's own from which on any language can be judged: it was learned, not assumed. */
const enoughOwn = 100;
const leastFamiliarity = 0.5;
/** 90 % of a normal distribution lies within this many deviations. */
const within90 = 1.645;

const percent = (share: number) => `${Math.round(100 * share)} %`;

/**
 * Ranks first lines. Starts from a prior and lets the user's own results take over as they come.
 * @throws InvalidInputError with the path of each bad result
 */
export function createPredictor(options: PredictorOptions): LearningPredictor {
  const {prior, name, account, results = [], transfer = true} = options;
  const {
    model,
    medians,
    results: own,
  }: Learnt = transfer || results.length > 0
    ? learn(prior, results)
    : {model: prior, medians: new Map(), results: 0};
  const median = (account === undefined ? undefined : medians.get(account)) ?? model.median;

  const evidenceOf = (lines: readonly PredictedLine[], scored: readonly ScoredLine[]): Evidence => {
    const familiarity = Math.min(...scored.map((line) => line.familiarity));
    const base = {familiarity, ownResults: own};
    const foreign = lines.find(({language}) => language !== undefined && !/^en\b/i.test(language))?.language;
    const because = (reason: string): Evidence => ({...base, enough: false, reason});
    if (scored.some(({line}) => line.words.length === 0)) {
      return because('a line without words cannot be judged');
    }
    if (foreign !== undefined && own < enoughOwn) {
      return because(
        `learned from English headlines only, and the line is in ${foreign}; ${own} results of your own, ${enoughOwn} are needed`,
      );
    }
    if (familiarity < leastFamiliarity) {
      return because(
        `not enough data: ${percent(1 - familiarity)} of the words were never seen in ${model.trainedOn.arms.toLocaleString('en')} headlines${own > 0 ? ` and ${own} results of your own` : ''}`,
      );
    }
    return {
      ...base,
      enough: true,
      reason: `learned from ${model.trainedOn.arms.toLocaleString('en')} headlines of ${model.trainedOn.comparisons.toLocaleString('en')} randomised tests${own > 0 ? ` and ${own.toLocaleString('en')} results of your own` : ', none of them yours'}`,
    };
  };
  const unknown = {probability: 0.5, low: 1 - surest, high: surest, reasons: []};
  const check = (line: PredictedLine) => void parseInput(lineSchema, line, 'the line');

  return {
    name: own > 0 ? `${name}+${own}` : name,
    learn: (more) => createPredictor({...options, results: [...results, ...more]}),
    doCompare(first, second): ComparePrediction {
      const lines = [first, second];
      lines.forEach(check);
      const [a, b] = [scoreLine(model, first.text), scoreLine(model, second.text)];
      const evidence = evidenceOf(lines, [a, b]);
      if (!evidence.enough) return {...unknown, evidence};
      const difference = a.score - b.score;
      const doubt = within90 * Math.sqrt(varianceOfDifference(a, b));
      return {
        probability: probabilityOf(model.slope * difference),
        low: probabilityOf(model.slope * difference - model.doubtSlope * doubt),
        high: probabilityOf(model.slope * difference + model.doubtSlope * doubt),
        reasons: reasonsBetween(a, b),
        evidence,
      };
    },
    doPredict(line): LinePrediction {
      check(line);
      const scored = scoreLine(model, line.text);
      const evidence = evidenceOf([line], [scored]);
      if (!evidence.enough) return {...unknown, expectedLift: 0, evidence};
      const difference = scored.score - median;
      const doubt = within90 * Math.sqrt(varianceOfDifference(scored, null));
      // A pair has the chance of two lines in it, a median that of one: the same difference tells √2 times more.
      const logOdds = Math.SQRT2 * model.slope * difference;
      const reach = Math.SQRT2 * model.doubtSlope * doubt;
      return {
        probability: probabilityOf(logOdds),
        low: probabilityOf(logOdds - reach),
        high: probabilityOf(logOdds + reach),
        expectedLift: Math.exp(difference) - 1,
        reasons: reasonsOf(scored),
        evidence,
      };
    },
  };
}
