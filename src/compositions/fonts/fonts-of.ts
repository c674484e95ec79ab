import {ViralError} from '../../errors.ts';
import type {Storyboard, Theme} from '../../schema/index.ts';
import type {FontUse} from '../contract.ts';
import {
  emojiFamily,
  fallbackFamily,
  fontFamilies,
  ownFontFor,
  ownFontServes,
  ownFontsOf,
  standInName,
  subsetHolds,
  type FontSubset,
  type OwnFont,
} from './families.ts';

/** One font file that a storyboard needs. */
export interface NeededFont extends FontUse {
  /** The part of a family of the package, or a file of the user's own. */
  readonly subset: FontSubset | OwnFont;
  /** The CSS family it is loaded as, where that is not its own. */
  readonly as?: string;
}

/** Every string of a scene that may reach the screen, its words included. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(textOf).join(' ');
  return '';
}

/** The characters of a storyboard, those of its upper-case form and the digits of counting numbers included. */
function codePointsOf(storyboard: Storyboard): readonly number[] {
  const text = textOf([storyboard.scenes, storyboard.overlays, storyboard.template.options]);
  const all = `${text}${text.toLocaleUpperCase(storyboard.language)}0123456789.,%–—“”?`;
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

/**
 * Every font file a storyboard needs: the faces of its theme and of the template, cut down to the parts its
 * characters stand in, with Inter for letters a face lacks and Twemoji for emoji.
 * @param extra fonts the template declares beyond those of the theme
 * @throws ViralError `font-missing` naming the family, the weight, or the letters that no font draws
 */
export function fontsOf(storyboard: Storyboard, extra: readonly FontUse[] = []): readonly NeededFont[] {
  const codePoints = codePointsOf(storyboard);
  const needed = new Map<string, NeededFont>();
  const add = (family: string, weight: number, subset: FontSubset | OwnFont, as?: string) => {
    const part = typeof subset === 'string' ? subset : subset.url;
    const font = {family, weight, subset, ...(as === undefined ? {} : {as})};
    needed.set(`${as ?? family}/${weight}/${part}`, font);
  };
  const orphans = new Set<number>();
  for (const use of [...facesOf(storyboard.theme), ...extra]) {
    assertWeight(use);
    const heft = fontFamilies[use.family]?.standInWeight;
    const standIn = (family: string, subset: FontSubset | OwnFont) =>
      heft === undefined
        ? add(family, use.weight, subset)
        : add(family, heft, subset, standInName(family, heft));
    for (const codePoint of codePoints) {
      const subset = fontFamilies[use.family]?.subsets.find((candidate) => subsetHolds(candidate, codePoint));
      const stand = fontFamilies[fallbackFamily]?.subsets.find((candidate) =>
        subsetHolds(candidate, codePoint),
      );
      const own = ownFontFor(use.family, use.weight, codePoint);
      const other = subset || own || stand ? undefined : ownFontFor(null, heft ?? use.weight, codePoint);
      if (own) add(use.family, use.weight, own);
      else if (subset) add(use.family, use.weight, subset);
      else if (other) standIn(other.family, other);
      else if (stand) standIn(fallbackFamily, stand);
      else if (subsetHolds('emoji', codePoint)) add(emojiFamily, 400, 'emoji');
      else if (/[\p{L}\p{N}]/u.test(String.fromCodePoint(codePoint))) orphans.add(codePoint);
    }
  }
  if (orphans.size > 0) {
    const some = [...orphans].slice(0, 8).map((codePoint) => String.fromCodePoint(codePoint));
    throw new ViralError(
      'font-missing',
      `No font of the package draws ${some.map((letter) => `'${letter}'`).join(', ')}. It draws Latin, Vietnamese, Greek, Cyrillic and emoji; for other scripts add a font of your own with registerFonts.`,
    );
  }
  return [...needed.values()];
}
