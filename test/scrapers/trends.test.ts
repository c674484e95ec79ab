import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {collectTrends, trendsFile} from '../../src/scrapers/index.ts';
import {timestampOf} from '../../src/scrapers/timestamp.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'trends-'))));
afterAll(() => rm(folder, {recursive: true}));

let count = 0;
async function collect(name: string, content: string | Uint8Array, options: object = {}) {
  const path = join(folder, `${count++}-${name}`);
  await writeFile(path, content);
  return collectTrends(trendsFile({path, ...options}));
}

const row = {
  videoId: 'a1',
  platform: 'tiktok',
  url: 'https://www.tiktok.com/@ann/video/1',
  title: 'Cats',
  publishedAt: '2026-11-01T10:00:00.000Z',
  scrapedAt: '2026-11-02T10:00:00.000Z',
  viewCount: 10,
};

describe('trendsFile reads', () => {
  it('a CSV as spreadsheets and tools write it', async () => {
    const csv = [
      '\ufeffvideo_id;Views;likes;Title;upload_date;channel title;subscriber_count;duration;tags;link;extra',
      'abc;"1,234";1.2M;"Cats, ""big"" and',
      'small; here";20261101;Ann;3K;PT1M3S;#cats #zoo;https://youtu.be/abc;x',
      '',
      'def;99;;Dogs;2026-11-02 08:30:00;Bo;;1:05;;https://www.tiktok.com/@bo/video/7;y',
    ].join('\r\n');
    const {videos, rejected} = await collect('a.csv', csv, {scrapedAt: new Date('2026-11-03T00:00:00Z')});
    expect(rejected).toEqual([]);
    expect(videos).toMatchObject([
      {
        videoId: 'abc',
        platform: 'youtube',
        url: 'https://youtu.be/abc',
        title: 'Cats, "big" and\r\nsmall; here',
        viewCount: 1234,
        likeCount: 1_200_000,
        publishedAt: '2026-11-01T00:00:00.000Z',
        scrapedAt: '2026-11-03T00:00:00.000Z',
        durationInSeconds: 63,
        author: {name: 'Ann', followers: 3000},
        hashtags: ['#cats', '#zoo'],
      },
      {videoId: 'def', platform: 'tiktok', viewCount: 99, durationInSeconds: 65, author: {name: 'Bo'}},
    ]);
    expect(videos[1]).not.toHaveProperty('likeCount');
  });

  it('JSON as an array, in an object and as lines', async () => {
    const list = JSON.stringify([row]);
    for (const [name, content] of [
      ['a.json', list],
      ['b.json', `{"videos": ${list}}`],
      ['c.jsonl', `\n${JSON.stringify(row)}\r\n`],
      ['d.ndjson', JSON.stringify(row)],
    ] as const) {
      const {videos, rejected} = await collect(name, content);
      expect(rejected).toEqual([]);
      expect(videos).toMatchObject([row]);
    }
  });

  it('nested authors and counters under other names', async () => {
    const {videos} = await collect(
      'a.json',
      JSON.stringify([
        {
          id: 'x',
          webpage_url: 'https://www.instagram.com/reel/x/',
          caption: 'First line\nsecond',
          timestamp: 1_793_000_000,
          scrapedAt: '2026-11-02',
          play_count: 5,
          author: {id: '9', name: 'Ann', followers: 12},
        },
      ]),
    );
    expect(videos).toMatchObject([
      {
        platform: 'instagram',
        title: 'First line',
        viewCount: 5,
        author: {id: '9', name: 'Ann', followers: 12},
      },
    ]);
  });

  it('a hundred thousand rows', async () => {
    const lines = ['videoId,platform,url,title,publishedAt,scrapedAt,views'];
    for (let index = 0; index < 100_000; index++) {
      lines.push(
        `v${index},tiktok,https://www.tiktok.com/@a/video/${index},"Title, ${index}",2026-11-01,2026-11-02,${index}`,
      );
    }
    const started = performance.now();
    const {videos, rejected} = await collect('many.csv', lines.join('\n'));
    expect(videos.length).toBe(100_000);
    expect(rejected).toEqual([]);
    expect(videos[99_999]?.viewCount).toBe(99_999);
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

describe('bad rows are turned away with their reasons', () => {
  it('in CSV', async () => {
    const {videos, rejected} = await collect(
      'a.csv',
      [
        'videoId,platform,url,title,publishedAt,scrapedAt,views',
        'a,tiktok,https://www.tiktok.com/@a/video/1,Good,2026-11-01,2026-11-02,5',
        'b,tiktok,https://www.tiktok.com/@a/video/2,No views,2026-11-01,2026-11-02,many',
        'c,tiktok,too,few',
        'd,vine,ftp://x/1,Odd,11/20/2026,2026-11-02,-5',
        'a,tiktok,https://www.tiktok.com/@a/video/1,Again,2026-11-01,2026-11-02,5',
        'e,tiktok,https://www.tiktok.com/@a/video/3,"Broken"x,2026-11-01,2026-11-02,5',
        'f,tiktok,https://www.tiktok.com/@a/video/4,Good,2026-11-01,2026-11-02,5',
        'g,tiktok,"open',
      ].join('\n'),
    );
    expect(videos.map(({videoId}) => videoId)).toEqual(['a', 'f']);
    expect(rejected.map(({place, reasons}) => [place, ...reasons.map(({path}) => path)])).toEqual([
      ['line 3', 'viewCount'],
      ['line 4', ''],
      ['line 5', 'platform', 'url', 'publishedAt', 'viewCount'],
      ['line 6', 'videoId'],
      ['line 7', ''],
      ['line 9', ''],
    ]);
    expect(rejected[3]?.reasons[0]?.message).toContain('line 2');
    expect(rejected[5]?.reasons[0]?.message).toContain('never closed');
  });

  it('in JSON Lines', async () => {
    const {videos, rejected} = await collect('a.jsonl', `${JSON.stringify(row)}\n{"cut": \n[1]\n"text"\n`);
    expect(videos.length).toBe(1);
    expect(rejected.map(({place}) => place)).toEqual(['line 2', 'line 3', 'line 4']);
  });

  it('when nobody says when the counters were read', async () => {
    const {scrapedAt: _, ...undated} = row;
    const {rejected} = await collect('a.json', JSON.stringify([undated]));
    expect(rejected[0]?.reasons[0]?.path).toBe('scrapedAt');
  });
});

describe('a file as a whole is refused', () => {
  it.each([
    ['a.json', '{"videos": [', 'scrape-failed'],
    ['a.json', '{"other": 1}', 'scrape-failed'],
    ['a.csv', 'one,two\n1,2\n', 'scrape-failed'],
    ['a.csv', Uint8Array.of(0x76, 0xe9, 0x0a, 0x31), 'not-text'],
    ['a.xml', '<a/>', 'file-unreadable'],
  ])('%s with %s', async (name, content, code) => {
    await expect(collect(name, content)).rejects.toMatchObject({code});
  });

  it('when it is not there', async () => {
    await expect(collectTrends(trendsFile({path: join(folder, 'none.csv')}))).rejects.toMatchObject({
      code: 'file-not-found',
    });
  });
});

describe('collectTrends', () => {
  it('reads no more rows than asked for', async () => {
    const path = join(folder, 'limit.jsonl');
    await writeFile(
      path,
      Array.from({length: 9}, (_, id) => JSON.stringify({...row, videoId: `v${id}`})).join('\n'),
    );
    expect((await collectTrends(trendsFile({path}), {limit: 4})).videos.length).toBe(4);
    await expect(collectTrends(trendsFile({path}), {limit: 0})).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('stops when aborted', async () => {
    const path = join(folder, 'abort.jsonl');
    await writeFile(path, JSON.stringify(row));
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(collectTrends(trendsFile({path}), {signal})).rejects.toThrow('enough');
  });
});

describe('timestampOf', () => {
  it.each([
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20T10:00:00+02:00', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20T10:00:00+0200', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20 10:00:00', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20T10:00:00.123456Z', '2026-11-20T10:00:00.123Z'],
    ['20261120', '2026-11-20T00:00:00.000Z'],
    ['Nov 20, 2026', '2026-11-20T00:00:00.000Z'],
    ['20 November 2026', '2026-11-20T00:00:00.000Z'],
    ['Fri, 20 Nov 2026 16:52 EDT', '2026-11-20T20:52:00.000Z'],
    ['1793000000', '2026-10-26T07:33:20.000Z'],
  ])('reads %s', (text, expected) => {
    expect(timestampOf(text)).toBe(expected);
  });

  it.each(['11/20/2026', '2026-02-30', '2026-13-01', 'yesterday', '', '30 Foo 2026', '2026-11-20T25:00:00Z'])(
    'does not guess at %s',
    (text) => {
      expect(timestampOf(text)).toBeUndefined();
    },
  );
});
