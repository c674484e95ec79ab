import {compilePronunciations, type Pronounce, type Pronunciations} from './pronunciation.ts';
import {foreignWords} from './foreign.ts';
import {french} from './french.ts';
import {german} from './german.ts';
import {italian} from './italian.ts';
import type {SpokenLanguage} from './language.ts';
import {brazilian, european} from './portuguese.ts';
import {spanish} from './spanish.ts';
import {respellings} from './words.ts';
import {prepareSpeech} from './speech-text.ts';
import {primarySubtag} from '../voice-languages.ts';
import {type ReadableText, readableText, type ReadableToken} from '../voices/readable-text.ts';
import {withoutPictures, wordParts} from './word-parts.ts';

export interface SpokenLineOptions {
  /** The user's own readings, as they are written or compiled; they come before all rules. */
  readonly pronunciations?: Pronunciations | Pronounce;
}

/** Regions of Spanish that write decimals behind a point. */
const pointRegions = /^es[-_](?:mx|us|pr|do|gt|hn|ni|sv|pa)$/i;

function tableFor(language: string): SpokenLanguage | null {
  switch (primarySubtag(language)) {
    case 'de':
      return /[-_](?:ch|li)$/i.test(language) ? {...german, decimal: '.'} : german;
    case 'fr':
      return french;
    case 'es':
      return pointRegions.test(language) ? {...spanish, decimal: '.'} : spanish;
    case 'it':
      return italian;
    case 'pt':
      return /[-_]pt$/i.test(language) ? european : brazilian;
    default:
      return null;
  }
}

/** English for voices that take ordinary text: only what is not an ordinary word is written out. */
function englishWords(words: readonly string[], text: string, pronounce: Pronounce): string[] {
  const tokens = prepareSpeech(text, pronounce);
  return words.map((word, index) => {
    const {open, core, close} = wordParts(word);
    const token = tokens[index];
    if (core === '' || !token) return withoutPictures(word);
    const own = pronounce(core);
    if (own !== null) return open + own + close;
    const isWord = /^[\p{L}\p{M}'’-]+$/u.test(core);
    const plain = (some: string) => some.toLowerCase().replace(/[^a-z]/g, '');
    const folded = core.normalize('NFD').replace(/\p{M}/gu, '');
    const differs = plain(token.spoken) !== plain(folded);
    const isAbbreviated = close.startsWith('.') && (core.includes('.') || differs);
    // Voices that take ordinary text know names that only a simple one needs spelt.
    const isKnown =
      !differs || respellings[core.toLowerCase()] !== undefined || !/^[A-Za-z'’-]+$/.test(folded);
    if (isWord && !isAbbreviated && isKnown) return open + core + close;
    if (/^[—–-]+$/u.test(core)) return word;
    if (token.spoken === '') return /[\p{L}\p{N}]/u.test(core) ? open + core + close : '';
    // The full stop belonged to the abbreviation unless a sentence ends there.
    const rest = isAbbreviated && token.pause !== 'sentence' ? close.replace(/^\./, '') : close;
    return open + token.spoken + rest;
  });
}

/** Any other language: what no voice can say is taken out, the rest stays. */
function cleanWords(words: readonly string[], pronounce: Pronounce): string[] {
  return words.map((word) => {
    const {open, core, close} = wordParts(word);
    const own = pronounce(core);
    return own === null
      ? withoutPictures(open + core.replace(/^#(?=\p{L})/u, '') + close)
      : open + own + close;
  });
}

/**
 * What a voice that takes ordinary text (espeak, the services) is given of a line: punctuation and letters stay,
 * figures, sums, units, dates, times, abbreviations, signs and addresses are written out as the language reads them
 * (English, German, French, Spanish, Italian, Portuguese; others are only cleaned), and emoji, markup and control
 * characters are left out. Every written word has its place in the result, empty where nothing of it is said, so that
 * captions show what is written.
 * @param text one line, as written
 * @param language BCP 47; the region counts for Spanish, Portuguese and German
 * @throws InvalidInputError for entries of the dictionary that are none
 */
export function spokenLine(
  text: string,
  language: string,
  {pronunciations}: SpokenLineOptions = {},
): ReadableText {
  const pronounce: Pronounce =
    typeof pronunciations === 'function'
      ? pronunciations
      : pronunciations
        ? compilePronunciations(pronunciations)
        : () => null;
  const readable = readableText(text);
  const words = readable.tokens.map(({start, end}) => readable.text.slice(start, end));
  const table = tableFor(language);
  const spoken =
    primarySubtag(language) === 'en'
      ? englishWords(words, text, pronounce)
      : table
        ? foreignWords(words, table, pronounce)
        : cleanWords(words, pronounce);
  const pieces: string[] = [];
  let length = 0;
  const tokens = readable.tokens.map(({written}, index): ReadableToken => {
    // What is left of broken markup must not open any.
    const said = (spoken[index] ?? '')
      .replace(/<(?=[\p{L}/!?])/gu, '')
      .replace(/\s+/gu, ' ')
      .trim();
    if (said !== '' && length > 0) {
      pieces.push(' ');
      length += 1;
    }
    const start = length;
    pieces.push(said);
    length += said.length;
    return {written, start, end: length};
  });
  return {text: pieces.join(''), tokens};
}

/**
 * Which words of a line a dictionary reads, each with its reading, in the order they are met: all that a line depends
 * on a dictionary. Empty for a line that has none of its words.
 */
export function readingsIn(
  text: string,
  language: string,
  pronounce: Pronounce,
): readonly (readonly [word: string, said: string])[] {
  const found = new Map<string, string>();
  spokenLine(text, language, {
    pronunciations: (word) => {
      const said = pronounce(word);
      if (said !== null) found.set(word, said);
      return said;
    },
  });
  return [...found];
}
