import {
  currencyCode,
  height,
  isNumber,
  magnitudeAfterMoney,
  money,
  monthAfterDay,
  number,
  numericDate,
  phoneNumber,
  quantity,
  range,
  rate,
  ratio,
  say,
  smallMoney,
  timeOfDay,
  timeRange,
  unitAfterNumber,
  vulgarFraction,
} from './figures.ts';
import {letters, plainLetters, speakWord} from './letters.ts';
import {cardinal, fraction, ordinal} from './numbers.ts';
import type {Context, Rule} from './rule.ts';
import {months, respellings, signs} from './words.ts';

/** The last sieve: whatever a rule let through, the voice gets words only. */
export const wordsOnly = (spoken: string) =>
  plainLetters(plainLetters(spoken).replace(/\d+/g, (digits) => ` ${say(digits)} `));

/** What no other rule knows: words, digits and signs, in the order they stand. */
export function speakMixed(core: string, context: Context): string {
  const parts = core.match(
    new RegExp(String.raw`(?:${number})(?:st|nd|rd|th)?|\p{L}[\p{L}\p{M}']*|[^\s\p{L}\d]`, 'gu'),
  );
  return (parts ?? [])
    .map((part) => {
      const ordinalDigits = /^(\d+)(?:st|nd|rd|th)$/.exec(part)?.[1];
      if (ordinalDigits !== undefined) return ordinal(Number(ordinalDigits));
      if (isNumber(part)) return say(part);
      return signs[part] ?? speakWord(part, context);
    })
    .filter((part) => part !== '')
    .join(' ');
}

const signedNumber: Rule = (core, context) => {
  const match = /^([-–+~≈<>≤≥±])(?=[\d.$€£])(.+)$/u.exec(core);
  if (!match) return null;
  const [, sign = '', rest = ''] = match;
  const spoken = speak(rest, context);
  const word = sign === '-' || sign === '–' ? 'minus' : signs[sign];
  return spoken === '' || word === undefined ? null : `${word} ${spoken}`;
};

const plusBehind: Rule = (core, context) => {
  const match = /^(.*[\p{L}\d%])\+$/u.exec(core);
  return match?.[1] === undefined ? null : `${speak(match[1], context)} plus`;
};

const slashed: Rule = (core, context) => {
  const digits = /^(\d{1,3})[/⁄](\d{1,3})$/.exec(core);
  if (digits) {
    const [top, bottom] = [Number(digits[1]), Number(digits[2])];
    const part = /^\d{1,3}$/.test(context.previous) && top < bottom ? fraction(top, bottom) : null;
    if (part !== null && bottom <= 8) return `and ${part.replace(/^one /, 'a ')}`;
    if ((top === 24 && bottom === 7) || (top === 9 && bottom === 11))
      return `${cardinal(top)} ${cardinal(bottom)}`;
    return (top === bottom ? null : fraction(top, bottom)) ?? `${cardinal(top)} ${cardinal(bottom)}`;
  }
  if (!/^[\p{L}'.-]+(\/[\p{L}'.-]+)+$/u.test(core)) return null;
  return core
    .split('/')
    .map((part) => speak(part, context))
    .join(' ');
};

/** Parts of a hashtag of which two are one name: `Tik`, `Tok`. */
function joinedNames(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last !== undefined && respellings[`${last}${word}`.toLowerCase()] !== undefined) {
      joined[joined.length - 1] = last + word;
    } else {
      joined.push(word);
    }
  }
  return joined;
}

