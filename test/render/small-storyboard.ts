import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {crc32, deflateSync} from 'node:zlib';
import type {Asset, Storyboard} from '../../src/schema/index.ts';

/** Shared by the tests of this room: unpacking the browser takes 2 s and 220 MB. */
export const testCacheDir = join(tmpdir(), 'viral-video-generator-test-cache');

export const ownEntry = fileURLToPath(new URL('../fixtures/render/own-template/index.tsx', import.meta.url));

export async function temporaryFolder(name: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `viral-${name}-`));
}

const font = {family: 'Anton', weight: 400};

/** Two scenes of the fixture template, 45 frames of 324x576. */
export function smallStoryboard(
  changes: Partial<Storyboard> & {options?: Storyboard['template']['options']} = {},
) {
  const {options = {}, ...rest} = changes;
  const storyboard: Storyboard = {
    version: 1,
    title: 'Small',
    seed: 'small',
    template: {id: 'own-template', options},
    theme: {
      id: 'plain',
      palette: {
        bg: '#101820',
        bg2: '#203040',
        surface: '#223344',
        ink: '#ffffff',
        muted: '#cccccc',
        accent: '#ff5500',
        onAccent: '#000000',
        accent2: '#00aaff',
        third: '#00ff88',
        line: '#334455',
      },
      type: {
        display: {...font, tracking: 0, lineHeight: 1, caps: false, maxPx: 200, minPx: 60},
        text: font,
        label: font,
        caption: font,
      },
      radius: 10,
      motion: 'calm',
      background: 'plain',
    },
    platform: 'tiktok',
    language: 'en',
    width: 324,
    height: 576,
    fps: 30,
    durationInFrames: 45,
    scenes: [
      {
        kind: 'hook',
        id: 'one',
        startFrame: 0,
        durationInFrames: 20,
        onScreenText: 'First',
        words: [],
        visual: null,
        emphasis: [],
      },
      {
        kind: 'point',
        id: 'two',
        startFrame: 20,
        durationInFrames: 25,
        onScreenText: 'Second',
        words: [],
        visual: null,
        emphasis: [],
      },
    ],
    overlays: [],
    soundtrack: null,
    captions: {show: false, style: 'box'},
    assets: {},
  };
  return {...storyboard, ...rest};
}

type Colour = readonly [number, number, number];

/** A PNG of one colour. */
export function plainPng(width: number, height: number, colour: Colour): Buffer {
  return stripedPng(width, height, () => colour);
}

/** A PNG whose columns have a colour each. */
export function stripedPng(width: number, height: number, colourAt: (x: number) => Colour): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.from([0, ...Array.from({length: width}, (_, x) => colourAt(x)).flat()]);
  const rows = Buffer.concat(Array.from({length: height}, () => row));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A sine of 440 Hz, 48 kHz, 16 bit, mono. */
export function sineWav(seconds: number): Buffer {
  const samples = Math.round(seconds * 48_000);
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(48_000, 24);
  wav.writeUInt32LE(96_000, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    wav.writeInt16LE(Math.round(Math.sin((i / 48_000) * 2 * Math.PI * 440) * 8000), 44 + i * 2);
  }
  return wav;
}

/** Writes bytes to a file and describes them as an asset. */
export async function asAsset(
  file: string,
  bytes: Uint8Array,
  facts: Pick<Asset, 'kind' | 'mimeType'>,
): Promise<Asset> {
  await writeFile(file, bytes);
  return {
    ...facts,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    rights: {licence: 'own work', aiGenerated: false},
  };
}

export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/** Processes with a text in their command line. Linux only. */
export async function processesWith(text: string): Promise<RunningProcess[]> {
  const {readdir} = await import('node:fs/promises');
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return command.includes(text) ? [{pid: Number(pid), command}] : [];
    } catch {
      return [];
    }
  });
}

/** Processes of a group, by the pid of its leader. Linux only. */
export async function processGroup(leader: number): Promise<number[]> {
  const {readdir} = await import('node:fs/promises');
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      // Fields after the name in brackets: state, parent, group.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return fields[0] !== 'Z' && Number(fields[2]) === leader;
    } catch {
      return false;
    }
  });
}

/** Browsers that this very process has started. Linux only. */
export async function ownBrowsers(): Promise<number[]> {
  const browsers = await processesWith('--user-data-dir=');
  return browsers.flatMap(({pid}) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return fields[0] !== 'Z' && Number(fields[1]) === process.pid ? [pid] : [];
    } catch {
      return [];
    }
  });
}

/** Waits until something holds, and says what was seen last when it does not. */
export async function eventually<Seen>(
  look: () => Promise<Seen>,
  holds: (seen: Seen) => boolean,
  withinMs: number,
): Promise<Seen> {
  const end = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (performance.now() > end)
      throw new Error(`did not come true within ${withinMs} ms: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
