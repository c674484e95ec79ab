import {coverage} from './coverage.ts';

/** Parts a family's files are cut into; a part is loaded only when the text needs it. */
export type FontSubset =
  | 'latin'
  | 'latin-ext'
  | 'vietnamese'
  | 'cyrillic'
  | 'cyrillic-ext'
  | 'greek'
  | 'arabic'
  | 'hebrew'
  | 'thai'
  | 'devanagari'
  | 'emoji';

/** A family that comes in a hundred slices, each with the characters that are often seen together. */
export type SlicedFamily = 'Noto Sans JP' | 'Noto Sans KR' | 'Noto Sans SC' | 'Noto Sans TC';

interface FamilyFacts {
  /** Weights there are files for; a pair is the range of a variable font. */
  readonly weights: readonly number[] | readonly ['variable', number, number];
  readonly subsets: readonly FontSubset[];
  /** Set width of a family that is one width of a font with a width axis, as the `font-stretch` of its files. */
  readonly stretch?: string;
  /** The family with the same letters, where it is not this one. */
  readonly lettersOf?: string;
  /** The weight that letters of other families take in its place, where its own number says too little of how heavy it is. */
  readonly standInWeight?: number;
}

const latin: readonly FontSubset[] = ['latin', 'latin-ext', 'vietnamese'];

/** The families that come with the package. */
export const fontFamilies: Readonly<Record<string, FamilyFacts>> = {
  Anton: {weights: [400], subsets: latin, standInWeight: 800},
  'Barlow Condensed': {weights: [600, 800], subsets: latin},
  'Instrument Serif': {weights: [400], subsets: ['latin', 'latin-ext']},
  // The slanted cut as a family of its own: themes and canvases then need to know of families and weights only.
  'Instrument Serif Italic': {weights: [400], subsets: ['latin', 'latin-ext']},
  'Bricolage Grotesque': {weights: ['variable', 200, 800], subsets: latin},
  Archivo: {weights: ['variable', 100, 900], subsets: latin},
  'Archivo Condensed': {
    weights: ['variable', 100, 900],
    subsets: latin,
    stretch: '76%',
    lettersOf: 'Archivo',
  },
  'Archivo Expanded': {
    weights: ['variable', 100, 900],
    subsets: latin,
    stretch: '122%',
    lettersOf: 'Archivo',
  },
  Inter: {
    weights: ['variable', 100, 900],
    subsets: [...latin, 'cyrillic', 'cyrillic-ext', 'greek'],
  },
  Cairo: {weights: ['variable', 200, 1000], subsets: ['arabic']},
  Heebo: {weights: ['variable', 100, 900], subsets: ['hebrew']},
  'Noto Sans Thai': {weights: ['variable', 100, 900], subsets: ['thai']},
  'Noto Sans Devanagari': {weights: ['variable', 100, 900], subsets: ['devanagari']},
  // Their parts stand in slices/.
  'Noto Sans JP': {weights: ['variable', 100, 900], subsets: []},
  'Noto Sans KR': {weights: ['variable', 100, 900], subsets: []},
  'Noto Sans SC': {weights: ['variable', 100, 900], subsets: []},
  'Noto Sans TC': {weights: ['variable', 100, 900], subsets: []},
  Twemoji: {weights: [400], subsets: ['emoji']},
};

/**
 * The sliced families in the order in which they are asked for a letter. One Han character is drawn in another way in
 * Japan, Korea, China and Taiwan, so the language of the storyboard decides: Chinese is drawn in the way of Taiwan where
 * its tag says traditional characters or a place that writes them.
 */
export function slicedFamilies(language: string): readonly SlicedFamily[] {
  const primary = language.toLowerCase().split('-')[0];
  if (primary === 'zh' || primary === 'yue') {
    return isTraditional(language)
      ? ['Noto Sans TC', 'Noto Sans SC', 'Noto Sans JP', 'Noto Sans KR']
      : ['Noto Sans SC', 'Noto Sans TC', 'Noto Sans JP', 'Noto Sans KR'];
  }
  if (primary === 'ko') return ['Noto Sans KR', 'Noto Sans JP', 'Noto Sans SC', 'Noto Sans TC'];
  return ['Noto Sans JP', 'Noto Sans SC', 'Noto Sans TC', 'Noto Sans KR'];
}

/** Whether a tag of a Chinese language means traditional characters; its script says so before its region. */
function isTraditional(language: string): boolean {
  const [primary, ...subtags] = language.toLowerCase().split('-');
  if (subtags.includes('hans')) return false;
  return primary === 'yue' || subtags.some((subtag) => ['hant', 'tw', 'hk', 'mo'].includes(subtag));
}

/**
 * Signs that Latin fonts draw as well, and that a language sets in a square of its own: the dash and the ellipsis in
 * the middle of it, Chinese quotes too.
 */
export function ownSigns(language: string): string {
  const primary = language.toLowerCase().split('-')[0];
  if (primary === 'zh' || primary === 'yue') return '\u2014\u2026\u201C\u201D';
  return primary === 'ja' ? '\u2014\u2026' : '';
}

/** The name under which a sliced family draws the signs of its language. */
export const signsName = (family: SlicedFamily, language: string): string =>
  `${family} signs ${language.toLowerCase().split('-')[0]}`;

/** A font file of the user's own: a brand's typeface, or one for a script that the package's families lack. */
export interface OwnFont {
  readonly family: string;
  /** Where the page finds the file: an import of it, or an address that lets other pages read it. WOFF2, WOFF or TTF. */
  readonly url: string;
  /** The weight of the file, or the first and last of a variable one. */
  readonly weight: number | readonly [first: number, last: number];
  /** The characters to take from it, as CSS `unicode-range`; all of them when left out. */
  readonly unicodeRange?: string | undefined;
  /** Whether it takes over for letters that the faces of a theme and Inter lack. */
  readonly fallback?: boolean | undefined;
}

