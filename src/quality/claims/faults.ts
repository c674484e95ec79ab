import {claimTokens, type ClaimToken} from './claim-tokens.ts';
import {wordsForSame} from './same-meaning.ts';
import {
  dateWords,
  figureHedges,
  functionWords,
  modalHedges,
  monthNames,
  negations,
  opposites,
  units,
} from './word-classes.ts';

/** How a line goes beyond its source. */
export type FaultKind =
  | 'number'
  | 'unit'
  | 'date'
  | 'name'
  | 'quotation'
  | 'negation'
  | 'hedge'
  | 'direction'
  | 'word';

/** One thing a line says that its source does not. */
export interface Fault {
  readonly kind: FaultKind;
  /** The words at fault, as the line has them; for something left out, as the source has them. */
  readonly text: string;
}

/** What is known about the line beside its words. */
export interface FaultOptions {
  /**
   * `cut`: every word comes from the source or from our templates, as the embedded writer works. `free`: other words
   * may say the same, as a model writes; only figures, units, dates, names, quotations and turns are held to.
   */
  readonly wording: 'cut' | 'free';
  /** Numbers the script itself gives rise to: how many entries it shows, which of them this is. */
  readonly counts?: ReadonlySet<number>;
}

/** Words of our templates. */
const templateWords = new Set(
  (
    'that compares compared includes means said says according here happens happened exactly story thing things short version steps ways tips know people get wrong meet first next finally ' +
    "now long far someone team planet comes came once going let's go author"
  ).split(' '),
);

/** Any mark of a word that keeps it comparable: `cats` and `cat`. */
const stem = (word: string) => word.replace(/(?:ies|es|s|ed|ing|ly)$/, '');

/**
 * Holds a line against the text it rests on.
 * @param window the sentences the line was made from, as the source has them
 */
export function faultsOf(line: string, window: string, options: FaultOptions): Fault[] {
  const said = claimTokens(line);
  const there = claimTokens(window);
  return [
    ...wordFaults(said, there, wordsForSame(window), options),
    ...moreOftenFaults(said, there),
    ...figureFaults(said, there),
    ...orderFaults(said, there),
    ...nameFaults(said, there),
    ...turnFaults(said, there, options),
    ...quotationFaults(line, window),
  ];
}

/** Figures, units, dates, names and, where the wording is the source’s, words that the window does not have. */
function wordFaults(
  said: readonly ClaimToken[],
  there: readonly ClaimToken[],
  same: readonly string[],
  options: FaultOptions,
): Fault[] {
  const known = new Set([
    ...there.flatMap((token) => [token.norm, ...token.norm.split('-')]),
    ...same.flatMap((words) => claimTokens(words).map((token) => token.norm)),
  ]);
  const stems = new Set(there.map((token) => stem(token.norm)));
  const faults: Fault[] = [];
  for (const [index, token] of said.entries()) {
    // `May` is no `may`.
    if (token.text === 'May' && !token.opens) {
      if (!there.some((other) => other.text === 'May')) faults.push({kind: 'date', text: token.text});
      continue;
    }
    if (known.has(token.norm)) continue;
    if (token.value !== null) {
      if (/^\D/.test(token.text) && options.counts?.has(token.value)) continue;
      const isDate =
        (/^(?:1[0-9]|20)\d\d$/.test(token.text) && token.value < 2100) ||
        [said[index - 1], said[index + 1]].some((near) => near !== undefined && monthNames.has(near.norm));
      faults.push({kind: isDate ? 'date' : 'number', text: token.text});
    } else if (units.has(token.norm)) {
      const sameWord = [...units].some((unit) => known.has(unit) && stem(unit) === stem(token.norm));
      if (!sameWord) faults.push({kind: 'unit', text: token.text});
    } else if (dateWords.has(token.norm)) faults.push({kind: 'date', text: token.text});
    else if (negations.has(token.norm) || modalHedges.has(token.norm)) continue;
    else if (functionWords.has(token.norm) || templateWords.has(token.norm)) continue;
    else if (token.norm.includes('-') && token.norm.split('-').every((part) => known.has(part))) continue;
    else if (token.capital && !stems.has(stem(token.norm)) && (options.wording === 'cut' || !token.opens))
      faults.push({kind: 'name', text: token.text});
    else if (options.wording === 'cut' && isCounted(said[index - 1], options) && !token.afterMark)
      faults.push({kind: 'unit', text: token.text});
    else if (options.wording === 'cut') faults.push({kind: 'word', text: token.text});
    else {
      const turned = opposites.find(
        ([a, b]) => (token.norm === a && known.has(b)) || (token.norm === b && known.has(a)),
      );
      if (turned) faults.push({kind: 'direction', text: token.text});
    }
  }
  return faults;
}

