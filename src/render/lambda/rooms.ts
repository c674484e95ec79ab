/** Where time comes from, so that a simulation can hand out its own. */
export interface Clock {
  /** ms */
  now(): number;
  /** Resolves after so long; rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface RoomOptions {
  readonly name: string;
  /** Functions that may run at once in the account. */
  readonly limit: number;
  /** Of these, so many are left alone: for what else runs there, and for retries of Remotion's own. */
  readonly reserve: number;
  /** Functions begun a second, at most. */
  readonly startsPerSecond: number;
}

/** Functions of one place that may be taken. */
export interface Room {
  readonly name: string;
  /** The most that may ever be taken. */
  readonly size: number;
  /** What may be taken now: less than `size` for a while after the account said it was full. */
  capacity(): number;
  readonly held: () => number;
  /** Takes at once or not at all. One that is larger than what may be taken now gets in when nothing else is. */
  tryTake(weight: number): boolean;
  /** Takes beyond any limit: for what runs already. */
  force(weight: number): void;
  give(weight: number): void;
  /** The account had no free function for something that was taken. */
  throttled(): void;
  /** ms until something may be taken again. */
  pauseInMs(): number;
}

/** After a throttle so much of what was in use may be taken. */
const decrease = 0.85;
/** Seconds from nothing to everything. */
const recoverySeconds = 100;
/** Throttles that come together are one. */
const coolDownMs = 5000;
const firstPauseMs = 1000;
const longestPauseMs = 30_000;

/**
 * A semaphore over the functions of an account that lowers itself when the account throttles and recovers with time, as
 * congestion control does: others use the same account, and nobody says how much.
 */
export function createRoom(options: RoomOptions, clock: Clock, random: () => number): Room {
  const size = Math.max(1, options.limit - options.reserve);
  let capacity = size;
  let grownAt = clock.now();
  let held = 0;
  let lastThrottle = -Infinity;
  let pausedUntil = -Infinity;
  let inARow = 0;
  let tokens = options.startsPerSecond;
  let filledAt = clock.now();

  const grow = () => {
    const now = clock.now();
    capacity = Math.min(size, capacity + ((now - grownAt) / 1000) * (size / recoverySeconds));
    grownAt = now;
    if (now - lastThrottle > longestPauseMs) inARow = 0;
    // A whole second's worth at most: what was not used is not owed.
    tokens = Math.min(options.startsPerSecond, tokens + ((now - filledAt) / 1000) * options.startsPerSecond);
    filledAt = now;
  };
  return {
    name: options.name,
    size,
    capacity: () => {
      grow();
      return Math.floor(capacity);
    },
    held: () => held,
    tryTake(weight) {
      grow();
      if (clock.now() < pausedUntil) return false;
      const fits = held + weight <= Math.floor(capacity) || held === 0;
      // One that is heavier than a second's worth waits for a full second.
      const enough = Math.min(weight, options.startsPerSecond);
      if (!fits || tokens < enough) return false;
      tokens -= enough;
      held += weight;
      return true;
    },
    force(weight) {
      held += weight;
    },
    give(weight) {
      held -= weight;
    },
    throttled() {
      grow();
      const now = clock.now();
      if (now - lastThrottle < coolDownMs) return;
      lastThrottle = now;
      capacity = Math.max(1, Math.min(capacity, held) * decrease);
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** inARow++);
      pausedUntil = now + pause * (1 - random() / 2);
    },
    pauseInMs() {
      grow();
      const now = clock.now();
      return Math.max(pausedUntil - now, 0);
    },
  };
}