interface RegisteredFont {
  readonly font: OwnFont;
  readonly intervals: readonly Interval[];
}

const registered: RegisteredFont[] = [];

/**
 * Adds font files of your own: themes and templates may then name their families. Call it in the entry file, before
 * `registerTemplates`. A file is loaded only for texts that need it.
 */
export function registerFonts(fonts: readonly OwnFont[]): void {
  for (const font of fonts) {
    registered.push({font, intervals: parseRanges(font.unicodeRange ?? 'U+0000-10FFFF')});
  }
}

/** Whether an own font serves a weight. */
export function ownFontServes({weight}: OwnFont, wanted: number): boolean {
  return typeof weight === 'number' ? weight === wanted : wanted >= weight[0] && wanted <= weight[1];
}

/** Own fonts of a family. */
export const ownFontsOf = (family: string): readonly OwnFont[] =>
  registered.flatMap(({font}) => (font.family === family ? [font] : []));

/** The own font that draws a character: of a family, or with `null` of those that take over. */
export function ownFontFor(family: string | null, weight: number, codePoint: number): OwnFont | undefined {
  return registered.find(
    (entry) =>
      (family === null ? entry.font.fallback === true : entry.font.family === family) &&
      (family === null || ownFontServes(entry.font, weight)) &&
      holdsCharacter(entry.intervals, codePoint),
  )?.font;
}

/** Takes over for letters that a display face lacks. */
export const fallbackFamily = 'Inter';
export const emojiFamily = 'Twemoji';

/** The name under which a family stands in for another that wants a weight of its own, as in `Inter 800`. */
export const standInName = (family: string, weight: number): string => `${family} ${weight}`;

/** Families for scripts that neither the themes' faces nor Inter have. */
export const scriptFamilies = ['Cairo', 'Heebo', 'Noto Sans Thai', 'Noto Sans Devanagari'] as const;

/**
 * The CSS font stack of a family: itself, then those that take over for letters it lacks, emoji, and the families of
 * East Asia in the order of the language.
 * @param language of the text, as BCP 47
 */
export function fontStackOf(family: string, language = ''): string {
  const own = registered.flatMap(({font}) => (font.fallback === true ? [font.family] : []));
  const weight = fontFamilies[family]?.standInWeight;
  const standIn = (name: string) => (weight === undefined ? name : standInName(name, weight));
  const sliced = slicedFamilies(language);
  const signs = ownSigns(language) === '' ? [] : sliced.slice(0, 1).map((name) => signsName(name, language));
  const names = new Set([
    ...signs.map(standIn),
    family,
    ...[fallbackFamily, ...own, ...scriptFamilies].map(standIn),
    emojiFamily,
    ...sliced.map(standIn),
  ]);
  return [...Array.from(names, (name) => `"${name}"`), 'sans-serif'].join(', ');
}

/** The first and the last character of a stretch of them. */
export type Interval = readonly [from: number, to: number];

/** The stretches of a CSS `unicode-range`. */
export function parseRanges(ranges: string): readonly Interval[] {
  if (ranges === '') return [];
  return ranges.split(',').map((range): Interval => {
    const [from = '', to = from] = range.trim().slice(2).split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  });
}

/** Whether one of the stretches holds a character. */
export const holdsCharacter = (intervals: readonly Interval[], codePoint: number): boolean =>
  intervals.some(([from, to]) => codePoint >= from && codePoint <= to);

/** The characters that a part of a family draws, as CSS `unicode-range`; empty where the family has no such part. */
export const rangesOf = (family: string, subset: FontSubset): string =>
  coverage[fontFamilies[family]?.lettersOf ?? family]?.[subset] ?? '';

const intervals = new Map<string, readonly Interval[]>();

function subsetHolds(family: string, subset: FontSubset, codePoint: number): boolean {
  const key = `${family}/${subset}`;
  let known = intervals.get(key);
  if (!known) {
    known = parseRanges(rangesOf(family, subset));
    intervals.set(key, known);
  }
  return holdsCharacter(known, codePoint);
}

/** The part of a family that draws a character; `undefined` where none does. */
export function subsetFor(family: string, codePoint: number): FontSubset | undefined {
  return fontFamilies[family]?.subsets.find((subset) => subsetHolds(family, subset, codePoint));
}

/** Whether one file of a family draws both of two characters: only then can an accent be set on its letter. */
export function drawnTogether(family: string, first: string, second: string): boolean {
  const codePoints = [first.codePointAt(0) ?? 0, second.codePointAt(0) ?? 0];
  const subsets = fontFamilies[family]?.subsets ?? [];
  return subsets.some((subset) => codePoints.every((codePoint) => subsetHolds(family, subset, codePoint)));
}

/**
 * The characters that a part of a family is asked for, as CSS `unicode-range`: those of an earlier part are left to it, so
 * that a letter comes from the same file whatever else a video says. Accents stay beside their letters.
 */
export function askedRanges(family: string, subset: FontSubset): string {
  const subsets = fontFamilies[family]?.subsets ?? [];
  const earlier = subsets.slice(0, subsets.indexOf(subset));
  return parseRanges(rangesOf(family, subset))
    .flatMap(([from, to]) => Array.from({length: to - from + 1}, (_, offset) => from + offset))
    .filter(
      (codePoint) =>
        /\p{M}/u.test(String.fromCodePoint(codePoint)) ||
        !earlier.some((other) => subsetHolds(family, other, codePoint)),
    )
    .map((codePoint) => `U+${codePoint.toString(16)}`)
    .join(',');
}
