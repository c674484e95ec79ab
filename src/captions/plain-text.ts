import type {CueAlignment} from './cues.ts';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  lrm: '\u200E',
  rlm: '\u200F',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};
const entity =
  /&(?:(amp|lt|gt|quot|apos|nbsp|lrm|rlm|hellip|mdash|ndash|[lr][sd]quo)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));/g;

/** The signs that entities of HTML stand for; what is no known entity stays. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(entity, (whole, name?: string, decimal?: string, hex?: string) => {
        if (name !== undefined) return named[name] ?? whole;
        const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
        const isLetter = code > 31 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
        return isLetter ? String.fromCodePoint(code) : '\uFFFD';
      })
    : text;

/** An invisible joiner that breaks up what a player would take for markup. The parsers take it out again. */
const guard = '\u2060';
const srtMarkup =
  /<(?=\/?(?:i|b|u|s|c|v|br|em|strong|font|span|ruby|rt|lang)\b)|\{(?=\\|[yYcCfFsSPoH]:)|&(?=#?\w{1,8};)/gi;

/** A text as SubRip shows it literally: no tag, no override, no entity. */
export const guardMarkup = (text: string): string => text.replace(srtMarkup, (sign) => sign + guard);
export const removeGuards = (text: string): string =>
  text.includes(guard) ? text.replace(/([<{&\\])\u2060/g, '$1') : text;

const tag = /<\/?(?:i|b|u|s|c|v|em|strong|font|span|ruby|rt|lang)(?:[\s.][^<>]*)?\/?>/gi;
const override = /\{\\[^{}]*\}|\{[yYcCfFsSPoH]:[^{}]*\}/g;
const legacyAlignment: Readonly<Record<number, CueAlignment>> = {
  1: 1,
  2: 2,
  3: 3,
  5: 7,
  6: 8,
  7: 9,
  9: 4,
  10: 5,
  11: 6,
};

/** The place that an override block of SubStation Alpha gives its cue (`\an8`, or `\a6` of older files). */
export function alignmentIn(text: string): CueAlignment | undefined {
  const modern = /\\an([1-9])/.exec(text)?.[1];
  if (modern !== undefined) return Number(modern) as CueAlignment;
  const legacy = /\\a(1[01]|[1-79])(?!\d)/.exec(text)?.[1];
  return legacy === undefined ? undefined : legacyAlignment[Number(legacy)];
}

export interface PlainText {
  readonly text: string;
  readonly alignment?: CueAlignment | undefined;
}

/** The words of a SubRip text without its tags, overrides and entities. `<br>` becomes a line end. */
export function plainSrtText(text: string): PlainText {
  if (!/[<{&]/.test(text)) return {text};
  const alignment = text.includes('{\\') ? alignmentIn(text) : undefined;
  const bare = text
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(tag, '')
    .replace(override, '');
  return {text: removeGuards(decodeEntities(bare)), alignment};
}

/** Cuts a text into lines without spaces, or whatever `strip` takes off, around them; empty ones are left out. */
export function linesOf(text: string, strip: (line: string) => string): string[] {
  const lines: string[] = [];
  for (const line of text.includes('\n') ? text.split('\n') : [text]) {
    const bare = strip(line.trim());
    if (bare !== '') lines.push(bare);
  }
  return lines;
}
