import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import {runAll} from '../src/run-all.ts';

describe('runAll', () => {
  it('works on no more than `concurrency` items at a time and pulls no earlier than it must', async () => {
    let running = 0;
    let most = 0;
    let pulled = 0;
    function* endless() {
      for (;;) yield pulled++;
    }
    const seen: number[] = [];
    for await (const result of runAll(endless(), 3, async (item) => {
      most = Math.max(most, ++running);
      await sleep(2);
      running--;
      return item;
    })) {
      seen.push(result);
      if (seen.length === 10) break;
    }
    expect(most).toBe(3);
    expect(new Set(seen).size).toBe(10);
    expect(pulled).toBeLessThanOrEqual(13);
  });

  it('takes async sources and ends with them', async () => {
    async function* three() {
      for (const item of ['a', 'b', 'c']) {
        await sleep(1);
        yield item;
      }
    }
    const results: string[] = [];
    for await (const result of runAll(three(), 2, async (item, index) => `${item}${index}`))
      results.push(result);
    expect(results.sort()).toEqual(['a0', 'b1', 'c2']);
  });

  it('holds no result back for a source that takes its time, and passes its failure on', async () => {
    let release: () => void = () => undefined;
    const later = new Promise<void>((resolve) => {
      release = resolve;
    });
    async function* slow() {
      yield 'first';
      await later;
      yield 'second';
      throw new Error('the source broke');
    }
    const results = runAll(slow(), 2, async (item) => item);
    expect(await results.next()).toEqual({done: false, value: 'first'});
    release();
    expect(await results.next()).toEqual({done: false, value: 'second'});
    await expect(results.next()).rejects.toThrow('the source broke');
  });
});
