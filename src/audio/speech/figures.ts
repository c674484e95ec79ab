import {cardinal, decade, digitsInWords, numberInWords, ordinal, year} from './numbers.ts';
import {letters} from './letters.ts';
import type {Rule, Context} from './rule.ts';
import {currencies, magnitudes, monthNames, months, type UnitName, units} from './words.ts';

export const number = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)+|\d+,\d{1,2}(?!\d)|\d+|\.\d+`;
export const isNumber = (text: string) => new RegExp(`^(?:${number})$`).test(text);
/** A decimal comma (`1,5`) becomes a point, so that one reading serves both. */
export const say = (written: string) =>
  numberInWords(
    /^\d{1,3}(?:\.\d{3}){2,}$/.test(written)
      ? written.replaceAll('.', '')
      : written.replace(/^(\d+),(\d{1,2})$/, '$1.$2'),
  );
const isOne = (written: string) => written === '1';

/** Words after which four bare digits are a year. */
const beforeYear = new Set(
  (
    'in since by from until till before after during of around circa year late early mid summer spring autumn fall winter ' +
    'to and through for between class season'
  ).split(' '),
);
const notCounted = new Set('is was has as this its his us does thus perhaps always'.split(' '));

function isCountedNoun(next: string): boolean {
  if (/^(people|men|women|children|years?|percent|feet|of)$/.test(next)) return true;
  return /^[a-z]{3,}s$/.test(next) && !notCounted.has(next);
}

const isMonth = (word: string) =>
  monthNames.includes(word) || (/^[A-Z]/.test(word) && months[word.toLowerCase()] !== undefined);

function isYear(value: number, {previous, next}: Context): boolean {
  if (value < 1100 || value > 2099 || isCountedNoun(next)) return false;
  return value >= 1900 || beforeYear.has(previous.toLowerCase()) || isMonth(previous) || next === '';
}

const currencySign = String.raw`[$€£¥₹₩₽]`;
const moneyPattern = new RegExp(
  String.raw`^(?:US|A|C|AU|CA|NZ|HK|S)?(-?)(${currencySign})(-?)(${number})(?:[–-]${currencySign}?(${number}))?(k|K|m|M|mn|mln|mm|b|B|bn|t|T|tn|trn)?(\+)?$`,
);
const trailingMoney = new RegExp(`^(${number})(${currencySign})$`);

/** `$13.7`, `€3m`, `£5–10bn`. The name of the currency waits when the next word is a magnitude. */
export const money: Rule = (core, {next}) => {
  const behind = trailingMoney.exec(core);
  const match = moneyPattern.exec(behind ? `${behind[2]}${behind[1]}` : core);
  if (!match) return null;
  const [, minusBefore, sign = '', minusAfter, amount = '', upTo, suffix, plus] = match;
  const currency = currencies[sign];
  if (!currency) return null;
  const minus = minusBefore !== '' || minusAfter !== '' ? 'minus ' : '';
  const range = upTo === undefined ? '' : ` to ${say(upTo)}`;
  const more = plus === undefined ? '' : ' plus';
  const magnitude = suffix === undefined ? undefined : magnitudes[suffix.toLowerCase().replace('mm', 'm')];
  if (magnitude !== undefined) return `${minus}${say(amount)}${range} ${magnitude}${more} ${currency.many}`;
  if (isMagnitudeWord(next)) return `${minus}${say(amount)}${range}${more}`;
  const cents = /^([\d,]*)\.(\d\d)$/.exec(amount);
  if (cents && currency.cents && range === '') {
    const [, whole = '', part = ''] = cents;
    const hasWhole = Number(whole.replaceAll(',', '')) > 0;
    const count = Number(part);
    const centsInWords = `${cardinal(count)} ${count === 1 ? currency.cents.one : currency.cents.many}`;
    const wholeInWords = `${say(whole === '' ? '0' : whole)} ${isOne(whole) ? currency.one : currency.many}`;
    if (!hasWhole && count > 0) return `${minus}${centsInWords}`;
    return count === 0 ? `${minus}${wholeInWords}` : `${minus}${wholeInWords} and ${centsInWords}`;
  }
  const name = isOne(amount) && range === '' ? currency.one : currency.many;
  return `${minus}${say(amount)}${range}${more} ${name}`;
};

/** `99¢` */
export const smallMoney: Rule = (core) => {
  const amount = /^(\d+)¢$/.exec(core)?.[1];
  return amount === undefined ? null : `${say(amount)} ${isOne(amount) ? 'cent' : 'cents'}`;
};

const codes: Readonly<Record<string, UnitName>> = {
  USD: {one: 'U S dollar', many: 'U S dollars'},
  EUR: {one: 'euro', many: 'euros'},
  GBP: {one: 'pound', many: 'pounds'},
  JPY: {one: 'yen', many: 'yen'},
  CNY: {one: 'yuan', many: 'yuan'},
  INR: {one: 'rupee', many: 'rupees'},
  CHF: {one: 'Swiss franc', many: 'Swiss francs'},
  CAD: {one: 'Canadian dollar', many: 'Canadian dollars'},
  AUD: {one: 'Australian dollar', many: 'Australian dollars'},
};

/** `5 USD` and `USD 5`: the code before a number is said after it. */
export const currencyCode: Rule = (core, {previous, next}) => {
  const name = codes[core];
  if (name) {
    if (/^\d/.test(next)) return ' ';
    return /^[\d.,]+$/.test(previous) || isMagnitudeWord(previous)
      ? isOne(previous)
        ? name.one
        : name.many
      : null;
  }
  const before = codes[previous];
  if (!before || !isNumber(core) || isMagnitudeWord(next)) return null;
  return `${say(core)} ${isOne(core) ? before.one : before.many}`;
};

const rateNames: Readonly<Record<string, string>> = {
  mo: 'month',
  yr: 'year',
  y: 'year',
  wk: 'week',
  d: 'day',
  h: 'hour',
  hr: 'hour',
  min: 'minute',
  s: 'second',
  sec: 'second',
  kg: 'kilogram',
  lb: 'pound',
  m: 'meter',
  km: 'kilometer',
  sqft: 'square foot',
};

/** `$5/month`, `10/day`, `5k/mo`. */
export const rate: Rule = (core, context) => {
  const match = /^([-+~]?[$€£¥]?\d[\d.,]*(?:k|K|M|m|bn|B)?)\/(\p{Ll}{1,12})$/u.exec(core);
  const [, amount = '', per = ''] = match ?? [];
  if (!match || units[core.replace(/^[\d.,]+/, '')]) return null;
  const spoken = money(amount, {...context, next: ''}) ?? quantity(amount, {...context, next: ''});
  return spoken === null ? null : `${spoken} per ${rateNames[per] ?? per}`;
};

const isMagnitudeWord = (word: string) =>
  /^(hundred|thousand|million|billion|trillion|bn|mn|mln)$/i.test(word);

/** `billion` after `$13.7` takes the name of the currency along. */
export const magnitudeAfterMoney: Rule = (core, {previous}) => {
  if (!isMagnitudeWord(core)) return null;
  const word = magnitudes[core.toLowerCase()] ?? core.toLowerCase();
  const match = moneyPattern.exec(previous);
  const currency = match?.[2] !== undefined && match[6] === undefined ? currencies[match[2]] : undefined;
  return currency ? `${word} ${currency.many}` : word;
};

export const timeOfDay: Rule = (core, {next}) => {
  const match = /^(\d{1,2})(?:[:.h](\d\d))?(?::(\d\d))?(am|pm|AM|PM|a\.m|p\.m)?$/.exec(core);
  if (!match) return null;
  const [, hours = '', minutes, seconds, half] = match;
  if (minutes === undefined && half === undefined) return null;
  if (!core.includes(':') && half === undefined) return null;
  const isHalfNext = /^(am|pm|a\.m|p\.m)$/i.test(next);
  const meridiem = half === undefined ? '' : ` ${letters(half.replaceAll('.', ''))}`;
  const minute = Number(minutes ?? '0');
  const spokenMinutes =
    minute === 0
      ? half !== undefined || isHalfNext
        ? ''
        : Number(hours) > 12
          ? ' hundred'
          : " o'clock"
      : minute < 10
        ? ` oh ${cardinal(minute)}`
        : ` ${cardinal(minute)}`;
  const rest = seconds === undefined ? '' : ` and ${cardinal(Number(seconds))} seconds`;
  return `${cardinal(Number(hours))}${spokenMinutes}${rest}${meridiem}`;
};

/** `9am-5pm`, `9–11am`, `10:30-11:15`. */
export const timeRange: Rule = (core, context) => {
  const match = /^(\d{1,2}(?::\d\d)?)(am|pm|AM|PM)?[–—-](\d{1,2}(?::\d\d)?)(am|pm|AM|PM)?$/.exec(core);
  const [, from = '', half = '', to = '', otherHalf = ''] = match ?? [];
  if (!match || (half + otherHalf === '' && !(from.includes(':') && to.includes(':')))) return null;
  const alone = {...context, next: ''};
  const first =
    half === '' ? (timeOfDay(from, {...alone, next: 'am'}) ?? say(from)) : timeOfDay(from + half, alone);
  const second = timeOfDay(to + otherHalf, alone) ?? say(to);
  return `${first} to ${second}`;
};

/** `16:9`, `5:1` */
export const ratio: Rule = (core) => {
  const match = /^(\d{1,3}):(\d|\d{3})$/.exec(core);
  return match ? `${say(match[1] ?? '')} to ${say(match[2] ?? '')}` : null;
};

/** `5'10` (feet and inches) */
export const height: Rule = (core) => {
  const match = /^([1-9])'(\d|1[01])"?$/.exec(core);
  return match ? `${say(match[1] ?? '')} foot ${say(match[2] ?? '')}` : null;
};

