import {execFile, spawn} from 'node:child_process';
import {cp, mkdir, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {prepareBundle, type BundleOptions} from '../../src/render/bundle/bundle.ts';
import {describeTemplates} from '../../src/render/index.ts';
import {eventually, ownEntry, processesWith, temporaryFolder, testCacheDir} from './small-storyboard.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;
let project: string;
let entry: string;
let cacheDir: string;
beforeAll(async () => {
  folder = await temporaryFolder('bundle');
  project = join(folder, 'project');
  cacheDir = join(folder, 'cache');
  // A project of a user, as an installer that links packages leaves it.
  await mkdir(join(project, 'node_modules'), {recursive: true});
  await writeFile(join(project, 'package.json'), '{"name": "own", "type": "module"}');
  await symlink(join(root, 'node_modules', 'remotion'), join(project, 'node_modules', 'remotion'));
  await symlink(join(root, 'node_modules', 'react'), join(project, 'node_modules', 'react'));
  await cp(dirname(ownEntry), join(project, 'video'), {recursive: true});
  entry = join(project, 'video', 'index.tsx');
});
afterAll(() => rm(folder, {recursive: true, force: true}));

// Reading descriptions is for the browser; here it counts how often a site is new.
const bundle = async (options: Partial<BundleOptions> = {}) =>
  prepareBundle({entry, cacheDir, describe: async () => [], ...options});

describe('prepareBundle', () => {
  it('makes a site once and finds it again, from any working directory', async () => {
    const fractions: number[] = [];
    const first = await bundle({onProgress: (fraction) => fractions.push(fraction)});
    expect(first.cached).toBe(false);
    expect(fractions.at(-1)).toBe(1);
    expect((await readdir(first.folder)).sort()).toEqual(expect.arrayContaining(['bundle.js', 'index.html']));
    expect(await readdir(first.folder)).not.toContain('bundle.js.map');
    expect(await readFile(join(first.folder, 'bundle.js'), 'utf8')).not.toContain('sourceMappingURL=data');

    const before = process.cwd();
    const started = performance.now();
    const again = await bundle();
    expect(again).toEqual({...first, cached: true});
    expect(performance.now() - started).toBeLessThan(1500);
    expect(process.cwd()).toBe(before);
  });

  it('makes it anew when an imported file has changed, and finds the old one when it has changed back', async () => {
    const first = await bundle();
    const file = join(project, 'video', 'own-template.tsx');
    const original = await readFile(file, 'utf8');
    await writeFile(file, original.replace('left: 10', 'left: 11'));
    const changed = await bundle();
    expect(changed.cached).toBe(false);
    expect(changed.key).not.toBe(first.key);
    expect(await readFile(join(changed.folder, 'bundle.js'), 'utf8')).toContain('left: 11');
    await writeFile(file, original);
    expect(await bundle()).toEqual({...first, cached: true});
  });

  it('notices a new file that is imported in the place of another', async () => {
    const importer = join(project, 'video', 'description.ts');
    await writeFile(join(project, 'video', 'names.js'), 'export const name = "from names.js";');
    await writeFile(
      importer,
      `import {name} from './names';\n${(await readFile(importer, 'utf8')).replace("name: 'Own template'", 'name')}`,
    );
    const first = await bundle();
    expect(await readFile(join(first.folder, 'bundle.js'), 'utf8')).toContain('from names.js');
    await writeFile(join(project, 'video', 'names.ts'), 'export const name = "from names.ts";');
    const second = await bundle();
    expect(await readFile(join(second.folder, 'bundle.js'), 'utf8')).toContain('from names.ts');
    await rm(join(project, 'video', 'names.ts'));
  });

  it('names file and line of what is wrong, and keeps nothing of it', async () => {
    const broken = join(project, 'video', 'broken.tsx');
    await writeFile(
      broken,
      "import {registerRoot} from 'remotion';\nexport const A = () => <div>;\nregisterRoot(A);\n",
    );
    await expect(bundle({entry: broken})).rejects.toMatchObject({
      code: 'bundle-failed',
      message: expect.stringMatching(/broken\.tsx:[23]:/),
    });
    await writeFile(broken, "\nimport './no-such-file.ts';\n");
    await expect(bundle({entry: broken})).rejects.toMatchObject({
      code: 'bundle-failed',
      message: expect.stringMatching(/broken\.tsx:2: .*no-such-file/),
    });
    await expect(bundle({entry: join(project, 'absent.tsx')})).rejects.toMatchObject({
      code: 'file-not-found',
    });
    const names = await readdir(join(cacheDir, 'bundles'));
    expect(names.filter((name) => name.startsWith('.'))).toEqual([]);
    await rm(broken);
  });

  it('refuses an entry that calls nothing that registers, before a page waits for it', async () => {
    const exporting = join(project, 'video', 'only-exports.tsx');
    await writeFile(
      exporting,
      "// registerRoot( is called inside\nimport {registerRoot} from 'remotion';\nexport {name} from './only-name.ts';\n",
    );
    await writeFile(join(project, 'video', 'only-name.ts'), "export const name = 'poster';\n");
    let pages = 0;
    const opened = bundle({
      entry: exporting,
      describe: async () => {
        pages++;
        return [];
      },
    });
    await expect(opened).rejects.toMatchObject({
      code: 'bundle-failed',
      message: expect.stringMatching(/only-exports\.tsx registers no template\. Call registerTemplates/),
    });
    expect(pages).toBe(0);
    await rm(exporting);
  });

  it('keeps nothing when the templates cannot be read', async () => {
    const other = join(folder, 'other-cache');
    await expect(
      bundle({
        cacheDir: other,
        describe: async () => {
          throw new Error('no description');
        },
      }),
    ).rejects.toThrow('no description');
    expect(await readdir(join(other, 'bundles'))).toEqual([]);
  });

  it('leaves the project as it was', async () => {
    await bundle();
    expect((await readdir(project)).sort()).toEqual(['node_modules', 'package.json', 'video']);
    expect((await readdir(join(project, 'node_modules'))).sort()).toEqual(['react', 'remotion']);
    // Where Remotion's bundler keeps its cache when it is not told otherwise.
    expect(await readdir(join(root, 'node_modules', '.cache')).catch(() => [])).not.toContain('webpack');
    expect(await readdir(root)).not.toContain('.remotion');
  });

  it('works in two processes at once and leaves one bundle', async () => {
    const shared = join(folder, 'shared-cache');
    const script = `
      import {prepareBundle} from ${JSON.stringify(pathToFileURL(join(root, 'dist', 'render', 'bundle', 'bundle.js')).href)};
      const {key} = await prepareBundle({entry: ${JSON.stringify(entry)}, cacheDir: ${JSON.stringify(shared)}, describe: async () => []});
      console.log(key);`;
    const start = () => run(process.execPath, ['--input-type=module', '-e', script], {cwd: folder});
    const [one, other] = await Promise.all([start(), start()]);
    expect(one.stdout).toMatch(/^[0-9a-f]{32}\n$/);
    expect(other.stdout).toBe(one.stdout);
    expect(await readdir(join(shared, 'bundles'))).toEqual([one.stdout.trim()]);
  });

  it('is swept by the next run when killed, and its bundler ends', async () => {
    const killed = join(folder, 'killed-cache');
    const script = `
      import {prepareBundle} from ${JSON.stringify(pathToFileURL(join(root, 'dist', 'render', 'bundle', 'bundle.js')).href)};
      await prepareBundle({entry: ${JSON.stringify(entry)}, cacheDir: ${JSON.stringify(killed)}, describe: async () => [], onProgress: () => console.log('on')});`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => owner.stdout.once('data', resolve));
    owner.kill('SIGKILL');
    await eventually(
      async () =>
        (await processesWith('render/bundle/bundle-process')).filter(({command}) => command.includes(root)),
      (all) => all.length === 0,
      5000,
    );
    const left = await readdir(join(killed, 'bundles'));
    expect(left).toHaveLength(1);
    expect(left[0]).toMatch(/^\.unfinished-/);
    const {key} = await bundle({cacheDir: killed});
    expect(await readdir(join(killed, 'bundles'))).toEqual([key]);
  });

  it('makes do with webpack where the faster bundler has no binary', async () => {
    const hook = join(folder, 'no-rspack.cjs');
    await writeFile(
      hook,
      "const {Module} = require('node:module'); const load = Module._load;\n" +
        "Module._load = function (name, ...rest) { if (name.startsWith('@rspack/binding')) throw new Error('no binary'); return load.call(this, name, ...rest); };\n",
    );
    const slow = join(folder, 'webpack-cache');
    const script = `
      import {prepareBundle} from ${JSON.stringify(pathToFileURL(join(root, 'dist', 'render', 'bundle', 'bundle.js')).href)};
      const {folder} = await prepareBundle({entry: ${JSON.stringify(entry)}, cacheDir: ${JSON.stringify(slow)}, describe: async () => []});
      console.log(folder);`;
    const {stdout} = await run(process.execPath, ['--input-type=module', '-e', script], {
      cwd: folder,
      env: {...process.env, NODE_OPTIONS: `--require=${hook}`},
    });
    const site = stdout.trim();
    expect(await readFile(join(site, 'bundle.js'), 'utf8')).toContain('webpackChunk');
    expect(await describeTemplates({cacheDir: slow, entry})).toEqual([]);
  }, 120_000);

  it('stops when aborted', async () => {
    const aborted = join(folder, 'aborted-cache');
    const controller = new AbortController();
    await expect(
      bundle({
        cacheDir: aborted,
        signal: controller.signal,
        onProgress: () => controller.abort(new Error('not today')),
      }),
    ).rejects.toThrow('not today');
    expect(await readdir(join(aborted, 'bundles'))).toEqual([]);
  });
});

