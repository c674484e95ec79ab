import {chmod, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ViralError} from '../../src/errors.ts';
import type {SourceReader} from '../../src/ports/index.ts';
import {pageReader, readSource} from '../../src/scrapers/index.ts';
import {serve} from '../fetching/local-server.ts';

const reader = pageReader();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'source-'));
  await writeFile(join(folder, 'salt.md'), '# Salt\n\nSalt was money once.');
  await mkdir(join(folder, 'inner'));
});
afterAll(() => rm(folder, {recursive: true}));

describe('readSource', () => {
  it('reads a file by path, relative path and file URL', async () => {
    const file = join(folder, 'salt.md');
    for (const source of [file, {file}, pathToFileURL(file), pathToFileURL(file).href]) {
      expect((await readSource(source, {reader})).title).toBe('Salt');
    }
    expect((await readSource('salt.md', {reader, cwd: folder})).title).toBe('Salt');
  });

  it('keeps no local path', async () => {
    expect(JSON.stringify(await readSource(join(folder, 'salt.md'), {reader}))).not.toContain(folder);
  });

  it('reads bytes, and marks what is the user’s own', async () => {
    const bytes = new TextEncoder().encode('Salt was money once.');
    expect((await readSource(bytes, {reader, own: true})).own).toBe(true);
    expect(await readSource({kind: 'bytes', bytes}, {reader})).not.toHaveProperty('own');
  });

  it('says which file is missing and where it looked', async () => {
    await expect(readSource('pepper.md', {reader, cwd: folder})).rejects.toMatchObject({
      code: 'file-not-found',
      message: expect.stringContaining(`'pepper.md' in ${folder}`),
    });
    await expect(readSource('example.com/page', {reader})).rejects.toThrow('https://example.com/page');
  });

  it('refuses folders, other schemes, and files it may not open', async () => {
    await expect(readSource(join(folder, 'inner'), {reader})).rejects.toMatchObject({
      code: 'file-unreadable',
    });
    await expect(readSource('ftp://example.com/a', {reader})).rejects.toMatchObject({code: 'invalid-input'});
    if (process.getuid?.() === 0) return;
    const closed = join(folder, 'closed.md');
    await writeFile(closed, 'x');
    await chmod(closed, 0);
    await expect(readSource(closed, {reader})).rejects.toMatchObject({code: 'file-unreadable'});
  });

  it('tries a busy server again', async () => {
    let visits = 0;
    const {origin, host} = await serve((_request, response) => {
      visits++;
      if (visits === 1) {
        response.writeHead(503, {'retry-after': '0'}).end();
        return;
      }
      response.setHeader('content-type', 'text/plain');
      response.end('Salt was money once.');
    });
    const text = await readSource(new URL(origin), {reader: pageReader({fetching: {allowHosts: [host]}})});
    expect(text.blocks[0]?.text).toBe('Salt was money once.');
    expect(visits).toBe(2);
  });

  it('checks what a reader gives back', async () => {
    const wrong = {
      name: 'wrong',
      doRead: () => Promise.resolve({version: 1, id: 'x', blocks: []}),
    } as SourceReader;
    await expect(readSource('https://example.com', {reader: wrong})).rejects.toThrow("the reader 'wrong'");
  });

  it('stops when aborted', async () => {
    const {origin, host} = await serve(() => {});
    const controller = new AbortController();
    setTimeout(() => controller.abort(new ViralError('internal', 'enough')), 50);
    await expect(
      readSource(origin, {reader: pageReader({fetching: {allowHosts: [host]}}), signal: controller.signal}),
    ).rejects.toThrow('enough');
  });
});
