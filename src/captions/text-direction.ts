import {primarySubtag} from './writing-systems.ts';

const rightToLeftLetter =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const letter = /\p{L}/u;
const rightToLeftOnly =
  /^[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{M}\s]*$/u;
const rightToLeftLanguages = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'iw',
  'nqo',
  'ps',
  'sd',
  'syr',
  'ug',
  'ur',
  'yi',
]);

/** Unicode's signs for a stretch of right-to-left text and its end, and the invisible letters of either direction. */
const embedRtl = '\u202B';
const endEmbed = '\u202C';
const leftToRightMark = '\u200E';

export type Direction = 'ltr' | 'rtl';

/** The direction of whole cues: of their language where it is given, else of most of their letters. */
export function directionOfCues(
  cues: readonly {readonly lines: readonly string[]}[],
  language?: string,
): Direction {
  if (language !== undefined) {
    if (/-(?:arab|hebr)\b/i.test(language)) return 'rtl';
    if (/-latn\b/i.test(language)) return 'ltr';
    return rightToLeftLanguages.has(primarySubtag(language)) ? 'rtl' : 'ltr';
  }
  let balance = 0;
  for (const {lines} of cues) {
    for (const line of lines) {
      if (!rightToLeftLetter.test(line)) {
        balance -= line.length;
        continue;
      }
      for (const character of line) {
        if (letter.test(character)) balance += rightToLeftLetter.test(character) ? 1 : -1;
      }
    }
  }
  return balance > 0 ? 'rtl' : 'ltr';
}

/**
 * Adds the direction marks that a line of text needs to be shown in its order by players that take every line as
 * left-to-right or guess from its first letter: around right-to-left lines with figures, punctuation or foreign words;
 * before left-to-right lines that begin with a right-to-left word. Other lines stay as they are.
 */
export function markDirection(line: string, direction: Direction): string {
  if (!rightToLeftLetter.test(line)) return line;
  if (direction === 'rtl') return rightToLeftOnly.test(line) ? line : `${embedRtl}${line}${endEmbed}`;
  const first = /[\p{L}]/u.exec(line)?.[0] ?? '';
  return rightToLeftLetter.test(first) ? `${leftToRightMark}${line}` : line;
}

const directionMark = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF]/u;

/** Takes away the direction marks and spaces around a line; those inside it stay. */
export function stripDirectionMarks(line: string): string {
  const isOuter = (at: number): boolean => {
    const code = line.charCodeAt(at);
    if (code > 0x20 && code < 0xa0) return false;
    const sign = line[at] ?? '';
    return directionMark.test(sign) || sign.trim() === '';
  };
  let from = 0;
  let to = line.length;
  while (from < to && isOuter(from)) from += 1;
  while (to > from && isOuter(to - 1)) to -= 1;
  return line.slice(from, to);
}

/** Takes away every sign that only steers direction, as the times of words have no use for them. */
export const withoutDirectionMarks = (text: string): string =>
  text.replace(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/gu, '');
