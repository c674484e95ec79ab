import {createHash} from 'node:crypto';
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile, symlink} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {inflateSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ViralError} from '../../src/errors.ts';
import {gatherAssets, generatedPictures, pictureFolder, type MediaFailure} from '../../src/media/index.ts';
import {readImageFacts} from '../../src/media/image-file.ts';
import {encodeIndexedPng} from '../../src/media/picture/indexed-png.ts';
import {paint, recipes} from '../../src/media/picture/paint.ts';
import type {FoundMedia, MediaRequest, MediaSource} from '../../src/ports/index.ts';
import {scriptWishing} from './script-fixture.ts';

let root: string;
let count = 0;
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'media-'))));
afterAll(() => rm(root, {recursive: true}));
async function freshFolder(): Promise<string> {
  const folder = join(root, `f${count++}`);
  await mkdir(folder);
  return folder;
}

const press = ['#F4EEE3', '#E9DFCD', '#17130E', '#1D4E66', '#B3200C'];
const lagoon = ['#052B30', '#0B5156', '#F2FBF8', '#8FE3C8', '#FFA87F'];
const never = new AbortController().signal;

/** The pixels of a PNG with a palette, as this project writes them. */
function decodeIndexed(png: Uint8Array): {
  width: number;
  height: number;
  at: (x: number, y: number) => number[];
} {
  const view = Buffer.from(png);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < view.length;) {
    const length = view.readUInt32BE(at);
    chunks.set(view.toString('latin1', at + 4, at + 8), view.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const width = view.readUInt32BE(16);
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const palette = chunks.get('PLTE') ?? Buffer.alloc(0);
  return {
    width,
    height: view.readUInt32BE(20),
    at: (x, y) => {
      const index = rows[y * (width + 1) + 1 + x] ?? 0;
      return [...palette.subarray(index * 3, index * 3 + 3)];
    },
  };
}

describe('encodeIndexedPng', () => {
  it('keeps up to 256 colours as they are', async () => {
    const pixels = Uint8Array.from({length: 16 * 16 * 3}, (_, index) => {
      const pixel = Math.floor(index / 3);
      return [(pixel % 16) * 16, Math.floor(pixel / 16) * 16, 128][index % 3] ?? 0;
    });
    const png = decodeIndexed(await encodeIndexedPng(pixels, 16, 16));
    expect([png.width, png.height]).toEqual([16, 16]);
    expect(png.at(3, 7)).toEqual([48, 112, 128]);
    expect(png.at(15, 15)).toEqual([240, 240, 128]);
  });

  it('stays near every colour where there are more', async () => {
    const pixels = Uint8Array.from({length: 64 * 64 * 3}, (_, index) => {
      const pixel = Math.floor(index / 3);
      return [(pixel % 64) * 4, Math.floor(pixel / 64) * 4, 128][index % 3] ?? 0;
    });
    const png = decodeIndexed(await encodeIndexedPng(pixels, 64, 64));
    for (const [x, y] of [
      [0, 0],
      [63, 0],
      [31, 40],
      [10, 60],
    ] as const) {
      const [red = 0, green = 0] = png.at(x, y);
      expect(Math.abs(red - x * 4)).toBeLessThanOrEqual(12);
      expect(Math.abs(green - y * 4)).toBeLessThanOrEqual(12);
    }
  });
});

describe('every recipe', () => {
  it('is there at least five times', () => expect(recipes.length).toBeGreaterThanOrEqual(5));

  it.each(recipes.map((recipe) => [recipe.name, recipe] as const))('%s', async (_, recipe) => {
    const draw = (seed: string, palette = press, scale = 0.25) =>
      paint({recipe, width: 1080 * scale, height: 1350 * scale, palette, seed, signal: never});
    const started = process.cpuUsage();
    const first = await draw('a', press, 1);
    const {user} = process.cpuUsage(started);
    expect([first.width, first.height]).toEqual([1080, 1350]);
    expect(first.bytes.length).toBeLessThan(1_500_000);
    // Generous: other work runs on the same cores.
    expect(user / 1000).toBeLessThan(3000);
    const small = await draw('a');
    expect((await draw('a')).bytes).toEqual(small.bytes);
    expect((await draw('b')).bytes).not.toEqual(small.bytes);
    expect((await draw('a', lagoon)).bytes).not.toEqual(small.bytes);
    expect(recipe.alt).toMatch(/^Abstract /);
    // It is a picture, not a plain ground: many places differ clearly from the corner, and the accent shows.
    const picture = decodeIndexed(first.bytes);
    const [r = 0, g = 0, b = 0] = picture.at(2, 2);
    let different = 0;
    let places = 0;
    for (let y = 0; y < 1350; y += 27) {
      for (let x = 0; x < 1080; x += 27) {
        const [red = 0, green = 0, blue = 0] = picture.at(x, y);
        places++;
        if (Math.hypot(red - r, green - g, blue - b) > 30) different++;
      }
    }
    expect(different / places).toBeGreaterThan(0.1);
  });

  it('keeps the aspect of larger wishes and draws no more than it must', async () => {
    const recipe = recipes[0];
    if (!recipe) throw new Error('no recipe');
    const {width, height} = await paint({
      recipe,
      width: 2160,
      height: 3840,
      palette: press,
      seed: 'a',
      signal: never,
    });
    expect(width / height).toBeCloseTo(9 / 16, 2);
    expect(width * height).toBeLessThan(1_500_000);
  });

  it('stops when aborted', async () => {
    const recipe = recipes[0];
    if (!recipe) throw new Error('no recipe');
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(paint({recipe, width: 200, height: 200, palette: press, seed: 'a', signal})).rejects.toThrow(
      'enough',
    );
  });
});

const request = async (query: string, more: Partial<MediaRequest> = {}): Promise<MediaRequest> => ({
  query,
  width: 270,
  height: 480,
  seed: 'seed',
  palette: press,
  directory: await freshFolder(),
  signal: never,
  ...more,
});

describe('generatedPictures', () => {
  it('states honest rights and words', async () => {
    const found = await generatedPictures().doFind(await request('sea'));
    expect(found).toMatchObject({
      kind: 'image',
      mimeType: 'image/png',
      rights: {licence: 'own work', author: 'viral-video-generator', aiGenerated: false},
    });
    expect(found?.alt).toMatch(/^Abstract /);
    expect(readImageFacts(await readFile(found?.file ?? ''))).toMatchObject({
      width: found?.width,
      height: found?.height,
    });
  });

  it('takes up the wish and varies through a video', async () => {
    const source = generatedPictures();
    expect((await source.doFind(await request('the deep sea')))?.alt).toContain('waves');
    const alts = new Set<string>();
    for (let index = 0; index < 6; index++) {
      alts.add((await source.doFind(await request('the deep sea', {index})))?.alt ?? '');
    }
    expect(alts.size).toBeGreaterThanOrEqual(4);
  });
});

const smallPng = (level: number) => encodeIndexedPng(new Uint8Array(160 * 120 * 3).fill(level), 160, 120);

describe('pictureFolder', () => {
  it('finds pictures by the words of their names', async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, 'harbour-in-winter.png'), await smallPng(10));
    await writeFile(join(folder, 'two_cats.png'), await smallPng(20));
    const source = pictureFolder({directory: folder});
    expect(await source.doFind(await request('a frozen harbour'))).toMatchObject({
      alt: 'harbour in winter',
      width: 160,
      height: 120,
      mimeType: 'image/png',
      rights: {licence: 'the user’s own'},
    });
    expect((await source.doFind(await request('the cat of the house')))?.alt).toBe('two cats');
    expect((await source.doFind(await request('cats asleep')))?.alt).toBe('two cats');
    expect(await source.doFind(await request('a rocket'))).toBeNull();
  });

  it('reads rights beside the picture and refuses wrong ones', async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, 'harbour.png'), await smallPng(10));
    await writeFile(
      join(folder, 'harbour.json'),
      JSON.stringify({licence: 'CC-BY-4.0', author: 'Ann', aiGenerated: false}),
    );
    const source = pictureFolder({directory: folder});
    expect((await source.doFind(await request('harbour')))?.rights).toMatchObject({
      licence: 'CC-BY-4.0',
      author: 'Ann',
    });
    await writeFile(join(folder, 'harbour.json'), '{"licence": 5}');
    await expect(source.doFind(await request('harbour'))).rejects.toThrow('licence');
    // What stands beside one picture says nothing of another.
    await writeFile(join(folder, 'lighthouse.png'), await smallPng(30));
    expect((await source.doFind(await request('lighthouse')))?.alt).toBe('lighthouse');
    await writeFile(join(folder, 'harbour.json'), '{');
    expect((await source.doFind(await request('lighthouse')))?.alt).toBe('lighthouse');
    await expect(source.doFind(await request('harbour'))).rejects.toThrow('not valid JSON');
  });

  it.each([
    ['SVG', 'svg', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ['SVG', 'png', '<svg/>'],
    ['no readable', 'jpg', 'just words'],
    ['is empty', 'jpg', ''],
    ['is empty', 'mp4', ''],
    ['a GIF', 'gif', 'GIF89a........................'],
    ['a HEIC photo', 'heic', '....ftypheic....mif1'],
    ['a HEIC photo', 'jpg', '....ftypheic....mif1'],
    ['an AVIF', 'avif', '....ftypavif....mif1'],
    ['the format AVI', 'avi', 'RIFF....AVI '],
  ])('refuses %s in .%s', async (words, extension, content) => {
    const folder = await freshFolder();
    await writeFile(join(folder, `harbour.${extension}`), content);
    await expect(pictureFolder({directory: folder}).doFind(await request('harbour'))).rejects.toThrow(words);
  });

  it('refuses what moves by the clock, thumbnails, and links, each by name', async () => {
    const folder = await freshFolder();
    const still = Buffer.from(await smallPng(10));
    const control = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('acTL'), Buffer.alloc(12)]);
    await writeFile(
      join(folder, 'carousel.png'),
      Buffer.concat([still.subarray(0, 33), control, still.subarray(33)]),
    );
    await writeFile(join(folder, 'beehive.png'), await encodeIndexedPng(new Uint8Array(40 * 40 * 3), 40, 40));
    await symlink(join(folder, 'beehive.png'), join(folder, 'anchor.png'));
    const webp = Buffer.alloc(200);
    webp.write('RIFF\0\0\0\0WEBPVP8X', 'latin1');
    webp.writeUInt32LE(192, 4);
    webp.set([2], 20);
    webp.set([0x37, 4, 0, 0x7f, 7, 0], 24);
    await writeFile(join(folder, 'fireworks.webp'), webp);
    webp.set([0], 20);
    await writeFile(join(folder, 'orchid.webp'), webp);
    await writeFile(join(folder, 'tulip.webp'), webp.subarray(0, 120));
    const find = async (query: string) => pictureFolder({directory: folder}).doFind(await request(query));
    await expect(find('carousel')).rejects.toThrow('animation');
    await expect(find('fireworks')).rejects.toThrow('animation');
    await expect(find('tulip')).rejects.toThrow('not whole');
    await expect(find('beehive')).rejects.toThrow('only 40x40 px');
    await expect(find('anchor')).rejects.toThrow('is a link');
    expect(await find('orchid')).toMatchObject({mimeType: 'image/webp', width: 1080, height: 1920});
  });

  it('names a copy by what it is, since programs go by that', async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, 'castle.jpg'), await smallPng(10));
    const scene = {id: 'one', visual: {query: 'castle'}, spoken: 'A castle.'};
    const failures: unknown[] = [];
    const gathered = await gatherAssets({topic: 'castle', language: 'en', scenes: [scene]} as never, {
      ...{width: 270, height: 480, palette: press, seed: 'x'},
      sources: [pictureFolder({directory: folder})],
      directory: relative(process.cwd(), await freshFolder()),
      onFailure: ({error}) => failures.push(error),
    });
    expect(failures).toEqual([]);
    expect(Object.values(gathered.assets)).toMatchObject([{mimeType: 'image/png'}]);
    expect(Object.values(gathered.files)[0]).toMatch(/^\/.*castle\.png$/);
  });

  it('refuses pictures with too many pixels', async () => {
    const folder = await freshFolder();
    const png = Buffer.from(await smallPng(1));
    png.writeUInt32BE(20_000, 16);
    png.writeUInt32BE(20_000, 20);
    await writeFile(join(folder, 'harbour.png'), png);
    await expect(pictureFolder({directory: folder}).doFind(await request('harbour'))).rejects.toThrow(
      'million pixels',
    );
  });

  it('says when the folder is not there', async () => {
    await expect(
      pictureFolder({directory: join(root, 'none')}).doFind(await request('x')),
    ).rejects.toMatchObject({
      code: 'media-failed',
    });
  });
});

