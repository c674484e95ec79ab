// Clips with known cuts, flashes and text, drawn here and encoded by ffmpeg.
import {join} from 'node:path';
import {crc32, deflateSync} from 'node:zlib';
import {runFfmpeg} from '../../../src/ffmpeg.ts';

export const [width, height, fps] = [90, 160, 25];
type Colour = readonly [number, number, number];
/** The colour of a pixel. */
export type Picture = (x: number, y: number) => Colour;

function noise(x: number, y: number, seed: number): number {
  const hash = Math.imul((x * 374761393 + y * 668265263 + seed * 974634777) | 0, 1274126177);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

/** A scene of its own colours, with a ground that drifts and a ball that moves: each seed looks different. */
export function scene(seed: number, seconds: number, speed = 1): Picture {
  const base = [0, 1, 2].map((part) => 40 + 170 * noise(seed, part, 7)) as unknown as Colour;
  const [angle, wave] = [6.28 * noise(seed, 3, 7), 8 + 25 * noise(seed, 4, 7)];
  const [ballX, ballY] = [
    width / 2 + 30 * Math.sin(1.3 * speed * seconds + seed),
    height / 2 + 50 * Math.cos(0.9 * speed * seconds + 2 * seed),
  ];
  return (x, y) => {
    const ground = 40 * Math.sin((x * Math.cos(angle) + y * Math.sin(angle) + 12 * speed * seconds) / wave);
    const isBall = (x - ballX) ** 2 + (y - ballY) ** 2 < 18 ** 2;
    return base.map((value, part) =>
      Math.max(0, Math.min(255, isBall ? 255 - value : value + ground * (part === 1 ? 1 : 0.6))),
    ) as unknown as Colour;
  };
}

export const flat =
  (...colour: Colour): Picture =>
  () =>
    colour;
export const mix =
  (a: Picture, b: Picture, share: number): Picture =>
  (x, y) => {
    const [left, right] = [a(x, y), b(x, y)];
    return left.map((value, part) => value + share * (right[part]! - value)) as unknown as Colour;
  };
/** Grain, different in every frame. */
export const grained =
  (picture: Picture, strength: number, frame: number): Picture =>
  (x, y) => {
    const grain = strength * (noise(x, y, frame) - 0.5);
    return picture(x, y).map((value) => Math.max(0, Math.min(255, value + grain))) as unknown as Colour;
  };

const letters: Readonly<Record<string, readonly string[]>> = {
  A: ['01110', '10001', '11111', '10001', '10001'],
  E: ['11111', '10000', '11110', '10000', '11111'],
  H: ['10001', '10001', '11111', '10001', '10001'],
  I: ['11111', '00100', '00100', '00100', '11111'],
  K: ['10001', '10010', '11100', '10010', '10001'],
  N: ['10001', '11001', '10101', '10011', '10001'],
  S: ['01111', '10000', '01110', '00001', '11110'],
  T: ['11111', '00100', '00100', '00100', '00100'],
};

/** White letters with a dark edge, as captions have. @param size px of one stroke */
export function written(picture: Picture, text: string, at: {x: number; y: number; size: number}): Picture {
  const isStroke = (x: number, y: number): boolean => {
    const column = Math.floor((x - at.x) / at.size);
    const row = Math.floor((y - at.y) / at.size);
    if (row < 0 || row > 4 || column < 0) return false;
    return letters[text[Math.floor(column / 6)] ?? '']?.[row]?.[column % 6] === '1';
  };
  return (x, y) => {
    if (isStroke(x, y)) return [255, 255, 255];
    const isEdge = [-1, 0, 1].some((dx) => [-1, 0, 1].some((dy) => isStroke(x + dx, y + dy)));
    return isEdge ? [0, 0, 0] : picture(x, y);
  };
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const result = Buffer.alloc(body.length + 8);
  result.writeUInt32BE(data.length, 0);
  body.copy(result, 4);
  result.writeUInt32BE(crc32(body), body.length + 4);
  return result;
}

function png(picture: Picture, [w, h]: readonly [number, number]): Buffer {
  const rows = Buffer.alloc((w * 3 + 1) * h);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) rows.set(picture(x, y), y * (w * 3 + 1) + 1 + 3 * x);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(w, 0);
  header.writeUInt32BE(h, 4);
  header.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, {level: 1})),
    chunk('IEND', new Uint8Array()),
  ]);
}

export interface ClipOptions {
  readonly seconds: number;
  readonly fps?: number;
  readonly size?: readonly [number, number];
  /** Mono, 16 kHz, -1 to 1. */
  readonly sound?: Float32Array;
  readonly codec?: readonly string[];
}

/** Encodes frames as a phone or an editor would. */
export async function makeClip(
  folder: string,
  name: string,
  draw: (seconds: number, frame: number) => Picture,
  options: ClipOptions,
): Promise<string> {
  const {
    seconds,
    size = [width, height],
    sound,
    codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '23'],
  } = options;
  const rate = options.fps ?? fps;
  const file = join(folder, name);
  async function* pictures() {
    for (let frame = 0; frame < seconds * rate; frame += 1) yield png(draw(frame / rate, frame), size);
  }
  const silent = sound ? `${file}.silent.mp4` : file;
  await runFfmpeg(
    [
      ...['-f', 'image2pipe', '-c:v', 'png', '-framerate', String(rate), '-i', 'pipe:0'],
      ...[...codec, '-pix_fmt', 'yuv420p', silent],
    ],
    {input: pictures()},
  );
  if (!sound) return file;
  const samples = Int16Array.from(sound, (value) => Math.round(32_767 * Math.max(-1, Math.min(1, value))));
  await runFfmpeg(
    [
      ...['-i', silent, '-f', 's16le', '-ar', '16000', '-ac', '1', '-i', 'pipe:0'],
      ...['-c:v', 'copy', '-c:a', 'aac', '-b:a', '96k', file],
    ],
    {input: new Uint8Array(samples.buffer)},
  );
  return file;
}
