/** Parts a family's files are cut into; a part is loaded only when the text needs it. */
export type FontSubset =
  | 'latin'
  | 'latin-ext'
  | 'vietnamese'
  | 'cyrillic'
  | 'cyrillic-ext'
  | 'greek'
  | 'emoji';

/**
 * Which characters stand in which part, as CSS `unicode-range`, after the stylesheets of the font packages.
 * Common spaces and punctuation stand in `latin`.
 */
export const subsetRanges: Readonly<Record<FontSubset, string>> = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  'latin-ext':
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
  vietnamese:
    'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  cyrillic: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
  'cyrillic-ext': 'U+0460-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F',
  greek: 'U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF',
  // Digits, # and * are left out: the emoji font has key caps for them and would take them from the text.
  emoji:
    'U+00A9,U+00AE,U+200D,U+203C,U+2049,U+20E3,U+2122,U+2139,U+2194-21AA,U+231A-23FF,U+24C2,U+25AA-25FE,U+2600-27BF,U+2934-2935,U+2B05-2B55,U+3030,U+303D,U+3297,U+3299,U+FE0F,U+1F000-1FAFF,U+E0020-E007F',
};

interface FamilyFacts {
  /** Weights there are files for; a pair is the range of a variable font. */
  readonly weights: readonly number[] | readonly ['variable', number, number];
  readonly subsets: readonly FontSubset[];
  /** Set width of a family that is one width of a font with a width axis, as the `font-stretch` of its files. */
  readonly stretch?: string;
  /** The weight that letters of other families take in its place, where its own number says too little of how heavy it is. */
  readonly standInWeight?: number;
}

/** The families that come with the package. */
export const fontFamilies: Readonly<Record<string, FamilyFacts>> = {
  Anton: {weights: [400], subsets: ['latin', 'latin-ext', 'vietnamese'], standInWeight: 800},
  'Barlow Condensed': {weights: [600, 800], subsets: ['latin', 'latin-ext', 'vietnamese']},
  'Instrument Serif': {weights: [400], subsets: ['latin', 'latin-ext']},
  // The slanted cut as a family of its own: themes and canvases then need to know of families and weights only.
  'Instrument Serif Italic': {weights: [400], subsets: ['latin', 'latin-ext']},
  'Bricolage Grotesque': {weights: ['variable', 200, 800], subsets: ['latin', 'latin-ext', 'vietnamese']},
  Archivo: {weights: ['variable', 100, 900], subsets: ['latin', 'latin-ext', 'vietnamese']},
  'Archivo Condensed': {
    weights: ['variable', 100, 900],
    subsets: ['latin', 'latin-ext', 'vietnamese'],
    stretch: '76%',
  },
  'Archivo Expanded': {
    weights: ['variable', 100, 900],
    subsets: ['latin', 'latin-ext', 'vietnamese'],
    stretch: '122%',
  },
  Inter: {
    weights: ['variable', 100, 900],
    subsets: ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek'],
  },
  Twemoji: {weights: [400], subsets: ['emoji']},
};

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

const holds = ({intervals: ranges}: RegisteredFont, codePoint: number): boolean =>
  ranges.some(([from, to]) => codePoint >= from && codePoint <= to);

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
      holds(entry, codePoint),
  )?.font;
}

/** Takes over for letters that a display face lacks. */
export const fallbackFamily = 'Inter';
export const emojiFamily = 'Twemoji';

/** The name under which a family stands in for another that wants a weight of its own, as in `Inter 800`. */
export const standInName = (family: string, weight: number): string => `${family} ${weight}`;

/** The CSS font stack of a family: itself, then those that take over for letters it lacks, then emoji. */
export function fontStackOf(family: string): string {
  const own = registered.flatMap(({font}) => (font.fallback === true ? [font.family] : []));
  const weight = fontFamilies[family]?.standInWeight;
  const others = [fallbackFamily, ...own].map((name) =>
    weight === undefined ? name : standInName(name, weight),
  );
  const names = new Set([family, ...others, emojiFamily]);
  return [...Array.from(names, (name) => `"${name}"`), 'sans-serif'].join(', ');
}

type Interval = readonly [from: number, to: number];

function parseRanges(ranges: string): readonly Interval[] {
  return ranges.split(',').map((range): Interval => {
    const [from = '', to = from] = range.slice(2).split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  });
}

const intervals = Object.fromEntries(
  Object.entries(subsetRanges).map(([subset, ranges]) => [subset, parseRanges(ranges)]),
) as Readonly<Record<FontSubset, readonly Interval[]>>;

/** Whether a part of a font is meant for this character. */
export function subsetHolds(subset: FontSubset, codePoint: number): boolean {
  return intervals[subset].some(([from, to]) => codePoint >= from && codePoint <= to);
}
