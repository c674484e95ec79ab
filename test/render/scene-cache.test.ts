import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {setTimeout as sleep} from 'node:timers/promises';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {builtEntry} from '../../src/built-entry.ts';
import {parseCacheLimit} from '../../src/render/segments/cache-limit.ts';
import {clearSceneCache, describeSceneCache} from '../../src/render/segments/cache-listing.ts';
import {noSceneCache, openSceneCache, type SegmentFacts} from '../../src/render/segments/scene-cache.ts';

let folder: string;
let directory: string;
let source: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'viral-scenes-'));
  directory = join(folder, 'cache', 'scenes');
  source = join(folder, 'source.mp4');
  file = join(folder, 'out', 'taken.mp4');
});
afterEach(() => rm(folder, {recursive: true, force: true}));

const keyOf = (name: string) => createHash('sha256').update(name).digest('hex');
const contentOf = (name: string, bytes = 200_000) =>
  Buffer.concat(Array.from({length: bytes / 32}, () => createHash('sha256').update(name).digest()));
const factsOf = (id: string, template = 'headline'): SegmentFacts => ({
  frames: 90,
  fonts: ['Inter', 'Anton'],
  engine: 'screenshots',
  scene: {template, kind: 'point', id},
});
const cacheOf = (maxBytes = 1e9, at = directory) => openSceneCache({directory: at, maxBytes});

async function keep(name: string, options: {maxBytes?: number; template?: string; at?: string} = {}) {
  await writeFile(source, contentOf(name));
  await cacheOf(options.maxBytes, options.at).keep(keyOf(name), source, factsOf(name, options.template));
}

/** Everything below a folder, but for the folder where unfinished things lie when it is empty. */
async function namesIn(at: string): Promise<string[]> {
  const names = await readdir(at, {recursive: true});
  return names.filter((name) => name !== 'unfinished').sort();
}

const wholeEntry = (name: string) => [
  keyOf(name),
  join(keyOf(name), 'entry.json'),
  join(keyOf(name), 'segment.mp4'),
];

const script = fileURLToPath(new URL('scene-cache-process.mjs', import.meta.url));

function startProcess(what: string, options: object, as: {uid?: number; gid?: number} = {}) {
  const module = pathToFileURL(builtEntry('render/segments/scene-cache')).href;
  const child: ChildProcess = spawn(
    process.execPath,
    [script, module, what, JSON.stringify({directory, ...options})],
    {stdio: ['ignore', 'pipe', 'pipe'], ...as},
  );
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<{stdout: string; stderr: string}>((resolve) =>
    child.once('close', () => resolve({stdout, stderr})),
  );
  return {child, ended};
}

async function answerOf(what: string, options: object, as: {uid?: number; gid?: number} = {}) {
  const {stdout, stderr} = await startProcess(what, options, as).ended;
  expect(stderr).toBe('');
  return JSON.parse(stdout) as unknown;
}

interface Counts {
  readonly kept: number;
  readonly taken: number;
  readonly absent: number;
  readonly wrong: number;
  readonly left: readonly string[];
}

