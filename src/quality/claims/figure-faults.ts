import type {ClaimToken} from './claim-tokens.ts';
import type {Fault} from './fault.ts';
import {stem} from './near-words.ts';
import {dateWords, figureHedges, functionWords, monthNames, units} from './word-classes.ts';

/** A figure or a date said more often than the source has it took the place of another. */
export function moreOftenFaults(
  all: readonly ClaimToken[],
  there: readonly ClaimToken[],
  counts?: ReadonlySet<number>,
): Fault[] {
  // `Seven: it was searched 7x more`: the place of an entry in its list is no figure of the source.
  const said = all.filter(
    ({text, value}, index) => !(index === 0 && value !== null && /^\D/.test(text) && counts?.has(value)),
  );
  const count = (tokens: readonly ClaimToken[], norm: string) =>
    tokens.filter((token) => token.norm === norm).length;
  const figures = new Map(
    said
      .filter((token) => (token.value !== null && /^\d/.test(token.text)) || dateWords.has(token.norm))
      .map((token) => [token.norm, token]),
  );
  return [...figures.values()]
    .filter(({norm}) => count(there, norm) > 0 && count(said, norm) > count(there, norm))
    .map((token) => ({
      kind: token.value === null ? ('date' as const) : ('number' as const),
      text: token.text,
    }));
}

/** What belongs to a figure: the sign before it, the unit or thing behind it, the word that says it is not exact. */
export function figureFaults(said: readonly ClaimToken[], there: readonly ClaimToken[]): Fault[] {
  const faults: Fault[] = [];
  for (const [index, token] of said.entries()) {
    if (token.value === null) continue;
    const places = there.flatMap((other, at) => (other.norm === token.norm ? [at] : []));
    if (places.length === 0) continue;
    const next = said[index + 1];
    const before = said[index - 1];
    // `13.7 million`: behind the same figure the source has the same word, near by.
    // A year counts nothing: the word behind `March 1989` is the next part of the sentence.
    const isYear =
      /^(?:1[0-9]|20)\d\d$/.test(token.text) &&
      (monthNames.has(before?.norm ?? '') || /^(?:in|since|of|by|until)$/.test(before?.norm ?? ''));
    if (next && !isYear && !next.afterMark && !functionWords.has(next.norm) && next.value === null) {
      const follows = places.some((at) =>
        there
          .slice(at + 1, at + (units.has(next.norm) ? 3 : 5))
          .some((other) => stem(other.norm) === stem(next.norm)),
      );
      const isKnown = there.some((other) => stem(other.norm) === stem(next.norm));
      if (!follows && isKnown)
        faults.push({kind: units.has(next.norm) ? 'unit' : 'number', text: `${token.text} ${next.text}`});
    }
    if (before && /^[$£€¥]$/.test(before.text)) {
      if (
        !places.some(
          (at) =>
            there[at - 1]?.norm === before.norm ||
            there.slice(at, at + 4).some((other) => other.norm === before.norm),
        )
      )
        faults.push({kind: 'unit', text: `${before.text}${token.text}`});
    }
    if (before && monthNames.has(before.norm) && token.value <= 31) {
      const dated = places.some(
        (at) => there[at - 1]?.norm === before.norm || there[at + 1]?.norm === before.norm,
      );
      if (!dated && there.some((other) => other.norm === before.norm))
        faults.push({kind: 'date', text: `${before.text} ${token.text}`});
    }
    const theirs = places.map((at) => hedgeBefore(there, at));
    const ours = hedgeBefore(said, index);
    if (theirs.every((hedge) => hedge !== null) && ours === null)
      faults.push({kind: 'hedge', text: `${theirs[0]} ${token.text}`});
    // `over` for `under`, or a reservation of our own.
    else if (ours !== null && !theirs.some((hedge) => hedge !== null && sideOf(hedge) === sideOf(ours)))
      faults.push({kind: 'hedge', text: `${ours} ${token.text}`});
  }
  return faults;
}

/** On which side of the figure the truth lies. */
function sideOf(hedge: string): 'above' | 'below' | 'near' {
  if (/^(?:over|more than|at least)$/.test(hedge)) return 'above';
  return /^(?:under|less than|fewer than|up to|at most)$/.test(hedge) ? 'below' : 'near';
}

/** The word before a figure that says it is not exact; up to a sign or an article away. */
function hedgeBefore(tokens: readonly ClaimToken[], at: number): string | null {
  for (let from = at - 1; from >= Math.max(0, at - 3); from -= 1) {
    for (const hedge of figureHedges) {
      const start = from - hedge.length + 1;
      if (start >= 0 && hedge.every((word, step) => tokens[start + step]!.norm === word))
        return hedge.join(' ');
    }
    if (!/^(?:[$£€¥]|an?|the|some)$/.test(tokens[from]!.norm)) return null;
  }
  return null;
}

/** Two figures that changed places. */
export function orderFaults(said: readonly ClaimToken[], there: readonly ClaimToken[]): Fault[] {
  const place = (token: ClaimToken): number | null => {
    const places = there.flatMap((other, at) => (other.norm === token.norm ? [at] : []));
    return places.length === 1 ? places[0]! : null;
  };
  const figures = said.filter(
    (token) => token.value !== null && said.filter((other) => other.norm === token.norm).length === 1,
  );
  for (const [index, token] of figures.entries()) {
    const next = figures[index + 1];
    if (!next) break;
    const [first, second] = [place(token), place(next)];
    if (first === null || second === null || first < second) continue;
    // Moved with its surroundings, as an attribution is, a figure is where it was.
    const alike = (at: number, other: ClaimToken, by: number) => {
      const near = said[said.indexOf(other) + by];
      return near !== undefined && there[at + by]?.norm === near.norm;
    };
    if (alike(first, token, -1) && alike(second, next, -1)) continue;
    return [{kind: 'number', text: `${token.text} … ${next.text}`}];
  }
  return [];
}
