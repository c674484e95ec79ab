import {describe, expect, it} from 'vitest';
import {ViralError} from '../../src/errors.ts';
import {loadFeedParser, salvageFeed} from '../../src/scrapers/news/feed-parsers.ts';
import {readFeed} from '../../src/scrapers/news/read-feed.ts';

/** Tests of XML feeds are skipped where `@rowanmanning/feed-parser` is not in node_modules. */
const hasParser = await loadFeedParser().then(
  () => true,
  () => false,
);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (feed: string | Uint8Array, charset?: string) =>
  readFeed(typeof feed === 'string' ? bytesOf(feed) : feed, {
    shown: 'the feed',
    url: 'https://news.example/feed',
    charset,
  });
const failureOf = async (reading: Promise<unknown>): Promise<ViralError> => {
  const error = await reading.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(ViralError.isInstance(error), String(error)).toBe(true);
  return error as ViralError;
};

const rss = (items: string, head = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>The Paper</title><link>https://news.example/</link>${head}${items}</channel></rss>`;
const item = (inner: string) => `<item>${inner}</item>`;

describe.skipIf(!hasParser)('feeds in XML', () => {
  it('reads RSS 2.0 with all that it can carry', async () => {
    const {title, items, degraded} = await read(
      rss(
        item(
          '<title>Cats &amp;amp; dogs &lt;b&gt;agree&lt;/b&gt;</title><link>/a?b=1</link><guid isPermaLink="false">g1</guid>' +
            '<pubDate>Sun, 22 Nov 2026 09:00:00 GMT</pubDate><description><![CDATA[<p>They <a href="x">met</a>.</p><script>alert(1)</script>]]></description>' +
            '<content:encoded><![CDATA[<p>First.</p><p>Second.</p>]]></content:encoded><dc:creator>Ann Lee</dc:creator><category>Pets</category>' +
            '<enclosure url="https://news.example/a.jpg" type="image/jpeg" length="1"/>',
        ),
        '<language>en-us</language>',
      ),
    );
    expect(title).toBe('The Paper');
    expect(degraded).toBeUndefined();
    expect(items).toEqual([
      {
        title: 'Cats & dogs agree',
        url: 'https://news.example/a?b=1',
        key: 'g1',
        summary: 'They met.',
        content: 'First. Second.',
        publishedAt: '2026-11-22T09:00:00.000Z',
        author: 'Ann Lee',
        publisher: 'The Paper',
        categories: ['Pets'],
        imageUrl: 'https://news.example/a.jpg',
        language: 'en-us',
      },
    ]);
  });

  it.each([
    [
      'Atom 1.0',
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry><title type="html">A &amp;lt; B</title><link rel="self" href="https://x.example/s"/><link href="https://x.example/a"/><id>tag:x</id><updated>2026-11-22T09:00:00Z</updated><summary>S</summary></entry></feed>',
      {title: 'A < B', url: 'https://x.example/a', publishedAt: '2026-11-22T09:00:00.000Z', summary: 'S'},
    ],
    [
      'RDF (RSS 1.0)',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://x.example/"><title>P</title></channel><item rdf:about="https://x.example/a"><title>A</title><link>https://x.example/a</link><dc:date>2026-11-22T09:00:00Z</dc:date></item></rdf:RDF>',
      {title: 'A', url: 'https://x.example/a', publishedAt: '2026-11-22T09:00:00.000Z'},
    ],
    [
      'RSS 0.91',
      '<rss version="0.91"><channel><title>P</title><item><title>A</title><link>https://x.example/a</link></item></channel></rss>',
      {title: 'A', url: 'https://x.example/a', publishedAt: undefined},
    ],
    [
      'an item without a title',
      rss(
        item('<description>Only &lt;i&gt;this&lt;/i&gt; text.</description><link>https://x.example/a</link>'),
      ),
      {title: 'Only this text.'},
    ],
    [
      'a permalink without a link',
      rss(item('<title>A</title><guid>https://x.example/p</guid>')),
      {url: 'https://x.example/p'},
    ],
    [
      'a date that cannot be read',
      rss(item('<title>A</title><pubDate>22 June 2021 4pm</pubDate>')),
      {publishedAt: undefined},
    ],
    [
      'a link with another scheme',
      rss(item('<title>A</title><link>javascript:alert(1)</link>')),
      {url: undefined},
    ],
    ['numeric entities', rss(item('<title>It&#8217;s &#x1F600; caf&#233;</title>')), {title: 'It’s 😀 café'}],
    ['a byte order mark and white space', `\uFEFF\n ${rss(item('<title>A</title>'))}`, {title: 'A'}],
    ['invisible characters', rss(item('<title>A\u202E\u200Bb</title>')), {title: 'A b'}],
  ])('reads %s', async (_name, xml, expected) => {
    const {items} = await read(xml);
    expect(items[0]).toMatchObject(expected);
  });

  it('decodes by mark, by the charset of the answer, by the declaration', async () => {
    const latin = Uint8Array.from(
      Buffer.from(
        `<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>P</title><item><title>Café für 5</title></item></channel></rss>`,
        'latin1',
      ),
    );
    expect((await read(latin)).items[0]?.title).toBe('Café für 5');
    const utf16 = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(rss(item('<title>Café</title>')).replace('UTF-8', 'UTF-16'), 'utf16le'),
    ]);
    expect((await read(utf16)).items[0]?.title).toBe('Café');
    const windows = Uint8Array.from(
      Buffer.from(
        '<rss version="2.0"><channel><title>P</title><item><title>\x93A\x94</title></item></channel></rss>',
        'latin1',
      ),
    );
    expect((await read(windows, 'windows-1252')).items[0]?.title).toBe('“A”');
  });

  it('reads a feed that is cut off as far as it goes, and says so', async () => {
    const whole = rss(
      item('<title>One</title><link>https://x.example/1</link>') +
        item('<title>Two</title><link>https://x.example/2</link>'),
    );
    const feed = await read(whole.slice(0, whole.indexOf('Two')));
    expect(feed.items[0]).toMatchObject({title: 'One', url: 'https://x.example/1'});
    expect(feed.degraded).toContain('damaged');
  });

  it('expands no entities and reads no files', async () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'
      .split('')
      .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghij'[index]};`.repeat(10)}">`)
      .join(
        '',
      )}]><rss version="2.0"><channel><title>P</title><item><title>x&j;</title></item></channel></rss>`;
    const startedAt = performance.now();
    const said = await read(bomb).then(
      ({items}) => items[0]?.title ?? '',
      (error: unknown) => String(error),
    );
    expect(said.length).toBeLessThan(2000);
    expect(performance.now() - startedAt).toBeLessThan(3000);
    const file =
      '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>P</title><item><title>x&f;</title></item></channel></rss>';
    const told = await read(file).then(
      ({items}) => JSON.stringify(items),
      (error: unknown) => String(error),
    );
    expect(told).not.toContain('root:');
  });

  it.each([
    ['a web page', '<!DOCTYPE html><html><head><title>x</title></head></html>', 'web page'],
    ['another XML', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'no RSS'],
    ['plain words', 'hello there', 'no RSS'],
    ['nothing', '  \n', 'empty'],
    [
      'twenty thousand nested tags',
      `<rss version="2.0"><channel>${'<a>'.repeat(20_000)}</channel></rss>`,
      'cannot be read',
    ],
  ])('refuses %s with the reason', async (_name, text, reason) => {
    const error = await failureOf(read(text));
    expect(error.code).toBe('news-failed');
    expect(error.message).toContain(reason);
  });

  it('takes a large feed in a moment', async () => {
    const many = rss(
      Array.from({length: 3000}, (_, index) =>
        item(`<title>T${index}</title><description>${'word '.repeat(200)}</description>`),
      ).join(''),
    );
    const startedAt = performance.now();
    expect((await read(many)).items).toHaveLength(300);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

describe('JSON Feed', () => {
  it('reads version 1 and 1.1', async () => {
    const {title, items} = await read(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'P',
        language: 'de',
        items: [
          {
            id: 1,
            url: '/a',
            title: 'A',
            content_html: '<p>Text</p>',
            date_published: '2026-11-22T09:00:00+01:00',
            authors: [{name: 'Ann'}],
            tags: ['x', 7],
          },
          {id: 'b', content_text: 'A post without a title.', author: {name: 'Bo'}},
          'no item',
        ],
      }),
    );
    expect(title).toBe('P');
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      url: 'https://news.example/a',
      key: '1',
      summary: 'Text',
      publishedAt: '2026-11-22T08:00:00.000Z',
      author: 'Ann',
      language: 'de',
    });
    expect(items[1]).toMatchObject({title: 'A post without a title.', author: 'Bo'});
  });

  it.each([['{"hello":1}'], ['{"version":"https://jsonfeed.org/version/1","items":'], ['[]']])(
    'refuses %s',
    async (text) => {
      expect((await failureOf(read(text))).code).toBe('news-failed');
    },
  );
});

it('says which package XML feeds need where it is missing', async () => {
  const error = await failureOf(
    readFeed(bytesOf(rss('')), {
      shown: 'the feed',
      load: async () => {
        throw new ViralError('dependency-missing', 'npm install it');
      },
    }),
  );
  expect(error.code).toBe('dependency-missing');
});

it('salvages nothing from what is no feed', async () => {
  expect(await salvageFeed('<html><body>hello</body></html>')).toBeNull();
});
