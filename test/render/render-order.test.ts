import {mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {InvalidInputError} from '../../src/errors.ts';
import {localRenderer, render, type LocalRenderer} from '../../src/render/index.ts';
import {asAsset, plainPng, smallStoryboard, temporaryFolder, testCacheDir} from './small-storyboard.ts';
import {webEntry, webStoryboard} from './web-storyboard.ts';

let folder: string;
let renderer: LocalRenderer;

beforeAll(async () => {
  folder = await temporaryFolder('order');
  renderer = localRenderer({cacheDir: testCacheDir, entry: webEntry, sceneCacheBytes: 0});
});
afterAll(async () => {
  await renderer.doClose();
  await rm(folder, {recursive: true, force: true});
});

type Order = Parameters<typeof render>[1];

/** The fields that an order is refused for, before anything starts. */
async function refused(
  changes: object,
  storyboard: unknown = webStoryboard([2]),
): Promise<readonly string[]> {
  const order = {renderer, files: {}, outputFile: join(folder, 'refused.mp4'), ...changes} as Order;
  const error = await render(storyboard, order).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof InvalidInputError) return error.issues.map(({path}) => path);
  throw error ?? new Error('was not refused');
}

describe('an order to render is refused before work starts', () => {
  it.each([
    ['files', {files: undefined}],
    ['files.one', {files: {one: 1}}],
    ['outputFile', {outputFile: undefined}],
    ['outputFile', {outputFile: 'video.mov'}],
    ['cover.frame', {cover: {frame: 2, file: 'c.jpg'}}],
    ['cover.frame', {cover: {frame: 0.5, file: 'c.jpg'}}],
    ['cover.file', {cover: {frame: 0}}],
    ['engine', {engine: 'fast'}],
    ['onProgress', {onProgress: 'often'}],
    ['signal', {signal: {aborted: false}}],
    ['renderer', {renderer: {}}],
  ])('for its %s: %j', async (path, changes) => {
    expect(await refused(changes)).toEqual([path]);
  });

  it('when its file is a folder, or the cover would replace the video', async () => {
    const taken = join(folder, 'taken.mp4');
    await mkdir(taken);
    expect(await refused({outputFile: taken})).toEqual(['outputFile']);
    expect(await refused({cover: {frame: 0, file: join(folder, 'refused.mp4')}})).toEqual(['cover.file']);
    expect(await refused({cover: {frame: 0, file: taken}})).toEqual(['cover.file']);
  });

  it('for assets of the wrong kind, and names that every object has', async () => {
    const picture = await asAsset(join(folder, 'p.png'), plainPng(8, 8, [1, 2, 3]), {
      kind: 'image',
      mimeType: 'image/png',
    });
    const assets = {picture};
    expect(await refused({}, smallStoryboard({assets, soundtrack: {asset: 'picture'}}))).toEqual([
      'soundtrack',
    ]);
    expect(await refused({}, smallStoryboard({soundtrack: {asset: 'constructor'}}))).toEqual(['soundtrack']);
    const [first, ...others] = smallStoryboard().scenes;
    if (first === undefined) throw new Error('no scene');
    const shown = {...first, visual: {asset: 'constructor'}};
    expect(await refused({}, smallStoryboard({scenes: [shown, ...others]}))).toEqual(['scenes[0].visual']);
  });
});

describe('before a frame is drawn', () => {
  it('an overlay that the template does not have is refused', async () => {
    const overlays = [{id: 'o', kind: 'no-such-thing', startFrame: 0, durationInFrames: 2, inputs: {}}];
    const steps: string[] = [];
    const onProgress: Order['onProgress'] = ({step}) => void steps.push(step);
    expect(await refused({onProgress}, webStoryboard([2], {overlays}))).toEqual(['overlays[0].kind']);
    expect(steps).not.toContain('render');
  }, 60_000);

  it('a soundtrack that is no sound is found out', async () => {
    const file = join(folder, 'noise.wav');
    const sound = await asAsset(file, Buffer.alloc(5000, 7), {kind: 'audio', mimeType: 'audio/wav'});
    const storyboard = webStoryboard([2], {assets: {sound}, soundtrack: {asset: 'sound'}});
    const steps: string[] = [];
    await expect(
      render(storyboard, {
        renderer,
        files: {sound: file},
        outputFile: join(folder, 'silent.mp4'),
        onProgress: ({step}) => void steps.push(step),
      }),
    ).rejects.toMatchObject({code: 'asset-corrupt', message: expect.stringContaining("'sound'")});
    expect(steps).not.toContain('render');
  }, 60_000);
});

it('what a listener for progress throws ends the render and is thrown on as it is', async () => {
  const mine = new Error('my own');
  await expect(
    render(webStoryboard([2]), {
      renderer,
      files: {},
      outputFile: join(folder, 'thrown.mp4'),
      onProgress: () => {
        throw mine;
      },
    }),
  ).rejects.toBe(mine);
}, 60_000);
