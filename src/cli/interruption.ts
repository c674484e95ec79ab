/**
 * A signal that aborts when the user interrupts (Ctrl-C) or the system asks us to end. The first request lets
 * everything clean up; a second one ends the process at once.
 */
export function interruptible(onInterrupt: () => void): {readonly signal: AbortSignal; release(): void} {
  const controller = new AbortController();
  const signals: readonly NodeJS.Signals[] =
    process.platform === 'win32' ? ['SIGINT', 'SIGTERM', 'SIGBREAK'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const listener = () => {
    if (controller.signal.aborted) process.exit(130);
    onInterrupt();
    controller.abort(new DOMException('interrupted', 'AbortError'));
  };
  for (const name of signals) process.on(name, listener);
  return {
    signal: controller.signal,
    release() {
      for (const name of signals) process.off(name, listener);
    },
  };
}
