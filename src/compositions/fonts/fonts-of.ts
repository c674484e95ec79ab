import {ViralError} from '../../errors.ts';
import type {Storyboard, Theme} from '../../schema/index.ts';
import type {FontUse} from '../contract.ts';
import {quoted} from '../kit/blocks/quoted.ts';
import {
  emojiFamily,
  fallbackFamily,
  fontFamilies,
  ownFontFor,
  ownFontServes,
  ownFontsOf,
  ownSigns,
  scriptFamilies,
  signsName,
  slicedFamilies,
  standInName,
  subsetFor,
  type FontSubset,
  type OwnFont,
  type SlicedFamily,
} from './families.ts';
import type {FontSlice, SliceTable} from './sliced.ts';

/** One font file that a storyboard needs. */
export interface NeededFont extends FontUse {
  /** The part of a family of the package, a slice of one, or a file of the user's own. */
  readonly subset: FontSubset | FontSlice | OwnFont;
  /** The CSS family it is loaded as, where that is not its own. */
  readonly as?: string;
  /** The only characters to take from it, as CSS `unicode-range`, where those are not all it has. */
  readonly only?: string;
}

/** What a storyboard is drawn with. */
export interface StoryboardFonts {
  readonly fonts: readonly NeededFont[];
  /** Signs that no font draws. Letters and digits are among them only where plainer ones stand for them. */
  readonly undrawn: ReadonlySet<number>;
}

/** The slices of families by their name. */
export type SliceTables = ReadonlyMap<SlicedFamily, SliceTable>;

/** Every string of a scene that may reach the screen, its words included. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(textOf).join(' ');
  return '';
}

/** The characters of a storyboard, those of its upper-case form and the digits of counting numbers included. */
function codePointsOf({scenes, overlays, template, language}: Storyboard): readonly number[] {
  const text = textOf([scenes, overlays, template.options]);
  const plainDigits = new Intl.NumberFormat(language, {minimumFractionDigits: 1}).format(-9_876_543_210);
  // Charts shorten large numbers in words of the language.
  const short = new Intl.NumberFormat(language, {notation: 'compact'});
  const charted = scenes.some((scene) => scene.kind === 'statistic' && scene.series !== undefined);
  const shortened = charted ? [3, 4, 5, 6, 7, 8, 9, 10, 12].map((power) => short.format(10 ** power)) : [];
  const quotes = scenes.some(({kind}) => kind === 'quote') ? quoted('', language) : '';
  const written = `${text}${text.toLocaleUpperCase(language)}`;
  // What takes the place of letters that no font draws.
  const plain = written.normalize('NFKC');
  const all = `${written}${plain}0123456789.,%–—“”?${quotes}${plainDigits}${shortened.join('')}`;
  return [...new Set(Array.from(all, (character) => character.codePointAt(0) ?? 0))];
}

/** The weight there is a file for: the one asked for, or the nearest of a family with few. */
function assertWeight({family, weight}: FontUse): void {
  const facts = fontFamilies[family];
  const own = ownFontsOf(family);
  if (own.some((font) => ownFontServes(font, weight))) return;
  if (!facts && own.length > 0) {
    const there = own.map((font) =>
      typeof font.weight === 'number' ? font.weight : font.weight.join(' to '),
    );
    throw new ViralError(
      'font-missing',
      `Your font '${family}' has no weight ${weight}; it has ${[...new Set(there)].join(', ')}.`,
    );
  }
  if (!facts) {
    throw new ViralError(
      'font-missing',
      `The font '${family}' does not come with the package. There are ${Object.keys(fontFamilies).join(', ')}; name one of them in the theme, or add a file of your own with registerFonts.`,
    );
  }
  const {weights} = facts;
  const has =
    weights[0] === 'variable'
      ? weight >= (weights[1] ?? 0) && weight <= (weights[2] ?? 0)
      : (weights as readonly number[]).includes(weight);
  if (!has) {
    const there = weights[0] === 'variable' ? `${weights[1]} to ${weights[2]}` : weights.join(', ');
    throw new ViralError('font-missing', `'${family}' has no weight ${weight}; it has ${there}.`);
  }
}