describe('readImageFacts', () => {
  const bytes = (...parts: (string | number[])[]) =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)),
    );

  it('reads JPEG, turned by Exif or not, and WebP of all three kinds', () => {
    const frame = [0xff, 0xc2, 0, 17, 8, 0x04, 0x38, 0x07, 0x80, 3];
    expect(readImageFacts(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0], frame))).toEqual({
      mimeType: 'image/jpeg',
      width: 1920,
      height: 1080,
    });
    const exif = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
    expect(
      readImageFacts(bytes([0xff, 0xd8, 0xff, 0xe1, 0, 8 + exif.length], 'Exif', [0, 0], exif, frame)),
    ).toMatchObject({width: 1080, height: 1920});
    expect(
      readImageFacts(
        bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0, 0x37, 4, 0, 0x7f, 7, 0]),
      ),
    ).toMatchObject({width: 1080, height: 1920});
    expect(
      readImageFacts(
        bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8 ', [9, 9, 9, 9, 0, 0, 0, 0x9d, 1, 0x2a, 0x38, 4, 0x80, 7]),
      ),
    ).toMatchObject({width: 1080, height: 1920});
    expect(
      readImageFacts(
        bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8L', [9, 9, 9, 9, 0x2f, 0x37, 0xc4, 0xdf, 1, 0, 0, 0, 0, 0]),
      ),
    ).toMatchObject({width: 1080, height: 1920});
  });

  it('takes nothing else', () => {
    expect(readImageFacts(bytes([0xff, 0xd8, 0xff]))).toBeNull();
    expect(readImageFacts(bytes('GIF89a........................'))).toBeNull();
    expect(readImageFacts(new Uint8Array())).toBeNull();
  });
});

