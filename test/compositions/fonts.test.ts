import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {fontFamilies, fontStackOf, subsetHolds} from '../../src/compositions/fonts/families.ts';
import {fontsOf} from '../../src/compositions/fonts/fonts-of.ts';
import {sampleFor} from '../../src/compositions/sample.ts';
import {findTheme} from '../../src/compositions/themes.ts';
import type {Storyboard} from '../../src/schema/index.ts';

function saying(text: string, theme = 'volt'): Storyboard {
  const {storyboard} = sampleFor('headline', 'volt');
  return {...storyboard, theme: findTheme(theme), scenes: [{...storyboard.scenes[3]!, onScreenText: text}]};
}
const named = (storyboard: Storyboard) =>
  fontsOf(storyboard).map(({family, weight, subset}) => `${family} ${weight} ${subset}`);

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
    expect(russian).toContain('Inter 400 cyrillic');
    expect(russian).not.toContain('Anton 400 cyrillic');
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

  it('stacks the face, the fallback and emoji', () => {
    expect(fontStackOf('Anton')).toBe('"Anton", "Inter", "Twemoji", sans-serif');
    expect(fontStackOf('Inter')).toBe('"Inter", "Twemoji", sans-serif');
  });
});

describe('the catalogue', () => {
  it('imports a file that exists for every part that is declared', () => {
    const source = readFileSync(
      new URL('../../src/compositions/fonts/catalogue.ts', import.meta.url),
      'utf8',
    );
    const imports = [...source.matchAll(/from '(.+\.woff2)'/g)].map(([, specifier]) => specifier ?? '');
    const declared = Object.values(fontFamilies).reduce((sum, {weights, subsets}) => {
      const files = weights[0] === 'variable' ? 1 : weights.length;
      return sum + files * subsets.length;
    }, 0);
    expect(imports).toHaveLength(declared);
    const require = createRequire(import.meta.url);
    for (const specifier of imports) expect(existsSync(require.resolve(specifier)), specifier).toBe(true);
  });
});
