import type {Hook} from '../hooks/hook.ts';
import type {Candidate} from '../source/candidates.ts';
import {stemOf} from '../source/salience.ts';
import type {Topic} from '../source/topic.ts';

/** For each candidate, the sets of pool members of which one must stand before it. */
export function neededBefore(pool: readonly Candidate[], topic: Topic, hook: Hook): number[][] {
  const hookStems = new Set(
    hook.text
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.map(stemOf) ?? [],
  );
  return pool.map((candidate, index) => {
    const masks: number[] = [];
    if (candidate.needsPrevious) {
      const before = pool.findIndex((other) => other.sentence.index === candidate.sentence.index - 1);
      masks.push(before < 0 ? 0 : 1 << before);
    }
    for (const noun of candidate.needsNouns) {
      if (topic.stems.has(stemOf(noun)) || hookStems.has(stemOf(noun))) continue;
      let mask = 0;
      for (let other = 0; other < index; other += 1) {
        const {sentence} = pool[other]!;
        if (
          sentence.source === candidate.sentence.source &&
          sentence.tokens.some((token) => token.lemma === noun)
        )
          mask |= 1 << other;
      }
      masks.push(mask);
    }
    return masks;
  });
}
