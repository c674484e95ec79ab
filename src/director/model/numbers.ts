import {numberWords} from './number-words.ts';

/** A number as a text has it. */
export interface WrittenNumber {
  readonly text: string;
  /** What it can mean: `1.200` is 1.2 here and 1200 there. */
  readonly values: readonly number[];
  /** `%`, a currency or a unit of measure in its short form; null where none stands beside it. */
  readonly unit: string | null;
  /** `about`, `at least`, `at most`, or exact. */
  readonly bound: 'exact' | 'about' | 'least' | 'most';
}

const scaleWords: Readonly<Record<string, number>> = {
  thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12, k: 1e3, m: 1e6, bn: 1e9, tn: 1e12,
  tausend: 1e3, millionen: 1e6, milliarden: 1e9, mille: 1e3, millions: 1e6, milliards: 1e9, mil: 1e3,
  millones: 1e6, milhões: 1e6, milioni: 1e6, miliardi: 1e9,
}; // prettier-ignore
const units: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:%|per ?cent\b|prozent\b|pour cent\b|por ciento\b|por cento\b|percento\b|percentage points?\b)/iu,
    '%',
  ],
  [/^(?:\$|dollars?\b|usd\b)/iu, '$'],
  [/^(?:€|euros?\b|eur\b)/iu, '€'],
  [/^(?:£|gbp\b)/iu, '£'],
  [/^(?:km|kilomet(?:re|er)s?|kilometer)\b/iu, 'km'],
  [/^(?:miles?|mi)\b/iu, 'mi'],
  [/^(?:met(?:re|er)s?|m)\b/iu, 'm'],
  [/^(?:centimet(?:re|er)s?|cm)\b/iu, 'cm'],
  [/^(?:millimet(?:re|er)s?|mm)\b/iu, 'mm'],
  [/^(?:feet|foot|ft)\b/iu, 'ft'],
  [/^(?:inch(?:es)?)\b/iu, 'in'],
  [/^(?:kg|kilos?|kilograms?|kilogrammes?)\b/iu, 'kg'],
  [/^(?:grams?|grammes?|g)\b/iu, 'g'],
  [/^(?:lbs?)\b/iu, 'lb'],
  [/^(?:tonnes?|tons?)\b/iu, 't'],
  [/^(?:lit(?:re|er)s?|l)\b/iu, 'l'],
  [/^(?:seconds?|secs?|s)\b/iu, 's'],
  [/^(?:minutes?|mins?)\b/iu, 'min'],
  [/^(?:hours?|hrs?|h)\b/iu, 'h'],
  [/^(?:days?)\b/iu, 'd'],
  [/^(?:weeks?)\b/iu, 'w'],
  [/^(?:months?)\b/iu, 'month'],
  [/^(?:years?|yrs?)\b/iu, 'year'],
  [/^(?:°C|degrees? Celsius|degrees? C)\b/iu, '°C'],
  [/^(?:°F|degrees? Fahrenheit|degrees? F)\b/iu, '°F'],
];

const about =
  /(?:\b(?:about|around|roughly|approximately|some|nearly|almost|close to|circa|ca\.|just (?:over|under))|~) ?$/iu;
const least = /(?:\b(?:at least|more than|over|above|upwards? of|no fewer than)|>) ?$/iu;
const most = /(?:\b(?:at most|less than|fewer than|under|below|up to|no more than)|<) ?$/iu;

function unitAfter(rest: string): string | null {
  const trimmed = rest.replace(/^[\s\u00A0\u202F-]+/u, '');
  return units.find(([pattern]) => pattern.test(trimmed))?.[1] ?? null;
}

/** `1,200.5` and `1.200,5` can be read in one way, `1.200` in two. */
function readingsOf(text: string): number[] {
  const plain = text.replaceAll(/[\s\u00A0\u202F’']/gu, '');
  const english = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$/.test(plain);
  const continental = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$|^\d+(?:,\d+)?$/.test(plain);
  const values = [
    ...(english ? [Number(plain.replaceAll(',', ''))] : []),
    ...(continental ? [Number(plain.replaceAll('.', '').replace(',', '.'))] : []),
  ];
  return [...new Set(values)].filter(Number.isFinite);
}

/** Every number of a text, in digits and in English words. */
export function numbersIn(text: string): readonly WrittenNumber[] {
  const found: (WrittenNumber & {start: number})[] = [];
  const boundAt = (start: number): WrittenNumber['bound'] => {
    const before = text.slice(Math.max(0, start - 20), start).replace(/[$€£]\s?$/u, '');
    if (about.test(before)) return 'about';
    if (least.test(before)) return 'least';
    return most.test(before) ? 'most' : 'exact';
  };
  const add = (raw: string, start: number, end: number, values: readonly number[]) => {
    const after = text.slice(end);
    const scale = /^[\s\u00A0\u202F-]?(\p{L}+)/u.exec(after);
    const spoken = /^(?:hundred|thousand|million|billion|trillion)s?$/iu.test(raw);
    const factor = spoken ? undefined : scaleWords[scale?.[1]?.toLowerCase() ?? ''];
    // `5 m` is metres and `$5m` is millions.
    const short = (scale?.[1]?.length ?? 0) < 3;
    const money = /[$€£]\s?$/u.exec(text.slice(0, start))?.[0].trim();
    const isScale = factor !== undefined && (!short || (money !== undefined && !after.startsWith(' ')));
    const rest = isScale ? after.slice(scale![0].length) : after;
    found.push({
      text: `${money ?? ''}${raw}${isScale ? ` ${scale![1]}` : ''}`,
      values: isScale ? values.map((value) => value * factor) : values,
      unit: money ?? unitAfter(rest),
      bound: boundAt(start),
      start,
    });
  };
  for (const match of text.matchAll(/(?<![\p{L}\d])\d(?:[\d.,\u00A0\u202F’']*\d)?/gu)) {
    const values = readingsOf(match[0]);
    add(match[0], match.index, match.index + match[0].length, values.length > 0 ? values : [Number.NaN]);
  }
  for (const {value, start, end} of numberWords(text)) {
    // `4 million` was read with its scale.
    if (/\d[\s\u00A0\u202F-]?$/u.test(text.slice(0, start))) continue;
    add(text.slice(start, end), start, end, [value]);
  }
  return found.toSorted((a, b) => a.start - b.start);
}

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** Whether what is said of a number follows from what the source says of it; rounding needs its `about`. */
export function followsFrom(said: WrittenNumber, given: WrittenNumber): boolean {
  if (said.unit !== null && given.unit !== null && said.unit !== given.unit) return false;
  if (said.unit !== null && given.unit === null && /^[%$€£]$/u.test(said.unit)) return false;
  return said.values.some((value) =>
    given.values.some((source) => {
      if (near(value, source)) return true;
      const share = source === 0 ? 1 : (source - value) / Math.abs(source);
      if (said.bound === 'about') return Math.abs(share) <= 0.03;
      if (said.bound === 'least') return share > 0 && share <= 0.05;
      return said.bound === 'most' && share < 0 && share >= -0.05;
    }),
  );
}
