import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {
  makeFolder,
  openUnfinishedFolder,
  sweepUnfinished,
  writeWhole,
  writingError,
} from '../src/whole-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'viral-whole-'));
});
afterEach(async () => {
  await rm(folder, {recursive: true, force: true});
});

describe('a new folder', () => {
  it('is made with those above it, however many ask for it', async () => {
    const deep = join(folder, 'one', 'two', 'three');
    await Promise.all([makeFolder(deep), makeFolder(deep), makeFolder(join(folder, 'one', 'other'))]);
    await makeFolder(deep);
    expect(await readdir(join(folder, 'one'))).toEqual(['other', 'two']);
  });

  it('is refused where a file stands', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(makeFolder(join(folder, 'file'))).rejects.toMatchObject({code: 'EEXIST'});
    await expect(makeFolder(join(folder, 'file', 'below'))).rejects.toMatchObject({code: 'ENOTDIR'});
  });

  it.skipIf(process.platform !== 'linux')(
    'ends where the file system has no room for any (Linux)',
    async () => {
      await expect(makeFolder('/proc/no/such')).rejects.toMatchObject({code: 'ENOENT'});
      await expect(openUnfinishedFolder('/proc/no/such')).rejects.toMatchObject({code: 'output-unwritable'});
    },
  );
});

describe('an unfinished folder', () => {
  it('appears under its name only when finished, and numbers a name that is taken', async () => {
    const parent = join(folder, 'a', 'b');
    const first = await openUnfinishedFolder(parent);
    await writeFile(join(first.path, 'video.mp4'), 'x');
    expect((await readdir(parent)).every((name) => name.startsWith('.unfinished-'))).toBe(true);
    expect(await first.finish('name')).toBe(join(parent, 'name'));
    const second = await openUnfinishedFolder(parent);
    expect(await second.finish('name')).toBe(join(parent, 'name-2'));
    expect((await readdir(parent)).sort()).toEqual(['name', 'name-2']);
    expect(await readFile(join(parent, 'name', 'video.mp4'), 'utf8')).toBe('x');
  });

  it('is swept once its process is gone, and left alone while it lives', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.once('exit', resolve));
    const dead = join(folder, `.unfinished-${child.pid}-abc`);
    const alive = join(folder, `.unfinished-${process.pid}-abc`);
    await mkdir(dead);
    await mkdir(alive);
    await sweepUnfinished(folder);
    expect(existsSync(dead)).toBe(false);
    expect(existsSync(alive)).toBe(true);
  });

  it('says what is wrong with a place that cannot be a folder', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(openUnfinishedFolder(join(file, 'inside'))).rejects.toMatchObject({
      code: 'output-unwritable',
    });
  });
});

describe('writing', () => {
  it('replaces a file whole and leaves nothing beside it', async () => {
    const file = join(folder, 'script.json');
    await writeWhole(file, 'one');
    await writeWhole(file, 'two');
    expect(await readFile(file, 'utf8')).toBe('two');
    expect(await readdir(folder)).toEqual(['script.json']);
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'output-unwritable'],
    ['EROFS', 'output-unwritable'],
  ])('explains %s', (systemCode, code) => {
    const cause = Object.assign(new Error('x'), {code: systemCode, syscall: 'write'});
    const error = writingError(cause, 'out/video.mp4');
    expect(error.code).toBe(code);
    expect(error.message).toContain('out/video.mp4');
  });
});