/** The faces a theme sets text in. */
function facesOf({type: {display, text, label, caption, key}}: Theme): readonly FontUse[] {
  return [display, text, label, caption, ...(key ? [key] : [])];
}

const isHangul = /\p{Script=Hangul}/u;
const isHan = /\p{Script=Han}/u;
const isKana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Takes no room and needs no glyph: joiners, direction marks, variation selectors, tags, controls, line ends. */
const isUnseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zl}\p{Zp}\p{Zs}]/u;

/** The families of East Asia in the order in which a storyboard asks them for a character. */
function slicedOrder(
  language: string,
  codePoints: readonly number[],
): (codePoint: number) => readonly SlicedFamily[] {
  const order = slicedFamilies(language);
  const first = (family: SlicedFamily) => [family, ...order.filter((other) => other !== family)];
  const hasKana = codePoints.some((codePoint) => isKana.test(String.fromCodePoint(codePoint)));
  const isEastAsian = /^(?:ja|ko|zh|yue)\b/i.test(language);
  return (codePoint) => {
    const character = String.fromCodePoint(codePoint);
    if (isHangul.test(character)) return first('Noto Sans KR');
    // Han characters among Latin text: Japanese where kana stand beside them, else Chinese.
    if (!isEastAsian && !hasKana && isHan.test(character)) return first('Noto Sans SC');
    return order;
  };
}

/** Who draws a character that the theme's own face, a font of the user's for it, and Inter lack. */
function othersFor(codePoint: number): {readonly family: string; readonly subset: FontSubset} | undefined {
  for (const family of [...scriptFamilies, emojiFamily]) {
    const subset = subsetFor(family, codePoint);
    if (subset) return {family, subset};
  }
  return undefined;
}

/**
 * Families whose slices must be known before `fontsOf` can tell what a storyboard needs. Ask again with their tables:
 * where the first family lacks a letter, the next is wanted.
 * @param tables that are known already
 */
export function slicedFamiliesFor(
  storyboard: Storyboard,
  extra: readonly FontUse[] = [],
  tables: SliceTables = new Map(),
): ReadonlySet<SlicedFamily> {
  const {language, theme} = storyboard;
  const codePoints = codePointsOf(storyboard);
  const orderOf = slicedOrder(language, codePoints);
  const named = new Set([...facesOf(theme), ...extra].map(({family}) => family));
  const wanted = new Set(
    slicedFamilies(language).filter((family) => named.has(family) && !tables.has(family)),
  );
  const [signFamily] = slicedFamilies(language);
  const signs = new Set(Array.from(ownSigns(language), (sign) => sign.codePointAt(0) ?? 0));
  for (const codePoint of codePoints) {
    if (isUnseen.test(String.fromCodePoint(codePoint))) continue;
    if (signFamily && signs.has(codePoint) && !tables.has(signFamily)) wanted.add(signFamily);
    if (subsetFor(fallbackFamily, codePoint) || othersFor(codePoint)) continue;
    for (const family of orderOf(codePoint)) {
      if (!tables.has(family)) wanted.add(family);
      if (tables.get(family)?.sliceFor(codePoint) || wanted.has(family)) break;
    }
  }
  return wanted;
}

/**
 * Every font file a storyboard needs: the faces of its theme and of the template, cut down to the parts its
 * characters stand in, with Inter for letters a face lacks, a family of their own for the scripts that Inter lacks, and
 * Twemoji for emoji.
 * @param extra fonts the template declares beyond those of the theme
 * @param tables of the families that `slicedFamiliesFor` names
 * @throws ViralError `font-missing` naming the family, the weight, or the letters that no font draws
 */
