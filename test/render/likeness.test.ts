import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {runFfmpeg} from '../../src/ffmpeg.ts';
import {decodePicture, type Picture} from '../../src/render/likeness/compare-pictures.ts';
import {likenessOf} from '../../src/render/likeness/likeness.ts';
import {wordBoxesOf, type WordBox} from '../../src/render/check/word-boxes.ts';
import {storyboardSchema, type Storyboard} from '../../src/schema/index.ts';
import {openStage} from '../compositions/stage.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

type Color = readonly [number, number, number];

/** A picture whose pixels are told by a function of their place. */
function pictureOf(width: number, height: number, color: (x: number, y: number) => Color): Picture {
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rgb.set(color(x, y).map(Math.round), (y * width + x) * 3);
  }
  return {width, height, rgb};
}

/** The same picture with some pixels changed. */
function changed(
  {width, height, rgb}: Picture,
  change: (color: Color, x: number, y: number) => Color,
): Picture {
  return pictureOf(width, height, (x, y) => {
    const [red = 0, green = 0, blue = 0] = rgb.subarray((y * width + x) * 3);
    return change([red, green, blue], x, y);
  });
}

/** A number from 0 to 1 that a place always gets, different from that of its neighbours. */
function speckle(x: number, y: number): number {
  const mixed = Math.sin(x * 127.1 + y * 311.7) * 43_758.5453;
  return mixed - Math.floor(mixed);
}

const grey = (level: number): Color => [level, level, level];
const noise = (width: number, height: number) =>
  pictureOf(width, height, (x, y) => [255 * speckle(x, y), 255 * speckle(y, x), 255 * speckle(x + 9, y)]);

/** Mean structural similarity, written down once more as the paper has it: window by window, pixel by pixel. */
function plainSsim(one: Picture, other: Picture): number {
  const luma = ({rgb}: Picture, at: number) =>
    Math.floor((77 * rgb[at * 3]! + 150 * rgb[at * 3 + 1]! + 29 * rgb[at * 3 + 2]! + 128) / 256);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const {width, height} = one;
  const found: number[] = [];
  for (let top = 0; top <= height - 5; top += 4) {
    for (let left = 0; left <= width - 5; left += 4) {
      const [a, b]: [number[], number[]] = [[], []];
      for (let y = top; y < Math.min(height, top + 8); y++) {
        for (let x = left; x < Math.min(width, left + 8); x++) {
          a.push(luma(one, y * width + x));
          b.push(luma(other, y * width + x));
        }
      }
      const [meanA, meanB] = [mean(a), mean(b)];
      const varianceA = mean(a.map((value) => (value - meanA) ** 2));
      const varianceB = mean(b.map((value) => (value - meanB) ** 2));
      const covariance = mean(a.map((value, index) => (value - meanA) * (b[index]! - meanB)));
      const [c1, c2] = [6.5025, 58.5225];
      found.push(
        ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
          ((meanA ** 2 + meanB ** 2 + c1) * (varianceA + varianceB + c2)),
      );
    }
  }
  return mean(found);
}