describe('describeTemplates', () => {
  it('reads what the templates say of themselves, and remembers it with the bundle', async () => {
    const first = await describeTemplates({cacheDir: testCacheDir, entry: ownEntry});
    expect(first).toEqual([
      expect.objectContaining({id: 'own-template', version: '1.2.3', aspects: ['9:16', '1:1']}),
    ]);
    expect(await describeTemplates({cacheDir: testCacheDir, entry: ownEntry})).toEqual(first);
  });

  it('says so when an entry registers nothing or describes itself wrongly', async () => {
    const empty = join(project, 'video', 'empty.tsx');
    await writeFile(
      empty,
      "import {Composition, registerRoot} from 'remotion';\nconst A = () => null;\n" +
        'registerRoot(() => <Composition id="a" component={A} width={64} height={64} fps={30} durationInFrames={1} />);\n',
    );
    await expect(describeTemplates({cacheDir, entry: empty})).rejects.toMatchObject({
      code: 'bundle-failed',
      message: expect.stringContaining('registerTemplates'),
    });
    const exporting = join(project, 'video', 'exporting.tsx');
    await writeFile(exporting, 'export const poster = {};\n');
    await expect(describeTemplates({cacheDir, entry: exporting})).rejects.toMatchObject({
      code: 'bundle-failed',
      message: expect.stringContaining('registerTemplates'),
    });
    const throwing = join(project, 'video', 'throwing.tsx');
    await writeFile(
      throwing,
      "import {registerRoot} from 'remotion';\nregisterRoot(() => { throw new Error('not like this'); });\n",
    );
    await expect(describeTemplates({cacheDir, entry: throwing})).rejects.toMatchObject({
      code: 'bundle-failed',
      message: expect.stringContaining('not like this'),
    });
  });
});
