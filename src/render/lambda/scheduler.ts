import {ViralError} from '../../errors.ts';
import {fateOfError, renderError, fateOf, type RenderFate} from './failures.ts';
import type {Farm, KnownRender, RenderState, Spent} from './farm.ts';
import type {Journal} from './journal.ts';
import {onAbort} from '../../on-abort.ts';
import {orAborted} from '../../or-aborted.ts';
import {createRoom, type Clock, type Room, type RoomOptions} from './rooms.ts';

/** One video to render. */
export interface Job<Order> {
  /** Content hash of everything that makes the video what it is: equal keys are one job. */
  readonly key: string;
  /** Functions that run at once while it draws. */
  readonly weight: number;
  /** What it is expected to take; paces looking after it, and counts against the budget until it is done. */
  readonly estimate: {readonly costInUsd: number; readonly seconds: number};
  /** Prepares what the place needs, such as files in its bucket. */
  readonly orderFor: (place: string) => Promise<Order>;
}

export interface Place<Order> extends RoomOptions {
  readonly farm: Farm<Order>;
}

export interface SchedulerOptions<Order> {
  /** Their names tell them apart in the journal. */
  readonly places: readonly Place<Order>[];
  readonly journal: Journal;
  readonly clock: Clock;
  /** 0 ≤ random() < 1 */
  readonly random: () => number;
  /** USD for everything the journal knows of, what is under way included. */
  readonly budgetInUsd?: number | undefined;
  /** For so long after an intent a render may still turn up that nobody has heard of, ms. */
  readonly graceInMs: number;
  /** Between two looks at a render, ms: the least and the most. */
  readonly pollInMs: {readonly least: number; readonly most: number};
  /** A job is begun again so often after a failure of its own. */
  readonly retries: number;
}

/** A render that is over and came to something. */
export interface RenderedJob {
  readonly key: string;
  readonly place: string;
  readonly renderId: string;
  readonly output: string;
  readonly bytes: number;
  readonly spent: Spent;
  /** Renders begun for it, and what they cost together. */
  readonly attempts: number;
  readonly costInUsd: number;
}

export type OnJob = (state: JobNews) => void;

export type JobNews =
  | {readonly status: 'waiting'}
  | {readonly status: 'begun'; readonly renderId: string; readonly place: string}
  | {readonly status: 'running'; readonly fraction: number; readonly framesDone: number};

export interface SchedulerFigures {
  readonly spentInUsd: number;
  /** Expected for what is under way. */
  readonly pledgedInUsd: number;
  readonly waiting: number;
  readonly rooms: readonly {
    readonly name: string;
    readonly held: number;
    readonly capacity: number;
    readonly size: number;
  }[];
}

/** Renders jobs within what accounts allow. */
export interface Scheduler<Order> {
  /**
   * Renders a job, or finds what an earlier process has made of it. Equal jobs are rendered once.
   * @throws ViralError: `budget-exceeded` before anything is begun; `render-failed`; the signal's reason, after the
   * render was cancelled
   */
  run(job: Job<Order>, signal: AbortSignal, onNews?: OnJob): Promise<RenderedJob>;
  /** Looks at a render now, whatever its turn. */
  wake(renderId: string): void;
  figures(): SchedulerFigures;
}

interface Waiting {
  readonly weight: number;
  readonly enter: (room: Room) => void;
}

/** What a render's failure costs the job. */
interface Over {
  readonly fate: RenderFate;
  readonly message: string;
  readonly spent: Spent;
}

const nothingSpent: Spent = {costInUsd: 0, functions: 0, functionSeconds: 0};
/** Runs beside its render for a second or so: the function that begins it. */
const startWeight = 1;
/** A function says that its render is done, and then runs on for a moment: its browser closes, its records are cleaned. */
const tailInMs = 1500;
/** Looks that fail one after the other, before somebody is told. */
const patience = 60;

const never = new AbortController().signal;

