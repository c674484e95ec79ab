import type {OnProgress, Step} from '../ports/index.ts';

/** Times each step of one video and tells the listener when it starts and ends. */
export interface StepClock {
  /** @param costOf what the result cost, US dollars; nothing where left out */
  run<Result>(
    step: Step,
    work: () => Promise<Result> | Result,
    costOf?: (result: Result) => number,
  ): Promise<Result>;
  /** Seconds of each step so far, for the manifest. */
  readonly steps: readonly {readonly step: Step; readonly seconds: number; readonly costUsd: number}[];
}

export function createStepClock(onProgress: OnProgress, signal: AbortSignal): StepClock {
  const done: {step: Step; seconds: number; costUsd: number}[] = [];
  return {
    steps: done,
    async run(step, work, costOf) {
      signal.throwIfAborted();
      onProgress({step, fraction: 0});
      const startedAt = performance.now();
      const result = await work();
      const seconds = Math.round((performance.now() - startedAt) / 10) / 100;
      done.push({step, seconds, costUsd: costOf?.(result) ?? 0});
      onProgress({step, fraction: 1});
      return result;
    },
  };
}