/** A figure of the source; how many entries the script shows is our own. */
function isCounted(token: ClaimToken | undefined, {counts}: FaultOptions): boolean {
  return token !== undefined && token.value !== null && counts?.has(token.value) !== true;
}

/** A figure or a date said more often than the source has it took the place of another. */
function moreOftenFaults(said: readonly ClaimToken[], there: readonly ClaimToken[]): Fault[] {
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
function figureFaults(said: readonly ClaimToken[], there: readonly ClaimToken[]): Fault[] {
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
function orderFaults(said: readonly ClaimToken[], there: readonly ClaimToken[]): Fault[] {
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

interface Name {
  readonly from: number;
  readonly to: number;
  readonly norms: readonly string[];
  readonly text: string;
}

/** Runs of capitalised words. */
function namesIn(tokens: readonly ClaimToken[]): Name[] {
  const names: Name[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    if (!tokens[from]!.capital || functionWords.has(tokens[from]!.norm)) continue;
    let to = from + 1;
    while (tokens[to]?.capital === true && !tokens[to]!.afterMark) to += 1;
    const run = tokens.slice(from, to);
    if (!(run.length === 1 && run[0]!.opens))
      names.push({
        from,
        to,
        norms: run.map((token) => token.norm),
        text: run.map((token) => token.text).join(' '),
      });
    from = to - 1;
  }
  return names;
}

/** A name whose words all stand in the source, but not together, or not beside what the line says of it. */
function nameFaults(said: readonly ClaimToken[], there: readonly ClaimToken[]): Fault[] {
  const faults: Fault[] = [];
  const others = namesIn(there);
  for (const name of namesIn(said)) {
    if (!name.norms.every((norm) => there.some((token) => token.norm === norm))) continue;
    const places = there.flatMap((_, at) =>
      name.norms.every((norm, step) => there[at + step]?.norm === norm) ? [at] : [],
    );
    if (places.length === 0) {
      // `Katie Holm` of Katie Allen and Peter Holm.
      const [first] = name.norms;
      const isOpening =
        said[name.from]!.opens && there.some((token) => token.norm === first && !token.capital);
      if (!isOpening) faults.push({kind: 'name', text: name.text});
      continue;
    }
    const rivals = others.filter((other) => !other.norms.some((norm) => name.norms.includes(norm)));
    if (rivals.length === 0) continue;
    const near = [...contentNear(said, name.from - 1, -1), ...contentNear(said, name.to, 1)].filter(
      tellsWhere,
    );
    if (near.length === 0) continue;
    const beside = places.some((at) =>
      near.some((word) =>
        there
          .slice(Math.max(0, at - 8), at + name.norms.length + 8)
          .some((token) => stem(token.norm) === stem(word)),
      ),
    );
    if (!beside) faults.push({kind: 'name', text: name.text});
  }
  return faults;
}

/** The next two words with content in one direction. */
function contentNear(tokens: readonly ClaimToken[], from: number, by: 1 | -1): string[] {
  const found: string[] = [];
  for (let at = from; at >= 0 && at < tokens.length && found.length < 2; at += by) {
    if (!functionWords.has(tokens[at]!.norm)) found.push(tokens[at]!.norm);
  }
  return found;
}

/** Figures and words of our templates tell nothing of where a name stood. */
const tellsWhere = (word: string) => !word.startsWith('#') && !templateWords.has(word);

/** Words of denial and reservation that were left out of what was kept, or put in. */
function turnFaults(
  said: readonly ClaimToken[],
  there: readonly ClaimToken[],
  {wording}: FaultOptions,
): Fault[] {
  const faults: Fault[] = [];
  for (const [set, kind] of [
    [negations, 'negation'],
    [modalHedges, 'hedge'],
  ] as const) {
    for (const [at, token] of there.entries()) {
      if (!set.has(token.norm) || (token.capital && token.norm === 'may' && !token.opens)) continue;
      const before = contentNear(there, at - 1, -1)[0];
      const after = contentNear(there, at + 1, 1)[0];
      if (after === undefined) continue;
      const kept = said.some((word, index) => {
        if (stem(word.norm) !== stem(after) || set.has(word.norm)) return false;
        // Between what stood before the word and what stood behind it nothing of its kind is left.
        let from = index - 1;
        while (from >= 0 && index - from <= 7 && !said[from]!.opens && said[from]!.norm !== before) {
          if (set.has(said[from]!.norm)) return false;
          from -= 1;
        }
        if (from >= 0 && set.has(said[from]!.norm)) return false;
        if (before === undefined) return said[from]?.opens === true && index - from <= 3;
        return from >= 0 && said[from]!.norm === before && index - from <= 6;
      });
      const saysItElsewhere = there.some(
        (other, place) =>
          stem(other.norm) === stem(after) &&
          place !== at + 1 &&
          contentNear(there, place - 1, -1)[0] === before &&
          !there.slice(Math.max(0, place - 4), place).some((near) => set.has(near.norm)),
      );
      if (kept && !saysItElsewhere)
        faults.push({kind, text: [before, token.text, after].filter(Boolean).join(' ')});
    }
    const times = (tokens: readonly ClaimToken[]) => tokens.filter((token) => set.has(token.norm)).length;
    if (wording === 'cut' && kind === 'negation' && times(said) > times(there) && times(there) > 0)
      faults.push({kind, text: said.findLast((token) => set.has(token.norm))?.text ?? ''});
    for (const [index, token] of said.entries()) {
      if (!set.has(token.norm) || (token.capital && token.norm === 'may' && !token.opens)) continue;
      const near = [contentNear(said, index - 1, -1)[0], contentNear(said, index + 1, 1)[0]].filter(
        (word) => word !== undefined,
      );
      const stands = there.some(
        (other, at) =>
          set.has(other.norm) &&
          (near.length === 0 ||
            near.some((word) =>
              there.slice(Math.max(0, at - 7), at + 8).some((close) => stem(close.norm) === stem(word)),
            )),
      );
      // Another word may carry the denial: `fails to`, `unable`; only the source’s own wording is held to the word.
      if (
        !stands &&
        (wording === 'cut' ||
          !/\b(?:un|in|im|dis)\w+|\b(?:fail|lack|refus|den(?:y|ie)|ban)\w*/.test(
            there.map((word) => word.norm).join(' '),
          ))
      )
        faults.push({kind, text: [token.text, contentNear(said, index + 1, 1)[0]].filter(Boolean).join(' ')});
    }
  }
  return faults;
}

const flat = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();

/** Text between quotation marks. */
function quotedIn(text: string): string[] {
  const curly = [...text.matchAll(/“([^”]+)”?/g)].map(([, inner = '']) => inner);
  const straight = [...text.matchAll(/"([^"]+)"?/g)].map(([, inner = '']) => inner);
  return [...curly, ...straight];
}

/** Quotations that are not exact, or that nobody is quoted with. */
function quotationFaults(line: string, window: string): Fault[] {
  const quoted = quotedIn(window).map((inner) => ` ${flat(inner)} `);
  const all = ` ${flat(window)} `;
  return quotedIn(line)
    .filter((inner) => /[\p{L}\p{N}]/u.test(inner))
    .filter((inner) => {
      const words = ` ${flat(inner)} `;
      if (quoted.some((other) => other.includes(words))) return false;
      // An odd mark in the source leaves open what was quoted.
      return !(all.includes(words) && (window.match(/"/g)?.length ?? 0) % 2 === 1);
    })
    .map((inner) => ({kind: 'quotation', text: inner}));
}
