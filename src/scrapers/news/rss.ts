import {createHash} from 'node:crypto';
import {z} from 'zod';
import {InvalidInputError, ViralError} from '../../errors.ts';
import {fetchGuarded, type FetchOptions} from '../../fetching.ts';
import type {Cache, NewsBatch, NewsSource} from '../../ports/index.ts';
import type {FeedParserModule} from './feed-parsers.ts';
import {readFeed} from './read-feed.ts';

export interface RssOptions {
  /** Address of an RSS, RDF, Atom or JSON feed. */
  readonly url: string;
  /** Default `rss/` and its host and path. */
  readonly name?: string;
  /** Keeps what a feed held, so that it need not be sent again where it has not changed. Default: this object's memory. */
  readonly cache?: Cache;
  readonly allowHosts?: FetchOptions['allowHosts'];
  readonly timeoutInMs?: number;
  /** Loads the parser of XML feeds. Default: imports `@rowanmanning/feed-parser`. */
  readonly load?: () => Promise<FeedParserModule>;
}

/** A feed from a file or from memory. */
export interface FeedBytesOptions {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly load?: () => Promise<FeedParserModule>;
}

const accept = [
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/feed+json',
  'application/json',
  'application/xml',
  'text/*',
  // Servers that know no better.
  'application/octet-stream',
  'application/x-rss+xml',
];
const keptSeconds = 7 * 86_400;

const text = z.string().optional();
const keptSchema = z.object({
  etag: text,
  lastModified: text,
  batch: z.object({
    items: z.array(
      z.object({
        title: text,
        url: text,
        key: text,
        summary: text,
        content: text,
        publishedAt: text,
        author: text,
        publisher: text,
        categories: z.array(z.string()).optional(),
        imageUrl: text,
        language: text,
      }),
    ),
    degraded: z.array(z.string()).optional(),
  }),
});
type Kept = z.infer<typeof keptSchema>;

function batchOf({items, degraded}: Kept['batch'], limit: number): NewsBatch {
  return {items: items.slice(0, limit), ...(degraded === undefined ? {} : {degraded})};
}

/**
 * A feed at an address. What has not changed since the last reading is not sent again (RFC 9110, 13: `If-None-Match`,
 * `If-Modified-Since`).
 * @throws InvalidInputError for an address that is none
 */
export function rss(options: RssOptions): NewsSource {
  const {allowHosts, timeoutInMs = 20_000, cache, load} = options;
  if (!URL.canParse(options.url) || !/^https?:/iu.test(options.url)) {
    throw new InvalidInputError('the feed', [
      {path: 'url', message: 'is no address; write it as https://host/path'},
    ]);
  }
  const url = new URL(options.url);
  const name = options.name ?? `rss/${url.host}${url.pathname}`.replace(/\/+$/u, '').slice(0, 150);
  const key = `feed/1/${createHash('sha256').update(url.href).digest('hex').slice(0, 32)}`;
  let own: Kept | undefined;

  const kept = async (): Promise<Kept | undefined> => {
    if (own) return own;
    const found = keptSchema.safeParse(await cache?.doGet(key).catch(() => undefined));
    return found.success ? found.data : undefined;
  };

  return {
    name,
    // An address can hold a key: only its hash tells two feeds of one name apart.
    settings: {adapter: 1, feed: key},
    async doFetch({limit, signal}) {
      const known = await kept();
      const fetched = await fetchGuarded(url, {
        signal,
        timeoutInMs,
        accept,
        expect: [304],
        ...(allowHosts === undefined ? {} : {allowHosts}),
        headers: {
          ...(known?.etag === undefined ? {} : {'if-none-match': known.etag}),
          ...(known?.lastModified === undefined ? {} : {'if-modified-since': known.lastModified}),
        },
      });
      if (fetched.status === 304) {
        if (known) return batchOf(known.batch, limit);
        throw new ViralError(
          'news-failed',
          `${name} says that nothing has changed, and was not asked; try again.`,
          {
            action: 'retry',
          },
        );
      }
      const {items, degraded} = await readFeed(fetched.bytes, {
        shown: name,
        url: fetched.url,
        charset: fetched.charset,
        load,
      });
      const batch = {
        items: items.map((item) => ({...item, categories: [...(item.categories ?? [])]})),
        ...(degraded === undefined ? {} : {degraded: [degraded]}),
      };
      if (fetched.etag !== undefined || fetched.lastModified !== undefined) {
        own = {etag: fetched.etag, lastModified: fetched.lastModified, batch};
        // A cache that cannot keep is no reason to lose the news.
        await cache?.doSet(key, JSON.parse(JSON.stringify(own)), {ttlInSeconds: keptSeconds}).catch(() => {});
      }
      return batchOf(batch, limit);
    },
  };
}

/** A feed that was read already. */
export function feedBytes({name, bytes, load}: FeedBytesOptions): NewsSource {
  return {
    name,
    async doFetch({limit, signal}) {
      signal.throwIfAborted();
      const {items, degraded} = await readFeed(bytes, {shown: name, load});
      return {items: items.slice(0, limit), ...(degraded === undefined ? {} : {degraded: [degraded]})};
    },
  };
}
