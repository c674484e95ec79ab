import {gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {ViralError} from '../../src/errors.ts';
import {loadFeedParser} from '../../src/scrapers/news/feed-parsers.ts';
import {type ReadFeed, readFeed} from '../../src/scrapers/news/read-feed.ts';
import {rss} from '../../src/scrapers/news/rss.ts';
import {serve} from '../fetching/local-server.ts';
import {dialects, type Entry, type FeedParts} from './feed-dialects.ts';

const hasParser = await loadFeedParser().then(
  () => true,
  () => false,
);
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(2 + text.length * 2));
  [0xfeff, ...Array.from({length: text.length}, (_, at) => text.charCodeAt(at))].forEach((unit, index) =>
    view.setUint16(index * 2, unit, littleEndian),
  );
  return new Uint8Array(view.buffer);
};
/** Code points below 256 as single bytes. */
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const read = (bytes: Uint8Array, charset?: string) =>
  readFeed(bytes, {shown: 'the feed', url: 'https://news.example/all/feed.xml', charset});

/** What has to come out; fields left out are not asked for. */
interface Expected {
  readonly titles?: readonly string[];
  readonly urls?: readonly (string | undefined)[];
  readonly summaries?: readonly (string | RegExp)[];
  readonly dates?: 'none' | 'both';
  readonly degraded?: boolean;
  readonly count?: number;
}

const titles = ['Storm hits the coast', 'Ferry goes electric'] as const;
const urls = ['https://news.example/storm', 'https://news.example/ferry'] as const;

interface Variant {
  readonly name: string;
  readonly parts?: Partial<Omit<FeedParts, 'entries'>>;
  readonly entry?: (entry: Entry, index: number) => Entry;
  readonly text?: (xml: string) => string;
  readonly bytes?: (xml: string) => Uint8Array;
  readonly charset?: string;
  /** An expectation, or `refused` where a typed error with a reason has to come. */
  readonly expected: Expected | 'refused';
}

const with_ =
  (change: Partial<Entry> | ((entry: Entry, index: number) => Partial<Entry>)) =>
  (entry: Entry, index: number) => ({
    ...entry,
    ...(typeof change === 'function' ? change(entry, index) : change),
  });