export const numericDate: Rule = (core) => {
  const iso = /^(\d{4})([-/])(\d\d)\2(\d\d)$/.exec(core);
  const slashed = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(core);
  if (!iso && !slashed) return null;
  const [first, second] = [Number(slashed?.[1]), Number(slashed?.[3])];
  const [month, day] = iso
    ? [Number(iso[3]), Number(iso[4])]
    : first > 12 || core.includes('.')
      ? [second, first]
      : [first, second];
  const name = monthNames[month - 1];
  if (name === undefined || day < 1 || day > 31) return null;
  return `${name} ${ordinal(day)} ${year(Number(iso?.[1] ?? slashed?.[4]))}`;
};

/** Seven digits or more in groups, with signs between them: said one by one. */
export const phoneNumber: Rule = (core) => {
  if (!/^\+?\(?\d{1,4}\)?([-.]\d{2,5}){1,5}$/.test(core) || /^\d{1,3}(?:\.\d{3}){2,}$/.test(core))
    return null;
  const digits = core.replace(/\D/g, '');
  if (digits.length < 7 || (/^\d{4}-\d{4}$/.test(core) && /^(1\d|20)\d\d-(1\d|20)\d\d$/.test(core)))
    return null;
  return core.startsWith('+') ? `plus ${digitsInWords(digits)}` : digitsInWords(digits);
};

