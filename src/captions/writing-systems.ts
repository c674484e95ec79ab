/** Scripts written without spaces between words, set in full-width squares. */
const ideographic =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303F\u30FB\u30FC\uFF01-\uFF60]/u;
/** Scripts that write a space between phrases, not between words. */
const southEastAsian = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const wide = new RegExp(`${ideographic.source}|\\p{Script=Hangul}|\\p{Extended_Pictographic}`, 'u');
/** Signs that take no room of their own: marks drawn over or under a letter, joiners, direction marks. */
const weightless =
  /[\p{Mn}\p{Me}\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\p{Variation_Selector}]/u;

export const isIdeographic = (character: string): boolean => ideographic.test(character);
export const isSouthEastAsian = (character: string): boolean => southEastAsian.test(character);

/** Whether a text has stretches in which words follow each other without spaces. */
export const hasUnspacedScript = (text: string): boolean =>
  ideographic.test(text) || southEastAsian.test(text);

export const primarySubtag = (language: string): string => language.toLowerCase().split('-')[0] ?? '';

/** Languages whose reading rules count full-width characters. */
export const isFullWidthLanguage = (language: string): boolean =>
  ['ja', 'zh', 'yue', 'ko'].includes(primarySubtag(language));

const plain = /^[\u0020-\u007E\u00A0-\u02FF]*$/;

/** Width in columns: 1 for a Latin letter, 2 for an ideograph, a kana, a Hangul syllable or an emoji. */
export function columnsOf(text: string): number {
  if (plain.test(text)) return text.length;
  let columns = 0;
  for (const character of text.normalize('NFC')) {
    if (weightless.test(character)) continue;
    columns += wide.test(character) && !/[0-9#*©®]/.test(character) ? 2 : 1;
  }
  return columns;
}
