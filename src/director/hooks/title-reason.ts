import type {HookContext} from './hook.ts';
import type {Sentence} from '../source/material.ts';
import {termsOf} from '../source/salience.ts';

/** The sentence that gives the reason a title asks for. */
export function reasonIn({material, sayable, salience, topic, tagger}: HookContext): Sentence | null {
  const asked = new Set(termsOf(tagger.tag(topic.title)));
  const reasons = material.sentences.filter(
    ({index, text, tokens}) =>
      sayable.has(index) &&
      givesReason.test(text) &&
      (asked.size === 0 || termsOf(tokens).some((term) => asked.has(term))),
  );
  return reasons.toSorted((a, b) => salience.score[b.index]! - salience.score[a.index]!)[0] ?? null;
}

const givesReason =
  /\b(?:because|since|so that|in order to|reasons?|causes?|caused by|due to|thanks to|means that|which means|explains?|results? (?:in|from)|leads? to|helps? (?:to|them|it|keep|the)|allows?|lets|serves? (?:to|as)|signals?|purpose|function|evolved|when (?:demand|supply|prices|there))\b/i;
