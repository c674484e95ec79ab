import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {chmod, mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {openSceneCache} from '../../src/render/segments/scene-cache.ts';
import {viral} from './command.ts';

let cwd: string;
let cacheDir: string;
const variables = ['VIRAL_CACHE_DIR', 'VIRAL_CACHE_LIMIT'] as const;
let before: readonly (string | undefined)[];
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'viral-cache-'));
  cacheDir = join(cwd, 'cache');
  before = variables.map((name) => process.env[name]);
  process.env['VIRAL_CACHE_DIR'] = cacheDir;
  delete process.env['VIRAL_CACHE_LIMIT'];
});
afterEach(async () => {
  variables.forEach((name, n) => {
    if (before[n] === undefined) delete process.env[name];
    else process.env[name] = before[n];
  });
  await rm(cwd, {recursive: true, force: true});
});

const keyOf = (name: string) => createHash('sha256').update(name).digest('hex');

async function keepScene(name: string, template: string, bytes = 1_000_000): Promise<void> {
  const file = join(cwd, 'segment.mp4');
  await writeFile(file, Buffer.alloc(bytes, name));
  await openSceneCache({directory: join(cacheDir, 'scenes'), maxBytes: 1e9}).keep(keyOf(name), file, {
    frames: 30,
    fonts: [],
    engine: 'screenshots',
    scene: {template, kind: 'point', id: name},
  });
}

async function answer(args: readonly string[]): Promise<Record<string, unknown>> {
  const end = await viral(['cache', ...args, '--json'], {cwd});
  expect(end).toMatchObject({code: 0, stderr: ''});
  expect(end.stdout.trim().split('\n')).toHaveLength(1);
  return JSON.parse(end.stdout) as Record<string, unknown>;
}

