import {onAbort} from '../../on-abort.ts';
import type {Clock} from './rooms.ts';

/** Sleeps that somebody may end. */
export interface Rest {
  /**
   * Sleeps so long, as to a render until there is something to see of it.
   * @throws the signal's reason
   */
  (ms: number, signal: AbortSignal, renderId?: string): Promise<void>;
  /** Ends the sleep as to a render. */
  readonly wake: (renderId: string) => void;
}

export function createRest(clock: Clock): Rest {
  const naps = new Map<string, () => void>();
  const rest = async (ms: number, signal: AbortSignal, renderId?: string): Promise<void> => {
    signal.throwIfAborted();
    const woken = new AbortController();
    const wake = () => woken.abort();
    if (renderId !== undefined) naps.set(renderId, wake);
    const forget = onAbort(signal, wake);
    try {
      await clock.sleep(ms, woken.signal);
    } catch (error) {
      if (!woken.signal.aborted) throw error;
      signal.throwIfAborted();
    } finally {
      if (renderId !== undefined) naps.delete(renderId);
      forget();
    }
  };
  return Object.assign(rest, {wake: (renderId: string) => naps.get(renderId)?.()});
}
