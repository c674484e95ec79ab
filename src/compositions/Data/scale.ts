import type {SceneFields} from '../contract.ts';
import {formatNumber} from '../kit/figures/numeral.tsx';

/** A scale drawn on the squares of the sheet: what one of them stands for, and where it begins. */
export interface Scale {
  /** Value of one square. */
  readonly per: number;
  /** Value at the first line. */
  readonly from: number;
  /** Squares that the values take, whole ones. */
  readonly squares: number;
  /** Squares between two labels. */
  readonly every: number;
}

/** Values that a square may stand for, in each power of ten. */
const plain = [1, 1.5, 2, 2.5, 4, 5, 6, 10] as const;

/** How well a number between one and ten reads as the distance between two labels: the lower the better. */
const distances: Readonly<Record<number, number>> = {
  1: 0,
  2: 0,
  5: 0,
  2.5: 0.5,
  3: 1,
  4: 1,
  6: 1.5,
  1.5: 1.5,
};

/** Squares between two labels: a round number apart, and three to five of them. */
function labelEvery(per: number, squares: number): number {
  const badness = (every: number): number => {
    const step = per * every;
    const mantissa = Number((step / 10 ** Math.floor(Math.log10(step) + 1e-9)).toPrecision(3));
    const labels = Math.floor(squares / every + 1e-9);
    return (distances[mantissa] ?? 3) + Math.abs(Math.min(labels, 8) - 3.5) * 0.6 + (labels < 2 ? 9 : 0);
  };
  return [1, 2, 3, 4, 5].reduce((best, every) => (badness(every) < badness(best) ? every : best));
}

/**
 * The scale on which the values fill the squares there are as far as round numbers allow.
 * @param squares that may be filled; need not be whole
 * @param cut whether the scale may begin above nought, as that of a line may
 */
export function scaleFor(values: readonly number[], squares: number, cut = false): Scale {
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  const least = Math.min(...values);
  // A line whose values lie close together would be flat on a scale from nought.
  const cuts = cut && least > 0 && (top - least) / top < 0.34;
  const low = cuts ? least - (top - least) * 0.5 : bottom;
  const range = top - low || 1;
  const power = 10 ** Math.floor(Math.log10(range / squares));
  for (const magnitude of [power, power * 10]) {
    for (const step of plain) {
      const per = Number((step * magnitude).toPrecision(3));
      const from = Math.floor(low / per + 1e-9) * per;
      if ((top - from) / per > squares + 1e-9) continue;
      const filled = Math.max(1, Math.ceil((top - from) / per - 1e-9));
      return {per, from: Number(from.toPrecision(12)), squares: filled, every: labelEvery(per, filled)};
    }
  }
  return {per: range / squares, from: low, squares: Math.ceil(squares), every: 2};
}

/** A label of a scale: squares from its beginning, and what is written there. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Labels along a scale. */
export function ticksOf(
  {per, from, every}: Scale,
  upTo: number,
  {prefix, unit, language}: {readonly prefix: string; readonly unit: string; readonly language: string},
): readonly Tick[] {
  const digits = Math.max(0, Math.min(4, -Math.floor(Math.log10(per * every) + 1e-9)));
  const largest = Math.abs(from) + per * upTo;
  const compact = new Intl.NumberFormat(language, {notation: 'compact', maximumSignificantDigits: 3});
  // Halves of a step need one digit more than the step's own power of ten has.
  const exact = [digits, digits + 1, digits + 2].find(
    (count) => Math.abs(per * every * 10 ** count - Math.round(per * every * 10 ** count)) < 1e-6,
  );
  const write = (value: number): string =>
    largest >= 10_000 ? compact.format(value) : formatNumber(value, exact ?? digits, language);
  const ticks: Tick[] = [];
  // Nought is one of the labels wherever the scale begins.
  const first = from < 0 ? Math.round(-from / per) % every : 0;
  for (let at = first; at <= upTo + 1e-9; at += every) {
    const value = Number((from + at * per).toPrecision(12));
    // Nought is nought of anything; only of a hundred it is nought as well.
    const bare = value === 0 && !/[%٪％]/u.test(unit);
    ticks.push({
      at,
      text: bare ? formatNumber(0, 0, language) : `${value < 0 ? '' : prefix}${write(value)}${unit}`,
    });
  }
  return ticks;
}

/** What stands around the numbers of a statistic's scale: a prefix and a unit of one sign each. */
export function scaleMarks(
  {prefix, unit}: SceneFields<'statistic'>,
  language: string,
): {readonly language: string; readonly unit: string; readonly prefix: string} {
  const sign = (text: string | undefined): string =>
    text !== undefined && Array.from(text).length === 1 ? text : '';
  return {language, unit: sign(unit), prefix: sign(prefix)};
}
