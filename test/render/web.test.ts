import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {probe} from '../../src/ffmpeg.ts';
import type {Progress} from '../../src/ports/index.ts';
import {localRenderer, render, type LocalRenderer} from '../../src/render/index.ts';
import {webProblem} from '../../src/render/web.ts';
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
import {framesOfVideo, webEntry, webStoryboard, withScene} from './web-storyboard.ts';

let folder: string;
let renderer: LocalRenderer;
beforeAll(async () => {
  folder = await temporaryFolder('web');
  renderer = localRenderer({cacheDir: testCacheDir, entry: webEntry, sceneCacheBytes: 0, timeoutInMs: 7000});
});
afterAll(async () => {
  await renderer.doClose();
  await rm(folder, {recursive: true, force: true});
});

const {signal} = new AbortController();

const out = (name: string) => join(folder, name);

async function draw(storyboard: Storyboard, options: Partial<Parameters<typeof render>[1]> = {}) {
  return render(storyboard, {
    renderer,
    files: {},
    outputFile: out(`${crypto.randomUUID()}.mp4`),
    engine: 'web',
    ...options,
  });
}

const near = (given: readonly number[], wanted: readonly number[], tolerance = 6) =>
  given.every((channel, index) => Math.abs(channel - (wanted[index] ?? 0)) <= tolerance);

