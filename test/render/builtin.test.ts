import {createHash} from 'node:crypto';
import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {probe, runFfmpeg} from '../../src/ffmpeg.ts';
import {checkTemplate, render, localRenderer, type LocalRenderer} from '../../src/render/index.ts';
import {drawFrames} from '../../src/render/screenshots.ts';
import {asAsset, plainPng, smallStoryboard, temporaryFolder, testCacheDir} from './small-storyboard.ts';
import {framesOfVideo} from './web-storyboard.ts';

let folder: string;
let renderer: LocalRenderer;
beforeAll(async () => {
  folder = await temporaryFolder('builtin');
  renderer = localRenderer({
    engine: 'screenshots',
    sceneCacheBytes: 0,
    cacheDir: testCacheDir,
    concurrency: 1,
  });
});
afterAll(async () => {
  await renderer.doClose();
  await rm(folder, {recursive: true, force: true});
});

const signal = new AbortController().signal;
const storyboard = () => ({...smallStoryboard(), template: {id: 'headline', options: {}}});

describe("the package's own templates", () => {
  it('are ready to draw without an entry', async () => {
    const prepared = await renderer.doPrepare({
      template: 'headline',
      aspect: '9:16',
      onProgress: () => undefined,
      signal,
    });
    expect(prepared).toMatchObject({id: 'headline', version: expect.stringMatching(/^\d+\.\d+\.\d+$/)});
  }, 120_000);

  it('render, and the fonts that were loaded are told', async () => {
    const video = await render(storyboard(), {renderer, files: {}, outputFile: join(folder, 'video.mp4')});
    expect(video.fonts).toContain('Anton 400');
    expect((await probe(video.file)).streams[0]?.nb_frames).toBe('45');
  }, 120_000);

  it('draw the same first frame in twenty fresh pages', async () => {
    const staged = await renderer.session.stage(storyboard(), {}, signal);
    const hashes = new Set<string>();
    for (let n = 0; n < 20; n++) {
      await drawFrames({
        session: renderer.session,
        staged,
        frames: () => [0],
        image: {format: 'png'},
        scale: 1,
        concurrency: 1,
        onPicture: async (picture) => void hashes.add(createHash('sha256').update(picture).digest('hex')),
        signal,
      });
    }
    expect(hashes.size).toBe(1);
  }, 120_000);

  it('show clips in the web engine', async () => {
    const file = join(folder, 'clip.mp4');
    // Red, then blue.
    async function* pictures() {
      for (let frame = 0; frame < 30; frame++) {
        yield plainPng(320, 568, frame < 12 ? [230, 20, 20] : [20, 20, 230]);
      }
    }
    await runFfmpeg(
      ['-f', 'image2pipe', '-c:v', 'png', '-framerate', '30', '-i', 'pipe:0', '-pix_fmt', 'yuv420p', file],
      {input: pictures()},
    );
    const clip = await asAsset(file, await readFile(file), {kind: 'video', mimeType: 'video/mp4'});
    const [first, ...others] = storyboard().scenes;
    if (first === undefined) throw new Error('no scene');
    const shown = {...first, durationInFrames: 20, visual: {asset: 'clip'}};
    const video = await render(
      {
        ...storyboard(),
        template: {id: 'footage', options: {}},
        scenes: [shown, ...others],
        assets: {clip: {...clip, width: 320, height: 568, durationInSeconds: 1}},
      },
      {renderer, files: {clip: file}, outputFile: join(folder, 'clip-video.mp4'), engine: 'web'},
    );
    const frames = await framesOfVideo(video.file, 324, 576);
    const colourOf = (frame: Buffer | undefined) => [
      ...(frame ?? Buffer.alloc(0)).subarray((40 * 324 + 160) * 3).subarray(0, 3),
    ];
    const [early, late] = [colourOf(frames[4]), colourOf(frames[18])];
    expect(early[0]).toBeGreaterThan((early[2] ?? 0) + 100);
    expect(late[2]).toBeGreaterThan((late[0] ?? 0) + 100);
  }, 120_000);

  it('draw each scene the same wherever it stands', async () => {
    await checkTemplate(storyboard(), {cacheDir: testCacheDir});
  }, 120_000);
});
