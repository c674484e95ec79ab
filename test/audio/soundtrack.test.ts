import {createHash} from 'node:crypto';
import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {monitorEventLoopDelay} from 'node:perf_hooks';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {composeSoundtrack, moods, narrate} from '../../src/audio/index.ts';
import {flite} from '../../src/audio/voices/flite.ts';
import {InvalidInputError} from '../../src/errors.ts';
import {runFfmpeg} from '../../src/ffmpeg.ts';
import {assetSchema, type Narration, type Storyboard} from '../../src/schema/index.ts';
import {decodeWav, encodeWav, integratedLoudness, truePeak} from '../../src/sound/index.ts';
import {tones} from '../sound/signals.ts';
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
    expect(truePeak(pcm)).toBeLessThanOrEqual(-1.38);
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
    const {file} = await composeSoundtrack({
      storyboard,
      narration,
      directory: folder,
      music: 'none',
      effects: false,
    });
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

  it('keeps music and effects at least 10 dB under the speech, up again at the end, and quiet for the last tenth of a second', async () => {
    const dry = decodeWav(
      await readFile(
        (await composeSoundtrack({storyboard, narration, directory: folder, music: 'none', effects: false}))
          .file,
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
    expect(level(wet.channels[0]!, from, to) - level(music, from, to)).toBeGreaterThan(10);
    const seconds = length / 48_000;
    expect(level(music, from, to)).toBeGreaterThan(-55);
    expect(level(music, seconds - 1.4, seconds - 0.9)).toBeGreaterThan(level(music, from, to));
    expect(level(wet.channels[0]!, seconds - 0.09, seconds)).toBeLessThan(-80);
  });

  it.each(moods)('%s: stays at -14 LUFS and under -1 dBTP when it is encoded as AAC', async (mood) => {
    for (const seed of [1, 2]) {
      const {file} = await composeSoundtrack({storyboard, narration, directory: folder, music: {mood, seed}});
      const encoded = join(folder, 'encoded.mp4');
      await runFfmpeg([
        '-i',
        file,
        '-c:a',
        'aac',
        '-aac_coder',
        'fast',
        '-b:a',
        '192k',
        '-f',
        'mp4',
        encoded,
      ]);
      const {stdout} = await runFfmpeg(['-i', encoded, '-c:a', 'pcm_s24le', '-f', 'wav', 'pipe:1']);
      const decoded = decodeWav(stdout);
      expect(truePeak(decoded)).toBeLessThanOrEqual(-1);
      expect(Math.abs(integratedLoudness(decoded) + 14)).toBeLessThan(0.5);
    }
  });

  it('says whose the music is, and what it is', async () => {
    const made = await composeSoundtrack({storyboard, narration, directory: folder, music: 'lo-fi'});
    expect(made.music).toMatchObject({mood: 'lo-fi'});
    expect(made.music!.tempo).toBeGreaterThan(60);
    expect(made.parts!['soundtrack-music']).toMatchObject({
      licence: 'own work',
      author: 'viral-video-generator',
    });
    expect(made.asset.rights.source).toContain('lo-fi');
    const none = await composeSoundtrack({
      storyboard,
      narration,
      directory: folder,
      music: 'none',
      effects: false,
    });
    expect(none.music).toBeUndefined();
    expect(none.parts).toEqual({});
  });

  it('takes a recording of the user, shorter than the video, and carries its rights', async () => {
    const file = join(folder, 'own.wav');
    const tone = tones(22_050, 1, [{frequencyHz: 220, seconds: 3, peakDbfs: -12}]);
    await writeFile(file, encodeWav(tone));
    const rights = {licence: 'CC-BY-4.0', author: 'Ann Example', aiGenerated: false};
    const made = await composeSoundtrack({
      storyboard,
      narration,
      directory: folder,
      music: {file, rights},
      effects: false,
    });
    expect(made.asset.rights).toEqual(rights);
    expect(made.parts).toEqual({'soundtrack-music': rights});
    const [left] = decodeWav(await readFile(made.file)).channels as [Float32Array];
    expect(Math.abs(integratedLoudness(decodeWav(await readFile(made.file))) + 14)).toBeLessThan(0.2);
    // The tone goes on until the end fades.
    const seconds = made.durationInSeconds;
    expect(level(left, seconds - 1.3, seconds - 1)).toBeGreaterThan(-45);
    for (const music of [
      {file: join(folder, 'missing.mp3'), rights},
      {file: join(folder, 'own.wav'), rights: {licence: '', aiGenerated: false}},
    ]) {
      await expect(composeSoundtrack({storyboard, narration, directory: folder, music})).rejects.toThrow();
    }
  });

  it('keeps composed music for the next time, sounds the same with it, and mends a damaged file', async () => {
    const stems = {directory: join(folder, 'stems')};
    const hash = async (options: object) =>
      (
        await composeSoundtrack({
          storyboard,
          narration,
          directory: folder,
          music: 'tense',
          effects: false,
          ...options,
        })
      ).asset.sha256;
    const fresh = await hash({});
    expect(await hash({stems})).toBe(fresh);
    const names = await readdir(stems.directory);
    // The music and three lines of speech.
    expect(names).toHaveLength(4);
    const timeOf = async (name: string) => (await stat(join(stems.directory, name))).mtimeMs;
    const before = await Promise.all(names.map(timeOf));
    expect(await hash({stems})).toBe(fresh);
    for (const [index, name] of names.entries())
      expect(await timeOf(name)).toBeGreaterThanOrEqual(before[index]!);
    for (const name of names) {
      const bytes = await readFile(join(stems.directory, name));
      bytes[5000] = bytes[5000]! ^ 0xff;
      await writeFile(join(stems.directory, name), bytes);
    }
    expect(await hash({stems})).toBe(fresh);
    // Another voice over the same music: the same file serves.
    const other: Narration = {
      ...narration,
      lines: narration.lines.map((line) => ({...line, samples: line.samples.map((sample) => sample * 0.5)})),
    };
    await composeSoundtrack({
      storyboard,
      narration: other,
      directory: folder,
      music: 'tense',
      effects: false,
      stems,
    });
    expect(await readdir(stems.directory)).toHaveLength(7);
    // Effects are not kept, and sound the same beside what is.
    const withEffects = await hash({effects: true});
    expect(await hash({effects: true, stems})).toBe(withEffects);
    expect(await hash({effects: true, stems})).toBe(withEffects);
    expect(await readdir(stems.directory)).toHaveLength(7);
    // Another mood needs another, and old ones make room.
    const maxBytes = 2_000_000;
    await hash({stems: {...stems, maxBytes}, music: 'calm'});
    const sizes = (await readdir(stems.directory)).map(
      async (name) => (await stat(join(stems.directory, name))).size,
    );
    expect((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(maxBytes);
  });

  it('never holds the event loop up', async () => {
    await composeSoundtrack({storyboard, narration, directory: folder});
    const delay = monitorEventLoopDelay({resolution: 5});
    delay.enable();
    await composeSoundtrack({storyboard, narration, directory: folder});
    delay.disable();
    // Half of what passes on a busy machine is the machine's own.
    expect(delay.percentile(95) / 1e6).toBeLessThan(50);
  });

  it('needs no more memory the more soundtracks are made', async () => {
    const make = () => composeSoundtrack({storyboard, narration, directory: folder, music: 'calm'});
    for (let round = 0; round < 4; round += 1) await make();
    const before = process.memoryUsage.rss();
    for (let round = 0; round < 10; round += 1) await make();
    expect(process.memoryUsage.rss() - before).toBeLessThan(80e6);
  });

  it('refuses samples that are no numbers by name, and anything beyond reason', async () => {
    for (const bad of [Number.NaN, Infinity, 1e9]) {
      const broken: Narration = {
        ...narration,
        lines: narration.lines.map((line, index) => {
          const samples = line.samples.slice();
          if (index === 1) samples[1234] = bad;
          return {...line, samples};
        }),
      };
      const failed = composeSoundtrack({storyboard, narration: broken, directory: folder});
      await expect(failed).rejects.toThrow(InvalidInputError);
      await expect(failed).rejects.toThrow('lines[1].samples: holds');
    }
  });

  it('makes music alone where nobody speaks: no narration, or one of silence', async () => {
    const wordless = {
      ...storyboard,
      scenes: storyboard.scenes.map((scene) => ({...scene, words: []})),
    } as unknown as Storyboard;
    const silent: Narration = {
      ...narration,
      lines: narration.lines.map((line) => ({...line, samples: new Float32Array(line.samples.length)})),
    };
    for (const made of [
      await composeSoundtrack({
        storyboard: wordless,
        narration: {...narration, lines: []},
        directory: folder,
      }),
      await composeSoundtrack({storyboard, narration: silent, directory: folder}),
    ]) {
      expect(made.loudnessLufs).toBeCloseTo(-14, 0);
      expect(made.truePeakDbtp).toBeLessThanOrEqual(-1.4);
    }
  });

  it('makes no room in the music for a line that is only read', async () => {
    const silenced: Narration = {
      ...narration,
      lines: narration.lines.map((line, index) =>
        index === 1 ? {...line, samples: new Float32Array(line.samples.length)} : line,
      ),
    };
    const scene = storyboard.scenes[1]!;
    const [from, to] = [scene.words[0]!, scene.words.at(-1)!].map(
      ({startMs, endMs}, at) => scene.startFrame / fps + (at === 0 ? startMs : endMs) / 1000,
    ) as [number, number];
    const levelOf = async (spoken: Narration) => {
      const {file} = await composeSoundtrack({
        storyboard,
        narration: spoken,
        directory: folder,
        music: 'calm',
        effects: false,
      });
      const [left] = decodeWav(await readFile(file)).channels as [Float32Array];
      return level(left, from + 0.5, to - 0.5);
    };
    const wordless = {
      ...storyboard,
      scenes: storyboard.scenes.map((each, index) => (index === 1 ? {...each, words: []} : each)),
    };
    const {file} = await composeSoundtrack({
      storyboard: wordless,
      narration,
      directory: folder,
      music: 'calm',
      effects: false,
    });
    const [left] = decodeWav(await readFile(file)).channels as [Float32Array];
    const unducked = level(left, from + 0.5, to - 0.5);
    expect(Math.abs((await levelOf(silenced)) - unducked)).toBeLessThan(0.1);
  });

  it('names a broken line by its own place, past one that is only read', async () => {
    const broken: Narration = {
      ...narration,
      lines: narration.lines.map((line, index) => {
        const samples = index === 0 ? new Float32Array(line.samples.length) : line.samples.slice();
        if (index === 2) samples[7] = NaN;
        return {...line, samples};
      }),
    };
    await expect(composeSoundtrack({storyboard, narration: broken, directory: folder})).rejects.toThrow(
      "lines[2].samples: holds NaN at sample 7 (scene 'scene-3')",
    );
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
    await expect(
      composeSoundtrack({storyboard, narration, directory: folder, music: 'sad' as 'calm'}),
    ).rejects.toThrow("'sad'");
    await expect(
      composeSoundtrack({storyboard, narration, directory: folder, music: {gainDb: Number.NaN}}),
    ).rejects.toThrow('gainDb');
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
