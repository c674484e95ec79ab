import {execFile} from 'node:child_process';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {describe, expect, it} from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

describe('examples/with-a-model.ts', () => {
  it('compiles, and replays its recordings without a key or a network', async () => {
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'examples'], {
      cwd: root,
    });
    const {stdout} = await run(process.execPath, [join(root, 'dist-examples/with-a-model.js')], {
      cwd: root,
      env: {PATH: ''},
    });
    expect(stdout).toMatch(/by-hand\/example, 2 calls/);
    expect(stdout).toMatch(/telegraph/);
    expect(stdout).toMatch(/instagram: \d scenes/);
  }, 120_000);

  it('says that its answers were written by hand, and holds no secret', async () => {
    const folder = join(root, 'examples/recordings');
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toMatch(/written by hand, not by a model/);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    expect(names.length).toBeGreaterThanOrEqual(2);
    for (const name of names) {
      const text = await readFile(join(folder, name), 'utf8');
      expect(JSON.parse(text)).toMatchObject({model: {name: 'by-hand/example'}});
      expect(text).not.toMatch(/AIza|sk-[\w-]{16}|Bearer/);
    }
  });
});
