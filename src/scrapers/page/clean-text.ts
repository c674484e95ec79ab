/**
 * Characters nobody sees: zero-width, bidirectional controls, soft hyphens, tags, variation of nothing. They hide
 * instructions and break words. Zero-width joiner and non-joiner stay: Persian, Hindi and emoji need them.
 */
// Two Khmer vowels that are never drawn stand apart: as combining marks they may not be in a class.
const invisible =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]|\u17b4|\u17b5/gu;
// oxlint-disable-next-line no-control-regex -- control characters are what is taken out
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Takes out what cannot be seen; keeps line breaks and tabs. */
export function dropInvisible(text: string): string {
  return text.replace(invisible, '').replace(controls, '');
}

/** One line: every run of white space becomes one space. */
export function foldSpace(text: string): string {
  return dropInvisible(text).replace(/\s+/gu, ' ').trim();
}

/** Named references that HTML parsers of the smaller kind leave standing. */
const leftovers: Readonly<Record<string, string>> = {
  percnt: '%',
  lpar: '(',
  rpar: ')',
  comma: ',',
  period: '.',
  colon: ':',
  semi: ';',
  excl: '!',
  quest: '?',
  num: '#',
  dollar: '$',
  lsqb: '[',
  rsqb: ']',
  plus: '+',
  equals: '=',
  ast: '*',
  sol: '/',
  apos: "'",
  nbsp: ' ',
  hyphen: '-',
  dash: '-',
  lowbar: '_',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  deg: '°',
  euro: '€',
  pound: '£',
  copy: '©',
};

/** Decodes the character references that are left in plain text. */
export function decodeReferences(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return leftovers[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : whole;
  });
}