describe('rendering with the web engine', () => {
  it('makes a video with picture, sound and cover as delivered videos have them', async () => {
    const picture = await asAsset(out('green.png'), plainPng(40, 40, [0, 160, 80]), {
      kind: 'image',
      mimeType: 'image/png',
    });
    const sound = await asAsset(out('sound.wav'), sineWav(2.5), {kind: 'audio', mimeType: 'audio/wav'});
    const storyboard = withScene(
      webStoryboard([40, 50], {assets: {picture, sound}, soundtrack: {asset: 'sound'}}),
      1,
      {visual: {asset: 'picture'}},
    );
    const seen: Progress[] = [];
    const video = await draw(storyboard, {
      files: {picture: out('green.png'), sound: out('sound.wav')},
      outputFile: out('deep/er/video.mp4'),
      cover: {frame: 45, file: out('cover.jpg')},
      onProgress: (progress) => seen.push(progress),
    });
    expect(video).toMatchObject({
      engine: 'web',
      reason: 'it was asked for',
      template: {id: 'both', version: '1.0.0'},
      browser: expect.stringMatching(/^HeadlessChrome\/\d+/),
      scenes: {rendered: 2, cached: 0},
      fonts: ['Anton 400'],
      degraded: [],
    });

    const {streams, packets} = await probe(video.file, {packets: true});
    expect(streams).toHaveLength(2);
    expect(streams[0]).toMatchObject({
      codec_name: 'h264',
      pix_fmt: 'yuv420p',
      color_range: 'tv',
      // What the browser's encoder converts with.
      color_space: 'smpte170m',
      width: 324,
      height: 576,
      avg_frame_rate: '30/1',
      r_frame_rate: '30/1',
      nb_frames: '90',
    });
    expect(streams[1]).toMatchObject({codec_name: 'aac', sample_rate: '48000', channels: 2});
    expect(Number(streams[0]?.duration)).toBeCloseTo(3, 3);
    expect(Math.abs(Number(streams[1]?.duration) - 3)).toBeLessThan(1 / 30);
    const keys = packets?.filter(({stream_index, flags}) => stream_index === 0 && flags?.startsWith('K'));
    expect(keys?.map(({pts_time}) => Math.round(Number(pts_time) * 30))).toEqual([0, 40]);
    const bytes = await readFile(video.file);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));

    const frames = await framesOfVideo(video.file, 324, 576);
    const pixel = (frame: number, x: number, y: number) => {
      const at = (y * 324 + x) * 3;
      return [...(frames[frame]?.subarray(at, at + 3) ?? [])];
    };
    expect(frames).toHaveLength(90);
    expect(near(pixel(0, 5, 500), [16, 32, 48])).toBe(true);
    expect(near(pixel(39, 5, 500), [16, 32, 48])).toBe(true);
    expect(near(pixel(40, 5, 500), [48, 64, 16])).toBe(true);
    expect(near(pixel(40, 60, 60), [0, 160, 80])).toBe(true);
    // The square has moved by three pixels a frame since its own scene began.
    expect(near(pixel(60, 20 + 20 * 3 + 30, 330), [255, 85, 0], 10)).toBe(true);

    const cover = await probe(out('cover.jpg'));
    expect(cover.streams[0]).toMatchObject({codec_name: 'mjpeg', width: 1080, height: 1920});
    expect(seen.at(-1)).toMatchObject({step: 'render', fraction: 1, frames: {done: 90, total: 90}});
    const fractions = seen.filter(({step}) => step === 'render').map(({fraction}) => fraction);
    expect(fractions.every((fraction, index) => fraction >= (fractions[index - 1] ?? 0))).toBe(true);
    expect(seen.some(({etaInSeconds}) => etaInSeconds !== undefined && etaInSeconds > 0)).toBe(true);
    expect(await readdir(out('deep/er'))).toEqual(['video.mp4']);
  });

  it('draws a scene of any length and rate, and overlays where they stand', async () => {
    const storyboard = webStoryboard([1, 3], {
      fps: 25,
      overlays: [{id: 'o', kind: 'strip', startFrame: 2, durationInFrames: 2, inputs: {}}],
    });
    const video = await draw(storyboard);
    const {streams} = await probe(video.file);
    expect(streams[0]).toMatchObject({nb_frames: '4', avg_frame_rate: '25/1'});
    const frames = await framesOfVideo(video.file, 324, 576);
    const red = (frame: number) => (frames[frame]?.[(3 * 324 + 40) * 3] ?? 0) > 150;
    expect([0, 1, 2, 3].map(red)).toEqual([false, false, false, true]);
  });

  it('draws the same whether canvases are used again or a template wants them for something else', async () => {
    const plain = await draw(webStoryboard([14, 14]));
    const wanting = await draw(webStoryboard([14, 14], {options: {wrong: 'canvases'}}));
    const after = await draw(webStoryboard([14, 14]));
    const frames = await framesOfVideo(plain.file, 324, 576);
    expect(frames).toHaveLength(28);
    expect(
      (await framesOfVideo(wanting.file, 324, 576)).every((each, index) => each.equals(frames[index]!)),
    ).toBe(true);
    expect(
      (await framesOfVideo(after.file, 324, 576)).every((each, index) => each.equals(frames[index]!)),
    ).toBe(true);
  });

  it('names the component, the scene and the frame that threw', async () => {
    const storyboard = webStoryboard([10, 20], {options: {wrong: 'throw', at: 7, scene: 's1'}});
    await expect(draw(storyboard)).rejects.toMatchObject({
      code: 'render-failed',
      message: expect.stringMatching(
        /The template 'both' failed at frame 17 \(scene 's1', frame 7 of it\): <Broken> in scene 's1' \(point\): no bars for frame 7/,
      ),
    });
  });

  it('tells what a template has against its options before it draws', async () => {
    await expect(draw(webStoryboard([10], {options: {colour: 'red'}}))).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('colour'),
    });
  });

  it('keeps files out of the reach of scenes that do not name them', async () => {
    const secret = await asAsset(out('secret.png'), plainPng(4, 4, [1, 2, 3]), {
      kind: 'image',
      mimeType: 'image/png',
    });
    const storyboard = webStoryboard([6], {assets: {secret}, options: {wrong: 'foreign-asset', at: 2}});
    await expect(draw(storyboard, {files: {secret: out('secret.png')}})).rejects.toMatchObject({
      message: expect.stringMatching(/'secret' is out of reach here/),
    });
  });

  it('gives a page that never returns a second chance, then says where it hung and what the page said', async () => {
    const storyboard = webStoryboard([8, 8], {
      options: {wrong: 'spin', at: 3, scene: 's1', log: 'the loom is stuck'},
    });
    await expect(draw(storyboard)).rejects.toMatchObject({
      code: 'render-timeout',
      message: expect.stringMatching(
        /frame 11 \(scene 's1', frame 3 of it\) within 7 s.*The page said: the loom is stuck/,
      ),
    });
    // The next video is drawn all the same.
    expect(await draw(webStoryboard([4]))).toMatchObject({engine: 'web'});
  }, 90_000);

  it('says what a frame that is never ready waits for', async () => {
    const storyboard = webStoryboard([8], {options: {wrong: 'wait', at: 3}});
    await expect(draw(storyboard)).rejects.toMatchObject({
      code: 'render-timeout',
      message: expect.stringMatching(/frame [34] .*waiting for Waiting for Godot/),
    });
  }, 90_000);

  it('stops within a second when aborted and leaves no file', async () => {
    const controller = new AbortController();
    let stoppedAt = 0;
    await mkdir(out('stopped'));
    const video = draw(webStoryboard([60, 60, 60], {options: {wrong: 'slow'}}), {
      outputFile: out('stopped/video.mp4'),
      signal: controller.signal,
      onProgress: ({frames}) => {
        if ((frames?.done ?? 0) < 5 || controller.signal.aborted) return;
        stoppedAt = performance.now();
        controller.abort(new Error('enough'));
      },
    });
    await expect(video).rejects.toThrow('enough');
    expect(performance.now() - stoppedAt).toBeLessThan(1000);
    expect(await readdir(out('stopped'))).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')(
    'recovers when the browser is killed, again and again',
    async () => {
      await using mortal = localRenderer({cacheDir: testCacheDir, entry: webEntry, sceneCacheBytes: 0});
      const killedAt = [8, 30];
      const video = await draw(webStoryboard([20, 20, 20, 20], {options: {wrong: 'slow'}}), {
        renderer: mortal,
        onProgress: ({frames}) => {
          if ((frames?.done ?? 0) < (killedAt[0] ?? Infinity)) return;
          killedAt.shift();
          void ownBrowsers().then((pids) =>
            pids.forEach((pid) => {
              // Not the browser of the other tests, which is older.
              if (pid === Math.max(...pids)) process.kill(pid, 'SIGKILL');
            }),
          );
        },
      });
      expect(killedAt).toEqual([]);
      expect((await probe(video.file)).streams[0]).toMatchObject({nb_frames: '80'});
    },
    90_000,
  );

  it('says which file is damaged, missing or changed, and keeps nothing of it', async () => {
    const bytes = plainPng(40, 40, [9, 9, 9]);
    const damaged = await asAsset(out('damaged.png'), bytes.subarray(0, 50), {
      kind: 'image',
      mimeType: 'image/png',
    });
    const of = (asset: typeof damaged) =>
      withScene(webStoryboard([6], {assets: {shot: asset}}), 0, {visual: {asset: 'shot'}});
    await expect(draw(of(damaged), {files: {shot: out('damaged.png')}})).rejects.toMatchObject({
      code: 'asset-corrupt',
      message: expect.stringMatching(/'shot' is damaged, or not image\/png: it ends too early/),
    });
    await expect(draw(of(damaged), {files: {shot: out('absent.png')}})).rejects.toMatchObject({
      code: 'asset-missing',
    });

    const sound = await asAsset(out('shifty.png'), bytes, {kind: 'image', mimeType: 'image/png'});
    const cacheDir = out('shifty-cache');
    await using keeping = localRenderer({cacheDir: testCacheDir, entry: webEntry});
    let changed = false;
    await expect(
      draw(of(sound), {
        renderer: keeping,
        files: {shot: out('shifty.png')},
        onProgress: ({frames}) => {
          if ((frames?.done ?? 0) < 2 || changed) return;
          changed = true;
          void writeFile(out('shifty.png'), plainPng(40, 40, [200, 9, 9]));
        },
      }),
    ).rejects.toMatchObject({code: 'asset-changed', message: expect.stringContaining("'shot'")});
    await rm(cacheDir, {recursive: true, force: true});
  }, 60_000);

  it('says that the disk is full and leaves nothing on it', async (context) => {
    const disk = out('disk');
    await mkdir(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24k', 'tmpfs', disk]).status === 0;
    if (!mounted) context.skip('no small disk can be mounted here');
    try {
      const video = draw(webStoryboard([60, 60]), {outputFile: join(disk, 'video.mp4')});
      await expect(video).rejects.toMatchObject({code: 'disk-full'});
      expect(await readdir(disk)).toEqual([]);
    } finally {
      spawnSync('umount', [disk]);
    }
  }, 60_000);

  it.skipIf(process.platform !== 'linux')(
    'draws on after a browser died while nobody needed it',
    async () => {
      const before = await ownBrowsers();
      await using mortal = localRenderer({cacheDir: testCacheDir, entry: webEntry, sceneCacheBytes: 0});
      await draw(webStoryboard([3]), {renderer: mortal});
      for (const pid of await ownBrowsers()) if (!before.includes(pid)) process.kill(pid, 'SIGKILL');
      expect(await draw(webStoryboard([3]), {renderer: mortal})).toMatchObject({engine: 'web'});
    },
    60_000,
  );

  it.skipIf(process.platform !== 'linux').each(['web', 'screenshots'] as const)(
    'draws a scene again that lost its graphics process (%s)',
    async (engine) => {
      await using mortal = localRenderer({cacheDir: testCacheDir, entry: webEntry, sceneCacheBytes: 0});
      const story = webStoryboard([25], {options: {wrong: 'slow'}});
      const whole = await draw(story, {renderer: mortal, engine});
      // Other files of tests run browsers at the same time.
      const own = await ownBrowsers();
      const parentOf = (pid: number) =>
        Number(
          readFileSync(`/proc/${pid}/stat`, 'utf8')
            .replace(/^.*\) /s, '')
            .split(' ')[1],
        );
      const before = (await processesWith('--type=gpu-process')).filter(({pid}) =>
        own.includes(parentOf(pid)),
      );
      let killed = 0;
      const hurt = await draw(story, {
        renderer: mortal,
        engine,
        onProgress: ({frames}) => {
          if ((frames?.done ?? 0) < 5 || killed > 0) return;
          killed = before.length;
          for (const {pid} of before) process.kill(pid, 'SIGKILL');
        },
      });
      expect(killed).toBeGreaterThan(0);
      const [one, other] = [
        await framesOfVideo(whole.file, 324, 576),
        await framesOfVideo(hurt.file, 324, 576),
      ];
      expect(other.every((frame, index) => frame.equals(one[index]!))).toBe(true);
    },
    90_000,
  );

  it.each(['web', 'screenshots'] as const)(
    'ends a render when it is closed (%s)',
    async (engine) => {
      const closing = localRenderer({cacheDir: testCacheDir, entry: webEntry, sceneCacheBytes: 0});
      const closed: Promise<void>[] = [];
      const video = draw(webStoryboard([60, 60], {options: {wrong: 'slow'}}), {
        renderer: closing,
        engine,
        onProgress: ({frames}) => {
          if ((frames?.done ?? 0) >= 4 && closed.length === 0) closed.push(closing.doClose());
        },
      });
      await expect(video).rejects.toThrow('The renderer was closed');
      await Promise.all(closed);
    },
    60_000,
  );

  it.skipIf(process.platform !== 'linux')('leaves no browser behind when it is closed', async () => {
    const before = await ownBrowsers();
    const short = localRenderer({cacheDir: testCacheDir, entry: webEntry, sceneCacheBytes: 0});
    await draw(webStoryboard([4]), {renderer: short});
    expect((await ownBrowsers()).length).toBeGreaterThan(before.length);
    await short.doClose();
    await eventually(ownBrowsers, (pids) => pids.length <= before.length, 5000);
  });
});

