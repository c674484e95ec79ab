import {execFile} from 'node:child_process';
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {probe, runFfmpeg} from '../../src/ffmpeg.ts';
import type {Progress} from '../../src/ports/index.ts';
import {render, localRenderer, type LocalRenderer} from '../../src/render/index.ts';
import {drawFrames} from '../../src/render/screenshots.ts';
import type {Storyboard} from '../../src/schema/index.ts';
import {
  asAsset,
  eventually,
  ownBrowsers,
  ownEntry,
  plainPng,
  processesWith,
  sineWav,
  smallStoryboard,
  temporaryFolder,
  testCacheDir,
} from './small-storyboard.ts';

let folder: string;
let renderer: LocalRenderer;
beforeAll(async () => {
  folder = await temporaryFolder('screenshots');
  renderer = localRenderer({
    engine: 'screenshots',
    sceneCacheBytes: 0,
    cacheDir: testCacheDir,
    entry: ownEntry,
    timeoutInMs: 7000,
  });
});
afterAll(async () => {
  await renderer.doClose();
  await rm(folder, {recursive: true, force: true});
});

const out = (name: string) => join(folder, name);

/** A pixel of a frame as red, green and blue, converted the way players do for BT.709. */
async function pixel(file: string, frame: number, x: number, y: number, width: number): Promise<number[]> {
  const toRgb =
    'zscale=matrixin=709:rangein=limited:primariesin=709:transferin=709:matrix=gbr:range=full,format=gbrp,format=rgb24';
  const {stdout} = await runFfmpeg([
    '-i',
    file,
    '-vf',
    `trim=start_frame=${frame},${toRgb}`,
    '-frames:v',
    '1',
    '-c:v',
    'rawvideo',
    '-f',
    'image2pipe',
    'pipe:1',
  ]);
  return [...stdout.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

const near = (given: readonly number[], wanted: readonly number[]) =>
  given.every((channel, index) => Math.abs(channel - (wanted[index] ?? 0)) <= 4);

describe('rendering with screenshots', () => {
  it('makes a video with picture, sound and cover as delivered videos have them', async () => {
    const picture = await asAsset(out('green.png'), plainPng(40, 40, [0, 160, 80]), {
      kind: 'image',
      mimeType: 'image/png',
    });
    // Half a second too short: silence fills the rest.
    const sound = await asAsset(out('sound.wav'), sineWav(2.5), {kind: 'audio', mimeType: 'audio/wav'});
    const storyboard = smallStoryboard({
      durationInFrames: 90,
      assets: {picture, sound},
      soundtrack: {asset: 'sound'},
    });
    const [one, two] = storyboard.scenes as [Storyboard['scenes'][0], Storyboard['scenes'][0]];
    storyboard.scenes = [
      {...one, durationInFrames: 40},
      {...two, startFrame: 40, durationInFrames: 50, visual: {asset: 'picture'}},
    ];
    const seen: Progress[] = [];
    const video = await render(storyboard, {
      renderer,
      files: {picture: out('green.png'), sound: out('sound.wav')},
      outputFile: out('deep/er/video.mp4'),
      cover: {frame: 45, file: out('cover.jpg')},
      onProgress: (progress) => seen.push(progress),
    });
    expect(video).toMatchObject({
      engine: 'screenshots',
      template: {id: 'own-template', version: '1.2.3'},
      browser: expect.stringMatching(/^HeadlessChrome\/\d+/),
      file: out('deep/er/video.mp4'),
    });

    const {streams, packets, format} = await probe(video.file, {packets: true});
    expect(streams).toHaveLength(2);
    expect(streams[0]).toMatchObject({
      codec_name: 'h264',
      profile: '100',
      pix_fmt: 'yuv420p',
      color_range: 'tv',
      color_space: 'bt709',
      color_transfer: 'bt709',
      color_primaries: 'bt709',
      width: 324,
      height: 576,
      avg_frame_rate: '30/1',
      nb_frames: '90',
    });
    expect(streams[1]).toMatchObject({codec_name: 'aac', sample_rate: '48000', channels: 2});
    expect(Number(streams[0]?.duration)).toBeCloseTo(3, 3);
    expect(Math.abs(Number(streams[1]?.duration) - 3)).toBeLessThan(1 / 30);
    expect(Math.abs(Number(format.duration) - 3)).toBeLessThan(1 / 30);
    const keyTimes = packets
      ?.filter((packet) => packet.stream_index === 0 && packet.flags?.startsWith('K'))
      .map((packet) => Number(packet.pts_time));
    expect(keyTimes?.[0]).toBe(0);
    expect(keyTimes?.some((time) => time > 0 && time <= 2)).toBe(true);

    const bytes = await readFile(video.file);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));

    // Colours, and scenes that change on the very frame.
    expect(near(await pixel(video.file, 0, 5, 400, 324), [16, 24, 32])).toBe(true);
    expect(near(await pixel(video.file, 0, 40, 330, 324), [255, 85, 0])).toBe(true);
    expect(near(await pixel(video.file, 39, 160, 50, 324), [16, 24, 32])).toBe(true);
    expect(near(await pixel(video.file, 40, 160, 50, 324), [0, 160, 80])).toBe(true);

    const cover = await probe(out('cover.jpg'));
    expect(cover.streams[0]).toMatchObject({codec_name: 'mjpeg', width: 1080, height: 1920});

    expect(seen[0]).toEqual({step: 'prepare', fraction: 0});
    expect(seen.at(-1)).toMatchObject({step: 'render', fraction: 1, frames: {done: 90, total: 90}});
    const fractions = seen.filter(({step}) => step === 'render').map(({fraction}) => fraction);
    expect(fractions.every((fraction, index) => index === 0 || fraction >= (fractions[index - 1] ?? 0))).toBe(
      true,
    );
    expect(fractions.length).toBeGreaterThan(50);
    expect(seen.some(({etaInSeconds}) => etaInSeconds !== undefined && etaInSeconds > 0)).toBe(true);
    expect(await readdir(out('deep/er'))).toEqual(['video.mp4']);
  });

  it('draws the same first frame in twenty fresh pages', async () => {
    const pictures = new Set<string>();
    const staged = await renderer.session.stage(smallStoryboard(), {}, new AbortController().signal);
    for (let n = 0; n < 20; n++) {
      await drawFrames({
        session: renderer.session,
        staged,
        frames: () => [0],
        image: {format: 'png'},
        scale: 1,
        concurrency: 1,
        onPicture: async (picture) => void pictures.add(Buffer.from(picture).toString('base64')),
        signal: new AbortController().signal,
      });
    }
    expect(pictures.size).toBe(1);
  });

  it('names the templates there are, and the aspects, before it draws', async () => {
    const other = {...smallStoryboard(), template: {id: 'no-such', options: {}}};
    await expect(render(other, {renderer, files: {}, outputFile: out('x.mp4')})).rejects.toMatchObject({
      code: 'unknown-template',
      message: expect.stringContaining('own-template'),
    });
    const wide = smallStoryboard({width: 576, height: 324});
    await expect(render(wide, {renderer, files: {}, outputFile: out('x.mp4')})).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('9:16'),
    });
    await expect(
      renderer.doPrepare({
        template: 'own-template',
        aspect: '16:9',
        onProgress: () => undefined,
        signal: new AbortController().signal,
      }),
    ).rejects.toMatchObject({code: 'invalid-input'});
  });

  it('refuses bad input before any work', async () => {
    const storyboard = smallStoryboard();
    const [first] = storyboard.scenes;
    if (!first) throw new Error('no scene');
    await expect(
      render({...storyboard, scenes: [first]}, {renderer, files: {}, outputFile: out('x.mp4')}),
    ).rejects.toMatchObject({
      code: 'invalid-input',
      issues: [expect.objectContaining({path: 'durationInFrames'})],
    });
    await expect(
      render(storyboard, {
        renderer,
        files: {},
        outputFile: out('video.mov'),
        cover: {frame: 45, file: out('c.jpg')},
      }),
    ).rejects.toMatchObject({issues: [{path: 'outputFile'}, {path: 'cover.frame'}]});
    expect(() =>
      localRenderer({engine: 'screenshots', sceneCacheBytes: 0, cacheDir: testCacheDir, concurrency: 0}),
    ).toThrow(/concurrency/);
    expect(() =>
      localRenderer({engine: 'screenshots', sceneCacheBytes: 0, cacheDir: testCacheDir, concurrency: 4096}),
    ).toThrow(/concurrency/);

    const picture = await asAsset(out('p.png'), plainPng(8, 8, [1, 2, 3]), {
      kind: 'image',
      mimeType: 'image/png',
    });
    const withPicture = {...storyboard, assets: {picture}};
    await writeFile(out('p.png'), plainPng(8, 8, [3, 2, 1]));
    for (const files of [{}, {picture: out('absent.png')}, {picture: out('p.png')}, {picture: 'p.png'}]) {
      await expect(render(withPicture, {renderer, files, outputFile: out('x.mp4')})).rejects.toMatchObject({
        code: 'asset-missing',
        message: expect.stringContaining("'picture'"),
      });
    }
    expect(await readdir(folder)).not.toContain('x.mp4');
  });

  it('tells what a template has against its options', async () => {
    const wrong = smallStoryboard({options: {wrong: 1}});
    await expect(render(wrong, {renderer, files: {}, outputFile: out('x.mp4')})).rejects.toMatchObject({
      code: 'invalid-input',
      issues: [
        {path: 'wrong', message: 'must not be there'},
        {path: '', message: 'at all'},
      ],
    });
    const refused = smallStoryboard({options: {refuse: true}});
    await expect(render(refused, {renderer, files: {}, outputFile: out('x.mp4')})).rejects.toMatchObject({
      code: 'render-failed',
      message: expect.stringContaining('no storyboard pleases me'),
    });
  });

  it('renders several at once in one browser; ending one ends no other', async () => {
    const controller = new AbortController();
    const results = await Promise.allSettled(
      [0, 1, 2].map((n) =>
        render(smallStoryboard(), {
          renderer,
          files: {},
          outputFile: out(`beside-${n}.mp4`),
          ...(n === 1 ? {signal: controller.signal} : {}),
          onProgress: ({frames}) => {
            if (n === 1 && (frames?.done ?? 0) > 5) controller.abort(new Error('only me'));
          },
        }),
      ),
    );
    expect(results.map(({status}) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({reason: {message: 'only me'}});
    for (const n of [0, 2]) expect((await probe(out(`beside-${n}.mp4`))).streams[0]?.nb_frames).toBe('45');
  });

  it('prints nothing, whatever the page says', async () => {
    const script = `
      import {render, localRenderer} from ${JSON.stringify(new URL('../../dist/render/index.js', import.meta.url).href)};
      const renderer = localRenderer({engine: 'screenshots', sceneCacheBytes: 0, cacheDir: ${JSON.stringify(testCacheDir)}, entry: ${JSON.stringify(ownEntry)}});
      for (const options of [{throwAt: 3}, {fetch: 'http://192.0.2.1/'}]) {
        await render({...${JSON.stringify(smallStoryboard())}, template: {id: 'own-template', options}},
          {renderer, files: {}, outputFile: ${JSON.stringify(out('quiet.mp4'))}}).catch(() => undefined);
      }
      await renderer.doClose();`;
    const {stdout, stderr} = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      script,
    ]);
    expect([stdout, stderr]).toEqual(['', '']);
  });

  it('says which frame of which scene a template failed on', async () => {
    const storyboard = smallStoryboard({options: {throwAt: 25}});
    await expect(
      render(storyboard, {renderer, files: {}, outputFile: out('thrown.mp4')}),
    ).rejects.toMatchObject({
      code: 'render-failed',
      message: expect.stringMatching(
        /frame 25 \(scene 'two', frame 5 of it\): the own template does not like/,
      ),
    });
    expect((await readdir(folder)).filter((name) => name.includes('thrown'))).toEqual([]);
  });

  it('says what a frame that is never ready waits for', async () => {
    const storyboard = smallStoryboard({options: {neverReadyAt: 7}});
    await expect(
      render(storyboard, {renderer, files: {}, outputFile: out('never.mp4')}),
    ).rejects.toMatchObject({
      code: 'render-timeout',
      message: expect.stringMatching(/frame 7 \(scene 'one'.*waiting for a picture that never comes/),
    });
  });

  it('ends a frame that never returns, and draws the next video all the same', async () => {
    const storyboard = smallStoryboard({options: {hangAt: 12}});
    await expect(
      render(storyboard, {renderer, files: {}, outputFile: out('hung.mp4')}),
    ).rejects.toMatchObject({
      code: 'render-timeout',
      message: expect.stringContaining('frame 12'),
    });
    const video = await render(smallStoryboard(), {renderer, files: {}, outputFile: out('after.mp4')});
    expect((await probe(video.file)).streams[0]?.nb_frames).toBe('45');
  });

  it('lets the page reach nothing but its own server', async () => {
    let asked = 0;
    const outside = createServer((_, response) => {
      asked++;
      response.writeHead(200, {'access-control-allow-origin': '*'}).end('secret');
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    const {port} = outside.address() as AddressInfo;
    await render(smallStoryboard({options: {fetch: `http://127.0.0.1:${port}/steal`}}), {
      renderer,
      files: {},
      outputFile: out('fetch.mp4'),
    });
    expect(asked).toBe(0);
    // The same request does arrive without the policy.
    await fetch(`http://127.0.0.1:${port}/`);
    expect(asked).toBe(1);
    outside.close();
  });

  it('stops as soon when aborted while a page is still starting, and can draw again', async () => {
    for (const delayInMs of [0, 150, 400, 800]) {
      const controller = new AbortController();
      let abortedAt = 0;
      const stop = () => {
        abortedAt = performance.now();
        controller.abort(new Error('stop early'));
      };
      const rendering = render(smallStoryboard(), {
        renderer,
        files: {},
        outputFile: out('early.mp4'),
        signal: controller.signal,
        onProgress: ({step}) => {
          if (step === 'render' && abortedAt === 0) {
            abortedAt = Number.POSITIVE_INFINITY;
            setTimeout(stop, delayInMs);
          }
        },
      });
      await expect(rendering).rejects.toThrow('stop early');
      expect(performance.now() - abortedAt, `aborted after ${delayInMs} ms`).toBeLessThan(2000);
    }
    await render(smallStoryboard(), {renderer, files: {}, outputFile: out('after.mp4')});
  });

  it('stops within two seconds when aborted and leaves no file', async () => {
    const controller = new AbortController();
    const long = smallStoryboard({durationInFrames: 3000});
    const [one, two] = long.scenes as [Storyboard['scenes'][0], Storyboard['scenes'][0]];
    long.scenes = [one, {...two, durationInFrames: 2980}];
    let abortedAt = 0;
    await mkdir(out('aborted'), {recursive: true});
    const running = render(long, {
      renderer,
      files: {},
      outputFile: out('aborted/video.mp4'),
      signal: controller.signal,
      onProgress: ({step, frames}) => {
        if (step !== 'render' || (frames?.done ?? 0) < 20 || abortedAt !== 0) return;
        abortedAt = performance.now();
        controller.abort(new Error('stop that'));
      },
    });
    await expect(running).rejects.toThrow('stop that');
    expect(performance.now() - abortedAt).toBeLessThan(2000);
    expect(await readdir(out('aborted'))).toEqual([]);
    const [own] = await processesWith(`aborted/.unfinished-${process.pid}`);
    expect(own).toBeUndefined();
  });

  it('goes on with a fresh browser when the browser crashes, once', async () => {
    const storyboard = smallStoryboard({durationInFrames: 300});
    const [one, two] = storyboard.scenes as [Storyboard['scenes'][0], Storyboard['scenes'][0]];
    storyboard.scenes = [one, {...two, durationInFrames: 280}];
    await using crashing = localRenderer({
      engine: 'screenshots',
      sceneCacheBytes: 0,
      cacheDir: testCacheDir,
      entry: ownEntry,
    });
    const before = await ownBrowsers();
    const ours = async () => (await ownBrowsers()).filter((pid) => !before.includes(pid));
    let killed = 0;
    const video = await render(storyboard, {
      renderer: crashing,
      files: {},
      outputFile: out('crashed.mp4'),
      onProgress: ({frames}) => {
        if (killed > 0 || (frames?.done ?? 0) < 30) return;
        killed++;
        void ours().then((pids) => pids.forEach((pid) => process.kill(pid, 'SIGKILL')));
      },
    });
    expect(killed).toBe(1);
    expect((await probe(video.file)).streams[0]?.nb_frames).toBe('300');
    await crashing.doClose();
    await eventually(ours, (pids) => pids.length === 0, 5000);
  });
});
