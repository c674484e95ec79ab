import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {afterAll, describe, expect, it} from 'vitest';
import {estimateWords, narrate} from '../../src/audio/index.ts';
import {flite} from '../../src/audio/voices/flite.ts';
import type {Progress, SpokenLine, Voice} from '../../src/ports/index.ts';
import {builtEntry} from '../../src/built-entry.ts';
import {narrationSchema} from '../../src/schema/index.ts';
import {integratedLoudness, samplePeak} from '../../src/sound/index.ts';
import {scriptOf} from './script.ts';

const embedded = flite();
afterAll(async () => embedded.doClose?.());

const lines = [
  'Why do cats knead you?',
  'Kittens push their mother, and the milk flows. It works.',
  'Follow!',
];
const execute = promisify(execFile);
const failAtOnce = (): never => {
  throw new Error('no engine');
};
const tone = (seconds: number, gain = 0.5) =>
  Float32Array.from({length: seconds * 16_000}, (_, index) => gain * Math.sin(index / 5));

/** A voice of our own, as a user may write one. */
function voiceThat(speak: Voice['doSpeak'], languages: readonly string[] = ['en']): Voice {
  return {name: 'test/tone', languages, synthetic: true, doSpeak: speak};
}
const line = (overrides: Partial<SpokenLine> = {}): SpokenLine => ({
  samples: tone(1),
  sampleRateHz: 16_000,
  timing: 'engine',
  ...overrides,
});

