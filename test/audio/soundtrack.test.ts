import {createHash} from 'node:crypto';
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {composeSoundtrack, narrate} from '../../src/audio/index.ts';
import {flite} from '../../src/audio/voices/flite.ts';
import {assetSchema, type Narration, type Storyboard} from '../../src/schema/index.ts';
import {decodeWav, integratedLoudness, truePeak} from '../../src/sound/index.ts';
import {scriptOf} from './script.ts';

const fps = 30;
const leadMs = 200;
let folder = '';
let narration: Narration;
let storyboard: Storyboard;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'soundtrack-'));
  const voice = flite();
  const script = scriptOf([
    'Why do cats knead you?',
    'Kittens push their mother, and the milk flows. It works.',
    'Follow for one more odd fact.',
  ]);
  narration = await narrate(script, {voice});
  await voice.doClose?.();
  let frame = 0;
  const scenes = narration.lines.map(({sceneId, words, durationInMs}, index) => {
    const startFrame = frame;
    const durationInFrames = Math.ceil(((durationInMs + leadMs + (index === 2 ? 1500 : 300)) / 1000) * fps);
    frame += durationInFrames;
    return {
      kind: 'point' as const,
      id: sceneId,
      startFrame,
      durationInFrames,
      onScreenText: sceneId,
      emphasis: [],
      visual: null,
      words: words.map(({text, startMs, endMs}) => ({
        text,
        startMs: startMs + leadMs,
        endMs: endMs + leadMs,
      })),
    };
  });
  storyboard = {
    seed: 'cats',
    fps,
    durationInFrames: frame,
    platform: 'tiktok',
    scenes,
  } as unknown as Storyboard;
});
afterAll(async () => rm(folder, {recursive: true, force: true}));

const level = (channel: Float32Array, fromSeconds: number, toSeconds: number) => {
  const part = channel.subarray(Math.round(fromSeconds * 48_000), Math.round(toSeconds * 48_000));
  return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length + 1e-12);
};

describe('composeSoundtrack', () => {
  it('writes what it says: exact length, loudness, true peak, hash and rights', async () => {
    const directory = join(folder, 'new', 'place');
    const soundtrack = await composeSoundtrack({storyboard, narration, directory});
    const bytes = await readFile(soundtrack.file);
    expect(await readdir(directory)).toEqual(['soundtrack.wav']);
    const pcm = decodeWav(bytes);
    expect(pcm.sampleRateHz).toBe(48_000);
    expect(pcm.channels.map(({length}) => length)).toEqual(
      Array.from({length: 2}, () => Math.round((storyboard.durationInFrames * 48_000) / fps)),
    );
    expect(integratedLoudness(pcm)).toBeCloseTo(-14, 1);
    expect(soundtrack.loudnessLufs).toBeCloseTo(integratedLoudness(pcm), 1);
    expect(truePeak(pcm)).toBeLessThanOrEqual(-1.28);
    expect(soundtrack.truePeakDbtp).toBeCloseTo(truePeak(pcm), 1);
    expect(assetSchema.safeParse(soundtrack.asset).error).toBeUndefined();
    expect(soundtrack.asset).toMatchObject({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      durationInSeconds: storyboard.durationInFrames / fps,
      rights: {licence: 'own work', aiGenerated: false},
    });
  });

  it('puts each line where the words of its scene are', async () => {
    const {file} = await composeSoundtrack({storyboard, narration, directory: folder, music: false});
    const [left] = decodeWav(await readFile(file)).channels as [Float32Array];
    for (const {startFrame, words} of storyboard.scenes) {
      const start = startFrame / fps;
      const [first, last] = [words[0]!, words.at(-1)!];
      expect(level(left, start, start + first.startMs / 1000 - 0.04)).toBeLessThan(-70);
      expect(level(left, start + last.endMs / 1000 + 0.1, start + last.endMs / 1000 + 0.2)).toBeLessThan(-70);
      for (const {startMs, endMs} of words) {
        expect(level(left, start + startMs / 1000, start + endMs / 1000)).toBeGreaterThan(-38);
      }
    }
  });

  it('keeps the music at least 14 dB under the speech, up again where nobody speaks, and quiet at the end', async () => {
    const dry = decodeWav(
      await readFile(
        (await composeSoundtrack({storyboard, narration, directory: folder, music: false})).file,
      ),
    );
    const wet = decodeWav(
      await readFile((await composeSoundtrack({storyboard, narration, directory: folder})).file),
    );
    const length = dry.channels[0]!.length;
    // Both are normalised, a fraction of a dB apart: the gain between them is found where speech is loud.
    const dot = (a: Float32Array, b: Float32Array) =>
      a.reduce((sum, value, index) => sum + value * b[index]!, 0);
    const gain = dot(wet.channels[0]!, dry.channels[0]!) / dot(dry.channels[0]!, dry.channels[0]!);
    const music = wet.channels[0]!.map((value, index) => value - gain * dry.channels[0]![index]!);
    const scene = storyboard.scenes[1]!;
    const [from, to] = [
      scene.startFrame / fps + scene.words[0]!.startMs / 1000,
      scene.startFrame / fps + scene.words.at(-1)!.endMs / 1000,
    ];
    expect(level(wet.channels[0]!, from, to) - level(music, from, to)).toBeGreaterThan(14);
    const seconds = length / 48_000;
    expect(level(music, seconds - 0.9, seconds - 0.7)).toBeGreaterThan(level(music, from, to));
    expect(level(wet.channels[0]!, seconds - 0.09, seconds)).toBeLessThan(-80);
  });

  it('gives the same bytes for the same input, other music for another seed', async () => {
    const hash = async (board: Storyboard) =>
      (await composeSoundtrack({storyboard: board, narration, directory: folder})).asset.sha256;
    const first = await hash(storyboard);
    expect(await hash(storyboard)).toBe(first);
    expect(await hash({...storyboard, seed: 'dogs'})).not.toBe(first);
  });

  it('limits to the ceiling it is given and reaches the loudness it is given', async () => {
    const {file, truePeakDbtp} = await composeSoundtrack({
      storyboard,
      narration,
      directory: folder,
      targetLufs: -11,
      maxTruePeakDbtp: -3,
    });
    const pcm = decodeWav(await readFile(file));
    expect(truePeakDbtp).toBeLessThanOrEqual(-2.99);
    expect(truePeak(pcm)).toBeLessThanOrEqual(-2.97);
    expect(integratedLoudness(pcm)).toBeCloseTo(-11, 0);
  });

  it('says what does not fit together, and where it cannot write', async () => {
    const short: Narration = {...narration, lines: narration.lines.slice(0, 1)};
    await expect(composeSoundtrack({storyboard, narration: short, directory: folder})).rejects.toThrow(
      "'scene-2'",
    );
    await expect(
      composeSoundtrack({storyboard, narration, directory: folder, targetLufs: 3}),
    ).rejects.toThrow('targetLufs');
    const file = join(folder, 'a-file');
    await writeFile(file, 'x');
    await expect(composeSoundtrack({storyboard, narration, directory: file})).rejects.toMatchObject({
      code: 'output-unwritable',
    });
  });

  it('stops when cancelled and leaves no file', async () => {
    const directory = join(folder, 'cancelled');
    const controller = new AbortController();
    const cancelled = composeSoundtrack({storyboard, narration, directory, signal: controller.signal});
    setTimeout(() => controller.abort(new Error('enough')), 100);
    await expect(cancelled).rejects.toThrow('enough');
    await expect(readdir(directory)).rejects.toThrow('ENOENT');
  });
});
