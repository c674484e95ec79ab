import type {CaptionPage} from '../../../captions/page.ts';
import {emphasisedWords} from '../text/emphasis.ts';
import {weightsOf} from '../text/weighty-words.ts';

/** After a page with a stressed word, this many pages have none of the kit's own choice: stress everything and nothing is. */
const restingPages = 2;

/**
 * Which words of each page are stressed while the page stands: the script's own phrases, and on pages well apart from
 * those the one word that carries most, a number before a turn of the sentence before a name.
 * @param phrases of the scene, as in `41 hours`
 * @returns a mark for every word of every page, in reading order
 */
export function stressedWords(
  pages: readonly CaptionPage[],
  phrases: readonly string[],
  language: string,
): readonly (readonly boolean[])[] {
  const words = pages.map(({lines}) => lines.flat().map(({text}) => text));
  const all = words.flat();
  const asked = emphasisedWords(all, phrases);
  const weights = weightsOf(all, language);
  let first = 0;
  const marks = words.map((page) => {
    const own = asked.slice(first, first + page.length);
    first += page.length;
    return [...own];
  });
  const isMarked = (index: number): boolean => marks[index]?.includes(true) ?? false;
  let at = 0;
  words.forEach((page, index) => {
    const carried = weights.slice(at, at + page.length);
    at += page.length;
    for (let distance = -restingPages; distance <= restingPages; distance++) {
      if (isMarked(index + distance)) return;
    }
    const heaviest = Math.max(...carried);
    if (heaviest === 0) return;
    const start = carried.indexOf(heaviest);
    marks[index]![start] = true;
    // "two hundred" and "Marie Curie" are one thing; two turns of a sentence are not.
    if (heaviest === 2) return;
    for (let next = start + 1; carried[next] === heaviest; next++) marks[index]![next] = true;
  });
  return marks;
}
