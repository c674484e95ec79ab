import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {InvalidInputError, ViralError} from '../../../src/errors.ts';
import {probe} from '../../../src/ffmpeg.ts';
import {gatherAssets, openMediaCache, type MediaFailure} from '../../../src/media/index.ts';
import {pexels} from '../../../src/media/pexels.ts';
import {pixabay} from '../../../src/media/pixabay.ts';
import type {StockOptions} from '../../../src/media/stock/stock-source.ts';
import type {MediaRequest, MediaSource} from '../../../src/ports/index.ts';
import {temporaryFolders, writeTestClip} from '../clip-files.ts';
import {scriptWishing} from '../script-fixture.ts';
import {pexelsServer} from './pexels-server.ts';
import {pixabayServer} from './pixabay-server.ts';
import {key, type Fault, type ServedClip, type StockServer} from './stock-server.ts';

const folders = await temporaryFolders();
afterAll(folders.remove);

const clips: ServedClip[] = [];
beforeAll(async () => {
  const folder = await folders.fresh();
  const told: [string, number, number, number][] = [
    ['a cat kneading a blanket', 180, 320, 4],
    ['waves on a beach at night', 180, 320, 6],
    ['cat asleep on a sofa', 180, 320, 6],
    ['cat kneading dough wide', 320, 180, 6],
  ];
  for (const [index, [words, width, height, seconds]] of told.entries()) {
    const file = await writeTestClip(folder, `clip-${index}`, {
      width,
      height,
      seconds,
      ground: 40 + index * 30,
    });
    clips.push({id: 100 + index, words, width, height, seconds, bytes: await readFile(file)});
  }
});

interface Stock {
  readonly name: string;
  readonly start: (served: readonly ServedClip[]) => Promise<StockServer>;
  readonly open: (options: StockOptions) => MediaSource;
}
const stocks: readonly Stock[] = [
  {name: 'pexels', start: pexelsServer, open: pexels},
  {name: 'pixabay', start: pixabayServer, open: pixabay},
];

const never = new AbortController().signal;
const request = async (query: string, more: Partial<MediaRequest> = {}): Promise<MediaRequest> => ({
  query,
  durationInSeconds: 3,
  width: 180,
  height: 320,
  seed: 'seed',
  palette: ['#000000', '#ffffff'],
  directory: await folders.fresh(),
  signal: never,
  ...more,
});

