import {columnsOf, isSouthEastAsian, primarySubtag} from './writing-systems.ts';

/** Words that lean on the one after them: a line or page that ends here reads as if it had lost something. */
const leaning: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    (
      'a an the of to and or but nor in on at for with from by as into onto than if so that this these those my your his ' +
      'her its our their is are was were be been am has have had do does did will would can could should may might must ' +
      "i'm you're it's we're they're i you we they he she who which when while because not no very just every each about " +
      'after before between over under per mr mrs ms dr'
    ).split(' '),
  ),
  de: new Set(
    'der die das den dem des ein eine einen einem einer und oder aber in im an am auf zu zum zur von vom mit für ist sind war nicht'.split(
      ' ',
    ),
  ),
  fr: new Set(
    "le la les l' un une des du de d' et ou mais à au aux en dans sur pour par avec est sont ne que qui".split(
      ' ',
    ),
  ),
  es: new Set(
    'el la los las un una unos unas de del y o pero a al en con por para es son no que se su'.split(' '),
  ),
};

/** Words that open a new clause: a good place to break is just before. */
const opening: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    'and but because that so or which who when while if as than before after until since where'.split(' '),
  ),
  de: new Set('und aber weil dass oder wenn während denn sondern'.split(' ')),
  fr: new Set('et mais parce que qui ou quand si car donc'.split(' ')),
  es: new Set('y pero porque que o cuando si mientras donde'.split(' ')),
};

const bare = (word: string) =>
  word
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}']+$/gu, '');

const closers = `["'”’»)\\]}」』）】》〉]*`;
const sentenceEnd = new RegExp(`[.!?…。！？؟۔।។။]${closers}$`, 'u');
const phraseEnd = new RegExp(`[,;:–—、，؛،]${closers}$`, 'u');
/** A full stop that belongs to a title or an initial ends no sentence. */
const abbreviated = /^["'“‘(]*(?:mr|mrs|ms|dr|prof|st|vs|e\.g|i\.e|no|\p{L}|(?:\p{L}\.)+\p{L})\.$/iu;

function endsSentence(word: string, next: string | undefined): boolean {
  if (!sentenceEnd.test(word)) return false;
  return (
    next === undefined || !abbreviated.test(word) || (/^\p{Lu}\p{Ll}/u.test(next) && /\.\p{L}\.$/u.test(word))
  );
}

const endsPhrase = (word: string): boolean => phraseEnd.test(word);

/** Nothing to read aloud: an emoji or a dash. It stays with the word before it. */
const isMark = (word: string): boolean => !/[\p{L}\p{N}]/u.test(word);

/** Titles lean on the name after them although they end with a full stop. */
const title = /^["'“‘(]*(?:mr|mrs|ms|dr|prof|st|no)\.$/iu;

const leansOn = (word: string, language: string): boolean =>
  title.test(word) ||
  (leaning[primarySubtag(language)]?.has(bare(word)) === true &&
    !endsPhrase(word) &&
    !sentenceEnd.test(word));

const opensClause = (word: string, language: string): boolean =>
  opening[primarySubtag(language)]?.has(bare(word)) === true;

/** A figure and what it counts, or two parts of a name, belong together. */
function belongTogether(word: string, next: string): boolean {
  if (endsPhrase(word) || sentenceEnd.test(word)) return false;
  if (/\d$/.test(word) && /^[\p{L}%°]/u.test(next)) return true;
  return /^\p{Lu}\p{Ll}+$/u.test(word) && /^\p{Lu}\p{Ll}+/u.test(next);
}

/** What a page or a subtitle needs to know of a word, worked out once. */
export interface WordTraits {
  readonly text: string;
  /** Whether a space parts it from the one before, on one line. */
  readonly spaced: boolean;
  readonly columns: number;
  /** Nothing to read aloud: an emoji or a dash. */
  readonly isMark: boolean;
  readonly endsSentence: boolean;
  /** Ends with a comma or the like. */
  readonly endsPhrase: boolean;
  /** Should not stand last: an article, a preposition, a title. */
  readonly leansOnNext: boolean;
  readonly opensClause: boolean;
  /** Belongs to the word after it: a figure and its unit, two parts of a name. */
  readonly joinsNext: boolean;
}

/** A word or a phrase, and whether a space parts it from the one before. */
interface Spaced {
  readonly text: string;
  readonly spaced: boolean;
}

export function traitsOf(pieces: readonly Spaced[], language: string): readonly WordTraits[] {
  return pieces.map(({text, spaced}, index) => {
    const next = pieces[index + 1]?.text;
    return {
      text,
      spaced,
      columns: columnsOf(text),
      isMark: isMark(text),
      endsSentence: endsSentence(text, next),
      // Thai and its neighbours write a space where others write a comma.
      endsPhrase: endsPhrase(text) || (pieces[index + 1]?.spaced === true && isSouthEastAsian(text)),
      leansOnNext: leansOn(text, language),
      opensClause: opensClause(text, language),
      joinsNext: next !== undefined && belongTogether(text, next),
    };
  });
}

/** Columns of words set in one line, with the spaces between them. */
export function lineColumns(words: readonly WordTraits[]): number {
  let sum = 0;
  for (const [index, {columns, spaced}] of words.entries()) sum += columns + (spaced && index > 0 ? 1 : 0);
  return sum;
}

export interface LineBreakOptions {
  readonly maxColumns: number;
  /** 1 or 2; default 2. */
  readonly maxLines?: number;
}

/**
 * How many words go on the first of two lines: the halves are even, the upper one rather the shorter, and the break
 * avoids splitting what belongs together and, of four words or more, leaving one alone. All of them where one line is wide enough; null where the lines are not.
 */
export function lineBreak(
  words: readonly WordTraits[],
  {maxColumns, maxLines = 2}: LineBreakOptions,
): number | null {
  const total = lineColumns(words);
  if (total <= maxColumns || words.length === 1) return words.length;
  if (maxLines < 2) return null;
  let best: number | null = null;
  let lowest = Infinity;
  let upper = 0;
  for (let count = 1; count < words.length; count += 1) {
    const last = words[count - 1];
    const next = words[count];
    upper += (last?.columns ?? 0) + (last?.spaced === true && count > 1 ? 1 : 0);
    const lower = total - upper - (next?.spaced === true ? 1 : 0);
    if (upper > maxColumns || lower > maxColumns) continue;
    const split = last?.leansOnNext === true || last?.joinsNext === true || next?.isMark === true;
    const natural = last?.endsPhrase === true || next?.opensClause === true;
    const orphan = words.length > 3 && (count === 1 || count === words.length - 1);
    const price =
      Math.abs(upper - lower) +
      (upper > lower ? 1 : 0) +
      (split ? maxColumns * 0.4 : 0) -
      (natural ? maxColumns * 0.15 : 0) +
      (orphan ? maxColumns : 0);
    if (price < lowest) {
      lowest = price;
      best = count;
    }
  }
  return best;
}
