import type {NewsItem, SourceText} from '../../schema/index.ts';

/** A date as it is said, in the language of the script; the year only where it is not this one. */
export function saidDate(publishedAt: string, language: string, now: Date): string {
  const date = new Date(publishedAt);
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
    ...(date.getUTCFullYear() === now.getUTCFullYear() ? {} : {year: 'numeric'}),
  };
  return new Intl.DateTimeFormat(/^en$/i.test(language) ? 'en-US' : language, options).format(date);
}

const tidyTitle = (title: string, publisher: string): string => {
  const plain = title.replaceAll(/\s+/g, ' ').trim();
  // Feeds append who published it.
  for (const mark of [' - ', ' | ', ' – ', ' — ']) {
    const at = plain.lastIndexOf(mark);
    if (at > 10 && plain.slice(at + mark.length).toLowerCase() === publisher.toLowerCase())
      return plain.slice(0, at);
  }
  return plain;
};

/**
 * A news item as a source: who reported it and when, then its headline, then its summary. `incorporateNews` traces
 * lines to these blocks; pass the same to `lint` to have them checked.
 * @param id as the script names it; `news-1` is its first
 */
export function newsSourceText(item: NewsItem, id: string): SourceText {
  const {title, summary, publisher, publishedAt, url, author, language} = item;
  const said = publishedAt === undefined ? '' : `, ${saidDate(publishedAt, language ?? 'en', new Date(0))}`;
  return {
    version: 1,
    id,
    title: tidyTitle(title, publisher),
    siteName: publisher.slice(0, 300),
    blocks: [
      {kind: 'paragraph', text: `${publisher}${said}.`},
      {kind: 'paragraph', text: `“${tidyTitle(title, publisher).replaceAll(/[“”"]/g, '’')}”`},
      ...(summary.trim() === '' ? [] : [{kind: 'paragraph' as const, text: summary.trim()}]),
    ],
    ...(language === undefined ? {} : {language}),
    ...(author === undefined ? {} : {author}),
    ...(publishedAt === undefined ? {} : {publishedAt}),
    ...(url === undefined ? {} : {url}),
  };
}
