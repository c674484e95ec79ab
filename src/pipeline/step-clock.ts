import type {OnProgress, Step} from '../ports/index.ts';

/** Times each step of one video and tells the listener when it starts and ends. */
export interface StepClock {
  run<Result>(step: Step, work: () => Promise<Result> | Result): Promise<Result>;
  /** Seconds of each step so far, for the manifest. */
  readonly steps: readonly {readonly step: Step; readonly seconds: number; readonly costUsd: number}[];
}

export function createStepClock(onProgress: OnProgress, signal: AbortSignal): StepClock {
  const done: {step: Step; seconds: number; costUsd: number}[] = [];
  return {
    steps: done,
    async run(step, work) {
      signal.throwIfAborted();
      onProgress({step, fraction: 0});
      const startedAt = performance.now();
      const result = await work();
      done.push({step, seconds: Math.round((performance.now() - startedAt) / 10) / 100, costUsd: 0});
      onProgress({step, fraction: 1});
      return result;
    },
  };
}
