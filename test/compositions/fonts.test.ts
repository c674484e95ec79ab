import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {
  fontFamilies,
  fontStackOf,
  registerFonts,
  subsetHolds,
} from '../../src/compositions/fonts/families.ts';
import {fontsOf} from '../../src/compositions/fonts/fonts-of.ts';
import {sampleFor} from '../../src/compositions/sample.ts';
import {findTheme} from '../../src/compositions/themes.ts';
import type {Storyboard} from '../../src/schema/index.ts';

function saying(text: string, theme = 'volt'): Storyboard {
  const {storyboard} = sampleFor('headline', 'volt');
  return {...storyboard, theme: findTheme(theme), scenes: [{...storyboard.scenes[3]!, onScreenText: text}]};
}
const named = (storyboard: Storyboard) =>
  fontsOf(storyboard).map(
    ({family, weight, subset}) => `${family} ${weight} ${typeof subset === 'string' ? subset : subset.url}`,
  );

describe('fontsOf', () => {
  it('names only the parts that the text needs', () => {
    const fonts = named(saying('Go outside'));
    expect(fonts).toContain('Anton 400 latin');
    expect(fonts).toContain('Barlow Condensed 800 latin');
    expect(fonts).toContain('Inter 500 latin');
    expect(fonts.filter((font) => !font.endsWith(' latin'))).toEqual([]);
  });

  it('adds parts for accents, scripts and emoji, with Inter where the face has no such letters', () => {
    expect(named(saying('Zażółć gęślą jaźń'))).toContain('Anton 400 latin-ext');
    expect(named(saying('Tiếng Việt đẹp'))).toContain('Anton 400 vietnamese');
    const russian = named(saying('Привет, мир'));
    // As heavy as Anton looks, not as its number says.
    expect(russian).toContain('Inter 800 cyrillic');
    expect(russian).not.toContain('Anton 400 cyrillic');
    expect(
      fontsOf(saying('Привет, мир')).find(({weight, subset}) => weight === 800 && subset === 'cyrillic')?.as,
    ).toBe('Inter 800');
    expect(named(saying('Ελλάδα', 'press'))).toContain('Inter 400 greek');
    expect(named(saying('Yes 😀'))).toContain('Twemoji 400 emoji');
  });

  it('fails by name for letters no font draws, for unknown families and for weights that are not there', () => {
    expect(() => named(saying('猫'))).toThrow(/'猫'/);
    const storyboard = saying('x');
    expect(() => fontsOf(storyboard, [{family: 'Comic Sans', weight: 400}])).toThrow(
      /'Comic Sans' does not come/,
    );
    expect(() => fontsOf(storyboard, [{family: 'Anton', weight: 700}])).toThrow(
      /'Anton' has no weight 700; it has 400/,
    );
    expect(() => fontsOf(storyboard, [{family: 'Inter', weight: 950}])).toThrow(/100 to 900/);
  });

  it('keeps digits out of the emoji font, which has key caps for them', () => {
    for (const sign of '0123456789#*') expect(subsetHolds('emoji', sign.codePointAt(0)!)).toBe(false);
    expect(subsetHolds('emoji', '😀'.codePointAt(0)!)).toBe(true);
  });

  it('takes files of the user’s own for their families, and for letters that no face of the package has', () => {
    const own = {
      family: 'House Sans',
      url: 'house.woff2',
      weight: [400, 800],
      unicodeRange: 'U+0-FF',
    } as const;
    const arabic = {
      family: 'House Arabic',
      url: 'arabic.woff2',
      weight: [100, 900],
      unicodeRange: 'U+600-6FF',
      fallback: true,
    } as const;
    registerFonts([own, arabic]);
    const board = saying('Hi سلام');
    const family = {...board.theme.type.display, family: 'House Sans', weight: 700};
    const branded = {...board, theme: {...board.theme, type: {...board.theme.type, display: family}}};
    const files = fontsOf(branded).flatMap(({subset}) => (typeof subset === 'string' ? [] : [subset.url]));
    expect(new Set(files)).toEqual(new Set(['house.woff2', 'arabic.woff2']));
    expect(fontsOf(saying('Hi')).every(({subset}) => typeof subset === 'string')).toBe(true);
    expect(fontStackOf('House Sans')).toBe('"House Sans", "Inter", "House Arabic", "Twemoji", sans-serif');
    const bold = {...branded.theme.type, display: {...family, weight: 900}};
    expect(() => fontsOf({...branded, theme: {...branded.theme, type: bold}})).toThrow(
      /'House Sans' has no weight 900; it has 400 to 800/,
    );
    expect(() => fontsOf(saying('猫'))).toThrow(/registerFonts/);
  });

  it('stacks the face, those that take over, and emoji', () => {
    expect(fontStackOf('Anton')).toMatch(/^"Anton", "Inter 800", .*"Twemoji", sans-serif$/);
    expect(fontStackOf('Inter')).toMatch(/^"Inter", (?!"Inter").*"Twemoji", sans-serif$/);
  });
});

describe('the catalogue', () => {
  it('imports a file that exists for every part that is declared', () => {
    const source = readFileSync(
      new URL('../../src/compositions/fonts/catalogue.ts', import.meta.url),
      'utf8',
    );
    const imports = [...source.matchAll(/from '(.+\.woff2)'/g)].map(([, specifier]) => specifier ?? '');
    // Families that are widths of one font share its files.
    const widths = Object.keys(fontFamilies).filter((family) => fontFamilies[family]?.stretch !== undefined);
    const declared = Object.entries(fontFamilies).reduce((sum, [family, {weights, subsets}]) => {
      if (widths.indexOf(family) > 0) return sum;
      const files = weights[0] === 'variable' ? 1 : weights.length;
      return sum + files * subsets.length;
    }, 0);
    expect(imports).toHaveLength(declared);
    const require = createRequire(import.meta.url);
    for (const specifier of imports) expect(existsSync(require.resolve(specifier)), specifier).toBe(true);
  });
});
