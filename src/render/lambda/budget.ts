import {ViralError} from '../../errors.ts';

/** Money: what was spent and what is pledged to what is under way, against what may be spent. */
export interface Budget {
  /** Sets an expected cost aside for as long as the work takes. */
  pledging<Value>(costInUsd: number, work: () => Promise<Value>): Promise<Value>;
  /**
   * @param more of what is not pledged yet
   * @param needs what the video is expected to cost
   * @throws ViralError `budget-exceeded`
   */
  check(more: number, needs: number): void;
  readonly pledgedInUsd: () => number;
}

/**
 * @param most USD for everything, what is under way included; nothing is refused without
 * @param spentInUsd what is over
 */
export function createBudget(most: number | undefined, spentInUsd: () => number): Budget {
  let pledged = 0;
  return {
    async pledging(costInUsd, work) {
      pledged += costInUsd;
      try {
        return await work();
      } finally {
        pledged -= costInUsd;
      }
    },
    check(more, needs) {
      if (most === undefined) return;
      const spent = spentInUsd();
      if (spent + pledged + more <= most) return;
      throw new ViralError(
        'budget-exceeded',
        `The budget of $${most} does not reach: $${spent.toFixed(4)} are spent, $${pledged.toFixed(4)} pledged to what is under way, and this video needs about $${needs.toFixed(4)}. Nothing was begun for it; what is done is kept.`,
      );
    },
    pledgedInUsd: () => pledged,
  };
}
