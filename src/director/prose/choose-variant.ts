import type {Candidate} from '../source/candidates.ts';
import {wordCount} from '../source/grammar.ts';
import {splitSentences} from '../../quality/sentences.ts';

/** The wording of a candidate for a telling that takes its time, keeps a middle way, or is brief. */
export function chooseVariant(candidate: Candidate, preference: 'full' | 'even' | 'short') {
  const [fullest] = candidate.variants;
  if (preference === 'full' || candidate.variants.length === 1) return fullest!;
  const shortest = candidate.variants.toSorted((a, b) => a.text.length - b.text.length)[0]!;
  if (preference === 'short') return shortest;
  // Two sentences of a good length are as easy as one, and nothing is lost.
  const longest = (text: string) => Math.max(...splitSentences(text).map((span) => wordCount(span.text)));
  return (
    candidate.variants.find((variant) => longest(variant.text) <= 22 && wordCount(variant.text) <= 36) ??
    shortest
  );
}
