import {inTime} from '../in-time.ts';
import {ViralError} from '../errors.ts';
import type {FinishReason, LanguageModel, ModelAnswer, ModelPart, TokenUsage} from '../ports/index.ts';
import {retrying, type RetryClock} from '../retry.ts';
import {type Budget, tokensOf} from './budget.ts';
import {costOf, estimateInputTokens} from './estimate.ts';
import {ModelError} from './model-error.ts';
import type {CheckedRequest} from './request.ts';

/** One call of a model, as it went. */
export interface ModelCall {
  readonly model: string;
  /** `answered`, or how it failed. */
  readonly outcome: 'answered' | 'blocked' | 'failed';
  readonly usage: TokenUsage | null;
  readonly costInUsd: number | null;
  readonly durationInMs: number;
}

const noTokens: TokenUsage = {inputTokens: 0, outputTokens: 0, thoughtTokens: 0};

function added(a: TokenUsage, b: TokenUsage): TokenUsage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    thoughtTokens: a.thoughtTokens + b.thoughtTokens,
  };
}

function checkedUsage(usage: TokenUsage | undefined): TokenUsage | undefined {
  if (!usage) return undefined;
  const counts = [usage.inputTokens, usage.outputTokens, usage.thoughtTokens];
  return counts.every((count) => Number.isFinite(count) && count >= 0) ? usage : undefined;
}

/** All calls of a model for one request, counted and paid for. */
export interface ModelCalls {
  /** Asks once more, again for passing failures. @throws ViralError; the signal's reason */
  ask(parts: readonly ModelPart[], maxOutputTokens: number): Promise<ModelAnswer>;
  /** What they came to so far. */
  sum(): {
    /** The model that answered last; null where none did. */
    readonly model: string | null;
    readonly finish: FinishReason | null;
    readonly usage: TokenUsage;
    /** US dollars; null where the price is not known. */
    readonly costInUsd: number | null;
    readonly calls: readonly ModelCall[];
  };
}

export interface ModelCallsOptions {
  readonly timeoutInMs: number;
  readonly attempts: number;
  readonly signal: AbortSignal | undefined;
  readonly budget: Budget | undefined;
  readonly onCall: ((call: ModelCall) => void) | undefined;
  readonly clock: RetryClock | undefined;
  readonly random: (() => number) | undefined;
}

/** Lets a model answer one request: within its time, within the budget, every call counted. */
export function openModelCalls(
  model: LanguageModel,
  {system, jsonSchema, schemaName, temperature}: CheckedRequest,
  {timeoutInMs, attempts, signal, budget, onCall, clock, random}: ModelCallsOptions,
): ModelCalls {
  const calls: ModelCall[] = [];
  let total = noTokens;
  let answeredBy: string | null = null;
  let finish: FinishReason | null = null;

  const answerInTime = async (
    request: Omit<Parameters<LanguageModel['doGenerate']>[0], 'signal'>,
  ): Promise<ModelAnswer> => {
    const answer = await inTime(
      async (stop) => {
        try {
          return await model.doGenerate({...request, signal: stop});
        } catch (error) {
          if (ViralError.isInstance(error)) throw error;
          const message = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
          throw new ModelError(`${model.name} failed: ${message}`, {maySpend: true, cause: error});
        }
      },
      {
        timeInMs: timeoutInMs,
        signal,
        late: () =>
          new ModelError(
            `${model.name} gave no answer within ${timeoutInMs / 1000} s. Try again, or give it more time (timeoutInMs).`,
            {action: 'retry', maySpend: true},
          ),
      },
    );
    if (typeof (answer as {text?: unknown} | null | undefined)?.text !== 'string') {
      throw new ModelError(`${model.name} gave no text. Its adapter is at fault.`, {maySpend: true});
    }
    return answer;
  };

  const askOnce = async (parts: readonly ModelPart[], maxOutputTokens: number): Promise<ModelAnswer> => {
    signal?.throwIfAborted();
    const request = {
      system,
      parts,
      schema: jsonSchema,
      schemaName,
      maxOutputTokens,
      ...(temperature === undefined ? {} : {temperature}),
    };
    const inputTokens = estimateInputTokens(request);
    const most = {inputTokens, outputTokens: maxOutputTokens, thoughtTokens: 0};
    const settle = budget?.reserve({tokens: tokensOf(most), usd: costOf(most, model.price)}, model.name);
    const startedAt = performance.now();
    const end = (
      outcome: ModelCall['outcome'],
      usage: TokenUsage | null,
      price = model.price,
      by = model.name,
    ) => {
      const costInUsd = usage === null ? 0 : costOf(usage, price);
      settle?.({tokens: usage === null ? 0 : tokensOf(usage), usd: costInUsd});
      if (usage !== null) total = added(total, usage);
      const durationInMs = Math.round(performance.now() - startedAt);
      const call = {model: by, outcome, usage, costInUsd, durationInMs};
      calls.push(call);
      onCall?.(call);
    };
    let answer: ModelAnswer;
    try {
      answer = await answerInTime(request);
    } catch (error) {
      const maySpend = error instanceof ModelError ? error.maySpend : signal?.aborted === true;
      // What may have been billed is counted: all of it to be read, and as much written as was allowed.
      end('failed', maySpend ? most : null);
      throw error;
    }
    const written = Math.min(maxOutputTokens, Math.ceil(Buffer.byteLength(answer.text) / 3));
    const usage = checkedUsage(answer.usage) ?? {inputTokens, outputTokens: written, thoughtTokens: 0};
    answeredBy = answer.model ?? model.name;
    finish = answer.finish;
    end(finish === 'blocked' ? 'blocked' : 'answered', usage, answer.price ?? model.price, answeredBy);
    return answer;
  };

  return {
    ask: (parts, maxOutputTokens) =>
      retrying(() => askOnce(parts, maxOutputTokens), {
        attempts,
        ...(signal ? {signal} : {}),
        ...(clock ? {clock} : {}),
        ...(random ? {random} : {}),
      }),
    sum: () => ({
      model: answeredBy,
      finish,
      usage: total,
      costInUsd: calls.reduce<number | null>(
        (sum, {costInUsd}) => (sum === null || costInUsd === null ? null : sum + costInUsd),
        0,
      ),
      calls,
    }),
  };
}
