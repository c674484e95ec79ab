import {piecesOf, type Piece} from './text-fit.ts';

/** More pages than this would turn faster than anyone reads. */
const mostPages = 8;

/** How far a page may end before or after an even share of the text, so that it ends with a sentence or a clause. */
const endCost = {sentence: 0, clause: 0.12, phrase: 0.3} as const;

/** Letters of a word beyond which a page may end inside of it, and of the parts it then has. */
const endless = {from: 24, part: 8} as const;

/** A word that no page holds, in parts. */
function partsOf(piece: Piece): readonly Piece[] {
  const letters = Array.from(
    new Intl.Segmenter(undefined, {granularity: 'grapheme'}).segment(piece.text),
    ({segment}) => segment,
  );
  if (letters.length <= endless.from) return [piece];
  return Array.from({length: Math.ceil(letters.length / endless.part)}, (_, index) => ({
    text: letters.slice(index * endless.part, (index + 1) * endless.part).join(''),
    spaced: index === 0 && piece.spaced,
  }));
}

function endOf(text: string): keyof typeof endCost {
  if (/[.!?…。！？؟।]["'”’»」』)]*$/u.test(text)) return 'sentence';
  return /[,;:،؛、，；：—–]["'”’»」』)]*$/u.test(text) ? 'clause' : 'phrase';
}

/**
 * Parts a text into as few pages as hold it, all about as long and ending with a sentence or a clause where one is near.
 * @param fits whether a page of such a text can be shown whole
 * @returns `null` where it takes more pages than anyone could follow
 */
export function pagesOf(
  text: string,
  language: string,
  fits: (page: string) => boolean,
): readonly string[] | null {
  const pieces = piecesOf(text, language).flatMap(partsOf);
  const lengths = pieces.map((piece) => Array.from(piece.text).length + (piece.spaced ? 1 : 0));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const textOf = (from: number, to: number): string =>
    pieces
      .slice(from, to)
      .map((piece, index) => (index > 0 && piece.spaced ? ` ${piece.text}` : piece.text))
      .join('');
  for (let count = 2; count <= Math.min(mostPages, pieces.length); count++) {
    const cuts = [0];
    for (let page = 1; page < count; page++) {
      let best = {cost: Infinity, at: 0};
      let read = lengths.slice(0, cuts.at(-1)).reduce((sum, length) => sum + length, 0);
      for (let at = (cuts.at(-1) ?? 0) + 1; at <= pieces.length - (count - page); at++) {
        read += lengths[at - 1] ?? 0;
        const off = Math.abs(read / total - page / count) * count;
        const cost = off + endCost[endOf(pieces[at - 1]?.text ?? '')];
        if (cost < best.cost) best = {cost, at};
      }
      cuts.push(best.at);
    }
    const pages = cuts.map((from, index) => textOf(from, cuts[index + 1] ?? pieces.length));
    if (pages.every(fits)) return pages;
  }
  return null;
}
