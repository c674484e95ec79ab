import {createHash} from 'node:crypto';
import {access, copyFile, mkdir, readFile, rm, symlink, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ViralError} from '../../src/errors.ts';
import {probe, runFfmpeg} from '../../src/ffmpeg.ts';
import {writeCover} from '../../src/render/encode/cover.ts';
import {encode} from '../../src/render/encode/encode.ts';
import {tagAsDrawnInBrowser} from '../../src/render/encode/h264-colour.ts';
import {joinSegments, type Segment} from '../../src/render/encode/join.ts';
import {muxSound} from '../../src/render/encode/mux.ts';
import type {Quality} from '../../src/render/quality.ts';
import {plainPng, sineWav, temporaryFolder} from './small-storyboard.ts';
import {decodeSoundInBrowser, encodeInBrowser, playInBrowser} from './web-segment.ts';

let folder: string;
const out = (name: string) => join(folder, name);
const never = new AbortController().signal;

type Colour = readonly [number, number, number];
/** A colour for each frame, so that no two neighbours look alike. */
const rainbow = (frame: number): Colour => [(frame * 37) % 256, (frame * 91) % 256, (frame * 53) % 256];

async function pictures(count: number, width: number, height: number, colour: (frame: number) => Colour) {
  const pngs = Array.from({length: count}, (_, frame) => plainPng(width, height, colour(frame)));
  const {stdout} = await runFfmpeg(
    [
      '-f',
      'image2pipe',
      '-c:v',
      'png',
      '-i',
      'pipe:0',
      '-c:v',
      'mjpeg',
      '-q:v',
      '2',
      '-f',
      'image2pipe',
      'pipe:1',
    ],
    {input: Buffer.concat(pngs)},
  );
  return stdout;
}

/** A segment as the screenshot engine makes it. */
async function encoded(
  name: string,
  frames: number,
  changes: {fps?: number; width?: number; height?: number; colour?: typeof rainbow; quality?: Quality} = {},
): Promise<Segment> {
  const {fps = 30, width = 64, height = 96, colour = rainbow, quality = 'standard'} = changes;
  const jpegs = await pictures(frames, width, height, colour);
  const file = out(name);
  await encode({
    pictures: (async function* () {
      yield jpegs;
    })(),
    fps,
    durationInFrames: frames,
    soundtrack: null,
    quality,
    outputFile: file,
    signal: never,
  });
  return {file, frames};
}

/** What every decoded frame looks like, in order. */
async function frameHashes(file: string): Promise<readonly string[]> {
  const {streams} = await probe(file);
  const {width = 0, height = 0} = streams.find((stream) => stream.codec_type === 'video') ?? {};
  const {stdout} = await runFfmpeg([
    ...['-i', file, '-map', '0:v:0', '-fps_mode', 'passthrough'],
    ...['-pix_fmt', 'yuv420p', '-c:v', 'rawvideo', '-f', 'image2pipe', 'pipe:1'],
  ]);
  const size = (width * height * 3) / 2;
  expect(stdout.length % size).toBe(0);
  return Array.from({length: stdout.length / size}, (_, frame) =>
    createHash('md5')
      .update(stdout.subarray(frame * size, (frame + 1) * size))
      .digest('hex'),
  );
}

async function expectExactTimes(file: string, frames: number, fps: number): Promise<void> {
  const {streams, packets = []} = await probe(file, {packets: true});
  const video = streams.find((stream) => stream.codec_type === 'video');
  expect(video).toMatchObject({
    codec_name: 'h264',
    r_frame_rate: `${fps}/1`,
    avg_frame_rate: `${fps}/1`,
    nb_frames: String(frames),
    has_b_frames: 0,
    pix_fmt: 'yuv420p',
  });
  expect(Number(video?.duration)).toBeCloseTo(frames / fps, 6);
  const times = packets
    .filter(({stream_index}) => stream_index === video?.index)
    .map(({pts_time}) => pts_time);
  expect(times).toEqual(Array.from({length: frames}, (_, frame) => (frame / fps).toFixed(6)));
}

