import type {Theme} from '../../schema/index.ts';

/** `base` and `deep`: the theme's two grounds. `accent`: ground and text exchanged for one loud moment. */
export type Tone = 'base' | 'deep' | 'accent';

/** The colours that text and shapes of a scene take, all readable on its ground (contrast 4.5 or more). */
export interface Inks {
  readonly ground: string;
  /** Second stop of patterns on that ground. */
  readonly groundShade: string;
  readonly surface: string;
  readonly ink: string;
  readonly muted: string;
  readonly accent: string;
  readonly onAccent: string;
  /** Decoration only; never text. */
  readonly line: string;
  /** Bars and discs beside the accent; at least 3:1 on the ground. */
  readonly quiet: string;
}

/** The inks of a theme on one of its grounds. */
export function inksOf({palette}: Theme, tone: Tone): Inks {
  if (tone === 'accent') {
    return {
      ground: palette.accent,
      groundShade: palette.accent,
      surface: mix(palette.accent, palette.onAccent, 0.08),
      ink: palette.onAccent,
      muted: mix(palette.onAccent, palette.accent, 0.1),
      accent: palette.onAccent,
      onAccent: palette.accent,
      line: palette.onAccent,
      quiet: palette.onAccent,
    };
  }
  const [ground, groundShade] = tone === 'deep' ? [palette.bg2, palette.bg] : [palette.bg, palette.bg2];
  return {
    ground,
    groundShade,
    surface: palette.surface,
    ink: palette.ink,
    muted: palette.muted,
    accent: palette.accent,
    onAccent: palette.onAccent,
    line: palette.line,
    quiet: mix(palette.bg2, palette.muted, 0.72),
  };
}

/** A colour between two, by share of the second, mixed channel by channel. */
export function mix(first: string, second: string, share: number): string {
  const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => {
    const value = Math.round(channel(first, at) * (1 - share) + channel(second, at) * share);
    return value.toString(16).padStart(2, '0');
  });
  return `#${parts.join('').toUpperCase()}`;
}

/** A colour with an opacity 0-1, as CSS and canvas take it. */
export function withAlpha(hex: string, alpha: number): string {
  const byte = Math.round(Math.min(1, Math.max(0, alpha)) * 255);
  return `${hex}${byte.toString(16).padStart(2, '0')}`;
}
