import {execFile} from 'node:child_process';
import {cp, mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {manifestSchema, videoFiles} from '../../src/schema/index.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'viral-example-'));
});
afterAll(async () => {
  await rm(cwd, {recursive: true, force: true, maxRetries: 4});
});

describe('examples/quickstart.ts', () => {
  it('compiles, runs, and makes the video it promises', async () => {
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'examples'], {
      cwd: root,
    });
    await cp(join(root, 'examples'), join(cwd, 'examples'), {recursive: true});
    const {stdout, stderr} = await run(process.execPath, [join(root, 'dist-examples/quickstart.js')], {cwd});
    expect(stderr).toMatch(/render 100 %/);
    const [, folder = '', status] = /^(.*) (\S+)$/m.exec(stdout.trim()) ?? [];
    expect(status).toBe('approved');
    expect((await readdir(folder)).sort()).toEqual(Object.values(videoFiles).sort());
    const manifest = manifestSchema.parse(
      JSON.parse(await readFile(join(folder, videoFiles.manifest), 'utf8')),
    );
    expect(manifest.video).toMatchObject({width: 1080, height: 1920, fps: 30});
    expect(manifest.video.durationInSeconds).toBeGreaterThan(20);
    expect(manifest.video.durationInSeconds).toBeLessThan(45);
    expect(manifest.loudness.integratedLufs).toBeCloseTo(-14, 0);
  }, 600_000);
});
