import type {ClaimToken} from './claim-tokens.ts';
import type {Fault, FaultOptions} from './fault.ts';
import {contentNear, stem} from './near-words.ts';
import {modalHedges, negations} from './word-classes.ts';

/** Words of denial and reservation that were left out of what was kept, or put in. */
export function turnFaults(
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
