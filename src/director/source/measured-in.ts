import {figuresOf} from './figures.ts';
import {labelFrom} from './figure-label.ts';
import {clauseOf, textOf} from './grammar.ts';
import type {Tagger} from './nlp.ts';

/** What a comparison measures, as in `Dissolved salt per litre`; null when the line does not say it in a phrase. */
export function measuredIn(line: string, tagger: Tagger): string | null {
  const figures = figuresOf(line);
  const at = Math.max(
    0,
    figures.findIndex((figure) => /\bfrom $/i.test(line.slice(0, figure.hedgeStart))),
  );
  const [first, second] = figures.slice(at);
  if (!first || !second) return null;
  const front = line
    .slice(0, first.hedgeStart)
    .replace(/\s?from $/i, '')
    .trim();
  const part = front.split(/,\s/).at(-1)!;
  const moved =
    /^(.{3,80}?) (?:has |have )?(?:fell|fallen|dropped|rose|risen|grew|grown|shrank|climbed|jumped|increased|decreased|declined|went)(?: \w+ly)?$/.exec(
      part,
    )?.[1];
  const per = /^ (per [\p{L}]+)/u.exec(line.slice(second.end))?.[1] ?? '';
  const name = (text: string) => {
    const label = labelFrom(text, tagger);
    return label && per !== '' && label.length + per.length < 40 ? `${label} ${per}` : label;
  };
  if (moved) return name(moved);
  const tokens = tagger.tag(part);
  const clause = clauseOf(tokens);
  if (!clause) return null;
  const object = part.slice(tokens[clause.main]!.end).trim();
  return name(object === '' ? textOf(part, tokens, 0, clause.verb) : object);
}