async function errorOf(work: Promise<unknown>): Promise<ViralError> {
  try {
    await work;
  } catch (error) {
    if (ViralError.isInstance(error)) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

/** A clock that need not be waited for. */
const instantly = () => {
  const waits: number[] = [];
  return {
    waits,
    clock: {now: () => Date.now(), sleep: async (ms: number) => void waits.push(ms)},
  };
};

describe.each(stocks)('$name', ({name, start, open}) => {
  let server: StockServer;
  const opened = (more: Partial<StockOptions> = {}) =>
    open({apiKey: key, baseUrl: server.origin, download: {allowHosts: [server.host]}, ...more});
  beforeEach(async () => {
    server = await start(clips);
  });
  afterEach(() => server.close());

  it('finds a clip and brings its file, licence, author and page', async () => {
    const given = await request('cat kneading');
    const found = await opened().doFind(given);
    expect(found).toMatchObject({kind: 'video', mimeType: 'video/mp4', width: 180, height: 320});
    const {rights, file} = found ?? {rights: null, file: ''};
    expect(await readFile(file)).toEqual(Buffer.from(clips[0]?.bytes ?? []));
    expect(file.startsWith(given.directory)).toBe(true);
    expect(rights?.author).toMatch(/Example$/);
    expect(rights?.source).toMatch(/^https:\/\/.+100\/$/);
    expect(rights?.attribution).toContain(rights?.source);
    expect(rights?.attribution).toContain(rights?.author);
    expect(rights?.licence).toMatch(/License$/);
    expect(server.downloads).toEqual(['/files/100.mp4']);
  });

  it('takes no clip that shows something else', async () => {
    expect(await opened().doFind(await request('a volcano erupting'))).toBeNull();
    expect(server.downloads).toEqual([]);
  });

  it('asks in the language of the script and cuts long queries between words', async () => {
    await opened().doFind(await request('Katze knetet Decke', {language: 'de-AT'}));
    await opened().doFind(await request('kitten '.repeat(40)));
    const [german, long] = server.searches;
    expect(german?.query.get(name === 'pexels' ? 'locale' : 'lang')).toBe(name === 'pexels' ? 'de-DE' : 'de');
    const asked = long?.query.get(name === 'pexels' ? 'query' : 'q') ?? '';
    expect(asked.length).toBeLessThanOrEqual(100);
    expect(asked.endsWith('kitten')).toBe(true);
  });

  it('keeps answers for a day and files by their content', async () => {
    const directory = await folders.fresh();
    let time = Date.parse('2026-11-01T00:00:00Z');
    const now = () => time;
    const ask = async () => {
      const source = opened({cache: openMediaCache({directory, now}), now});
      return (await source.doFind(await request('cat kneading')))?.file ?? '';
    };
    const first = await ask();
    time += 23.9 * 3_600_000;
    expect(await ask()).toBe(first);
    expect([server.searches.length, server.downloads.length]).toEqual([1, 1]);
    time += 0.2 * 3_600_000;
    await ask();
    expect([server.searches.length, server.downloads.length]).toEqual([2, 1]);
    // What was damaged on the disk is not given out.
    await writeFile(first, 'not what it was');
    expect(await readFile(await ask())).toEqual(Buffer.from(clips[0]?.bytes ?? []));
    expect(server.downloads.length).toBe(2);
    for (const file of await readdir(directory)) {
      if (file.endsWith('.file')) continue;
      expect(await readFile(join(directory, file), 'utf8'), 'no key is kept').not.toContain(key);
    }
  });

  it('keeps answers without a cache folder too', async () => {
    const source = opened();
    for (let turn = 0; turn < 3; turn++) await source.doFind(await request('cat kneading'));
    expect(server.searches.length).toBe(1);
  });

  const faults: readonly [string, Fault, {action: string; says: RegExp}][] = [
    ['a key that is not accepted', {status: 401, body: `bad ${key}`}, {action: 'auth', says: /key/}],
    ['a key that may not do this', {status: 403}, {action: 'auth', says: /403/}],
    ['a limit that ends soon', {status: 429, headers: {'retry-after': '3'}}, {action: 'retry', says: /429/}],
    [
      'a limit that ends late',
      {status: 429, headers: {'x-ratelimit-reset': '55'}},
      {action: 'wait', says: /wait until/},
    ],
    ['a limit without an end', {status: 429}, {action: 'wait', says: /wait until/}],
    ['trouble', {status: 500, body: 'Internal'}, {action: 'retry', says: /trouble/}],
    ['an overload', {status: 503}, {action: 'retry', says: /503/}],
    [
      'a search it does not take',
      {status: 422, body: 'no such thing'},
      {action: 'fatal', says: /no such thing/},
    ],
    [
      'a redirect',
      {status: 302, headers: {location: 'https://example.com/'}},
      {action: 'fatal', says: /followed/},
    ],
    ['a broken connection', 'drop', {action: 'retry', says: /broke/}],
    ['half an answer', 'half', {action: 'retry', says: /broke|whole/}],
    ['an empty answer', 'empty', {action: 'retry', says: /whole JSON/}],
    ['a page of a proxy', 'page', {action: 'fatal', says: /web page/}],
    ['garbage', 'garbage', {action: 'retry', says: /whole JSON/}],
    ['another shape', 'odd-form', {action: 'retry', says: /unknown shape/}],
  ];
  it.each(faults)('tells of %s, without the key', async (_what, fault, {action, says}) => {
    server.failSearch(fault);
    const source = opened({cache: openMediaCache({directory: await folders.fresh()})});
    const error = await errorOf(source.doFind(await request('cat kneading')));
    expect(error.action).toBe(action);
    expect(error.message).toMatch(says);
    expect(error.code).toBe('media-failed');
    expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain(key);
    // Nothing of it was kept: the next answer is right, unless the service asked to be left alone.
    if (action !== 'wait') expect(await source.doFind(await request('cat kneading'))).not.toBeNull();
  });

  it('leaves the service alone until the limit ends', async () => {
    let time = 0;
    const source = opened({now: () => time});
    server.failSearch({status: 429, headers: {'x-ratelimit-reset': '55'}});
    const error = await errorOf(source.doFind(await request('cat kneading')));
    expect(error.until?.getTime()).toBe(55_000);
    time = 54_000;
    expect((await errorOf(source.doFind(await request('cat asleep')))).action).toBe('wait');
    expect(server.searches.length).toBe(1);
    time = 56_000;
    expect(await source.doFind(await request('cat asleep'))).not.toBeNull();
  });

  it('says that a wrong key is wrong, as the service says it', async () => {
    const error = await errorOf(opened({apiKey: 'wrong-key-1234'}).doFind(await request('cat')));
    expect(error.action).toBe('auth');
    expect(error.message).not.toContain('wrong-key-1234');
  });

  it.each(['', '  ', 'key with spaces', 'kéy'])('refuses the key "%s" without showing it', (apiKey) => {
    expect(() => opened({apiKey})).toThrow(InvalidInputError);
    if (apiKey.trim() !== '') expect(() => opened({apiKey})).toThrow(/^(?!.*k[eé]y w)/s);
  });

  const downloads: readonly [string, Fault, {action: string; says: RegExp}][] = [
    ['a file that is gone', {status: 404}, {action: 'fatal', says: /no such/}],
    ['a file that is closed', {status: 403}, {action: 'fatal', says: /403/}],
    ['trouble', {status: 502}, {action: 'retry', says: /trouble/}],
    ['half a file', 'half', {action: 'retry', says: /middle|broke/}],
    ['a page instead', 'page', {action: 'fatal', says: /text\/html/}],
    ['a page called MP4', 'disguised', {action: 'fatal', says: /no MP4/}],
    ['an empty file', 'empty', {action: 'fatal', says: /empty/}],
    ['a file without end', 'endless', {action: 'fatal', says: /larger than/}],
    [
      'a way into the private network',
      {status: 302, headers: {location: 'http://10.0.0.1/secret'}},
      {action: 'fatal', says: /not an address of the public internet/},
    ],
    [
      'another protocol',
      {status: 302, headers: {location: 'file:///etc/passwd'}},
      {action: 'fatal', says: /only http/},
    ],
  ];
  it.each(downloads)('downloads with care: %s', async (_what, fault, {action, says}) => {
    server.failDownload(fault);
    const directory = await folders.fresh();
    const source = opened({maxBytes: 3_000_000, cache: openMediaCache({directory})});
    const error = await errorOf(source.doFind(await request('cat kneading')));
    expect(error.action).toBe(action);
    expect(error.message).toMatch(says);
    expect((await readdir(directory)).filter((file) => !file.endsWith('.answer'))).toEqual([]);
    expect(await source.doFind(await request('cat kneading'))).not.toBeNull();
  });

  it('downloads nothing from a private address', async () => {
    const error = await errorOf(opened({download: {}}).doFind(await request('cat kneading')));
    expect(error.message).toContain('public internet');
    expect(server.downloads).toEqual([]);
  });

  it('stops at once when told to', async () => {
    server.failSearch('hang');
    const stop = new AbortController();
    const asked = request('cat kneading', {signal: stop.signal}).then((each) => opened().doFind(each));
    setTimeout(() => stop.abort(new Error('enough')), 50);
    await expect(asked).rejects.toThrow('enough');
    server.failDownload('hang');
    const again = new AbortController();
    const waiting = request('cat kneading', {signal: again.signal}).then((each) => opened().doFind(each));
    setTimeout(() => again.abort(new Error('enough too')), 200);
    await expect(waiting).rejects.toThrow('enough too');
  });

  const size = {width: 180, height: 320, palette: ['#000000'], seed: 's'};

  it('gives a video its clips: cut to the scene, each once, with their origin', async () => {
    const failures: MediaFailure[] = [];
    const gathered = await gatherAssets(scriptWishing(['cat kneading', 'cat kneading', 'a volcano']), {
      ...size,
      sources: [opened()],
      directory: await folders.fresh(),
      sceneSeconds: {s0: 1.5, s1: 2, s2: 2},
      onFailure: (failure) => failures.push(failure),
    });
    expect(failures).toEqual([]);
    expect(gathered.byScene['s2']).toBeUndefined();
    const [one, two] = ['s0', 's1'].map((scene) => gathered.assets[gathered.byScene[scene] ?? '']);
    expect(one?.origin).toBe(`${name}/100`);
    expect(two?.origin).not.toBe(one?.origin);
    expect(one).toMatchObject({kind: 'video', mimeType: 'video/mp4', width: 180, height: 320});
    expect(one?.durationInSeconds).toBeCloseTo(2.5, 1);
    const {streams} = await probe(gathered.files[gathered.byScene['s0'] ?? ''] ?? '');
    expect(streams.map(({codec_type: type}) => type)).toEqual(['video']);
    expect(streams[0]).toMatchObject({codec_name: 'h264', pix_fmt: 'yuv420p', r_frame_rate: '30/1'});
  });

  it('shows nothing that is to be avoided', async () => {
    const gather = async (avoid: ReadonlySet<string>) => {
      const {assets} = await gatherAssets(scriptWishing(['cat kneading', null]), {
        ...size,
        sources: [opened()],
        directory: await folders.fresh(),
        avoid,
      });
      return Object.values(assets)[0]?.origin;
    };
    expect(await gather(new Set())).toBe(`${name}/100`);
    expect(await gather(new Set([`${name}/100`]))).not.toBe(`${name}/100`);
    const page =
      name === 'pexels'
        ? 'https://www.pexels.com/video/a-cat-kneading-a-blanket-100/'
        : 'https://pixabay.com/videos/id-100/';
    expect(await gather(new Set([page]))).not.toBe(`${name}/100`);
  });

  it('gets over what passes, takes the next clip for one that is broken, and gives up with an honest reason', async () => {
    const failures: MediaFailure[] = [];
    const {waits, clock} = instantly();
    const gather = async (wish: string) =>
      gatherAssets(scriptWishing([wish, wish]), {
        ...size,
        sources: [opened()],
        directory: await folders.fresh(),
        onFailure: (failure) => failures.push(failure),
        retryClock: clock,
      });
    server.failSearch({status: 500}, 'drop');
    server.failDownload('half', {status: 503});
    expect(Object.keys((await gather('cat kneading')).byScene)).toEqual(['s0', 's1']);
    expect(waits.length).toBe(4);
    expect(failures).toEqual([]);

    server.failDownload('cut-file');
    const second = await gather('cat kneading');
    expect(second.assets[second.byScene['s0'] ?? '']?.origin).not.toBe(`${name}/100`);
    expect(String(failures[0]?.error)).toMatch(/decoded|whole|read as a video/);

    failures.length = 0;
    server.failSearch({status: 401, body: key});
    expect((await gather('waves beach')).byScene).toEqual({});
    // Told once, and not asked again for the second scene.
    expect(failures.map(({sceneId}) => sceneId)).toEqual(['s0']);
    expect(String(failures[0]?.error)).not.toContain(key);
  });
});

describe('what the services list', () => {
  it('never downloads streams or files without a size, and reads Pixabay where the largest has no address', async () => {
    for (const {start, open} of stocks) {
      const server = await start(clips);
      const source = open({apiKey: key, baseUrl: server.origin, download: {allowHosts: [server.host]}});
      const candidates = (await source.doSearch?.(await request('cat kneading'))) ?? [];
      expect(candidates.length).toBeGreaterThan(0);
      for (const {width, height} of candidates) expect(Math.min(width, height)).toBe(180);
      await server.close();
    }
  });

  it('takes the smallest file that fills the frame', async () => {
    const server = await pexelsServer(clips);
    const source = pexels({apiKey: key, baseUrl: server.origin, download: {allowHosts: [server.host]}});
    const [large] =
      (await source.doSearch?.(await request('cat kneading', {width: 700, height: 1240}))) ?? [];
    expect(large).toMatchObject({width: 720, height: 1280});
    await server.close();
  });

  it('believes the order of the service where its words are in another language', async () => {
    const server = await pexelsServer(clips);
    const source = pexels({apiKey: key, baseUrl: server.origin, download: {allowHosts: [server.host]}});
    expect(await source.doFind(await request('Katze knetet', {language: 'de'}))).not.toBeNull();
    expect(await source.doFind(await request('Katze knetet', {language: 'en'}))).toBeNull();
    await server.close();
  });
});
