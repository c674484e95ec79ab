import type {Arm} from './arms.ts';
import {readLine} from './line-features.ts';

/** A rule that anybody could follow without a model. */
export interface Baseline {
  readonly name: string;
  /** What it goes by; higher is better. Equal values are a coin. */
  readonly value: (arm: Arm) => number;
}

/** Positive words less negative ones, a share of all words, -1 to 1. The words are those of `wordClasses`. */
export function sentimentOf(text: string): number {
  const {words, classes} = readLine(text);
  if (words.length === 0) return 0;
  return ((classes.get('positive') ?? 0) - (classes.get('negative') ?? 0)) / words.length;
}

export const baselines: readonly Baseline[] = [
  {name: 'random', value: () => 0},
  {name: 'longer', value: ({headline}) => headline.length},
  {name: 'more words', value: ({headline}) => readLine(headline).words.length},
  {name: 'sentiment (more negative)', value: ({headline}) => -sentimentOf(headline)},
  {name: 'no question', value: ({headline}) => (headline.includes('?') ? 0 : 1)},
];
