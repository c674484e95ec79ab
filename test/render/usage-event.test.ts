import {execFile} from 'node:child_process';
import {readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {eventually, ownEntry, smallStoryboard, temporaryFolder, testCacheDir} from './small-storyboard.ts';

const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder('usage');
});
afterAll(() => rm(folder, {recursive: true, force: true}));

/** Renders in a process whose `fetch`, and that of its children, notes down and then never answers. */
async function renderNotingRequests(licenseKey: string | undefined, name: string) {
  const notes = join(folder, `${name}.txt`);
  const hook = join(folder, `${name}.cjs`);
  await writeFile(notes, '');
  await writeFile(
    hook,
    `globalThis.fetch = (url, init) => {
      require('node:fs').appendFileSync(${JSON.stringify(notes)}, JSON.stringify({url: String(url), body: init?.body, args: process.argv.slice(2), pid: process.pid}) + '\\n');
      return new Promise((resolve) => setTimeout(resolve, 1500)).then(() => { throw new TypeError('no network'); });
    };\n`,
  );
  const script = `
    import {render, localRenderer} from ${JSON.stringify(new URL('../../dist/render/index.js', import.meta.url).href)};
    const renderer = localRenderer({engine: 'screenshots', sceneCacheBytes: 0, cacheDir: ${JSON.stringify(testCacheDir)}, entry: ${JSON.stringify(ownEntry)}, ...${JSON.stringify({licenseKey})}});
    await render(${JSON.stringify(smallStoryboard())}, {renderer, files: {}, outputFile: ${JSON.stringify(join(folder, `${name}.mp4`))}});
    await renderer.doClose();`;
  const output = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: {...process.env, NODE_OPTIONS: `--require=${hook}`},
  });
  const read = async () => (await readFile(notes, 'utf8')).split('\n').filter(Boolean);
  return {output, read};
}

describe("Remotion's usage event", () => {
  it('is not sent without a key: the render asks nobody anything', async () => {
    const {output, read} = await renderNotingRequests(undefined, 'none');
    expect(output).toEqual({stdout: '', stderr: ''});
    expect(await read()).toEqual([]);
  });

  it("carries the user's key once a video, delays nothing and prints nothing", async () => {
    const {output, read} = await renderNotingRequests('rm_pub_test', 'key');
    expect(output).toEqual({stdout: '', stderr: ''});
    const [line = ''] = await eventually(read, (lines) => lines.length > 0, 10_000);
    const {url, body, args, pid} = JSON.parse(line) as {
      url: string;
      body: string;
      args: string[];
      pid: number;
    };
    expect(url).toContain('remotion.pro');
    expect(JSON.parse(body)).toMatchObject({apiKey: 'rm_pub_test', event: 'cloud-render', succeeded: true});
    expect(args).toEqual([]);
    process.kill(pid, 'SIGKILL');
  });
});
