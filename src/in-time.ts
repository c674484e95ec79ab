import {orAborted} from './or-aborted.ts';

/** The longest a timer can wait; a longer time, or `Infinity`, is taken as this. */
const longestTimerInMs = 2 ** 31 - 1;

/**
 * Waits for work no longer than allowed, even where it does not listen to the signal it is given.
 * @param late what is thrown when the time is over; gets what the work threw at the end of it
 * @throws the caller's own signal's reason; whatever the work throws
 */
export async function inTime<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
  {
    timeInMs,
    signal,
    late,
  }: {
    readonly timeInMs: number;
    readonly signal: AbortSignal | undefined;
    readonly late: (cause: unknown) => Error;
  },
): Promise<Value> {
  signal?.throwIfAborted();
  const limit = new AbortController();
  // Not AbortSignal.timeout, which keeps no process alive: one that waits for nothing else would end in the middle.
  const timer = setTimeout(() => limit.abort(), Math.min(Math.ceil(timeInMs), longestTimerInMs));
  const either = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
  try {
    return await orAborted(work(either), either);
  } catch (error) {
    signal?.throwIfAborted();
    throw limit.signal.aborted ? late(error) : error;
  } finally {
    clearTimeout(timer);
  }
}
