import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runFfmpeg} from '../../src/ffmpeg.ts';
import {encodeIndexedPng} from '../../src/media/picture/indexed-png.ts';

export interface TestClip {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  /** Centre of the one thing in the picture, as shares. */
  readonly subject?: {readonly x: number; readonly y: number};
  /** Level of the ground, 0-255: clips with different ones differ. */
  readonly ground?: number;
  readonly ending?: 'mp4' | 'mov' | 'webm' | 'mkv';
  readonly codec?: readonly string[];
  /** Options of the output, as for a turned picture. */
  readonly more?: readonly string[];
}

/** A flat ground with a finely chequered square on it. */
export async function chequered(
  width: number,
  height: number,
  subject = {x: 0.5, y: 0.5},
  ground = 60,
  shift = 0,
): Promise<Uint8Array> {
  const rgb = new Uint8Array(width * height * 3).fill(ground);
  const half = Math.round(Math.min(width, height) * 0.14);
  const [middleX, middleY] = [Math.round(subject.x * width), Math.round(subject.y * height)];
  for (let y = Math.max(0, middleY - half); y < Math.min(height, middleY + half); y++) {
    for (let x = Math.max(0, middleX - half); x < Math.min(width, middleX + half); x++) {
      const light = ((x + shift) >> 2) % 2 === (y >> 2) % 2;
      rgb.set(light ? [250, 220, 40] : [20, 30, 120], (y * width + x) * 3);
    }
  }
  return encodeIndexedPng(rgb, width, height);
}

/** Encodes a clip, ten frames a second, and gives its path. */
export async function writeTestClip(folder: string, name: string, clip: TestClip): Promise<string> {
  const {width, height, seconds, subject, ground, ending = 'mp4'} = clip;
  const {
    codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'],
  } = clip;
  const pictures: Uint8Array[] = [];
  for (let frame = 0; frame < 4; frame++)
    pictures.push(await chequered(width, height, subject, ground, frame * 2));
  const all = Array.from({length: Math.round(seconds * 10)}, (_, frame) => pictures[frame % 4] as Uint8Array);
  const file = join(folder, `${name}.${ending}`);
  await runFfmpeg(
    [
      '-f',
      'image2pipe',
      '-c:v',
      'png',
      '-framerate',
      '10',
      '-i',
      'pipe:0',
      ...codec,
      ...(clip.more ?? []),
      file,
    ],
    {input: Buffer.concat(all)},
  );
  return file;
}

/** Folders that are removed when the tests of a file are over. */
export async function temporaryFolders(): Promise<{
  fresh: () => Promise<string>;
  remove: () => Promise<void>;
}> {
  const root = await mkdtemp(join(tmpdir(), 'viral-media-'));
  return {
    fresh: () => mkdtemp(join(root, 'folder-')),
    remove: () => rm(root, {recursive: true, force: true}),
  };
}