describe('narrate', () => {
  it('speaks every scene, equally loud, and tells how far it is', async () => {
    const seen: Progress[] = [];
    const narration = await narrate(scriptOf(lines), {
      voice: embedded,
      onProgress: (progress) => seen.push(progress),
    });
    expect(narrationSchema.safeParse(narration).error).toBeUndefined();
    expect(narration).toMatchObject({voice: 'flite/slt', language: 'en', sampleRateHz: 16_000});
    expect(narration.lines.map(({sceneId, text, timing}) => [sceneId, text, timing])).toEqual(
      lines.map((text, index) => [`scene-${index + 1}`, text, 'engine']),
    );
    for (const {samples, words, text, durationInMs} of narration.lines) {
      expect(integratedLoudness({sampleRateHz: 16_000, channels: [samples]})).toBeCloseTo(-20, 1);
      expect(samplePeak([samples])).toBeLessThan(0.9);
      expect(words.map((word) => word.text)).toEqual(text.split(' '));
      expect(durationInMs).toBeCloseTo(samples.length / 16, 6);
    }
    expect(seen[0]?.fraction).toBe(0);
    expect(seen.at(-1)).toEqual({step: 'narrate', fraction: 1});
    expect(seen.map(({fraction}) => fraction)).toEqual(
      seen.map(({fraction}) => fraction).toSorted((a, b) => a - b),
    );
  });

  it('refuses a language the voice does not speak before it speaks', async () => {
    let calls = 0;
    const voice = voiceThat(async () => {
      calls += 1;
      return line();
    });
    const refused = narrate(scriptOf(lines, 'de-AT'), {voice});
    await expect(refused).rejects.toMatchObject({code: 'language-unsupported'});
    await expect(refused).rejects.toThrow(/Austrian German \(de-AT\).*test\/tone speaks English \(en\)/s);
    expect(calls).toBe(0);
    await expect(narrate(scriptOf(lines, 'en-GB'), {voice})).resolves.toMatchObject({language: 'en-GB'});
  });

  it('estimates times where the voice gives none, and says so', async () => {
    const narration = await narrate(scriptOf(lines), {voice: voiceThat(async () => line())});
    for (const {timing, words, text} of narration.lines) {
      expect(timing).toBe('estimated');
      expect(words.map((word) => word.text)).toEqual(text.split(' '));
    }
  });

  it.each([
    ['no sound', {samples: new Float32Array(0)}, 'no sound'],
    ['numbers that are none', {samples: tone(1).fill(NaN, 5, 6)}, 'no numbers'],
    ['silence', {samples: new Float32Array(16_000)}, 'silence'],
    ['an impossible rate', {sampleRateHz: 3}, '3 Hz'],
    ['too few words', {words: [{text: 'Why', startMs: 0, endMs: 1}]}, '1 word times for 5 words'],
    [
      'words that run backwards',
      {
        words: 'Why do cats knead you?'
          .split(' ')
          .map((text, index) => ({text, startMs: 500 - index, endMs: 600})),
      },
      'backwards at "do"',
    ],
    [
      'words beyond the end',
      {words: 'Why do cats knead you?'.split(' ').map((text) => ({text, startMs: 0, endMs: 5000}))},
      'after the sound has ended',
    ],
    [
      'other words',
      {words: 'Why do dogs knead you?'.split(' ').map((text) => ({text, startMs: 0, endMs: 9}))},
      '"dogs" where "cats" is written',
    ],
    [
      'whole numbers',
      {samples: Int16Array.from(tone(1, 9000)) as unknown as Float32Array},
      'no Float32Array',
    ],
    ['a click', {samples: tone(1, 0.1).map((sample, at) => (at === 8000 ? 1e6 : sample))}, 'a click'],
  ])('refuses a voice that gives %s, naming the line', async (_name, overrides, message) => {
    const failed = narrate(scriptOf(lines), {voice: voiceThat(async () => line(overrides))});
    await expect(failed).rejects.toMatchObject({code: 'voice-failed'});
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toThrow("'scene-1'");
  });

  it('gives up on a voice that hangs, tries again, and heeds the signal at once', async () => {
    let calls = 0;
    const hangs = voiceThat(() => {
      calls += 1;
      return new Promise<SpokenLine>(() => {});
    });
    await expect(narrate(scriptOf(lines), {voice: hangs, timeoutInMs: 50})).rejects.toThrow(
      'longer than 50 ms',
    );
    expect(calls).toBe(3);
    const controller = new AbortController();
    const cancelled = narrate(scriptOf(lines), {voice: hangs, signal: controller.signal});
    controller.abort(new Error('enough'));
    await expect(cancelled).rejects.toThrow('enough');
  });

  it.each<[string, () => unknown, string]>([
    [
      'gives nothing',
      async () => {},
      'The voice test/tone gave nothing for the line "Why do cats knead you?"',
    ],
    ['throws at once', () => failAtOnce(), 'The voice test/tone failed: no engine'],
    ['throws no error', () => Promise.reject('no engine'), 'no engine'],
    ['gives a line at once', () => line(), ''],
  ])('holds against a voice that %s', async (_name, speak, message) => {
    const narration = narrate(scriptOf(lines), {voice: voiceThat(speak as Voice['doSpeak'])});
    if (message === '') await expect(narration).resolves.toMatchObject({voice: 'test/tone'});
    else {
      await expect(narration).rejects.toMatchObject({code: 'voice-failed'});
      await expect(narration).rejects.toThrow(message);
    }
  });

  it('takes a time limit that no timer can wait for', async () => {
    const narration = narrate(scriptOf(lines), {voice: voiceThat(async () => line()), timeoutInMs: Infinity});
    await expect(narration).resolves.toMatchObject({voice: 'test/tone'});
  });

  it('lets no process end while it waits for a voice that hangs and holds nothing open', async () => {
    const code = `
      import {narrateLines} from ${JSON.stringify(builtEntry('audio/index'))};
      const voice = {name: 'hangs', languages: ['en'], synthetic: true, doSpeak: () => new Promise(() => {})};
      const retries = narrateLines([{sceneId: 'a', text: 'Hi.'}], 'en', {voice, timeoutInMs: 60});
      await retries.catch(({message}) => console.log(message));`;
    const {stdout} = await execute(process.execPath, ['--input-type=module', '-e', code]);
    expect(stdout).toContain('longer than 60 ms');
  });

  it('says words as the dictionary has them, shows them as written, and names bad entries by path', async () => {
    const script = scriptOf(['The GIF by Nguyen.', 'A GIF!']);
    const plain = await narrate(script, {voice: embedded});
    const read = await narrate(script, {
      voice: embedded,
      pronunciations: {gif: 'graphics interchange format'},
    });
    expect(read.lines.map(({words}) => words.map(({text}) => text))).toEqual(
      plain.lines.map(({words}) => words.map(({text}) => text)),
    );
    const gif = ({lines: all}: typeof read) =>
      (all[0]?.words[1]?.endMs ?? 0) - (all[0]?.words[1]?.startMs ?? 0);
    expect(gif(read)).toBeGreaterThan(2 * gif(plain));
    for (const [pronunciations, path] of [
      [{'New York': 'x'}, 'pronunciations["New York"]'],
      [{ok: '<break/>'}, 'pronunciations["ok"]'],
      [['a'] as unknown as Record<string, string>, 'pronunciations'],
      ['text' as unknown as Record<string, string>, 'pronunciations'],
    ] as const) {
      await expect(narrate(script, {voice: embedded, pronunciations})).rejects.toMatchObject({
        code: 'invalid-input',
        issues: [{path}],
      });
    }
  });

  it('takes a reading that is far longer or shorter than what is written', async () => {
    const long = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch';
    const script = scriptOf(['US', long]);
    const narration = await narrate(script, {
      voice: embedded,
      pronunciations: {
        US: 'the great and ever growing republic of fifty states from sea to shining sea',
        [long]: 'a',
      },
    });
    expect(narration.lines[0]?.durationInMs).toBeGreaterThan(3000);
    expect(narration.lines[1]?.durationInMs).toBeLessThan(900);
  });

  it('refuses a bad rate and a script that is none', async () => {
    await expect(narrate(scriptOf(lines), {voice: embedded, rate: 0})).rejects.toThrow('rate');
    await expect(narrate({...scriptOf(lines), scenes: []}, {voice: embedded})).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
});

describe('estimateWords', () => {
  it('comes close to the true times of a real line', async () => {
    const text =
      'Kittens push their mother to make the milk flow. Most cats never drop the habit, and nobody knows why. Some even purr.';
    const {
      samples,
      sampleRateHz,
      words = [],
    } = await embedded.doSpeak({
      text,
      language: 'en',
      rate: 1,
      signal: new AbortController().signal,
    });
    const estimated = estimateWords(text, samples, sampleRateHz);
    expect(estimated.map((word) => word.text)).toEqual(text.split(' '));
    const errors = estimated.map(({startMs}, index) => Math.abs(startMs - (words[index]?.startMs ?? 0)));
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(150);
    expect(Math.max(...errors)).toBeLessThan(450);
  });

  it('always gives every word a time inside the line, in order', () => {
    for (const [text, samples] of [
      ['one', tone(1)],
      ['😀 — !', tone(1)],
      ['a b c d', new Float32Array(1600)],
      ['short', new Float32Array(1)],
      ['many words for one little beep', tone(0.02)],
    ] as const) {
      let last = 0;
      const words = estimateWords(text, samples, 16_000);
      expect(words.map((word) => word.text)).toEqual(text.split(' '));
      for (const {startMs, endMs} of words) {
        expect(startMs).toBeGreaterThanOrEqual(last);
        expect(endMs).toBeGreaterThanOrEqual(startMs);
        expect(endMs).toBeLessThanOrEqual((samples.length / 16_000) * 1000 + 1);
        last = endMs;
      }
    }
  });
});
