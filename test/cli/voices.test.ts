import {spawnSync} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {linesOf} from '../../src/cli/narrate.ts';
import {decodeWav, integratedLoudness} from '../../src/sound/index.ts';
import {openAiServer} from '../audio/voices/openai-server.ts';
import {main, viral} from './command.ts';
import {viralWith} from './voices-command.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'viral-voices-'));
  await writeFile(
    join(cwd, 'cats.md'),
    '# Why cats knead\n\nKittens push their mother. The milk flows.\n\n---\n\nIt works!\n',
  );
});
afterAll(() => rm(cwd, {recursive: true, force: true}));

/** Runs `viral` with an environment of its own: no keys but those given. */
function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}, input = '') {
  return spawnSync(process.execPath, [main, ...args], {
    cwd,
    encoding: 'utf8',
    input,
    env: {PATH: '', HOME: cwd, VIRAL_CACHE_DIR: join(cwd, 'cache'), ...environment},
  });
}

describe('viral voices', () => {
  it('says what works here and what to do about the rest', () => {
    const {status, stdout, stderr} = run(['voices', '--json'], {ELEVENLABS_API_KEY: 'secret-0123456789'});
    expect({status, stderr}).toEqual({status: 0, stderr: ''});
    const list = JSON.parse(stdout) as {
      provider: string;
      works: boolean;
      text: string;
      voices: string[];
      languages: string[];
    }[];
    const of = (name: string) => list.find(({provider}) => provider === name);
    expect(list.map(({provider}) => provider)).toEqual([
      'flite',
      'espeak',
      'kokoro',
      'gemini',
      'elevenlabs',
      'openai',
      'google',
      'silent',
    ]);
    expect(of('flite')).toMatchObject({works: true, languages: ['en'], timing: 'engine'});
    expect(of('flite')?.voices).toContain('flite/slt');
    // The path is empty, so no program is found.
    expect(of('espeak')).toMatchObject({
      works: false,
      text: expect.stringContaining('apt install espeak-ng'),
    });
    expect(of('kokoro')).toMatchObject({
      works: false,
      text: expect.stringContaining('npm install kokoro-js'),
    });
    expect(of('gemini')).toMatchObject({works: false, text: 'set GEMINI_API_KEY'});
    expect(of('elevenlabs')).toMatchObject({works: true, text: expect.stringContaining('not tried')});
    expect(stdout).not.toContain('secret-0123456789');
    const plain = run(['voices']);
    expect(plain.stdout).toMatch(/^ok {4}flite/m);
    expect(plain.stdout).toMatch(/^no {4}gemini +set GEMINI_API_KEY/m);
  });
});

