import {InvalidInputError, ViralError} from '../errors.ts';
import type {TokenUsage} from '../ports/index.ts';

export interface BudgetLimits {
  /** US dollars. */
  readonly usd?: number;
  readonly tokens?: number;
  readonly calls?: number;
}

/** What was spent, or may be at most. `usd` is null where the price is not known. */
export interface Spending {
  readonly tokens: number;
  readonly usd: number | null;
}

/** A limit for many calls together. One object may be shared by calls that run beside each other. */
export interface Budget {
  readonly limits: BudgetLimits;
  /** What is spent so far; what calls under way may spend is not in it. */
  spent(): {readonly usd: number; readonly tokens: number; readonly calls: number};
  /**
   * Sets aside what a call may cost at most, before it is made.
   * @returns takes what it did cost
   * @throws ViralError `budget-exceeded` where less is left
   */
  reserve(atMost: Spending, model: string): (actual: Spending) => void;
}

/** Every token of a call. */
export function tokensOf({inputTokens, outputTokens, thoughtTokens}: TokenUsage): number {
  return inputTokens + outputTokens + thoughtTokens;
}

/**
 * A budget that refuses a call before money is spent on it.
 * @throws InvalidInputError for a limit that is none
 */
export function createBudget(limits: BudgetLimits): Budget {
  for (const [path, limit] of Object.entries(limits)) {
    if (typeof limit !== 'number' || !Number.isFinite(limit) || limit < 0) {
      throw new InvalidInputError('the budget', [{path, message: 'must be a number from 0 upwards'}]);
    }
  }
  const spent = {usd: 0, tokens: 0, calls: 0};
  const held = {usd: 0, tokens: 0};
  const refuse = (what: string) =>
    new ViralError('budget-exceeded', `${what} Nothing was sent. Raise the budget, or ask for less.`);
  return {
    limits,
    spent: () => ({...spent}),
    reserve(atMost, model) {
      const {usd, tokens, calls} = limits;
      if (calls !== undefined && spent.calls >= calls) {
        throw refuse(`The budget of ${calls} model calls is used up.`);
      }
      if (tokens !== undefined && spent.tokens + held.tokens + atMost.tokens > tokens) {
        throw refuse(
          `A call of ${model} may take ${atMost.tokens} tokens, and ${Math.max(0, tokens - spent.tokens - held.tokens)} are left of ${tokens}.`,
        );
      }
      if (usd !== undefined && atMost.usd === null) {
        throw refuse(
          `The price of ${model} is not known, so a budget in dollars cannot hold; give the model a price (0 for your own).`,
        );
      }
      if (usd !== undefined && spent.usd + held.usd + (atMost.usd ?? 0) > usd) {
        throw refuse(
          `A call of ${model} may cost $${(atMost.usd ?? 0).toFixed(4)}, and $${Math.max(0, usd - spent.usd - held.usd).toFixed(4)} are left of $${usd}.`,
        );
      }
      spent.calls += 1;
      held.tokens += atMost.tokens;
      held.usd += atMost.usd ?? 0;
      let isOpen = true;
      return (actual) => {
        if (!isOpen) return;
        isOpen = false;
        held.tokens -= atMost.tokens;
        held.usd -= atMost.usd ?? 0;
        spent.tokens += actual.tokens;
        spent.usd += actual.usd ?? 0;
      };
    },
  };
}