const rangePattern = new RegExp(
  String.raw`^(${number})(%|°)?[–—-](${number})(%|°[CF]?|[A-Za-zµ°²³/]+)?$`,
  'u',
);
export const range: Rule = (core, context) => {
  const match = rangePattern.exec(core);
  if (!match) return null;
  const [, from = '', sign = '', to = '', suffix = ''] = match;
  const bothYears =
    /^\d{4}$/.test(from) && /^(\d{4}|\d\d)$/.test(to) && isYear(Number(from), {...context, next: ''});
  if (bothYears && suffix === '') {
    return `${year(Number(from))} to ${to.length === 4 ? year(Number(to)) : cardinal(Number(to))}`;
  }
  const end = quantity(to + suffix, context);
  if (end === null) return null;
  const between = core.includes('-') && suffix === '' && from === '24' && to === '7' ? ' ' : ' to ';
  return `${say(from)}${sign === '%' && suffix === '' ? ' percent' : ''}${between}${end}`;
};

const suffixed = new RegExp(String.raw`^(${number})-?([A-Za-zµ°²³%/]+)$`, 'u');
/** A number with something attached: `21st`, `1990s`, `50%`, `5km`, `10K`, `3x`, `4K`. */
export const quantity: Rule = (core, context) => {
  if (isNumber(core)) return plainNumber(core, context);
  const match = suffixed.exec(core);
  if (!match) return null;
  const [, amount = '', suffix = ''] = match;
  const whole = /^\d+$/.test(amount) ? Number(amount) : null;
  if (/^(st|nd|rd|th)$/i.test(suffix) && whole !== null) return ordinal(whole);
  if (
    suffix === 's' &&
    whole !== null &&
    whole % 10 === 0 &&
    (whole < 100 || (whole >= 1100 && whole <= 2090))
  ) {
    return decade(whole);
  }
  if (/^[4-8]K$/.test(core) && !isCountedNoun(context.next)) return `${cardinal(Number(amount))} K`;
  if (suffix === 'x' || suffix === 'X') return `${say(amount)} times`;
  const isMillionOfSomething = suffix === 'm' && (isCountedNoun(context.next) || Number(amount) % 1 !== 0);
  const magnitude =
    /^(k|K|M|mn|mln|b|B|bn|tn|trn)$/.test(suffix) || isMillionOfSomething
      ? magnitudes[suffix.toLowerCase()]
      : undefined;
  if (magnitude !== undefined) return `${say(amount)} ${magnitude}`;
  const name = units[suffix];
  if (name) return `${say(amount)} ${core.includes('-') || isOne(amount) ? name.one : name.many}`;
  return null;
};