async function expectSamePictures(file: string, segments: readonly Segment[]): Promise<void> {
  const parts = new Map<string, readonly string[]>();
  for (const segment of segments) {
    if (!parts.has(segment.file)) parts.set(segment.file, await frameHashes(segment.file));
  }
  expect(await frameHashes(file)).toEqual(segments.flatMap((segment) => parts.get(segment.file) ?? []));
}

/** What the `colr` box of an MP4 says: primaries, transfer, matrix, range. */
async function containerColour(file: string): Promise<readonly number[]> {
  const content = await readFile(file);
  const at = content.indexOf('colrnclx') + 8;
  expect(at).toBeGreaterThan(7);
  return [
    content.readUInt16BE(at),
    content.readUInt16BE(at + 2),
    content.readUInt16BE(at + 4),
    content[at + 6] ?? -1,
  ];
}

async function failure(work: Promise<unknown>): Promise<ViralError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!ViralError.isInstance(error)) throw new Error(`no ViralError but ${String(error)}`);
  return error;
}

const exists = async (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

const joined = async (segments: readonly Segment[], outputFile: string, fps = 30) =>
  joinSegments({segments, fps, outputFile, signal: never});

const web = {width: 162, height: 288, fps: 30, bitrate: 1_000_000};
let webSegments: readonly Segment[];
let segments: readonly Segment[];

beforeAll(async () => {
  folder = await temporaryFolder('join');
  const pages = [
    {file: out('web-1.mp4'), frames: 31, colour: '#ff0000'},
    {file: out('web-2.mp4'), frames: 1, colour: '#00ff00'},
    {file: out('web-3.mp4'), frames: 1, colour: '#ff00ff'},
    {file: out('web-4.mp4'), frames: 77, colour: '#0000ff'},
  ];
  await encodeInBrowser(pages, web);
  webSegments = pages;
  segments = [await encoded('one.mp4', 7), await encoded('two.mp4', 1), await encoded('three.mp4', 20)];
});
afterAll(async () => {
  await rm(folder, {recursive: true, force: true});
});

describe('segments of the browser', () => {
  it('become one video of the same pictures with exact times', async () => {
    const file = out('web.mp4');
    await joined(webSegments, file);
    await expectExactTimes(file, 110, 30);
    await expectSamePictures(file, webSegments);
    expect(await playInBrowser(file)).toMatchObject({width: 162, height: 288, ended: true});
  });

  it('are tagged with the primaries they were drawn in and the matrix they were converted with', async () => {
    const file = out('web-colour.mp4');
    await joined(webSegments, file);
    const before = (await probe(webSegments[0]?.file ?? '')).streams[0];
    expect(before).toMatchObject({color_primaries: 'smpte170m', color_space: 'smpte170m', color_range: 'tv'});
    const final = out('web-colour-final.mp4');
    await muxSound({
      ...{videoFile: file, soundtrack: null, fps: 30, durationInFrames: 110},
      ...{outputFile: final, signal: never},
    });
    for (const each of [file, final]) {
      expect(await containerColour(each)).toEqual([1, 1, 6, 0]);
      expect((await probe(each)).streams[0]).toMatchObject({
        color_primaries: 'bt709',
        color_transfer: 'bt709',
        color_space: 'smpte170m',
        color_range: 'tv',
      });
    }
    // A reader that believes all three tags gets the red that the page drew.
    const {stdout} = await runFfmpeg([
      ...['-i', final, '-frames:v', '1'],
      ...['-vf', 'zscale=primaries=709:transfer=709:matrix=gbr:range=full,format=gbrp,format=rgb24'],
      ...['-c:v', 'rawvideo', '-f', 'image2pipe', 'pipe:1'],
    ]);
    const [red = 0, green = 255, blue = 255] = stdout.subarray((250 * 162 + 80) * 3);
    expect(red).toBeGreaterThan(249);
    expect(Math.max(green, blue)).toBeLessThan(6);
  });

  it('keep neighbouring key frames apart in the bare stream', async () => {
    const file = out('web-bare.mp4');
    await joined(webSegments, file);
    const bare = out('web-bare.h264');
    await runFfmpeg([
      '-i',
      file,
      '-map',
      '0:v',
      '-c',
      'copy',
      '-bsf:v',
      'h264_mp4toannexb',
      '-f',
      'h264',
      bare,
    ]);
    const units = (await readFile(bare)).toString('latin1').split('\0\0\x01').slice(1);
    const types = units.map((unit) => unit.charCodeAt(0) & 31);
    const keyFrames = types.flatMap((type, index) => (type === 5 ? [index] : []));
    expect(keyFrames.length).toBeGreaterThanOrEqual(4);
    // Delimiters stand only where one key frame follows another: before the third and the fourth segment.
    expect(types.filter((type) => type === 9)).toHaveLength(2);
  });
});

describe('segments of ffmpeg', () => {
  it.each([24, 25, 30, 50, 60])('are joined at %i frames a second', async (fps) => {
    const parts = [
      await encoded(`${fps}-a.mp4`, 7, {fps}),
      await encoded(`${fps}-b.mp4`, 1, {fps}),
      await encoded(`${fps}-c.mp4`, 20, {fps, colour: (frame) => rainbow(frame + 30)}),
    ];
    const file = out(`${fps}.mp4`);
    await joined(parts, file, fps);
    await expectExactTimes(file, 28, fps);
    await expectSamePictures(file, parts);
    expect(await containerColour(file)).toEqual([1, 1, 1, 0]);
    const final = out(`${fps}-final.mp4`);
    const sound = out(`${fps}.wav`);
    await writeFile(sound, sineWav(0.5));
    await muxSound({
      ...{videoFile: file, soundtrack: sound, fps, durationInFrames: 28},
      ...{outputFile: final, signal: never},
    });
    await expectExactTimes(final, 28, fps);
    const tracks = (await probe(final)).streams;
    expect(Number(tracks[1]?.duration)).toBeCloseTo(28 / fps, 4);
  });

  it('may be one or forty', async () => {
    const one = out('only-one.mp4');
    await joined(segments.slice(2), one);
    await expectExactTimes(one, 20, 30);
    await expectSamePictures(one, segments.slice(2));

    const forty = Array.from({length: 40}, (_, index) => segments[index % 3] as Segment);
    const file = out('forty.mp4');
    await joined(forty, file);
    await expectExactTimes(
      file,
      forty.reduce((sum, {frames}) => sum + frames, 0),
      30,
    );
    await expectSamePictures(file, forty);
  });

  it('have no B-frames and a key frame every two seconds', async () => {
    const {file} = await encoded('long.mp4', 130, {colour: () => [90, 90, 90]});
    const {streams, packets = []} = await probe(file, {packets: true});
    expect(streams).toHaveLength(1);
    expect(streams[0]?.has_b_frames).toBe(0);
    const keys = packets.flatMap(({flags}, index) => (flags?.startsWith('K') ? [index] : []));
    expect(keys).toEqual([0, 60, 120]);
  });
});

describe('segments that do not fit', () => {
  const refused = async (parts: readonly Segment[], why: RegExp) => {
    const file = out('refused.mp4');
    const error = await failure(joined(parts, file));
    expect(error.code).toBe('render-failed');
    expect(error.message).toMatch(why);
    expect(await exists(file)).toBe(false);
  };
  const good = () => segments[0] as Segment;

  it('are refused for another size, encoder or setting', async () => {
    await refused(
      [good(), await encoded('wide.mp4', 3, {width: 96, height: 64})],
      /^Segment 2 of 2 .*wide\.mp4.* 96x64/,
    );
    await refused(
      [good(), await encoded('draft.mp4', 3, {quality: 'draft'})],
      /^Segment 2 of 2 .*other settings/,
    );
    const page = out('web-same-size.mp4');
    await encodeInBrowser([{file: page, frames: 2, colour: '#112233'}], {...web, width: 64, height: 96});
    await refused([good(), {file: page, frames: 2}], /^Segment 2 of 2 .*other settings/);
  });

  it('are refused for another number of frames', async () => {
    await refused([good(), {...good(), frames: 8}], /^Segment 2 of 2 .* 7 frames instead of 8/);
    await refused([good(), {...good(), frames: 6}], /^Segment 2 of 2 .* more than the 6 frames/);
    await refused([], /no segments/);
  });

  it('are refused when no decoder could start with them or show them in order', async () => {
    const headless = out('headless.mp4');
    await runFfmpeg([
      ...['-i', segments[2]?.file ?? '', '-c', 'copy', '-copyinkf', '-bsf:v', 'noise=drop=eq(n\\,0)'],
      ...['-f', 'mp4', headless],
    ]);
    await refused([good(), {file: headless, frames: 19}], /^Segment 2 of 2 .*key frame/);
    const reordered = out('reordered.mp4');
    await runFfmpeg([
      '-i',
      segments[2]?.file ?? '',
      '-c:v',
      'libx264',
      '-bf',
      '2',
      '-b_strategy',
      '0',
      reordered,
    ]);
    await refused([{file: reordered, frames: 20}], /^Segment 1 of 1 .*B-frames/);
  });

  it('are refused when they cannot be read or hold something else', async () => {
    await refused([good(), {file: out('nowhere.mp4'), frames: 1}], /^Segment 2 of 2 .*nowhere\.mp4/);
    const text = out('text.mp4');
    await writeFile(text, 'not a video at all');
    await refused([good(), {file: text, frames: 1}], /^Segment 2 of 2 .*text\.mp4/);
    await writeFile(text, '');
    await refused([good(), {file: text, frames: 1}], /^Segment 2 of 2 .*text\.mp4/);
    for (const source of [webSegments[3], segments[2]] as Segment[]) {
      const cut = out('cut.mp4');
      await copyFile(source.file, cut);
      await truncate(cut, (await readFile(cut)).length - 40);
      await refused([{file: cut, frames: source.frames}], /^Segment 1 of 1 .*cut\.mp4/);
    }
    const sounding = out('sounding.mp4');
    await writeFile(out('beep.wav'), sineWav(1));
    await muxSound({
      ...{videoFile: good().file, soundtrack: out('beep.wav'), fps: 30, durationInFrames: 7},
      ...{outputFile: sounding, signal: never},
    });
    await refused([{file: sounding, frames: 7}], /^Segment 1 of 1 .*2 tracks/);
  });
});

describe('places that cannot be written', () => {
  it('are told apart from a full disk', async () => {
    const full = out('full.mp4');
    const work = [
      async (outputFile: string) => joined(segments, outputFile),
      async (outputFile: string) =>
        muxSound({
          ...{videoFile: segments[2]?.file ?? '', soundtrack: null, fps: 30, durationInFrames: 20},
          ...{outputFile, signal: never},
        }),
      async (file: string) =>
        writeCover({segment: segments[2]?.file ?? '', frame: 0, fps: 30, width: 64, file, signal: never}),
    ];
    for (const write of work) {
      // A device that takes nothing; only the link to it is removed.
      await symlink('/dev/full', full);
      expect((await failure(write(full))).code).toBe('disk-full');
      expect(await exists(full)).toBe(false);
      expect((await failure(write(out('no/folder/a.mp4')))).code).toBe('output-unwritable');
      expect((await failure(write(folder))).code).toBe('output-unwritable');
    }
    await access('/dev/full');
  });
});

describe('an interruption', () => {
  it('ends the joining at once and leaves nothing', async () => {
    const many = Array.from({length: 3000}, () => segments[2] as Segment);
    const file = out('interrupted.mp4');
    const controller = new AbortController();
    const work = joinSegments({segments: many, fps: 30, outputFile: file, signal: controller.signal});
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await exists(file)).toBe(true);
    const reason = new Error('enough');
    const at = performance.now();
    controller.abort(reason);
    await expect(work).rejects.toBe(reason);
    expect(performance.now() - at).toBeLessThan(200);
    expect(await exists(file)).toBe(false);
  });

  it('ends the mixing of sound at once and leaves nothing', async () => {
    const file = out('interrupted-mux.mp4');
    const sound = out('short.wav');
    await writeFile(sound, sineWav(1));
    const controller = new AbortController();
    // An hour of silence to encode.
    const work = muxSound({
      ...{videoFile: segments[2]?.file ?? '', soundtrack: sound, fps: 30, durationInFrames: 108_000},
      ...{outputFile: file, signal: controller.signal},
    });
    let at = Infinity;
    setTimeout(() => {
      at = performance.now();
      controller.abort(new Error('enough'));
    }, 500);
    await expect(work).rejects.toThrow('enough');
    expect(performance.now() - at).toBeLessThan(200);
    expect(await exists(file)).toBe(false);
  });
});

