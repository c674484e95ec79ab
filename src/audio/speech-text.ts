import {cardinal, decade, digitsInWords, fraction, numberInWords, ordinal, year} from './spoken-numbers.ts';
import {
  currencies,
  magnitudes,
  monthNames,
  months,
  respellings,
  shortForms,
  signs,
  spelled,
  titles,
  units,
  weekdays,
  wordsInCapitals,
} from './spoken-words.ts';

/** One written word and what a voice says for it. */
export interface SpeechToken {
  /** As written, punctuation included. */
  readonly written: string;
  /** Plain English words in ASCII without punctuation; empty for what is not spoken, such as an emoji. */
  readonly spoken: string;
  /** The pause after it: a sentence end, a shorter break, or none. */
  readonly pause: 'sentence' | 'phrase' | 'none';
}

/** A written token without the punctuation around it. */
interface Core {
  readonly text: string;
  /** Closing punctuation, as in `).` */
  readonly trail: string;
  readonly opensBracket: boolean;
}

interface Context {
  readonly previous: string;
  readonly next: string;
  readonly shouting: boolean;
}

type Rule = (core: string, context: Context) => string | null;

const number = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)+|\d+,\d{1,2}(?!\d)|\d+|\.\d+`;
const isNumber = (text: string) => new RegExp(`^(?:${number})$`).test(text);
/** A decimal comma (`1,5`) becomes a point, so that one reading serves both. */
const say = (written: string) => numberInWords(written.replace(/^(\d+),(\d{1,2})$/, '$1.$2'));
const isOne = (written: string) => written === '1';

function withoutEmoji(text: string): string {
  return text.replace(
    /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u{E0020}-\u{E007F}]|\uFE0F|\u200D|\u20E3/gu,
    '',
  );
}

function normalised(written: string): string {
  return withoutEmoji(written.normalize('NFC'))
    .replace(/[\u200B\u200C\u2060\uFEFF\u00AD]/g, '')
    .replace(/[‘’‚‛′ʼ`´]/g, "'")
    .replace(/[“”„‟″«»‹›]/g, '"')
    .replace(/[‐‑]/g, '-')
    .replace(/[−]/g, '-')
    .replace(/…/g, '...')
    .replace(/--+/g, '—')
    .replace(/―/g, '—')
    .replace(/₂/g, '2')
    .replace(/℃/g, '°C')
    .replace(/℉/g, '°F')
    .replace(/º/g, '°');
}

