import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {crc32, deflateSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {narrate} from '../../../src/audio/index.ts';
import {findLine} from '../../../src/audio/voices/recorded-words.ts';
import {recorded} from '../../../src/audio/voices/recorded.ts';
import {runFfmpeg} from '../../../src/ffmpeg.ts';
import type {Word} from '../../../src/schema/index.ts';
import {samplePeak} from '../../../src/sound/index.ts';
import {floatWav} from '../float-wav.ts';
import {scriptOf} from '../script.ts';
import {speech, wavOf} from './contract-server.ts';

const lines = [
  'Why do cats knead you?',
  'Kittens push their mother — and the milk flows.',
  'Why do cats knead you?',
];
const said =
  'Why do cats knead you? Well. Kittens push their mother and the milk flows. Why do cats knead you?';

let folder: string;
let words: readonly Word[];
let original: Float32Array;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'viral-recorded-'));
  const all = await speech(said, 44_100);
  words = all.words;
  original = all.samples;
  await writeFile(join(folder, 'all.wav'), wavOf(all));
});
afterAll(() => rm(folder, {recursive: true}));

/** The recording in another form. */
async function as(name: string, ...args: readonly string[]): Promise<string> {
  const file = join(folder, name);
  await runFfmpeg(['-i', join(folder, 'all.wav'), ...args, file]);
  return file;
}

