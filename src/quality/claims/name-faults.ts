import type {ClaimToken} from './claim-tokens.ts';
import type {Fault} from './fault.ts';
import {contentNear, stem} from './near-words.ts';
import {functionWords, templateWords} from './word-classes.ts';

/** Figures and words of our templates tell nothing of where a name stood. */
const tellsWhere = (word: string) => !word.startsWith('#') && !templateWords.has(word);

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
export function nameFaults(said: readonly ClaimToken[], there: readonly ClaimToken[]): Fault[] {
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
