// Looks at processes through /proc (Linux): who belongs to a tree, what they hold. Elsewhere everything is empty.
import {readdir, readFile} from 'node:fs/promises';

const read = (file) => readFile(file, 'utf8').catch(() => null);
const pageBytes = 4096;

async function allProcesses() {
  const names = await readdir('/proc').catch(() => []);
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

/** The process and everything below it. Loses what a dead parent has left to another. */
export async function descendants(root) {
  const children = new Map();
  for (const pid of await allProcesses()) {
    const stat = await read(`/proc/${pid}/stat`);
    if (stat === null) continue;
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = [];
  for (const queue = [root]; queue.length > 0;) {
    const pid = queue.shift();
    found.push(pid);
    queue.push(...(children.get(pid) ?? []));
  }
  return found;
}

/** Processes that were started with that variable in their environment, wherever they hang now. */
export async function processesWith(variable) {
  const found = [];
  for (const pid of await allProcesses()) {
    const environment = await read(`/proc/${pid}/environ`);
    if (environment?.split('\0').includes(variable)) found.push(pid);
  }
  return found;
}

export async function commandOf(pid) {
  const line = await read(`/proc/${pid}/cmdline`);
  return line?.replaceAll('\0', ' ').slice(0, 120).trim() ?? '';
}

/** Memory in RAM of several processes; what they share is counted once for each. */
export async function residentBytes(pids) {
  let pages = 0;
  for (const pid of pids) pages += Number((await read(`/proc/${pid}/statm`))?.split(' ')[1] ?? 0);
  return pages * pageBytes;
}

/** Memory in RAM of several processes; what they share is split between them. Dearer to ask for. */
export async function proportionalBytes(pids) {
  let kilobytes = 0;
  for (const pid of pids) {
    const text = await read(`/proc/${pid}/smaps_rollup`);
    kilobytes += Number(/^Pss:\s+(\d+) kB$/m.exec(text ?? '')?.[1] ?? 0);
  }
  return kilobytes * 1024;
}

/** Memory split like that, by what the processes are: `node`, `browser`, `renderer`, `gpu-process`, … */
export async function bytesByKind(pids) {
  const kinds = {};
  for (const pid of pids) {
    const line = (await read(`/proc/${pid}/cmdline`))?.replaceAll('\0', ' ') ?? '';
    const program = line.split(' ', 1)[0].endsWith('node') ? 'node' : 'browser';
    const kind = /--type=(\S+)/.exec(line)?.[1] ?? program;
    kinds[kind] = (kinds[kind] ?? 0) + (await proportionalBytes([pid]));
  }
  return kinds;
}

/** Open file descriptors of several processes. */
export async function openFiles(pids) {
  let count = 0;
  for (const pid of pids) count += (await readdir(`/proc/${pid}/fd`).catch(() => [])).length;
  return count;
}
