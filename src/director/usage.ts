import type {Script} from '../schema/index.ts';

type Usage = NonNullable<Script['writer']['usage']>;

/** What two rounds of calls took together. */
export function addedUsage(a: Usage | undefined, b: Usage): Usage {
  if (!a) return b;
  return {
    calls: a.calls + b.calls,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    thoughtTokens: a.thoughtTokens + b.thoughtTokens,
    costInUsd: a.costInUsd === null || b.costInUsd === null ? null : a.costInUsd + b.costInUsd,
  };
}
