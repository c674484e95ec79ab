import {spawn} from 'node:child_process';
import {mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {narrate, openNarrationCache} from '../../src/audio/index.ts';
import {narrationKey} from '../../src/audio/narration-cache.ts';
import type {SpokenLine, Voice} from '../../src/ports/index.ts';
import {memoryVoice} from '../../src/testing/index.ts';
import {scriptOf} from './script.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'viral-narration-'));
});
afterEach(() => rm(directory, {recursive: true, force: true}));

const lines = [
  'Why do cats knead you?',
  'Kittens push their mother, and the milk flows.',
  'Follow for more!',
];
const cacheOf = (maxBytes = 1e9) => openNarrationCache({directory, maxBytes});

function counting(options: Parameters<typeof memoryVoice>[0] = {}): Voice & {asked: string[]} {
  const voice = memoryVoice(options);
  const asked: string[] = [];
  return {
    ...voice,
    asked,
    doSpeak(request) {
      asked.push(request.text);
      return voice.doSpeak(request);
    },
  };
}
const keyOf = (index: number) => index.toString(16).padStart(64, '0');
const sound = (length = 1000, value = 0.25): SpokenLine => ({
  samples: new Float32Array(length).fill(value),
  sampleRateHz: 16_000,
  words: [{text: 'one', startMs: 0, endMs: 20}],
  timing: 'engine',
});

describe('a narration', () => {
  it('is taken from the cache as it was spoken, and only a changed scene is spoken again', async () => {
    const voice = counting();
    const first = await narrate(scriptOf(lines), {voice, cache: cacheOf()});
    const again = await narrate(scriptOf(lines), {voice, cache: cacheOf()});
    expect(again).toEqual(first);
    expect(voice.asked).toEqual(lines);
    const changed = [lines[0] ?? '', 'Kittens push their mother; it works.', lines[2] ?? ''];
    await narrate(scriptOf(changed), {voice, cache: cacheOf()});
    expect(voice.asked).toEqual([...lines, changed[1]]);
  });

  it('is spoken again for another voice, setting, language or pace', async () => {
    const cache = cacheOf();
    const voice = counting();
    await narrate(scriptOf(lines), {voice, cache});
    for (const other of [
      counting({name: 'memory/other'}),
      counting({sampleRateHz: 22_050}),
      {...counting(), settings: {adapter: 2}},
    ]) {
      await narrate(scriptOf(lines), {voice: other, cache});
      expect(other.asked).toEqual(lines);
    }
    await narrate(scriptOf(lines), {voice, cache, rate: 1.1});
    await narrate(scriptOf(lines, 'en-GB'), {voice, cache});
    expect(voice.asked).toHaveLength(9);
  });

  it('is spoken again only where the dictionary reads a word of the line another way', async () => {
    const cache = cacheOf();
    const voice = counting();
    await narrate(scriptOf(lines), {voice, cache});
    // No word of the script is in it: nothing changes.
    await narrate(scriptOf(lines), {voice, cache, pronunciations: {gif: 'jiff'}});
    expect(voice.asked).toEqual(lines);
    const first = await narrate(scriptOf(lines), {voice, cache, pronunciations: {knead: 'need'}});
    expect(voice.asked).toEqual([...lines, lines[0]]);
    const second = await narrate(scriptOf(lines), {voice, cache, pronunciations: {knead: 'kay need'}});
    expect(voice.asked).toHaveLength(lines.length + 2);
    expect(second.lines[0]?.durationInMs).toBeGreaterThan(first.lines[0]?.durationInMs ?? Infinity);
    expect(second.lines[0]?.words.map(({text}) => text)).toEqual((lines[0] ?? '').split(' '));
    await narrate(scriptOf(lines), {voice, cache, pronunciations: {knead: 'need', gif: 'jiff'}});
    expect(voice.asked).toHaveLength(lines.length + 2);
  });

  it('is not kept for a voice that names no settings, nor when the cache is off', async () => {
    const voice = {...counting()};
    const {settings: _none, ...unnamed} = voice;
    await narrate(scriptOf(lines), {voice: unnamed, cache: cacheOf()});
    await narrate(scriptOf(lines), {voice: unnamed, cache: cacheOf()});
    expect(voice.asked).toHaveLength(6);
    await narrate(scriptOf(lines), {voice: counting(), cache: cacheOf(0)});
    expect(await readdir(directory)).toEqual([]);
  });

  it('costs nothing where lines were kept, and says so', async () => {
    const paid: Voice = {
      ...memoryVoice({name: 'paid/a'}),
      doSpeak: async (request) => ({
        ...(await memoryVoice().doSpeak(request)),
        billedCharacters: request.text.length,
      }),
    };
    const cache = cacheOf();
    const first = await narrate(scriptOf(lines), {voice: paid, cache});
    expect(first.billedCharacters).toBe(lines.join('').length);
    const again = await narrate(scriptOf(lines), {voice: paid, cache});
    expect(again.billedCharacters ?? 0).toBe(0);
  });

  it('keeps the times an aligner found, and finds them for lines that were kept without', async () => {
    const voice = counting({times: false});
    const exact = memoryVoice();
    let aligned = 0;
    const align = async ({text}: {text: string}) => {
      aligned += 1;
      const {words = []} = await exact.doSpeak({
        text,
        language: 'en',
        rate: 1,
        signal: new AbortController().signal,
      });
      return words;
    };
    await narrate(scriptOf(lines), {voice, cache: cacheOf()});
    await narrate(scriptOf(lines), {voice, cache: cacheOf(), align});
    const last = await narrate(scriptOf(lines), {voice, cache: cacheOf(), align});
    expect(last.lines.map(({timing}) => timing)).toEqual(['aligned', 'aligned', 'aligned']);
    expect(voice.asked).toHaveLength(3);
    expect(aligned).toBe(3);
  });

  it('is not lost when the cache cannot be written', async () => {
    await writeFile(join(directory, 'file'), '');
    const cache = openNarrationCache({directory: join(directory, 'file', 'below'), maxBytes: 1e9});
    await expect(narrate(scriptOf(lines), {voice: counting(), cache})).resolves.toMatchObject({
      voice: 'memory/tones',
    });
    await expect(cache.keep(keyOf(1), sound())).rejects.toMatchObject({code: 'output-unwritable'});
  });
});

