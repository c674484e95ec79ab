import type {Word} from '../schema/index.ts';
import {isIdeographic, isSouthEastAsian, primarySubtag} from './writing-systems.ts';

const closers =
  /^(?:[:;]|[،؛؟۔।%‰]|[,.!?…、。，．；：！？]+|[,.!?…、。，．！？]*[)\]}”’»）］｝」』】〉》〕]+[,.!?…、。，．！？]*)$/u;
const openers = /^[([{“‘«¿¡（［｛「『【〈《〔$€£¥￥#№]+$/u;
/** Languages that write a space before some of their signs, or before the percent sign. */
const spacedSigns: Readonly<Record<string, RegExp>> = {
  fr: /^[!?:;»%]+$/u,
  de: /^%$/,
  es: /^%$/,
  sv: /^%$/,
  da: /^%$/,
  nb: /^%$/,
  fi: /^%$/,
  pl: /^%$/,
  cs: /^%$/,
  ru: /^%$/,
  uk: /^%$/,
};

const unspacedLanguages = new Set(['ja', 'zh', 'yue', 'th', 'lo', 'km', 'my']);

const lastOf = (text: string): string => Array.from(text).at(-1) ?? '';
const firstOf = (text: string): string => Array.from(text)[0] ?? '';

/** Whether the words of a script that spaces its phrases are phrases already, so that the gaps between them are spaces. */
function comeAsPhrases(words: readonly Word[], language: string): boolean {
  const own = words.filter(({text}) => isSouthEastAsian(text)).slice(0, 200);
  if (own.length === 0) return false;
  const segmenter = new Intl.Segmenter(language, {granularity: 'word'});
  const long = own.filter(
    ({text}) => [...segmenter.segment(text.trim())].filter((part) => part.isWordLike).length > 1,
  );
  return long.length * 3 > own.length;
}

/** Where each word stands in the text it was taken from, or null where it does not. */
function spacesOfText(words: readonly Word[], text: string): (boolean | null)[] {
  let at = 0;
  return words.map((word) => {
    const own = word.text.trim();
    const found = text.indexOf(own, at);
    // A word that is only found far away is another one: the text has changed there.
    if (found < 0 || found - at > 40) return null;
    const between = text.slice(at, found);
    at = found + own.length;
    return /\s/u.test(between);
  });
}

/**
 * Whether a space stands before each word of a stream. Known from the text where that is given, or from the words'
 * own spaces where they carry them (` knead`, or single characters with the spaces among them); else by rule: none between ideographs or kana, none between Thai, Lao,
 * Khmer or Burmese words unless the stream is of phrases, none before closing or after opening punctuation, one
 * between all others, Korean included.
 */
export function spacesBefore(
  words: readonly Word[],
  {language, text}: {readonly language: string; readonly text?: string},
): boolean[] {
  const carriedSpaces = words.map(
    (word, index) => index > 0 && (/^\s/u.test(word.text) || /\s$/u.test(words[index - 1]?.text ?? '')),
  );
  const singles = words.filter((word) => Array.from(word.text.trim()).length === 1).length;
  const areCharacters = words.length > 1 && singles > words.length * 0.7;
  const carried = carriedSpaces.filter(Boolean).length;
  if (carried > 0 && (areCharacters || carried >= (words.length - 1) * 0.3)) return carriedSpaces;
  const unspaced = unspacedLanguages.has(primarySubtag(language));
  const written = text === undefined ? null : spacesOfText(words, text);
  const phrases = comeAsPhrases(words, language);
  const spacedSign = spacedSigns[primarySubtag(language)];
  return words.map((word, index) => {
    if (index === 0) return false;
    const known = written?.[index];
    const before = (words[index - 1]?.text ?? '').trim();
    const sign = word.text.trim();
    const left = lastOf(before);
    const right = firstOf(sign);
    if (isIdeographic(left) && isIdeographic(right)) return false;
    if (known !== null && known !== undefined) return known;
    if (areCharacters && unspaced) return false;
    if (closers.test(sign)) return spacedSign?.test(sign) === true;
    if (openers.test(before)) return before === '«' && primarySubtag(language) === 'fr';
    if (isSouthEastAsian(left) && isSouthEastAsian(right)) return phrases;
    const beside = isIdeographic(left) ? right : isIdeographic(right) ? left : '';
    // Figures stand close to ideographs; Latin words keep the space they came with.
    return beside === '' || !/[\p{N}%“”‘’…—·()[\]]/u.test(beside);
  });
}
