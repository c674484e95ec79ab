import {describe, expect, it} from 'vitest';
import {contrastOf} from '../../src/compositions/contrast.ts';
import {fontFamilies} from '../../src/compositions/fonts/families.ts';
import {inksOf, mix} from '../../src/compositions/kit/inks.ts';
import {conversionLoss} from '../../src/compositions/oklch.ts';
import {findTheme, themes} from '../../src/compositions/themes.ts';
import {themeSchema, type Theme} from '../../src/schema/index.ts';

describe('contrast', () => {
  it('gives the ratios of the WCAG examples', () => {
    expect(contrastOf('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
    expect(contrastOf('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
    expect(contrastOf('#123456', '#123456')).toBe(1);
  });
});

describe('themes', () => {
  it('are ten, valid, with ids of their own', () => {
    expect(themes.map(({id}) => id)).toEqual([
      'volt',
      'lagoon',
      'press',
      'swiss',
      'terracotta',
      'candy',
      'blueprint',
      'sage',
      'noir',
      'harbor',
    ]);
    for (const theme of themes) expect(themeSchema.parse(theme)).toEqual(theme);
  });

  it.each(themes.map((theme) => [theme.id, theme] as const))(
    '%s keeps text readable on every ground',
    (_, theme) => {
      const {palette} = theme;
      for (const ground of [palette.bg, palette.bg2, palette.surface]) {
        for (const ink of [palette.ink, palette.muted, palette.accent, palette.accent2, palette.third]) {
          expect(contrastOf(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
        }
      }
      expect(contrastOf(palette.onAccent, palette.accent)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(themes.map((theme) => [theme.id, theme] as const))('%s has inks for each tone', (_, theme) => {
    for (const tone of ['base', 'deep', 'accent'] as const) {
      const inks = inksOf(theme, tone);
      for (const ink of [inks.ink, inks.muted, inks.accent]) {
        for (const ground of [inks.ground, inks.surface]) {
          expect(contrastOf(ink, ground), `${tone}: ${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
        }
      }
      expect(contrastOf(inks.onAccent, inks.accent)).toBeGreaterThanOrEqual(4.5);
      // Bars beside the one that stands out: a shape, so 3:1.
      expect(contrastOf(inks.quiet, inks.ground), `${tone}: bars`).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(themes.map((theme) => [theme.id, theme] as const))(
    '%s names fonts that come with the package',
    (_, theme) => {
      for (const use of Object.values(theme.type)) {
        if (use === undefined) continue;
        const {family, weight} = use;
        const facts = fontFamilies[family];
        expect(facts, family).toBeDefined();
        const weights: readonly unknown[] = facts?.weights ?? [];
        if (weights[0] !== 'variable') expect(weights).toContain(weight);
      }
    },
  );

  it('differ from each other in three of palette, type, shape, motion and background', () => {
    const sides = ({palette, type, radius, motion, background}: Theme) => [
      palette.bg,
      `${type.display.family} ${type.display.weight} ${type.display.caps}`,
      radius,
      motion,
      background,
    ];
    for (const first of themes) {
      for (const second of themes) {
        if (first === second) continue;
        const others = sides(second);
        const different = sides(first).filter((side, index) => side !== others[index]).length;
        expect(different, `${first.id} and ${second.id}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it.each(themes.map((theme) => [theme.id, theme] as const))(
    '%s fills the frame with colours that survive the browser’s conversion to BT.601',
    (_, {palette}) => {
      for (const color of [palette.bg, palette.bg2, palette.accent]) {
        expect(conversionLoss(color), color).toBeLessThanOrEqual(1);
      }
    },
  );

  it('and that test knows a colour that does not', () => {
    for (const color of ['#F5F5F2', '#E9DFCD', '#B3200C', '#0A3DE0']) {
      expect(conversionLoss(color), color).toBeGreaterThan(1);
    }
  });

  it('lists the themes there are when one is not found', () => {
    expect(findTheme('press').id).toBe('press');
    expect(() => findTheme('neon')).toThrow(/no theme 'neon'.*volt, lagoon, press, swiss/s);
  });

  it('mixes colours channel by channel', () => {
    expect(mix('#000000', '#FFFFFF', 0.5)).toBe('#808080');
    expect(mix('#102030', '#FFFFFF', 0)).toBe('#102030');
  });
});
