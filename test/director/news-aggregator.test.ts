import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import {createNewsAggregator} from '../../src/director/news-aggregator.ts';
import {ViralError} from '../../src/errors.ts';
import type {NewsRequest, NewsSource, RawNewsItem} from '../../src/ports/index.ts';
import {memoryCache} from '../../src/scrapers/news/memory-cache.ts';

const moment = Date.parse('2026-11-22T12:00:00Z');
const hoursAgo = (hours: number) => new Date(moment - hours * 3_600_000).toISOString();
const clock = {now: () => moment, sleep: async () => {}};

interface Source extends NewsSource {
  readonly requests: NewsRequest[];
}
function source(
  name: string,
  give: (request: NewsRequest, turn: number) => readonly RawNewsItem[] | Promise<readonly RawNewsItem[]>,
): Source {
  const requests: NewsRequest[] = [];
  return {
    name,
    requests,
    doFetch: async (request) => {
      requests.push(request);
      return {items: await give(request, requests.length)};
    },
  };
}
const failing = (name: string, action: 'retry' | 'fatal' = 'fatal') =>
  source(name, () => {
    throw new ViralError('news-failed', `${name} is dead.`, {action});
  });
const build = (sources: readonly NewsSource[], more = {}) =>
  createNewsAggregator({sources, now: () => moment, clock, ...more});

const volcano = [
  {
    title: 'Volcano erupts in southern Iceland, town evacuated',
    summary: 'A volcano near Grindavík began to erupt on Sunday, and residents left.',
    url: 'https://a.example/volcano',
    publisher: 'A',
    publishedAt: hoursAgo(2),
  },
  {
    title: 'Iceland: town evacuated as volcano erupts again',
    summary: 'Residents of Grindavík left as the volcano began to erupt.',
    content: 'The eruption began at dawn. '.repeat(20),
    url: 'https://b.example/iceland-volcano',
    publisher: 'B',
    publishedAt: hoursAgo(1),
  },
  {
    title: 'Volcano erupts in Iceland and forces a town to evacuate',
    summary: 'The volcano erupted near Grindavík.',
    url: 'https://c.example/x?utm_source=rss',
    publisher: 'C',
    publishedAt: hoursAgo(3),
  },
];
const others = [
  {
    title: 'Volcano museum opens in Naples',
    summary: 'Visitors can walk through a model crater.',
    url: 'https://a.example/museum',
    publisher: 'A',
    publishedAt: hoursAgo(20),
  },
  {
    title: 'Central bank raises rates by half a point',
    summary: 'Inflation and the stock market moved after the decision.',
    url: 'https://b.example/rates',
    publisher: 'B',
    publishedAt: hoursAgo(5),
    categories: ['Economy'],
  },
  {
    title: 'Old news about a parade',
    url: 'https://b.example/parade',
    publisher: 'B',
    publishedAt: hoursAgo(100),
  },
  {title: 'A report without a date', url: 'https://c.example/undated', publisher: 'C'},
];
const three = () => [
  source('a', () => [volcano[0], others[0]].flatMap((item) => item ?? [])),
  source('b', () => [volcano[1], others[1], others[2]].flatMap((item) => item ?? [])),
  source('c', () => [volcano[2], others[3]].flatMap((item) => item ?? [])),
];

