import {ViralError} from '../../../src/errors.ts';
import {runAll} from '../../../src/run-all.ts';
import {memoryJournal, type Journal} from '../../../src/render/lambda/journal.ts';
import type {Job} from '../../../src/render/lambda/job.ts';
import {lambdaDefaults, reserveOf, silenceOf} from '../../../src/render/lambda/options.ts';
import {createScheduler} from '../../../src/render/lambda/scheduler.ts';
import {createAccount, type AccountOptions, type SimulatedOrder} from './account.ts';
import {createVirtualClock} from './virtual-clock.ts';

/** mulberry32: small, seeded, good enough for a simulation. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface SimulationOptions extends Partial<Omit<AccountOptions, 'clock' | 'random'>> {
  readonly seed: number;
  readonly jobs: number;
  /** Of each video. */
  readonly drawingSeconds: number;
  readonly chunks: number;
  /** Times that the driver is killed, spread over the batch. */
  readonly kills: number;
  /** Seconds until it is started again. */
  readonly restartSeconds?: number;
  readonly reserve?: number;
  /** Every so manieth video is one that was there before. */
  readonly duplicateEvery?: number;
  /** What the scheduler believes the limit to be. Default: what it is. */
  readonly believedLimit?: number;
  /** Whether nobody is asked for renders that nobody has heard of. */
  readonly blind?: boolean;
  /** For so long a render may turn up that nobody has heard of, ms. Default 60 000. */
  readonly graceInMs?: number;
}

export interface SimulationFigures {
  readonly done: number;
  readonly failed: number;
  readonly seconds: number;
  /** Functions that ran, of the account's limit, while videos waited to begin: ours, and with those of others. */
  readonly usedByUs: number;
  /** Of what others left of the limit. */
  readonly usedOfLeft: number;
  readonly used: number;
  readonly throttled: number;
  /** Videos that failed with throttling as the reason. */
  readonly lostToThrottling: number;
  /** Videos with a second render begun while an earlier one lived or had come to its end. */
  readonly paidTwice: number;
  readonly restarts: number;
  readonly renders: number;
  /** Of the scheduler and the simulated account, without the simulated clock. */
  readonly cpuMsPerVideo: number;
  readonly events: number;
  readonly heapGrowthInMb: number;
  /** Function-seconds of renders that came to nothing, of all. */
  readonly wasted: number;
  readonly errors: readonly string[];
}

