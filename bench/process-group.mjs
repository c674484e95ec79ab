// A control group of its own for one process tree: the kernel adds up what every process in it used, also those that
// have ended or left their parent. Needs Linux and the right to make groups; elsewhere `openGroup` gives null.
import {mkdir, readFile, rmdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

const read = (file) => readFile(file, 'utf8').catch(() => null);

async function makeFolder(folder) {
  try {
    await mkdir(folder);
    return folder;
  } catch {
    return null;
  }
}

async function removeFolder(folder) {
  // The kernel lets go of a group a moment after its last process.
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      await rmdir(folder);
      return;
    } catch {
      await sleep(100);
    }
  }
}

/** Version 1: one hierarchy for CPU time, another for memory. */
async function openVersion1(name, mountOf) {
  const cpuMount = mountOf('cgroup', 'cpuacct');
  const memoryMount = mountOf('cgroup', 'memory');
  const cpu = cpuMount && (await makeFolder(join(cpuMount, name)));
  if (!cpu) return null;
  if ((await read(join(cpu, 'cpuacct.usage'))) === null) {
    await removeFolder(cpu);
    return null;
  }
  const memory = memoryMount && (await makeFolder(join(memoryMount, name)));
  return {
    how: 'a control group (v1)',
    folders: memory ? [cpu, memory] : [cpu],
    cpuSeconds: async () => Number(await readFile(join(cpu, 'cpuacct.usage'), 'utf8')) / 1e9,
    peakBytes: async () => {
      const text = memory && (await read(join(memory, 'memory.max_usage_in_bytes')));
      return text ? Number(text) : null;
    },
  };
}

/** Version 2: CPU time is always counted, memory only where its controller is on. */
async function openVersion2(name, mountOf) {
  const mount = mountOf('cgroup2');
  if (!mount) return null;
  await writeFile(join(mount, 'cgroup.subtree_control'), '+cpu +memory').catch(() => undefined);
  const folder = await makeFolder(join(mount, name));
  if (!folder) return null;
  const usage = async () => /^usage_usec (\d+)$/m.exec((await read(join(folder, 'cpu.stat'))) ?? '')?.[1];
  if ((await usage()) === undefined) {
    await removeFolder(folder);
    return null;
  }
  return {
    how: 'a control group (v2)',
    folders: [folder],
    cpuSeconds: async () => Number(await usage()) / 1e6,
    peakBytes: async () => {
      const text = await read(join(folder, 'memory.peak'));
      return text ? Number(text) : null;
    },
  };
}

/**
 * Makes a group. `procsFiles` are the files a process writes its id into to join; all its children are in it then.
 * `peakBytes` counts the page cache of files too.
 * @param mounts what /proc/mounts says; only a trial of another version hands in its own
 */
export async function openGroup(name, mounts) {
  const lines = ((mounts ?? (await read('/proc/mounts'))) || '').split('\n').map((line) => line.split(' '));
  const mountOf = (type, controller) =>
    lines.find(
      ([, , kind, options]) => kind === type && (!controller || options.split(',').includes(controller)),
    )?.[1];
  const group = (await openVersion1(name, mountOf)) ?? (await openVersion2(name, mountOf));
  if (group === null) return null;
  const procsFiles = group.folders.map((folder) => join(folder, 'cgroup.procs'));
  return {
    how: group.how,
    procsFiles,
    cpuSeconds: group.cpuSeconds,
    peakBytes: group.peakBytes,
    processes: async () => ((await read(procsFiles[0])) ?? '').split('\n').filter(Boolean).map(Number),
    close: async () => {
      for (const folder of group.folders) await removeFolder(folder);
    },
  };
}
