import type {Theme} from '../../schema/index.ts';

const kept = new WeakMap<Theme, Theme>();

/** A theme as it looks on a card: the surface is the ground there, and panels on it take the second ground. */
export function cardTheme(theme: Theme): Theme {
  const known = kept.get(theme);
  if (known) return known;
  const {palette} = theme;
  const card: Theme = {...theme, palette: {...palette, bg: palette.surface, surface: palette.bg2}};
  kept.set(theme, card);
  return card;
}
