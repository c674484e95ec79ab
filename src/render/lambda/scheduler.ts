import {ViralError} from '../../errors.ts';
import {orAborted} from '../../or-aborted.ts';
import {createAdmission, startWeight, type Seat} from './admission.ts';
import {createBudget} from './budget.ts';
import {fateOfError, isOfPlace, renderError} from './failures.ts';
import {findRender} from './find-render.ts';
import {follow} from './follow.ts';
import {nothingSpent, type Job, type OnJob, type Over, type Place, type RenderedJob} from './job.ts';
import type {Journal} from './journal.ts';
import {createRest} from './rest.ts';
import type {Clock} from './rooms.ts';

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
  /** A render whose records stand still for so long while it draws is dead, ms. */
  readonly silenceInMs: number;
  /** Between two looks at a render, ms: the least and the most. */
  readonly pollInMs: {readonly least: number; readonly most: number};
  /** A job is begun again so often after a failure of its own. */
  readonly retries: number;
}

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
   * @throws ViralError: `budget-exceeded` before anything is begun; `render-failed`; `version-mismatch` where a place is
   * not there any more; the signal's reason, after the render was cancelled
   */
  run(job: Job<Order>, signal: AbortSignal, onNews?: OnJob): Promise<RenderedJob>;
  /** Looks at a render now, whatever its turn. */
  wake(renderId: string): void;
  figures(): SchedulerFigures;
}

/** A render that runs. */
interface Begun<Order> {
  readonly seat: Seat<Order>;
  readonly renderId: string;
  readonly atMs: number;
}

/** A failure, and where. */
interface Ended<Order> extends Over {
  readonly seat: Seat<Order>;
  /** Whether a render was begun, and paid for. */
  readonly begun: boolean;
}

