import {contrastOf} from '../contrast.ts';
import {mix, type Inks} from './inks.ts';

/** What text keeps on the tone: 4.5 as WCAG asks for, and a little for rounding. */
const wanted = 4.62;

const kept = new Map<string, string>();

/**
 * A flat colour for large shapes behind text: as far from the ground as every text colour of the scene allows
 * while it stays readable on it.
 */
export function quietTone(inks: Inks): string {
  const key = JSON.stringify(inks);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const {ground, groundShade, ink, muted, accent, line} = inks;
  const readable = (color: string): boolean =>
    [ink, muted, accent].every((text) => contrastOf(text, color) >= wanted);
  // The ground's own second stop keeps the hue purest; where it is too near, the way toward lines and letters.
  const shade = readable(groundShade) && contrastOf(groundShade, ground) >= 1.25 ? groundShade : null;
  const toward = (color: string, most: number): string => {
    let share = most;
    while (share > 0 && !readable(mix(ground, color, share))) share -= 0.01;
    return mix(ground, color, Math.max(0, share));
  };
  const tone =
    shade ??
    [toward(line, 1), toward(ink, 0.24)].reduce((best, color) =>
      contrastOf(color, ground) > contrastOf(best, ground) + 0.04 ? color : best,
    );
  kept.set(key, tone);
  return tone;
}