/** A grey square. */
function greyPng(size: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body) >>> 0);
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.writeUInt8(8, 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(size * (size + 1)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Where, in ms, a piece lies best in the original: the lag with the highest correlation of their envelopes. */
function placeOf(piece: Float32Array, rateHz: number): number {
  const envelope = (samples: Float32Array, hz: number) => {
    const frame = Math.round(hz / 200);
    return Array.from({length: Math.floor(samples.length / frame)}, (_, index) =>
      Math.sqrt(
        samples.subarray(index * frame, (index + 1) * frame).reduce((sum, one) => sum + one * one, 0) / frame,
      ),
    );
  };
  const [whole, part] = [envelope(original, 44_100), envelope(piece, rateHz)];
  let best = {lag: 0, score: -Infinity};
  for (let lag = 0; lag + part.length <= whole.length + 20; lag += 1) {
    const score = part.reduce((sum, level, at) => sum - Math.abs(level - (whole[lag + at] ?? 0)), 0);
    if (score > best.score) best = {lag, score};
  }
  return best.lag * 5;
}

describe('one recording with the times of its words', () => {
  it.each([
    ['mono WAV', 'all.wav', []],
    ['stereo 96 kHz', 'stereo.wav', ['-ac', '2', '-ar', '96000', '-c:a', 'pcm_s24le']],
    ['8 kHz', 'low.wav', ['-ar', '8000']],
    ['MP3', 'all.mp3', ['-c:a', 'libmp3lame', '-b:a', '128k']],
    ['AAC in MP4', 'all.mp4', ['-c:a', 'aac', '-b:a', '128k']],
    ['Opus', 'all.ogg', ['-c:a', 'libopus', '-f', 'ogg']],
  ])('is cut to lines in their places: %s', async (_form, name, args) => {
    const file = name === 'all.wav' ? join(folder, name) : await as(name, ...args);
    const voice = recorded({file, words});
    const narration = await narrate(scriptOf(lines), {voice, rate: 1.3});
    expect(narration).toMatchObject({voice: `recorded/${name}`, synthetic: false, sampleRateHz: 48_000});
    const firstWords = [0, 6, 14];
    for (const [index, line] of narration.lines.entries()) {
      const first = words[firstWords[index] ?? 0];
      expect(line.timing).toBe('engine');
      expect(line.words.map(({text}) => text)).toEqual((lines[index] ?? '').split(' '));
      const own = line.words[0]?.startMs ?? 0;
      expect(own).toBeLessThanOrEqual(61);
      // Where the word is in the piece and where the piece is in the recording say where the word is.
      const place = index === 2 ? (first?.startMs ?? 0) - own : placeOf(line.samples, 48_000);
      expect(Math.abs(place + own - (first?.startMs ?? 0))).toBeLessThanOrEqual(30);
      expect(line.durationInMs).toBeGreaterThan(1000);
    }
    // A line that is said twice is taken at its own place: the last one ends with the recording.
    const [firstLine, , lastLine] = narration.lines;
    expect(Math.abs((lastLine?.durationInMs ?? 0) - (firstLine?.durationInMs ?? 0))).toBeLessThan(120);
  });

  it('refuses floats that are no numbers, which ffmpeg makes clicks of, and cuts off none that are loud', async () => {
    const file = join(folder, 'floats.wav');
    const speak = async (samples: ArrayLike<number>) => {
      await writeFile(file, floatWav(samples, 44_100, 32));
      return narrate(scriptOf(lines), {voice: recorded({file, words})});
    };
    const [plain] = (await speak(original)).lines;
    const [loud] = (await speak(original.map((sample) => sample * 30))).lines;
    expect(samplePeak([loud?.samples ?? original])).toBeCloseTo(samplePeak([plain?.samples ?? original]), 2);
    for (const broken of [Number.NaN, Infinity, 1e30]) {
      const failed = speak(original.map((sample, at) => (at === 30_000 ? broken : sample)));
      await expect(failed).rejects.toThrow(/floats\.wav holds samples/);
    }
  });

  it('names the word at which recording and script part', async () => {
    const voice = recorded({file: join(folder, 'all.wav'), words});
    const failed = narrate(scriptOf(['Why do cats knead you?', 'Kittens push their father and so on.']), {
      voice,
    });
    await expect(failed).rejects.toMatchObject({code: 'voice-failed'});
    await expect(failed).rejects.toThrow(/all\.wav has no line for scene 'scene-2'.*"father"/s);
  });

  it('reads only the piece it needs of a long file', async () => {
    // Three hours of silence with the speech at the end.
    const file = join(folder, 'long.mp3');
    await runFfmpeg([
      ...['-f', 'lavfi', '-t', '10790', '-i', 'anullsrc=r=8000:cl=mono', '-i', join(folder, 'all.wav')],
      ...['-filter_complex', '[1:a]aresample=8000[b];[0:a][b]concat=n=2:v=0:a=1[out]', '-map', '[out]'],
      ...['-c:a', 'libmp3lame', '-b:a', '8k', file],
    ]);
    const late = words.map((word) => ({
      ...word,
      startMs: word.startMs + 10_790_000,
      endMs: word.endMs + 10_790_000,
    }));
    const before = process.memoryUsage().rss;
    const narration = await narrate(scriptOf(lines), {voice: recorded({file, words: late})});
    expect(process.memoryUsage().rss - before).toBeLessThan(120e6);
    expect(narration.lines).toHaveLength(3);
    // As the only file of a scene it is far too long, and is refused before anything is read.
    await expect(
      narrate(scriptOf(lines.slice(0, 2)), {voice: recorded({files: {'scene-1': file, 'scene-2': file}})}),
    ).rejects.toMatchObject({code: 'too-large', message: expect.stringContaining('300 s')});
  }, 120_000);
});

describe('one recording with the times of its lines', () => {
  it('is cut there', async () => {
    const at = (from: number, to: number) => ({
      startMs: words[from]?.startMs ?? 0,
      endMs: words[to]?.endMs ?? 0,
    });
    const voice = recorded({
      file: join(folder, 'all.wav'),
      lines: {'scene-1': at(0, 4), 'scene-2': at(6, 13), 'scene-3': at(14, 18)},
    });
    const narration = await narrate(scriptOf(lines), {voice});
    expect(narration.lines.map(({timing}) => timing)).toEqual(['estimated', 'estimated', 'estimated']);
    expect(narration.lines[1]?.durationInMs).toBeCloseTo(
      (words[13]?.endMs ?? 0) - (words[6]?.startMs ?? 0),
      -1,
    );
    await expect(narrate(scriptOf([...lines, 'And more.']), {voice})).rejects.toThrow(
      /scene 'scene-4'.*times are not given/s,
    );
    const beyond = recorded({
      file: join(folder, 'all.wav'),
      lines: {'scene-1': {startMs: 9e6, endMs: 9.1e6}},
    });
    await expect(
      beyond.doSpeak({
        text: 'x',
        sceneId: 'scene-1',
        language: 'en',
        rate: 1,
        signal: new AbortController().signal,
      }),
    ).rejects.toThrow(/the file ends at \d+ ms/);
  });
});

describe('one recording with what is said in it', () => {
  it('is given to the aligner once, and takes its times', async () => {
    let asked = 0;
    const voice = recorded({
      file: join(folder, 'all.wav'),
      transcript: said,
      align: async ({samples, sampleRateHz}, text) => {
        asked += 1;
        expect(text).toBe(said);
        expect(samples.length / sampleRateHz).toBeCloseTo(original.length / 44_100, 2);
        return words;
      },
    });
    const narration = await narrate(scriptOf(lines), {voice});
    expect(asked).toBe(1);
    expect(narration.lines.map(({timing}) => timing)).toEqual(['aligned', 'aligned', 'aligned']);
  });
});

describe('a recording for each scene', () => {
  it('is used without the silence at its ends', async () => {
    const files: Record<string, string> = {};
    for (const [index, text] of lines.entries()) {
      const own = await speech(text, 22_050);
      const samples = new Float32Array(own.samples.length + 3 * 22_050);
      samples.set(own.samples, 2 * 22_050);
      files[`scene-${index + 1}`] = join(folder, `${index + 1}.wav`);
      await writeFile(files[`scene-${index + 1}`] ?? '', wavOf({samples, sampleRateHz: 22_050}));
    }
    const narration = await narrate(scriptOf(lines), {voice: recorded({files})});
    const plain = await speech(lines[1] ?? '', 22_050);
    expect(narration.lines[1]?.durationInMs).toBeLessThan(plain.samples.length / 22.05 + 220);
    expect(narration.lines[1]?.durationInMs).toBeGreaterThan(plain.samples.length / 22.05 - 120);
  });

  it('is missed before anything is spoken', async () => {
    const files = {'scene-1': join(folder, 'all.wav')};
    const before = await readdir(folder);
    await expect(narrate(scriptOf(lines), {voice: recorded({files})})).rejects.toThrow(
      /scene 'scene-2'.*no file is named/s,
    );
    await expect(
      narrate(scriptOf(lines), {
        voice: recorded({files: {...files, 'scene-2': join(folder, 'gone.wav'), 'scene-3': ''}}),
      }),
    ).rejects.toMatchObject({code: 'file-not-found', message: expect.stringContaining('gone.wav')});
    expect(await readdir(folder)).toEqual(before);
  });

  it.each([
    ['text', Buffer.from('this is no sound at all '.repeat(100)), /cannot be read/],
    ['nothing', Buffer.alloc(0), /cannot be read/],
    [
      'a playlist',
      Buffer.from('#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n/etc/passwd\n#EXT-X-ENDLIST\n'),
      /cannot be read/,
    ],
    [
      'half a WAV header',
      wavOf({samples: new Float32Array(8000), sampleRateHz: 8000}).subarray(0, 30),
      /cannot be read|no sound/,
    ],
    ['silence', wavOf({samples: new Float32Array(8000 * 3), sampleRateHz: 8000}), /silence/],
  ])('is refused when it holds %s', async (_what, bytes, message) => {
    const file = join(folder, 'bad.wav');
    await writeFile(file, bytes);
    const failed = narrate(scriptOf(lines.slice(0, 2)), {
      voice: recorded({files: {'scene-1': file, 'scene-2': file}}),
    });
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toMatchObject({action: 'fatal'});
  });

  it('is refused when it is a film without sound', async () => {
    const file = join(folder, 'mute.mp4');
    await runFfmpeg(
      ['-f', 'image2pipe', '-c:v', 'png', '-i', 'pipe:0', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', file],
      {
        input: greyPng(64),
      },
    );
    const failed = narrate(scriptOf(lines.slice(0, 2)), {
      voice: recorded({files: {'scene-1': file, 'scene-2': file}}),
    });
    await expect(failed).rejects.toThrow('has no sound');
  });
});

describe('a recording', () => {
  it('must say where its lines are', () => {
    for (const [options, message] of [
      [{}, 'either files'],
      [{file: 'a', files: {a: 'a'}}, 'either files'],
      [{files: {}}, 'is empty'],
      [{file: 'a'}, 'one of words'],
      [{file: 'a', words: [], lines: {}}, 'one of words'],
      [{file: 'a', lines: {a: {startMs: 5, endMs: 2}}}, 'lines.a'],
      [
        {
          file: 'a',
          words: [
            {text: 'a', startMs: 9, endMs: 10},
            {text: 'b', startMs: 2, endMs: 3},
          ],
        },
        'words[1]',
      ],
    ] as const) {
      expect(() => recorded(options)).toThrow(message);
    }
  });
});

describe('findLine', () => {
  const timed = (text: string): Word[] =>
    text.split(' ').map((word, at) => ({text: word, startMs: at * 100, endMs: at * 100 + 90}));
  it('looks past case, punctuation and what is not spoken', () => {
    const found = findLine('“Cats” — 😀 KNEAD, you!', timed('oh cats knead you too'), 0);
    expect(found).toMatchObject({from: 1, to: 4});
    expect('words' in found && found.words.map(({text, startMs, endMs}) => [text, startMs, endMs])).toEqual([
      ['“Cats”', 100, 190],
      ['—', 190, 190],
      ['😀', 190, 190],
      ['KNEAD,', 200, 290],
      ['you!', 300, 390],
    ]);
  });
  it('begins where it is told, and says what is missing', () => {
    expect(findLine('a b', timed('a b a b'), 1)).toMatchObject({from: 2});
    expect(findLine('a b c', timed('a b a b d'), 0)).toEqual({missing: 'c'});
    expect(findLine('a', [], 0)).toEqual({missing: 'a'});
  });
});
