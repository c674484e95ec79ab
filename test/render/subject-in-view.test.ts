import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {localRenderer, render, type LocalRenderer} from '../../src/render/index.ts';
import {asAsset, smallStoryboard, stripedPng, temporaryFolder, testCacheDir} from './small-storyboard.ts';
import {framesOfVideo} from './web-storyboard.ts';

let folder: string;
let renderer: LocalRenderer;
beforeAll(async () => {
  folder = await temporaryFolder('subject');
  renderer = localRenderer({sceneCacheBytes: 0, cacheDir: testCacheDir, concurrency: 1});
});
afterAll(async () => {
  await renderer.doClose();
  await rm(folder, {recursive: true, force: true});
});

const signalRed = [230, 20, 20] as const;
const seaBlue = [20, 20, 230] as const;

it.each(['web', 'screenshots'] as const)(
  'keeps the subject of a wide picture that fills a tall frame in view: %s',
  async (engine) => {
    const [width, height] = [1000, 400];
    const file = join(folder, `wide-${engine}.png`);
    // A post near the left edge, far outside of what a cut from the middle would show.
    const post = stripedPng(width, height, (x) => (x >= 180 && x < 260 ? signalRed : seaBlue));
    const picture = await asAsset(file, post, {kind: 'image', mimeType: 'image/png'});
    const [first] = smallStoryboard().scenes;
    if (first === undefined) throw new Error('no scene');
    const video = await render(
      {
        ...smallStoryboard(),
        template: {id: 'footage', options: {}},
        durationInFrames: 30,
        scenes: [{...first, durationInFrames: 30, visual: {asset: 'wide'}}],
        assets: {wide: {...picture, width, height, focus: {x: 0.22, y: 0.5}}},
      },
      {renderer, files: {wide: file}, outputFile: join(folder, `${engine}.mp4`), engine},
    );
    const frames = await framesOfVideo(video.file, 324, 576);
    for (const at of [0, 15, 29]) {
      const row = (frames[at] ?? Buffer.alloc(0)).subarray(40 * 324 * 3, 41 * 324 * 3);
      const red = Array.from({length: 324}, (_, x) => x).filter(
        (x) => (row[x * 3] ?? 0) > (row[x * 3 + 2] ?? 0) + 60,
      );
      const middle = red.reduce((sum, x) => sum + x, 0) / red.length;
      expect(red.length, `frame ${at}`).toBeGreaterThan(90);
      expect(Math.abs(middle - 162), `frame ${at}`).toBeLessThan(40);
    }
  },
  120_000,
);