describe('likenessOf', () => {
  const box = (x: number, y: number, width: number, height: number, text = 'word'): WordBox => ({
    text,
    x,
    y,
    width,
    height,
  });

  it.each([
    {name: 'speckled', picture: noise(135, 101)},
    {name: 'plain', picture: pictureOf(128, 64, () => [200, 10, 60])},
    {name: 'tiny', picture: noise(8, 8)},
  ])('finds a $name picture identical to itself', ({picture}) => {
    const likeness = likenessOf(picture, {...picture, rgb: picture.rgb.slice()}, [box(3, 3, 4, 4)]);
    expect(likeness).toMatchObject({equal: true, ssim: 1, difference: null});
    expect(likeness.worstBlock.ssim).toBe(1);
    expect(likeness.worstWord).toMatchObject({text: 'word', ssim: 1});
    expect(likeness.worstColour.difference).toBe(0);
    expect(likeness.worstFlat?.difference ?? 0).toBe(0);
  });

  it('computes what the formula says, up to the edges of odd sizes', () => {
    const one = noise(71, 46);
    const other = changed(one, ([red, green, blue], x, y) => [
      0.6 * red + 90 * speckle(y, x),
      0.7 * green,
      Math.min(255, blue + 12),
    ]);
    const expected = plainSsim(one, other);
    expect(expected).toBeGreaterThan(0.5);
    expect(expected).toBeLessThan(0.99);
    expect(likenessOf(one, other, []).ssim).toBeCloseTo(expected, 9);
    expect(likenessOf(one, other, []).worstWord).toBeNull();
  });

  it('keeps words inside the frame and gives small ones a least size', () => {
    const picture = noise(160, 160);
    const spoilt = changed(picture, (color, x, y) =>
      x > 60 && y > 60 && x < 64 && y < 64 ? [0, 0, 0] : color,
    );
    const {worstWord} = likenessOf(picture, spoilt, [
      box(-50, -50, 10, 10, 'outside'),
      box(150, 0, 100, 30, 'over the edge'),
      box(61, 61, 2, 2, 'dot'),
    ]);
    expect(worstWord).toMatchObject({text: 'dot', x: 48, y: 48, width: 28, height: 28});
    const edge = likenessOf(picture, picture, [box(150, 0, 100, 30, 'over the edge')]).worstWord;
    expect(edge).toMatchObject({x: 148, y: 0, width: 12, height: 32});
  });

  it('refuses sizes that cannot be compared', () => {
    expect(() => likenessOf(noise(16, 16), noise(16, 24), [])).toThrow(/16x16 and 16x24/);
    expect(() => likenessOf(noise(7, 16), noise(7, 16), [])).toThrow(RangeError);
  });

  // Each of these trips one limit and no other.
  const stripes = (contrast: number) => (x: number) => grey(120 + (x % 8 < 4 ? contrast : -contrast));

  it('fails for many small differences everywhere', () => {
    const picture = pictureOf(256, 256, stripes(30));
    const other = changed(picture, ([red], x, y) => grey(red + 14 * (speckle(x, y) - 0.5)));
    const rougher = changed(picture, ([red], x, y) => grey(red + 28 * (speckle(x, y) - 0.5)));
    expect(likenessOf(picture, other, [box(20, 20, 60, 40)]).difference).toBeNull();
    expect(likenessOf(picture, rougher, [box(20, 20, 60, 40)]).difference).toMatch(
      /^the whole picture has[^;]*$/,
    );
  });

  it('fails for a small thing that is gone, wherever it lies', () => {
    const at = (left: number, top: number, side: number) =>
      changed(
        pictureOf(512, 512, () => grey(90)),
        (color, x, y) =>
          x >= left && y >= top && x < left + side && y < top + side ? stripes(20)(x) : color,
      );
    const without = pictureOf(512, 512, () => grey(90));
    for (const [left, top] of [
      [64, 64],
      [100, 100],
      [44, 300],
      [472, 472],
    ] as const) {
      const likeness = likenessOf(at(left, top, 40), without, []);
      expect(likeness.ssim).toBeGreaterThan(0.98);
      expect(likeness.worstBlock.ssim).toBeLessThan(0.8);
      expect(likeness.difference).toContain(
        `${likeness.worstBlock.x}, y ${likeness.worstBlock.y} have a similarity`,
      );
    }
    const faint = changed(without, (color, x, y) =>
      x >= 90 && x < 150 && y >= 90 && y < 150 ? grey(90 + (x % 8 < 4 ? 8 : -8)) : color,
    );
    expect(likenessOf(faint, without, []).difference).toMatch(/^the 64x64 px at x 96, y 96 have[^;]*$/);
  });

  it('fails for a word alone', () => {
    const picture = pictureOf(512, 512, () => grey(40));
    const word = box(208, 208, 32, 24, 'tick');
    const inside = (x: number, y: number) => x >= 212 && x < 236 && y >= 212 && y < 224;
    const written = changed(picture, (color, x, y) => (inside(x, y) ? grey(x % 4 < 2 ? 80 : 40) : color));
    const smudged = changed(picture, (color, x, y) => (inside(x, y) ? grey(x % 4 < 2 ? 66 : 54) : color));
    expect(likenessOf(written, smudged, []).difference).toBeNull();
    expect(likenessOf(written, smudged, [word]).difference).toMatch(
      /^the word 'tick', the 32x24 px at x 208, y 208, has[^;]*$/,
    );
  });

  it('fails for a flat colour that is 5 of 255 off, and not for 3', () => {
    const picture = changed(noise(256, 256), (color, x, y) =>
      x > 90 && x < 200 && y > 90 && y < 200 ? [30, 90, 200] : color,
    );
    const shifted = (by: number) =>
      changed(picture, ([red, green, blue], x, y) =>
        x > 90 && x < 200 && y > 90 && y < 200 ? [red, green, blue - by] : [red, green, blue],
      );
    expect(likenessOf(picture, shifted(3), []).difference).toBeNull();
    expect(likenessOf(picture, shifted(5), []).difference).toMatch(
      /^the flat colour of the \d+x\d+ px at x \d+, y \d+ is off by 5\.0 of 255 \(at most 3\)$/,
    );
  });

  it('fails for another colour of equal brightness, which luma does not see', () => {
    const picture = changed(noise(256, 256), ([red, green, blue]) => [
      0.5 * red + 60,
      0.5 * green + 60,
      0.5 * blue + 60,
    ]);
    const tinted = changed(picture, ([red, green, blue], x) =>
      x < 128 ? [red + 30, green - 15.4, blue] : [red, green, blue],
    );
    const likeness = likenessOf(picture, tinted, []);
    expect(likeness.ssim).toBeGreaterThan(0.99);
    expect(likeness.difference).toMatch(
      /^the mean colour of the 64x64 px at [^;]* is off by 30\.\d of 255 \(at most 10\)$/,
    );
  });

  it('takes less than a quarter of a second of one core for a whole frame', () => {
    const picture = noise(1080, 1920);
    const times = Array.from({length: 5}, () => {
      const start = process.cpuUsage();
      likenessOf(picture, picture, [box(100, 100, 200, 80)]);
      const {user, system} = process.cpuUsage(start);
      return (user + system) / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(250);
  });
});

interface Drawn {
  readonly png: Uint8Array;
  readonly picture: Picture;
  readonly words: readonly WordBox[];
}

const frameSize = {width: 1080, height: 1920};
/** Of the standard storyboard: a photograph under a headline, "Your MORNING coffee" below, and a plain frame of text. */
const photoFrame = 17;
const plainFrame = 620;

describe('frames drawn by the browser', () => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  let board: Storyboard;
  let photo: Drawn;
  let plain: Drawn;
  const assetUrls: Record<string, string> = {};
  const withoutPattern = (storyboard: Storyboard): Storyboard => ({
    ...storyboard,
    theme: {...storyboard.theme, background: 'plain'},
  });

  async function draw(template: string, storyboard: Storyboard, frame: number): Promise<Drawn> {
    const named = {...storyboard, template: {id: template, options: {}}};
    const {pictures, logs} = await stage.frames(template, named, assetUrls, [frame], 1);
    const [png] = pictures;
    const told = logs.filter((log) => log.startsWith('WORDS ')).at(-1);
    if (png === undefined || told === undefined)
      throw new Error(`no frame of ${template}: ${logs.join('\n')}`);
    return {png, picture: await decodePicture(png, frameSize), words: wordBoxesOf(JSON.parse(told.slice(6)))};
  }
  const compare = (reference: Drawn, other: {readonly picture: Picture}) =>
    likenessOf(reference.picture, other.picture, reference.words);

  beforeAll(async () => {
    stage = await openStage(here('../fixtures/render/faulty-entry.tsx'));
    board = storyboardSchema.parse(
      JSON.parse(await readFile(here('../../bench/standard.storyboard.json'), 'utf8')),
    );
    for (const id of Object.keys(board.assets)) {
      const bytes = await readFile(here(`../../bench/assets/${id}.jpg`));
      assetUrls[id] = `data:image/jpeg;base64,${bytes.toString('base64')}`;
    }
    photo = await draw('untouched', board, photoFrame);
    plain = await draw('untouched', withoutPattern(board), plainFrame);
  }, 180_000);
  afterAll(() => stage?.close());

  it('tell where every word of the kit stands, and no word that is hidden', async () => {
    const texts = photo.words.map(({text}) => text);
    expect(texts.join(' ')).toBe('SLEEP SCIENCE YOUR FIRST COFFEE COMES TOO EARLY YOUR MORNING COFFEE');
    const hidden = await draw('word-hidden', board, photoFrame);
    expect(hidden.words.map(({text}) => text)).toEqual(texts.toSpliced(texts.indexOf('MORNING'), 1));
    // Every box holds ink: pixels that differ from those in its corner.
    for (const {text, x, y, width, height} of photo.words) {
      const at = (left: number, top: number) =>
        photo.picture.rgb[(Math.floor(top) * 1080 + Math.floor(left)) * 3 + 1]!;
      const row = Array.from({length: Math.floor(width)}, (_, column) => at(x + column, y + height / 2));
      expect(Math.max(...row) - Math.min(...row), text).toBeGreaterThan(100);
    }
  });

  it('tell the words of any other text in the page', async () => {
    const {words} = await draw('plain-texts', withoutPattern(board), plainFrame);
    const own = words.slice(words.findIndex(({text}) => text === 'painted'));
    const seen = own.filter(({text}) => !plain.words.some((word) => word.text === text));
    expect(seen.map(({text}) => text)).toEqual([
      'painted',
      'words',
      'whole',
      'Two',
      'words',
      'Cut',
      'offattheedge',
      'shown',
      'outlined',
      'boxed',
      'escaped',
      'overtheedge',
      'drawn',
      '猫猫猫',
      '猫猫猫',
    ]);
    const find = (wanted: string) => own.find(({text}) => text === wanted);
    // Half its size about (0, 1500), which stands 40 px from the left there.
    expect(find('painted')).toEqual({text: 'painted', x: 30, y: 1505, width: 80, height: 40});
    expect(find('whole')).toEqual({text: 'whole', x: 40, y: 1600, width: 100, height: 40});
    // Cut at the edge of what holds them and of the frame.
    const cut = find('offattheedge')!;
    expect(cut.x + cut.width).toBe(190);
    expect(find('boxed')).toMatchObject({x: 40, width: 40});
    expect(find('overtheedge')).toMatchObject({x: 1040, width: 40});
    expect(() => wordBoxesOf([{text: 'no box'}])).toThrow();
  });

  it('are equal to themselves drawn again', async () => {
    const again = await draw('untouched', board, photoFrame);
    expect(compare(photo, again)).toMatchObject({equal: true, ssim: 1, difference: null});
  });

  /** JPEG as browsers hand frames over, then H.264 as the standard quality encodes them; BT.709 of limited range. */
  async function encoded(png: Uint8Array, jpegQuality: number): Promise<{jpeg: Picture; h264: Picture}> {
    const pipe = ['-f', 'image2pipe', 'pipe:1'];
    const {stdout: jpeg} = await runFfmpeg(
      [
        '-f',
        'image2pipe',
        '-c:v',
        'png',
        '-i',
        'pipe:0',
        '-pix_fmt',
        'yuvj420p',
        '-c:v',
        'mjpeg',
        '-q:v',
        `${jpegQuality}`,
        ...pipe,
      ],
      {input: png},
    );
    const toVideo =
      'zscale=matrixin=470bg:rangein=full:primariesin=709:transferin=709:matrix=709:range=limited:primaries=709:transfer=709,format=yuv420p';
    const {stdout: video} = await runFfmpeg(
      [
        '-f',
        'image2pipe',
        '-c:v',
        'mjpeg',
        '-i',
        'pipe:0',
        '-vf',
        toVideo,
        '-c:v',
        'libx264',
        '-preset',
        'veryfast',
        '-crf',
        '19',
        '-f',
        'matroska',
        'pipe:1',
      ],
      {input: jpeg},
    );
    const toRgb =
      'zscale=matrixin=709:rangein=limited:primariesin=709:transferin=709:matrix=gbr:range=full,format=gbrp,format=rgb24';
    const {stdout: rgb} = await runFfmpeg(
      ['-i', 'pipe:0', '-vf', toRgb, '-frames:v', '1', '-c:v', 'rawvideo', ...pipe],
      {input: video},
    );
    expect(rgb.length).toBe(1080 * 1920 * 3);
    return {jpeg: await decodePicture(jpeg, frameSize), h264: {...frameSize, rgb}};
  }

  it('stay equal through a light compression', async () => {
    for (const drawn of [photo, plain]) {
      const {jpeg, h264} = await encoded(drawn.png, 3);
      for (const picture of [jpeg, h264]) {
        const likeness = compare(drawn, {picture});
        expect(likeness.difference).toBeNull();
        expect(likeness.ssim).toBeLessThan(1);
      }
    }
    // A crude one does not pass.
    expect(compare(photo, {picture: (await encoded(photo.png, 31)).jpeg}).equal).toBe(false);
  });

  it('differ when a caption word is missing', async () => {
    for (const [reference, storyboard, frame] of [
      [photo, board, photoFrame],
      [plain, withoutPattern(board), plainFrame],
    ] as const) {
      const likeness = compare(reference, await draw('word-hidden', storyboard, frame));
      // What makes the other limits necessary.
      expect(likeness.ssim).toBeGreaterThan(0.97);
      expect(likeness.worstBlock.ssim).toBeLessThan(0.5);
      expect(likeness.difference).toMatch(
        /^the word '(MORNING|GLASS)', the \d+x\d+ px at x \d+, y \d+, has a similarity of 0\.[0-6]/,
      );
    }
  });

  /** The second word ends early and the third begins early: it is lit in place of the second. */
  const early = (storyboard: Storyboard): Storyboard => ({
    ...storyboard,
    scenes: storyboard.scenes.map((scene) => ({
      ...scene,
      words: scene.words.map((word, index, words) => {
        const second = words[1]!.startMs;
        if (index === 1) return {...word, endMs: second + 40};
        return index === 2 ? {...word, startMs: second + 50} : word;
      }),
    })),
  });

  it.each(['box', 'karaoke', 'minimal'] as const)('differ when the wrong word is lit (%s)', async (style) => {
    const styled = {...board, captions: {...board.captions, style}};
    const reference = style === 'box' ? photo : await draw('untouched', styled, photoFrame);
    const other = await draw('untouched', early(styled), photoFrame);
    expect(other.words).toEqual(reference.words);
    const likeness = compare(reference, other);
    expect(likeness.equal).toBe(false);
    // Of a quiet style only the colour tells.
    expect(likeness.difference).toMatch(
      style === 'minimal' ? /^the mean colour of/ : /^the word '(morning|coffee)'/i,
    );
  });

  it('differ when captions are painted in a face of the system', async () => {
    const likeness = compare(photo, await draw('font-fallen-back', board, photoFrame));
    expect(likeness.difference).toMatch(/^the word '(YOUR|MORNING|COFFEE)'/);
    expect(likeness.worstWord?.y).toBeGreaterThan(1250);
  });

  it('differ when a line stands 4 px too low', async () => {
    const likeness = compare(photo, await draw('line-shifted', board, photoFrame));
    expect(likeness.ssim).toBeGreaterThan(0.97);
    expect(likeness.difference).toMatch(/^the word '(SLEEP|SCIENCE)'/);
  });

  it('differ when a colour is 5 of 255 lighter', async () => {
    const lighter = (by: number): Storyboard => {
      const shade = (color: string) =>
        `#${[1, 3, 5].map((at) => (Number.parseInt(color.slice(at, at + 2), 16) + by).toString(16).padStart(2, '0')).join('')}`;
      const {palette} = board.theme;
      const paletteOf = {...palette, bg: shade(palette.bg), bg2: shade(palette.bg2)};
      return withoutPattern({...board, theme: {...board.theme, palette: paletteOf}});
    };
    const likeness = compare(plain, await draw('untouched', lighter(5), plainFrame));
    expect(likeness.ssim).toBeGreaterThan(0.97);
    expect(likeness.difference).toMatch(/^the flat colour of [^;]* is off by [45]\.\d of 255 \(at most 3\)$/);
    expect(compare(plain, await draw('untouched', lighter(2), plainFrame)).difference).toBeNull();
  });

  it('differ when a picture is missing, however small', async () => {
    const gone = compare(photo, await draw('pictureless', board, photoFrame));
    expect(gone.difference).toMatch(/^the 64x64 px at x \d+, y \d+ have a similarity of 0\.[0-7]/);
    const small = compare(await draw('sticker', withoutPattern(board), plainFrame), plain);
    expect(small.ssim).toBeGreaterThan(0.99);
    expect(small.worstBlock).toMatchObject({x: 896, y: 1696});
    expect(small.difference).toMatch(/^the 64x64 px at x 896, y 1696 have a similarity/);
  });
});