const plain: Expected = {titles, urls, summaries: ['Wind and rain.', 'No more diesel.']};
const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/** What real feeds do to XML, said once and tried in every dialect. */
const variants: readonly Variant[] = [
  {name: 'as the book has it', expected: {...plain, dates: 'both'}},
  {name: 'without a declaration', parts: {declaration: ''}, expected: plain},
  {name: 'with a byte order mark', text: (xml) => `\uFEFF${xml}`, expected: plain},
  {name: 'with space before the declaration', text: (xml) => `\r\n \n${xml}`, expected: plain},
  {
    name: 'with comments around the root',
    text: (xml) => xml.replace(/(<(?:rss|feed|rdf:RDF)\b)/, '<!-- made by hand -->$1') + '<!-- end -->',
    expected: plain,
  },
  {
    name: 'with a stylesheet',
    parts: {before: '<?xml-stylesheet type="text/xsl" href="/nice.xsl"?>'},
    expected: plain,
  },
  {name: 'with carriage returns', text: (xml) => xml.replaceAll('><', '>\r\n<'), expected: plain},
  {name: 'in UTF-16, little end first', bytes: (xml) => utf16(xml, true), expected: plain},
  {name: 'in UTF-16, big end first', bytes: (xml) => utf16(xml, false), expected: plain},
  {
    name: 'in Latin-1, declared',
    parts: {declaration: '<?xml version="1.0" encoding="ISO-8859-1"?>'},
    entry: with_((_, index) => ({title: index === 0 ? 'Café stürmisch' : titles[1]})),
    bytes: latin1,
    expected: {titles: ['Café stürmisch', titles[1]], urls},
  },
  {
    name: 'in windows-1252, told by the server only',
    parts: {declaration: '<?xml version="1.0"?>'},
    entry: with_((_, index) => ({title: index === 0 ? '\u0093Storm\u0094 \u0096 caf\u00e9' : titles[1]})),
    bytes: latin1,
    charset: 'windows-1252',
    expected: {titles: ['“Storm” – café', titles[1]], urls},
  },
  {
    name: 'that calls itself UTF-16 and is UTF-8',
    parts: {declaration: '<?xml version="1.0" encoding="utf-16"?>'},
    expected: plain,
  },
  {
    name: 'in an encoding nobody knows',
    parts: {declaration: '<?xml version="1.0" encoding="klingon"?>'},
    expected: plain,
  },
  {
    name: 'with CDATA',
    entry: with_((entry) => ({
      title: `<![CDATA[${entry.title}]]>`,
      summary: `<![CDATA[<p>${entry.summary}</p>]]>`,
    })),
    expected: plain,
  },
  {
    name: 'with markup in titles, escaped',
    entry: with_((entry) => ({title: `&lt;b&gt;${entry.title}&lt;/b&gt;`})),
    expected: plain,
  },
  {
    name: 'with entities escaped twice',
    entry: with_((entry) => ({title: `${entry.title} &amp;amp; more`})),
    expected: {titles: titles.map((title) => `${title} & more`), urls},
  },
  {
    name: 'with characters by number',
    entry: with_((entry) => ({title: `${entry.title} &#8211; caf&#xE9;`})),
    expected: {titles: titles.map((title) => `${title} – café`), urls},
  },
  {
    name: 'with entities of HTML that XML does not know',
    entry: with_((entry) => ({title: `${entry.title}&nbsp;&ndash; caf&eacute;`})),
    expected: {titles: titles.map((title) => `${title} – café`), urls},
  },
  {
    name: 'with an ampersand that nobody escaped',
    entry: with_((entry) => ({title: `${entry.title} & more`})),
    expected: {titles: titles.map((title) => `${title} & more`), urls},
  },
  {
    name: 'with emoji and other scripts',
    entry: with_((entry) => ({title: `${entry.title} 🌊 嵐`})),
    expected: {titles: titles.map((title) => `${title} 🌊 嵐`), urls},
  },
  {
    name: 'with control characters',
    entry: with_((entry) => ({title: `\u0008${entry.title}\u000B`})),
    expected: plain,
  },
  {
    name: 'with namespaces of podcasts and pictures',
    parts: {
      attributes:
        ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"',
      head: '<itunes:author>The Paper</itunes:author><sy:updatePeriod>hourly</sy:updatePeriod>',
    },
    expected: plain,
  },
  {
    name: 'with scripts in the summary',
    entry: with_((entry) => ({
      summary: `&lt;script&gt;alert(1)&lt;/script&gt;${entry.summary}&lt;img src="x" onerror="y()"&gt;`,
    })),
    expected: plain,
  },
  {name: 'without summaries', entry: with_({summary: null}), expected: {titles, urls}},
  {
    name: 'without titles',
    entry: with_({title: null}),
    expected: {titles: ['Wind and rain.', 'No more diesel.'], urls},
  },
  {name: 'without dates', entry: with_({date: null}), expected: {...plain, dates: 'none'}},
  {
    name: 'with dates that are none',
    entry: with_({date: '31st of Juneuary, at tea'}),
    expected: {...plain, dates: 'none'},
  },
  {name: 'with empty dates', entry: with_({date: ' '}), expected: {...plain, dates: 'none'}},
  {
    name: 'with links relative to the site',
    entry: with_((_, index) => ({link: index === 0 ? '/storm' : 'ferry'})),
    expected: {titles, urls},
  },
  {
    name: 'with space around links',
    entry: with_((entry) => ({link: `\n  ${entry.link}\n`})),
    expected: plain,
  },
  {
    name: 'with links that must not be followed',
    entry: with_({link: 'javascript:alert(1)', id: 'x'}),
    expected: {titles, urls: [undefined, undefined]},
  },
  {
    name: 'cut off inside the second entry',
    text: (xml) => xml.slice(0, xml.indexOf('Ferry') - 3),
    expected: {titles: [titles[0]], degraded: true},
  },
  {
    name: 'without its last tag',
    text: (xml) => xml.replace(/<\/[\w:]+>$/, ''),
    expected: {titles, degraded: true},
  },
  {
    name: 'without entries',
    text: (xml) => xml.replaceAll(/<(item|entry)\b.*?<\/\1>/gs, ''),
    expected: {count: 0},
  },
  {
    name: 'of 900 entries',
    text: (xml) => {
      const entry = /<(item|entry)\b.*?<\/\1>/s.exec(xml)?.[0] ?? '';
      return xml.replace(entry, entry.repeat(899));
    },
    expected: {count: 300},
  },
  {
    name: 'with an entry of a million characters',
    entry: with_((entry, index) => ({
      summary: index === 0 ? `${entry.summary} `.repeat(70_000) : entry.summary,
    })),
    expected: {titles, urls, summaries: [/^Wind and rain\. .*…$/, 'No more diesel.']},
  },
  {
    name: 'with an entity that grows without end',
    parts: {
      before:
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>',
    },
    entry: with_((entry) => ({title: `${entry.title} &d;`})),
    expected: {count: 2},
  },
  {
    name: 'with an entity from a file',
    parts: {before: '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'},
    entry: with_({title: '&f;'}),
    expected: 'refused',
  },
];

