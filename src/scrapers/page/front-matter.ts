import {foldSpace} from './clean-text.ts';

interface FrontMatter {
  readonly title?: string;
  readonly author?: string;
  readonly published?: string;
  readonly language?: string;
  readonly siteName?: string;
  readonly url?: string;
}

const names: Readonly<Record<string, keyof FrontMatter>> = {
  title: 'title',
  author: 'author',
  authors: 'author',
  byline: 'author',
  date: 'published',
  published: 'published',
  publisheddate: 'published',
  pubdate: 'published',
  lang: 'language',
  language: 'language',
  locale: 'language',
  site: 'siteName',
  sitename: 'siteName',
  publication: 'siteName',
  url: 'url',
  source: 'url',
  canonicalurl: 'url',
};

/**
 * Takes YAML (`---`) or TOML (`+++`) front matter off a text and reads the plain fields this package uses from it.
 * Lists of authors are joined by commas; nested values are passed over.
 */
export function readFrontMatter(text: string): {fields: FrontMatter; body: string} {
  const match = /^\ufeff?(---|\+\+\+)[ \t]*\n([^]*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|$)/.exec(text);
  if (!match || !/^[\w-]+[ \t]*[:=]/m.test(match[2] ?? '')) return {fields: {}, body: text};
  const fields: {-readonly [Field in keyof FrontMatter]: FrontMatter[Field]} = {};
  let listOf: keyof FrontMatter | undefined;
  for (const line of (match[2] ?? '').split('\n')) {
    const entry = /^[ \t]+-[ \t]+(.+)$|^-[ \t]+(.+)$/.exec(line);
    if (entry && listOf) {
      const value = unquote(entry[1] ?? entry[2] ?? '').replace(/^name:\s*/, '');
      if (value !== '') fields[listOf] = fields[listOf] ? `${fields[listOf]}, ${value}` : value;
      continue;
    }
    listOf = undefined;
    const pair = /^([\w-]+)[ \t]*[:=][ \t]*(.*)$/.exec(line);
    const field = names[(pair?.[1] ?? '').toLowerCase().replaceAll(/[_-]/g, '')];
    if (!field || fields[field] !== undefined) continue;
    const raw = (pair?.[2] ?? '').trim();
    if (raw === '') {
      listOf = field;
      continue;
    }
    const value = raw.startsWith('[')
      ? raw
          .replaceAll(/^\[|\]$/g, '')
          .split(',')
          .map(unquote)
          .filter(Boolean)
          .join(', ')
      : unquote(raw);
    if (value !== '' && !value.startsWith('{')) fields[field] = value;
  }
  return {fields, body: text.slice(match[0].length)};
}

function unquote(value: string): string {
  const text = value.trim();
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'((?:[^']|'')*)'/.exec(text);
  if (quoted)
    return foldSpace(quoted[1]?.replaceAll(/\\(.)/g, '$1') ?? quoted[2]?.replaceAll("''", "'") ?? '');
  return foldSpace(text.replace(/\s+#.*$/, ''));
}
