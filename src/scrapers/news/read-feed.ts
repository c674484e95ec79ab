import {ViralError} from '../../errors.ts';
import type {RawNewsItem} from '../../ports/index.ts';
import {type FeedParserModule, loadFeedParser, type ParsedFeed, salvageFeed} from './feed-parsers.ts';
import {feedText} from './feed-text.ts';
import {type FeedContents, readJsonFeed} from './json-feed.ts';
import {plainNews, webAddress} from './plain.ts';

export interface ReadFeedOptions {
  /** What the feed is called in messages. */
  readonly shown: string;
  /** Where it was read; relative addresses are completed with it. */
  readonly url?: string;
  readonly charset?: string | undefined;
  /** Loads the parser. Default: `@rowanmanning/feed-parser`. */
  readonly load?: (() => Promise<FeedParserModule>) | undefined;
}

export interface ReadFeed extends FeedContents {
  /** What is missing because the feed is damaged, in words. */
  readonly degraded?: string;
}

/** More items than anybody asks for; the parser looks for authors in the whole feed, once for each item. */
const maxItems = 300;

function stamp(date: Date | null): string | undefined {
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}

const damaged = (shown: string) => `${shown} is damaged; what could be made out was read`;

/** `en-us ` → `en-us`; undefined for what is no tag. */
function tagOf(language: string | null): string | undefined {
  const text = language?.trim().replaceAll('_', '-') ?? '';
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/iu.test(text) ? text : undefined;
}

function contentsOf(feed: ParsedFeed, url: string | undefined): FeedContents {
  const title = plainNews(feed.title, 200);
  const base = webAddress(feed.url, url) ?? url;
  const items = feed.items.slice(0, maxItems).flatMap((item): RawNewsItem[] => {
    const content = plainNews(item.content, 20_000);
    const summary = plainNews(item.description, 1000) || plainNews(content, 600);
    const headline = plainNews(item.title, 400) || plainNews(summary, 120);
    // The last entry of a feed that is cut off may hold nothing yet.
    if (headline === '') return [];
    return [
      {
        title: headline,
        // An id that is an address stands for a link that is not there.
        url: webAddress(item.url, base) ?? webAddress(item.id),
        key: item.id ?? undefined,
        summary,
        content: content === '' ? undefined : content,
        publishedAt: stamp(item.published) ?? stamp(item.updated),
        author: plainNews(item.authors.find(({name}) => name)?.name, 200) || undefined,
        publisher: title || undefined,
        categories: item.categories
          .map(({label, term}) => plainNews(label ?? term, 100))
          .filter((category) => category !== '')
          .slice(0, 30),
        imageUrl: webAddress(item.image?.url, base),
        language: tagOf(feed.language),
      },
    ];
  });
  return {title, items};
}

/** The feed without the entries behind those that are read: parsers take time for each of them, and more with each. */
function shortened(xml: string): string {
  const entries = xml.matchAll(/<((?:\w+:)?(?:item|entry))[\s>]/gu);
  let count = 0;
  for (const {1: name, index} of entries) {
    count += 1;
    if (count <= maxItems) continue;
    const close = `</${name}>`;
    const end = xml.lastIndexOf(close);
    return end < index ? xml : xml.slice(0, index) + xml.slice(end + close.length);
  }
  return xml;
}

/**
 * Reads RSS of every version, RDF, Atom and JSON Feed. A feed that is cut off or not well-formed is read as far as it
 * goes, and says so.
 * @throws ViralError `news-failed` for what is no feed, `dependency-missing`
 */
export async function readFeed(bytes: Uint8Array, options: ReadFeedOptions): Promise<ReadFeed> {
  const {shown, url, charset, load = loadFeedParser} = options;
  const refuse = (what: string, cause?: unknown) =>
    new ViralError('news-failed', `${shown} ${what}`, {cause});
  const text = feedText(bytes, charset).replace(/^[\s\uFEFF]+/u, '');
  if (text === '') throw refuse('is empty; check the address.');
  if (text.startsWith('{') || text.startsWith('[')) {
    const feed = readJsonFeed(text, url);
    if (!feed) throw refuse('is JSON, but no JSON Feed of version 1; check the address.');
    return {...feed, items: feed.items.slice(0, maxItems)};
  }
  if (/^<(?:!doctype html|html)\b/iu.test(text)) {
    throw refuse('is a web page, not a feed; look in its source for an address of type application/rss+xml.');
  }
  const {parseFeed} = await load();
  let cause: unknown;
  try {
    const contents = contentsOf(parseFeed(shortened(text)), url);
    // The parser forgives a missing end.
    return /<\/(?:\w+:)?(?:rss|feed|rdf)\s*>/iu.test(text.slice(-2000))
      ? contents
      : {...contents, degraded: damaged(shown)};
  } catch (error) {
    cause = error;
  }
  if (!/<(?:\w+:)?(?:rss|feed|rdf)\b/iu.test(text.slice(0, 5000))) {
    throw refuse('is no RSS, Atom, RDF or JSON Feed; check the address.', cause);
  }
  // A document type can bring entities from elsewhere; what the strict parser refused over it is not read leniently.
  const salvaged = /<!ENTITY/iu.test(text) ? null : await salvageFeed(text);
  if (!salvaged) {
    const said =
      cause instanceof Error ? cause.message.replace(/\s+/gu, ' ').slice(0, 160) : 'no reason given';
    throw refuse(`is a feed that cannot be read: ${said}. Tell its publisher, or use another.`, cause);
  }
  return {...contentsOf(salvaged, url), degraded: damaged(shown)};
}
