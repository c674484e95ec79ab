import {describe, expect, it} from 'vitest';
import {brandTheme} from '../../src/compositions/brand-theme.ts';
import {contrastOf} from '../../src/compositions/contrast.ts';
import {inksOf} from '../../src/compositions/kit/inks.ts';
import {conversionLoss, hexOf, lchOf} from '../../src/compositions/oklch.ts';
import {findTheme, themes} from '../../src/compositions/themes.ts';
import {themeSchema, type Theme} from '../../src/schema/index.ts';

/** Every pair of text and ground whose contrast is too low. */
function unreadable(theme: Theme): string[] {
  const {palette} = theme;
  const faults: string[] = [];
  const test = (text: string, ground: string, name: string) => {
    const ratio = contrastOf(text, ground);
    if (ratio < 4.5) faults.push(`${name}: ${text} on ${ground} ${ratio.toFixed(2)}`);
  };
  for (const ground of ['bg', 'bg2', 'surface'] as const) {
    for (const text of ['ink', 'muted', 'accent', 'accent2', 'third'] as const) {
      test(palette[text], palette[ground], `${text} on ${ground}`);
    }
  }
  test(palette.onAccent, palette.accent, 'onAccent');
  for (const tone of ['base', 'deep', 'accent'] as const) {
    const inks = inksOf(theme, tone);
    for (const name of ['ink', 'muted', 'accent'] as const) {
      test(inks[name], inks.ground, `${tone} ${name}`);
      test(inks[name], inks.surface, `${tone} ${name} on its surface`);
    }
  }
  return faults;
}

const hueApart = (first: string, second: string): number =>
  Math.abs(((lchOf(first).hue - lchOf(second).hue + 540) % 360) - 180);

/** A grid over all colours, greys and the corners of the cube among them. */
const colours = [0, 64, 128, 191, 255].flatMap((red) =>
  [0, 64, 128, 191, 255].flatMap((green) =>
    [0, 64, 128, 191, 255].map((blue) =>
      `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`.toUpperCase(),
    ),
  ),
);

describe('brandTheme', () => {
  it.each(themes.map(({id}) => id))(
    'keeps every text readable whatever the colour, on the base %s',
    (base) => {
      for (const colour of colours) {
        const theme = brandTheme({colour, base});
        expect(themeSchema.parse(theme)).toEqual(theme);
        expect(unreadable(theme), colour).toEqual([]);
      }
    },
  );

  it('keeps the hue, and the very colour where it can be read', () => {
    for (const colour of ['#E4002B', '#0057B8', '#00843D', '#FFB81C', '#6A1B9A']) {
      for (const base of ['lagoon', 'press'] as const) {
        const {palette} = brandTheme({colour, base});
        expect(hueApart(palette.accent, colour), `${colour} on ${base}: ${palette.accent}`).toBeLessThan(12);
      }
    }
    expect(contrastOf(brandTheme({colour: '#FFB81C'}).palette.accent, '#FFB81C')).toBeLessThan(1.03);
  });

  it('takes type, shape, motion and ground from its base, and whether it is light', () => {
    const theme = brandTheme({colour: '#0057B8', base: 'sage', id: 'acme'});
    const sage = findTheme('sage');
    expect(theme).toMatchObject({
      id: 'acme',
      type: sage.type,
      radius: sage.radius,
      motion: 'calm',
      background: 'flow',
    });
    expect(lchOf(theme.palette.bg).lightness).toBeGreaterThan(0.9);
    expect(lchOf(brandTheme({colour: '#0057B8', base: 'noir'}).palette.bg).lightness).toBeLessThan(0.25);
    // A base whose ground is its colour keeps that boldness.
    expect(lchOf(brandTheme({colour: '#7A1F5C', base: 'terracotta'}).palette.bg).chroma).toBeGreaterThan(0.1);
  });

  it('takes the most colourful of the logo’s colours, and its others for charts', () => {
    const logo = ['#FFFFFF', '#1A1A1A', '#D81E5B', '#2D9CDB'];
    const {palette} = brandTheme({logo});
    expect(hueApart(palette.accent, '#D81E5B')).toBeLessThan(12);
    expect(hueApart(palette.accent2, '#2D9CDB')).toBeLessThan(12);
    expect(brandTheme({logo, colour: '#00843D'}).palette.accent).not.toBe(palette.accent);
    expect(unreadable(brandTheme({logo: ['#777777']}))).toEqual([]);
  });

  it('fills the frame with colours that last', () => {
    for (const colour of colours.filter((_, index) => index % 7 === 0)) {
      const {bg, bg2, accent} = brandTheme({colour, base: 'press'}).palette;
      for (const fill of [bg, bg2, accent]) expect(conversionLoss(fill), fill).toBeLessThanOrEqual(1);
    }
  });

  it('says what is wrong with a colour', () => {
    expect(() => brandTheme({colour: 'red'})).toThrow(/colour.*'red' is no colour; write it as #RRGGBB/s);
    expect(() => brandTheme({logo: ['#FFFFFF', 'blue']})).toThrow(/logo\.1/);
    expect(() => brandTheme({})).toThrow(/needs a colour/);
    expect(() => brandTheme({colour: '#123456', base: 'neon'})).toThrow(/no theme 'neon'/);
  });
});

describe('oklch', () => {
  it('comes back to the colour it left', () => {
    for (const colour of colours.filter((_, index) => index % 3 === 0)) {
      const [back, there] = [lchOf(hexOf(lchOf(colour))), lchOf(colour)];
      expect(Math.abs(back.lightness - there.lightness), colour).toBeLessThan(0.02);
      expect(Math.abs(back.chroma - there.chroma), colour).toBeLessThan(0.03);
    }
  });
});
