import {describe, expect, it} from 'vitest';
import {batchLine, createBatchDisplay} from '../../src/cli/batch-display.ts';

function streamOf(isTTY: boolean) {
  const written: string[] = [];
  return {written, stream: {isTTY, columns: 80, write: (text: string) => written.push(text) > 0}};
}

describe('the display of a batch', () => {
  it('says in one line how far ten thousand are', () => {
    const figures = {
      total: 10_000,
      done: 1230,
      failed: 4,
      functions: {held: 950, capacity: 970},
      spentInUsd: 3.214,
    };
    expect(batchLine(figures, 600, 234)).toBe(
      '1,234/10,000 · 4 failed · 950 of 970 functions · $3.21 · 88 min left',
    );
    expect(batchLine({...figures, done: 10_000, failed: 0, functions: null, spentInUsd: null}, 600, 0)).toBe(
      '10,000/10,000',
    );
  });

  it('writes a pipe some hundred lines for ten thousand videos, and says what failed a few times only', () => {
    const {written, stream} = streamOf(false);
    let now = 0;
    const display = createBatchDisplay(stream, () => now);
    for (let done = 1; done <= 10_000; done++) {
      now += 50;
      display.update({total: 10_000, done, failed: 0, functions: null, spentInUsd: null});
      if (done % 20 === 0) display.say(`line ${done} failed: it rained`);
    }
    display.end();
    expect(written.length).toBeLessThan(200);
    expect(written.filter((text) => text.includes('it rained'))).toHaveLength(30);
    expect(written.at(-1)).toMatch(/and 470 more/);
  });

  it('redraws a terminal five times a second at most, within its width', () => {
    const {written, stream} = streamOf(true);
    let now = 0;
    const display = createBatchDisplay(stream, () => now);
    for (let tick = 0; tick < 1000; tick++) {
      now += 10;
      display.update({
        total: 1e6,
        done: tick,
        failed: tick,
        functions: {held: 1e5, capacity: 1e5},
        spentInUsd: 123_456,
      });
    }
    expect(written.length).toBeLessThanOrEqual(51);
    for (const text of written) expect(text.replace('\r\u001B[2K', '').length).toBeLessThan(80);
  });
});
