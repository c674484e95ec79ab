import {describe, expect, it} from 'vitest';
import {ViralError} from '../../src/errors.ts';
import {retrying, type RetryClock} from '../../src/retry.ts';

/** A clock whose sleeps end at once and are written down. */
function recordingClock(): RetryClock & {readonly slept: number[]} {
  let now = 1_000_000;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: (ms) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

function failing(times: number, error: () => Error) {
  let calls = 0;
  return {
    run: () => {
      calls++;
      return calls <= times ? Promise.reject(error()) : Promise.resolve(`done after ${calls}`);
    },
    calls: () => calls,
  };
}

const transient = (until?: Date) =>
  new ViralError('fetch-failed', 'busy', {action: 'retry', ...(until ? {until} : {})});

describe('retrying', () => {
  it('tries again after transient errors, waiting twice as long each time', async () => {
    const clock = recordingClock();
    const operation = failing(3, () => transient());
    await expect(retrying(operation.run, {clock, random: () => 0})).resolves.toBe('done after 4');
    expect(clock.slept).toEqual([500, 1000, 2000]);
  });

  it('takes up to half of each wait off at random', async () => {
    const clock = recordingClock();
    await retrying(failing(1, () => transient()).run, {clock, random: () => 0.9999});
    expect(clock.slept[0]).toBeGreaterThanOrEqual(250);
    expect(clock.slept[0]).toBeLessThan(251);
  });

  it('gives the last error back when the tries are used up', async () => {
    const clock = recordingClock();
    const operation = failing(99, () => transient());
    await expect(retrying(operation.run, {attempts: 3, clock})).rejects.toThrow('busy');
    expect(operation.calls()).toBe(3);
  });

  it.each(['wait', 'auth', 'fatal', 'ambiguous'] as const)('never repeats after %s', async (action) => {
    const operation = failing(9, () => new ViralError('publish-failed', 'no', {action}));
    await expect(retrying(operation.run, {clock: recordingClock()})).rejects.toThrow('no');
    expect(operation.calls()).toBe(1);
  });

  it('never repeats after an error of unknown kind', async () => {
    const operation = failing(9, () => new Error('bug'));
    await expect(retrying(operation.run, {clock: recordingClock()})).rejects.toThrow('bug');
    expect(operation.calls()).toBe(1);
  });

  it('waits at least until the moment the error names', async () => {
    const clock = recordingClock();
    const operation = failing(1, () => transient(new Date(clock.now() + 7000)));
    await retrying(operation.run, {clock, random: () => 0});
    expect(clock.slept).toEqual([7000]);
  });

  it('does not sit out a moment that is far away', async () => {
    const clock = recordingClock();
    const operation = failing(1, () => transient(new Date(clock.now() + 3_600_000)));
    await expect(retrying(operation.run, {clock})).rejects.toThrow('busy');
    expect(clock.slept).toEqual([]);
  });

  it('stops in the middle of a real wait when aborted', async () => {
    const controller = new AbortController();
    const operation = failing(9, () => transient());
    const started = Date.now();
    setTimeout(() => controller.abort(new Error('enough')), 30);
    await expect(retrying(operation.run, {signal: controller.signal})).rejects.toThrow('enough');
    expect(Date.now() - started).toBeLessThan(400);
    expect(operation.calls()).toBe(1);
  });
});
