import {posix, win32} from 'node:path';

/**
 * Where system installs put Chrome and Chromium, the plain headless build first: it starts faster and needs less.
 * @param folders Windows' program folders, as in `C:\Program Files`
 */
export function systemBrowserPlaces(
  platform: NodeJS.Platform,
  folders: readonly string[] = [],
): readonly string[] {
  if (platform === 'linux') {
    return [
      '/usr/lib/chromium/chromium-headless-shell',
      '/usr/bin/chromium-headless-shell',
      '/usr/bin/chrome-headless-shell',
      '/usr/bin/google-chrome-stable',
      '/usr/bin/google-chrome',
      '/opt/google/chrome/chrome',
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/lib64/chromium-browser/headless_shell',
      '/usr/lib64/chromium-browser/chromium-browser',
      '/snap/bin/chromium',
    ];
  }
  if (platform === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      '/opt/homebrew/bin/chromium',
    ];
  }
  if (platform === 'win32') {
    const products = [
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Chromium', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ];
    return products.flatMap((product) => folders.map((folder) => win32.join(folder, ...product)));
  }
  return [];
}

/**
 * Where `npx remotion browser ensure` and Remotion itself leave their download, for the project in `projectDir`.
 * Remotion looks in the folder of the nearest package.json.
 */
export function remotionBrowserPlace(projectDir: string, platform: NodeJS.Platform, arch: string): string {
  const path = platform === 'win32' ? win32 : posix;
  const name =
    platform === 'win32'
      ? 'win64'
      : platform === 'darwin'
        ? `mac-${arch === 'arm64' ? 'arm64' : 'x64'}`
        : arch === 'arm64'
          ? 'linux-arm64'
          : 'linux64';
  const executable =
    platform === 'win32'
      ? 'chrome-headless-shell.exe'
      : name === 'linux-arm64'
        ? 'headless_shell'
        : 'chrome-headless-shell';
  return path.join(
    projectDir,
    'node_modules',
    '.remotion',
    'chrome-headless-shell',
    name,
    `chrome-headless-shell-${name}`,
    executable,
  );
}