/** Builds the scheduler. It holds no timers of its own: everything waits on the clock it is given. */
export function createScheduler<Order>(options: SchedulerOptions<Order>): Scheduler<Order> {
  const {journal, clock, random, graceInMs, pollInMs} = options;
  const rooms = options.places.map((place) => ({place, room: createRoom(place, clock, random)}));
  const largest = Math.max(...rooms.map(({room}) => room.size));
  const queue: Waiting[] = [];
  const naps = new Map<string, () => void>();
  const running = new Map<string, {readonly promise: Promise<RenderedJob>; readonly signal: AbortSignal}>();
  let pledged = 0;
  let ticking = false;

  const placed = (name: string) => {
    const found = rooms.find(({place}) => place.name === name);
    if (found === undefined) {
      throw new ViralError(
        'invalid-input',
        `The journal speaks of renders in '${name}', which is none of the places given: ${rooms.map(({place}) => place.name).join(', ')}.`,
      );
    }
    return found;
  };

  /** Lets in who waits, in order, each where there is most room. */
  const admit = (): void => {
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      const {weight} = first;
      const free = rooms
        .map(({room}) => ({room, share: (room.capacity() - room.held()) / room.size}))
        .sort((a, b) => b.share - a.share)
        .find(({room}) => room.tryTake(weight + startWeight));
      if (free === undefined) break;
      queue.shift();
      first.enter(free.room);
    }
    if (queue.length > 0 && !ticking) {
      ticking = true;
      // Pauses end and rooms grow with time alone.
      const soonest = Math.min(...rooms.map(({room}) => room.pauseInMs()));
      void clock.sleep(Math.max(100, Math.min(soonest, 1000))).then(
        () => {
          ticking = false;
          admit();
        },
        () => undefined,
      );
    }
  };

  const take = async (weight: number, signal: AbortSignal): Promise<Room> => {
    signal.throwIfAborted();
    return new Promise<Room>((resolve, reject) => {
      const waiting: Waiting = {
        weight,
        enter: (room) => {
          forget();
          resolve(room);
        },
      };
      const leave = () => {
        const at = queue.indexOf(waiting);
        if (at !== -1) queue.splice(at, 1);
        reject(signal.reason as Error);
      };
      const forget = onAbort(signal, leave);
      queue.push(waiting);
      admit();
    });
  };

  const give = (room: Room, weight: number) => {
    room.give(weight);
    admit();
  };

  /** Sleeps, as to a render until somebody says that there is something to see of it. */
  const rest = async (ms: number, signal: AbortSignal, renderId: string | null = null): Promise<void> => {
    signal.throwIfAborted();
    const woken = new AbortController();
    const wake = () => woken.abort();
    if (renderId !== null) naps.set(renderId, wake);
    const forget = onAbort(signal, wake);
    try {
      await clock.sleep(ms, woken.signal);
    } catch (error) {
      if (!woken.signal.aborted) throw error;
      signal.throwIfAborted();
    } finally {
      if (renderId !== null) naps.delete(renderId);
      forget();
    }
  };

  /** Follows a render to its end; gives functions back as their parts are drawn. */
  async function follow(
    job: Job<Order>,
    place: Place<Order>,
    room: Room,
    renderId: string,
    begunAtMs: number,
    signal: AbortSignal,
    onNews: OnJob,
  ): Promise<Extract<RenderState, {status: 'done'}> | Over> {
    let held = job.weight;
    let failures = 0;
    let over = false;
    const letGo = (weight: number) => {
      if (weight <= 0) return;
      held -= weight;
      give(room, weight);
    };
    try {
      for (;;) {
        const left = job.estimate.seconds * 1000 - (clock.now() - begunAtMs);
        const pace = Math.min(pollInMs.most, Math.max(pollInMs.least, left / 2));
        await rest(pace * (0.9 + random() / 5), signal, renderId);
        let state: RenderState;
        try {
          state = await place.farm.look(renderId);
          failures = 0;
        } catch (error) {
          // The render goes on whether or not it is seen.
          if (fateOfError(error) === 'auth' || ++failures > patience) throw error;
          continue;
        }
        if (state.status === 'running') {
          // The function that was launched stays to the end.
          letGo(Math.min(state.chunksDone, job.weight - 1) - (job.weight - held));
          onNews({status: 'running', fraction: state.fraction, framesDone: state.framesDone});
        } else if (state.status === 'done') {
          over = true;
          return state;
        } else if (state.status === 'failed') {
          over = true;
          // Functions that draw its other parts do not hear of the failure by themselves.
          void place.farm.cancel(renderId).catch(() => undefined);
          return {fate: fateOf(state.message), message: state.message, spent: state.spent};
        } else if (clock.now() - begunAtMs > graceInMs) {
          return {fate: 'again', message: `nothing is known of the render ${renderId}`, spent: nothingSpent};
        }
      }
    } catch (error) {
      if (signal.aborted) await place.farm.cancel(renderId).catch(() => undefined);
      throw error;
    } finally {
      const rest = held;
      if (over)
        void clock.sleep(tailInMs).then(
          () => give(room, rest),
          () => give(room, rest),
        );
      else letGo(rest);
    }
  }

  /**
   * Looks for the render of an intent that nobody has an id of. Nothing is begun again before it is sure that there is
   * none: until the grace is over, and until every render without a name has got one.
   */
  async function find(
    place: Place<Order>,
    output: string,
    sinceMs: number,
    signal: AbortSignal,
  ): Promise<string | null> {
    for (let failures = 0; ;) {
      let known: readonly KnownRender[];
      try {
        known = await place.farm.survey(sinceMs, journal.renderIds);
        failures = 0;
      } catch (error) {
        if (fateOfError(error) === 'auth' || ++failures > patience) throw error;
        await rest(pollInMs.most, signal);
        continue;
      }
      const own = known.find((render) => render.output === output);
      if (own !== undefined) return own.renderId;
      const undecided = known.some((render) => render.output === null && render.alive);
      if (!undecided && clock.now() - sinceMs > graceInMs) return null;
      await rest(pollInMs.least, signal);
    }
  }

  /** @param more of what is not pledged yet */
  const checkBudget = (job: Job<Order>, more: number) => {
    const {budgetInUsd} = options;
    if (budgetInUsd === undefined) return;
    const spent = journal.spentInUsd();
    if (spent + pledged + more <= budgetInUsd) return;
    throw new ViralError(
      'budget-exceeded',
      `The budget of $${budgetInUsd} does not reach: $${spent.toFixed(4)} are spent, $${pledged.toFixed(4)} pledged to what is under way, and this video needs about $${job.estimate.costInUsd.toFixed(4)}. Nothing was begun for it; what is done is kept.`,
    );
  };

  const result = (job: Job<Order>): RenderedJob | null => {
    const record = journal.jobOf(job.key);
    if (record === undefined || record.done === null) return null;
    const {place, renderId, output, bytes, spent} = record.done;
    const {attempts, costInUsd} = record;
    return {key: job.key, place, renderId, output, bytes, spent, attempts, costInUsd};
  };

  /** Begins a render: an intent before the call, the id after it. */
  async function begin(
    job: Job<Order>,
    signal: AbortSignal,
    onNews: OnJob,
  ): Promise<{readonly place: Place<Order>; readonly room: Room; readonly renderId: string} | Over> {
    onNews({status: 'waiting'});
    const room = await take(job.weight, signal);
    const {place} = placed(room.name);
    let extra = job.weight + startWeight;
    try {
      const order = await job.orderFor(place.name);
      signal.throwIfAborted();
      // Others may have cost more than was pledged for them while this one waited.
      checkBudget(job, 0);
      const output = `${job.key}-${(journal.jobOf(job.key)?.intents ?? 0) + 1}.mp4`;
      const atMs = clock.now();
      await journal.append({is: 'intent', job: job.key, place: place.name, output, atMs});
      let renderId: string | null;
      try {
        renderId = await place.farm.start(order, output, signal);
      } catch (error) {
        if (ViralError.isInstance(error) && error.action !== 'ambiguous') {
          await journal.append({is: 'void', job: job.key});
          const fate = fateOfError(error);
          if (fate === 'throttled') room.throttled();
          return {fate, message: error.message, spent: nothingSpent};
        }
        // Even a caller that has gone must know whether something runs that must be stopped.
        renderId = await find(place, output, atMs, never);
        if (renderId === null) {
          await journal.append({is: 'void', job: job.key});
          return {
            fate: 'again',
            message: error instanceof Error ? error.message : String(error),
            spent: nothingSpent,
          };
        }
      }
      await journal.append({is: 'begun', job: job.key, renderId});
      extra = startWeight;
      return {place, room, renderId};
    } finally {
      give(room, extra);
    }
  }

  async function work(job: Job<Order>, signal: AbortSignal, onNews: OnJob): Promise<RenderedJob> {
    const earlier = result(job);
    if (earlier !== null) return earlier;
    const record = journal.jobOf(job.key);
    if (record !== undefined && record.failed !== null) {
      throw new ViralError('render-failed', `It failed for good in an earlier run: ${record.failed}`);
    }
    if (job.weight > largest) {
      throw new ViralError(
        'render-failed',
        `This video needs ${job.weight} functions at once, and ${largest} may run: draw more frames in each (chunking), or raise the limit.`,
      );
    }
    /** Not one of `failures`: a call that began nothing may be made again, but not for ever. */
    let failedStarts = 0;
    for (;;) {
      signal.throwIfAborted();
      const open = journal.jobOf(job.key)?.open ?? null;
      let begun: Awaited<ReturnType<typeof begin>>;
      let begunAtMs = clock.now();
      if (open === null) {
        checkBudget(job, job.estimate.costInUsd);
        pledged += job.estimate.costInUsd;
        try {
          begun = await begin(job, signal, onNews);
        } finally {
          pledged -= job.estimate.costInUsd;
        }
        begunAtMs = clock.now();
      } else {
        // An earlier process began it, or was about to.
        const {place, room} = placed(open.place);
        // It may well be running, whether or not it can be found yet.
        room.force(job.weight);
        let renderId = open.renderId;
        try {
          renderId ??= await find(place, open.output, open.atMs, signal);
        } finally {
          if (renderId === null) give(room, job.weight);
        }
        if (renderId === null) {
          await journal.append({is: 'void', job: job.key});
          continue;
        }
        if (open.renderId === null) await journal.append({is: 'begun', job: job.key, renderId});
        begun = {place, room, renderId};
        begunAtMs = open.atMs;
      }

      if ('renderId' in begun) {
        const {place, room, renderId} = begun;
        onNews({status: 'begun', renderId, place: place.name});
        pledged += job.estimate.costInUsd;
        let end: Awaited<ReturnType<typeof follow>>;
        try {
          end = await follow(job, place, room, renderId, begunAtMs, signal, onNews);
        } catch (error) {
          if (signal.aborted) {
            // It was cancelled: another run may begin it anew.
            const counts = {final: false, counts: false, spent: nothingSpent} as const;
            await journal.append({is: 'failed', job: job.key, message: 'cancelled', ...counts});
          }
          throw error;
        } finally {
          pledged -= job.estimate.costInUsd;
        }
        if ('status' in end) {
          await journal.append({is: 'done', job: job.key, bytes: end.bytes, spent: end.spent});
          const done = result(job);
          if (done === null) throw new ViralError('internal', 'a finished render is not in the journal');
          return done;
        }
        const {fate, message, spent} = end;
        const counts = fate !== 'throttled';
        const failures = (journal.jobOf(job.key)?.failures ?? 0) + (counts ? 1 : 0);
        const final = fate === 'never';
        const told = final || (counts && failures > options.retries);
        await journal.append({is: 'failed', job: job.key, message, final, counts, told, spent});
        if (fate === 'throttled') room.throttled();
        if (told || fate === 'auth') throw renderError(message, fate);
      } else {
        const {fate, message} = begun;
        if (fate === 'never') {
          const how = {final: true, counts: true, spent: nothingSpent} as const;
          await journal.append({is: 'failed', job: job.key, message, ...how});
        }
        // One that was throttled waits with the others for the room to open again.
        if (fate !== 'throttled' && (fate !== 'again' || ++failedStarts > options.retries)) {
          throw renderError(message, fate);
        }
      }
    }
  }

  return {
    async run(job, signal, onNews = () => undefined) {
      for (;;) {
        const known = running.get(job.key);
        if (known === undefined) {
          const promise = work(job, signal, onNews).finally(() => running.delete(job.key));
          running.set(job.key, {promise, signal});
          return promise;
        }
        try {
          return await orAborted(known.promise, signal);
        } catch (error) {
          // Whoever asked first has gone; this one has not.
          if (signal.aborted || !known.signal.aborted) throw error;
        }
      }
    },
    wake: (renderId) => naps.get(renderId)?.(),
    figures: () => ({
      spentInUsd: journal.spentInUsd(),
      pledgedInUsd: pledged,
      waiting: queue.length,
      rooms: rooms.map(({room}) => ({
        name: room.name,
        held: room.held(),
        capacity: room.capacity(),
        size: room.size,
      })),
    }),
  };
}
