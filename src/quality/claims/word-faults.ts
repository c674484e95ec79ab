import {claimTokens, type ClaimToken} from './claim-tokens.ts';
import type {Fault, FaultOptions} from './fault.ts';
import {stem} from './near-words.ts';
import {
  dateWords,
  functionWords,
  modalHedges,
  monthNames,
  negations,
  opposites,
  templateWords,
  units,
} from './word-classes.ts';

/** Figures, units, dates, names and, where the wording is the source’s, words that the window does not have. */
export function wordFaults(
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
