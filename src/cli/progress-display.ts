import type {OnProgress, Progress, Step} from '../ports/index.ts';

/** Rough share of the whole time each step takes, to draw one bar over all of them. */
const shares: Readonly<Record<Step, number>> = {
  read: 1,
  prepare: 5,
  write: 2,
  narrate: 5,
  gather: 2,
  storyboard: 1,
  soundtrack: 3,
  render: 76,
  inspect: 4,
  finish: 1,
};

const labels: Readonly<Record<Step, string>> = {
  read: 'reading',
  prepare: 'preparing templates and browser',
  write: 'writing the script',
  narrate: 'speaking',
  gather: 'gathering pictures',
  storyboard: 'laying out scenes',
  soundtrack: 'mixing the sound',
  render: 'rendering',
  inspect: 'checking pictures and sound',
  finish: 'finishing',
};

const total = Object.values(shares).reduce((sum, share) => sum + share, 0);

/** Minutes and seconds, as in `1:05`. */
function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function describe(progress: Progress): string {
  const parts = [labels[progress.step]];
  if (progress.frames) {
    const {done, total: all, perSecond} = progress.frames;
    parts.push(`${done}/${all} frames`);
    if (perSecond > 0) parts.push(`${perSecond.toFixed(1)}/s`);
  } else if (progress.detail !== undefined && progress.fraction > 0 && progress.fraction < 1) {
    parts.push(progress.detail);
  }
  if (progress.etaInSeconds !== undefined && progress.fraction < 1) {
    parts.push(`${clockTime(progress.etaInSeconds)} left`);
  }
  return parts.join(' · ');
}

export interface ProgressDisplay {
  readonly onProgress: OnProgress;
  /** Clears the bar so that the next line starts clean. */
  end(): void;
}

type Stream = Pick<NodeJS.WriteStream, 'write'> & {readonly isTTY?: boolean; readonly columns?: number};

/** A live bar on a terminal; plain lines, one a step and one each quarter of the render, in a pipe. */
export function createProgressDisplay(stream: Stream): ProgressDisplay {
  const live = stream.isTTY === true;
  let finished = 0;
  let lastStep: Step | null = null;
  let lastQuarter = 0;

  return {
    onProgress(progress) {
      if (live) {
        const overall = Math.min(1, (finished + shares[progress.step] * progress.fraction) / total);
        const width = 24;
        const filled = Math.round(overall * width);
        const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
        const text = `${bar} ${String(Math.round(overall * 100)).padStart(3)}%  ${describe(progress)}`;
        stream.write(`\r\u001B[2K${text.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
      } else if (progress.step !== lastStep) {
        stream.write(`${describe(progress)}\n`);
        lastQuarter = 0;
      } else if (progress.step === 'render') {
        const quarter = Math.floor(progress.fraction * 4);
        if (quarter > lastQuarter && quarter < 4) stream.write(`${describe(progress)}\n`);
        lastQuarter = Math.max(lastQuarter, quarter);
      }
      if (progress.fraction === 1) finished += shares[progress.step];
      lastStep = progress.step;
    },
    end() {
      if (live) stream.write('\r\u001B[2K');
    },
  };
}
