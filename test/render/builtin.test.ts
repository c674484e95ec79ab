import {createHash} from 'node:crypto';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {probe} from '../../src/ffmpeg.ts';
import {checkTemplate, render, localRenderer, type LocalRenderer} from '../../src/render/index.ts';
import {drawFrames} from '../../src/render/screenshots.ts';
import {smallStoryboard, temporaryFolder, testCacheDir} from './small-storyboard.ts';

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

  it('draw each scene the same wherever it stands', async () => {
    await checkTemplate(storyboard(), {cacheDir: testCacheDir});
  }, 120_000);
});
