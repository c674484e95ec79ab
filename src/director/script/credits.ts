import type {Script, SourceText} from '../../schema/index.ts';

/** A source as a script credits it: without its text. */
export function creditOf(source: SourceText): Script['sources'][number] {
  const {id, title, author, siteName, url, publishedAt, own} = source;
  return {
    id,
    ...(title === undefined ? {} : {title}),
    ...(author === undefined ? {} : {author}),
    ...(siteName === undefined ? {} : {siteName}),
    ...(url === undefined ? {} : {url}),
    ...(publishedAt === undefined ? {} : {publishedAt}),
    ...(own === undefined ? {} : {own}),
  };
}

/** The lines under a post that say who said it first; none where nothing is known of a source. */
export function creditLines(sources: Script['sources']): string[] {
  const named = sources.flatMap(({title, author, siteName, url}) => {
    const name = [title === undefined ? undefined : `“${title}”`, author, siteName]
      .filter((part) => part !== undefined)
      .join(', ');
    const line = [name, url].filter((part) => part !== undefined && part !== '').join(' — ');
    return line === '' ? [] : [line];
  });
  return named.length === 0 ? [] : [`Source${named.length > 1 ? 's' : ''}: ${named.join('; ')}`];
}