describe('viral cache', () => {
  it('says what is where, and makes nothing', async () => {
    const end = await viral(['cache'], {cwd});
    expect(end).toMatchObject({code: 0, stderr: ''});
    expect(end.stdout).toContain(join(cacheDir, 'scenes'));
    expect(end.stdout).toMatch(/0 scenes[\s\S]*0 % of 2\.0 GB[\s\S]*0 bundles[\s\S]*0 versions/);
    expect(existsSync(cacheDir)).toBe(false);
    expect(await viral(['cache', 'info'], {cwd})).toEqual(end);
  });

  it('counts scenes, by template, against the limit', async () => {
    process.env['VIRAL_CACHE_LIMIT'] = '10MB';
    for (const name of ['a', 'b', 'c']) await keepScene(name, 'headline');
    await keepScene('d', 'poster');
    await writeFile(join(cacheDir, 'scenes', keyOf('x')), 'garbage');
    const {stdout} = await viral(['cache'], {cwd});
    expect(stdout).toMatch(/^scenes +5 scenes +4\.0 MB/);
    expect(stdout).toContain('40 % of 10 MB');
    expect(stdout).toMatch(/headline: 3 scenes\n +poster: 1 scene\n +damaged: 1 scene\n/);
    expect(stdout).toContain(`longest unused since ${new Date().toISOString().slice(0, 10)}`);
    expect(await answer([])).toMatchObject({
      folder: cacheDir,
      scenes: {
        folder: join(cacheDir, 'scenes'),
        entries: 5,
        damaged: 1,
        templates: {headline: 3, poster: 1},
        limitBytes: 10_000_000,
      },
      bundles: {entries: 0, bytes: 0},
      browsers: {entries: 0, bytes: 0},
    });
    process.env['VIRAL_CACHE_LIMIT'] = '0';
    expect((await viral(['cache'], {cwd})).stdout).toContain('VIRAL_CACHE_LIMIT is 0');
  });

  it('clears scenes only, when nothing else is said, and says how much that was', async () => {
    await keepScene('a', 'headline');
    await keepScene('b', 'headline');
    await mkdir(join(cacheDir, 'bundles', 'f'.repeat(32)), {recursive: true});
    await writeFile(join(cacheDir, 'scenes', 'notes.txt'), 'mine');
    const end = await viral(['cache', 'clear'], {cwd});
    expect(end).toMatchObject({code: 0, stderr: ''});
    expect(end.stdout).toBe(`Removed 2 scenes from ${cacheDir}: 2.0 MB freed.\n`);
    expect((await readdir(join(cacheDir, 'scenes'))).sort()).toEqual(['notes.txt', 'unfinished']);
    expect(await readdir(join(cacheDir, 'bundles'))).toHaveLength(1);
    expect(await answer(['clear', '--scenes'])).toEqual({
      folder: cacheDir,
      cleared: {scenes: {entries: 0, bytes: 0}},
      freedBytes: 0,
    });
  });

  it('counts speech, music and comparisons too, and clears the first two alone', async () => {
    const kept: Readonly<Record<string, readonly string[]>> = {
      narration: [`${keyOf('a')}.line`, `${keyOf('b')}.line`],
      music: [`${keyOf('c')}.stem`],
      verdicts: [`${keyOf('d')}.json`],
    };
    for (const [folder, names] of Object.entries(kept)) {
      await mkdir(join(cacheDir, folder), {recursive: true});
      for (const name of [...names, 'notes.txt'])
        await writeFile(join(cacheDir, folder, name), Buffer.alloc(1000));
    }
    await keepScene('a', 'headline');
    expect(await answer([])).toMatchObject({
      narration: {folder: join(cacheDir, 'narration'), entries: 2, bytes: 2000},
      music: {folder: join(cacheDir, 'music'), entries: 1, bytes: 1000},
      verdicts: {folder: join(cacheDir, 'verdicts'), entries: 1, bytes: 1000},
    });
    expect((await viral(['cache'], {cwd})).stdout).toMatch(
      /engines +1 comparison [\s\S]*speech +2 lines [\s\S]*music +1 stem /,
    );
    expect(await answer(['clear', '--sound'])).toEqual({
      folder: cacheDir,
      cleared: {narration: {entries: 2, bytes: 2000}, music: {entries: 1, bytes: 1000}},
      freedBytes: 3000,
    });
    expect(await readdir(join(cacheDir, 'narration'))).toEqual(['notes.txt']);
    expect(await readdir(join(cacheDir, 'scenes'))).toContain(keyOf('a'));
    expect(await answer(['clear', '--all'])).toMatchObject({
      cleared: {scenes: {entries: 1}, verdicts: {entries: 1}, narration: {entries: 0}},
    });
  });

  it('knows and clears the bundle and the browser that a command has left', {timeout: 120_000}, async () => {
    await keepScene('a', 'headline');
    const made = await viral(['templates'], {cwd});
    expect(made).toMatchObject({code: 0});
    const info = (await answer(['info'])) as Record<string, {entries: number; bytes: number}>;
    expect(info['bundles']).toMatchObject({entries: 1});
    expect(info['bundles']?.bytes).toBeGreaterThan(1e6);

    const unpacked = (await readdir(join(cacheDir, 'browsers')).catch(() => [])).length;
    expect(info['browsers']?.entries).toBe(unpacked);
    expect(await answer(['clear', '--bundles'])).toEqual({
      folder: cacheDir,
      cleared: {bundles: {entries: 1, bytes: info['bundles']?.bytes}},
      freedBytes: info['bundles']?.bytes,
    });
    expect(await readdir(join(cacheDir, 'bundles'))).toEqual([]);
    expect(await answer(['clear', '--all'])).toMatchObject({
      cleared: {scenes: {entries: 1}, bundles: {entries: 0}, browsers: {entries: unpacked}},
    });
    if (unpacked > 0) expect(await readdir(join(cacheDir, 'browsers'))).toEqual([]);
    expect(await answer([])).toMatchObject({scenes: {bytes: 0}, bundles: {bytes: 0}, browsers: {bytes: 0}});
  });

  it.each([
    ['an unknown command', ['cache', 'sweep'], /too many arguments|unknown command/],
    ['an unknown option', ['cache', 'clear', '--everything'], /--everything/],
  ])('refuses %s', async (_, args, says) => {
    await keepScene('a', 'headline');
    const end = await viral(args, {cwd});
    expect(end).toMatchObject({code: 2, stdout: ''});
    expect(end.stderr).toMatch(says);
    expect(existsSync(join(cacheDir, 'scenes', keyOf('a')))).toBe(true);
  });

  it('refuses a limit that is no size, but clears all the same', async () => {
    await keepScene('a', 'headline');
    process.env['VIRAL_CACHE_LIMIT'] = '2 bananas';
    const end = await viral(['cache', '--json'], {cwd});
    expect(end).toMatchObject({code: 2, stdout: ''});
    expect(end.stderr).toMatch(/VIRAL_CACHE_LIMIT[\s\S]*'2 bananas'[\s\S]*2GB/);
    expect(end.stderr).not.toMatch(/\n\s+at /);
    expect(await answer(['clear'])).toMatchObject({cleared: {scenes: {entries: 1}}});
    const made = await viral(['make', '--topic', 'Salt', '--point', 'Salt was money once.'], {cwd});
    expect(made).toMatchObject({code: 2, stdout: ''});
    expect(made.stderr).toMatch(/^VIRAL_CACHE_LIMIT is not valid:\n.*'2 bananas'/m);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'says so when it may not remove (skipped for root, who may)',
    async () => {
      await keepScene('a', 'headline');
      const folders = [join(cacheDir, 'scenes', 'unfinished'), join(cacheDir, 'scenes')];
      for (const folder of folders) await chmod(folder, 0o555);
      try {
        const end = await viral(['cache', 'clear'], {cwd});
        expect(end).toMatchObject({code: 2, stdout: ''});
        expect(end.stderr).toMatch(/cannot be written/);
      } finally {
        for (const folder of folders) await chmod(folder, 0o755);
      }
    },
  );
});
