import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {afterAll, describe, expect, it} from 'vitest';
import {InvalidInputError} from '../../src/errors.ts';
import {narrateLines} from '../../src/audio/narrate.ts';
import {flite} from '../../src/audio/voices/flite.ts';
import {integratedLoudness, truePeak} from '../../src/sound/index.ts';

const voice = flite();
afterAll(async () => voice.doClose?.());
const say = (text: string, rate = 1, signal = new AbortController().signal) =>
  voice.doSpeak({text, language: 'en', rate, signal});

/** Root mean square of a stretch of the sound, ms. */
function level(samples: Float32Array, rate: number, fromMs: number, toMs: number): number {
  const part = samples.subarray(Math.round((fromMs / 1000) * rate), Math.round((toMs / 1000) * rate));
  return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
}

describe('flite', () => {
  it('times every written word, as written, in order and within the line', async () => {
    const text = 'In 2015, Dr. Smith’s “big” plan — 5–10% more 😀 — cost $13.7 billion. Why? Nobody knows!';
    const {samples, sampleRateHz, words = [], timing} = await say(text);
    expect(timing).toBe('engine');
    expect(words.map((word) => word.text)).toEqual(text.split(' '));
    let last = 0;
    for (const {startMs, endMs} of words) {
      expect(startMs).toBeGreaterThanOrEqual(last);
      expect(endMs).toBeGreaterThanOrEqual(startMs);
      last = endMs;
    }
    expect(last).toBeLessThanOrEqual((samples.length / sampleRateHz) * 1000);
    const [first] = words;
    expect(first?.startMs).toBeLessThanOrEqual(40);
    // Spoken words take time; figures take as long as they are.
    const length = (word: string) => {
      const found = words.find(({text: written}) => written === word);
      return (found?.endMs ?? 0) - (found?.startMs ?? 0);
    };
    expect(length('$13.7')).toBeGreaterThan(600);
    expect(length('plan')).toBeGreaterThan(120);
  });

  it('is silent between sentences exactly where no word is timed', async () => {
    const {samples, sampleRateHz, words = []} = await say('Cats knead dough. Nobody taught them that. Why?');
    const gaps = words.flatMap(({endMs}, index) => {
      const next = words[index + 1];
      return next && next.startMs - endMs > 150 ? [[endMs, next.startMs] as const] : [];
    });
    expect(gaps.length).toBe(2);
    for (const [from, to] of gaps) {
      expect(to - from).toBeGreaterThan(250);
      expect(to - from).toBeLessThan(310);
      expect(level(samples, sampleRateHz, from + 90, to - 40)).toBeLessThan(0.003);
    }
    for (const {startMs, endMs} of words)
      expect(level(samples, sampleRateHz, startMs, endMs)).toBeGreaterThan(0.02);
  });

  it('gives clean sound that starts and ends close to the speech', async () => {
    const {
      samples,
      sampleRateHz,
      words = [],
    } = await say('A kitten pushes its mother to make the milk flow.');
    const pcm = {sampleRateHz, channels: [samples]};
    expect(sampleRateHz).toBe(16_000);
    expect(samples.every(Number.isFinite)).toBe(true);
    expect(truePeak(pcm)).toBeLessThan(0);
    expect(integratedLoudness(pcm)).toBeGreaterThan(-30);
    expect((samples.length / sampleRateHz) * 1000 - (words.at(-1)?.endMs ?? 0)).toBeLessThanOrEqual(81);
    expect(samples[0]).toBe(0);
  });

  it('says the same text with the same samples', async () => {
    const first = await say('Same text, same sound.');
    const second = await say('Same text, same sound.');
    expect(Buffer.from(second.samples.buffer).equals(Buffer.from(first.samples.buffer))).toBe(true);
    expect(second.words).toEqual(first.words);
  });

  it('speaks faster when asked', async () => {
    const [slow, fast] = [
      await say('A sentence of some length, said twice.'),
      await say('A sentence of some length, said twice.', 1.25),
    ];
    const ratio = slow.samples.length / fast.samples.length;
    expect(ratio).toBeGreaterThan(1.15);
    expect(ratio).toBeLessThan(1.35);
  });

  it('tells which words it could not say, and not of emoji', async () => {
    const narration = await narrateLines(
      [
        {sceneId: 'a', text: 'The word 北京 means northern capital, and Ελλάδα is Greece 🎉.'},
        {sceneId: 'b', text: 'Café 😀 costs $5 — twice.'},
      ],
      'en',
      {voice},
    );
    expect(narration.degraded).toEqual([expect.stringMatching(/"北京", "Ελλάδα" in scene 'a'/)]);
  });

  it('survives what is not English or no text at all', async () => {
    await expect(say('😀 — 猫')).rejects.toMatchObject({
      code: 'voice-failed',
      message: expect.stringContaining('😀'),
    });
    const {words = []} = await say('猫 says hello -t "x" & <b> \u0000 мир');
    expect(words.map(({text}) => text)).toEqual([
      '猫',
      'says',
      'hello',
      '-t',
      '"x"',
      '&',
      '<b>',
      '\u0000',
      'мир',
    ]);
    await expect(say('hello', 5)).rejects.toBeInstanceOf(InvalidInputError);
    expect(() => flite({voice: 'nobody' as 'slt'})).toThrow(/nobody.*slt, rms/s);
  });

  it('stops at once when cancelled, and speaks again afterwards', async () => {
    const controller = new AbortController();
    const long = 'A kitten pushes its mother to make the milk flow. '.repeat(200);
    const started = performance.now();
    const line = say(long, 1, controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), 300);
    await expect(line).rejects.toThrow('enough');
    expect(performance.now() - started).toBeLessThan(5000);
    await expect(say('And again.')).resolves.toMatchObject({timing: 'engine'});
  });

  it('fails the line that is being said when it is closed, without starting over', async () => {
    const other = flite({voice: 'kal16'});
    const line = other.doSpeak({
      text: 'A long story. '.repeat(400),
      language: 'en',
      rate: 1,
      signal: new AbortController().signal,
    });
    line.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 400));
    await other.doClose?.();
    await expect(line).rejects.toMatchObject({
      code: 'voice-failed',
      message: expect.stringContaining('closed'),
    });
  });

  it('keeps no process alive, closed or not', () => {
    const built = fileURLToPath(new URL('../../dist/audio/voices/flite.js', import.meta.url));
    const program = `import {flite} from ${JSON.stringify(built)};
      const {samples} = await flite({voice: 'kal'}).doSpeak({text: 'Hello there.', language: 'en', rate: 1, signal: new AbortController().signal});
      console.log(samples.length > 1000);`;
    const {status, stdout} = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect({status, stdout: stdout.trim()}).toEqual({status: 0, stdout: 'true'});
  });
});
