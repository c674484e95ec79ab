import {describe, expect, it} from 'vitest';
import {memoryJournal} from '../../src/render/lambda/journal.ts';
import {createScheduler} from '../../src/render/lambda/scheduler.ts';
import {createAccount, type SimulatedOrder} from './simulation/account.ts';
import {seeded} from './simulation/simulate.ts';
import {createVirtualClock} from './simulation/virtual-clock.ts';

const quiet = {
  burst: 1000,
  others: [],
  crashes: 0,
  lostAnswers: 0,
  lostCalls: 0,
  failedLooks: 0,
  duplicates: 0,
} as const;

/** Regions with limits of their own, one scheduler over them. */
function world(limits: readonly number[], crashes = 0) {
  const clock = createVirtualClock();
  const random = seeded(11);
  const accounts = limits.map((limit) => createAccount({...quiet, crashes, clock, random, limit}));
  const journal = memoryJournal();
  const scheduler = createScheduler<SimulatedOrder>({
    places: accounts.map(({farm}, index) => ({
      name: `region-${index}`,
      limit: limits[index] ?? 1,
      reserve: 1,
      startsPerSecond: 50,
      farm,
    })),
    journal,
    clock,
    random,
    graceInMs: 30_000,
    silenceInMs: 180_000,
    pollInMs: {least: 1000, most: 5000},
    retries: 1,
  });
  return {clock, accounts, journal, scheduler};
}

const signal = new AbortController().signal;
const job = (key: string, weight = 1) => ({
  key,
  weight,
  estimate: {costInUsd: 0.01, seconds: 20},
  orderFor: async () => ({job: key, drawingSeconds: 20, chunks: weight - 1}),
});

describe('several regions in one batch', () => {
  it('share the work as they have room, and none is asked for more than it has', async () => {
    const {clock, accounts, scheduler} = world([100, 25]);
    let done = 0;
    const all = Array.from({length: 500}, async (_, index) => {
      const {place} = await scheduler.run(job(`job-${index}`), signal);
      done++;
      return place;
    });
    await clock.run(() => done === 500);
    const places = await Promise.all(all);
    const share = places.filter((place) => place === 'region-1').length / 500;
    expect(share).toBeGreaterThan(0.12);
    expect(share).toBeLessThan(0.28);
    expect(accounts.map(({throttled}) => throttled())).toEqual([0, 0]);
  });

  it('lets a heavy video in where light ones wait, and refuses one that fits nowhere', async () => {
    const {clock, scheduler} = world([20, 10]);
    let done = 0;
    const light = Array.from({length: 100}, async (_, index) => {
      await scheduler.run(job(`light-${index}`), signal);
      return ++done;
    });
    const heavy = scheduler.run(job('heavy', 15), signal).then(() => ++done);
    await expect(scheduler.run(job('giant', 30), signal)).rejects.toThrow(
      /30 functions at once, and 19 may run/,
    );
    await clock.run(() => done === 101);
    expect(await heavy).toBeLessThanOrEqual(101);
    await Promise.all(light);
  });

  it('never begins a heavy video where it would not fit, though nothing else runs there', async () => {
    // The small one is listed first, and empty.
    const {clock, accounts, scheduler} = world([10, 40]);
    const places: string[] = [];
    const heavy = [15, 20].map(async (weight) =>
      scheduler.run(job(`heavy-${weight}`, weight), signal).then(({place}) => places.push(place)),
    );
    await clock.run(() => places.length === 2);
    await Promise.all(heavy);
    expect(places).toEqual(['region-1', 'region-1']);
    expect(accounts.map(({throttled}) => throttled())).toEqual([0, 0]);
  });

  it('begins again as often when somebody asks again after the last failure', async () => {
    const {clock, accounts, scheduler} = world([10], 1);
    const failed = async () => {
      let message = '';
      const over = scheduler.run(job('poison'), signal).catch((error: unknown) => {
        message = String(error);
      });
      await clock.run(() => message !== '');
      await over;
      return message;
    };
    expect(await failed()).toMatch(/ended without a word/);
    const after = accounts[0]?.renders.size ?? 0;
    expect(after).toBeLessThanOrEqual(2);
    expect(await failed()).toMatch(/ended without a word/);
    expect((accounts[0]?.renders.size ?? 0) - after).toBeGreaterThanOrEqual(1);
  });
});