/** Mono, 48 kHz, 16 bit: a click of 1 ms every second. */
function clicks(seconds: number): Buffer {
  const wav = sineWav(seconds);
  for (let i = 0; i < seconds * 48_000; i++) {
    const isClick = i % 48_000 < 48;
    wav.writeInt16LE(isClick ? (i % 8 < 4 ? 28_000 : -28_000) : 0, 44 + i * 2);
  }
  return wav;
}

/** Seconds at which each second's loudest sample stands. */
function loudest(samples: Int16Array, rate: number, count: number): readonly number[] {
  return Array.from({length: count}, (_, second) => {
    let best = 0;
    // From half a second before, except at the start.
    const from = Math.max(0, Math.round((second - 0.5) * rate));
    const to = Math.min(samples.length, Math.round((second + 0.5) * rate));
    for (let i = from; i < to; i++) {
      if (Math.abs(samples[i] ?? 0) > Math.abs(samples[best] ?? 0) || best < from) best = i;
    }
    return best / rate;
  });
}

describe('sound', () => {
  const fps = 30;
  const frames = 8 * fps + 1;
  let video: string;
  let final: string;

  beforeAll(async () => {
    // A white frame each second, spread over segments that begin in between.
    const flash =
      (from: number) =>
      (frame: number): Colour =>
        (frame + from) % fps === 0 ? [255, 255, 255] : [0, 0, 0];
    const lengths = [40, 75, 1, 100, 25];
    const parts: Segment[] = [];
    let from = 0;
    for (const [index, length] of lengths.entries()) {
      parts.push(await encoded(`flash-${index}.mp4`, length, {colour: flash(from)}));
      from += length;
    }
    video = out('flashes.mp4');
    await joined(parts, video);
    await writeFile(out('clicks.wav'), clicks(9));
    final = out('clicks.mp4');
    await muxSound({
      ...{videoFile: video, soundtrack: out('clicks.wav'), fps, durationInFrames: frames},
      ...{outputFile: final, signal: never},
    });
  });

  it('stays with the picture from start to end', async () => {
    const raw = (
      await runFfmpeg([
        '-i',
        final,
        '-map',
        '0:v',
        '-pix_fmt',
        'yuv420p',
        '-c:v',
        'rawvideo',
        '-f',
        'image2pipe',
        'pipe:1',
      ])
    ).stdout;
    const size = (64 * 96 * 3) / 2;
    const white = Array.from({length: frames}, (_, frame) => frame).filter(
      (frame) => (raw[frame * size] ?? 0) > 128,
    );
    expect(white).toEqual([0, 30, 60, 90, 120, 150, 180, 210, 240]);

    const wav = (
      await runFfmpeg(['-i', final, '-map', '0:a', '-ac', '1', '-c:a', 'pcm_s16le', '-f', 'wav', 'pipe:1'])
    ).stdout;
    const start = Buffer.from(wav).indexOf('data') + 8;
    const bytes = Uint8Array.from(wav.subarray(start));
    const decoded = new Int16Array(bytes.buffer, 0, Math.floor(bytes.length / 2));
    // ffmpeg does not cut what the encoder added to fill its last block of 1024 samples.
    const wanted = (frames / fps) * 48_000;
    expect(decoded.length).toBeGreaterThanOrEqual(wanted);
    expect(decoded.length).toBeLessThan(wanted + 1024);
    const heard = loudest(decoded, 48_000, 9);
    white.forEach((frame, index) => expect(Math.abs((heard[index] ?? 9) - frame / fps)).toBeLessThan(0.003));
  });

  it('is heard at the same instants by a browser, which plays the file to its end', async () => {
    const {rate, samples} = await decodeSoundInBrowser(final);
    const heard = loudest(samples, rate, 9);
    heard.forEach((at, second) => expect(Math.abs(at - second)).toBeLessThan(1 / fps));
    const played = await playInBrowser(out('30-final.mp4'));
    expect(played).toMatchObject({width: 64, height: 96, ended: true});
    expect(played.seconds).toBeCloseTo(28 / 30, 2);
  });

  it('makes a file that players and platforms take', async () => {
    const {streams} = await probe(final, {packets: true});
    expect(streams).toHaveLength(2);
    expect(streams[1]).toMatchObject({
      codec_name: 'aac',
      profile: expect.stringMatching(/^(?:LC|1)$/),
      sample_rate: '48000',
      channels: 2,
    });
    expect(Number(streams[1]?.duration)).toBeCloseTo(frames / fps, 4);
    await expectExactTimes(final, frames, fps);
    const content = await readFile(final);
    expect(content.toString('latin1', 4, 12)).toBe('ftypisom');
    expect(content.includes('avc1')).toBe(true);
    expect(content.includes('avc3')).toBe(false);
    expect(content.indexOf('moov')).toBeLessThan(content.indexOf('mdat'));
    // The sound's edit list skips the encoder's priming, the picture's shows it from its first frame.
    const edits: number[] = [];
    for (let at = content.indexOf('elst'); at > 0; at = content.indexOf('elst', at + 1)) {
      expect(content.readUInt32BE(at + 8)).toBe(1);
      edits.push(content.readInt32BE(at + 16));
    }
    expect(edits).toEqual([0, 1024]);
  });

  it('is cut or filled to the length of the picture, and may be missing', async () => {
    for (const seconds of [0.4, 30]) {
      await writeFile(out('other.wav'), sineWav(seconds));
      const file = out('other.mp4');
      await muxSound({
        ...{videoFile: video, soundtrack: out('other.wav'), fps, durationInFrames: frames},
        ...{outputFile: file, signal: never},
      });
      const {streams} = await probe(file);
      expect(Number(streams[1]?.duration)).toBeCloseTo(frames / fps, 4);
      expect(Number(streams[0]?.duration)).toBeCloseTo(frames / fps, 6);
    }
    const silent = out('silent.mp4');
    await muxSound({
      ...{videoFile: video, soundtrack: null, fps, durationInFrames: frames},
      ...{outputFile: silent, signal: never},
    });
    expect((await probe(silent)).streams).toHaveLength(1);
    await expectExactTimes(silent, frames, fps);
  });

  it('is refused with a picture of another length, and when it is no sound', async () => {
    const file = out('wrong.mp4');
    const common = {videoFile: video, fps, outputFile: file, signal: never};
    const longer = await failure(muxSound({...common, soundtrack: null, durationInFrames: frames + 1}));
    expect(longer.code).toBe('render-failed');
    expect(longer.message).toContain(`${frames} frames`);
    expect(await exists(file)).toBe(false);
    await writeFile(out('no.wav'), 'no sound');
    const unread = await failure(muxSound({...common, soundtrack: out('no.wav'), durationInFrames: frames}));
    expect(unread.code).toBe('ffmpeg-failed');
    expect(unread.message).toContain('no.wav');
    expect(await exists(file)).toBe(false);
  });
});

