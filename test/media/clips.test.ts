import {readdir, readFile, mkdir, writeFile, copyFile, truncate, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {probe, runFfmpeg} from '../../src/ffmpeg.ts';
import {focusOfImage, planCut, readClip} from '../../src/media/clip.ts';
import {
  gatherAssets,
  generatedPictures,
  openMediaCache,
  pictureFolder,
  recentMedia,
  type GatherOptions,
  type MediaFailure,
} from '../../src/media/index.ts';
import type {Asset} from '../../src/schema/index.ts';
import {chequered, temporaryFolders, writeTestClip} from './clip-files.ts';
import {scriptWishing} from './script-fixture.ts';

const folders = await temporaryFolders();
afterAll(folders.remove);
const never = new AbortController().signal;

let own: string;
beforeAll(async () => {
  own = await folders.fresh();
  await mkdir(join(own, 'boats'));
  await writeTestClip(own, 'frozen-harbour', {
    width: 480,
    height: 270,
    seconds: 8,
    subject: {x: 0.8, y: 0.5},
  });
  await writeTestClip(join(own, 'boats'), 'VID_0001', {
    ...{width: 180, height: 320, seconds: 6, ending: 'webm', ground: 100, subject: {x: 0.5, y: 0.25}},
    codec: ['-c:v', 'libvpx', '-b:v', '400k', '-deadline', 'realtime', '-cpu-used', '8'],
  });
  await writeFile(join(own, 'boats', 'VID_0001.txt'), 'Two fishing boats that lie in the ice.');
  await writeTestClip(own, 'lighthouse', {
    ...{width: 180, height: 320, seconds: 5, ending: 'mov', ground: 140},
    codec: [
      '-c:v',
      'libx265',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p10le',
      '-tag:v',
      'hvc1',
      '-x265-params',
      'log-level=error',
    ],
  });
  await writeFile(
    join(own, 'lighthouse.json'),
    JSON.stringify({
      ...{
        licence: 'CC-BY-4.0',
        author: 'Ann',
        tags: ['storm', 'coast'],
        description: 'A lighthouse in a storm',
      },
      focus: {x: 0.25, y: 0.4},
    }),
  );
  await writeFile(join(own, 'seal.png'), await chequered(300, 200, {x: 0.2, y: 0.7}));
});

const gather = async (wishes: readonly (string | null)[], more: Partial<GatherOptions> = {}) => {
  const failures: MediaFailure[] = [];
  const gathered = await gatherAssets(scriptWishing(wishes), {
    sources: [pictureFolder({directory: own})],
    ...{width: 180, height: 320, palette: ['#203040', '#f0f0f0'], seed: 's'},
    directory: await folders.fresh(),
    onFailure: (failure) => failures.push(failure),
    ...more,
  });
  const of = (scene: string): {asset: Asset | undefined; file: string} => {
    const id = gathered.byScene[scene] ?? '';
    return {asset: gathered.assets[id], file: gathered.files[id] ?? ''};
  };
  return {gathered, failures, of};
};

describe('a folder of pictures and clips', () => {
  it('is matched by names, folders, tags and text, and each work is shown once', async () => {
    const {of, failures} = await gather(
      ['frozen harbour', 'fishing boats', 'storm coast', 'a seal', 'fishing boats'],
      {
        sceneSeconds: {s0: 2, s1: 2, s2: 2, s3: 2, s4: 2},
      },
    );
    expect(failures).toEqual([]);
    expect(of('s0').asset).toMatchObject({kind: 'video', alt: 'frozen harbour', width: 270, height: 270});
    expect(of('s1').asset).toMatchObject({kind: 'video', width: 180, height: 320});
    expect(of('s2').asset).toMatchObject({
      ...{kind: 'video', alt: 'A lighthouse in a storm', focus: {x: 0.25, y: 0.4}},
      rights: {licence: 'CC-BY-4.0', author: 'Ann', aiGenerated: false},
    });
    expect(of('s3').asset).toMatchObject({kind: 'image', width: 300, height: 200});
    expect(of('s4').asset).toBeUndefined();
    for (const scene of ['s0', 's1', 's2']) {
      const {asset, file} = of(scene);
      const {streams, format} = await probe(file);
      expect(streams.length).toBe(1);
      expect(streams[0]).toMatchObject({
        codec_name: 'h264',
        pix_fmt: 'yuv420p',
        width: asset?.width,
        height: asset?.height,
      });
      expect(Number(format.duration)).toBeCloseTo(asset?.durationInSeconds ?? 0, 1);
      expect(asset?.durationInSeconds).toBeCloseTo(3, 1);
      expect((await stat(file)).size).toBe(asset?.bytes);
    }
  });

  it('finds where the subject is, in clips and pictures', async () => {
    const {of} = await gather(['frozen harbour', 'fishing boats', 'a seal']);
    // The clip is 480 wide; the square that is kept of it holds the subject at its right.
    const harbour = of('s0').asset;
    expect(harbour?.focus?.x).toBeGreaterThan(0.55);
    expect(of('s1').asset?.focus?.y).toBeCloseTo(0.25, 1);
    expect(of('s2').asset?.focus?.x).toBeCloseTo(0.2, 1);
    expect(of('s2').asset?.focus?.y).toBeCloseTo(0.7, 1);
  });

  it('uses a drawing where nothing fits, and no wrong clip', async () => {
    const {of} = await gather(['a volcano', 'frozen harbour'], {
      sources: [pictureFolder({directory: own}), generatedPictures()],
    });
    expect(of('s0').asset?.rights.licence).toBe('own work');
    expect(of('s0').asset?.origin).toBeUndefined();
    expect(of('s1').asset?.kind).toBe('video');
  });

  it('says why a file that was meant is not shown', async () => {
    const folder = await folders.fresh();
    await writeFile(join(folder, 'harbour.mp4'), 'no clip at all');
    const {failures, gathered} = await gather(['harbour', null], {
      sources: [pictureFolder({directory: folder})],
    });
    expect(gathered.byScene).toEqual({});
    expect(String(failures[0]?.error)).toMatch(/harbour\.mp4 is no MP4/);
  });

  it.each([
    ['a clip that ends in the middle', 'mp4'],
    ['a picture that ends in the middle', 'png'],
  ])('takes the next best for %s', async (_what, ending) => {
    const folder = await folders.fresh();
    const broken = join(folder, `frozen-harbour.${ending}`);
    if (ending === 'mp4') await copyFile(join(own, 'frozen-harbour.mp4'), broken);
    else await writeFile(broken, await chequered(300, 500));
    await truncate(broken, Math.round((await stat(broken)).size * 0.4));
    await writeFile(join(folder, 'harbour-wide.png'), await chequered(500, 300));
    const {failures, of} = await gather(['frozen harbour', null], {
      sources: [pictureFolder({directory: folder})],
    });
    expect(of('s0').asset?.alt).toBe('harbour wide');
    expect(String(failures[0]?.error)).toMatch(/cannot be decoded|not whole/);
  });

  it('is not followed out of itself', async () => {
    const folder = await folders.fresh();
    const {symlink} = await import('node:fs/promises');
    await symlink(join(own, 'seal.png'), join(folder, 'seal.png'));
    expect(
      (await gather(['a seal', null], {sources: [pictureFolder({directory: folder})]})).gathered.byScene,
    ).toEqual({});
  });
});

describe('what a clip is cut to', () => {
  it('keeps what a frame of this shape can use, around the subject', () => {
    const wide = {width: 1920, height: 1080, durationInSeconds: 10};
    const tall = planCut(wide, {x: 0.9, y: 0.5}, {width: 1080, height: 1920, seconds: 4});
    expect(tall).toMatchObject({crop: {x: 840, y: 0, width: 1080, height: 1080}, width: 1080, height: 1080});
    expect(tall.focus.x).toBeCloseTo((0.9 * 1920 - 840) / 1080, 2);
    expect(tall).toMatchObject({startInSeconds: 1.8, durationInSeconds: 4});
    expect(planCut(wide, {x: 0.5, y: 0.5}, {width: 1920, height: 1080, seconds: 20})).toMatchObject({
      ...{crop: {x: 0, y: 0, width: 1920, height: 1080}, startInSeconds: 0, durationInSeconds: 10},
    });
    const huge = planCut(
      {width: 2160, height: 3840, durationInSeconds: 5},
      {x: 0.5, y: 0.5},
      {width: 1080, height: 1920, seconds: 5},
    );
    expect(huge).toMatchObject({width: 1080, height: 1920, crop: {width: 2160, height: 3840}});
    const narrow = planCut(
      {width: 300, height: 1200, durationInSeconds: 5},
      {x: 0.5, y: 0},
      {width: 1080, height: 1080, seconds: 5},
    );
    expect(narrow.crop).toEqual({x: 0, y: 0, width: 300, height: 400});
  });

  it('is turned as the camera was held', async () => {
    const folder = await folders.fresh();
    const lying = await writeTestClip(folder, 'lying', {width: 320, height: 180, seconds: 2});
    const turned = join(folder, 'turned.mp4');
    await runFfmpeg(['-display_rotation', '90', '-i', lying, '-c', 'copy', turned]);
    expect(await readClip(turned, never)).toMatchObject({width: 180, height: 320});
  });

  it('comes from the cache the second time, the same to the byte', async () => {
    const cache = openMediaCache({directory: await folders.fresh()});
    const first = await gather(['frozen harbour', null], {cache});
    const started = performance.now();
    const second = await gather(['frozen harbour', null], {cache});
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(second.gathered.assets).toEqual(first.gathered.assets);
    expect(await readFile(second.of('s0').file)).toEqual(await readFile(first.of('s0').file));
  });

  it('leaves nothing behind when stopped', async () => {
    const stop = new AbortController();
    const directory = await folders.fresh();
    const work = gather(['frozen harbour', 'fishing boats'], {directory, signal: stop.signal});
    setTimeout(() => stop.abort(new Error('enough')), 150);
    await expect(work).rejects.toThrow('enough');
  });
});

describe('the subject of a picture', () => {
  it.each([
    [0.2, 0.3],
    [0.75, 0.6],
    [0.5, 0.8],
  ])('is found at %s, %s', async (x, y) => {
    const file = join(await folders.fresh(), 'picture.png');
    await writeFile(file, await chequered(400, 300, {x, y}));
    const focus = await focusOfImage(file, {width: 400, height: 300}, never);
    expect(Math.abs(focus.x - x)).toBeLessThan(0.06);
    expect(Math.abs(focus.y - y)).toBeLessThan(0.06);
  });

  it('is the middle where there is none', async () => {
    const file = join(await folders.fresh(), 'flat.png');
    await writeFile(file, await chequered(200, 200, {x: 3, y: 3}));
    expect(await focusOfImage(file, {width: 200, height: 200}, never)).toEqual({x: 0.5, y: 0.5});
  });
});

describe('what was shown before', () => {
  it('is read from finished videos and not shown again', async () => {
    const out = await folders.fresh();
    const publish = async (name: string, scriptId: string, assets: Readonly<Record<string, Asset>>) => {
      await mkdir(join(out, name));
      await writeFile(join(out, name, 'script.json'), JSON.stringify({id: scriptId}));
      await writeFile(join(out, name, 'storyboard.json'), JSON.stringify({assets}));
    };
    const first = await gather(['a seal', 'frozen harbour'], {
      sources: [pictureFolder({directory: own}), generatedPictures()],
    });
    await publish('one', 'first-script', first.gathered.assets);
    await mkdir(join(out, 'no-video'));
    const avoid = await recentMedia({directory: out});
    expect(avoid.size).toBe(4);
    const again = await gather(['a seal', 'frozen harbour'], {avoid});
    expect(again.gathered.byScene).toEqual({});
    expect(await recentMedia({directory: out, exceptScript: 'first-script'})).toEqual(new Set());
    expect(await recentMedia({directory: out, videos: 0})).toEqual(new Set());
    expect(await recentMedia({directory: join(out, 'not-there')})).toEqual(new Set());
  });

  it('does not count what was drawn', async () => {
    const out = await folders.fresh();
    const {gathered} = await gather(['sea', null], {sources: [generatedPictures()]});
    await mkdir(join(out, 'one'));
    await writeFile(join(out, 'one', 'storyboard.json'), JSON.stringify({assets: gathered.assets}));
    expect(Object.keys(gathered.assets).length).toBe(1);
    expect(await recentMedia({directory: out})).toEqual(new Set());
  });
});

describe('the media cache', () => {
  it('makes room for the newest and drops old answers', async () => {
    const directory = await folders.fresh();
    let time = Date.now();
    const cache = openMediaCache({directory, maxBytes: 2500, now: () => time});
    const bytes = (level: number) => new Uint8Array(1000).fill(level);
    for (const level of [1, 2, 3]) {
      time += 10_000;
      await cache.file(`file ${level}`, async () => bytes(level));
    }
    expect((await readdir(directory)).filter((name) => name.endsWith('.file')).length).toBe(2);
    let made = 0;
    await cache.file('file 3', async () => {
      made++;
      return bytes(3);
    });
    expect(made).toBe(0);
  });

  it('keeps nothing of what failed', async () => {
    const directory = await folders.fresh();
    const cache = openMediaCache({directory});
    await expect(cache.answer('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(cache.file('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await readdir(directory)).toEqual([]);
    expect(await cache.answer('a', async () => ({x: 1}))).toEqual({x: 1});
  });
});
