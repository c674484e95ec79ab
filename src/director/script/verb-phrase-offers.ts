import type {Offer} from './phrase-options.ts';
import {offered, type PhraseSearch, weightOf} from './phrase-search.ts';
import {isNominal, textOf, wordCount} from '../source/grammar.ts';
import type {Token} from '../source/nlp.ts';

/** What something is not, or does: `Not a plant`, `Banned meetings on two days`. */
export function verbPhraseOffers(search: PhraseSearch): Offer[] {
  const {tokens} = search;
  return tokens.flatMap((token, index) => {
    const before = tokens[index - 1];
    const negation = /^(?:not|never|n't|no)$/.test(token.lower);
    const verb =
      token.pos === 'VERB' &&
      !/^(?:be|have|do|make|get|say|include|become|find|take|mean|keep|go|use)$/.test(token.lemma);
    if (!negation && !verb) return [];
    // `and not from the number`: the half of a contrast that does not hold.
    if (negation && /^(?:and|but)$/.test(before?.lower ?? '')) return [];
    if (verb && tellsWhich(token, before)) return [];
    const fromBefore = negation && (token.lower === "n't" || /^(?:do|does|did)$/.test(before?.lower ?? ''));
    const found = longestFrom(search, fromBefore ? index - 1 : index, index);
    if (!found) return [];
    // `worsen congestion`: without its subject it reads as a command, which is right where somebody is spoken to.
    const addressed = verb && isAddressed(tokens, index);
    const command = verb && index > 0 && token.lemma === token.lower && !addressed;
    const inflected = verb && /(?:ing|s)$/.test(token.lower) && token.lemma !== token.lower;
    return offered(
      found.phrase,
      weightOf(search, index, found.to) * (negation ? 1.15 : 0.8),
      negation ? 0.8 : command ? -1.6 : inflected ? -0.8 : -0.2,
    );
  });
}

/** `You’ll save money`, `you can also fly`: whoever watches is spoken to. */
function isAddressed(tokens: readonly Token[], verb: number): boolean {
  let at = verb - 1;
  while (tokens[at]?.pos === 'ADV') at -= 1;
  return (
    /^(?:['’]ll|will|can|should|could|must)$/.test(tokens[at]?.lower ?? '') && tokens[at - 1]?.lower === 'you'
  );
}

/** Whether a verb says which ones are meant, not what they do. */
function tellsWhich(verb: Token, before: Token | undefined): boolean {
  return (
    // `bees that sleep outdoors`
    /^(?:that|who|which|to)$/.test(before?.lower ?? '') ||
    // `doctors working without the tool`
    (verb.lower.endsWith('ing') && isNominal(before))
  );
}

/** The longest usable phrase of at most six words over the word at `index`. */
function longestFrom(
  {spoken, tokens, usable}: PhraseSearch,
  from: number,
  index: number,
): {phrase: string; to: number} | null {
  for (let to = Math.min(tokens.length, index + 7); to > index + 1; to -= 1) {
    if (!canEnd(tokens, index, to)) continue;
    const phrase = usable(
      textOf(spoken, tokens, Math.max(0, from), to).replace(/^(?:is|are|was|were)n[’']t (?=\S+ \S)/i, 'Not '),
    );
    if (phrase && wordCount(phrase) <= 6) return {phrase, to};
  }
  return null;
}

/** Whether a phrase over the word at `index` can end before `to`: in its clause, and not inside another phrase. */
function canEnd(tokens: readonly Token[], index: number, to: number): boolean {
  const last = tokens[to - 1]!;
  const following = tokens[to];
  const leavesClause = tokens
    .slice(index + 1, to)
    .some(
      (part) =>
        /^[,;:.!?–—“”]$/.test(part.text) || /^(?:that|which|who|because|when|if|but)$/.test(part.lower),
    );
  if (leavesClause || !['NOUN', 'PROPN', 'ADV', 'VERB', 'ADJ'].includes(last.pos)) return false;
  if (!following) return true;
  if (
    isNominal(following) ||
    (last.pos === 'ADJ' && following.pos === 'ADJ') ||
    (last.pos === 'ADV' && following.pos === 'ADV') ||
    /^(?:of|’s|'s|n't|-|now)$/.test(following.lower)
  )
    return false;
  return last.pos !== 'VERB' || /^[,;:.!?]$/.test(following.text);
}
