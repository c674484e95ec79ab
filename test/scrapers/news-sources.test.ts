import type {IncomingMessage, ServerResponse} from 'node:http';
import {describe, expect, it} from 'vitest';
import {ViralError} from '../../src/errors.ts';
import type {NewsBatch, NewsSource} from '../../src/ports/index.ts';
import {loadFeedParser} from '../../src/scrapers/news/feed-parsers.ts';
import {gnews} from '../../src/scrapers/news/gnews.ts';
import {guardian} from '../../src/scrapers/news/guardian.ts';
import {hackerNews} from '../../src/scrapers/news/hacker-news.ts';
import {memoryCache} from '../../src/scrapers/news/memory-cache.ts';
import {newsapi} from '../../src/scrapers/news/newsapi.ts';
import {rss} from '../../src/scrapers/news/rss.ts';
import {serve} from '../fetching/local-server.ts';

const apiKey = 'news-key-0123456789';
const hasParser = await loadFeedParser().then(
  () => true,
  () => false,
);
const signal = new AbortController().signal;
const now = () => Date.parse('2026-11-22T10:00:00Z');
const ask = (source: NewsSource, more: object = {}): Promise<NewsBatch> =>
  source.doFetch({limit: 10, signal, ...more});
const failureOf = async (asked: Promise<unknown>): Promise<ViralError> => {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(ViralError.isInstance(error), String(error)).toBe(true);
  expect(`${(error as Error).message} ${(error as Error).stack}`).not.toContain(apiKey);
  return error as ViralError;
};
const json = (response: ServerResponse, status: number, body: unknown, headers = {}) => {
  response.writeHead(status, {'content-type': 'application/json', ...headers});
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};
async function serving(answer: (response: ServerResponse, url: URL, request: IncomingMessage) => void) {
  const asked: URL[] = [];
  const {host, origin} = await serve((request, response) => {
    const url = new URL(request.url ?? '/', 'http://local');
    asked.push(url);
    answer(response, url, request);
  });
  return {baseUrl: origin, allowHosts: [host], asked, now};
}

describe('newsapi', () => {
  const article = {
    source: {id: null, name: 'The Paper'},
    author: null,
    title: 'Storm hits the coast - The Paper',
    description: '<p>Wind &amp; rain.</p>',
    url: 'https://paper.example/storm',
    urlToImage: null,
    publishedAt: '2026-11-22T08:00:00Z',
    content: 'The storm came at night… [+1200 chars]',
  };

  it('reads headlines with the key in a header', async () => {
    let key: unknown;
    const service = await serving((response, _url, request) => {
      key = request.headers['x-api-key'];
      json(response, 200, {
        status: 'ok',
        totalResults: 2,
        articles: [article, {...article, title: '[Removed]'}],
      });
    });
    const {items} = await ask(newsapi({apiKey, ...service}), {category: 'science'});
    expect(key).toBe(apiKey);
    expect(service.asked[0]?.pathname).toBe('/top-headlines');
    expect(service.asked[0]?.search).not.toContain(apiKey);
    expect(service.asked[0]?.searchParams.get('category')).toBe('science');
    expect(items).toEqual([
      expect.objectContaining({
        title: 'Storm hits the coast',
        summary: 'Wind & rain.',
        content: 'The storm came at night…',
        publisher: 'The Paper',
        publishedAt: '2026-11-22T08:00:00.000Z',
        categories: ['science'],
      }),
    ]);
  });

  it('asks everything where headlines are empty, and for a topic', async () => {
    const service = await serving((response, url) =>
      json(response, 200, {status: 'ok', articles: url.pathname === '/everything' ? [article] : []}),
    );
    expect((await ask(newsapi({apiKey, ...service}))).items).toHaveLength(1);
    await ask(newsapi({apiKey, ...service}), {topic: 'storm', language: 'en-GB'});
    const last = service.asked.at(-1);
    expect(last?.pathname).toBe('/everything');
    expect(Object.fromEntries(last?.searchParams ?? [])).toMatchObject({
      q: 'storm',
      language: 'en',
      sortBy: 'publishedAt',
    });
  });

  it.each([
    [401, 'apiKeyInvalid', 'auth'],
    [400, 'parameterInvalid', 'fatal'],
    [429, 'rateLimited', 'retry'],
    [429, 'apiKeyExhausted', 'wait'],
    [500, 'unexpectedError', 'retry'],
  ])('turns %i %s into the next action %s', async (status, code, action) => {
    const service = await serving((response) =>
      json(response, status, {status: 'error', code, message: `No: ${apiKey}`}),
    );
    const error = await failureOf(ask(newsapi({apiKey, ...service})));
    expect(error).toMatchObject({code: 'news-failed', action});
    if (action === 'wait') expect(error.until?.toISOString()).toBe('2026-11-23T00:00:00.000Z');
  });

  it('takes the end of the free plan for an end', async () => {
    const service = await serving((response) =>
      json(response, 426, {status: 'error', code: 'maximumResultsReached', message: ''}),
    );
    expect((await ask(newsapi({apiKey, ...service}), {topic: 'x'})).items).toEqual([]);
  });
});