describe('a segment', () => {
  it('comes back as it was kept, with its facts', async () => {
    expect(await cacheOf().take(keyOf('a'), file)).toBeNull();
    await keep('a');
    expect(await cacheOf().take(keyOf('a'), file)).toEqual(factsOf('a'));
    expect(await readFile(file)).toEqual(contentOf('a'));
    expect(await namesIn(directory)).toEqual(wholeEntry('a'));
    expect(await readdir(join(folder, 'out'))).toEqual(['taken.mp4']);
  });

  it('replaces what is at its place, the same segment too, and leaves nothing beside it', async () => {
    await keep('a');
    await mkdir(join(folder, 'out'));
    await writeFile(file, 'of an earlier run');
    expect(await cacheOf().take(keyOf('b'), file)).toBeNull();
    expect(await readFile(file, 'utf8')).toBe('of an earlier run');
    for (let n = 0; n < 2; n++) expect(await cacheOf().take(keyOf('a'), file)).not.toBeNull();
    expect(await readFile(file)).toEqual(contentOf('a'));
    expect(await readdir(join(folder, 'out'))).toEqual(['taken.mp4']);
  });

  it('is a hard link on the same file system, and a copy on another', async (context) => {
    await keep('a');
    await cacheOf().take(keyOf('a'), file);
    const segment = await stat(join(directory, keyOf('a'), 'segment.mp4'));
    expect((await stat(file)).ino).toBe(segment.ino);
    if (!existsSync('/dev/shm') || (await stat('/dev/shm')).dev === segment.dev) {
      context.skip('there is no second file system at /dev/shm');
    }
    const elsewhere = await mkdtemp('/dev/shm/viral-scenes-');
    try {
      expect(await cacheOf().take(keyOf('a'), join(elsewhere, 'x.mp4'))).toEqual(factsOf('a'));
      expect(await readFile(join(elsewhere, 'x.mp4'))).toEqual(contentOf('a'));
      expect(await readdir(elsewhere)).toEqual(['x.mp4']);
    } finally {
      await rm(elsewhere, {recursive: true});
    }
  });

  it('does not change with the file it was kept of, and stays when it is kept again', async () => {
    await keep('a');
    await writeFile(source, 'written over');
    await cacheOf().keep(keyOf('a'), source, factsOf('another'));
    expect(await cacheOf().take(keyOf('a'), file)).toEqual(factsOf('a'));
    expect(await readFile(file)).toEqual(contentOf('a'));
  });

  it('needs a proper key, proper facts and a file', async () => {
    await writeFile(source, 'x');
    for (const key of [
      '',
      '..',
      '../../etc',
      keyOf('a').toUpperCase(),
      `${keyOf('a')}\n`,
      `${keyOf('a')}/x`,
    ]) {
      await expect(cacheOf().take(key, file)).rejects.toThrow(RangeError);
      await expect(cacheOf().keep(key, source, factsOf('a'))).rejects.toThrow(RangeError);
    }
    await expect(
      cacheOf().keep(keyOf('a'), source, {...factsOf('a'), frames: Number.NaN}),
    ).rejects.toMatchObject({
      code: 'invalid-input',
      issues: [{path: 'frames'}],
    });
    await expect(cacheOf().keep(keyOf('a'), join(folder, 'none'), factsOf('a'))).rejects.toMatchObject({
      code: 'file-not-found',
    });
    await expect(cacheOf().keep(keyOf('a'), folder, factsOf('a'))).rejects.toMatchObject({
      name: 'ViralError',
    });
    expect(existsSync(directory) ? await namesIn(directory) : []).toEqual([]);
    for (const maxBytes of [-1, Number.NaN]) {
      expect(() => openSceneCache({directory, maxBytes})).toThrow(RangeError);
    }
  });

  it('is neither kept nor taken when the cache is off', async () => {
    await keep('a');
    for (const off of [noSceneCache, cacheOf(0)]) {
      expect(await off.take(keyOf('a'), file)).toBeNull();
      await off.keep(keyOf('b'), source, factsOf('b'));
    }
    expect(await namesIn(directory)).toEqual(wholeEntry('a'));
  });
});

const segment = () => join(directory, keyOf('a'), 'segment.mp4');
const record = () => join(directory, keyOf('a'), 'entry.json');

async function flipBit(at: string, position: number): Promise<void> {
  await chmod(at, 0o644);
  const handle = await open(at, 'r+');
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, position);
  byte[0] = (byte[0] ?? 0) ^ 0x10;
  await handle.write(byte, 0, 1, position);
  await handle.close();
}

async function rewriteRecord(change: (entry: Record<string, unknown>) => unknown): Promise<void> {
  const entry = JSON.parse(await readFile(record(), 'utf8')) as Record<string, unknown>;
  await writeFile(record(), JSON.stringify(change(entry)));
}

function makeFifo(at: string): void {
  expect(spawnSync('sh', ['-c', 'mkfifo "$0"', at]).status).toBe(0);
}

