import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {scriptSchema} from '../../src/schema/index.ts';
import {json, openaiWire, service} from '../llm/contract-servers.ts';
import {viral} from './command.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const article = join(root, 'examples/the-storm-of-1859.md');
let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'viral-script-'));
});
afterAll(() => rm(cwd, {recursive: true, force: true}));

const fileOf = async (name: string) =>
  scriptSchema.parse(JSON.parse(await readFile(join(cwd, name), 'utf8')));

describe('viral script', () => {
  it('writes variants, adapts to further platforms, and prints them to read', async () => {
    const {code, stdout, stderr} = await viral(
      [
        'script',
        '--from',
        article,
        '--own',
        '--style',
        'sceptic',
        '--audience',
        'beginners',
        '--platform',
        'tiktok,reels',
        '--seconds',
        '30',
        '--variants',
        '2',
      ],
      {cwd},
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/hook +\S[\s\S]*written by the embedded writer; each claim traced/);
    expect((await fileOf('script.json')).variant).toBe('a');
    expect((await fileOf('script-b.json')).variant).toBe('b');
    expect(await fileOf('script-instagram.json')).toMatchObject({
      platform: 'instagram',
      audience: 'beginners',
    });
  }, 60_000);

  it('replays a model, and prints one JSON object', async () => {
    const {code, stdout, stderr} = await viral(
      [
        'script',
        '--from',
        article,
        '--own',
        '--style',
        'storyteller',
        '--seconds',
        '40',
        '--model',
        `replay:${join(root, 'examples/recordings')}`,
        '--json',
      ],
      {cwd},
    );
    expect(code, stderr).toBe(0);
    expect(scriptSchema.parse(JSON.parse(stdout)).writer).toMatchObject({
      name: 'model',
      model: 'by-hand/example',
    });
  }, 60_000);

  it('asks a server by its address, records it, and says why another wrote in its place', async () => {
    const {origin, calls} = await service((response) =>
      json(response, 200, openaiWire().says('no JSON at all')),
    );
    const {code, stdout, stderr} = await viral(
      [
        'script',
        '--from',
        article,
        '--own',
        '--model',
        `${origin}#small`,
        '--budget',
        '0.05',
        '--record',
        'kept',
        '--out',
        'mine.json',
      ],
      {cwd},
    );
    expect(code, stderr).toBe(0);
    expect(calls.length).toBe(2);
    expect(calls[0]!.headers['authorization']).toBeUndefined();
    expect(stdout).toContain('the embedded writer (see below), 2 calls');
    expect(stderr).toMatch(/The model did not write this: .*server\/small/);
    expect((await fileOf('mine.json')).writer.degraded).toMatch(/cannot be used/);
  }, 60_000);

  it('weaves in news of a feed, dated', async () => {
    const feed = join(cwd, 'feed.json');
    await writeFile(
      feed,
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'The Paper',
        items: [
          {
            id: '1',
            url: 'https://paper.example/1',
            title: 'Solar storm brings northern lights to the coast',
            date_published: new Date(Date.now() - 3_600_000).toISOString(),
          },
        ],
      }),
    );
    const {code, stdout, stderr} = await viral(
      [
        'script',
        '--from',
        article,
        '--own',
        '--topic',
        'solar storm',
        '--news',
        '--feed',
        feed,
        '--out',
        'news.json',
      ],
      {cwd},
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/According to The Paper on \w+ \d+: “Solar storm brings/);
  }, 60_000);

  it.each([
    [['--model', 'gemini'], 1, /GEMINI_API_KEY/],
    [['--model', 'openai'], 2, /openai:/],
    [['--model', 'http://127.0.0.1:9'], 2, /names no model/],
    [['--model', 'oracle'], 2, /is none; give gemini/],
    [['--budget', '1'], 2, /needs --model/],
    [['--variants', '0'], 2, /--variants/],
    [['--style', 'shouting'], 2, /--style/],
    [['--feed', 'x.xml'], 2, /needs --news/],
    [['--platform', 'myspace'], 2, /--platform/],
  ])(
    'refuses %j before any work',
    async (flags, exit, message) => {
      const {code, stderr} = await viral(['script', '--from', article, ...flags], {cwd});
      expect(stderr).toMatch(message);
      expect(code).toBe(exit);
    },
    30_000,
  );
});
