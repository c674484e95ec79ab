import {letters, plainLetters} from './spoken-letters.ts';
import type {Context} from './spoken-rule.ts';
import {speak, speakMixed, wordsOnly} from './spoken-token.ts';
import {months, shortForms, titles, weekdays} from './spoken-words.ts';

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
