import {onAbort} from './on-abort.ts';

/**
 * Waits for work, or for the signal, whichever comes first. The work itself goes on: others may wait for it, or it does
 * not listen.
 * @throws the signal's reason; whatever the work throws
 */
export async function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  // Nobody may be left to hear of its failure.
  work.catch(() => undefined);
  signal.throwIfAborted();
  let forget = () => {};
  const aborted = new Promise<never>((_, reject) => {
    forget = onAbort(signal, () => reject(signal.reason as Error));
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    forget();
  }
}