describe('viral narrate', () => {
  it('speaks a file and prints its figures', async () => {
    const {status, stdout} = run(['narrate', 'cats.md', '--voice', 'kal16', '--out', 'cats.wav', '--json']);
    expect(status).toBe(0);
    const figures = JSON.parse(stdout) as Record<string, number | string>;
    expect(figures).toMatchObject({
      voice: 'flite/kal16',
      language: 'en',
      words: 12,
      timing: 'engine',
      degraded: [],
    });
    const {channels, sampleRateHz} = decodeWav(await readFile(join(cwd, 'cats.wav')));
    const [samples = new Float32Array(0)] = channels;
    expect(samples.length / sampleRateHz).toBeCloseTo(Number(figures['durationInSeconds']), 1);
    expect(integratedLoudness({sampleRateHz, channels: [samples]})).toBeCloseTo(
      Number(figures['loudnessLufs']),
      1,
    );
    expect(figures['loudnessLufs']).toBeCloseTo(-20, 0);
    expect(Number(figures['wordsPerSecond'])).toBeGreaterThan(1.5);
    expect(Number(figures['wordsPerSecond'])).toBeLessThan(5);
  });

  it('speaks with a service, then with the next voice when that refuses the key', async () => {
    const server = await openAiServer('right-0123456789');
    try {
      const input = 'Kittens push their mother, and the milk flows.';

      const environment = {
        OPENAI_BASE_URL: server.origin,
        OPENAI_API_KEY: 'right-0123456789',
        VIRAL_CACHE_DIR: join(cwd, 'a'),
      };
      const good = await viralWith(['narrate', '-', '--voice', 'openai/alloy@tts-1', '--json'], {
        cwd,
        input,
        environment,
      });
      expect(JSON.parse(good.stdout)).toMatchObject({
        voice: 'openai/alloy',
        billedCharacters: input.length,
        // The server sings; whether words are found in that is not judged here.
        timing: expect.stringMatching(/^(?:aligned|estimated)$/),
      });
      const again = await viralWith(['narrate', '-', '--voice', 'openai/alloy@tts-1', '--json'], {
        cwd,
        input,
        environment,
      });
      expect(JSON.parse(again.stdout)).toMatchObject({voice: 'openai/alloy', billedCharacters: 0});
      expect(server.asked).toHaveLength(1);
      const wrong = {...environment, OPENAI_API_KEY: 'wrong-9876543210', VIRAL_CACHE_DIR: join(cwd, 'b')};
      const fallen = await viralWith(['narrate', '-', '--voice', 'openai/alloy,flite/kal16', '--json'], {
        cwd,
        input,
        environment: wrong,
      });
      expect(JSON.parse(fallen.stdout)).toMatchObject({
        voice: 'flite/kal16',
        degraded: [expect.stringContaining('answered 401')],
      });
      const alone = await viralWith(['narrate', '-', '--voice', 'openai/alloy'], {
        cwd,
        input,
        environment: wrong,
      });
      expect(alone).toMatchObject({code: 1, stdout: ''});
      expect(`${fallen.stdout}${fallen.stderr}${alone.stderr}`).not.toContain('wrong-9876543210');
    } finally {
      await server.close();
    }
  });

  it('reads words as a dictionary says, from the option or the settings, and keeps what is written', async () => {
    const input = 'The GIF.';
    const seconds = async (...args: string[]) => {
      const {status, stdout} = run(['narrate', '-', '--voice', 'kal16', '--json', ...args], {}, input);
      expect(status).toBe(0);
      return JSON.parse(stdout) as {durationInSeconds: number; words: number};
    };
    const plain = await seconds();
    await writeFile(join(cwd, 'said.json'), JSON.stringify({gif: 'graphics interchange format'}));
    const read = await seconds('--pronunciations', 'said.json');
    expect(read.words).toBe(2);
    expect(read.durationInSeconds).toBeGreaterThan(plain.durationInSeconds + 0.8);
    await writeFile(join(cwd, 'viral.config.json'), JSON.stringify({pronunciations: 'said.json'}));
    try {
      expect(await seconds()).toEqual({...read, tookSeconds: expect.any(Number)});
    } finally {
      await rm(join(cwd, 'viral.config.json'));
    }
    await writeFile(join(cwd, 'bad.json'), JSON.stringify({'New York': 'x'}));
    await writeFile(join(cwd, 'broken.json'), '{');
    for (const [command, file, says] of [
      ['narrate', 'bad.json', 'pronunciations["New York"]'],
      ['narrate', 'broken.json', 'is not JSON'],
      ['narrate', 'gone.json', 'gone.json is not there'],
      ['make', 'bad.json', 'pronunciations["New York"]'],
    ] as const) {
      const from = command === 'make' ? ['--from', '-'] : ['-'];
      const {status, stdout, stderr} = run([command, ...from, '--pronunciations', file], {}, input);
      expect({status, stdout}, stderr).toEqual({status: 2, stdout: ''});
      expect(stderr).toContain(says);
    }
  });

  it.each([
    [
      'a voice that is none',
      ['-', '--voice', 'nobody/x'],
      'Hello there.',
      2,
      /'nobody\/x' is not one of slt/,
    ],
    ['a voice without its key', ['-', '--voice', 'gemini/Kore'], 'Hello there.', 1, /set GEMINI_API_KEY/],
    ['a voice without its package', ['-', '--voice', 'kokoro'], 'Hello there.', 1, /npm install kokoro-js/],
    [
      'a language the voice does not speak',
      ['-', '--language', 'fr'],
      'Bonjour à tous.',
      2,
      /French.*flite\/slt speaks English/s,
    ],
    ['a language that is none', ['-', '--language', 'klingon!'], 'Hello there.', 2, /--language/],
    ['a pace that cannot be', ['-', '--rate', '9'], 'Hello there.', 2, /--rate/],
    ['emoji only', ['-'], '😀 — 🎉', 2, /no words/],
    ['nothing', ['-'], '', 2, /empty|no text/i],
    ['50 000 words', ['-'], 'one more word here '.repeat(12_500), 2, /characters/],
    ['a missing file', ['gone.md'], '', 2, /gone\.md/],
    [
      'an output that cannot be',
      ['-', '--out', 'cats.md/x.wav', '--voice', 'kal'],
      'Hello there.',
      2,
      /x\.wav|cats\.md/,
    ],
    ['a folder as output', ['-', '--out', '.'], 'Hello there.', 2, /'\.' is a folder.*narration\.wav/],
    ['another kind of output', ['-', '--out', 'said.mp3'], 'Hello there.', 2, /no name for a WAV file/],
  ])('ends clearly with %s', async (_what, args, input, code, says) => {
    const {status, stdout, stderr} = run(['narrate', ...args], {}, input);
    expect({status, stdout}).toEqual({status: code, stdout: ''});
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/Unexpected error|\n\s+at /);
  });
});

describe('viral narrate --voice silent', () => {
  it('calls silence silence, and no number that is none', () => {
    const {status, stdout} = run(
      ['narrate', '-', '--voice', 'silent', '--language', 'fr', '--out', 'silence.wav'],
      {},
      'Bonjour tout le monde.',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('Hz mono, silence');
    expect(stdout).not.toContain('Infinity');
  });
});

describe('lines for a voice', () => {
  it('are whole sentences, short enough for every service, and lose no word', () => {
    const text = `${'Cats knead. '.repeat(60)}${'word '.repeat(200)}.`;
    const lines = linesOf(text, 'en');
    expect(lines.every((line) => line.length <= 300)).toBe(true);
    expect(lines.join(' ').replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' ').trim());
    expect(lines[0]).toMatch(/^(?:Cats knead\. ?)+$/);
    expect(linesOf('', 'en')).toEqual([]);
    expect(linesOf('あ'.repeat(700), 'ja').map((line) => line.length)).toEqual([300, 300, 100]);
  });
});

describe('viral make', () => {
  it('names the voices when it is given one that is none', async () => {
    const {code, stderr} = await viral(['make', '--from', 'cats.md', '--own', '--voice', 'nobody'], {cwd});
    expect(code).toBe(2);
    expect(stderr).toMatch(/'nobody' is not one of slt.*gemini\/….*viral voices/s);
  });
});
