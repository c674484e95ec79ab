/** Quotation marks by language, and by script where two are in use; English ones elsewhere. */
const marks: Readonly<Record<string, readonly [open: string, close: string]>> = {
  ja: ['「', '」'],
  'zh-hant': ['「', '」'],
  fr: ['«\u00A0', '\u00A0»'],
  de: ['„', '“'],
  cs: ['„', '“'],
  sk: ['„', '“'],
  sl: ['„', '“'],
  bg: ['„', '“'],
  pl: ['„', '”'],
  ro: ['„', '”'],
  hu: ['„', '”'],
  hr: ['„', '”'],
  sv: ['”', '”'],
  fi: ['”', '”'],
  da: ['»', '«'],
  ru: ['«', '»'],
  uk: ['«', '»'],
  be: ['«', '»'],
  el: ['«', '»'],
  es: ['«', '»'],
  it: ['«', '»'],
  no: ['«', '»'],
  nb: ['«', '»'],
  ar: ['«', '»'],
  fa: ['«', '»'],
};

/** A text in the quotation marks of its language; one that has some already stays as it is. */
export function quoted(text: string, language: string): string {
  if (/^["'“”„«»‘‚「『]/u.test(text)) return text;
  const tags = language.toLowerCase().split('-');
  const traditional = tags[0] === 'zh' && tags.some((tag) => ['hant', 'tw', 'hk', 'mo'].includes(tag));
  const [open, close] = marks[traditional ? 'zh-hant' : (tags[0] ?? '')] ?? ['“', '”'];
  return `${open}${text}${close}`;
}
