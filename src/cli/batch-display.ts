type Stream = Pick<NodeJS.WriteStream, 'write'> & {readonly isTTY?: boolean; readonly columns?: number};

export interface BatchFigures {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Functions in use and how many may be; null where this machine renders. */
  readonly functions: {readonly held: number; readonly capacity: number} | null;
  readonly spentInUsd: number | null;
}

export interface BatchDisplay {
  update(figures: BatchFigures): void;
  /** A line that stays, above the one that moves. */
  say(text: string): void;
  end(): void;
}

/** Lines about single videos that are shown; of more only their number is. */
const mostLines = 30;

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** One line for a batch of any size, as in `1,234/10,000 · 3 failed · 950 of 970 functions · $3.21 · 12 min left`. */
export function batchLine(figures: BatchFigures, elapsedSeconds: number, startedWith: number): string {
  const {total, done, failed, functions, spentInUsd} = figures;
  const count = (value: number) => value.toLocaleString('en');
  const over = done + failed;
  const parts = [`${count(over)}/${count(total)}`];
  if (failed > 0) parts.push(`${count(failed)} failed`);
  if (functions) parts.push(`${count(functions.held)} of ${count(functions.capacity)} functions`);
  if (spentInUsd !== null && spentInUsd > 0) parts.push(`$${spentInUsd.toFixed(2)}`);
  const made = over - startedWith;
  if (made > 0 && over < total) parts.push(`${duration(((total - over) * elapsedSeconds) / made)} left`);
  return parts.join(' · ');
}

/**
 * A line that is rewritten on a terminal; in a pipe a line whenever another hundredth is done, or half a minute has passed.
 * @param now ms
 */
export function createBatchDisplay(stream: Stream, now: () => number): BatchDisplay {
  const live = stream.isTTY === true;
  const startedAt = now();
  let startedWith: number | null = null;
  let last = {at: -Infinity, hundredth: -1};
  let said = 0;
  let hidden = 0;
  let line = '';
  const draw = () => stream.write(`\r\u001B[2K${line.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
  return {
    update(figures) {
      startedWith ??= figures.done + figures.failed;
      line = batchLine(figures, (now() - startedAt) / 1000, startedWith);
      if (live) {
        if (now() - last.at < 200) return;
        last = {...last, at: now()};
        draw();
        return;
      }
      const hundredth = Math.floor(((figures.done + figures.failed) / figures.total) * 100);
      if (hundredth === last.hundredth && now() - last.at < 30_000) return;
      last = {at: now(), hundredth};
      stream.write(`${line}\n`);
    },
    say(text) {
      if (++said > mostLines) {
        hidden++;
        return;
      }
      stream.write(live ? `\r\u001B[2K${text}\n` : `${text}\n`);
      if (live) draw();
    },
    end() {
      if (live) stream.write('\r\u001B[2K');
      if (hidden > 0) stream.write(`… and ${hidden} more; summary.json has them all\n`);
    },
  };
}
