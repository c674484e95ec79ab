import {setTimeout as sleep} from 'node:timers/promises';
import {ViralError} from './errors.ts';

/** Where time comes from, so that tests need not wait. */
export interface RetryClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface RetryOptions {
  /** Tries altogether, the first included; 4 when left out. */
  readonly attempts?: number;
  readonly signal?: AbortSignal;
  /** 0 ≤ random() < 1; spreads the waits of many callers. */
  readonly random?: () => number;
  readonly clock?: RetryClock;
}

const firstWaitInMs = 500;
const longestWaitInMs = 30_000;

const systemClock: RetryClock = {
  now: Date.now,
  async sleep(ms, signal) {
    try {
      await sleep(ms, undefined, signal ? {signal} : {});
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};

/**
 * Runs `operation` again after errors whose next action is `retry`, and after no others.
 * Waits double from 500 ms to 30 s, each with up to half of it taken off at random; where the error names a moment
 * (`until`, from a Retry-After) the wait lasts at least until then, and a moment more than 30 s away ends the tries.
 * @throws the last error of `operation`, or the signal's reason
 */
export async function retrying<Result>(
  operation: (attempt: number) => Promise<Result>,
  {attempts = 4, signal, random = Math.random, clock = systemClock}: RetryOptions = {},
): Promise<Result> {
  // Loaded when first needed: the package's front door stays light.
  const {default: pRetry} = await import('p-retry');
  return pRetry(operation, {
    retries: Math.max(0, attempts - 1),
    // The waiting is done in shouldRetry, where the error and the clock are at hand.
    minTimeout: 0,
    ...(signal ? {signal} : {}),
    async shouldRetry({error, attemptNumber}) {
      if (signal?.aborted) return false;
      if (!ViralError.isInstance(error) || error.action !== 'retry') return false;
      const backoff = Math.min(longestWaitInMs, firstWaitInMs * 2 ** (attemptNumber - 1));
      const named = error.until ? error.until.getTime() - clock.now() : 0;
      if (named > longestWaitInMs) return false;
      await clock.sleep(Math.max(named, backoff * (1 - random() / 2)), signal);
      return true;
    },
  });
}
