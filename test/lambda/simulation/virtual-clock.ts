import type {Clock} from '../../../src/render/lambda/rooms.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  run: (() => void) | null;
}

/** Time that stands still until everything has been done that can be done in this moment. */
export interface VirtualClock extends Clock {
  /** Calls back at a moment, ms. */
  at(ms: number, run: () => void): void;
  /** Lets time pass until nothing is left to happen, or until `done`. */
  run(done: () => boolean): Promise<void>;
  /** A clock that can be stopped for ever: whoever sleeps on it never wakes. */
  generation(): {readonly clock: Clock; stop(): void};
  readonly events: () => number;
}

/** Everything that can be done in this moment: promises first, then whatever waits for the next turn. */
const settled = async () => new Promise<void>((resolve) => setImmediate(resolve));

export function createVirtualClock(startMs = 0): VirtualClock {
  const heap: Timer[] = [];
  let now = startMs;
  let order = 0;
  let events = 0;
  const before = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.order < b.order);
  const push = (timer: Timer) => {
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const [child, above] = [heap[at] as Timer, heap[parent] as Timer];
      if (!before(child, above)) break;
      [heap[at], heap[parent]] = [above, child];
      at = parent;
    }
  };
  const pop = (): Timer | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && before(heap[child] as Timer, heap[least] as Timer)) least = child;
      }
      if (least === at) break;
      [heap[at], heap[least]] = [heap[least] as Timer, heap[at] as Timer];
      at = least;
    }
    return first;
  };
  const schedule = (ms: number, run: () => void): Timer => {
    const timer = {at: ms, order: order++, run};
    push(timer);
    return timer;
  };
  const sleeper = (alive: () => boolean) => ({
    now: () => now,
    async sleep(ms: number, signal?: AbortSignal): Promise<void> {
      signal?.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const stop = () => {
          timer.run = null;
          reject(signal?.reason as Error);
        };
        const timer = schedule(now + Math.max(0, ms), () => {
          signal?.removeEventListener('abort', stop);
          if (alive()) resolve();
        });
        signal?.addEventListener('abort', stop, {once: true});
      });
    },
  });
  return {
    ...sleeper(() => true),
    at: (ms, run) => void schedule(ms, run),
    events: () => events,
    async run(done) {
      for (;;) {
        await settled();
        if (done()) return;
        const timer = pop();
        if (timer === undefined) return;
        if (timer.run === null) continue;
        now = Math.max(now, timer.at);
        events++;
        timer.run();
      }
    },
    generation() {
      let alive = true;
      return {
        clock: sleeper(() => alive),
        stop: () => {
          alive = false;
        },
      };
    },
  };
}
