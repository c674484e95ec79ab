import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {
  fontFamilies,
  fontStackOf,
  holdsCharacter,
  parseRanges,
  registerFonts,
  subsetFor,
} from '../../src/compositions/fonts/families.ts';
import {fontsOf, slicedFamiliesFor, type NeededFont} from '../../src/compositions/fonts/fonts-of.ts';
import {loadSliceTable} from '../../src/compositions/fonts/sliced.ts';
import {sampleFor} from '../../src/compositions/sample.ts';
import {findTheme} from '../../src/compositions/themes.ts';
import type {Storyboard} from '../../src/schema/index.ts';

const require = createRequire(import.meta.url);

function saying(text: string, theme = 'volt', language = 'en'): Storyboard {
  const {storyboard} = sampleFor('headline', 'volt');
  const scenes = [{...storyboard.scenes[3]!, onScreenText: text}];
  return {...storyboard, language, theme: findTheme(theme), scenes};
}
const nameOf = ({family, weight, subset}: NeededFont) =>
  `${family} ${weight} ${typeof subset === 'string' ? subset : subset.url}`;
const named = (storyboard: Storyboard) => fontsOf(storyboard).fonts.map(nameOf);

/** What a storyboard needs once the slices it asks for are known. */
async function fontsWithSlices(storyboard: Storyboard) {
  const tables = new Map();
  for (;;) {
    const wanted = slicedFamiliesFor(storyboard, [], tables);
    if (wanted.size === 0) return fontsOf(storyboard, [], tables);
    for (const family of wanted) tables.set(family, await loadSliceTable(family));
  }
}
const slicesOf = (fonts: readonly NeededFont[]) =>
  fonts.flatMap(({family, subset}) => (typeof subset !== 'string' && 'slice' in subset ? [family] : []));

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
      fontsOf(saying('Привет, мир')).fonts.find(({weight, subset}) => weight === 800 && subset === 'cyrillic')
        ?.as,
    ).toBe('Inter 800');
    expect(named(saying('Ελλάδα', 'press'))).toContain('Inter 400 greek');
    expect(named(saying('Yes 😀'))).toContain('Twemoji 400 emoji');
  });

  it('fails by name for letters no font draws, for unknown families and for weights that are not there', () => {
    expect(() => named(saying('ગુજરાતી'))).toThrow(/'ગ'/);
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
    for (const sign of '0123456789#*') expect(subsetFor('Twemoji', sign.codePointAt(0)!)).toBeUndefined();
    expect(subsetFor('Twemoji', '😀'.codePointAt(0)!)).toBe('emoji');
  });

  it('takes files of the user’s own for their families, and for letters that no face of the package has', () => {
    const own = {
      family: 'House Sans',
      url: 'house.woff2',
      weight: [400, 800],
      unicodeRange: 'U+0-FF',
    } as const;
    const gujarati = {
      family: 'House Gujarati',
      url: 'gujarati.woff2',
      weight: [100, 900],
      unicodeRange: 'U+A80-AFF',
      fallback: true,
    } as const;
    registerFonts([own, gujarati]);
    const board = saying('Hi ગુજરાતી');
    const family = {...board.theme.type.display, family: 'House Sans', weight: 700};
    const branded = {...board, theme: {...board.theme, type: {...board.theme.type, display: family}}};
    const files = fontsOf(branded).fonts.flatMap(({subset}) =>
      typeof subset === 'string' ? [] : [subset.url],
    );
    expect(new Set(files)).toEqual(new Set(['house.woff2', 'gujarati.woff2']));
    expect(fontsOf(saying('Hi')).fonts.every(({subset}) => typeof subset === 'string')).toBe(true);
    expect(fontStackOf('House Sans')).toMatch(
      /^"House Sans", "Inter", "House Gujarati", "Cairo", .*"Twemoji", .*sans-serif$/,
    );
    const bold = {...branded.theme.type, display: {...family, weight: 900}};
    expect(() => fontsOf({...branded, theme: {...branded.theme, type: bold}})).toThrow(
      /'House Sans' has no weight 900; it has 400 to 800/,
    );
    expect(() => fontsOf(saying('தமிழ்'))).toThrow(/registerFonts/);
  });

  it('stacks the face, those that take over, and emoji', () => {
    expect(fontStackOf('Anton')).toMatch(/^"Anton", "Inter 800", .*"Cairo 800", .*"Twemoji", .*sans-serif$/);
    expect(fontStackOf('Inter')).toMatch(/^"Inter", (?!"Inter").*"Twemoji", .*sans-serif$/);
  });
});

