import type {z} from 'zod';
import {type Budget, generate, type GenerateRequest, type ModelCall} from '../../generating.ts';
import {ViralError} from '../../errors.ts';
import type {LanguageModel} from '../../ports/index.ts';
import type {RetryClock} from '../../retry.ts';
import type {Script} from '../../schema/index.ts';

/** How a model may be used. */
export interface ModelUse {
  readonly model: LanguageModel;
  /** Shared with other calls of yours; each call is refused before it is made where too little is left. */
  readonly budget?: Budget | undefined;
  /** For one call; 60 s when left out. */
  readonly timeoutInMs?: number | undefined;
  /** For all calls of one script together; 180 s when left out. */
  readonly deadlineInMs?: number | undefined;
  /** Calls of one script at most, tries and repairs included; 10 when left out. */
  readonly maxCalls?: number | undefined;
  /** Waits between tries, for tests. */
  readonly retryClock?: RetryClock | undefined;
}

export type Usage = NonNullable<Script['writer']['usage']>;

/** The calls for one script: counted, bounded in number and time. */
export interface Asking {
  readonly model: string;
  /** @throws ViralError as `generate`; `model-failed` where the deadline or the number of calls is reached */
  ask<Schema extends z.ZodType>(
    request: GenerateRequest<Schema>,
    repairs?: number,
  ): Promise<z.output<Schema>>;
  /** Answers so far: what a check looks at to tell the first answer from a repaired one. */
  answers(): number;
  /** The model that answered last; the one that is asked where none has answered. */
  answeredBy(): string;
  usage(): Usage;
  end(): void;
}

/** What stands in for a cost that is not known in a sum is not a number but null. */
const plus = (sum: number | null, cost: number | null) => (sum === null || cost === null ? null : sum + cost);

export function startAsking(use: ModelUse, signal: AbortSignal | undefined): Asking {
  const {model, budget, timeoutInMs = 60_000, deadlineInMs = 180_000, maxCalls = 10, retryClock} = use;
  const calls: ModelCall[] = [];
  let begun = 0;
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort(
      new ViralError(
        'model-failed',
        `${model.name} was given ${deadlineInMs / 1000} s for the whole script, and they are over. Try again, or give it more time (deadlineInMs).`,
        {action: 'retry'},
      ),
    );
  }, deadlineInMs);
  timer.unref?.();
  const stop = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
  /** Refuses a call above the number that one script may take, then asks the user's budget. */
  const bounded: Budget = {
    limits: budget?.limits ?? {},
    spent: () => budget?.spent() ?? {usd: 0, tokens: 0, calls: begun},
    reserve(atMost, name) {
      if (begun >= maxCalls) {
        throw new ViralError(
          'budget-exceeded',
          `One script may take ${maxCalls} calls of a model, and they are used up. Nothing more was sent. Ask again, use another model, or allow more (maxCalls).`,
        );
      }
      begun += 1;
      return budget?.reserve(atMost, name) ?? (() => {});
    },
  };
  return {
    model: model.name,
    async ask(request, repairs = 1) {
      const {value} = await generate(model, request, {
        signal: stop,
        timeoutInMs,
        repairs,
        attempts: 3,
        budget: bounded,
        onCall: (call) => calls.push(call),
        ...(retryClock ? {clock: retryClock} : {}),
      });
      return value;
    },
    answers: () => calls.filter(({outcome}) => outcome === 'answered').length,
    answeredBy: () => calls.findLast(({outcome}) => outcome === 'answered')?.model ?? model.name,
    usage: () => ({
      calls: calls.length,
      inputTokens: calls.reduce((sum, {usage}) => sum + (usage?.inputTokens ?? 0), 0),
      outputTokens: calls.reduce((sum, {usage}) => sum + (usage?.outputTokens ?? 0), 0),
      thoughtTokens: calls.reduce((sum, {usage}) => sum + (usage?.thoughtTokens ?? 0), 0),
      costInUsd: calls.reduce<number | null>((sum, {costInUsd}) => plus(sum, costInUsd), 0),
    }),
    end: () => clearTimeout(timer),
  };
}