describe('gatherAssets', () => {
  const size = {width: 270, height: 480, palette: press, seed: 'x'};

  /** A source that writes what it is told to. */
  const writing = (
    name: string,
    contents: readonly (Uint8Array | Error | null)[],
    claim: Partial<FoundMedia> = {},
  ): MediaSource => {
    let calls = 0;
    return {
      name,
      doFind: async ({directory}) => {
        const content = contents[Math.min(calls++, contents.length - 1)] ?? null;
        if (content instanceof Error) throw content;
        if (content === null) return null;
        const file = join(directory, `${name}-${calls}.bin`);
        await writeFile(file, content);
        return {
          file,
          kind: 'image',
          mimeType: 'image/png',
          width: 1,
          height: 1,
          alt: 'x',
          rights: {licence: 'CC0-1.0', aiGenerated: false},
          ...claim,
        };
      },
    };
  };

  it('gives each wishing scene a picture of its own', async () => {
    const directory = join(await freshFolder(), 'new');
    const script = scriptWishing(['sea', null, 'sea', 'mountains']);
    const fractions: number[] = [];
    const gathered = await gatherAssets(script, {
      ...size,
      sources: [generatedPictures()],
      directory,
      onProgress: ({fraction}) => fractions.push(fraction),
    });
    expect(Object.keys(gathered.byScene)).toEqual(['s0', 's2', 's3']);
    expect(new Set(Object.values(gathered.byScene)).size).toBe(3);
    for (const [id, asset] of Object.entries(gathered.assets)) {
      const bytes = await readFile(gathered.files[id] ?? '');
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(asset.sha256);
      expect(asset.bytes).toBe(bytes.length);
      expect(readImageFacts(bytes)).toMatchObject({width: asset.width, height: asset.height});
    }
    expect(fractions[0]).toBe(0);
    expect(fractions.at(-1)).toBe(1);
    const again = await gatherAssets(script, {
      ...size,
      sources: [generatedPictures()],
      directory: await freshFolder(),
    });
    expect(again.assets).toEqual(gathered.assets);
  });

  it('asks the next source when one fails, has nothing, lies or repeats itself', async () => {
    const failures: MediaFailure[] = [];
    const same = await smallPng(1);
    const gathered = await gatherAssets(scriptWishing(['a', 'b', 'c']), {
      ...size,
      sources: [
        writing('broken', [new ViralError('media-failed', 'out of order')]),
        writing('empty', [null]),
        writing('liar', [new TextEncoder().encode('<svg/>')]),
        writing('repeating', [same]),
        writing('last', [await smallPng(2), await smallPng(3)]),
      ],
      directory: await freshFolder(),
      onFailure: (failure) => failures.push(failure),
    });
    expect(Object.keys(gathered.byScene)).toEqual(['s0', 's1', 's2']);
    expect(new Set(Object.values(gathered.assets).map(({sha256}) => sha256)).size).toBe(3);
    expect(failures.filter(({source}) => source === 'broken').length).toBe(3);
    expect(String(failures.find(({source}) => source === 'liar')?.error)).toContain('no readable image');
    // What a source claims about type and size is not believed.
    expect(Object.values(gathered.assets)[0]).toMatchObject({mimeType: 'image/png', width: 160, height: 120});
  });

  it('leaves scenes without a picture where there is none', async () => {
    const gathered = await gatherAssets(scriptWishing(['a', 'b']), {
      ...size,
      sources: [],
      directory: await freshFolder(),
    });
    expect(gathered).toEqual({assets: {}, files: {}, byScene: {}});
  });

  it('writes nothing when aborted', async () => {
    const directory = await freshFolder();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(
      gatherAssets(scriptWishing(['a', 'b']), {...size, sources: [generatedPictures()], directory, signal}),
    ).rejects.toThrow('enough');
    expect(await readdir(directory)).toEqual([]);
  });
});
