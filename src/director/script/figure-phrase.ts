import {figureRange} from './figure-range.ts';
import type {PhraseSearch} from './phrase-search.ts';
import {countedPhrase, type Figure, figuresOf} from '../source/figures.ts';

const weight: Readonly<Record<Figure['kind'], number>> = {percent: 3, money: 3, count: 2, measure: 1};

/** The weightiest figure of a line with what it counts, a range before all others. */
export function figurePhrase(search: PhraseSearch): string | null {
  const {spoken, tokens, options, usable} = search;
  const all = figuresOf(spoken);
  const range = rangePhrase(search, all);
  if (range) return range;
  const figures = all
    .map((figure) => ({figure, phrase: countedPhrase(spoken, tokens, figure)}))
    .sort(
      (a, b) =>
        Number(b.figure.value === options.value) - Number(a.figure.value === options.value) ||
        weight[b.figure.kind] - weight[a.figure.kind],
    );
  for (const {figure, phrase} of figures) {
    if (figure.kind === 'count' && phrase.noun === null) continue;
    // `24%` of what?
    if (options.value !== figure.value && !/\p{L}{3}/u.test(spoken.slice(phrase.start, phrase.end))) continue;
    const found =
      usable(spoken.slice(phrase.start, phrase.end)) ?? usable(spoken.slice(phrase.start, figure.end));
    if (found) return found;
  }
  return null;
}

function rangePhrase({spoken, tokens, usable}: PhraseSearch, figures: readonly Figure[]): string | null {
  for (const [index, figure] of figures.entries()) {
    const second = figures[index + 1];
    const range = second ? figureRange(spoken, tokens, figure, second) : null;
    const found = range ? usable(range) : null;
    if (found) return found;
  }
  const range = /\bbetween \d[\d.,]* and \d[\d.,]*(?: (?:percent|degrees|[a-z]+s))?/i.exec(spoken);
  return range ? usable(range[0]) : null;
}