/** What can happen to an entry. */
const damages: Readonly<Record<string, () => Promise<unknown>>> = {
  'a flipped bit at the start': () => flipBit(segment(), 0),
  'a flipped bit in the middle': () => flipBit(segment(), 123_456),
  'a flipped bit at the end': () => flipBit(segment(), 199_999),
  'a truncated segment': () => chmod(segment(), 0o644).then(() => truncate(segment(), 150_000)),
  'an empty segment': () => chmod(segment(), 0o644).then(() => truncate(segment(), 0)),
  'a segment that has grown': () => chmod(segment(), 0o644).then(() => truncate(segment(), 200_001)),
  'a missing segment': () => rm(segment()),
  'a folder as segment': () => rm(segment()).then(() => mkdir(segment())),
  'a link as segment': () =>
    rename(segment(), join(folder, 's')).then(() => symlink(join(folder, 's'), segment())),
  'a missing record': () => rm(record()),
  'an empty record': () => writeFile(record(), ''),
  'a record cut off': async () => truncate(record(), 100),
  'a record of zeros': async () => writeFile(record(), Buffer.alloc((await stat(record())).size)),
  'a record that is no object': () => writeFile(record(), 'null'),
  'a record with other facts': () => rewriteRecord((entry) => ({...entry, facts: {frames: 'many'}})),
  'a record of a newer version': () => rewriteRecord((entry) => ({...entry, version: 2})),
  'a record with another hash': () => rewriteRecord((entry) => ({...entry, sha256: keyOf('b')})),
  'a huge record': () => truncate(record(), 3 << 20),
  'a folder as record': () => rm(record()).then(() => mkdir(record())),
  'an empty folder': () => rm(segment()).then(() => rm(record())),
  'a folder of garbage': async () => {
    await rm(join(directory, keyOf('a')), {recursive: true});
    await mkdir(join(directory, keyOf('a'), 'deep', 'deeper'), {recursive: true});
    await writeFile(join(directory, keyOf('a'), 'deep', 'deeper', 'x'), 'garbage');
  },
  'a file instead of a folder': async () => {
    await rm(join(directory, keyOf('a')), {recursive: true});
    await writeFile(join(directory, keyOf('a')), 'garbage');
  },
  'a link instead of a folder': async () => {
    await rename(join(directory, keyOf('a')), join(folder, 'entry'));
    await symlink(join(folder, 'entry'), join(directory, keyOf('a')));
  },
  ...(process.platform === 'win32'
    ? {}
    : {
        'a pipe as record': () => rm(record()).then(() => makeFifo(record())),
        'a pipe as segment': () => rm(segment()).then(() => makeFifo(segment())),
      }),
};

describe('a damaged entry', () => {
  it.each(Object.entries(damages))('%s: is none, goes, and can be kept anew', async (_, damage) => {
    await keep('a');
    await keep('b');
    await damage();
    expect((await describeSceneCache(directory)).entries).toBe(2);
    expect(await cacheOf().take(keyOf('a'), file)).toBeNull();
    expect(existsSync(file)).toBe(false);
    expect(await readdir(join(folder, 'out')).catch(() => [])).toEqual([]);
    expect(await namesIn(directory)).toEqual(wholeEntry('b'));
    await keep('a');
    expect(await cacheOf().take(keyOf('a'), file)).toEqual(factsOf('a'));
  });

  it.each(Object.entries(damages).filter(([name]) => !/flipped bit|another hash/.test(name)))(
    '%s: gives way to a new one',
    async (_, damage) => {
      await keep('a');
      await damage();
      await keep('a');
      expect(await cacheOf().take(keyOf('a'), file)).toEqual(factsOf('a'));
      expect(await namesIn(directory)).toEqual(wholeEntry('a'));
    },
  );

  it('is found out when somebody wrote into a file that was handed out', async () => {
    await keep('a');
    await cacheOf().take(keyOf('a'), file);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o222, 'not by mistake').toBe(0);
    await flipBit(file, 1000);
    const second = join(folder, 'out', 'second.mp4');
    expect(await cacheOf().take(keyOf('a'), second)).toBeNull();
    expect(existsSync(second)).toBe(false);
  });

  it('is not one that cannot be put where it is wanted', async () => {
    await keep('a');
    const place = join(folder, 'a-file');
    await writeFile(place, '');
    expect(await cacheOf().take(keyOf('a'), join(place, 'x.mp4'))).toBeNull();
    expect(await cacheOf().take(keyOf('a'), join(folder, 'x'.repeat(300)))).toBeNull();
    await mkdir(join(file, 'in-the-way'), {recursive: true});
    expect(await cacheOf().take(keyOf('a'), file)).toBeNull();
    expect(await namesIn(join(folder, 'out'))).toEqual(['taken.mp4', join('taken.mp4', 'in-the-way')]);
    await rm(file, {recursive: true});
    expect(await cacheOf().take(keyOf('a'), file)).toEqual(factsOf('a'));
  });
});

