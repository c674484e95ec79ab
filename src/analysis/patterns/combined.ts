import type {LinePrediction} from '../../ports/index.ts';
import type {Pattern} from '../../schema/index.ts';
import {probabilityOf, surest} from '../probability.ts';

/** What pattern and first line say together. */
export interface Combined {
  /** That the video beats what its account usually gets; never 0 or 1. */
  readonly probability: number;
  /** 90 % interval of that probability. */
  readonly low: number;
  readonly high: number;
  readonly enough: boolean;
  readonly reason: string;
  readonly restsOn: 'pattern-and-line' | 'pattern' | 'line' | 'nothing';
}

/** Logarithm of the odds; of p and of 1 - p the same number with the sign turned, to the last bit. */
export function logit(probability: number): number {
  const upper = Math.max(probability, 1 - probability);
  const odds = Math.log(upper / (1 - upper));
  return probability >= 0.5 ? odds : -odds;
}

/**
 * Pattern and first line as two pieces of evidence of one question: their log-odds are added, what is not known of
 * either widens the interval. Where a first line's words tell its hook type, a little is counted twice; the record of
 * predictions shows whether that does harm.
 */
export function combined(pattern: Omit<Pattern, 'examples'> | null, line: LinePrediction | null): Combined {
  const parts = [
    ...(pattern?.enough === true ? [pattern] : []),
    ...(line?.evidence.enough === true
      ? [{successRate: line.probability, low: line.low, high: line.high}]
      : []),
  ];
  if (parts.length === 0) {
    const why = [pattern?.reason ?? 'the hook is not known', line?.evidence.reason]
      .filter(Boolean)
      .join('; ');
    return {
      probability: 0.5,
      low: 1 - surest,
      high: surest,
      enough: false,
      reason: why.startsWith('not enough data') ? why : `not enough data: ${why}`,
      restsOn: 'nothing',
    };
  }
  const middle = parts.reduce((sum, {successRate}) => sum + logit(successRate), 0);
  const below = Math.hypot(...parts.map(({successRate, low}) => logit(successRate) - logit(low)));
  const above = Math.hypot(...parts.map(({successRate, high}) => logit(high) - logit(successRate)));
  const reasons = [
    ...(pattern?.enough === true ? [pattern.reason] : []),
    ...(line?.evidence.enough === true ? [`the first line: ${line.evidence.reason}`] : []),
  ];
  return {
    probability: probabilityOf(middle),
    low: probabilityOf(middle - below),
    high: probabilityOf(middle + above),
    enough: true,
    reason: reasons.join('; '),
    restsOn: parts.length === 2 ? 'pattern-and-line' : pattern?.enough === true ? 'pattern' : 'line',
  };
}
