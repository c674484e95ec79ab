import {ViralError} from '../../errors.ts';

/** The part of `@rowanmanning/feed-parser` that is used: RSS of every version, RDF and Atom; no external entities. */
export interface FeedParserModule {
  readonly parseFeed: (xml: string) => ParsedFeed;
}
export interface ParsedFeed {
  readonly title: string | null;
  readonly language: string | null;
  readonly url: string | null;
  readonly items: readonly ParsedFeedItem[];
}
interface ParsedFeedItem {
  readonly id: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly content: string | null;
  readonly url: string | null;
  readonly published: Date | null;
  readonly updated: Date | null;
  readonly image: {readonly url: string} | null;
  readonly authors: readonly {readonly name: string | null}[];
  readonly categories: readonly {readonly label: string | null; readonly term: string | null}[];
}

const strictParser = '@rowanmanning/feed-parser';

/** What `htmlparser2` gives, which reads feeds that are cut off or not well-formed. */
interface LenientModule {
  parseFeed(xml: string): LenientFeed | null;
}
interface LenientFeed {
  readonly title?: string;
  readonly link?: string;
  readonly items: readonly {
    readonly id?: string;
    readonly title?: string;
    readonly link?: string;
    readonly description?: string;
    readonly pubDate?: Date;
    readonly media?: readonly {readonly url?: string; readonly medium?: string; readonly type?: string}[];
  }[];
}

/**
 * Imports `@rowanmanning/feed-parser`.
 * @throws ViralError `dependency-missing` with the command that installs it
 */
export async function loadFeedParser(): Promise<FeedParserModule> {
  try {
    return await import('@rowanmanning/feed-parser');
  } catch (cause) {
    throw new ViralError(
      'dependency-missing',
      `Feeds in XML need the package ${strictParser}; run: npm install ${strictParser}@2.1.5`,
      {cause},
    );
  }
}

/** Reads a damaged feed as far as it goes; null where that package is not there or finds no feed. */
export async function salvageFeed(xml: string): Promise<ParsedFeed | null> {
  let module: LenientModule;
  try {
    module = (await import('htmlparser2')) as LenientModule;
  } catch {
    return null;
  }
  const feed = module.parseFeed(xml);
  if (!feed || feed.items.length === 0) return null;
  return {
    title: feed.title ?? null,
    language: null,
    url: feed.link ?? null,
    items: feed.items.map(({id, title, link, description, pubDate, media = []}) => ({
      id: id ?? null,
      title: title ?? null,
      description: description ?? null,
      content: null,
      url: link ?? null,
      published: pubDate && !Number.isNaN(pubDate.getTime()) ? pubDate : null,
      updated: null,
      image:
        media.flatMap(({url, medium, type}) =>
          url !== undefined && (medium === 'image' || type?.startsWith('image') === true) ? [{url}] : [],
        )[0] ?? null,
      authors: [],
      categories: [],
    })),
  };
}
