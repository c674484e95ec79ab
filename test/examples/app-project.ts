import {execFile} from 'node:child_process';
import {cp, mkdir, mkdtemp, readdir, symlink} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * An example in a folder of its own, with the packed package in its node_modules as npm would put it there, and beside
 * it what its package.json asks for.
 * @returns the folder of the project
 */
export async function installExample(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'app-project-'));
  const project = join(folder, 'app');
  const modules = join(project, 'node_modules');
  await cp(join(root, 'examples', name), project, {
    recursive: true,
    filter: (path) => !/\/(?:node_modules|dist)(?:\/|$)/.test(path.slice(root.length)),
  });
  await mkdir(modules);
  const {stdout} = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    maxBuffer: 1e8,
    shell: process.platform === 'win32',
  });
  const [packed] = JSON.parse(stdout) as [{filename: string}];
  await run('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
  await cp(join(folder, 'package'), join(modules, 'viral-video-generator'), {recursive: true});
  for (const entry of await readdir(join(root, 'node_modules'))) {
    if (entry.startsWith('.') || entry === 'viral-video-generator') continue;
    await symlink(join(root, 'node_modules', entry), join(modules, entry), 'junction');
  }
  return project;
}
