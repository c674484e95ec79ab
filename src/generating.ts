import type {z} from 'zod';
import {ViralError} from './errors.ts';
import type {Budget} from './generating/budget.ts';
import {type ModelCall, openModelCalls} from './generating/model-calls.ts';
import {ModelError} from './generating/model-error.ts';
import {readAnswer, repairParts, shownIssues} from './generating/read-answer.ts';
import {checkedPatience, checkedRequest, type GenerateRequest} from './generating/request.ts';
import type {FinishReason, LanguageModel, TokenUsage} from './ports/index.ts';
import type {RetryClock} from './retry.ts';

export {createBudget} from './generating/budget.ts';
export type {Budget, BudgetLimits, Spending} from './generating/budget.ts';
export type {ModelCall} from './generating/model-calls.ts';
export {ModelError} from './generating/model-error.ts';
export type {GenerateRequest} from './generating/request.ts';
export {findSmuggled, quoteUntrusted} from './generating/untrusted.ts';
export type {QuotedMaterial, UntrustedText} from './generating/untrusted.ts';

export interface GenerateOptions<Value> {
  readonly signal?: AbortSignal;
  /** For one call; 60 s when left out. */
  readonly timeoutInMs?: number;
  /** Tries of a call that fails for a passing reason; 3 when left out. */
  readonly attempts?: number;
  /** Times that a broken answer is sent back with what is wrong with it; 1 when left out. */
  readonly repairs?: number;
  readonly budget?: Budget;
  /** Used when the model has failed for good (never after a cancel); the result is then marked as degraded. */
  readonly fallback?: (error: ViralError) => Value | Promise<Value>;
  readonly onCall?: (call: ModelCall) => void;
  readonly random?: () => number;
  readonly clock?: RetryClock;
}

export interface Generated<Value> {
  readonly value: Value;
  /** The model that answered last; null where none did. */
  readonly model: string | null;
  readonly finish: FinishReason | null;
  /** Of all calls together. Estimated where a service does not count. */
  readonly usage: TokenUsage;
  /** US dollars; null where the price is not known. */
  readonly costInUsd: number | null;
  readonly calls: readonly ModelCall[];
  /** How often the answer was sent back. */
  readonly repairs: number;
  /** Why the value is the fallback's. */
  readonly degraded?: string;
}

/**
 * Asks a model for a value of a shape. Calls that fail for a passing reason are made again; an answer that is cut off
 * gets one more call with twice the tokens; an answer that does not fit is sent back once with what is wrong. So the
 * number of calls is at most `attempts` × (`repairs` + 2), each within `timeoutInMs`, and the budget is asked before
 * each of them.
 * @throws InvalidInputError for a request that is none; ViralError `model-failed`, `model-blocked`, `budget-exceeded`;
 *   the signal's reason. With a `fallback` only the first and the last of these.
 */
export async function generate<Schema extends z.ZodType>(
  model: LanguageModel,
  request: GenerateRequest<Schema>,
  options: GenerateOptions<z.output<Schema>> = {},
): Promise<Generated<z.output<Schema>>> {
  const {signal, budget, fallback, onCall, clock, random} = options;
  const {timeoutInMs, attempts, repairs: maxRepairs} = checkedPatience(options);
  const checked = checkedRequest(model, request);
  const mostTokens = Math.min(model.maxOutputTokens ?? Number.POSITIVE_INFINITY, 1_000_000);
  const calls = openModelCalls(model, checked, {
    timeoutInMs,
    attempts,
    signal,
    budget,
    onCall,
    clock,
    random,
  });
  let repairs = 0;

  const value = async (): Promise<z.output<Schema>> => {
    let {parts} = checked;
    let maxOutputTokens = Math.min(checked.maxOutputTokens, mostTokens);
    let isLonger = false;
    for (;;) {
      const answer = await calls.ask(parts, maxOutputTokens);
      if (answer.finish === 'blocked') {
        throw new ViralError(
          'model-blocked',
          `${model.name} would not answer${answer.blockedFor === undefined ? '' : ` (${answer.blockedFor.slice(0, 80)})`}. Change the topic or the material, or use another model.`,
        );
      }
      const read = await readAnswer(answer.text, checked.jsonSchema, request);
      if ('value' in read) return read.value;
      const isCutOff = answer.finish === 'length';
      if (isCutOff && !isLonger && maxOutputTokens < mostTokens) {
        isLonger = true;
        maxOutputTokens = Math.min(maxOutputTokens * 2, mostTokens);
        continue;
      }
      if (repairs >= maxRepairs || isCutOff) {
        const how = isCutOff ? `was cut off at ${maxOutputTokens} tokens` : 'cannot be used';
        throw new ModelError(
          [
            `The answer of ${model.name} ${how}${repairs === 0 ? '' : `, also after ${repairs === 1 ? 'a repair' : `${repairs} repairs`}`}:`,
            ...shownIssues(read.issues).map((issue) => `  ${issue}`),
            isCutOff ? 'Allow more tokens (maxOutputTokens).' : 'Ask again, or use another model.',
          ].join('\n'),
        );
      }
      repairs += 1;
      parts = repairParts(checked.parts, answer.text, read.issues);
    }
  };

  try {
    return {value: await value(), ...calls.sum(), repairs};
  } catch (error) {
    signal?.throwIfAborted();
    if (!fallback || !ViralError.isInstance(error) || error.code === 'invalid-input') throw error;
    return {value: await fallback(error), ...calls.sum(), repairs, degraded: error.message};
  }
}
