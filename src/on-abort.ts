const callers = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when a signal aborts. Thousands may wait for one signal: it gets a single listener, where Node warns of a
 * leak from the eleventh on.
 * @returns takes it back
 */
export function onAbort(signal: AbortSignal, call: () => void): () => void {
  let calls = callers.get(signal);
  if (calls === undefined) {
    const all = new Set<() => void>();
    calls = all;
    callers.set(signal, all);
    signal.addEventListener(
      'abort',
      () => {
        for (const each of all) each();
      },
      {once: true},
    );
  }
  const waiting = calls;
  waiting.add(call);
  return () => void waiting.delete(call);
}
