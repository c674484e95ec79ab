/** One entry of a feed, in XML as it is to stand there; null where the field is left out. */
export interface Entry {
  readonly title: string | null;
  readonly link: string | null;
  readonly id: string | null;
  readonly date: string | null;
  readonly summary: string | null;
}

/** What a feed is made of, so that it can be said in every dialect. */
export interface FeedParts {
  readonly declaration: string;
  readonly before: string;
  readonly title: string;
  readonly site: string;
  /** Attributes of the root element besides its own. */
  readonly attributes: string;
  readonly head: string;
  readonly entries: readonly Entry[];
}

interface Dialect {
  readonly name: string;
  /** How the dialect writes 22 November 2026, 09:00 and 08:00 UTC. */
  readonly dates: readonly [string, string];
  write(parts: FeedParts): string;
}

const tag = (name: string, value: string | null) => (value === null ? '' : `<${name}>${value}</${name}>`);
const mailDates = ['Sun, 22 Nov 2026 09:00:00 GMT', 'Sun, 22 Nov 2026 08:00:00 GMT'] as const;
const isoDates = ['2026-11-22T09:00:00Z', '2026-11-22T08:00:00Z'] as const;

const rss = (name: string, version: string, dated: boolean): Dialect => ({
  name,
  dates: mailDates,
  write: ({declaration, before, title, site, attributes, head, entries}) =>
    `${declaration}${before}<rss version="${version}"${attributes}><channel><title>${title}</title><link>${site}</link><description>News</description><language>en</language>${head}${entries
      .map(
        (entry) =>
          `<item>${tag('title', entry.title)}${tag('link', entry.link)}${tag('description', entry.summary)}${dated ? tag('guid', entry.id) + tag('pubDate', entry.date) : ''}</item>`,
      )
      .join('')}</channel></rss>`,
});

const atom = (name: string, namespace: string, fields: {summary: string; date: string}): Dialect => ({
  name,
  dates: isoDates,
  write: ({declaration, before, title, site, attributes, head, entries}) =>
    `${declaration}${before}<feed xmlns="${namespace}"${attributes}><title>${title}</title><link href="${site}"/><id>urn:feed</id>${head}${entries
      .map(
        (entry) =>
          `<entry>${entry.title === null ? '' : `<title type="html">${entry.title}</title>`}${entry.link === null ? '' : `<link rel="alternate" href="${entry.link}"/>`}${tag('id', entry.id)}${tag(fields.date, entry.date)}${entry.summary === null ? '' : `<${fields.summary} type="html">${entry.summary}</${fields.summary}>`}</entry>`,
      )
      .join('')}</feed>`,
});

const rdf = (name: string, namespace: string): Dialect => ({
  name,
  dates: isoDates,
  write: ({declaration, before, title, site, attributes, head, entries}) =>
    `${declaration}${before}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="${namespace}" xmlns:dc="http://purl.org/dc/elements/1.1/"${attributes}><channel rdf:about="${site}"><title>${title}</title><link>${site}</link><description>News</description>${head}</channel>${entries
      .map(
        (entry, index) =>
          `<item rdf:about="${entry.id ?? `urn:item:${index}`}">${tag('title', entry.title)}${tag('link', entry.link)}${tag('description', entry.summary)}${tag('dc:date', entry.date)}</item>`,
      )
      .join('')}</rdf:RDF>`,
});

/** The dialects of feeds in XML. RSS before 2.0 knew no ids, and its entries mostly no dates. */
export const dialects: readonly Dialect[] = [
  rss('RSS 0.91', '0.91', false),
  rss('RSS 0.92', '0.92', false),
  rss('RSS 2.0', '2.0', true),
  rdf('RSS 0.9', 'http://my.netscape.com/rdf/simple/0.9/'),
  rdf('RSS 1.0', 'http://purl.org/rss/1.0/'),
  atom('Atom 1.0', 'http://www.w3.org/2005/Atom', {summary: 'summary', date: 'updated'}),
  atom('Atom 0.3', 'http://purl.org/atom/ns#', {summary: 'summary', date: 'modified'}),
];