/** Texts that are no feed at all. */
const refused: readonly (readonly [string, Uint8Array])[] = [
  ['nothing', utf8('')],
  ['white space', utf8(' \n\t ')],
  [
    'a web page',
    utf8('<!doctype html><html><head><title>Not a feed</title></head><body>Hello</body></html>'),
  ],
  ['a web page in XHTML', utf8('<html xmlns="http://www.w3.org/1999/xhtml"><body>Hello</body></html>')],
  ['plain text', utf8('Storm hits the coast')],
  ['other XML', utf8(`${declaration}<opml version="2.0"><body><outline text="x"/></body></opml>`)],
  [
    'a site map',
    utf8(
      `${declaration}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://x.example/</loc></url></urlset>`,
    ),
  ],
  ['an error in XML', utf8(`${declaration}<error><code>AccessDenied</code></error>`)],
  ['an error in JSON', utf8('{"status":"error","message":"no such feed"}')],
  ['a list in JSON', utf8('[1, 2, 3]')],
  [
    'JSON that is cut off',
    utf8('{"version":"https://jsonfeed.org/version/1.1","title":"The Paper","items":[{"id":"1"'),
  ],
  [
    'JSON Feed of a version to come',
    utf8('{"version":"https://jsonfeed.org/version/9","title":"x","items":[]}'),
  ],
  ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
  ['a gzipped feed that nobody unpacked', new Uint8Array(gzipSync('<rss version="2.0"><channel/></rss>'))],
];

/** JSON Feed with what is wrong with it. */
const jsonItems = [
  {
    id: '1',
    url: urls[0],
    title: titles[0],
    content_text: 'Wind and rain.',
    date_published: '2026-11-22T09:00:00Z',
  },
  {
    id: '2',
    url: urls[1],
    title: titles[1],
    content_html: '<p>No more diesel.</p>',
    date_published: '2026-11-22T08:00:00Z',
  },
];
type Json = Readonly<Record<string, unknown>>;
const jsonFeed = (change: Json = {}, item: Json = {}) =>
  utf8(
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'The Paper',
      home_page_url: 'https://news.example/',
      items: jsonItems.map((each) => ({...each, ...item})),
      ...change,
    }),
  );
const json: readonly (readonly [string, Uint8Array, Expected])[] = [
  ['as the book has it', jsonFeed(), {...plain, dates: 'both'}],
  ['of version 1', jsonFeed({version: 'https://jsonfeed.org/version/1'}), plain],
  ['with a byte order mark', utf8(`\uFEFF${new TextDecoder().decode(jsonFeed())}`), plain],
  ['with ids that are numbers', jsonFeed({}, {id: 7}), plain],
  ['without ids', jsonFeed({}, {id: undefined}), plain],
  ['without titles', jsonFeed({}, {title: undefined}), {titles: ['Wind and rain.', 'No more diesel.'], urls}],
  [
    'with nulls',
    jsonFeed({description: null}, {summary: null, image: null, tags: null, authors: null}),
    plain,
  ],
  ['with fields of the wrong kind', jsonFeed({}, {tags: 'news', image: 4, authors: 'Ann'}), plain],
  ['with dates that are none', jsonFeed({}, {date_published: 'soon'}), {...plain, dates: 'none'}],
  ['without dates', jsonFeed({}, {date_published: undefined}), {...plain, dates: 'none'}],
  [
    'with relative links',
    jsonFeed({
      items: [
        {...jsonItems[0], url: '/storm'},
        {...jsonItems[1], url: '../ferry'},
      ],
    }),
    plain,
  ],
  [
    'with links to elsewhere',
    jsonFeed({}, {url: undefined, external_url: 'https://other.example/x'}),
    {titles, urls: ['https://other.example/x', 'https://other.example/x']},
  ],
  [
    'with links that must not be followed',
    jsonFeed({}, {url: 'data:text/html,x'}),
    {titles, urls: [undefined, undefined]},
  ],
  ['with an entry that is none', jsonFeed({items: [...jsonItems, null, 5, 'x']}), plain],
  [
    'with markup in titles',
    jsonFeed({items: jsonItems.map((each) => ({...each, title: `<b>${each.title}</b>`}))}),
    plain,
  ],
  ['without entries', jsonFeed({items: []}), {count: 0}],
  [
    'of 900 entries',
    jsonFeed({items: Array.from({length: 900}, (_, id) => ({...jsonItems[0], id}))}),
    {count: 300},
  ],
  [
    'of a blog without titles or summaries',
    jsonFeed({}, {title: '', summary: '', content_text: 'Wind and rain.', content_html: undefined}),
    {titles: ['Wind and rain.', 'Wind and rain.'], urls},
  ],
];

