import {access, readdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {probe, runFfmpeg} from '../src/ffmpeg.ts';
import {plainPng, sineWav, temporaryFolder} from './render/small-storyboard.ts';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder('ffmpeg');
  await writeFile(join(folder, 'tone.wav'), sineWav(1));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

const grey = (shade: number) => plainPng(16, 16, [shade, shade, shade]);

describe('runFfmpeg', () => {
  it('encodes what it is given on its input and probe describes it', async () => {
    const file = join(folder, 'grey.mp4');
    async function* pictures() {
      for (let shade = 0; shade < 30; shade++) yield grey(shade * 8);
    }
    await runFfmpeg(
      ['-f', 'image2pipe', '-c:v', 'png', '-framerate', '30', '-i', 'pipe:0', '-pix_fmt', 'yuv420p', file],
      {input: pictures()},
    );
    const {streams, format, packets} = await probe(file, {packets: true});
    expect(streams[0]).toMatchObject({
      codec_type: 'video',
      codec_name: 'h264',
      width: 16,
      height: 16,
      nb_frames: '30',
    });
    expect(Number(format.duration)).toBeCloseTo(1, 3);
    expect(packets).toHaveLength(30);
  });

  it('hands over what it writes to its output', async () => {
    const {stdout} = await runFfmpeg(['-i', join(folder, 'tone.wav'), '-f', 'wav', '-ar', '8000', 'pipe:1']);
    expect(Buffer.from(stdout.subarray(0, 4)).toString()).toBe('RIFF');
    expect(stdout.length).toBeGreaterThan(16_000);
  });

  it('says why it failed', async () => {
    await expect(runFfmpeg(['-i', join(folder, 'absent.wav'), '-f', 'null', '-'])).rejects.toMatchObject({
      code: 'ffmpeg-failed',
      message: expect.stringContaining('No such file or directory'),
    });
  });

  it('says when the disk is full', async () => {
    await access('/dev/full');
    await expect(
      runFfmpeg(['-stream_loop', '20', '-i', join(folder, 'tone.wav'), '-f', 'wav', '/dev/full']),
    ).rejects.toMatchObject({code: 'disk-full'});
  });

  it('opens neither the network nor what a playlist names', async () => {
    const playlist = join(folder, 'list.mp4');
    await writeFile(
      playlist,
      `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://${folder}/tone.wav\n#EXT-X-ENDLIST\n`,
    );
    const list = join(folder, 'list.txt');
    await writeFile(list, `ffconcat version 1.0\nfile '${folder}/tone.wav'\n`);
    for (const input of [playlist, list, 'http://127.0.0.1:9/x.wav']) {
      await expect(runFfmpeg(['-i', input, '-f', 'null', '-']), input).rejects.toMatchObject({
        code: 'ffmpeg-failed',
      });
    }
    await expect(probe(playlist)).rejects.toMatchObject({code: 'ffmpeg-failed'});
  });

  it('ends at once when aborted, also while it waits for its input', async () => {
    const controller = new AbortController();
    async function* never(): AsyncGenerator<Uint8Array> {
      yield grey(0);
      await new Promise(() => undefined);
    }
    const started = performance.now();
    const running = runFfmpeg(
      ['-f', 'image2pipe', '-c:v', 'png', '-i', 'pipe:0', join(folder, 'never.mp4')],
      {input: never(), signal: controller.signal},
    );
    setTimeout(() => controller.abort(new Error('enough')), 300);
    await expect(running).rejects.toThrow('enough');
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it('passes on what its input throws', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield grey(0);
      throw new Error('no more pictures');
    }
    await expect(
      runFfmpeg(['-f', 'image2pipe', '-c:v', 'png', '-i', 'pipe:0', join(folder, 'broken.mp4')], {
        input: broken(),
      }),
    ).rejects.toThrow('no more pictures');
  });

  it.skipIf(process.platform === 'win32')('says that somebody else ended it', async () => {
    const program = join(folder, 'ended.sh');
    await writeFile(program, '#!/bin/sh\nkill -9 $$\n', {mode: 0o755});
    await expect(runFfmpeg(['-version'], {ffmpegPath: program})).rejects.toMatchObject({
      code: 'ffmpeg-failed',
      action: 'retry',
      message: expect.stringContaining('SIGKILL'),
    });
  });

  it('wants an absolute path and does not start for an aborted caller', async () => {
    await expect(probe('tone.wav')).rejects.toMatchObject({code: 'ffmpeg-failed'});
    const before = await readdir(folder);
    await expect(
      runFfmpeg(['-i', join(folder, 'tone.wav'), join(folder, 'late.mp4')], {
        signal: AbortSignal.abort(new Error('late')),
      }),
    ).rejects.toThrow('late');
    expect(await readdir(folder)).toEqual(before);
  });
});