export function fontsOf(
  storyboard: Storyboard,
  extra: readonly FontUse[] = [],
  tables: SliceTables = new Map(),
): StoryboardFonts {
  const {language} = storyboard;
  const codePoints = codePointsOf(storyboard);
  const slicedFor = slicedOrder(language, codePoints);
  const needed = new Map<string, NeededFont>();
  const add = (font: NeededFont) => {
    const {family, as, subset} = font;
    const part = typeof subset === 'string' ? subset : subset.url;
    // The files of the Noto families hold every weight.
    const weight = typeof subset !== 'string' && 'slice' in subset ? '' : font.weight;
    needed.set(`${as ?? family}/${weight}/${part}`, font);
  };
  const sliceFor = (families: readonly SlicedFamily[], codePoint: number) => {
    for (const family of families) {
      const subset = tables.get(family)?.sliceFor(codePoint);
      if (subset) return {family, subset};
    }
    return undefined;
  };
  const undrawn = new Set<number>();
  const ownSquares = new Set(Array.from(ownSigns(language), (sign) => sign.codePointAt(0) ?? 0));
  const [signFamily] = slicedFamilies(language);
  for (const use of [...facesOf(storyboard.theme), ...extra]) {
    assertWeight(use);
    const heft = fontFamilies[use.family]?.standInWeight;
    const standIn = ({family, as = family, ...rest}: Omit<NeededFont, 'weight'>) => {
      if (heft !== undefined) add({...rest, family, weight: heft, as: standInName(as, heft)});
      else add({...rest, family, weight: use.weight, ...(as === family ? {} : {as})});
    };
    for (const codePoint of codePoints) {
      if (isUnseen.test(String.fromCodePoint(codePoint))) continue;
      if (signFamily && ownSquares.has(codePoint)) {
        const subset = tables.get(signFamily)?.sliceFor(codePoint);
        const only = Array.from(ownSquares, (code) => `U+${code.toString(16)}`).join(',');
        if (subset) standIn({family: signFamily, subset, as: signsName(signFamily, language), only});
      }
      const subset = subsetFor(use.family, codePoint);
      const own = ownFontFor(use.family, use.weight, codePoint);
      if (own) {
        add({family: use.family, weight: use.weight, subset: own});
        continue;
      }
      if (subset) {
        add({family: use.family, weight: use.weight, subset});
        continue;
      }
      const named = sliceFor(
        slicedFamilies('').filter((family) => family === use.family),
        codePoint,
      );
      if (named) {
        add({...named, weight: use.weight});
        continue;
      }
      const stand = subsetFor(fallbackFamily, codePoint);
      const other = stand ? undefined : ownFontFor(null, heft ?? use.weight, codePoint);
      const script = othersFor(codePoint);
      if (other) standIn({family: other.family, subset: other});
      else if (stand) standIn({family: fallbackFamily, subset: stand});
      else if (script?.family === emojiFamily) add({...script, weight: 400});
      else if (script) standIn(script);
      else {
        const slice = sliceFor(slicedFor(codePoint), codePoint);
        if (slice) standIn(slice);
        else undrawn.add(codePoint);
      }
    }
  }
  const orphans = [...undrawn].filter((codePoint) => {
    const character = String.fromCodePoint(codePoint);
    return /[\p{L}\p{N}]/u.test(character) && character.normalize('NFKC') === character;
  });
  if (orphans.length > 0) {
    const some = orphans.slice(0, 8).map((codePoint) => String.fromCodePoint(codePoint));
    throw new ViralError(
      'font-missing',
      `No font of the package draws ${some.map((letter) => `'${letter}'`).join(', ')}. It draws Latin, Vietnamese, Greek, Cyrillic, Arabic, Hebrew, Thai, Devanagari, Chinese, Japanese, Korean and emoji; for other scripts add a font of your own with registerFonts.`,
    );
  }
  return {fonts: [...needed.values()], undrawn};
}
