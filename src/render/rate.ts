import type {Progress} from '../ports/index.ts';

const windowInMs = 4000;

/**
 * Turns "so many frames are done" into progress with a speed over the last four seconds and the seconds left.
 * @param total frames in all
 * @param now a clock in ms
 */
export function createRate(total: number, now: () => number): (done: number) => Omit<Progress, 'step'> {
  const started = {at: now(), done: 0};
  let marks = [started];
  return (done) => {
    const at = now();
    // The last mark before the window stays as its start.
    while (marks.length > 1 && (marks[1]?.at ?? at) < at - windowInMs) marks = marks.slice(1);
    const {at: since, done: before} = marks[0] ?? started;
    marks.push({at, done});
    const perSecond = at > since ? ((done - before) / (at - since)) * 1000 : 0;
    return {
      fraction: Math.min(1, done / total),
      detail: `frame ${done} of ${total}`,
      frames: {done, total, perSecond},
      // The first frames wait for fonts and warm up the page.
      ...(perSecond > 0 && done >= 3 ? {etaInSeconds: (total - done) / perSecond} : {}),
    };
  };
}
