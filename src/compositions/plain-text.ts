import type {Scene, Storyboard} from '../schema/index.ts';

/** Letters of mathematics that people write headlines with, as in 𝗯𝗼𝗹𝗱. */
const mathematical = /[\u{1D400}-\u{1D7FF}]/gu;
/** Signs without a glyph in the fonts of the package, and the one that people know instead. */
const alike: Readonly<Record<string, string>> = {
  '►': '▶',
  '◄': '◀',
  '➜': '→',
  '➤': '→',
  '➔': '→',
  '✗': '×',
  '✘': '×',
  '✕': '×',
  '✦': '★',
  '∙': '·',
  '●\uFE0F': '●',
};
const alikeSigns = new RegExp(Object.keys(alike).join('|'), 'gu');

/** More accents on one letter than any language has: they would climb over the lines around it. */
const piledMarks = /([\u0300-\u036F]{2})[\u0300-\u036F]+/gu;

/**
 * The same text in the form that fonts have glyphs for: letters composed with their accents, letters of mathematics as
 * plain ones, ornaments as the sign they stand for.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(mathematical, (letter) => letter.normalize('NFKC'))
    .replace(alikeSigns, (sign) => alike[sign] ?? sign)
    .replace(piledMarks, '$1');
}

/** Fields that name things and are never read. */
const names = new Set(['id', 'kind', 'asset', 'sha256']);

function mapped(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((part: unknown) => mapped(part, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]: [string, unknown]) => [
      name,
      names.has(name) ? part : mapped(part, map),
    ]),
  );
}

/** A storyboard with every text of its scenes put through `map`. */
export function withTexts(storyboard: Storyboard, map: (text: string) => string): Storyboard {
  return {...storyboard, scenes: storyboard.scenes.map((scene) => mapped(scene, map) as Scene)};
}

/** A storyboard without some signs, such as those that no font draws. */
export function withoutSigns(storyboard: Storyboard, signs: ReadonlySet<number>): Storyboard {
  if (signs.size === 0) return storyboard;
  return withTexts(storyboard, (text) =>
    Array.from(text)
      .filter((character) => !signs.has(character.codePointAt(0) ?? 0))
      .join(''),
  );
}
