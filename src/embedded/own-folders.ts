import {posix, win32} from 'node:path';

/** What the system says of itself; of the environment only `XDG_CACHE_HOME`, `XDG_DATA_HOME` and `LOCALAPPDATA` count. */
type Environment = Readonly<Record<string, string | undefined>>;

const name = 'viral-video-generator';

/** The system's own folders for things that can be made again, and for things that cannot. */
const places = {
  cache: {windows: 'Cache', mac: ['Library', 'Caches'], xdg: 'XDG_CACHE_HOME', home: ['.cache']},
  data: {
    windows: 'Data',
    mac: ['Library', 'Application Support'],
    xdg: 'XDG_DATA_HOME',
    home: ['.local', 'share'],
  },
} as const;

function ownFolder(
  {windows, mac, xdg, home}: (typeof places)[keyof typeof places],
  env: Environment,
  platform: NodeJS.Platform,
  homedir: string,
): string {
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'];
    return win32.join(local ? local : win32.join(homedir, 'AppData', 'Local'), name, windows);
  }
  if (platform === 'darwin') return posix.join(homedir, ...mac, name);
  const named = env[xdg];
  // The XDG specification says to ignore a relative path.
  return posix.join(named?.startsWith('/') ? named : posix.join(homedir, ...home), name);
}

/**
 * Where this package keeps bundles and an unpacked browser when nobody says otherwise. Pure: the caller hands in what
 * the system says.
 * @returns an absolute path; nothing is created
 */
export function defaultCacheDir(env: Environment, platform: NodeJS.Platform, homedir: string): string {
  return ownFolder(places.cache, env, platform, homedir);
}

/**
 * Where this package keeps what cannot be made again. Pure, as `defaultCacheDir`.
 * @returns an absolute path; nothing is created
 */
export function defaultDataDir(env: Environment, platform: NodeJS.Platform, homedir: string): string {
  return ownFolder(places.data, env, platform, homedir);
}
