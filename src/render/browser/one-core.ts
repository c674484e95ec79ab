import {execFile} from 'node:child_process';
import {readdir, readFile} from 'node:fs/promises';
import {promisify} from 'node:util';

const run = promisify(execFile);

/**
 * Lets processes of a browser start in the belief that this machine has one core. Chromium's own H.264 encoder takes a
 * thread for each core it sees, up to four at 1080x1920, cuts every picture into as many slices, and moves their
 * borders by how long each took: the same frames would then never encode to the same bytes twice. A process counts
 * cores once, when it starts, by the affinity it inherits; afterwards it gets all of them back.
 */
export interface OneCore {
  /** Does something during which processes start. Never fails by itself: without `taskset` nothing is changed. */
  start<Value>(act: () => Promise<Value>): Promise<Value>;
  /** Gives the processes that have started all cores again. Never throws. */
  release(): Promise<void>;
}

/** The cores a process may run on, as the kernel writes them: `0-3,6`. */
async function coresOf(pid: number): Promise<string | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? null;
}

/** All threads of a process. A process that has gone meanwhile is none. */
async function confine(pid: number, cores: string): Promise<void> {
  await run('taskset', ['-acp', cores, String(pid)]).catch(() => undefined);
}

/** The processes that Chrome forks others from, where it was not told to do without. */
async function zygotesOf(parent: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (!command.includes('--type=zygote')) continue;
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    const above = Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1]);
    if (above === parent || found.includes(above)) found.push(Number(name));
  }
  return found;
}

/**
 * @param pid of the browser process, which starts the others
 * @param started lists the processes that draw pages
 */
export async function createOneCore(
  pid: number,
  started: () => Promise<readonly number[]>,
): Promise<OneCore> {
  const all = process.platform === 'linux' ? await coresOf(pid) : null;
  const first = all === null ? '' : (/^\d+/.exec(all)?.[0] ?? '');
  if (all === null || first === all) return {start: async (act) => act(), release: async () => undefined};
  const starters = [pid, ...(await zygotesOf(pid))];
  const release = async () => {
    await Promise.all((await started()).map(async (each) => confine(each, all)));
  };
  // One after the other: the first to end would give the cores back under the others.
  let queue: Promise<unknown> = Promise.resolve();
  return {
    start(act) {
      const turn = queue.then(async () => {
        await Promise.all(starters.map(async (each) => confine(each, first)));
        try {
          return await act();
        } finally {
          await Promise.all(starters.map(async (each) => confine(each, all)));
          await release();
        }
      });
      queue = turn.catch(() => undefined);
      return turn;
    },
    release,
  };
}
