// Runs a program and says what its whole process tree cost.
import {spawn, spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {openGroup} from './process-group.mjs';
import {
  bytesByKind,
  commandOf,
  descendants,
  openFiles,
  processesWith,
  proportionalBytes,
  residentBytes,
} from './process-tree.mjs';

const sampleEveryMs = 250;
/** A helper that cleans up behind a closed program gets this long to end by itself. */
const graceMs = 5000;

/** CPU seconds of all processes below this one that have ended and were waited for, or null where nobody says. */
async function endedChildrenCpuSeconds() {
  const text = await readFile('/proc/self/stat', 'utf8').catch(() => null);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

/** The user's own settings: they would change what is measured, and a key would report these runs to Remotion. */
const withheld = {VIRAL_CACHE_DIR: undefined, VIRAL_CACHE_LIMIT: undefined, REMOTION_LICENSE_KEY: undefined};

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The cores this process may use, as in `[0, 1, 2, 3]`; null where nobody says (it takes Linux). */
async function allowedCores() {
  const text = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const list = /^Cpus_allowed_list:\s+(\S+)$/m.exec(text)?.[1];
  return (
    list?.split(',').flatMap((range) => {
      const [from, to = from] = range.split('-').map(Number);
      return Array.from({length: to - from + 1}, (_, index) => from + index);
    }) ?? null
  );
}

/**
 * The cores to keep programs to, as `taskset` takes them.
 * @returns null when that many are all there are, or programs cannot be kept to some here
 */
export async function coresToKeepTo(count) {
  const allowed = await allowedCores();
  if (allowed === null || count >= allowed.length) return null;
  if (spawnSync('/bin/sh', ['-c', 'command -v taskset'], {stdio: 'ignore'}).status !== 0) return null;
  return allowed.slice(0, count).join(',');
}

/** The command to run in place of `argv` so that it joins the group and keeps to some cores. */
function wrapped(argv, group, cores) {
  if (group === null && cores === null) return argv;
  const joins = (group?.procsFiles ?? []).map((file) => `echo $$ > ${quoted(file)};`);
  const pin = cores === null ? '' : `taskset -c ${cores} `;
  return ['/bin/sh', '-c', `${joins.join(' ')} exec ${pin}"$@"`, 'sh', ...argv];
}

/**
 * Runs `node script`, start-up included. The script reads its order with `order.mjs` and may send messages.
 * @param options `memory: 'proportional'` splits shared pages (dearer); `onMessage(message, watch)` hears the script,
 * where `watch` looks at the tree as it is then; `cores` as `coresToKeepTo` gives them
 * @returns CPU s (null where it cannot be known) and how that was found; wall s; the largest memory in RAM that was
 * sampled, bytes; processes that outlived the program
 */
export async function measure(script, order, options = {}) {
  const {memory = 'resident', onMessage, signal, cores = null} = options;
  signal?.throwIfAborted();
  const id = `viral-bench-${randomBytes(6).toString('hex')}`;
  const group = await openGroup(id);
  const orderFile = join(tmpdir(), `${id}.json`);
  await writeFile(orderFile, JSON.stringify(order));
  const [command, ...args] = wrapped([process.execPath, script, orderFile], group, cores);
  const childrenBefore = await endedChildrenCpuSeconds();
  const startedAt = performance.now();
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {...process.env, ...withheld, VIRAL_BENCH_ID: id},
  });
  const stop = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', stop, {once: true});

  const members = async () => (group ? group.processes() : descendants(child.pid));
  const bytesOf = memory === 'proportional' ? proportionalBytes : residentBytes;
  let peakBytes = 0;
  let peakSinceWatched = 0;
  const sample = async () => {
    const bytes = await bytesOf(await members());
    peakBytes = Math.max(peakBytes, bytes);
    peakSinceWatched = Math.max(peakSinceWatched, bytes);
    return bytes;
  };
  /** The tree now, and its peak since the last time this was asked. */
  const watch = async () => {
    const bytes = await sample();
    const pids = await members();
    const seen = {
      bytes,
      peakBytes: peakSinceWatched,
      byKind: await bytesByKind(pids),
      processes: pids.length,
      openFiles: await openFiles(pids),
      ownOpenFiles: await openFiles([child.pid]),
    };
    peakSinceWatched = 0;
    return seen;
  };
  const sampler = new AbortController();
  const sampling = (async () => {
    while (process.platform === 'linux' && !sampler.signal.aborted) {
      await sample();
      await sleep(sampleEveryMs);
    }
  })();

  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => (said = (said + chunk.toString()).slice(-4000)));
  }
  let result = null;
  let failure = null;
  let answering = Promise.resolve();
  child.on('message', (message) => {
    if (message.type === 'result') result = message;
    else if (onMessage) {
      // One after the other; the script waits for the answer before it goes on.
      answering = answering
        .then(async () => {
          const answer = await onMessage(message, watch);
          if (child.connected) child.send(answer ?? {});
        })
        .catch((error) => {
          failure = error;
          child.kill('SIGTERM');
        });
    }
  });
  // A detached helper may hold the pipes open longer than the program lives.
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      failure = error;
      resolve(null);
    });
    child.once('exit', (exitCode, byWhat) => resolve(exitCode ?? byWhat));
  });
  const wallSeconds = (performance.now() - startedAt) / 1000;
  sampler.abort();
  await sampling;
  await answering;
  signal?.removeEventListener('abort', stop);

  const leftOver = async () =>
    process.platform !== 'linux' ? [] : group ? group.processes() : processesWith(`VIRAL_BENCH_ID=${id}`);
  let left = await leftOver();
  for (const until = performance.now() + graceMs; left.length > 0 && performance.now() < until;) {
    await sleep(100);
    left = await leftOver();
  }
  const orphans = [];
  for (const pid of left) {
    orphans.push(await commandOf(pid));
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone by itself just now.
    }
  }
  let cpuSeconds = null;
  let how = 'not measured on this system';
  if (group) {
    cpuSeconds = await group.cpuSeconds();
    how = group.how;
  } else if (childrenBefore !== null) {
    cpuSeconds = (await endedChildrenCpuSeconds()) - childrenBefore;
    how =
      'the times of children that were waited for (no control group here: detached helpers are not counted)';
  }
  const groupPeakBytes = (await group?.peakBytes()) ?? null;
  await group?.close();
  await rm(orderFile, {force: true});
  signal?.throwIfAborted();
  if (failure !== null) throw failure;
  if (code !== 0) {
    // Node shows an uncaught error as a line that starts with its name.
    const why = /^\S*Error\b.*(?:\n(?! +at ).*){0,8}/m.exec(said)?.[0] ?? said.slice(-1500);
    throw new Error(`${basename(script)} ended with ${code}: ${why.trim()}`);
  }
  return {
    cpuSeconds,
    wallSeconds,
    peakRssBytes: process.platform === 'linux' ? peakBytes : null,
    groupPeakBytes,
    orphans,
    how,
    result,
  };
}
