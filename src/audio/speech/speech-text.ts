import type {Pronounce} from './pronunciation.ts';
import {letters, plainLetters} from './letters.ts';
import {digitsInWords} from './numbers.ts';
import type {Context} from './rule.ts';
import {speak, speakMixed, wordsOnly} from './token.ts';
import {months, shortForms, titles, units, weekdays} from './words.ts';
import {readableText} from '../voices/readable-text.ts';

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

function withoutEmoji(text: string): string {
  return text.replace(
    /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u{E0020}-\u{E007F}]|\uFE0F|\u200D|\u20E3/gu,
    '',
  );
}

/** Digits of other scripts and full-width signs as ASCII; what HTML writes for signs as the signs. */
function plainSigns(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => {
      let code = digit.codePointAt(0) ?? 0;
      let value = 0;
      // The digits of a script stand one after the other, zero first.
      while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
        code -= 1;
        value += 1;
      }
      return String(value);
    })
    .replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => entities[name] ?? ' ');
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
};

function normalised(text: string): string {
  return plainSigns(withoutEmoji(text.normalize('NFC')))
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
    .replace(/º/g, '°')
    .replace(/~~/g, '');
}

function coreOf(read: string): Core {
  const text = normalised(read);
  const opening = /^["'([{*_¿¡]+(?=.)/u.exec(text)?.[0] ?? '';
  const rest = text.slice(opening.length);
  const trail = /["')\]}*_.,;:!?—–]+$/u.exec(rest)?.[0] ?? '';
  return {text: rest.slice(0, rest.length - trail.length), trail, opensBracket: /[([{]/.test(opening)};
}

function pauseOf(trail: string): SpeechToken['pause'] {
  if (/[.!?]/.test(trail)) return /^\.\.\.$/.test(trail) ? 'phrase' : 'sentence';
  return /[,;:)\]}—–]/.test(trail) ? 'phrase' : 'none';
}

/** Words that open a sentence more often than they follow a title or a country. */
const sentenceOpeners = new Set(
  (
    'The A An It Its They He She We You I This That These Those But And So In On At By For When While If As After Before ' +
    'There Here What Why How Who Now Then Some Most Many No Not One Our Your His Her Their'
  ).split(' '),
);

/** Units that are written with a full stop. */
const shortMeasures = new Set('ft in lb lbs oz yd mi min mins sec hr hrs'.split(' '));

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
  const isMeasured = shortMeasures.has(key) && /\d$/.test(context.previous);
  const measure = isMeasured ? (key === 'in' ? {one: 'inch', many: 'inches'} : units[key]) : undefined;
  if (measure) return {spoken: context.previous === '1' ? measure.one : measure.many, endsSentence};
  if (key === 'ft' && /^\p{Lu}/u.test(context.next) && !/\d$/.test(context.previous))
    return {spoken: 'Fort', endsSentence: false};
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

/** Words that are groups of one telephone number: `(555) 123-4567`, `+44 20 7946 0958`. */
function phoneGroups(cores: readonly Core[]): ReadonlySet<number> {
  const groups = new Set<number>();
  cores.forEach(({text, opensBracket, trail}, index) => {
    const isCode = opensBracket && /^\d{3}$/.test(text) && trail.startsWith(')');
    const isCountry = /^\+\d{1,3}$/.test(text) && trail === '';
    if (!isCode && !isCountry) return;
    let last = index;
    let digits = text.length;
    while (
      /^\d{2,4}(?:-\d{2,5})*$/.test(cores[last + 1]?.text ?? '') &&
      (last === index || cores[last]?.trail === '')
    ) {
      last += 1;
      digits += cores[last]?.text.length ?? 0;
    }
    if (digits < 9) return;
    for (let group = index; group <= last; group += 1) groups.add(group);
  });
  return groups;
}

/**
 * Turns written English into what a voice should say, one entry for every word separated by white space, so that
 * spoken times can be given to written words. Expands numbers, money, dates, times, units, abbreviations, signs,
 * addresses and initials; folds accents; leaves out emoji, markup and other scripts. American readings.
 * @param pronounce the user's own readings, which come before all rules
 */
export function prepareSpeech(text: string, pronounce?: Pronounce): readonly SpeechToken[] {
  const readable = readableText(text);
  const written = readable.tokens.map((token) => token.written);
  const cores = readable.tokens.map(({start, end}) => coreOf(readable.text.slice(start, end)));
  const shouting = isShouted(cores);
  const dialled = phoneGroups(cores);
  const tokens = written.map((word, index): SpeechToken => {
    const core = cores[index] ?? {text: '', trail: '', opensBracket: false};
    const context: Context = {
      previous: previousOf(cores[index - 1]),
      next: cores[index + 1]?.text ?? '',
      shouting,
    };
    const own = pronounce?.(core.text) ?? null;
    if (own !== null) return {written: word, spoken: wordsOnly(own), pause: pauseOf(core.trail)};
    if (dialled.has(index)) {
      const plus = core.text.startsWith('+') ? 'plus ' : '';
      return {
        written: word,
        spoken: plus + digitsInWords(core.text),
        pause: pauseOf(core.trail.replace(/^\)/, '')),
      };
    }
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
