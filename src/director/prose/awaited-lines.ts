import type {ProseOptions} from './prose-options.ts';
import type {Hook} from '../hooks/hook.ts';
import type {Candidate} from '../source/candidates.ts';
import {termsOf} from '../source/salience.ts';

/** The sentence that says what the headline says: the lead, or what shares most words with the title. */
export function centralOf(pool: readonly Candidate[], {topic, tagger}: ProseOptions): Candidate | null {
  const first = pool.find(
    ({sentence}) => sentence.source === 0 && sentence.rank === 0 && sentence.inBlock === 0,
  );
  if (first) return first;
  const title = new Set(termsOf(tagger.tag(topic.title)));
  const sharedWith = ({sentence}: Candidate) =>
    new Set(termsOf(sentence.tokens).filter((term) => title.has(term))).size;
  const best = pool.toSorted(
    (a, b) => sharedWith(b) - sharedWith(a) || a.sentence.index - b.sentence.index,
  )[0];
  return best && sharedWith(best) >= 2 ? best : null;
}

/** What leads up to the promised line and away from it: its section, or its neighbours where there are no sections. */
export function isBeside({sentence}: Candidate, {sentence: kept}: Candidate): boolean {
  if (sentence.source !== kept.source) return false;
  return kept.heading === '' ? Math.abs(sentence.rank - kept.rank) <= 1 : sentence.heading === kept.heading;
}

/** The line that keeps what a hook made from the title promises: it shares the words that set the title apart. */
export function promiseOf(
  hook: Hook,
  pool: readonly Candidate[],
  {topic, tagger, salience}: ProseOptions,
): Candidate | null {
  const label = new Set(termsOf(tagger.tag(topic.label)));
  const asked = new Set(termsOf(tagger.tag(hook.text)).filter((term) => !label.has(term)));
  let best: {candidate: Candidate; value: number} | null = null;
  for (const candidate of pool) {
    const terms = new Set(termsOf(candidate.sentence.tokens));
    let value = 0;
    for (const term of asked) if (terms.has(term)) value += salience.idf.get(term) ?? 0;
    if (value > 1 && (!best || value > best.value)) best = {candidate, value};
  }
  return best?.candidate ?? null;
}
