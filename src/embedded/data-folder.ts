import {posix, win32} from 'node:path';

/**
 * Where this package keeps what cannot be made again. Pure: the caller hands in what the system says.
 * @param env needs only `XDG_DATA_HOME` and `LOCALAPPDATA`
 * @returns an absolute path; nothing is created
 */
export function defaultDataDir(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  homedir: string,
): string {
  const name = 'viral-video-generator';
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'];
    return win32.join(local ? local : win32.join(homedir, 'AppData', 'Local'), name, 'Data');
  }
  if (platform === 'darwin') return posix.join(homedir, 'Library', 'Application Support', name);
  const xdg = env['XDG_DATA_HOME'];
  // The XDG specification says to ignore a relative path.
  return posix.join(xdg?.startsWith('/') ? xdg : posix.join(homedir, '.local', 'share'), name);
}