/** Builds the scheduler. It holds no timers of its own: everything waits on the clock it is given. */
export function createScheduler<Order>(options: SchedulerOptions<Order>): Scheduler<Order> {
  const {journal, clock, random, graceInMs, silenceInMs, pollInMs} = options;
  const admission = createAdmission(options.places, clock, random);
  const budget = createBudget(options.budgetInUsd, journal.spentInUsd);
  const rest = createRest(clock);
  const finding = {clock, rest, known: journal.renderIds, graceInMs, pollInMs};
  const {give} = admission;
  const following = {clock, random, rest, give, graceInMs, silenceInMs, pollInMs};
  const running = new Map<string, {readonly promise: Promise<RenderedJob>; readonly signal: AbortSignal}>();

  const result = (job: Job<Order>): RenderedJob | null => {
    const record = journal.jobOf(job.key);
    if (record === undefined || record.done === null) return null;
    const {attempts, costInUsd} = record;
    return {key: job.key, ...record.done, attempts, costInUsd};
  };

  /** Begins a render: an intent before the call, the id after it. */
  async function begin(
    job: Job<Order>,
    signal: AbortSignal,
    onNews: OnJob,
  ): Promise<Begun<Order> | Ended<Order>> {
    onNews({status: 'waiting'});
    const seat = await admission.take(job.weight, signal);
    const {place, room} = seat;
    let extra = job.weight + startWeight;
    try {
      let order: Order;
      try {
        order = await job.orderFor(place.name);
      } catch (error) {
        const fate = fateOfError(error);
        if (signal.aborted || !ViralError.isInstance(error) || !isOfPlace(fate)) throw error;
        return {seat, begun: false, fate, message: error.message, spent: nothingSpent, error};
      }
      signal.throwIfAborted();
      // Others may have cost more than was pledged for them while this one waited.
      budget.check(0, job.estimate.costInUsd);
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
          return {seat, begun: false, fate, message: error.message, spent: nothingSpent, error};
        }
        renderId = await findRender(finding, place, output, atMs, signal);
        if (renderId === null) {
          await journal.append({is: 'void', job: job.key});
          const message = error instanceof Error ? error.message : String(error);
          return {seat, begun: false, fate: 'again', message, spent: nothingSpent};
        }
      }
      await journal.append({is: 'begun', job: job.key, renderId});
      extra = startWeight;
      return {seat, renderId, atMs: clock.now()};
    } finally {
      give(room, extra);
    }
  }

  /** Goes on with a render that an earlier process began, or was about to. @returns null when there is none */
  async function resume(job: Job<Order>, signal: AbortSignal): Promise<Begun<Order> | null> {
    const open = journal.jobOf(job.key)?.open ?? null;
    if (open === null) return null;
    const seat = admission.named(open.place);
    // It may well be running, whether or not it can be found yet.
    seat.room.force(job.weight);
    let {renderId} = open;
    try {
      renderId ??= await findRender(finding, seat.place, open.output, open.atMs, signal);
    } finally {
      if (renderId === null) give(seat.room, job.weight);
    }
    if (renderId === null) {
      await journal.append({is: 'void', job: job.key});
      return null;
    }
    if (open.renderId === null) await journal.append({is: 'begun', job: job.key, renderId});
    return {seat, renderId, atMs: open.atMs};
  }

  /** Follows a render and writes down how it ended. */
  async function finish(
    job: Job<Order>,
    {seat, renderId, atMs}: Begun<Order>,
    signal: AbortSignal,
    onNews: OnJob,
  ): Promise<RenderedJob | Ended<Order>> {
    onNews({status: 'begun', renderId, place: seat.place.name});
    let end: Awaited<ReturnType<typeof follow>>;
    try {
      end = await follow(following, job, seat, renderId, atMs, signal, onNews);
    } catch (error) {
      if (signal.aborted) {
        // It was cancelled: another run may begin it anew.
        const counts = {final: false, counts: false, spent: nothingSpent} as const;
        await journal.append({is: 'failed', job: job.key, message: 'cancelled', ...counts});
      }
      throw error;
    }
    if ('fate' in end) {
      if (end.fate === 'throttled') seat.room.throttled();
      return {...end, seat, begun: true};
    }
    await journal.append({is: 'done', job: job.key, bytes: end.bytes, spent: end.spent});
    const done = result(job);
    if (done === null) throw new ViralError('internal', 'a finished render is not in the journal');
    return done;
  }

  /** Whether a failure that is the place's sends the job elsewhere. */
  const goesElsewhere = ({weight}: Job<Order>, {seat, fate, message, error}: Ended<Order>) =>
    admission.shut(seat.place.name, weight, error ?? renderError(message, fate));

  async function work(job: Job<Order>, signal: AbortSignal, onNews: OnJob): Promise<RenderedJob> {
    const earlier = result(job);
    if (earlier !== null) return earlier;
    const record = journal.jobOf(job.key);
    if (record !== undefined && record.failed !== null) {
      throw new ViralError('render-failed', `It failed for good in an earlier run: ${record.failed}`);
    }
    if (job.weight > admission.largest) {
      throw new ViralError(
        'render-failed',
        `This video needs ${job.weight} functions at once, and ${admission.largest} may run: draw more frames in each (chunking), or raise the limit.`,
      );
    }
    /** Not one of `failures`: a call that began nothing may be made again, but not for ever. */
    let failedStarts = 0;
    for (;;) {
      signal.throwIfAborted();
      const resumed = await resume(job, signal);
      const {costInUsd} = job.estimate;
      if (resumed === null) budget.check(costInUsd, costInUsd);
      const ended = await budget.pledging(costInUsd, async () => {
        const begun = resumed ?? (await begin(job, signal, onNews));
        return 'fate' in begun ? begun : finish(job, begun, signal, onNews);
      });
      if (!('fate' in ended)) return ended;
      const {fate, message, spent, error = renderError(message, fate)} = ended;
      const counts = fate !== 'throttled' && !isOfPlace(fate);
      const final = fate === 'never';
      const failures = (journal.jobOf(job.key)?.failures ?? 0) + 1;
      const enough = ended.begun ? failures > options.retries : ++failedStarts > options.retries;
      const told = final || (counts && enough);
      if (ended.begun || final) {
        await journal.append({is: 'failed', job: job.key, message, final, counts, told, spent});
      }
      // One that was throttled waits with the others for the room to open again.
      if (told || (isOfPlace(fate) && !goesElsewhere(job, ended))) throw error;
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
    wake: rest.wake,
    figures: () => ({
      spentInUsd: journal.spentInUsd(),
      pledgedInUsd: budget.pledgedInUsd(),
      waiting: admission.waiting(),
      rooms: admission.seats.map(({room}) => ({
        name: room.name,
        held: room.held(),
        capacity: room.capacity(),
        size: room.size,
      })),
    }),
  };
}
