import {posix, win32} from 'node:path';

/**
 * Where this package keeps bundles and an unpacked browser when nobody says otherwise: the system's own folder for
 * things that can be made again. Pure: the caller hands in what the system says.
 * @param env needs only `XDG_CACHE_HOME` and `LOCALAPPDATA`
 * @returns an absolute path; nothing is created
 */
export function defaultCacheDir(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  homedir: string,
): string {
  const name = 'viral-video-generator';
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'];
    return win32.join(local ? local : win32.join(homedir, 'AppData', 'Local'), name, 'Cache');
  }
  if (platform === 'darwin') return posix.join(homedir, 'Library', 'Caches', name);
  const xdg = env['XDG_CACHE_HOME'];
  // The XDG specification says to ignore a relative path.
  return posix.join(xdg?.startsWith('/') ? xdg : posix.join(homedir, '.cache'), name);
}
