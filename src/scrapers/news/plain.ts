const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  ccedil: 'ç',
  ntilde: 'ñ',
  euro: '€',
  pound: '£',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  middot: '·',
  bull: '•',
};

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,10}));/giu, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[String(name)] ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code > 0x1f && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : ' ';
  });
}

function withoutTags(text: string): string {
  return text
    .replace(/<!--[\s\S]*?(?:-->|$)/gu, ' ')
    .replace(/<(script|style|iframe|noscript)\b[\s\S]*?(?:<\/\1\s*>|$)/giu, ' ')
    .replace(/<\/?[a-z!?][^<>]*>/giu, (tag) =>
      /^<\/?(?:b|i|em|strong|a|span|sup|sub|u|mark|code)\b/iu.test(tag) ? '' : ' ',
    );
}

/**
 * Running text out of what feeds and services put where text belongs: markup, once or twice escaped. Cut at a word
 * where it is longer than `most`; empty when nothing is left.
 */
export function plainNews(value: unknown, most: number): string {
  if (typeof value !== 'string') return '';
  // Cut first: markup can be many times as long as what it says.
  const once = decoded(withoutTags(value.slice(0, most * 20)));
  const text = decoded(withoutTags(once))
    // oxlint-disable-next-line no-control-regex -- controls are what is taken out
    .replace(/[\u0000-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, ' ')
    .replace(/\s+/gu, ' ')
    // Halves of letters.
    .replace(/[\uD800-\uDFFF]/gu, '')
    .trim();
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const end = cut.lastIndexOf(' ');
  return `${(end > most / 2 ? cut.slice(0, end) : cut).replace(/[\uD800-\uDBFF]$/u, '').trimEnd()}…`;
}

/** An absolute web address, or undefined: relative ones are read against `base`. */
export function webAddress(value: unknown, base?: string): string | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const text = value.trim();
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.href.length <= 2000
    ? url.href
    : undefined;
}

/** A count of votes or comments. */
export function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