const address: Rule = (core, context) => {
  const link = /^(?:https?:\/\/)(?:www\.)?([^/?#:]+)/i.exec(core) ?? /^www\.([^/?#:]+)/i.exec(core);
  const host = link?.[1];
  const bare =
    host ??
    /^((?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|gov|edu|co|uk|de|fr|eu|tv|app|dev|me|info|us|ca|au|in|ly))(?:\/\S*)?$/i.exec(
      core,
    )?.[1];
  const dotted = (text: string) =>
    text
      .split('.')
      .map((part) => speakMixed(part.replaceAll('-', ' '), context))
      .join(' dot ');
  if (bare !== undefined) return dotted(bare);
  const mail = /^([\w.+-]+)@([\w.-]+\.\w+)$/.exec(core);
  if (mail) return `${dotted(mail[1] ?? '')} at ${dotted(mail[2] ?? '')}`;
  const handle = /^([@#])([\p{L}\p{N}_.]+)$/u.exec(core);
  if (!handle) return null;
  const [, sign, name = ''] = handle;
  if (sign === '#' && /^\d+$/.test(name)) return `number ${say(name)}`;
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .split(/[\s_.]+/);
  const joined = joinedNames(words);
  return [...(sign === '@' ? ['at'] : []), ...joined.map((word) => speakMixed(word, context))].join(' ');
};

const romanDigits: Readonly<Record<string, number>> = {I: 1, V: 5, X: 10, L: 50, C: 100};

/** The value of a Roman numeral up to 399, or null where it is written as none. */
export function romanValue(text: string): number | null {
  if (!/^(?=[CLXVI]{1,9}$)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(text)) return null;
  const values = Array.from(text, (digit) => romanDigits[digit] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

/** Capitals that are Roman numerals only by chance. */
const notRoman = new Set(['I', 'V', 'X', 'C', 'L', 'CC', 'CV', 'CL', 'LI', 'MIX', 'DC']);
const rulers = new Set(
  'Henry Louis Elizabeth George Charles Edward James William Pope John Paul Pius Leo Francis Benedict Gregory Richard Philip Napoleon Catherine Peter Nicholas Alexander Frederick Ramses'.split(
    ' ',
  ),
);
const romanNumeral: Rule = (core, {previous}) => {
  const [, numeral = '', possessive = ''] = /^([CLXVI]+)('s)?$/.exec(core) ?? [];
  const value = notRoman.has(numeral) ? null : romanValue(numeral);
  if (value === null || !/^\p{Lu}/u.test(previous)) return null;
  return `${rulers.has(previous) ? `the ${ordinal(value)}` : cardinal(value)}${possessive}`;
};

/** `C#`, `.NET`, `Node.js` */
const programming: Rule = (core) => {
  const sharp = /^([A-G])#$/.exec(core)?.[1];
  if (sharp !== undefined) return `${sharp} sharp`;
  if (/^\.net$/i.test(core)) return 'dot net';
  const script = /^(\p{L}+)\.(js|ts|py)$/u.exec(core);
  return script
    ? `${plainLetters(script[1] ?? '')} ${script[2] === 'py' ? 'pie' : letters(script[2] ?? '')}`
    : null;
};

const power: Rule = (core, context) => {
  const match = /^(\d+)\^(-?)(\d+)$/.exec(core);
  if (match)
    return `${say(match[1] ?? '')} to the power of ${match[2] === '' ? '' : 'minus '}${say(match[3] ?? '')}`;
  const times = /^(\d+(?:\.\d+)?)\*(\d+(?:\.\d+)?)$/.exec(core);
  if (times) return `${say(times[1] ?? '')} times ${say(times[2] ?? '')}`;
  const squared = /^(.*\p{L})([²³])$/u.exec(core);
  return squared
    ? `${speakMixed(squared[1] ?? '', context)} ${squared[2] === '²' ? 'squared' : 'cubed'}`
    : null;
};

/** `mid-1990s`, `pre-2008`: what is behind the hyphen is read as if it stood alone. */
const compound: Rule = (core, context) => {
  const match = /^(\p{L}{2,})-(\d{4}s?)$/u.exec(core);
  return match
    ? `${speak(match[1] ?? '', context)} ${speak(match[2] ?? '', {...context, previous: 'in'})}`
    : null;
};

/** `Jan 5`: without its full stop an abbreviated month is one only before a number. */
const monthBeforeNumber: Rule = (core, {next}) =>
  /^\p{Lu}/u.test(core) && /^\d/.test(next) ? (months[core.toLowerCase()] ?? null) : null;

const loneSign: Rule = (core, {next}) =>
  /^[→⇒]$/.test(core) && next === ''
    ? ''
    : core.length <= 2 && !/[\p{L}\d]/u.test(core)
      ? (signs[core] ?? null)
      : null;

const rules: readonly Rule[] = [
  loneSign,
  programming,
  monthBeforeNumber,
  address,
  money,
  smallMoney,
  currencyCode,
  rate,
  magnitudeAfterMoney,
  numericDate,
  timeOfDay,
  timeRange,
  ratio,
  height,
  phoneNumber,
  vulgarFraction,
  range,
  unitAfterNumber,
  slashed,
  monthAfterDay,
  quantity,
  signedNumber,
  power,
  plusBehind,
  romanNumeral,
  compound,
];

/** What is said for one word without the punctuation around it. */
export function speak(core: string, context: Context): string {
  if (core === '') return '';
  const respelled = respellings[core.toLowerCase()];
  if (respelled !== undefined) return respelled;
  for (const rule of rules) {
    const spoken = rule(core, context);
    if (spoken !== null) return spoken;
  }
  return speakMixed(core, context);
}
