import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createPictureQueue} from '../../src/render/encode/picture-queue.ts';
import {createRate} from '../../src/render/rate.ts';
import {
  checkTemplate,
  comparePictures,
  decodePicture,
  renderStills,
  localRenderer,
  type LocalRenderer,
} from '../../src/render/index.ts';
import {ownEntry, plainPng, smallStoryboard, temporaryFolder, testCacheDir} from './small-storyboard.ts';

let folder: string;
let renderer: LocalRenderer;
beforeAll(async () => {
  folder = await temporaryFolder('pictures');
  renderer = localRenderer({
    engine: 'screenshots',
    sceneCacheBytes: 0,
    cacheDir: testCacheDir,
    entry: ownEntry,
  });
});
afterAll(async () => {
  await renderer.doClose();
  await rm(folder, {recursive: true, force: true});
});

const size = {width: 324, height: 576};

describe('renderStills', () => {
  it('draws the frames that were asked for, in that order, to the pixel', async () => {
    const files = await renderStills({
      session: renderer.session,
      storyboard: smallStoryboard(),
      files: {},
      frames: [30, 0, 30],
      directory: join(folder, 'stills'),
    });
    expect(files.map((file) => file.slice(folder.length))).toEqual([
      '/stills/frame-00030.png',
      '/stills/frame-00000.png',
      '/stills/frame-00030.png',
    ]);
    const [thirty, zero] = await Promise.all(
      files.map(async (file) => decodePicture(await readFile(file), size)),
    );
    if (!thirty || !zero) throw new Error('no pictures');
    // The block stands at 10 px and moves 2 px a frame; frame 30 is frame 10 of its scene.
    const red = (picture: typeof zero, x: number) => picture.rgb[(330 * 324 + x) * 3];
    expect([red(zero, 9), red(zero, 10), red(zero, 69), red(zero, 70)]).toEqual([16, 255, 255, 16]);
    expect([red(thirty, 29), red(thirty, 30), red(thirty, 89), red(thirty, 90)]).toEqual([16, 255, 255, 16]);
    expect(comparePictures(zero, thirty).pixels).toBeGreaterThan(500);
  });

  it('refuses frames that are not there', async () => {
    for (const frames of [[], [-1], [45], [1.5]]) {
      await expect(
        renderStills({
          session: renderer.session,
          storyboard: smallStoryboard(),
          files: {},
          frames,
          directory: folder,
        }),
      ).rejects.toMatchObject({code: 'invalid-input'});
    }
  });
});

describe('comparePictures', () => {
  it('finds a single pixel and where it is', async () => {
    const picture = await decodePicture(plainPng(8, 6, [10, 20, 30]), {width: 8, height: 6});
    expect([...picture.rgb.subarray(0, 3)]).toEqual([10, 20, 30]);
    expect(comparePictures(picture, picture)).toEqual({pixels: 0, largest: 0, box: null});
    const rgb = Uint8Array.from(picture.rgb);
    rgb[(3 * 8 + 5) * 3 + 1] = 27;
    const other = {...picture, rgb};
    expect(comparePictures(picture, other)).toEqual({
      pixels: 1,
      largest: 7,
      box: {x: 5, y: 3, width: 1, height: 1},
    });
    expect(comparePictures(picture, other, 7).pixels).toBe(0);
    expect(() => comparePictures(picture, {...other, width: 6, height: 8})).toThrow(RangeError);
    await expect(decodePicture(plainPng(8, 6, [1, 2, 3]), {width: 9, height: 6})).rejects.toThrow(RangeError);
  });
});

describe('checkTemplate', () => {
  const options = {cacheDir: testCacheDir, entry: ownEntry};

  it('passes a template whose scenes depend on themselves', async () => {
    await checkTemplate(smallStoryboard(), options);
  });

  it('names the scene that draws its absolute start', async () => {
    await expect(checkTemplate(smallStoryboard({options: {impure: true}}), options)).rejects.toMatchObject({
      code: 'template-impure',
      message: expect.stringMatching(/scene 'two'.*frame 2 of the scene/),
    });
  });

  it('names the text that a platform would cover', async () => {
    await expect(
      checkTemplate(smallStoryboard({options: {underInterface: true}}), options),
    ).rejects.toMatchObject({
      code: 'text-covered',
      message: expect.stringMatching(/scene 'one'.* stands 16 px under what \w+ shows at the left/),
    });
  });
});

describe('the picture queue', () => {
  it('puts pictures in order and lets nobody run ahead', async () => {
    const queue = createPictureQueue(4, 1);
    const picture = (n: number) => Uint8Array.of(n);
    const taken: number[] = [];
    const reading = (async () => {
      for await (const [n] of queue.pictures) taken.push(n ?? -1);
    })();
    await queue.push(picture(1), 1);
    let far = false;
    const pushing = queue.push(picture(3), 3).then(() => (far = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(far).toBe(false);
    expect(taken).toEqual([]);
    await queue.push(picture(0), 0);
    await queue.push(picture(2), 2);
    // A frame drawn again after a crash.
    await queue.push(picture(0), 0);
    await pushing;
    await reading;
    expect(taken).toEqual([0, 1, 2, 3]);
    expect(queue.next).toBe(4);
  });

  it('fails for both sides', async () => {
    const queue = createPictureQueue(4, 0);
    const waiting = queue.push(Uint8Array.of(3), 3);
    queue.fail(new Error('encoder gone'));
    await expect(waiting).rejects.toThrow('encoder gone');
    await expect(queue.pictures[Symbol.asyncIterator]().next()).rejects.toThrow('encoder gone');
  });
});

describe('createRate', () => {
  it('counts frames a second over the last seconds and the time left', () => {
    let now = 0;
    const rate = createRate(300, () => now);
    expect(rate(0)).toEqual({
      fraction: 0,
      detail: 'frame 0 of 300',
      frames: {done: 0, total: 300, perSecond: 0},
    });
    for (let done = 1; done <= 100; done++) {
      now += 100;
      rate(done);
    }
    // Slower now: the old speed is forgotten.
    for (let done = 101; done <= 150; done++) {
      now += 200;
      rate(done);
    }
    const {frames, etaInSeconds, fraction} = rate(150);
    expect(fraction).toBe(0.5);
    expect(frames?.perSecond).toBeCloseTo(5, 0);
    expect(etaInSeconds).toBeCloseTo(30, 0);
  });
});
