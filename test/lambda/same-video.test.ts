import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {runFfmpeg} from '../../src/ffmpeg.ts';
import {likenessOf} from '../../src/render/likeness/likeness.ts';
import {localRenderer, type LocalRenderer} from '../../src/render/local.ts';
import {render} from '../../src/render/render.ts';
import {photograph} from '../render/both-engines.ts';
import {asAsset, plainPng, sineWav, smallStoryboard, testCacheDir} from '../render/small-storyboard.ts';
import {framesOfVideo} from '../render/web-storyboard.ts';
import {openTestPlace, type TestPlace} from './lambda-place.ts';

let test: TestPlace;
let local: LocalRenderer;
beforeAll(async () => {
  test = await openTestPlace({limit: 10});
  local = localRenderer({cacheDir: testCacheDir, engine: 'screenshots', sceneCacheBytes: 0, concurrency: 1});
}, 180_000);
afterAll(async () => {
  await local?.doClose();
  await test?.[Symbol.asyncDispose]();
});

const signal = new AbortController().signal;

/** The sound as 16-bit samples of one channel, 48 kHz. */
async function samplesOf(file: string): Promise<Int16Array> {
  const {stdout} = await runFfmpeg(['-i', file, '-vn', '-ac', '1', '-ar', '48000', '-f', 'wav', 'pipe:1']);
  const bytes = Buffer.from(stdout);
  const at = bytes.indexOf('data') + 8;
  return new Int16Array(
    bytes.buffer.slice(bytes.byteOffset + at, bytes.byteOffset + at + ((bytes.length - at) & ~1)),
  );
}

/** Where the first sound begins, samples. */
const onsetOf = (samples: Int16Array) => samples.findIndex((sample) => Math.abs(sample) > 1000);

describe('a storyboard with a built-in template', () => {
  it('looks the same frame by frame, and sounds the same, from Lambda, from screenshots and from the web engine here', async () => {
    const [png, wav] = [join(test.folder, 'picture.png'), join(test.folder, 'sound.wav')];
    const picture = await asAsset(png, plainPng(64, 64, [200, 40, 90]), {
      kind: 'image',
      mimeType: 'image/png',
    });
    // Half a second of silence, then a tone: what comes late or early is heard.
    const tone = sineWav(1.5);
    tone.fill(0, 44, 44 + 24_000 * 2);
    const sound = await asAsset(wav, tone, {kind: 'audio', mimeType: 'audio/wav'});
    const storyboard = smallStoryboard({
      template: {id: 'headline', options: {}},
      soundtrack: {asset: 'sound'},
      assets: {picture: {...picture, width: 64, height: 64}, sound},
    });
    const files = {picture: png, sound: wav};
    await using lambda = test.renderer({chunking: {framesPerLambda: 12}});
    const there = await render(storyboard, {
      renderer: lambda,
      files,
      outputFile: join(test.folder, 'there.mp4'),
    });
    const here = await render(storyboard, {
      renderer: local,
      files,
      outputFile: join(test.folder, 'here.mp4'),
    });
    expect(there.template).toEqual(here.template);
    const web = await render(storyboard, {
      renderer: local,
      engine: 'web',
      files,
      outputFile: join(test.folder, 'web.mp4'),
    });
    expect([there, here, web].map(({engine}) => engine)).toEqual(['lambda', 'screenshots', 'web']);

    const {width, height} = storyboard;
    const drawn = await Promise.all(
      [here, there, web].map(async ({file}) => framesOfVideo(file, width, height)),
    );
    for (const each of drawn) expect(each).toHaveLength(45);
    const staged = await local.session.stage(storyboard, files, signal);
    const frames = Array.from({length: 45}, (_, frame) => frame);
    const pictures = await photograph(local.session, staged, frames);
    staged.release();
    const differences = (a: number, b: number) =>
      frames.flatMap((frame) => {
        const of = (index: number) => ({width, height, rgb: drawn[index]?.[frame] ?? new Uint8Array()});
        const {difference} = likenessOf(of(a), of(b), pictures.get(frame)?.words ?? []);
        return difference === null ? [] : [`frame ${frame}: ${difference}`];
      });
    expect(differences(0, 1)).toEqual([]);
    expect(differences(0, 2)).toEqual([]);
    expect(differences(1, 2)).toEqual([]);

    const [heard, wanted] = await Promise.all([samplesOf(there.file), samplesOf(here.file)]);
    expect(heard.length).toBe(wanted.length);
    expect(Math.abs(onsetOf(heard) - onsetOf(wanted))).toBeLessThan(48);
  }, 180_000);

  it('carries its sound in the bucket as well', async () => {
    const wav = join(test.folder, 'tone.wav');
    const tone = sineWav(1.5);
    tone.fill(0, 44, 44 + 24_000 * 2);
    const sound = await asAsset(wav, tone, {kind: 'audio', mimeType: 'audio/wav'});
    const storyboard = smallStoryboard({
      template: {id: 'headline', options: {}},
      soundtrack: {asset: 'sound'},
      assets: {sound},
    });
    await using lambda = test.renderer({chunking: {framesPerLambda: 23}, keep: {videos: true}});
    const onProgress = () => undefined;
    const video = await lambda.renderRemotely({storyboard, files: {sound: wav}, onProgress, signal});
    const fetched = join(test.folder, 'fetched.mp4');
    await writeFile(fetched, Buffer.from(await (await fetch(video.url)).arrayBuffer()));
    const samples = await samplesOf(fetched);
    // The tone begins after half a second and lasts to the end. Sound that was joined from pieces keeps the priming of the
    // AAC encoder, 43 ms; EBU R37 allows sound to come 60 ms late.
    expect(onsetOf(samples) - 24_000).toBeGreaterThan(-480);
    expect(onsetOf(samples) - 24_000).toBeLessThan(2880);
    expect(samples.length / 48_000).toBeGreaterThan(1.45);
    expect(samples.length / 48_000).toBeLessThan(1.6);
  }, 120_000);
});