describe('the limit', () => {
  const entryBytes = async () => (await describeSceneCache(directory)).bytes;
  /** Says that an entry was last used some seconds ago. */
  const age = async (name: string, seconds: number) => {
    const then = Date.now() / 1000 - seconds;
    await utimes(join(directory, keyOf(name)), then, then);
  };
  const has = (name: string) => existsSync(join(directory, keyOf(name)));

  it('makes the least recently used go first', async () => {
    await keep('a');
    const maxBytes = Math.floor((await entryBytes()) * 3.5);
    await keep('b', {maxBytes});
    await keep('c', {maxBytes});
    await age('a', 300);
    await age('b', 200);
    await age('c', 100);
    expect(await cacheOf(maxBytes).take(keyOf('a'), file)).not.toBeNull();
    expect((await describeSceneCache(directory)).oldest?.getTime()).toBeCloseTo(Date.now() - 200_000, -4);
    await keep('d', {maxBytes});
    expect(['a', 'b', 'c', 'd'].filter(has)).toEqual(['a', 'c', 'd']);
    await keep('e', {maxBytes});
    expect(['a', 'b', 'c', 'd', 'e'].filter(has)).toEqual(['a', 'd', 'e']);
    expect(await entryBytes()).toBeLessThanOrEqual(maxBytes);
  });

  it('keeps the first one used again by being kept again', async () => {
    await keep('a');
    const maxBytes = Math.floor((await entryBytes()) * 2.5);
    await keep('b', {maxBytes});
    await age('a', 300);
    await age('b', 200);
    await keep('a', {maxBytes});
    await keep('c', {maxBytes});
    expect(['a', 'b', 'c'].filter(has)).toEqual(['a', 'c']);
  });

  it('refuses what is larger than all of it, and lets nothing go for it', async () => {
    await keep('a');
    const maxBytes = await entryBytes();
    await writeFile(source, contentOf('b', 204_800));
    await cacheOf(maxBytes).keep(keyOf('b'), source, factsOf('b'));
    // The segment alone would fit, but not with what is written beside it.
    await keep('b', {maxBytes: 200_001});
    expect(await namesIn(directory)).toEqual(wholeEntry('a'));
    await keep('b', {maxBytes});
    expect(await namesIn(directory)).toEqual(wholeEntry('b'));
  });

  it('counts damaged entries, lets them go too, and leaves alone what is not its own', async () => {
    await keep('a');
    const maxBytes = Math.floor((await entryBytes()) * 2.5);
    const garbage = join(directory, keyOf('garbage'));
    await mkdir(garbage);
    await writeFile(join(garbage, 'x'), Buffer.alloc(300_000));
    await age('garbage', 100);
    await writeFile(join(directory, 'notes.txt'), Buffer.alloc(500_000));
    await keep('b', {maxBytes});
    expect(await namesIn(directory)).toEqual([...wholeEntry('a'), ...wholeEntry('b'), 'notes.txt'].sort());
  });

  it('holds for many segments kept at once, without a count for each', async () => {
    const maxBytes = 100 * 10_400;
    const cache = cacheOf(maxBytes);
    const keepSmall = async (name: string) => {
      const own = join(folder, `${name}.mp4`);
      await writeFile(own, contentOf(name, 9_984));
      await cache.keep(keyOf(name), own, factsOf(name));
    };
    await Promise.all(Array.from({length: 98}, (_, n) => keepSmall(`first ${n}`)));
    expect((await describeSceneCache(directory)).entries).toBe(98);
    // Somebody else stores far too much, which is seen at the next count only.
    await mkdir(join(directory, keyOf('other')));
    await writeFile(join(directory, keyOf('other'), 'x'), Buffer.alloc(900_000));
    await utimes(join(directory, keyOf('other')), 1, 1);
    const counts: number[] = [];
    for (let n = 0; n < 12; n++) {
      await keepSmall(`second ${n}`);
      counts.push((await describeSceneCache(directory)).bytes);
    }
    expect(counts.filter((bytes) => bytes > maxBytes * 1.5).length).toBeLessThanOrEqual(5);
    expect(counts.at(-1)).toBeLessThanOrEqual(maxBytes);
    expect(counts.at(-1)).toBeGreaterThan(maxBytes * 0.9);
    await Promise.all(Array.from({length: 60}, (_, n) => keepSmall(`third ${n}`)));
    expect(await entryBytes()).toBeLessThanOrEqual(maxBytes);
    expect((await describeSceneCache(directory)).damaged).toBe(0);
  });

  it('holds with somebody else storing too, but for a twentieth', async () => {
    const maxBytes = 100 * 10_400;
    const caches = [cacheOf(maxBytes), cacheOf(maxBytes)];
    await writeFile(source, contentOf('x', 9_984));
    let largest = 0;
    for (let n = 0; n < 130; n++) {
      await caches[n % 2]?.keep(keyOf(`${n}`), source, factsOf('x'));
      if (n > 90) largest = Math.max(largest, await entryBytes());
    }
    expect(largest).toBeGreaterThan(maxBytes * 0.95);
    expect(largest).toBeLessThanOrEqual(maxBytes * 1.05);
  });

  it('sweeps what was left unfinished long ago by a process whose number lives again', async () => {
    await keep('a');
    const old = join(directory, 'unfinished', `.unfinished-${process.pid}-0123456789ab`);
    const young = join(directory, 'unfinished', `.unfinished-${process.pid}-ba9876543210`);
    for (const each of [old, young]) await mkdir(each);
    await utimes(old, Date.now() / 1000 - 7200, Date.now() / 1000 - 7200);
    await keep('b');
    expect(existsSync(old)).toBe(false);
    expect(existsSync(young)).toBe(true);
  });
});

