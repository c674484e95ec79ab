import {execFile, spawn, spawnSync} from 'node:child_process';
import {chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {openBrowser} from '../../src/render/browser/browser-process.ts';
import {remotionBrowserPlace, systemBrowserPlaces} from '../../src/render/browser/browser-places.ts';
import {findBrowser} from '../../src/render/browser/browser.ts';
import {defaultCacheDir} from '../../src/embedded/own-folders.ts';
import {readTar} from '../../src/render/browser/tar.ts';
import {eventually, processGroup, processesWith, temporaryFolder, testCacheDir} from './small-storyboard.ts';

const run = promisify(execFile);
const linuxX64 = process.platform === 'linux' && process.arch === 'x64';
const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder('browser');
});
afterAll(() => rm(folder, {recursive: true, force: true}));

/** Nothing on this machine counts but what the test says. */
const bare = () => ({
  cacheDir: join(folder, 'cache'),
  projectDir: folder,
  systemPlaces: [],
  packagesFrom: pathToFileURL(join(folder, 'x.js')).href,
});

async function program(path: string): Promise<string> {
  await mkdir(dirname(path), {recursive: true});
  await writeFile(path, '#!/bin/sh\n');
  await chmod(path, 0o755);
  return path;
}

describe('findBrowser', () => {
  it('names three ways out when there is none', async () => {
    const error = await findBrowser(bare()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({code: 'browser-missing'});
    const {message} = error as Error;
    if (linuxX64) expect(message).toContain('npm i @sparticuz/chromium');
    expect(message).toContain('npx remotion browser ensure');
    expect(message).toContain('VIRAL_BROWSER');
  });

  it('takes the named one and refuses a name that is nothing', async () => {
    const path = await program(join(folder, 'own', 'chrome-headless-shell'));
    expect(await findBrowser({...bare(), browserExecutable: path})).toEqual({
      path,
      source: 'option',
      mode: 'headless-shell',
    });
    for (const wrong of [join(folder, 'absent'), folder, 'chrome']) {
      await expect(findBrowser({...bare(), browserExecutable: wrong})).rejects.toMatchObject({
        code: 'browser-missing',
        message: expect.stringContaining(wrong),
      });
    }
  });

  it("prefers Remotion's download to the system's, and the system's to the packed one", async () => {
    const system = await program(join(folder, 'system', 'google-chrome'));
    expect(await findBrowser({...bare(), systemPlaces: [join(folder, 'absent'), system]})).toEqual({
      path: system,
      source: 'system',
      mode: 'chrome-for-testing',
    });
    const project = join(folder, 'project');
    const downloaded = await program(remotionBrowserPlace(project, process.platform, process.arch));
    await writeFile(join(project, 'package.json'), '{}');
    await mkdir(join(project, 'deep', 'er'), {recursive: true});
    expect(
      await findBrowser({...bare(), projectDir: join(project, 'deep', 'er'), systemPlaces: [system]}),
    ).toMatchObject({path: downloaded, source: 'remotion'});
  });

  it('knows where each system keeps its browsers', () => {
    expect(systemBrowserPlaces('linux')[0]).toContain('headless-shell');
    expect(systemBrowserPlaces('win32', ['C:\\Program Files'])).toContain(
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    );
    expect(systemBrowserPlaces('darwin').some((path) => path.includes('Google Chrome.app'))).toBe(true);
    expect(remotionBrowserPlace('/p', 'darwin', 'arm64')).toBe(
      '/p/node_modules/.remotion/chrome-headless-shell/mac-arm64/chrome-headless-shell-mac-arm64/chrome-headless-shell',
    );
  });

  it.runIf(linuxX64)('unpacks the packed one once, also when two ask at the same time', async () => {
    const cacheDir = join(folder, 'unpack');
    const options = {...bare(), cacheDir, packagesFrom: import.meta.url};
    const [one, other] = await Promise.all([findBrowser(options), findBrowser(options)]);
    expect(one).toEqual(other);
    expect(one).toMatchObject({source: 'package', mode: 'headless-shell'});
    expect(await readdir(join(cacheDir, 'browsers'))).toHaveLength(1);
    const {stdout} = await run(one.path, ['--version']);
    expect(stdout).toMatch(/^Chromium \d+/);

    const before = (await stat(one.path)).mtimeMs;
    const started = performance.now();
    expect(await findBrowser(options)).toEqual(one);
    expect(performance.now() - started).toBeLessThan(500);
    expect((await stat(one.path)).mtimeMs).toBe(before);

    // The script for machines without the libraries starts it too, from the libraries beside it.
    const launcher = join(dirname(one.path), 'start-chromium-headless-shell');
    const traced = await run(launcher, ['--version'], {env: {LD_DEBUG: 'libs', PATH: process.env['PATH']}});
    expect(traced.stdout).toMatch(/^Chromium/);
    expect(traced.stderr).toContain(join(dirname(one.path), 'lib', 'libnss3.so'));
  });

  it.runIf(linuxX64)('leaves nothing behind when unpacking is aborted', async () => {
    const cacheDir = join(folder, 'aborted');
    const controller = new AbortController();
    const finding = findBrowser({
      ...bare(),
      cacheDir,
      packagesFrom: import.meta.url,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(new Error('no more')), 200);
    await expect(finding).rejects.toThrow('no more');
    expect(await readdir(join(cacheDir, 'browsers'))).toEqual([]);
  });
});

describe('an open browser', () => {
  it('tells its version, takes no signals for itself and goes away', async () => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    const before = signals.map((signal) => process.listenerCount(signal));
    const browser = await openBrowser(await findBrowser({cacheDir: testCacheDir}));
    expect(browser.version).toMatch(/Chrome\/\d+/);
    expect(signals.map((signal) => process.listenerCount(signal))).toEqual(before);
    const [own] = (await processesWith('--user-data-dir=')).filter(({pid}) => pid === browser.pid);
    const profile = /--user-data-dir=(\S+)/.exec(own?.command ?? '')?.[1] ?? '';
    expect((await stat(profile)).isDirectory()).toBe(true);

    await browser.close();
    await browser.close();
    expect(browser.lost.aborted).toBe(false);
    await expect(stat(profile)).rejects.toMatchObject({code: 'ENOENT'});
    await eventually(
      () => processGroup(browser.pid),
      (all) => all.length === 0,
      3000,
    );
  });

  it('says when it is gone', async () => {
    const browser = await openBrowser(await findBrowser({cacheDir: testCacheDir}));
    process.kill(browser.pid, 'SIGKILL');
    await eventually(async () => browser.lost.aborted, Boolean, 3000);
    await browser.close();
  });

  it('is told apart from a program that is no browser', async () => {
    const path = join(folder, 'broken-headless-shell');
    await writeFile(
      path,
      '#!/bin/sh\necho "error while loading shared libraries: libnss3.so: cannot open" >&2\nexit 127\n',
    );
    await chmod(path, 0o755);
    await expect(openBrowser(await findBrowser({...bare(), browserExecutable: path}))).rejects.toMatchObject({
      code: 'browser-failed',
      message: expect.stringContaining('libnss3.so'),
    });
    const profiles = (await readdir(tmpdir())).filter((name) =>
      name.startsWith('puppeteer_dev_chrome_profile-'),
    );
    const empty = await Promise.all(
      profiles.map(async (name) => (await readdir(join(tmpdir(), name))).length === 0),
    );
    expect(empty).not.toContain(true);
  });

  // With `setpriv` on the PATH the kernel ends the browser too; without it only the watchdog does.
  it.each([
    ['as it is', process.env['PATH'] ?? ''],
    ['without setpriv', ''],
  ])('is gone soon after its owner was killed, %s', async (_, path) => {
    const found = await findBrowser({cacheDir: testCacheDir});
    const script = `
      import {openBrowser} from ${JSON.stringify(pathToFileURL(join(dist, 'render', 'browser', 'browser-process.js')).href)};
      const browser = await openBrowser(${JSON.stringify(found)});
      process.stdout.write(String(browser.pid) + '\\n');
      setInterval(() => undefined, 1000);`;
    let searched = path;
    if (searched === '') {
      searched = join(folder, 'only-sh');
      await mkdir(searched, {recursive: true});
      await symlink('/bin/sh', join(searched, 'sh')).catch(() => undefined);
    }
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: {...process.env, PATH: searched},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((resolve, reject) => {
      owner.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
      owner.once('exit', () => reject(new Error('the owner ended')));
    });
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    const profile = /--user-data-dir=(\S+)/.exec(command)?.[1] ?? 'none';
    expect((await processGroup(pid)).length).toBeGreaterThan(1);

    owner.removeAllListeners('exit');
    owner.kill('SIGKILL');
    await eventually(
      () => processGroup(pid),
      (all) => all.length === 0,
      5000,
    );
    await eventually(
      () =>
        stat(profile).then(
          () => true,
          () => false,
        ),
      (there) => !there,
      3000,
    );
  });
});

describe('the cache folder', () => {
  it('is where each system keeps such things', () => {
    expect(defaultCacheDir({}, 'linux', '/home/a')).toBe('/home/a/.cache/viral-video-generator');
    expect(defaultCacheDir({XDG_CACHE_HOME: '/x'}, 'linux', '/home/a')).toBe('/x/viral-video-generator');
    expect(defaultCacheDir({XDG_CACHE_HOME: 'rel'}, 'linux', '/home/a')).toBe(
      '/home/a/.cache/viral-video-generator',
    );
    expect(defaultCacheDir({}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Caches/viral-video-generator');
    expect(defaultCacheDir({LOCALAPPDATA: 'C:\\L'}, 'win32', 'C:\\Users\\a')).toBe(
      'C:\\L\\viral-video-generator\\Cache',
    );
    expect(defaultCacheDir({}, 'win32', 'C:\\Users\\a')).toBe(
      'C:\\Users\\a\\AppData\\Local\\viral-video-generator\\Cache',
    );
  });
});

const tar = spawnSync('tar', ['--version']).status === 0;
if (!tar) console.warn('skipped: reading archives that tar wrote, since there is no tar');

describe.skipIf(!tar)('readTar', () => {
  it('reads what tar wrote and refuses damage', async () => {
    const source = join(folder, 'tar');
    await mkdir(join(source, 'lib'), {recursive: true});
    await writeFile(join(source, 'lib', 'a.so'), 'x'.repeat(700), {mode: 0o755});
    await writeFile(join(source, 'empty'), '');
    await run('tar', ['--format=ustar', '-cf', join(folder, 'a.tar'), '-C', source, 'lib', 'empty']);
    const archive = await readFile(join(folder, 'a.tar'));
    const files = readTar(archive);
    expect(
      files.map(({name, mode, content}) => [name, mode & 0o777, Buffer.from(content).toString()]),
    ).toEqual([
      ['lib/a.so', 0o755, 'x'.repeat(700)],
      ['empty', 0o644, ''],
    ]);
    const damaged = Buffer.from(archive);
    damaged[3] = 0x7a;
    expect(() => readTar(damaged)).toThrow('damaged');
    expect(() => readTar(archive.subarray(0, 1100))).toThrow('cut off');
  });

  it('refuses names that lead out of the folder', async () => {
    await writeFile(join(folder, 'evil'), 'x');
    await run('tar', [
      '--format=ustar',
      '-P',
      '-cf',
      join(folder, 'evil.tar'),
      '-C',
      folder,
      '--transform',
      's,^,../,',
      'evil',
    ]);
    expect(() => readTar(new Uint8Array(0))).not.toThrow();
    const archive = await readFile(join(folder, 'evil.tar'));
    expect(() => readTar(archive)).toThrow('unsafe name ../evil');
  });
});