const plainNumber: Rule = (core, context) => {
  const value = Number(core);
  if (/^\d{1,2}$/.test(core) && value >= 1 && value <= 31) {
    if (isMonth(context.previous)) return ordinal(value);
    if (isMonth(context.next)) return `the ${ordinal(value)}`;
  }
  if (/^\d{4}$/.test(core) && isYear(value, context)) return year(value);
  return say(core);
};

/** `5 May`, `5 May 2021`: the day was said as "the fifth", the month follows with "of". */
export const monthAfterDay: Rule = (core, {previous}) => {
  if (!isMonth(core) || !/^([1-9]|[12]\d|3[01])$/.test(previous)) return null;
  return `of ${months[core.toLowerCase()] ?? core}`;
};

export const unitAfterNumber: Rule = (core, {previous}) => {
  const name = units[core];
  if (!name || core === '°' || !/\d$/.test(previous)) return null;
  return isOne(previous) ? name.one : name.many;
};

const halves: Readonly<Record<string, string>> = {
  '½': 'half',
  '¼': 'quarter',
  '¾': 'three quarters',
  '⅓': 'third',
  '⅔': 'two thirds',
  '⅛': 'eighth',
};
export const vulgarFraction: Rule = (core) => {
  const match = /^(\d*)([½¼¾⅓⅔⅛])$/u.exec(core);
  const name = halves[match?.[2] ?? ''];
  if (!match || name === undefined) return null;
  const single = /^(half|quarter|third|eighth)$/.test(name);
  if (match[1] === '') return single ? (name === 'half' ? 'half' : `one ${name}`) : name;
  return `${cardinal(Number(match[1]))} and ${single ? `a ${name}` : name}`;
};
