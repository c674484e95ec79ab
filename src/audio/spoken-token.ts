import {
  isNumber,
  magnitudeAfterMoney,
  money,
  monthAfterDay,
  number,
  numericDate,
  phoneNumber,
  quantity,
  range,
  say,
  timeOfDay,
  unitAfterNumber,
  vulgarFraction,
} from './spoken-figures.ts';
import {plainLetters, speakWord} from './spoken-letters.ts';
import {cardinal, fraction, ordinal} from './spoken-numbers.ts';
import type {Context, Rule} from './spoken-rule.ts';
import {respellings, signs} from './spoken-words.ts';

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
  return [sign === '@' ? 'at' : 'hashtag', ...words.map((word) => speakMixed(word, context))].join(' ');
};

const romanValues: Readonly<Record<string, number>> = {
  II: 2,
  III: 3,
  IV: 4,
  VI: 6,
  VII: 7,
  VIII: 8,
  IX: 9,
  XI: 11,
  XII: 12,
  XIII: 13,
  XIV: 14,
  XV: 15,
  XVI: 16,
};
const rulers = new Set(
  'Henry Louis Elizabeth George Charles Edward James William Pope John Paul Pius Leo Francis Benedict Gregory Richard Philip Napoleon Catherine Peter Nicholas Alexander Frederick Ramses'.split(
    ' ',
  ),
);
const romanNumeral: Rule = (core, {previous}) => {
  const value = romanValues[core];
  if (value === undefined || !/^\p{Lu}/u.test(previous)) return null;
  return rulers.has(previous) ? `the ${ordinal(value)}` : cardinal(value);
};

const loneSign: Rule = (core) =>
  core.length <= 2 && !/[\p{L}\d]/u.test(core) ? (signs[core] ?? null) : null;

const rules: readonly Rule[] = [
  loneSign,
  address,
  money,
  magnitudeAfterMoney,
  numericDate,
  timeOfDay,
  phoneNumber,
  vulgarFraction,
  range,
  unitAfterNumber,
  slashed,
  monthAfterDay,
  quantity,
  signedNumber,
  plusBehind,
  romanNumeral,
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
