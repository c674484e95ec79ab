import {channelsOf, luminanceOf} from '../contrast.ts';
import type {Theme} from '../../schema/index.ts';
import {mix} from './inks.ts';

/** The ground of text over pictures is at most this light, relative luminance. */
const darkest = 0.012;
/** Colours of text over pictures are at least this light: their scrim can then stay thin enough to look through. */
const lightest = {ink: 0.86, muted: 0.72, accent: 0.32} as const;

const hexOf = (channels: readonly number[]): string =>
  `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`.toUpperCase();

/** Mixes toward black until the colour is at most that light, so that its hue stays. */
function darkened(hex: string, most: number): string {
  for (let share = 0; share < 1; share += 0.02) {
    const color = mix(hex, '#050506', share);
    if (luminanceOf(color) <= most) return color;
  }
  return '#050506';
}

/**
 * Lifts a colour until it is at least that light. The strongest channel goes up first: mixing with white at once would
 * turn a red to pink.
 */
function lifted(hex: string, least: number): string {
  const channels = channelsOf(hex);
  const strongest = Math.max(...channels, 1);
  const bright = hexOf(channels.map((channel) => Math.min(255, (channel * 255) / strongest)));
  for (let share = 0; share <= 1; share += 0.02) {
    const color = mix(hex, bright, share);
    if (luminanceOf(color) >= least) return color;
  }
  for (let share = 0; share <= 1; share += 0.02) {
    const color = mix(bright, '#FFFFFF', share);
    if (luminanceOf(color) >= least) return color;
  }
  return '#FFFFFF';
}

const kept = new WeakMap<Theme, Theme>();

/**
 * A theme as it looks over footage: its own faces, shapes and motion, with light text on a dark scrim of its own hue.
 * A scrim of a light colour would wash every picture out, so light themes change sides here.
 */
export function filmTheme(theme: Theme): Theme {
  const known = kept.get(theme);
  if (known) return known;
  const {palette} = theme;
  const dark = luminanceOf(palette.bg) < luminanceOf(palette.ink);
  const ground = darkened(dark ? palette.bg : palette.ink, darkest);
  const ink = lifted(dark ? palette.ink : palette.surface, lightest.ink);
  const accent = lifted(palette.accent, lightest.accent);
  const film: Theme = {
    ...theme,
    palette: {
      ...palette,
      bg: ground,
      bg2: mix(ground, ink, 0.05),
      surface: mix(ground, ink, 0.09),
      ink,
      muted: lifted(mix(ink, ground, 0.06), lightest.muted),
      accent,
      onAccent: ground,
      accent2: lifted(palette.accent2, lightest.accent),
      third: lifted(palette.third, lightest.accent),
      line: mix(ground, ink, 0.34),
    },
  };
  kept.set(theme, film);
  return film;
}
