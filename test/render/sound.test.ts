import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, it} from 'vitest';
import {composeMusic} from '../../src/audio/music/compose.ts';
import {runFfmpeg} from '../../src/ffmpeg.ts';
import {encode} from '../../src/render/encode/encode.ts';
import {decodeWav, encodeWav, levelTo, truePeak} from '../../src/sound/index.ts';

it('keeps drums under -1 dBTP in what the screenshots engine writes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sound-of-video-'));
  try {
    const seconds = 5;
    const {pcm} = composeMusic({mood: 'epic', seed: 4, length: seconds * 48_000, cuts: [1, 2, 4]});
    const loud = levelTo(pcm, -14, {ceilingDbtp: -1.4});
    const soundtrack = join(folder, 'loud.wav');
    await writeFile(soundtrack, encodeWav(loud.pcm, 16));
    const photo = fileURLToPath(new URL('../../bench/assets/mug.jpg', import.meta.url));
    const picture = await runFfmpeg([
      ...['-i', photo, '-vf', 'scale=64:64', '-frames:v', '1'],
      ...['-f', 'image2pipe', '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', 'pipe:1'],
    ]);
    const outputFile = join(folder, 'video.mp4');
    async function* pictures() {
      for (let frame = 0; frame < seconds; frame += 1) yield picture.stdout;
    }
    await encode({
      pictures: pictures(),
      fps: 1,
      durationInFrames: seconds,
      soundtrack,
      quality: 'draft',
      outputFile,
      signal: new AbortController().signal,
    });
    const {stdout} = await runFfmpeg(['-i', outputFile, '-vn', '-c:a', 'pcm_s24le', '-f', 'wav', 'pipe:1']);
    const peak = truePeak(decodeWav(stdout));
    expect(peak).toBeGreaterThan(-3);
    expect(peak).toBeLessThanOrEqual(-1);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
});