describe('fetchTrendingNews', () => {
  it('merges reports of one event, counts spread and recency, and says why', async () => {
    const {stories, sources, fetchedAt} = await build(three()).fetchTrendingNews();
    expect(fetchedAt).toBe('2026-11-22T12:00:00.000Z');
    expect(sources.map(({status, items}) => [status, items])).toEqual([
      ['read', 2],
      ['read', 3],
      ['read', 2],
    ]);
    const [first] = stories;
    expect(first?.publishers.toSorted()).toEqual(['A', 'B', 'C']);
    // The fullest report leads.
    expect(first?.title).toBe('Iceland: town evacuated as volcano erupts again');
    expect(first?.publishedAt).toBe(hoursAgo(1));
    expect(first?.reasons.map(({what, text}) => [what, text])).toEqual([
      ['recency', 'reported 1 h ago'],
      ['spread', '3 publishers: B, A, C'],
    ]);
    expect(first?.reasons.reduce((sum, {score, weight}) => sum + score * weight, 0)).toBeCloseTo(
      first?.score ?? 0,
      2,
    );
    const titles = stories.map(({title}) => title);
    expect(titles).toContain('Volcano museum opens in Naples');
    expect(titles).toContain('A report without a date');
    expect(titles).not.toContain('Old news about a parade');
    expect(stories.map(({score}) => score)).toEqual(
      stories.map(({score}) => score).toSorted((a, b) => b - a),
    );
  });

  it('gives the same stories in whatever order sources answer', async () => {
    const [a, b] = await Promise.all([
      build(three()).fetchTrendingNews(),
      build(three().reverse()).fetchTrendingNews(),
    ]);
    expect(new Set(b.stories.map(({id}) => id))).toEqual(new Set(a.stories.map(({id}) => id)));
    expect(b.stories[0]?.reports.length).toBe(3);
  });

  it.each([
    [
      'two days of one series',
      'Trial of the senator, day 3: witness speaks',
      'Trial of the senator, day 4: witness speaks',
    ],
    ['two results', 'United beat City 2-1 in the derby', 'United beat City 4-0 in the derby'],
    ['one word in common', 'Apple recalls phones', 'Apple harvest starts early'],
    ['two languages', 'Volcano erupts in Iceland today', 'Volcano erupts in Iceland today'],
  ])('keeps apart %s', async (name, one, two) => {
    const languages = name === 'two languages' ? ['en', 'sv'] : ['en', 'en'];
    const {stories} = await build([
      source('a', () =>
        [one, two].map((title, index) => ({
          title,
          url: `https://a.example/${index}`,
          language: languages[index],
          publishedAt: hoursAgo(1),
        })),
      ),
    ]).fetchTrendingNews();
    expect(stories).toHaveLength(2);
  });

  it('puts one page under two addresses together', async () => {
    const {stories} = await build([
      source('a', () => [
        {
          title: 'First words',
          url: 'https://www.x.example/story/?utm_source=a&id=7',
          publishedAt: hoursAgo(1),
        },
        {title: 'Wholly different', url: 'https://x.example/story/amp?id=7', publishedAt: hoursAgo(1)},
      ]),
    ]).fetchTrendingNews();
    expect(stories).toHaveLength(1);
  });

  it('ranks by topic, leaves out what has nothing to do with it, and says why', async () => {
    const sources = three();
    const {stories} = await build(sources).fetchTrendingNews({topic: 'volcanoes in Iceland'});
    expect(stories[0]?.relevance?.matched).toEqual(['volcanoes', 'Iceland']);
    expect(stories[0]?.relevance?.reason).toContain('in the title');
    expect(stories.map(({title}) => title)).not.toContain('Central bank raises rates by half a point');
    expect(sources[0]?.requests[0]?.topic).toBe('volcanoes in Iceland');
  });

  it('goes on without a source that is dead, late, or no source at all', async () => {
    const good = source('good', () => [{title: 'Still here', publishedAt: hoursAgo(1)}]);
    const late: NewsSource = {name: 'late', doFetch: () => new Promise(() => {})};
    const wrong: NewsSource = {name: 'wrong', doFetch: async () => ({items: 'none'}) as never};
    const dead = failing('dead', 'retry');
    const startedAt = performance.now();
    const {stories, sources} = await build([dead, late, wrong, good], {timeoutInMs: 300}).fetchTrendingNews();
    expect(performance.now() - startedAt).toBeLessThan(3000);
    expect(stories.map(({title}) => title)).toEqual(['Still here']);
    expect(sources.map(({status}) => status)).toEqual(['failed', 'failed', 'failed', 'read']);
    expect(sources[0]?.error).toMatchObject({action: 'retry', message: 'dead is dead.'});
    expect(dead.requests).toHaveLength(2);
  });

  it('fails where every source does, and says how', async () => {
    const error = await build([failing('one'), failing('two', 'retry')])
      .fetchTrendingNews()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({code: 'news-failed', action: 'retry'});
    expect((error as Error).message).toContain('two is dead.');
  });

  it('turns bad items away with their reason and keeps the others', async () => {
    const {stories, sources} = await build([
      source('a', () => [
        {title: ''},
        {title: 'x', url: 'javascript:alert(1)'},
        {title: 'Good', language: 'no tag at all'},
        {title: 'n', points: -1},
      ]),
    ]).fetchTrendingNews();
    expect(stories.map(({title}) => title)).toEqual(['Good']);
    expect(sources[0]?.rejected).toHaveLength(3);
    expect(sources[0]?.rejected[1]).toContain('item 2: url');
  });

  it('takes no report from tomorrow for new', async () => {
    const {stories} = await build([
      source('a', () => [
        {title: 'Tomorrow', publishedAt: hoursAgo(-48)},
        {title: 'Now', publishedAt: hoursAgo(0)},
      ]),
    ]).fetchTrendingNews();
    expect(stories.map(({title}) => title)).toEqual(['Now', 'Tomorrow']);
    expect(stories[1]?.reasons[0]?.text).toBe('no date');
  });

  it('keeps what it read for an hour, asks once for many, and stands in for a dead source', async () => {
    let time = moment;
    const now = () => time;
    let isDead = false;
    const one = source('one', async () => {
      await sleep(20);
      if (isDead) throw new ViralError('news-failed', 'one is dead.');
      return [{title: 'Kept', publishedAt: hoursAgo(1)}];
    });
    const aggregator = createNewsAggregator({sources: [one], cache: memoryCache({now}), now, clock});
    const many = await Promise.all([1, 2, 3, 4].map(() => aggregator.fetchTrendingNews()));
    expect(one.requests).toHaveLength(1);
    expect(many.every(({stories}) => stories.length === 1)).toBe(true);
    time += 59 * 60_000;
    expect((await aggregator.fetchTrendingNews()).sources[0]?.status).toBe('cached');
    time += 2 * 60_000;
    expect((await aggregator.fetchTrendingNews()).sources[0]?.status).toBe('read');
    expect((await aggregator.fetchTrendingNews({topic: 'kept'})).sources[0]?.status).toBe('read');
    isDead = true;
    time += 2 * 3_600_000;
    expect((await aggregator.fetchTrendingNews()).sources[0]).toMatchObject({
      status: 'stale',
      error: {message: 'one is dead.'},
    });
    time += 30 * 3_600_000;
    await expect(aggregator.fetchTrendingNews()).rejects.toMatchObject({code: 'news-failed'});
  });

  it('works with a cache that is broken', async () => {
    const broken = {
      name: 'broken',
      doGet: () => Promise.reject(new Error('down')),
      doSet: () => Promise.reject(new Error('down')),
    };
    expect(
      (await build([source('a', () => [{title: 'Here'}])], {cache: broken}).fetchTrendingNews()).stories,
    ).toHaveLength(1);
  });

  it('stops with the reason, and does not stop others who wait for the same', async () => {
    const reason = new Error('enough');
    const slow = source('slow', async ({signal}) => {
      await sleep(80, undefined, {signal});
      return [{title: 'Here'}];
    });
    const aggregator = build([slow]);
    const controller = new AbortController();
    const first = aggregator.fetchTrendingNews({signal: controller.signal}).catch((error: unknown) => error);
    const second = aggregator.fetchTrendingNews();
    controller.abort(reason);
    expect(await first).toBe(reason);
    expect((await second).stories).toHaveLength(1);
  });

  it.each([
    [{limit: 0}, 'limit'],
    [{topic: ' '}, 'topic'],
    [{category: 'gossip'}, 'category'],
    [{language: '!'}, 'language'],
  ])('refuses %j by name', async (options, path) => {
    const error = await build(three())
      .fetchTrendingNews(options as never)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({code: 'invalid-input', issues: [expect.objectContaining({path})]});
  });

  it('merges two thousand reports in a moment', async () => {
    const words = Array.from({length: 400}, (_, index) => `word${index}`);
    const many = Array.from({length: 2000}, (_, index) => ({
      title: [7, 31, 101, 211, 307].map((step) => words[(index * step + step) % 400]).join(' '),
      url: `https://a.example/${index}`,
    }));
    const parts = Array.from({length: 34}, (_, part) =>
      source(`s${part}`, () => many.slice(part * 60, part * 60 + 60)),
    );
    const startedAt = performance.now();
    const {stories} = await build(parts).fetchTrendingNews({limit: 200});
    expect(stories).toHaveLength(200);
    expect(performance.now() - startedAt).toBeLessThan(8000);
  });
});

