/** One word, number or mark of a text, with its place. */
export interface Token {
  readonly kind: 'word' | 'number' | 'mark';
  /** As written. */
  readonly text: string;
  /** Lower case, straight apostrophes, every digit a 0: what features are made of. */
  readonly form: string;
  /** Character offsets in the text. */
  readonly start: number;
  readonly end: number;
}

const pattern =
  /(?<number>[$€£#]?\p{N}+(?:[.,:/]\p{N}+)*(?:%|st|nd|rd|th|s)?)|(?<word>\p{L}[\p{L}\p{M}\p{N}]*(?:['’‘][\p{L}\p{M}]+)*)|(?<mark>\.{2,}|…|[-–—]{1,3}|[?!.,:;"“”()[\]&*/%$#@'’‘])/gu;

function formOf(text: string): string {
  return text.toLowerCase().replaceAll(/[’‘]/g, "'").replaceAll(/\p{N}/gu, '0');
}

const marks: Readonly<Record<string, string>> = {
  '…': '...',
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '--': '-',
  '---': '-',
};

/** Splits a text into words, numbers and marks. Works on any script that separates words; others give one long word. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const written = match[0];
    const {number, word} = match.groups ?? {};
    const kind = number === undefined ? (word === undefined ? 'mark' : 'word') : 'number';
    const form =
      kind === 'mark' ? (marks[written] ?? (/^\.{2,}$/.test(written) ? '...' : written)) : formOf(written);
    tokens.push({kind, text: written, form, start: match.index, end: match.index + written.length});
  }
  return tokens;
}

/** The same text whatever its case, quotation marks and spaces: what tells that two tests show one headline. */
export function sameText(text: string): string {
  return tokensOf(text.normalize('NFKC'))
    .filter(({kind}) => kind !== 'mark')
    .map(({text: written}) => written.toLowerCase().replaceAll(/[’‘]/g, "'"))
    .join(' ');
}
