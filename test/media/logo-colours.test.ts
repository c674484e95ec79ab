import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {crc32, deflateSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {captionsOf, themeOf} from '../../src/cli/look.ts';
import {contrastOf} from '../../src/compositions/contrast.ts';
import {runFfmpeg} from '../../src/ffmpeg.ts';
import {logoColours, mainColours} from '../../src/media/logo-colours.ts';
import type {Theme} from '../../src/schema/index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'logo-'));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const distance = (first: string, second: string) =>
  Math.hypot(...channels(first).map((channel, at) => channel - channels(second)[at]!));

/** A PNG of pixels in rows of four bytes each (RFC 2083). */
function pngOf(rgba: Uint8Array, width: number, height: number): Buffer {
  const chunk = (name: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Array.from({length: height}, (_, y) =>
    Buffer.concat([Buffer.from([0]), rgba.subarray(y * width * 4, (y + 1) * width * 4)]),
  );
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A logo of 400x300: a rectangle of one colour and a smaller one of another on a ground, or on nothing. */
async function logo(name: string, ground: string | null, large: string, small: string): Promise<string> {
  const file = join(folder, name);
  const [width, height] = [400, 300];
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inLarge = x > 40 && x < 240 && y > 40 && y < 260;
      const inSmall = x > 280 && x < 360 && y > 90 && y < 210;
      const color = inLarge ? large : inSmall ? small : ground;
      rgba.set(color === null ? [0, 0, 0, 0] : [...channels(color), 255], (y * width + x) * 4);
    }
  }
  const png = name.endsWith('.png') ? file : `${file}.png`;
  await writeFile(png, pngOf(rgba, width, height));
  if (png !== file) await runFfmpeg(['-i', png, '-q:v', '3', '-pix_fmt', 'yuvj444p', '-y', file]);
  return file;
}

describe('logoColours', () => {
  it.each(['a.png', 'a.jpg'])('reads the main colours of %s, most frequent first', async (name) => {
    const found = await logoColours(await logo(name, '#FFFFFF', '#D81E5B', '#1B6CA8'));
    expect(found).toHaveLength(3);
    ['#FFFFFF', '#D81E5B', '#1B6CA8'].forEach((color, index) => {
      // JPEG moves colours a little.
      expect(distance(found[index]!, color), `${color} in ${found.join()}`).toBeLessThan(14);
    });
  });

  it('leaves out what is see-through', async () => {
    const found = await logoColours(await logo('clear.png', null, '#D81E5B', '#1B6CA8'));
    expect(found).toHaveLength(2);
    expect(distance(found[0]!, '#D81E5B')).toBeLessThan(6);
    expect(distance(found[1]!, '#1B6CA8')).toBeLessThan(6);
  });

  it('says what is wrong with a file', async () => {
    await expect(logoColours(join(folder, 'none.png'))).rejects.toThrow(/none\.png' is no file/);
    await expect(logoColours(join(folder, 'logo.svg'))).rejects.toThrow(/no PNG or JPEG/);
    const broken = join(folder, 'broken.png');
    await writeFile(broken, 'not a picture');
    await expect(logoColours(broken)).rejects.toThrow(/broken\.png' is no picture/);
    const empty = join(folder, 'empty.png');
    await writeFile(empty, pngOf(new Uint8Array(8 * 8 * 4), 8, 8));
    await expect(logoColours(empty)).rejects.toThrow(/see-through/);
  });

  it('counts a colour once whose pixels differ a little', () => {
    const noisy = new Uint8Array(4 * 900);
    for (let at = 0; at < 900; at++) noisy.set([200 + (at % 9), 40 + (at % 5), 60, 255], at * 4);
    expect(mainColours(noisy)).toHaveLength(1);
  });
});

describe('--brand and --logo', () => {
  const {signal} = new AbortController();
  it('make a theme in those colours on the one that is named', async () => {
    const theme = (await themeOf({brand: 'E4002B', theme: 'press'}, signal)) as Theme;
    expect(theme).toMatchObject({id: 'brand', background: 'paper'});
    expect(contrastOf(theme.palette.accent, theme.palette.bg)).toBeGreaterThanOrEqual(4.5);
    const file = await logo('brand.png', '#FFFFFF', '#D81E5B', '#1B6CA8');
    const ofLogo = (await themeOf({logo: file}, signal)) as Theme;
    expect(distance(ofLogo.palette.accent, '#D81E5B')).toBeLessThan(90);
    expect(await themeOf({theme: 'volt'}, signal)).toBe('volt');
    expect(await themeOf({}, signal)).toBeUndefined();
    await expect(themeOf({brand: 'red'}, signal)).rejects.toThrow(/write it as #RRGGBB/);
  });
  it('--captions takes a style or none', () => {
    expect(captionsOf('stacked')).toEqual({style: 'stacked'});
    expect(captionsOf('none')).toEqual({show: false});
    expect(captionsOf(undefined)).toBeUndefined();
    expect(() => captionsOf('loud')).toThrow(/stacked/);
  });
});
