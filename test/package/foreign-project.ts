import {type ExecFileOptions, execFile} from 'node:child_process';
import {chmod, chown, mkdir, readdir, stat, writeFile} from 'node:fs/promises';
import {dirname, join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Root may write anywhere, whatever the permissions say; a plain user is needed to prove that nothing writes. */
const plainUser = process.getuid?.() === 0 ? {uid: 65_534, gid: 65_534} : null;

export interface ForeignProject {
  readonly folder: string;
  /** Every file of the project, that of node_modules included and git's own left out: name and time of last change. */
  files(): Promise<readonly string[]>;
  /** Runs a program in the project, or in `cwd`, as a user who may not write to node_modules. */
  run(file: string, args: readonly string[], options?: {readonly cwd?: string}): Promise<string>;
}

async function everyPath(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return [
    folder,
    ...entries.filter((entry) => !entry.isSymbolicLink()).map((entry) => join(entry.parentPath, entry.name)),
  ];
}

/** Whether the package registry, or npm's own cache, can give the packages. */
export async function canInstall(): Promise<boolean> {
  try {
    await run(
      'npm',
      [
        'view',
        'is-number@7.0.0',
        'version',
        '--prefer-offline',
        '--fetch-retries=0',
        '--fetch-timeout=10000',
      ],
      {shell: process.platform === 'win32'},
    );
    return true;
  } catch {
    return false;
  }
}

/** Packs this package and installs it, read-only, in an empty TypeScript project with files of its own. */
export async function createForeignProject(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<ForeignProject> {
  const npm = (args: readonly string[], options: ExecFileOptions) =>
    run('npm', [...args], {...options, maxBuffer: 1e8, shell: process.platform === 'win32'});
  const {stdout} = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
  });
  const [packed] = JSON.parse(String(stdout)) as [{filename: string}];
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), {recursive: true});
    await writeFile(join(folder, name), text);
  }
  await npm(
    ['install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', `./${packed.filename}`],
    {cwd: folder},
  );

  const home = join(folder, '..', 'home');
  const elsewhere = join(folder, '..', 'elsewhere');
  for (const path of [home, elsewhere]) await mkdir(path, {recursive: true});
  const installed = await everyPath(join(folder, 'node_modules', 'viral-video-generator'));
  for (const path of installed.toReversed()) await chmod(path, 0o555);
  if (plainUser) {
    for (const path of [dirname(folder), folder, home, elsewhere])
      await chown(path, plainUser.uid, plainUser.gid);
    for (const name of Object.keys(files)) {
      for (const path of [dirname(join(folder, name)), join(folder, name)])
        await chown(path, plainUser.uid, plainUser.gid);
    }
  }
  return {
    folder,
    async files() {
      const paths = (await everyPath(folder)).filter((path) => !relative(folder, path).startsWith('.git'));
      return Promise.all(
        paths.map(async (path) => {
          const entry = await stat(path);
          // A folder's time changes with git's own folder in it; what stands in it is listed anyway.
          return `${relative(folder, path)} ${entry.isDirectory() ? '' : entry.mtimeMs}`;
        }),
      );
    },
    async run(file, args, options = {}) {
      const running = run(file, [...args], {
        cwd: options.cwd ?? folder,
        maxBuffer: 1e8,
        env: {...process.env, HOME: home, XDG_CACHE_HOME: join(home, 'cache'), TMPDIR: home},
        ...plainUser,
      });
      const {stdout} = await running.catch((error: Error & {stdout?: string}) => {
        throw new Error(`${error.message}\n${error.stdout ?? ''}`, {cause: error});
      });
      return stdout;
    },
  };
}

/** Makes what was set read-only removable again. */
export async function unlock(project: ForeignProject): Promise<void> {
  for (const path of await everyPath(join(project.folder, 'node_modules', 'viral-video-generator')))
    await chmod(path, 0o755);
}
