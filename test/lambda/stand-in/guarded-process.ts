import {mkdirSync, realpathSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const permissionFlag =
  major > 23 || (major === 23 && minor >= 5) ? '--permission' : '--experimental-permission';

export interface GuardedPlace {
  /** TMPDIR of the process: the only folder it may write in. */
  readonly tmpDir: string;
  /** Switches of Node that turn the permission model on. */
  readonly execArgv: readonly string[];
  /** The whole environment: nothing of this process's own, least of all its credentials. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Lays out a folder for a process that runs guarded: a private `tmp`, and a canary beside it which the guard is tried on.
 * @param folder absolute, made here, removed by the caller
 */
export function guardedPlace(folder: string, env: Readonly<Record<string, string>> = {}): GuardedPlace {
  const tmpDir = join(resolve(folder), 'tmp');
  mkdirSync(tmpDir, {recursive: true});
  mkdirSync(join(folder, 'guard-canary'), {recursive: true});
  writeFileSync(join(folder, 'guard-canary', 'feather'), 'still here');
  const home = realpathSync(tmpDir);
  if (home === '/tmp' || home === '/') throw new Error(`${home} cannot be a private folder`);
  return {
    tmpDir: home,
    execArgv: [
      permissionFlag,
      '--allow-fs-read=*',
      `--allow-fs-write=${home}/*`,
      '--allow-child-process',
      '--allow-worker',
      '--no-warnings',
    ],
    env: {PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: home, TMPDIR: home, ...env},
  };
}
