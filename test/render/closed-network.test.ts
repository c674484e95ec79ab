import {execFile} from 'node:child_process';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {temporaryFolder, testCacheDir} from './small-storyboard.ts';
import {webEntry, webStoryboard} from './web-storyboard.ts';

const run = promisify(execFile);

/** A network of its own in which packets to anywhere outside go out and never come back. */
const dropping =
  'ip link set lo up && ip tuntap add dev out mode tun && ip addr add 10.99.0.1/24 dev out && ip link set out up && ' +
  'ip route add default via 10.99.0.2 dev out';
/** A network of its own without any way out: whoever asks is told at once. */
const absent = 'ip link set lo up';

async function inNetwork(setup: string, command: readonly string[]) {
  const script = `${setup} && exec "$@"`;
  return run('unshare', ['--map-root-user', '--net', 'sh', '-c', script, 'sh', ...command], {
    timeout: 60_000,
  });
}

const possible =
  process.platform === 'linux' &&
  (await inNetwork(dropping, ['true']).then(
    () => true,
    () => false,
  ));
if (!possible)
  console.log('skipped: a network that drops packets needs unshare, ip and the right to use them');

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder('closed');
});
afterAll(() => rm(folder, {recursive: true, force: true}));

/** Renders two scenes in a process of its own; how long that took with its end, ms. */
async function renderIn(setup: string, engine: 'web' | 'screenshots'): Promise<number> {
  const script = `
    import {localRenderer, render} from ${JSON.stringify(new URL('../../dist/render/index.js', import.meta.url).href)};
    const renderer = localRenderer({
      cacheDir: ${JSON.stringify(testCacheDir)}, entry: ${JSON.stringify(webEntry)}, sceneCacheBytes: 0, licenseKey: 'rm_pub_test',
    });
    await render(${JSON.stringify(webStoryboard([5, 5]))}, {
      renderer, files: {}, engine: ${JSON.stringify(engine)}, outputFile: ${JSON.stringify(join(folder, `${engine}.mp4`))},
    });
    await renderer.doClose();`;
  const startedAt = performance.now();
  const output = await inNetwork(setup, [process.execPath, '--input-type=module', '-e', script]);
  expect(output.stdout + output.stderr).toBe('');
  return performance.now() - startedAt;
}

describe.skipIf(!possible)('a network that drops every packet', () => {
  it.each(['web', 'screenshots'] as const)(
    'delays nothing, though a licence key is reported by the %s engine',
    async (engine) => {
      // The first run of all bundles.
      await renderIn(absent, engine);
      const told = await renderIn(absent, engine);
      const dropped = await renderIn(dropping, engine);
      // A single attempt to report waits for ten seconds, and there are four for each event.
      expect(dropped).toBeLessThan(told + 5000);
    },
    120_000,
  );
});
