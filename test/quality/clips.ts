import {join} from 'node:path';
import {crc32, deflateSync} from 'node:zlib';
import {runFfmpeg} from '../../src/ffmpeg.ts';
import type {Storyboard} from '../../src/schema/index.ts';
import {themes} from '../../src/compositions/themes.ts';

const fps = 30;
const [width, height] = [108, 192];

export interface Clip {
  readonly durationInFrames: number;
  /** Luma 0-255 of a pixel. */
  readonly luma: (x: number, y: number, frame: number) => number;
  /** Sample at a time in seconds, -1..1; no sound when null. */
  readonly sample: ((seconds: number) => number) | null;
  readonly args?: readonly string[];
}

const theme = themes[0];
if (!theme) throw new Error('there are no themes');

/** Something that moves, and a voice-like tone at about -14 LUFS. */
export const healthy: Clip = {
  durationInFrames: 120,
  luma: (x, y, frame) => ((x * 3 + y * 2 + frame * 4) % 180) + 30,
  sample: (seconds) => 0.2 * Math.sin(2 * Math.PI * 997 * seconds),
};

export function storyboardOf({durationInFrames, sample}: Clip): Storyboard {
  const words = ['One', 'two.'].map((text, index) => ({
    text,
    startMs: 200 + index * 500,
    endMs: 600 + index * 500,
  }));
  return {
    version: 1,
    title: 'A clip',
    seed: 'seed',
    template: {id: 'headline', options: {}},
    theme: theme as NonNullable<typeof theme>,
    platform: 'tiktok',
    language: 'en',
    width,
    height,
    fps,
    durationInFrames,
    scenes: [
      {
        id: 'a',
        kind: 'hook',
        startFrame: 0,
        durationInFrames,
        onScreenText: 'One two',
        emphasis: [],
        words,
        visual: null,
      },
    ],
    overlays: [],
    soundtrack: sample ? {asset: 'soundtrack'} : null,
    captions: {show: true, style: 'box'},
    assets: sample
      ? {
          soundtrack: {
            sha256: '0'.repeat(64),
            kind: 'audio',
            mimeType: 'audio/wav',
            bytes: 1,
            rights: {licence: 'own work', aiGenerated: false},
          },
        }
      : {},
  };
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** A grey PNG: the ffmpeg of Remotion reads no raw pictures. */
function png(luma: (x: number, y: number) => number): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = luma(x, y);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows, {level: 1})),
    pngChunk('IEND', new Uint8Array()),
  ]);
}

/** Encodes a clip as the renderer would. */
export async function writeClip(folder: string, clip: Clip): Promise<string> {
  const pictures = Array.from({length: clip.durationInFrames}, (_, frame) =>
    png((x, y) => clip.luma(x, y, frame)),
  );
  const file = join(folder, `${Math.random().toString(36).slice(2)}.mp4`);
  const silent = `${file}.silent.mp4`;
  const video = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-crf',
    '12',
    '-g',
    '60',
    '-pix_fmt',
    'yuv420p',
    '-colorspace',
    'bt709',
  ];
  await runFfmpeg(
    [
      '-f',
      'image2pipe',
      '-c:v',
      'png',
      '-framerate',
      String(fps),
      '-i',
      'pipe:0',
      ...video,
      ...(clip.args ?? []),
      '-y',
      silent,
    ],
    {input: Buffer.concat(pictures)},
  );
  const {sample} = clip;
  if (!sample) return silent;
  const samples = Int16Array.from({length: (clip.durationInFrames / fps) * 48_000 * 2}, (_, index) =>
    Math.round(32_767 * sample(Math.floor(index / 2) / 48_000)),
  );
  await runFfmpeg(
    [
      '-i',
      silent,
      '-f',
      's16le',
      '-ar',
      '48000',
      '-ac',
      '2',
      '-i',
      'pipe:0',
      '-c:v',
      'copy',
      '-c:a',
      'aac',
      '-b:a',
      '192k',
      '-t',
      String(clip.durationInFrames / fps),
      '-movflags',
      '+faststart',
      '-y',
      file,
    ],
    {input: new Uint8Array(samples.buffer)},
  );
  return file;
}