it('pages of the web engine load the templates and no Studio', async () => {
  const loaded = await renderer.session.onBrowser(signal, async ({pages}) =>
    pages.use('look', signal, async (page) =>
      page.evaluate(
        "JSON.stringify([typeof viralVideo, typeof remotion_isStudio, performance.getEntriesByType('resource').map(({name}) => name).filter((name) => name.endsWith('.js')).length])",
      ),
    ),
  );
  expect(JSON.parse(String(loaded))).toEqual(['object', 'undefined', 1]);
}, 60_000);

describe('the choice of the engine', () => {
  it('is never the web engine for a template that does not say it draws right there', async () => {
    const video = await draw(webStoryboard([4], {template: 'careful'}), {engine: 'auto'});
    expect(video).toMatchObject({
      engine: 'screenshots',
      reason: "the template 'careful' does not say that it draws correctly in the web engine",
    });
  });

  it('compares three frames of each scene of an author’s template once, and remembers', async () => {
    const cacheDir = testCacheDir;
    await rm(join(cacheDir, 'verdicts'), {recursive: true, force: true});
    const first = await draw(webStoryboard([20, 20]), {engine: 'auto'});
    expect(first).toMatchObject({
      engine: 'web',
      reason: expect.stringMatching(/equal frames \(6 frames compared now\)/),
    });
    const second = await draw(webStoryboard([20, 20]), {engine: 'auto'});
    expect(second).toMatchObject({
      engine: 'web',
      reason: expect.stringMatching(/compared earlier/),
    });
    // A scene that was not seen before is looked at as well.
    const third = await draw(withScene(webStoryboard([20, 20]), 1, {onScreenText: 'Another'}), {
      engine: 'auto',
    });
    expect(third.reason).toMatch(/3 frames compared now/);
  }, 60_000);

  it('falls back on screenshots where a template claims too much, and says what differs', async () => {
    const video = await draw(webStoryboard([12], {template: 'boastful'}), {engine: 'auto'});
    expect(video.engine).toBe('screenshots');
    expect(video.reason).toMatch(/but the engines drew different frames .*scene 's0' \(hook\)/);
    const again = await draw(webStoryboard([12], {template: 'boastful'}), {engine: 'auto'});
    expect(again).toMatchObject({engine: 'screenshots', reason: expect.stringContaining('compared earlier')});
    // Who insists gets it, and is told.
    const insisted = await draw(webStoryboard([4], {template: 'careful'}));
    expect(insisted.reason).toMatch(/asked for, though the template 'careful' does not say/);
  }, 60_000);

  it('is not taken in by a template that draws right at first, or with other words', async () => {
    const calm = webStoryboard([20], {template: 'moody'});
    expect(await draw(calm, {engine: 'auto'})).toMatchObject({engine: 'web'});
    const stormy = await draw(withScene(calm, 0, {onScreenText: 'A storm'}), {engine: 'auto'});
    expect(stormy.engine).toBe('screenshots');
    expect(stormy.reason).toMatch(/scene 's0' \(hook\): frame 19/);
  }, 60_000);

  it('takes screenshots where the browser cannot encode, and says so when the web engine was asked for', async () => {
    const signal = new AbortController().signal;
    // More than any H.264 encoder in software takes.
    const problem = await webProblem(renderer.session, {width: 7680, height: 7680, fps: 120}, 'high', signal);
    expect(problem).toEqual(expect.any(String));
    expect(
      await webProblem(renderer.session, {width: 1080, height: 1920, fps: 30}, 'high', signal),
    ).toBeNull();

    // An entry that registers its templates with Remotion alone offers nothing to draw with.
    await using plain = localRenderer({cacheDir: testCacheDir, entry: ownEntry, sceneCacheBytes: 0});
    await expect(draw(smallStoryboard(), {renderer: plain})).rejects.toMatchObject({
      code: 'codec-unsupported',
      message: expect.stringMatching(/does not call registerTemplates/),
    });
    expect(await draw(smallStoryboard(), {renderer: plain, engine: 'auto'})).toMatchObject({
      engine: 'screenshots',
    });
  }, 60_000);

  it('refuses an engine there is not', async () => {
    await expect(draw(webStoryboard([4]), {engine: 'gpu' as 'web'})).rejects.toMatchObject({
      code: 'invalid-input',
      issues: [{path: 'engine', message: expect.stringContaining('auto, web or screenshots')}],
    });
  });
});
