import {execFile} from 'node:child_process';
import {chmod, mkdir, readdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {probe} from '../../src/ffmpeg.ts';
import {ownEntry, smallStoryboard, temporaryFolder} from './small-storyboard.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const nobody = 65_534;
const canBeNobody = process.platform === 'linux' && process.getuid?.() === 0;

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder('installed');
  await chmod(folder, 0o777);
  await mkdir(join(folder, 'tmp'));
  await chmod(join(folder, 'tmp'), 0o777);
});
afterAll(() => rm(folder, {recursive: true, force: true}));

describe('rendering for somebody who may not write into the package', () => {
  it.runIf(canBeNobody)(
    'works from another working directory, with a fresh cache, and leaves no temporary files',
    async () => {
      const script = `
        import {render, localRenderer} from ${JSON.stringify(pathToFileURL(join(root, 'dist', 'render', 'index.js')).href)};
        import {writeFileSync} from 'node:fs';
        let refused = false;
        try { writeFileSync(${JSON.stringify(join(root, 'node_modules', 'trial'))}, ''); } catch { refused = true; }
        const renderer = localRenderer({engine: 'screenshots', sceneCacheBytes: 0, cacheDir: ${JSON.stringify(join(folder, 'cache'))}, entry: ${JSON.stringify(ownEntry)}});
        const before = process.cwd();
        const video = await render(${JSON.stringify(smallStoryboard())}, {
          renderer, files: {}, outputFile: ${JSON.stringify(join(folder, 'out', 'video.mp4'))}});
        await renderer.doClose();
        console.log(JSON.stringify({refused, moved: process.cwd() !== before, id: video.template.id}));`;
      const {stdout, stderr} = await run(process.execPath, ['--input-type=module', '-e', script], {
        cwd: '/',
        uid: nobody,
        gid: nobody,
        env: {PATH: process.env['PATH'], HOME: folder, TMPDIR: join(folder, 'tmp')},
      });
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual({refused: true, moved: false, id: 'own-template'});
      const {streams} = await probe(join(folder, 'out', 'video.mp4'));
      expect(streams[0]?.nb_frames).toBe('45');
      expect(await readdir(join(folder, 'tmp'))).toEqual([]);
      expect(await readdir(join(folder, 'out'))).toEqual(['video.mp4']);
      expect((await readdir(join(folder, 'cache'))).sort()).toEqual(['browsers', 'bundles']);
      expect((await readdir(folder)).sort()).toEqual(['cache', 'out', 'tmp']);
    },
  );

  it.runIf(canBeNobody)('says so when the cache folder cannot be written', async () => {
    const locked = join(folder, 'locked');
    await mkdir(locked, {mode: 0o755});
    await writeFile(join(locked, 'x'), '');
    const script = `
      import {describeTemplates} from ${JSON.stringify(pathToFileURL(join(root, 'dist', 'render', 'index.js')).href)};
      await describeTemplates({cacheDir: ${JSON.stringify(locked)}, entry: ${JSON.stringify(ownEntry)}}).catch(({code, message}) => console.log(code, message));`;
    const {stdout} = await run(process.execPath, ['--input-type=module', '-e', script], {
      cwd: '/',
      uid: nobody,
      gid: nobody,
      env: {PATH: process.env['PATH'], HOME: folder, TMPDIR: join(folder, 'tmp')},
    });
    expect(stdout).toMatch(/^output-unwritable .*locked/);
    await rm(locked, {recursive: true});
  });
});
