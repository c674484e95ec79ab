import type {Candidate} from '../source/candidates.ts';
import type {Material} from '../source/material.ts';
import {stemOf} from '../source/salience.ts';
import type {Topic} from '../source/topic.ts';

/** The fifteen best candidates, those that lean on a neighbour only together with it. */
export function poolOf(
  all: readonly Candidate[],
  material: Material,
  topic: Topic,
  strict: boolean,
): Candidate[] {
  const byIndex = new Map(all.map((candidate) => [candidate.sentence.index, candidate]));
  const pool = new Map<number, Candidate>();
  const known = (noun: string) => topic.stems.has(stemOf(noun));
  for (const candidate of [...all].sort((a, b) => b.score - a.score)) {
    if (pool.size >= 15) break;
    if (strict && candidate.score < 0.35 * Math.max(0.5, all[0]?.score ?? 1) && pool.size >= 8) break;
    if (candidate.needsPrevious) {
      const before = byIndex.get(candidate.sentence.index - 1);
      if (
        !before ||
        before.needsPrevious ||
        before.sentence.source !== candidate.sentence.source ||
        before.sentence.kind === 'list-item'
      )
        continue;
      if (before.sentence.block !== candidate.sentence.block && candidate.sentence.inBlock > 0) continue;
      if (pool.size >= 14 && !pool.has(before.sentence.index)) continue;
      pool.set(before.sentence.index, before);
    }
    const open = candidate.needsNouns.filter((noun) => !known(noun));
    if (open.length > 0) {
      const origin = open.map((noun) =>
        all.find(
          (other) =>
            other.sentence.index < candidate.sentence.index &&
            other.sentence.source === candidate.sentence.source &&
            other.sentence.tokens.some((token) => token.lemma === noun),
        ),
      );
      if (origin.some((found) => found === undefined)) continue;
    }
    pool.set(candidate.sentence.index, candidate);
  }
  return [...pool.values()].sort((a, b) => a.sentence.index - b.sentence.index).slice(0, 16);
}