describe('several processes', () => {
  it('keep, take and evict the same scenes at once', {timeout: 240_000}, async () => {
    const size = 65_536;
    const maxBytes = 12 * size;
    const elsewhere = existsSync('/dev/shm')
      ? await mkdtemp('/dev/shm/viral-scenes-')
      : join(folder, 'work-3');
    let largest = 0;
    const watching = new AbortController();
    const watch = (async () => {
      while (!watching.signal.aborted) {
        largest = Math.max(largest, (await describeSceneCache(directory)).bytes);
        await sleep(50);
      }
    })();
    try {
      const ended = (await Promise.all(
        [join(folder, 'work-1'), join(folder, 'work-2'), elsewhere].map((work, n) =>
          answerOf('churn', {work, seed: n + 1, operations: 1500, keys: 16, size, maxBytes}),
        ),
      )) as Counts[];
      for (const counts of ended) {
        expect(counts).toMatchObject({wrong: 0, left: []});
        // Otherwise nothing was tried.
        expect(counts.taken).toBeGreaterThan(300);
        expect(counts.kept).toBeGreaterThan(100);
      }
    } finally {
      watching.abort();
      await watch;
      await rm(elsewhere, {recursive: true, force: true});
    }
    const left = await describeSceneCache(directory);
    expect(left.damaged).toBe(0);
    expect(left.entries).toBeGreaterThan(5);
    // Three processes may each have made room for one more at the same moment.
    expect(largest).toBeLessThanOrEqual(maxBytes + 2 * (size + 1000));
    expect(await readdir(join(directory, 'unfinished'))).toEqual([]);
  });

  it('stay within the limit by a twentieth for each other one', {timeout: 120_000}, async () => {
    const size = 4096;
    const maxBytes = 200 * size;
    const ended = (await Promise.all(
      [1, 2].map((seed) =>
        answerOf('churn', {
          work: join(folder, `work-${seed}`),
          seed,
          operations: 450,
          keys: 100_000,
          size,
          maxBytes,
        }),
      ),
    )) as Counts[];
    expect(ended.map((counts) => counts.wrong)).toEqual([0, 0]);
    const {bytes, damaged} = await describeSceneCache(directory);
    expect(damaged).toBe(0);
    expect(bytes).toBeLessThanOrEqual(maxBytes * 1.06);
    expect(bytes).toBeGreaterThan(maxBytes * 0.9);
  });

  it('leave nothing half when they are killed while keeping', {timeout: 240_000}, async () => {
    let leftBehind = 0;
    let entries = 0;
    for (let n = 0; n < 25; n++) {
      const {child, ended} = startProcess('keep-on', {
        work: join(folder, 'work'),
        seed: 1,
        size: 4 << 20,
        maxBytes: 1e9,
      });
      await new Promise((resolve) => child.stdout?.once('data', resolve));
      await sleep(Math.random() * 60);
      child.kill('SIGKILL');
      expect((await ended).stderr).toBe('');
      if ((await readdir(join(directory, 'unfinished')).catch(() => [])).length > 0) leftBehind++;
      // Whatever has its name is whole.
      for (const key of (await readdir(directory).catch(() => [])).filter((name) => name !== 'unfinished')) {
        expect(await cacheOf().take(key, file)).not.toBeNull();
        entries++;
      }
      await keep('a');
      expect(await readdir(join(directory, 'unfinished'))).toEqual([]);
      await clearSceneCache(directory);
      expect(await namesIn(directory)).toEqual([]);
    }
    // Otherwise no kill came in the middle, or none after one was kept.
    expect(leftBehind).toBeGreaterThan(3);
    expect(entries).toBeGreaterThan(3);
  });

  it('may clear the cache while others use it', {timeout: 120_000}, async () => {
    const working = answerOf('churn', {
      work: join(folder, 'work'),
      operations: 1000,
      keys: 8,
      size: 65_536,
      maxBytes: 1e9,
    });
    let removed = 0;
    let counts: unknown = null;
    do {
      removed += (await clearSceneCache(directory)).entries;
      counts = await Promise.race([working, sleep(5, null)]);
    } while (counts === null);
    expect(counts).toMatchObject({wrong: 0, left: []});
    expect(removed).toBeGreaterThan(20);
  });
});

