import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {describe, expect, it} from 'vitest';
import {bursts, simulate} from './simulation/simulate.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** 30 s of video at 30 fps, drawn at 0.1 s a frame, by one function. */
const clip = {drawingSeconds: 90, chunks: 0} as const;
const trouble = {
  crashes: 0.003,
  lostAnswers: 0.002,
  lostCalls: 0.001,
  failedLooks: 0.01,
  duplicates: 0.0005,
} as const;

describe('the scheduler against a simulated account', () => {
  it('10,000 videos of 30 s, limit 1,000, bursts of others, throttles, crashes, the driver killed 20 times', async () => {
    const figures = await simulate(
      {seed: 1, jobs: 10_000, ...clip, ...trouble, kills: 20, others: bursts(7, 2, 1000)},
      collect,
    );
    console.log('simulated batch:', JSON.stringify(figures));
    expect(figures).toMatchObject({done: 10_000, failed: 0, restarts: 20, lostToThrottling: 0, paidTwice: 0});
    expect(figures.throttled).toBeGreaterThan(0);
    // Renders that crashed were begun once more.
    expect(figures.renders).toBeGreaterThan(10_000);
    expect(figures.used).toBeGreaterThanOrEqual(0.9);
    expect(figures.usedOfLeft).toBeGreaterThanOrEqual(0.9);
    // The simulated account's own work included.
    expect(figures.cpuMsPerVideo).toBeLessThanOrEqual(1);
  }, 240_000);

  it.each([2, 3, 4])(
    'loses and repeats nothing when videos are cut into functions (seed %i)',
    async (seed) => {
      const figures = await simulate({
        seed,
        jobs: 600,
        drawingSeconds: 90,
        chunks: 9,
        ...trouble,
        crashes: 0.0005,
        kills: 20,
        others: bursts(seed, 1, 1000),
      });
      expect(figures).toMatchObject({done: 600, failed: 0, restarts: 20, lostToThrottling: 0, paidTwice: 0});
    },
    60_000,
  );

  it('renders duplicates once', async () => {
    const figures = await simulate({seed: 5, jobs: 300, ...clip, kills: 3, limit: 50, duplicateEvery: 2});
    expect(figures).toMatchObject({done: 300, renders: 150, paidTwice: 0});
  }, 120_000);

  it('finds the limit by itself where it was told a wrong one, and still loses nothing', async () => {
    const figures = await simulate({seed: 6, jobs: 400, ...clip, kills: 0, limit: 50, believedLimit: 500});
    expect(figures.throttled).toBeGreaterThan(10);
    expect(figures).toMatchObject({done: 400, failed: 0, lostToThrottling: 0, paidTwice: 0});
  }, 120_000);

  it('keeps memory flat', async () => {
    const growth = async (jobs: number) =>
      (await simulate({seed: 8, jobs, ...clip, kills: 0, limit: 100}, collect)).heapGrowthInMb;
    await growth(200);
    const [small, large] = [await growth(1000), await growth(4000)];
    // What remains is the journal's and the simulated account's record of each video.
    expect((large - small) / 3000).toBeLessThan(0.004);
  }, 240_000);

  it('is judged by a simulation that sees renders paid twice: without looking for them there are some', async () => {
    const figures = await simulate({
      seed: 9,
      jobs: 400,
      ...clip,
      lostAnswers: 0.2,
      kills: 20,
      limit: 100,
      blind: true,
      graceInMs: -1,
    });
    expect(figures.paidTwice).toBeGreaterThan(0);
  }, 120_000);
});
