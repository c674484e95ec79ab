import type {Platform} from '../platforms/index.ts';
import type {HookType, StructureType} from '../schema/index.ts';

/** Something about a line that moved a prediction, and by how much. */
export interface Reason {
  /** A named property (`asks a question`) or the words themselves (`“you won’t”`). */
  readonly what: string;
  /** Factor on the rate, minus 1: 0.04 is 4 % more clicks than without it, all else equal. */
  readonly effect: number;
  /** Whose it is: of the first line, of the second, or of both in different measure. A single line is the first. */
  readonly of: 'first' | 'second' | 'both';
  /** Part of that line it rests on, character offsets; absent where it is about the whole or about what is missing. */
  readonly span?: {readonly start: number; readonly end: number};
}

/** What a prediction rests on. */
export interface Evidence {
  /** False: the predictor does not know, and says `reason`. The probability is then close to, or exactly, one half. */
  readonly enough: boolean;
  /** In words a creator understands: what it was learned from, or what is missing. */
  readonly reason: string;
  /** Share of the words that were seen in training, 0-1. */
  readonly familiarity: number;
  /** The user's own results that were learned from. */
  readonly ownResults: number;
}

export interface ComparePrediction {
  /** That the first does better than the second, 0-1, never 0 or 1. `p(a, b) = 1 - p(b, a)` to the last bit. */
  readonly probability: number;
  /** 90 % interval of that probability, for what the predictor could not learn. */
  readonly low: number;
  readonly high: number;
  /** What speaks for the first (positive) or against it, largest first. */
  readonly reasons: readonly Reason[];
  readonly evidence: Evidence;
}

export interface LinePrediction {
  /** That it beats the median of the account (of the training lines, where no account is known), 0-1. */
  readonly probability: number;
  /** 90 % interval of that probability. */
  readonly low: number;
  readonly high: number;
  /** Expected rate over that of the median, minus 1. */
  readonly expectedLift: number;
  readonly reasons: readonly Reason[];
  readonly evidence: Evidence;
  /** What videos of its kind did, where enough of them are known. */
  readonly pattern?: KnownPattern;
}

/** How much better than usual for their account videos of one kind did. */
export interface KnownPattern {
  /** `hook/structure/platform/category`, with `any` for what it is not limited to. */
  readonly id: string;
  /** Rate over the usual one, minus 1, and its 90 % interval. */
  readonly lift: number;
  readonly low: number;
  readonly high: number;
  /** How many average videos that is worth. */
  readonly effectiveVideos: number;
  readonly videos: number;
  readonly accounts: number;
}

export interface PredictedLine {
  /** A first line or a headline. */
  readonly text: string;
  /** BCP 47; English where left out. */
  readonly language?: string;
  /** Its kind, how the video is built, and where it is posted, for predictors that know patterns. */
  readonly hook?: HookType | undefined;
  readonly structure?: StructureType | undefined;
  readonly platform?: Platform | undefined;
  readonly category?: string | undefined;
}

/** Tells which of several first lines will do better. Built by a factory; holds what it learned. */
export interface Predictor {
  /** Names the predictor in manifests, as in `headlines/1`. */
  readonly name: string;
  doPredict(line: PredictedLine): LinePrediction;
  doCompare(a: PredictedLine, b: PredictedLine): ComparePrediction;
}