describe('a place that fails', () => {
  it('is a file where the cache should be', async () => {
    await mkdir(join(folder, 'cache'));
    await writeFile(directory, '');
    await expect(keep('a')).rejects.toMatchObject({code: 'output-unwritable'});
    expect(await cacheOf().take(keyOf('a'), file)).toBeNull();
    await expect(keep('a', {at: join(directory, 'deeper')})).rejects.toMatchObject({
      code: 'output-unwritable',
    });
  });

  it.skipIf(process.platform === 'win32')(
    'may not be written: nothing is kept, what is there is taken',
    async () => {
      // Root may write anywhere, so somebody else tries.
      const nobody = process.getuid?.() === 0 ? {uid: 65_534, gid: 65_534} : {};
      await chmod(folder, 0o755);
      await mkdir(join(folder, 'work'));
      await chmod(join(folder, 'work'), 0o777);
      const once = async (seed: number) =>
        answerOf('once', {work: join(folder, 'work'), seed, size: 65_536, maxBytes: 1e9}, nobody);
      await mkdir(directory, {recursive: true});
      await chmod(directory, 0o777);
      expect(await once(1)).toMatchObject({kept: null, taken: {frames: 1}});
      const before = await namesIn(directory);
      await chmod(join(directory, 'unfinished'), 0o555);
      await chmod(directory, 0o555);
      try {
        expect(await once(2)).toMatchObject({
          kept: {
            name: 'ViralError',
            code: 'output-unwritable',
            message: expect.stringContaining(directory) as string,
          },
          taken: null,
        });
        expect(await once(1)).toMatchObject({kept: null, taken: {frames: 1}});
        expect(await namesIn(directory)).toEqual(before);
      } finally {
        await chmod(directory, 0o755);
        await chmod(join(directory, 'unfinished'), 0o755);
      }
    },
  );

  it('is a full disk', async (context) => {
    const disk = join(folder, 'disk');
    await mkdir(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=700k', 'tmpfs', disk]).status === 0;
    if (!mounted) context.skip('no small disk can be mounted here');
    try {
      const at = join(disk, 'scenes');
      await keep('a', {at});
      await keep('b', {at});
      await keep('c', {at});
      await expect(keep('d', {at})).rejects.toMatchObject({code: 'disk-full'});
      expect(await namesIn(at)).toEqual(['a', 'b', 'c'].flatMap(wholeEntry).sort());
      expect(await readdir(join(at, 'unfinished'))).toEqual([]);
      expect(await cacheOf(1e9, at).take(keyOf('d'), file)).toBeNull();
      expect(await cacheOf(1e9, at).take(keyOf('a'), file)).toEqual(factsOf('a'));
      // With a limit that fits the disk there is room again.
      await keep('d', {at, maxBytes: 650_000});
      expect(await cacheOf(1e9, at).take(keyOf('d'), file)).toEqual(factsOf('d'));

      // The full disk is where the segment is wanted.
      await writeFile(join(disk, 'filler'), Buffer.alloc(1 << 20)).catch(() => undefined);
      await keep('e');
      expect(await cacheOf().take(keyOf('e'), join(disk, 'e.mp4'))).toBeNull();
      expect((await readdir(disk)).sort()).toEqual(['filler', 'scenes']);
      expect(await cacheOf().take(keyOf('e'), file)).toEqual(factsOf('e'));
      // What is damaged goes from a full disk too.
      await flipBit(join(at, keyOf('d'), 'segment.mp4'), 5);
      expect(await cacheOf(1e9, at).take(keyOf('d'), file)).toBeNull();
      expect(existsSync(join(at, keyOf('d')))).toBe(false);
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});

describe('a look at the cache', () => {
  it('counts scenes by template, and damaged ones apart', async () => {
    expect(await describeSceneCache(directory)).toEqual({
      entries: 0,
      bytes: 0,
      oldest: null,
      templates: {},
      damaged: 0,
    });
    await keep('a', {template: 'poster'});
    await keep('b');
    await keep('c');
    await keep('d');
    await rm(join(directory, keyOf('d'), 'entry.json'));
    const description = await describeSceneCache(directory);
    expect(description).toMatchObject({entries: 4, damaged: 1, templates: {headline: 2, poster: 1}});
    expect(description.bytes).toBeGreaterThan(800_000);
    expect(description.bytes).toBeLessThan(802_000);
    expect(await clearSceneCache(directory)).toEqual({entries: 4, bytes: description.bytes});
    expect(await namesIn(directory)).toEqual([]);
    expect(await clearSceneCache(directory)).toEqual({entries: 0, bytes: 0});
  });

  it('clears what is its own only, and links that lead out are not followed', async () => {
    await keep('a');
    await writeFile(join(directory, 'notes.txt'), 'mine');
    await mkdir(join(folder, 'precious'));
    await writeFile(join(folder, 'precious', 'x'), 'mine');
    await symlink(join(folder, 'precious'), join(directory, keyOf('link')));
    await link(join(folder, 'precious', 'x'), join(directory, keyOf('hard')));
    expect((await clearSceneCache(directory)).entries).toBe(3);
    expect(await namesIn(directory)).toEqual(['notes.txt']);
    expect(await readFile(join(folder, 'precious', 'x'), 'utf8')).toBe('mine');
    await expect(clearSceneCache(directory, {signal: AbortSignal.abort()})).resolves.toBeDefined();
    await keep('a');
    await expect(clearSceneCache(directory, {signal: AbortSignal.abort()})).rejects.toThrow(/abort/i);
    expect((await lstat(join(directory, keyOf('a')))).isDirectory()).toBe(true);
  });
});

describe('a limit as typed', () => {
  it.each([
    ['2GB', 2e9],
    ['500MB', 5e8],
    [' 1.5 gb ', 1.5e9],
    ['64kb', 64_000],
    ['1TB', 1e12],
    ['0', 0],
    ['0MB', 0],
  ])('%j', (text, bytes) => expect(parseCacheLimit(text, 'VIRAL_CACHE_LIMIT')).toBe(bytes));

  it.each([
    '2',
    '',
    '-1GB',
    '2 bananas',
    'GB',
    '1e9GB',
    '2GiB',
    '1.GB',
    'NaN',
    '99999999TB',
    '0x10MB',
    '1GB2',
  ])('refuses %j', (text) =>
    expect(() => parseCacheLimit(text, 'VIRAL_CACHE_LIMIT')).toThrow(/VIRAL_CACHE_LIMIT[^]*2GB/),
  );
});
