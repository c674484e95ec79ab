import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {playsOf} from '../../src/compositions/kit/pictures/plays.ts';
import {runFfmpeg} from '../../src/ffmpeg.ts';
import {localRenderer, render, type LocalRenderer} from '../../src/render/index.ts';
import {asAsset, plainPng, smallStoryboard, temporaryFolder, testCacheDir} from './small-storyboard.ts';
import {framesOfVideo} from './web-storyboard.ts';

let folder: string;
let renderer: LocalRenderer;
beforeAll(async () => {
  folder = await temporaryFolder('short-clips');
  renderer = localRenderer({sceneCacheBytes: 0, cacheDir: testCacheDir, concurrency: 1});
});
afterAll(async () => {
  await renderer.doClose();
  await rm(folder, {recursive: true, force: true});
});

describe('how a clip fills its scene', () => {
  it('leaves one alone that is long enough', () => {
    expect(playsOf(90, 90, 30)).toEqual({rate: 1, dissolve: 0, starts: [0]});
  });

  it('slows one down that is a little short, and plays it once', () => {
    const {rate, starts} = playsOf(80, 100, 30);
    expect(starts).toEqual([0]);
    expect(rate).toBeCloseTo(0.8);
  });

  it.each([
    [30, 90],
    [48, 120],
    [61, 100],
    [1, 20],
    [7, 200],
    [299, 900],
  ])('covers a scene: %i frames in %i', (clip, scene) => {
    const {rate, dissolve, starts} = playsOf(clip, scene, 30);
    expect(rate).toBeGreaterThanOrEqual(0.75);
    expect(rate).toBeLessThanOrEqual(1);
    expect(starts[0]).toBe(0);
    // No play is asked for a frame that its clip does not have, and the last one reaches the end.
    for (const [index, from] of starts.entries()) {
      const until = Math.min(scene, (starts[index + 1] ?? scene) + dissolve);
      expect((until - from - 1) * rate).toBeLessThanOrEqual(clip);
      if (index > 0) expect(from).toBeGreaterThan(starts[index - 1] ?? 0);
    }
    expect(Math.ceil((starts.at(-1) ?? 0) + clip / rate)).toBeGreaterThanOrEqual(scene);
  });
});

describe('a clip that is shorter than its scene', () => {
  it.each(['web', 'screenshots'] as const)(
    'has no jump where it begins anew: %s',
    async (engine) => {
      const file = join(folder, `clip-${engine}.mp4`);
      const length = 48;
      // From dark to light: where it jumps back, a frame is far darker than the one before.
      async function* pictures() {
        for (let frame = 0; frame < length; frame++) {
          const grey = Math.round(30 + (190 * frame) / (length - 1));
          yield plainPng(320, 568, [grey, grey, grey]);
        }
      }
      await runFfmpeg(
        ['-f', 'image2pipe', '-c:v', 'png', '-framerate', '30', '-i', 'pipe:0', '-pix_fmt', 'yuv420p', file],
        {input: pictures()},
      );
      const clip = await asAsset(file, await readFile(file), {kind: 'video', mimeType: 'video/mp4'});
      const [first] = smallStoryboard().scenes;
      if (first === undefined) throw new Error('no scene');
      const video = await render(
        {
          ...smallStoryboard(),
          template: {id: 'footage', options: {}},
          durationInFrames: 110,
          scenes: [{...first, durationInFrames: 110, visual: {asset: 'clip'}}],
          assets: {clip: {...clip, width: 320, height: 568, durationInSeconds: length / 30}},
        },
        {renderer, files: {clip: file}, outputFile: join(folder, `${engine}.mp4`), engine},
      );
      const frames = await framesOfVideo(video.file, 324, 576);
      expect(frames).toHaveLength(110);
      // A row above all text.
      const light = frames.map((frame) => frame[(40 * 324 + 160) * 3] ?? 0);
      const steps = light.slice(1).map((value, index) => Math.abs(value - (light[index] ?? 0)));
      expect(Math.max(...steps), light.join(' ')).toBeLessThan(35);
      // It moves on: it neither stands still nor goes dark.
      expect(Math.max(...light) - Math.min(...light)).toBeGreaterThan(100);
      expect(new Set(light.slice(-20)).size).toBeGreaterThan(8);
    },
    120_000,
  );
});