describe('gnews', () => {
  const article = {
    title: 'A',
    description: 'B',
    content: 'C [99 chars]',
    url: 'https://a.example/a',
    image: null,
    publishedAt: '2026-11-22T08:00:00Z',
    source: {name: 'A News', url: 'https://a.example'},
  };

  it('reads headlines of a category, and searches words that are no operators', async () => {
    const service = await serving((response) => json(response, 200, {totalArticles: 1, articles: [article]}));
    const source = gnews({apiKey, ...service});
    expect((await ask(source, {category: 'politics'})).items[0]).toMatchObject({
      title: 'A',
      content: 'C',
      publisher: 'A News',
      categories: ['politics'],
    });
    expect(service.asked[0]?.searchParams.get('category')).toBe('nation');
    await ask(source, {topic: 'cats NOT "dogs"'});
    expect(service.asked[1]?.pathname).toBe('/search');
    expect(service.asked[1]?.searchParams.get('q')).toBe('"cats" AND "NOT" AND "dogs"');
    expect(JSON.stringify(source)).not.toContain(apiKey);
  });

  it.each([
    [400, {errors: {q: 'is missing'}}, 'fatal', 'is missing'],
    [401, {errors: ['bad key']}, 'auth', 'bad key'],
    [403, {errors: ['quota']}, 'wait', 'quota'],
    [429, {errors: ['too fast']}, 'retry', 'too fast'],
    [503, '<html>down</html>', 'retry', 'too often'],
    [200, '<html>hello</html>', 'retry', 'not its JSON'],
    [200, {articles: 'none'}, 'retry', 'not its JSON'],
  ])('turns %i into the next action', async (status, body, action, said) => {
    const service = await serving((response) => json(response, status, body));
    const error = await failureOf(ask(gnews({apiKey, ...service})));
    expect(error.action).toBe(action);
    expect(error.message).toContain(said);
  });
});

describe('guardian', () => {
  it('reads articles with their text', async () => {
    const service = await serving((response) =>
      json(response, 200, {
        response: {
          status: 'ok',
          results: [
            {
              id: 'science/1',
              sectionName: 'Science',
              webPublicationDate: '2026-11-22T07:00:00Z',
              webTitle: 'T',
              webUrl: 'https://www.theguardian.com/science/1',
              fields: {
                headline: 'A <em>head</em>',
                trailText: '<p>Trail</p>',
                bodyText: 'Body',
                thumbnail: 'https://media.example/1.jpg',
                byline: 'Ann Lee',
              },
            },
            {
              id: 'science/2',
              webTitle: 'No fields',
              webUrl: 'https://www.theguardian.com/science/2',
              webPublicationDate: 'soon',
            },
          ],
        },
      }),
    );
    const {items} = await ask(guardian({apiKey, ...service}), {topic: 'whales (blue)', category: 'science'});
    expect(items[0]).toMatchObject({
      title: 'A head',
      summary: 'Trail',
      content: 'Body',
      author: 'Ann Lee',
      categories: ['Science'],
      publisher: 'The Guardian',
    });
    expect(items[1]).toMatchObject({title: 'No fields', publishedAt: undefined});
    expect(service.asked[0]?.searchParams.get('q')).toBe('whales  blue ');
    expect((await ask(guardian({apiKey, ...service}), {language: 'de'})).items).toEqual([]);
  });

  it.each([
    [401, 'auth'],
    [403, 'auth'],
    [429, 'retry'],
    [500, 'retry'],
    [400, 'fatal'],
  ])('turns %i into %s', async (status, action) => {
    const service = await serving((response) => json(response, status, {message: 'API rate limit exceeded'}));
    expect((await failureOf(ask(guardian({apiKey, ...service})))).action).toBe(action);
  });
});

