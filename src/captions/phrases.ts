import {isIdeographic, isSouthEastAsian, primarySubtag} from './writing-systems.ts';

/**
 * Signs that may not begin a line: closing brackets and quotes, stops, iteration and length marks, small kana
 * (the strict set of JLREQ, "line-start prohibition rule"), and what belongs to the figure before it.
 */
const neverFirst =
  /^[、。，．・：；？！‼⁇⁈⁉ー々〻ゝゞヽヾ）］｝」』】〉》〕〗〙｠»’”…‥〜～ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ%％‰℃°,.:;?!)\]}ๆฯ៖។៕ໆ၊။،؛؟\p{M}]/u;
/** Signs that may not end a line: opening brackets and quotes, signs of currency and number. */
const neverLast = /[（［｛「『【〈《〔〖〘｟«‘“([{$€£¥￥＄＃#№]$/u;

/** Whether a line may be broken between two neighbouring parts of an unspaced text (kinsoku shori). */
export const mayBreakBetween = (left: string, right: string): boolean =>
  !neverFirst.test(right) && !neverLast.test(left.slice(-2));

const digits = /\p{N}$/u;
const kanaOnly = /^\p{Script=Hiragana}+$/u;
/** Hiragana that carries on what stands before it: particles and endings of verbs. */
const japaneseTail =
  /^(?:[はがをにへとでもやのかねよなわさぞしてたいるれ]|です|でし(?:た|ょう)|ます|まし(?:た|ょう)|ません|から|まで|など|だけ|ので|のに|けど|けれど|より|ほど|ない|なく|なかった|たい|られ?る?|ば|ながら|って|という|として|について|ている|てい?た|ください|でしょう|しょう|ですから|ました|した|する|され?|させ|せる|れる)$/u;
const chineseTail = /^(?:的|了|吗|嗎|呢|吧|啊|着|著|过|過|们|們|地|得|一样|一樣|之)$/u;
const counters =
  /^(?:年|月|日|号|號|个|個|人|元|円|块|塊|岁|歳|歲|倍|分|秒|点|點|時|时|小时|分钟|万|萬|億|亿|千|百|本|匹|台|枚|回|次|度|つ|か月|ヶ月|公里|米|克|キロ|メートル|セント|パーセント|ปี|บาท|คน|วัน|เดือน|ครั้ง|ชั่วโมง|นาที)/u;

const ends = (text: string): string => Array.from(text).at(-1) ?? '';

/** Whether the second of two neighbouring words of an unspaced text leans on the first. */
function leansBack(left: string, right: string, language: string): boolean {
  if (!mayBreakBetween(left, right)) return true;
  // A Latin word or a figure is one thing whatever the segmenter makes of it.
  if (/[\p{Script=Latin}\p{N}]$/u.test(left) && /^[\p{Script=Latin}\p{N}]/u.test(right)) return true;
  if (digits.test(left) && counters.test(right)) return true;
  if (language === 'ja') {
    if (/[、。，．！？!?…]$/u.test(left)) return false;
    const tail = right.replace(/[^\p{L}\p{N}]+$/u, '');
    if (/[」』）】》〉]$/u.test(left)) return kanaOnly.test(tail) && tail.length <= 2;
    if (!kanaOnly.test(tail)) {
      // A phrase starts where the writing turns from hiragana to kanji, katakana or Latin, or from one noun to another.
      return !/\p{Script=Hiragana}$/u.test(left) && !/^[「『（【《〈]/u.test(right);
    }
    if (kanaOnly.test(left) && left.length > 1 && tail.length > 2) return japaneseTail.test(tail);
    return tail.length <= 2 || japaneseTail.test(tail);
  }
  const bare = right.replace(/[^\p{L}\p{N}]+$/u, '');
  return isIdeographic(ends(bare)) && chineseTail.test(bare);
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string, granularity: 'word' | 'grapheme'): Intl.Segmenter {
  const key = `${language}/${granularity}`;
  let segmenter = segmenters.get(key);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, {granularity});
    segmenters.set(key, segmenter);
  }
  return segmenter;
}

/** The language by whose dictionary a text is cut: its script tells more than the language of the whole. */
function dictionaryOf(text: string, language: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  const primary = primarySubtag(language);
  if (/\p{Script=Han}/u.test(text)) return primary === 'ja' ? 'ja' : 'zh';
  return isSouthEastAsian(text) ? 'th' : 'und';
}

/** The words of an unspaced text, each with what may not stand apart from it. */
function wordsIn(text: string, language: string): string[] {
  const words: string[] = [];
  for (const {segment} of segmenterOf(language, 'word').segment(text)) {
    const before = words.at(-1);
    if (before !== undefined && !mayBreakBetween(before, segment)) words[words.length - 1] = before + segment;
    else words.push(segment);
  }
  return words;
}

/**
 * Cuts a text in graphemes into parts of at most `columns`, after `/ . - _ @ ? & =` where that is near enough, so that
 * an address or an endless word fits its line. Never inside a grapheme.
 */
export function cutToWidth(text: string, columns: number, columnsOf: (part: string) => number): string[] {
  if (columnsOf(text) <= columns) return [text];
  const parts: string[] = [];
  let part = '';
  let width = 0;
  let natural = 0;
  for (const {segment} of segmenterOf('und', 'grapheme').segment(text)) {
    const own = columnsOf(segment);
    const mustCut = width + own > columns && part !== '';
    // A run of signs that may not be parted is cut all the same before it leaves the picture.
    if (mustCut && (width > columns * 1.5 || mayBreakBetween(part, segment))) {
      const cut = natural > part.length / 2 ? natural : part.length;
      parts.push(part.slice(0, cut));
      part = part.slice(cut);
      width = columnsOf(part);
      natural = 0;
    }
    part += segment;
    width += own;
    if (/[/.\-_@?&=\u00AD]$/u.test(segment)) natural = part.length;
  }
  parts.push(part);
  return parts;
}

/**
 * Cuts a text without spaces into phrases between which a line may be broken: bunsetsu for Japanese, words for
 * Chinese, Thai, Lao, Khmer and Burmese. Punctuation, particles and counters stay with what they belong to. Words come
 * from the dictionaries of `Intl.Segmenter`.
 * @param columns a phrase wider than this is cut between words, then between graphemes
 */
export function phrasesIn(
  text: string,
  language: string,
  columns: number,
  columnsOf: (part: string) => number,
): string[] {
  const dictionary = dictionaryOf(text, language);
  const phrases: string[][] = [];
  for (const word of wordsIn(text, dictionary)) {
    const phrase = phrases.at(-1);
    if (phrase && leansBack(phrase.at(-1) ?? '', word, dictionary)) phrase.push(word);
    else phrases.push([word]);
  }
  return phrases.flatMap((words) => narrowed(words, columns, columnsOf));
}

/** Cuts a phrase that is wider than a line at one of its words, near its middle, rather not before a particle or an ending. */
function narrowed(words: readonly string[], columns: number, columnsOf: (part: string) => number): string[] {
  const text = words.join('');
  const total = columnsOf(text);
  if (total <= columns) return [text];
  let cut = 0;
  let lowest = Infinity;
  let left = 0;
  for (let index = 1; index < words.length; index += 1) {
    const before = words[index - 1] ?? '';
    const after = words[index] ?? '';
    left += columnsOf(before);
    if (!mayBreakBetween(before, after)) continue;
    const bare = after.replace(/[^\p{L}\p{N}]+$/u, '');
    const isTail =
      (kanaOnly.test(bare) && bare.length <= 2) || japaneseTail.test(bare) || chineseTail.test(bare);
    const price = Math.abs(2 * left - total) + (isTail ? 2 * columns : 0);
    if (price < lowest) {
      lowest = price;
      cut = index;
    }
  }
  if (cut === 0) return cutToWidth(text, columns, columnsOf);
  return [
    ...narrowed(words.slice(0, cut), columns, columnsOf),
    ...narrowed(words.slice(cut), columns, columnsOf),
  ];
}