describe('scoreRelevance', () => {
  const aggregator = build(three());
  const scoreRelevance: typeof aggregator.scoreRelevance = (news, topic) =>
    aggregator.scoreRelevance(news, topic);
  const item = (title: string, summary = '', language = 'en') => ({
    version: 1 as const,
    id: 'news-1',
    title,
    summary,
    source: 'a',
    publisher: 'A',
    categories: [],
    language,
  });

  it.each([
    ['cats', item('Why cats knead'), 1],
    ['cat', item('Why cats knead'), 1],
    ['kneading cats', item('Why cats knead'), 1],
    ['solar storms', item('A storm', 'The solar storm hit.'), 0.85],
    ['tax', item('Why cats knead'), 0],
    ['the of and', item('The of and'), 0],
    ['地震', item('日本で地震', '', 'ja'), 1],
  ])('%s', (topic, news, score) => {
    expect(scoreRelevance(news, topic).score).toBeCloseTo(score, 2);
  });

  it('names the words and where they stand', () => {
    expect(scoreRelevance(item('A solar eclipse', 'Aurora seen.'), 'solar aurora tax').reason).toBe(
      '“solar” in the title, “aurora” in the summary; not “tax”',
    );
  });
});

describe('filterByCategory', () => {
  it('goes by what the source says, else by words', async () => {
    const aggregator = build(three());
    const {stories} = await aggregator.fetchTrendingNews();
    const [business] = aggregator.filterByCategory(stories, 'business');
    expect(business?.story.title).toBe('Central bank raises rates by half a point');
    expect(business?.match).toEqual({by: 'source', words: ['Economy']});
    expect(aggregator.filterByCategory(stories, 'sports')).toEqual([]);
    const found = build([
      source('x', () => [{title: 'Scientists study a new species'}, {title: 'A study of manners'}]),
    ]);
    const science = found.filterByCategory((await found.fetchTrendingNews()).stories, 'science');
    expect(science).toEqual([
      expect.objectContaining({match: {by: 'words', words: expect.arrayContaining(['study']) as string[]}}),
    ]);
  });

  it('is used by fetchTrendingNews too', async () => {
    const {stories} = await build(three()).fetchTrendingNews({category: 'business'});
    expect(stories.map(({title}) => title)).toEqual(['Central bank raises rates by half a point']);
  });
});

it('refuses sources of one name, and none', () => {
  expect(() => build([failing('x'), failing('x')])).toThrow("'x' twice");
  expect(() => build([])).toThrow('at least one');
});