describe('scripts that neither the theme nor Inter has', () => {
  it.each([
    ['ar', 'لماذا تعجن القطط', 'Cairo 800 arabic'],
    ['fa', 'چرا گربه‌ها', 'Cairo 800 arabic'],
    ['he', 'למה חתולים', 'Heebo 800 hebrew'],
    ['th', 'ทำไมแมว', 'Noto Sans Thai 800 thai'],
    ['hi', 'बिल्लियाँ क्यों', 'Noto Sans Devanagari 800 devanagari'],
  ])('%s has a face as heavy as the headline', (language, text, font) => {
    const fonts = named(saying(text, 'volt', language));
    expect(fonts).toContain(font);
    expect(fonts.some((name) => name.startsWith('Twemoji'))).toBe(false);
  });

  it('adds the digits that a language counts with', () => {
    const fonts = fontsOf(saying('42', 'volt', 'mr')).fonts.map(nameOf);
    expect(fonts).toContain('Noto Sans Devanagari 800 devanagari');
  });

  it('draws one Han character in the way of the language, from few of its slices', async () => {
    for (const [language, text, family] of [
      ['ja', '猫はなぜ毛布を直すのか', 'Noto Sans JP'],
      ['zh-CN', '猫咪为什么踩毯子', 'Noto Sans SC'],
      ['zh-TW', '貓咪為什麼踩毯子', 'Noto Sans TC'],
      ['zh-Hant', '貓咪為什麼踩毯子', 'Noto Sans TC'],
      ['zh-HK', '貓咪點解踩毯子', 'Noto Sans TC'],
      ['zh-Hans-HK', '猫咪为什么踩毯子', 'Noto Sans SC'],
      ['ko', '고양이는 왜 담요를', 'Noto Sans KR'],
      ['en', 'They call it 猫の恩返し', 'Noto Sans JP'],
      ['en', 'They call it 直接', 'Noto Sans SC'],
      ['en', 'They call it 고양이', 'Noto Sans KR'],
    ] as const) {
      const {fonts} = await fontsWithSlices(saying(text, 'swiss', language));
      const families = slicesOf(fonts);
      expect(new Set(families), `${language}: ${text}`).toEqual(new Set([family]));
      // Each slice once for every face of the theme's at most.
      expect(
        new Set(fonts.map(({subset}) => (typeof subset === 'string' ? '' : subset.url))).size,
      ).toBeLessThan(Array.from(text).length + 4);
    }
  });

  it('asks the next family for a letter that the first lacks', async () => {
    // 们 is written in China alone.
    const {fonts} = await fontsWithSlices(saying('猫们の話', 'swiss', 'ja'));
    expect(new Set(slicesOf(fonts))).toEqual(new Set(['Noto Sans JP', 'Noto Sans SC']));
  });

  it('asks the stack in the order of the language', () => {
    const order = (language: string) =>
      [...fontStackOf('Inter', language).matchAll(/"Noto Sans (JP|SC|TC|KR)"/g)]
        .map(([, name]) => name)
        .join(' ');
    expect(order('ja')).toBe('JP SC TC KR');
    expect(order('zh-Hant-TW')).toBe('TC SC JP KR');
    expect(order('ko-KR')).toBe('KR JP SC TC');
  });

  it('sets the dash and the ellipsis of Japanese and Chinese in squares of their own', async () => {
    const {fonts} = await fontsWithSlices(saying('“猫”——真的……', 'swiss', 'zh-CN'));
    const signs = fonts.filter(({as}) => as?.startsWith('Noto Sans SC signs zh') === true);
    expect(signs.length).toBeGreaterThan(0);
    expect(fontStackOf('Archivo', 'zh-CN')).toMatch(/^"Noto Sans SC signs zh", "Archivo"/);
    expect(fontStackOf('Archivo', 'ko')).toMatch(/^"Archivo"/);
  });

  it('draws arrows, ticks and signs of mathematics, and says which signs nothing draws', async () => {
    const {fonts, undrawn} = await fontsWithSlices(saying('A → B ✓ ≥ 5 ■ \u2388', 'swiss'));
    expect(slicesOf(fonts)).toContain('Noto Sans JP');
    expect([...undrawn]).toEqual([0x2388]);
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
    const widths = Object.keys(fontFamilies).filter(
      (family) => fontFamilies[family]?.lettersOf !== undefined,
    );
    const declared = Object.entries(fontFamilies).reduce((sum, [family, {weights, subsets}]) => {
      if (widths.indexOf(family) > 0) return sum;
      const files = weights[0] === 'variable' ? 1 : weights.length;
      return sum + files * subsets.length;
    }, 0);
    expect(imports).toHaveLength(declared);
    for (const specifier of imports) expect(existsSync(require.resolve(specifier)), specifier).toBe(true);
  });

  it('knows what the installed font packages draw', () => {
    const script = fileURLToPath(new URL('../../scripts/font-tables.mjs', import.meta.url));
    const {status, stderr} = spawnSync(process.execPath, [script, '--check'], {encoding: 'utf8'});
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it.each(['jp', 'kr', 'sc'])(
    'takes every slice of noto-sans-%s where its package says it is',
    async (short) => {
      const file = require.resolve(`@fontsource-variable/noto-sans-${short}/unicode.json`);
      const ranges = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
      const {sliceFor} = await loadSliceTable(`Noto Sans ${short.toUpperCase()}` as 'Noto Sans JP');
      let asked = 0;
      for (const [slice, range] of Object.entries(ranges).filter(([name]) => name.startsWith('['))) {
        for (const [from, to] of parseRanges(range)) {
          for (const codePoint of [from, to]) {
            const found = sliceFor(codePoint);
            // Named by the package, yet without a glyph in its file.
            if (!found) continue;
            asked += 1;
            expect(found.slice).toBe(slice);
            expect(holdsCharacter(parseRanges(found.unicodeRange), codePoint)).toBe(true);
            expect(
              existsSync(
                require.resolve(
                  `@fontsource-variable/noto-sans-${short}/files/${found.url.split('/').at(-1)}`,
                ),
              ),
            ).toBe(true);
          }
        }
      }
      expect(asked).toBeGreaterThan(5000);
    },
  );
});