describe('the cache', () => {
  it('gives back what it was given, to the last bit', async () => {
    const cache = cacheOf();
    const samples = Float32Array.from({length: 999}, (_, at) => Math.fround(Math.sin(at) * 0.7));
    const words = [{text: 'ünï', startMs: 0.5, endMs: 12.25}];
    await cache.keep(keyOf(1), {
      samples,
      sampleRateHz: 44_100,
      words,
      timing: 'aligned',
      billedCharacters: 4,
    });
    expect(await cache.take(keyOf(1))).toEqual({samples, sampleRateHz: 44_100, words, timing: 'aligned'});
    await cache.keep(keyOf(2), {samples, sampleRateHz: 8000, timing: 'estimated'});
    expect(await cache.take(keyOf(2))).toEqual({samples, sampleRateHz: 8000, timing: 'estimated'});
    expect(await cache.take(keyOf(3))).toBeNull();
    await expect(cache.take('../../etc/passwd')).rejects.toBeInstanceOf(RangeError);
  });

  it.each([
    ['cut short', (file: string) => truncate(file, 200)],
    ['empty', (file: string) => truncate(file, 0)],
    [
      'with one changed bit',
      async (file: string) => {
        const bytes = await readFile(file);
        bytes.writeUInt8(bytes.readUInt8(900) ^ 1, 900);
        await writeFile(file, bytes);
      },
    ],
    [
      'something else',
      (file: string) => writeFile(file, 'not a line at all, but long enough to be looked at closely'),
    ],
    [
      'longer than it was',
      async (file: string) => {
        await writeFile(file, Buffer.concat([await readFile(file), Buffer.alloc(64)]));
      },
    ],
  ])('removes an entry that is %s, and the line is spoken again', async (_what, damage) => {
    const voice = counting();
    await narrate(scriptOf(lines), {voice, cache: cacheOf()});
    const key = narrationKey(voice, {text: lines[1] ?? '', language: 'en', rate: 1}) ?? '';
    await damage(join(directory, `${key}.line`));
    const narration = await narrate(scriptOf(lines), {voice, cache: cacheOf()});
    expect(voice.asked).toEqual([...lines, lines[1]]);
    expect(narration.lines).toHaveLength(3);
    expect(await cacheOf().take(key)).not.toBeNull();
  });

  it('lets what was used the longest ago go first', async () => {
    const size = await cacheOf()
      .keep(keyOf(0), sound())
      .then(async () => (await stat(join(directory, `${keyOf(0)}.line`))).size);
    const cache = cacheOf(3 * size);
    for (const index of [1, 2]) await cache.keep(keyOf(index), sound());
    for (const [index, age] of [
      [0, 30],
      [1, 20],
      [2, 10],
    ] as const) {
      const then = new Date(Date.now() - age * 60_000);
      await utimes(join(directory, `${keyOf(index)}.line`), then, then);
    }
    expect(await cache.take(keyOf(0))).not.toBeNull();
    await cache.keep(keyOf(3), sound());
    expect((await readdir(directory)).sort()).toEqual([0, 2, 3].map((index) => `${keyOf(index)}.line`));
    // What is larger than everything is not kept, and drives nothing out.
    await cache.keep(keyOf(4), sound(10_000));
    expect(await readdir(directory)).toHaveLength(3);
  });

  it('removes what a killed process left half written', async () => {
    await mkdir(directory, {recursive: true});
    const left = `.unfinished-999999999-abcdef01-${keyOf(1)}.line`;
    await writeFile(join(directory, left), 'half');
    await cacheOf().keep(keyOf(2), sound());
    expect(await readdir(directory)).toEqual([`${keyOf(2)}.line`]);
  });

  it('is whole after kill -9, and shared by processes that write at once', async () => {
    const built = pathToFileURL(
      fileURLToPath(new URL('../../dist/audio/narration-cache.js', import.meta.url)),
    );
    const program = `import {openNarrationCache} from ${JSON.stringify(built.href)};
      const [from, value] = process.argv.slice(1).map(Number);
      const cache = openNarrationCache({directory: ${JSON.stringify(directory)}, maxBytes: 3e6});
      for (let index = from; ; index += 1) {
        const key = (index % 40).toString(16).padStart(64, '0');
        await cache.keep(key, {samples: new Float32Array(50000).fill(value), sampleRateHz: 16000, timing: 'estimated'});
        if (index === from) process.stdout.write('on');
      }`;
    const started = [1, 2].map((value) =>
      spawn(process.execPath, ['--input-type=module', '-e', program, String(value * 7), String(value / 4)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    await Promise.all(started.map((child) => new Promise((resolve) => child.stdout.once('data', resolve))));
    await new Promise((resolve) => setTimeout(resolve, 700));
    const ended = started.map((child) => new Promise((resolve) => child.once('exit', resolve)));
    for (const child of started) child.kill('SIGKILL');
    await Promise.all(ended);
    const names = (await readdir(directory)).filter(
      (name) => name.endsWith('.line') && !name.startsWith('.'),
    );
    expect(names.length).toBeGreaterThan(3);
    const cache = cacheOf(3e6);
    let bytes = 0;
    for (const name of names) {
      const line = await cache.take(name.slice(0, 64));
      expect(line?.samples.length).toBe(50_000);
      expect(new Set(line?.samples).size).toBe(1);
      bytes += (await stat(join(directory, name))).size;
    }
    // Each process may be one line ahead of making room.
    expect(bytes).toBeLessThanOrEqual(3e6 + 2 * 200_200);
    await cache.keep(keyOf(999), sound());
    expect((await readdir(directory)).filter((name) => name.startsWith('.unfinished-'))).toEqual([]);
  });
});