function coreOf(written: string): Core {
  const text = normalised(written);
  const opening = /^["'([{*_¿¡]+(?=.)/u.exec(text)?.[0] ?? '';
  const rest = text.slice(opening.length);
  const trail = /["')\]}*_.,;:!?—–]+$/u.exec(rest)?.[0] ?? '';
  return {text: rest.slice(0, rest.length - trail.length), trail, opensBracket: /[([{]/.test(opening)};
}

function pauseOf(trail: string): SpeechToken['pause'] {
  if (/[.!?]/.test(trail)) return /^\.\.\.$/.test(trail) ? 'phrase' : 'sentence';
  return /[,;:)\]}—–]/.test(trail) ? 'phrase' : 'none';
}

/** ASCII letters, digits and apostrophes; accents folded, everything else a space. */
function plainLetters(text: string): string {
  return text
    .replace(/[ßẞ]/g, 'ss')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[œŒ]/g, 'oe')
    .replace(/[øØ]/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/Ł/g, 'L')
    .replace(/[đĐðÐ]/g, 'd')
    .replace(/[þÞ]/g, 'th')
    .replace(/ı/g, 'i')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9' ]+/g, ' ')
    .replace(/(^|\s)'+|'+(\s|$)/g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The last sieve: whatever a rule let through, the voice gets words only. */
const wordsOnly = (spoken: string) =>
  plainLetters(plainLetters(spoken).replace(/\d+/g, (digits) => ` ${say(digits)} `));

const letters = (text: string) => Array.from(text.toUpperCase()).join(' ');
const vowel = /[AEIOUY]/;

/** Capitals as one says them: spelt, or read as a word in lower case. */
function speakCapitals(word: string, shouting: boolean): string {
  if (spelled.has(word)) return letters(word);
  if (shouting || wordsInCapitals.has(word)) return word.toLowerCase();
  if (!vowel.test(word) || word.length <= 3) return letters(word);
  return word.toLowerCase();
}

/** Letters of one kind: a word, an initialism with or without a plural s, or a name with capitals inside. */
function speakWord(word: string, {shouting}: Context): string {
  const respelled = respellings[word.toLowerCase()];
  if (respelled !== undefined) return respelled;
  const plain = plainLetters(word);
  const initials = /^([A-Z]{2,})('?s)?$/.exec(plain);
  if (initials?.[1] !== undefined) {
    // The apostrophe keeps a spelt plural ("CEOs") from being read as one more letter.
    const base = speakCapitals(initials[1], shouting);
    return initials[2] === undefined ? base : `${base}'s`;
  }
  return plain;
}

/** What no other rule knows: words, digits and signs, in the order they stand. */
function speakMixed(core: string, context: Context): string {
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
const money: Rule = (core, {next}) => {
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

const isMagnitudeWord = (word: string) =>
  /^(hundred|thousand|million|billion|trillion|bn|mn|mln)$/i.test(word);

/** `billion` after `$13.7` takes the name of the currency along. */
const magnitudeAfterMoney: Rule = (core, {previous}) => {
  if (!isMagnitudeWord(core)) return null;
  const word = magnitudes[core.toLowerCase()] ?? core.toLowerCase();
  const match = moneyPattern.exec(previous);
  const currency = match?.[2] !== undefined && match[6] === undefined ? currencies[match[2]] : undefined;
  return currency ? `${word} ${currency.many}` : word;
};

const timeOfDay: Rule = (core, {next}) => {
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

const numericDate: Rule = (core) => {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(core);
  const slashed = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(core);
  if (!iso && !slashed) return null;
  const [first, second] = [Number(slashed?.[1]), Number(slashed?.[2])];
  const [month, day] = iso
    ? [Number(iso[2]), Number(iso[3])]
    : first > 12 || core.includes('.')
      ? [second, first]
      : [first, second];
  const name = monthNames[month - 1];
  if (name === undefined || day < 1 || day > 31) return null;
  return `${name} ${ordinal(day)} ${year(Number(iso?.[1] ?? slashed?.[3]))}`;
};

/** Seven digits or more in groups, with signs between them: said one by one. */
const phoneNumber: Rule = (core) => {
  if (!/^\+?\(?\d{1,4}\)?([-.]\d{2,5}){1,5}$/.test(core)) return null;
  const digits = core.replace(/\D/g, '');
  if (digits.length < 7 || (/^\d{4}-\d{4}$/.test(core) && /^(1\d|20)\d\d-(1\d|20)\d\d$/.test(core)))
    return null;
  return core.startsWith('+') ? `plus ${digitsInWords(digits)}` : digitsInWords(digits);
};

const rangePattern = new RegExp(
  String.raw`^(${number})(%|°)?[–—-](${number})(%|°[CF]?|[A-Za-zµ°²³/]+)?$`,
  'u',
);
const range: Rule = (core, context) => {
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
const quantity: Rule = (core, context) => {
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
const monthAfterDay: Rule = (core, {previous}) => {
  if (!isMonth(core) || !/^([1-9]|[12]\d|3[01])$/.test(previous)) return null;
  return `of ${months[core.toLowerCase()] ?? core}`;
};

const unitAfterNumber: Rule = (core, {previous}) => {
  const name = units[core];
  if (!name || core === '°' || !/\d$/.test(previous)) return null;
  return isOne(previous) ? name.one : name.many;
};

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

const halves: Readonly<Record<string, string>> = {
  '½': 'half',
  '¼': 'quarter',
  '¾': 'three quarters',
  '⅓': 'third',
  '⅔': 'two thirds',
  '⅛': 'eighth',
};
const vulgarFraction: Rule = (core) => {
  const match = /^(\d*)([½¼¾⅓⅔⅛])$/u.exec(core);
  const name = halves[match?.[2] ?? ''];
  if (!match || name === undefined) return null;
  const single = /^(half|quarter|third|eighth)$/.test(name);
  if (match[1] === '') return single ? (name === 'half' ? 'half' : `one ${name}`) : name;
  return `${cardinal(Number(match[1]))} and ${single ? `a ${name}` : name}`;
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

function speak(core: string, context: Context): string {
  if (core === '') return '';
  const respelled = respellings[core.toLowerCase()];
  if (respelled !== undefined) return respelled;
  for (const rule of rules) {
    const spoken = rule(core, context);
    if (spoken !== null) return spoken;
  }
  return speakMixed(core, context);
}

/** Words that open a sentence more often than they follow a title or a country. */
const sentenceOpeners = new Set(
  (
    'The A An It Its They He She We You I This That These Those But And So In On At By For When While If As After Before ' +
    'There Here What Why How Who Now Then Some Most Many No Not One Our Your His Her Their'
  ).split(' '),
);

/** Abbreviations whose full stop is part of them; null where the token is none. */
function abbreviation(core: Core, context: Context): {spoken: string; endsSentence: boolean} | null {
  if (!core.trail.startsWith('.') || core.trail.startsWith('..')) return null;
  const key = core.text.toLowerCase();
  const isLast = context.next === '';
  const opensNext = sentenceOpeners.has(context.next);
  const otherMark = /[!?]/.test(core.trail) || /\..*\./.test(core.trail);
  const endsSentence = otherMark || isLast || opensNext;
  if (key === 'st') {
    const isStreet = isLast || !/^\p{Lu}/u.test(context.next) || opensNext;
    return {spoken: isStreet ? 'street' : 'Saint', endsSentence: isStreet && endsSentence};
  }
  if (key === 'p' && /^\d/.test(context.next)) return {spoken: 'page', endsSentence: false};
  if (key === 'no' && !/^\d/.test(context.next)) return null;
  const title = titles[key];
  // "No." is an answer unless a number follows; other short words here are never whole sentences.
  if (title !== undefined && !(isLast && key === 'sec'))
    return {spoken: title, endsSentence: otherMark || isLast};
  const short = shortForms[key];
  if (
    short !== undefined &&
    key !== 'max' &&
    key !== 'al' &&
    !(key === 'co' && !/^\p{Lu}/u.test(core.text))
  ) {
    return {spoken: short, endsSentence};
  }
  const isCapital = /^\p{Lu}/u.test(core.text);
  const month = isCapital && key !== 'may' ? months[key] : undefined;
  const weekday = isCapital && key !== 'sun' && key !== 'sat' && key !== 'wed' ? weekdays[key] : undefined;
  if (month !== undefined && (key !== 'mar' || /^\d/.test(context.next)))
    return {spoken: month, endsSentence};
  if (weekday !== undefined) return {spoken: weekday, endsSentence};
  if (/^\p{L}(\.\p{L})+$/u.test(core.text)) {
    return {spoken: letters(plainLetters(core.text).replaceAll(' ', '')), endsSentence};
  }
  // An initial: "J. K. Rowling". A single capital at the end of a sentence ends it.
  if (/^\p{Lu}$/u.test(core.text) && core.text !== 'I' && /^\p{Lu}/u.test(context.next) && !opensNext) {
    return {spoken: plainLetters(core.text), endsSentence: false};
  }
  return null;
}

/** What follows a letter that names something ("vitamin A is") rather than an article. */
const afterLetter = new Set('is was has had and or in on at to from for with can will may does'.split(' '));

/** The word before, unless a sentence ended between. */
function previousOf(core: Core | undefined): string {
  if (!core) return '';
  const key = core.text.toLowerCase();
  const isAbbreviated = titles[key] !== undefined || months[key] !== undefined;
  return /[.!?]/.test(core.trail) && !isAbbreviated ? '' : core.text;
}

/** Dotted initials with something behind them: `U.S.-led`, `U.K.'s`. */
function dottedInside(core: string, context: Context): string | null {
  const match = /^((?:\p{L}\.){2,})('s|-[\p{L}-]+)$/u.exec(core);
  if (!match) return null;
  const initials = letters((match[1] ?? '').replaceAll('.', ''));
  const rest = match[2] ?? '';
  return rest === "'s" ? `${initials}'s` : `${initials} ${speakMixed(rest, context)}`;
}

function isShouted(cores: readonly Core[]): boolean {
  const words = cores.map(({text}) => text).filter((text) => /^[\p{L}'-]{2,}$/u.test(text));
  const capitals = words.filter((word) => word === word.toUpperCase());
  return words.length >= 3 && capitals.length / words.length > 0.6;
}

/**
 * Turns written English into what a voice should say, one entry for every word separated by white space, so that
 * spoken times can be given to written words. Expands numbers, money, dates, times, units, abbreviations, signs,
 * addresses and initials; folds accents; leaves out emoji and other scripts. American readings.
 */
export function prepareSpeech(text: string): readonly SpeechToken[] {
  const written = text.split(/\s+/u).filter((word) => word !== '');
  const cores = written.map(coreOf);
  const shouting = isShouted(cores);
  const tokens = written.map((word, index): SpeechToken => {
    const core = cores[index] ?? {text: '', trail: '', opensBracket: false};
    const context: Context = {
      previous: previousOf(cores[index - 1]),
      next: cores[index + 1]?.text ?? '',
      shouting,
    };
    const short = abbreviation(core, context);
    if (short) {
      const isPhrase = /[,;:)]/.test(core.trail);
      return {
        written: word,
        spoken: wordsOnly(short.spoken),
        pause: short.endsSentence ? 'sentence' : isPhrase ? 'phrase' : 'none',
      };
    }
    const opensNext = cores[index + 1]?.opensBracket === true;
    const pause = pauseOf(core.trail);
    // "A" alone is a letter; before a word it is the article.
    const isArticle =
      core.text === 'A' &&
      core.trail === '' &&
      /^\p{Ll}/u.test(context.next) &&
      !afterLetter.has(context.next);
    const spoken = isArticle ? 'a' : (dottedInside(core.text, context) ?? speak(core.text, context));
    return {
      written: word,
      spoken: wordsOnly(spoken),
      pause: pause === 'none' && opensNext ? 'phrase' : pause,
    };
  });
  return tokens.map((token, index) => {
    // A dash that stands alone is silent; the word before it carries the pause.
    const next = tokens[index + 1];
    const isDashNext = next?.spoken === '' && /^[—–-]+$/.test(normalised(next.written));
    return token.pause === 'none' && isDashNext ? {...token, pause: 'phrase'} : token;
  });
}