function check(feed: ReadFeed, expected: Expected, dates: boolean): void {
  if (expected.count !== undefined) expect(feed.items.length).toBe(expected.count);
  if (expected.titles) expect(feed.items.map(({title}) => title)).toEqual(expected.titles);
  if (expected.urls) expect(feed.items.map(({url}) => url)).toEqual(expected.urls);
  expected.summaries?.forEach((summary, index) => {
    const found = feed.items[index]?.summary ?? '';
    if (typeof summary === 'string') expect(found).toBe(summary);
    else expect(found).toMatch(summary);
  });
  if (expected.degraded === true) expect(feed.degraded).toMatch(/damaged/);
  // A date is the feed's own or none; never that of the reading.
  const stamps = feed.items.map(({publishedAt}) => publishedAt);
  if (expected.dates === 'none') expect(stamps.every((stamp) => stamp === undefined)).toBe(true);
  if (expected.dates === 'both' && dates)
    expect(stamps).toEqual(['2026-11-22T09:00:00.000Z', '2026-11-22T08:00:00.000Z']);
  for (const {title} of feed.items) expect(title).not.toMatch(/<\/?\w|root:|&\w+;(?<!&d;)/);
}

async function failureOf(reading: Promise<unknown>): Promise<ViralError> {
  const error = await reading.then(
    (value) => value,
    (thrown: unknown) => thrown,
  );
  expect(ViralError.isInstance(error), JSON.stringify(error)?.slice(0, 200)).toBe(true);
  return error as ViralError;
}

const cases = dialects.flatMap((dialect) =>
  variants.map((variant) => {
    const entries = titles.map((title, index): Entry => {
      const entry: Entry = {
        title,
        link: urls[index]!,
        id: `urn:uuid:${index}`,
        date: dialect.dates[index]!,
        summary: index === 0 ? 'Wind and rain.' : 'No more diesel.',
      };
      return variant.entry ? variant.entry(entry, index) : entry;
    });
    const xml = dialect.write({
      declaration,
      before: '',
      title: 'The Paper',
      site: 'https://news.example/',
      attributes: '',
      head: '',
      ...variant.parts,
      entries,
    });
    const text = variant.text ? variant.text(xml) : xml;
    return {
      name: `${dialect.name} ${variant.name}`,
      bytes: variant.bytes ? variant.bytes(text) : utf8(text),
      charset: variant.charset,
      expected: variant.expected,
      dates: /^(?:RSS (?:2|1)|Atom)/.test(dialect.name),
    };
  }),
);

describe.skipIf(!hasParser)('feeds as they are found', () => {
  it('are at least two hundred', () => {
    expect(cases.length + refused.length + json.length).toBeGreaterThanOrEqual(200);
  });

  it.each(cases)('$name', async ({bytes, charset, expected, dates}) => {
    if (expected !== 'refused') {
      check(await read(bytes, charset), expected, dates);
      return;
    }
    const {code, message} = await failureOf(read(bytes, charset));
    expect(code).toBe('news-failed');
    expect(message.length).toBeGreaterThan(20);
  });

  it.each(json)('JSON Feed %s', async (_, bytes, expected) => check(await read(bytes), expected, true));

  it.each(refused)('refuses %s, with what it is', async (_, bytes) => {
    const {code, message} = await failureOf(read(bytes));
    expect(code).toBe('news-failed');
    expect(message).toMatch(/^the feed is .{10,}/);
  });
});

describe.skipIf(!hasParser)('feeds as servers send them', () => {
  const xml = cases[2 * variants.length]!.bytes;
  const signal = new AbortController().signal;
  const answers: readonly (readonly [string, Record<string, string>, Uint8Array, boolean])[] = [
    ['as RSS', {'content-type': 'application/rss+xml; charset=utf-8'}, xml, true],
    ['as XML of ASCII', {'content-type': 'text/xml; charset=us-ascii'}, xml, true],
    ['as a web page', {'content-type': 'text/html; charset=utf-8'}, xml, true],
    ['as plain text', {'content-type': 'text/plain'}, xml, true],
    ['as bytes', {'content-type': 'application/octet-stream'}, xml, true],
    [
      'packed',
      {'content-type': 'application/rss+xml', 'content-encoding': 'gzip'},
      new Uint8Array(gzipSync(xml)),
      true,
    ],
    ['as a video', {'content-type': 'video/mp4'}, xml, false],
    [
      'packed and cut off',
      {'content-type': 'application/rss+xml', 'content-encoding': 'gzip'},
      new Uint8Array(gzipSync(xml)).subarray(0, 60),
      false,
    ],
  ];
  it.each(answers)('%s', async (_, headers, bytes, isRead) => {
    const {host, origin} = await serve((_request, response) => {
      response.writeHead(200, headers);
      response.end(bytes);
    });
    const asked = rss({url: `${origin}/feed`, allowHosts: [host]}).doFetch({limit: 10, signal});
    if (isRead) expect((await asked).items.map(({title}) => title)).toEqual(titles);
    else expect((await failureOf(asked)).message.length).toBeGreaterThan(20);
  });
});