describe('a cover', () => {
  async function colourOf(
    jpeg: string,
  ): Promise<{width: number | undefined; height: number | undefined; pixel: number[]}> {
    const {width, height} = (await probe(jpeg)).streams[0] ?? {};
    const {stdout} = await runFfmpeg([
      ...[
        '-i',
        jpeg,
        '-vf',
        'zscale=matrixin=470bg:rangein=full:matrix=gbr:range=full,format=gbrp,format=rgb24',
      ],
      ...['-c:v', 'rawvideo', '-f', 'image2pipe', 'pipe:1'],
    ]);
    const middle = (Math.floor((height ?? 0) * 0.9) * (width ?? 0) + Math.floor((width ?? 0) / 2)) * 3;
    return {width, height, pixel: [...stdout.subarray(middle, middle + 3)]};
  }
  const near = (given: readonly number[], wanted: readonly number[]) =>
    given.length === 3 && given.every((channel, index) => Math.abs(channel - (wanted[index] ?? 0)) <= 6);

  it('shows the frame it should in the colours it was drawn in, whichever engine drew it', async () => {
    const parts = [await encoded('cover-x264.mp4', 70)];
    const file = out('cover.jpg');
    for (const frame of [0, 1, 33, 69]) {
      await writeCover({segment: parts[0]?.file ?? '', frame, fps: 30, width: 128, file, signal: never});
      const seen = await colourOf(file);
      expect([seen.width, seen.height]).toEqual([128, 192]);
      expect(seen.pixel, `frame ${frame}`).toSatisfy((pixel: number[]) => near(pixel, rainbow(frame)));
    }
    for (const [index, wanted] of [
      [255, 0, 0],
      [0, 255, 0],
      [255, 0, 255],
      [0, 0, 255],
    ].entries()) {
      const {file: segment, frames} = webSegments[index] as Segment;
      await writeCover({segment, frame: frames - 1, fps: 30, width: 1080, file, signal: never});
      const seen = await colourOf(file);
      expect([seen.width, seen.height]).toEqual([1080, 1920]);
      expect(seen.pixel, segment).toSatisfy((pixel: number[]) => near(pixel, wanted));
    }
  });

  it('is refused for a frame that is not there', async () => {
    const file = out('no-cover.jpg');
    const error = await failure(
      writeCover({segment: segments[0]?.file ?? '', frame: 7, fps: 30, width: 64, file, signal: never}),
    );
    expect(error.code).toBe('render-failed');
    expect(error.message).toContain('frame 7');
    expect(await exists(file)).toBe(false);
    await mkdir(out('a-folder'), {recursive: true});
    expect(
      (
        await failure(
          writeCover({segment: out('none.mp4'), frame: 0, fps: 30, width: 64, file, signal: never}),
        )
      ).code,
    ).toBe('ffmpeg-failed');
  });
});

describe('colour tags', () => {
  it('are left alone where the stream does not name its matrix', () => {
    // High@3.0 without usability information.
    const plain = Uint8Array.from(Buffer.from('0164001effe1000c6764001eacd9405005bb0110', 'hex'));
    expect(tagAsDrawnInBrowser(Uint8Array.from([...plain, 1, 0, 4, 0x68, 0xeb, 0xe3, 0xcb]))).toBeNull();
  });
});
