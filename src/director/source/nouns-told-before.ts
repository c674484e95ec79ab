import {type GatedLine, timeNouns} from './gated-line.ts';
import {isNominal} from './grammar.ts';
import type {Token} from './nlp.ts';

/** Nouns that need no telling, since there is one of them that everybody knows. */
const known =
  /^(?:world|sun|moon|sea|ocean|sky|earth|air|ground|public|government|internet|past|future|country|police|brain|body|heart|weather|climate|market|economy|law|planet|environment|day|night|end|start|beginning|middle|top|bottom|result|rest|way|problem|reason|answer|key|trick|idea|goal|point|average|whole|majority|number|amount|cost|price|share|time|night|street|road|home|house|family|face|hand|eye|head|skin|screen|phone|door|window|floor|kitchen|garden|wall|roof|light|dark|heat|cold|rain|wind|water|fire|city|town|mother|father|child)$/;

/** What the nouns with `the` ask of a line: those an earlier line must have brought up, and marks off for those no line does. */
export function nounsToldBefore(line: GatedLine): {needed: string[]; marksOff: number[]} {
  const {plain, sentence, material} = line;
  const needed: string[] = [];
  const marksOff: number[] = [];
  for (const [index] of plain.entries()) {
    const noun = definiteNoun(plain, index);
    if (!noun) continue;
    const first = material.sentences.find(
      (other) =>
        other.source === sentence.source &&
        other.tokens.some((word) => word.pos === 'NOUN' && word.lemma === noun.lemma),
    );
    if (!first || first.index >= sentence.index) {
      const earlierHere = plain.slice(0, index).some((part) => part.lemma === noun.lemma);
      if (!earlierHere && !known.test(noun.lemma)) marksOff.push(0.35);
      continue;
    }
    // Named with `the` from the start: one everybody knows, not one that was introduced.
    const at = first.tokens.findIndex((word) => word.pos === 'NOUN' && word.lemma === noun.lemma);
    if (first.tokens.slice(Math.max(0, at - 3), at).some((word) => word.lower === 'the')) continue;
    needed.push(noun.lemma);
  }
  return {needed, marksOff};
}

/** The noun behind the `the` at a place, unless its phrase says itself which one is meant. */
function definiteNoun(plain: readonly Token[], index: number): Token | null {
  const token = plain[index]!;
  if (token.lower !== 'the' && !(token.lower === 'that' && index > 0 && plain[index - 1]?.pos === 'ADP'))
    return null;
  let head = index + 1;
  while (
    plain[head + 1] &&
    plain[head]!.pos !== 'PUNCT' &&
    (plain[head]!.pos === 'ADJ' || isNominal(plain[head + 1]))
  )
    head += 1;
  const noun = plain[head];
  if (!noun || noun.pos !== 'NOUN' || timeNouns.test(noun.lower)) return null;
  // `the number of hives`, `the bridge that carries`
  if (/^(?:of|that|who|which|where|in|to|for|on|at|from|between|behind)$/.test(plain[head + 1]?.lower ?? ''))
    return null;
  const isSingledOut = plain
    .slice(index + 1, head)
    .some(
      (part) =>
        part.pos === 'PROPN' ||
        /(?:est|st)$/.test(part.lower) ||
        /^(?:first|last|only|same|next|same|most)$/.test(part.lower),
    );
  return isSingledOut ? null : noun;
}