describe('hacker-news', () => {
  const story = (id: number, more = {}) => ({
    id,
    type: 'story',
    by: 'ann',
    time: 1_795_000_000,
    title: `Story ${id}`,
    url: `https://site${id}.example/a`,
    score: 10 * id,
    descendants: id,
    ...more,
  });

  it('reads the list, item by item, and passes over what is gone', async () => {
    const service = await serving((response, url) => {
      if (url.pathname === '/topstories.json') return json(response, 200, [1, 2, 3, 4, 5, 6]);
      const id = Number(/item\/(\d+)\.json/u.exec(url.pathname)?.[1]);
      const answers: Record<number, unknown> = {
        1: story(1),
        2: null,
        3: story(3, {dead: true}),
        4: story(4, {url: undefined, text: '<p>Ask&#x27;s text'}),
        5: {...story(5), type: 'job'},
      };
      return id === 6 ? json(response, 500, {}) : json(response, 200, answers[id] ?? null);
    });
    const {items, degraded} = await ask(hackerNews(service));
    expect(items.map(({title}) => title)).toEqual(['Story 1', 'Story 4']);
    expect(items[0]).toMatchObject({
      publisher: 'site1.example',
      points: 10,
      comments: 1,
      publishedAt: new Date(1_795_000_000_000).toISOString(),
    });
    expect(items[1]).toMatchObject({
      url: 'https://news.ycombinator.com/item?id=4',
      publisher: 'Hacker News',
      summary: "Ask's text",
    });
    expect(degraded).toEqual(['hacker-news: 1 of 6 stories could not be read']);
  });

  it('searches a topic', async () => {
    const service = await serving((response) =>
      json(response, 200, {
        hits: [
          {
            objectID: '9',
            title: 'Found',
            url: null,
            points: 3,
            num_comments: 1,
            created_at: '2026-11-22T08:00:00Z',
          },
        ],
      }),
    );
    const {items} = await ask(hackerNews({...service, searchUrl: service.baseUrl}), {topic: 'rust'});
    expect(items[0]).toMatchObject({
      title: 'Found',
      url: 'https://news.ycombinator.com/item?id=9',
      points: 3,
    });
    expect(service.asked[0]?.searchParams.get('query')).toBe('rust');
  });

  it('fails where every item does', async () => {
    const service = await serving((response, url) =>
      url.pathname === '/topstories.json' ? json(response, 200, [1, 2]) : json(response, 503, {}),
    );
    expect((await failureOf(ask(hackerNews(service)))).action).toBe('retry');
  });
});

describe('rss', () => {
  const feed = JSON.stringify({
    version: 'https://jsonfeed.org/version/1',
    title: 'P',
    items: [{id: '1', url: 'https://p.example/1', title: 'One'}],
  });

  it('does not have sent again what has not changed, in one object or through a cache', async () => {
    const statuses: number[] = [];
    const service = await serving((response, _url, request) => {
      const status = request.headers['if-none-match'] === '"v1"' ? 304 : 200;
      statuses.push(status);
      response.writeHead(status, {
        'content-type': 'application/feed+json',
        etag: '"v1"',
        'last-modified': 'Sun, 22 Nov 2026 09:00:00 GMT',
      });
      response.end(status === 304 ? undefined : feed);
    });
    const options = {
      url: `${service.baseUrl}/feed.json`,
      allowHosts: service.allowHosts,
      cache: memoryCache(),
    };
    const first = rss(options);
    const expected = await ask(first);
    expect(expected.items).toHaveLength(1);
    expect(await ask(first)).toEqual(expected);
    expect((await ask(rss(options))).items).toEqual(JSON.parse(JSON.stringify(expected.items)));
    expect((await ask(rss({...options, cache: memoryCache()}))).items).toHaveLength(1);
    expect(statuses).toEqual([200, 304, 304, 200]);
  });

  it('refuses addresses that are not public', async () => {
    const service = await serving((response) => json(response, 200, feed));
    expect((await failureOf(ask(rss({url: `${service.baseUrl}/feed`})))).code).toBe('fetch-refused');
  });

  it.each([
    [404, 'fatal'],
    [500, 'retry'],
    [304, 'retry'],
  ])('tells of %i', async (status, action) => {
    const service = await serving((response) => json(response, status, ''));
    expect(
      (await failureOf(ask(rss({url: `${service.baseUrl}/x`, allowHosts: service.allowHosts})))).action,
    ).toBe(action);
  });

  it('sends its headers to no other origin', async () => {
    let seen: unknown = 'not asked';
    const other = await serving((response, _url, request) => {
      seen = request.headers['if-none-match'];
      json(response, 200, feed);
    });
    let turn = 0;
    const service = await serving((response) => {
      turn += 1;
      if (turn === 1) return json(response, 200, feed, {etag: '"secret"'});
      response.writeHead(302, {location: `${other.baseUrl}/feed`});
      response.end();
    });
    const source = rss({
      url: `${service.baseUrl}/feed`,
      allowHosts: [...service.allowHosts, ...other.allowHosts],
    });
    await ask(source);
    await ask(source);
    expect(seen).toBeUndefined();
  });

  it.skipIf(!hasParser)('reads XML over HTTP in its charset', async () => {
    const service = await serving((response) => {
      response.writeHead(200, {'content-type': 'text/xml; charset=iso-8859-1'});
      response.end(
        Buffer.from(
          '<rss version="2.0"><channel><title>P</title><item><title>Café</title></item></channel></rss>',
          'latin1',
        ),
      );
    });
    expect(
      (await ask(rss({url: `${service.baseUrl}/x`, allowHosts: service.allowHosts}))).items[0]?.title,
    ).toBe('Café');
  });
});
