import {describe, expect, it} from 'vitest';
import {createProgressDisplay} from '../../src/cli/progress-display.ts';

function recorder(isTTY: boolean) {
  const written: string[] = [];
  return {
    written,
    stream: {isTTY, columns: 80, write: (text: string | Uint8Array) => written.push(String(text)) > 0},
  };
}

describe('the progress display', () => {
  it('writes one line a step and each quarter of the render in a pipe', () => {
    const {written, stream} = recorder(false);
    const display = createProgressDisplay(stream);
    display.onProgress({step: 'write', fraction: 0});
    display.onProgress({step: 'write', fraction: 1});
    for (let done = 0; done <= 900; done += 30) {
      display.onProgress({step: 'render', fraction: done / 900, frames: {done, total: 900, perSecond: 12}});
    }
    display.end();
    expect(written).toEqual([
      'writing the script\n',
      'rendering · 0/900 frames · 12.0/s\n',
      'rendering · 240/900 frames · 12.0/s\n',
      'rendering · 450/900 frames · 12.0/s\n',
      'rendering · 690/900 frames · 12.0/s\n',
    ]);
  });

  it('draws a bar that only grows and fits the terminal', () => {
    const {written, stream} = recorder(true);
    const display = createProgressDisplay(stream);
    const steps = [
      'prepare',
      'write',
      'narrate',
      'gather',
      'storyboard',
      'soundtrack',
      'render',
      'inspect',
    ] as const;
    for (const step of steps) {
      for (const fraction of [0, 0.5, 1]) display.onProgress({step, fraction, etaInSeconds: 61});
    }
    const percents = written.map((line) => Number(/(\d+)%/.exec(line)?.[1]));
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
    expect(percents.at(-1)).toBeGreaterThan(95);
    expect(written.join('')).toContain('1:01 left');
    for (const line of written) expect(line.replace('\r\u001B[2K', '').length).toBeLessThan(80);
  });
});
