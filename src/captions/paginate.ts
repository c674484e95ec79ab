import type {Word} from '../schema/index.ts';
import {lineBreak, lineColumns, traitsOf, type WordTraits} from './break-rules.ts';
import {cheapestBreaks} from './cheapest-breaks.ts';
import type {CaptionPage, PageWord} from './page.ts';
import {piecesOf, type Piece} from './pieces.ts';

export interface PaginateOptions {
  readonly fps: number;
  /** Length of the scene; no page goes beyond it. */
  readonly durationInFrames: number;
  /** Columns a line holds; a page has at most two lines. A longer word stands alone on its page. */
  readonly maxCharsPerLine: number;
  /** Default 4. */
  readonly maxWordsPerPage?: number;
  readonly language: string;
  /** The text as it was written, whose spaces are kept. */
  readonly text?: string;
}

const leadFrames = 2;
const longPauseInMs = 300;
const phrasePauseInMs = 120;
const longestPageInMs = 1600;
const shortestPageInMs = 350;
/** A page stays this long after its last word, or until the next page where that comes within the hold. */
const outAfterInMs = 400;
const holdGapInMs = 250;
/** Columns by which a phrase of an unspaced script may exceed a line before it is cut: a particle, a stop. */
const phraseOverhang = 4;

/** What it costs to put the words `from` to `to` on one page; the numbers only rank the rules of a page break. */
function pagePrice(
  words: readonly Piece[],
  traits: readonly WordTraits[],
  from: number,
  to: number,
  {maxCharsPerLine, maxWordsPerPage = 4}: PaginateOptions,
): number {
  const page = traits.slice(from, to);
  const spoken = page.reduce((count, {isMark}) => count + (isMark ? 0 : 1), 0);
  // Marks ride along with their word and count as none.
  if (spoken > maxWordsPerPage) return Infinity;
  if (page.length > 1 && lineBreak(page, {maxColumns: maxCharsPerLine}) === null) return Infinity;
  const last = page.at(-1);
  const next = traits[to];
  const startMs = words[from]?.startMs ?? 0;
  const endMs = words[to - 1]?.endMs ?? 0;
  const pauseAfter = (index: number) => (words[index + 1]?.startMs ?? 0) - (words[index]?.endMs ?? 0);
  let price = 10;
  for (let index = from; index + 1 < to; index += 1) {
    const pause = pauseAfter(index);
    // A mark or an emoji after a sentence still belongs to it.
    if (traits[index]?.endsSentence === true && traits[index + 1]?.isMark === false) price += 400;
    else if (pause >= longPauseInMs) price += 120;
    else if (traits[index]?.endsPhrase === true) price += pause >= phrasePauseInMs ? 30 : 12;
  }
  if (last && next) {
    if (next.isMark) price += 300;
    if (last.leansOnNext) price += 45;
    if (last.joinsNext) price += 60;
    const natural = last.endsSentence || last.endsPhrase || pauseAfter(to - 1) >= longPauseInMs;
    if (!natural) price += next.opensClause && to - from >= 2 ? 3 : 9;
  }
  if (spoken <= 1) {
    const isWholeSentence =
      last?.endsSentence === true && (from === 0 || traits[from - 1]?.endsSentence === true);
    if (!isWholeSentence) price += lineColumns(page) <= 4 ? 40 : 8;
  }
  const shownInMs = (words[to]?.startMs ?? endMs + outAfterInMs) - startMs;
  if (shownInMs < shortestPageInMs) price += 500;
  return price + Math.max(0, endMs - startMs - longestPageInMs) / 20;
}

/**
 * Sets the words of one scene on caption pages of a few words, breaking at sentence ends, pauses, commas and before
 * conjunctions, never after an article or inside a name or a figure where that can be helped. A word lights on frame
 * `round(startMs · fps / 1000)` and stays lit until the next one; a page comes two frames before its first word.
 * Every word stands on exactly one page, in order; pages do not overlap and end with the scene. A word of a script
 * written without spaces may be a whole sentence: it is cut into phrases, which share its time by their width.
 * @param words times in ms from the start of the scene
 */
export function paginate(words: readonly Word[], options: PaginateOptions): CaptionPage[] {
  const {fps, durationInFrames, maxCharsPerLine, maxWordsPerPage = 4, language, text} = options;
  const lastFrame = Math.max(0, durationInFrames - 1);
  let frameBefore = 0;
  const litFrame = ({startMs}: Word): number => {
    frameBefore = Math.max(frameBefore, Math.min(lastFrame, Math.round((startMs * fps) / 1000)));
    return frameBefore;
  };
  const pieces = piecesOf(words, {
    language,
    columns: maxCharsPerLine + phraseOverhang,
    ...(text === undefined ? {} : {text}),
  });
  const lit = pieces.map(({tokens}) => tokens.map(litFrame));
  const traits = traitsOf(pieces, language);
  const ends = cheapestBreaks(pieces.length, maxWordsPerPage * 2, (from, to) =>
    pagePrice(pieces, traits, from, to, options),
  );
  const firsts = [0, ...ends.slice(0, -1)];
  let inBefore = -1;
  const ins = firsts.map((first) => {
    // The page before keeps at least one frame for its last word.
    const wordBefore = first === 0 ? -1 : (lit[first - 1]?.at(-1) ?? -1);
    inBefore = Math.min(
      lastFrame,
      Math.max(inBefore + 1, wordBefore + 1, (lit[first]?.[0] ?? 0) - leadFrames),
    );
    return inBefore;
  });
  return ends.map((end, index): CaptionPage => {
    const first = firsts[index] ?? 0;
    const startFrame = ins[index] ?? 0;
    const nextIn = ins[index + 1] ?? durationInFrames;
    const spokenUntil = Math.round(((pieces[end - 1]?.endMs ?? 0) * fps) / 1000);
    const free = Math.round((outAfterInMs * fps) / 1000);
    const hold = Math.round((holdGapInMs * fps) / 1000);
    const shortest = startFrame + Math.ceil((shortestPageInMs * fps) / 1000);
    const out = Math.max(spokenUntil + free, shortest, (lit[end - 1]?.at(-1) ?? 0) + 1);
    const endFrame = Math.min(nextIn, nextIn - out < hold - free ? nextIn : out);
    const inside = (frame: number): number =>
      Math.min(Math.max(frame, startFrame), Math.max(startFrame, endFrame - 1));
    const starts = lit.slice(first, end).flat().map(inside);
    const upper = lineBreak(traits.slice(first, end), {maxColumns: maxCharsPerLine}) ?? end - first;
    let word = 0;
    const setLine = (from: number, to: number): PageWord[] =>
      pieces.slice(from, to).flatMap(({tokens}, piece) =>
        tokens.map((token, part): PageWord => {
          const start = starts[word] ?? startFrame;
          word += 1;
          const isFirst = piece === 0 && part === 0;
          return {
            text: token.text,
            startFrame: start,
            endFrame: starts[word] ?? endFrame,
            ...(isFirst || token.spaced ? {} : {joined: true}),
          };
        }),
      );
    const lines = [setLine(first, first + upper), setLine(first + upper, end)].filter(
      (line) => line.length > 0,
    );
    return {startFrame, endFrame, lines};
  });
}