/** CPU of the clock alone, ms: as many sleeps as there were, with nothing to do after them. */
async function clockAlone(events: number): Promise<number> {
  const clock = createVirtualClock();
  let over = 0;
  const sleeps = async (from: number) => {
    for (let event = from; event < events; event += 1000) await clock.sleep(1 + (event % 977));
    over++;
  };
  const before = process.cpuUsage();
  for (let from = 0; from < 1000; from++) void sleeps(from);
  await clock.run(() => over === 1000);
  const {user, system} = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Runs a batch: the scheduler's own code, on a clock and an account that are simulated. */
export async function simulate(
  options: SimulationOptions,
  collect: () => void = () => undefined,
): Promise<SimulationFigures> {
  const {jobs, kills, limit = 1000, restartSeconds = 3, duplicateEvery = 0} = options;
  const random = seeded(options.seed);
  const world = createVirtualClock();
  const account = createAccount({
    limit,
    burst: 1000,
    others: [],
    crashes: 0,
    lostAnswers: 0,
    lostCalls: 0,
    failedLooks: 0,
    duplicates: 0,
    ...options,
    clock: world,
    random,
  });
  const journal = memoryJournal();
  const keyOf = (index: number) =>
    duplicateEvery > 0 && index % duplicateEvery === duplicateEvery - 1 ? `job-${index - 1}` : `job-${index}`;
  const weight = options.chunks + 1;
  const job = (index: number): Job<SimulatedOrder> => ({
    key: keyOf(index),
    weight,
    estimate: {costInUsd: 0.003, seconds: options.drawingSeconds / Math.max(1, options.chunks) + 5},
    orderFor: async () => ({
      job: keyOf(index),
      drawingSeconds: options.drawingSeconds,
      chunks: options.chunks,
    }),
  });

  const finished = new Map<number, 'done' | 'failed'>();
  const errors: string[] = [];
  let lostToThrottling = 0;
  let lastWaited = 0;
  let usedWhileWaiting = {own: 0, others: 0};
  let restarts = 0;

  /** One life of the driver, from its start to its end or its death. */
  const live = () => {
    const life = world.generation();
    let alive = true;
    const guarded: Journal = {
      ...journal,
      append: async (record) => {
        if (!alive) return new Promise<void>(() => undefined);
        return journal.append(record);
      },
    };
    const mortal = async <Value>(work: Promise<Value>): Promise<Value> => {
      try {
        const value = await work;
        return alive ? value : await new Promise<Value>(() => undefined);
      } catch (error) {
        if (!alive) return new Promise<Value>(() => undefined);
        throw error;
      }
    };
    const {farm} = account;
    const scheduler = createScheduler<SimulatedOrder>({
      places: [
        {
          name: farm.name,
          limit: options.believedLimit ?? limit,
          reserve: options.reserve ?? reserveOf(limit),
          startsPerSecond: lambdaDefaults.startsPerSecond,
          farm: {
            name: farm.name,
            start: async (order, output, signal) => mortal(farm.start(order, output, signal)),
            look: async (id) => mortal(farm.look(id)),
            survey: async (since, known) => (options.blind === true ? [] : mortal(farm.survey(since, known))),
            cancel: async (id) => mortal(farm.cancel(id)),
          },
        },
      ],
      journal: guarded,
      clock: life.clock,
      random,
      ...lambdaDefaults,
      silenceInMs: silenceOf(lambdaDefaults.timeoutInMs),
      ...(options.graceInMs === undefined ? {} : {graceInMs: options.graceInMs}),
    });
    const signal = new AbortController().signal;
    const left = function* () {
      for (let index = 0; index < jobs; index++) if (!finished.has(index)) yield index;
    };
    const drive = async () => {
      for await (const _ of runAll(left(), 2 * limit, async (index) => {
        try {
          await scheduler.run(job(index), signal);
          if (alive) finished.set(index, 'done');
        } catch (error) {
          if (!alive) return;
          finished.set(index, 'failed');
          const message = error instanceof Error ? error.message : String(error);
          errors.push(message);
          if (ViralError.isInstance(error) && /rate exceeded|concurrency|too ?many/i.test(message))
            lostToThrottling++;
        }
      })) {
        if (!alive) return;
      }
    };
    void drive();
    // Work remains as long as something waits to begin.
    const watch = () => {
      if (!alive) return;
      if (scheduler.figures().waiting > 0) {
        lastWaited = world.now();
        usedWhileWaiting = account.used();
      }
      world.at(world.now() + 1000, watch);
    };
    watch();
    return () => {
      alive = false;
      life.stop();
    };
  };

  collect();
  const heapBefore = process.memoryUsage().heapUsed;
  const cpuBefore = process.cpuUsage();
  let die = live();
  // Killed at a moment by chance, once each further part of the batch is done.
  let killsLeft = kills;
  const reaper = () => {
    const due = jobs * ((kills - killsLeft + 0.5) / (kills + 1));
    if (killsLeft > 0 && finished.size >= due) {
      killsLeft--;
      die();
      restarts++;
      world.at(world.now() + restartSeconds * 1000, () => {
        die = live();
      });
    }
    if (killsLeft > 0) world.at(world.now() + 500 + random() * 1500, reaper);
  };
  reaper();
  await world.run(() => finished.size >= jobs);
  die();
  const cpu = process.cpuUsage(cpuBefore);
  collect();

  const clockCpuMs = jobs >= 10_000 ? await clockAlone(world.events()) : 0;
  const byJob = new Map<string, {begun: number; ended: number; good: boolean}[]>();
  for (const render of account.renders.values()) {
    const list = byJob.get(render.order.job) ?? [];
    list.push({begun: render.begunAtMs, ended: render.endedAtMs, good: render.state === 'done'});
    byJob.set(render.order.job, list);
  }
  const paidTwice = [...byJob.values()].filter((list) =>
    list.some((one, index) => list.slice(index + 1).some((other) => one.good || other.begun < one.ended)),
  ).length;
  const all = [...account.renders.values()];
  const total = all.reduce((sum, {functionMs}) => sum + functionMs, 0);
  const good = all.reduce((sum, {functionMs, state}) => sum + (state === 'done' ? functionMs : 0), 0);
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return {
    done: [...finished.values()].filter((state) => state === 'done').length,
    failed: [...finished.values()].filter((state) => state === 'failed').length,
    seconds: Math.round(world.now() / 1000),
    usedByUs: round(usedWhileWaiting.own / (lastWaited * limit)),
    usedOfLeft: round(usedWhileWaiting.own / (lastWaited * limit - usedWhileWaiting.others)),
    used: round((usedWhileWaiting.own + usedWhileWaiting.others) / (lastWaited * limit)),
    throttled: account.throttled(),
    lostToThrottling,
    paidTwice,
    restarts,
    renders: account.renders.size,
    cpuMsPerVideo: round(((cpu.user + cpu.system) / 1000 - clockCpuMs) / jobs),
    events: world.events(),
    heapGrowthInMb: round((process.memoryUsage().heapUsed - heapBefore) / 1e6),
    wasted: round((total - good) / total),
    errors: [...new Set(errors)].slice(0, 5),
  };
}

/** Others who use the account in bursts: every few minutes up to a third of it, for a while. */
export function bursts(seed: number, hours: number, limit: number): AccountOptions['others'] {
  const random = seeded(seed);
  const list: {fromMs: number; toMs: number; functions: number}[] = [];
  for (let ms = 60_000; ms < hours * 3_600_000; ms += 60_000 + random() * 240_000) {
    const functions = Math.round(limit * (0.05 + random() * 0.3));
    list.push({fromMs: ms, toMs: ms + 15_000 + random() * 60_000, functions});
  }
  return list;
}
