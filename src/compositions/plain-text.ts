import {drawnTogether, fallbackFamily} from './fonts/families.ts';
import type {Scene, Storyboard} from '../schema/index.ts';

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

/** Accents that no single letter has, on the letter they are written over. */
const accented = /(\P{M})([\u0300-\u036F]+)/gu;

/** One accent at most, or many would climb over the lines around it, and none from another file than its letter's: it would stand beside it. */
function withAccent(letter: string, marks: string): string {
  const kept = Array.from(marks).find((mark) => drawnTogether(fallbackFamily, letter, mark));
  return letter + (kept ?? '');
}

/**
 * The same text in the form that fonts have glyphs for: letters composed with their accents, ornaments as the sign
 * they stand for.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(alikeSigns, (sign) => alike[sign] ?? sign)
    .replace(accented, (_, letter: string, marks: string) => withAccent(letter, marks));
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

/**
 * A storyboard in which signs that no font draws give way to plain ones, as bold letters of mathematics (𝗯𝗼𝗹𝗱) and
 * small raised digits do; those that stand for nothing else are left out.
 * @param undrawn code points
 */
export function withoutSigns(storyboard: Storyboard, undrawn: ReadonlySet<number>): Storyboard {
  if (undrawn.size === 0) return storyboard;
  const {language} = storyboard;
  const isDrawn = (text: string): boolean =>
    Array.from(text).every((character) => !undrawn.has(character.codePointAt(0) ?? 0));
  const drawn = (character: string): string => {
    // Templates may set a text in capitals, which no font may have either.
    if (isDrawn(character) && isDrawn(character.toLocaleUpperCase(language))) return character;
    const plain = character.normalize('NFKC');
    return plain !== character && isDrawn(plain) ? plain : isDrawn(character) ? character : '';
  };
  return withTexts(storyboard, (text) => Array.from(text, drawn).join(''));
}
