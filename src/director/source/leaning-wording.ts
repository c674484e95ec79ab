import type {GatedLine} from './gated-line.ts';
import {isFiniteVerb} from './grammar.ts';

/** Whether words inside a line are clear only behind the sentence before it. */
export function leansByWording(line: GatedLine): boolean {
  return (
    leavesOutWhat(line) ||
    isShortQuotation(line) ||
    explainsDoubt(line) ||
    namesResults(line) ||
    hasVerbOfThatOnly(line) ||
    speaksThroughPronoun(line) ||
    happensThen(line)
  );
}

function leavesOutWhat({text, sentence}: GatedLine): boolean {
  return (
    // `Doherty said that had nothing to do with it`: what had?
    /\b(?:said|says|added|insisted|told [^“,]{2,30}) that (?:is|was|has|had|would|will|could|did|does)\b/.test(
      text,
    ) ||
    // `The men did not.` Did not what?
    /\b(?:do|does|did|has|have|had|is|are|was|were|will|would|can|could|should)(?: not|n[’']t)\.$/.test(
      text,
    ) ||
    // `why and how they do it`: who does what?
    (/\b(?:do|does|did|doing) (?:it|so|this|that)(?:[.,]| (?:again|too|now)\b)/.test(text) &&
      sentence.inBlock > 0)
  );
}

/** `“I kept the letters”`: a short quotation points at what was told before it. */
function isShortQuotation({text, quotes, sentence}: GatedLine): boolean {
  const quotation = quotes.length === 1 ? text.slice(quotes[0]!.start + 1, quotes[0]!.end - 1) : '';
  return (
    / (?:said|says|told [^“]{2,40}): “/.test(text) &&
    sentence.inBlock + sentence.rank > 0 &&
    quotation.split(' ').length <= 8 &&
    /\b(?:it|they|them|he|she|that|those|these|this|the \p{Ll}+)\b/u.test(quotation)
  );
}

/** What stands behind a doubt is said to explain it. */
function explainsDoubt({sentence, before}: GatedLine): boolean {
  return (
    sentence.inBlock > 0 &&
    before?.block === sentence.block &&
    /\b(?:no (?:proof|evidence)|not (?:proof|proven|prove)|unclear whether|other things|at the same time)\b/.test(
      before.text,
    )
  );
}

/** `have not confirmed the figures`: those of the sentence before. */
function namesResults({text, sentence}: GatedLine): boolean {
  return (
    /\bthe (?:figures|results|findings|claims?|numbers|idea|decision|move|announcement|news|proposal|change)(?=[.,;]|$)/.test(
      text,
    ) && sentence.inBlock > 0
  );
}

/** `At the mill that gives the miller two hours`: the only verb is that of `that`. */
function hasVerbOfThatOnly({plain}: GatedLine): boolean {
  const verbs = plain.flatMap((_, index) => (isFiniteVerb(plain, index) ? [index] : []));
  return (
    verbs.length > 0 &&
    plain[verbs[0]! - 1]?.lower === 'that' &&
    verbs[0]! > 1 &&
    plain[0]?.pos === 'ADP' &&
    verbs.length === 1
  );
}

/** `…, he said`, where nobody is named at the head of the line. */
function speaksThroughPronoun({text, plain}: GatedLine): boolean {
  return (
    /\b(?:said|says|added|told)\b/.test(text) &&
    /\b(?:he|she|they) (?:said|says|added|told)\b/.test(text) &&
    !plain.slice(0, 6).some((token) => token.pos === 'PROPN')
  );
}

/** What happened where the sentence before set the date happened then. */
function happensThen({text, plain, sentence, before}: GatedLine): boolean {
  return (
    before !== undefined &&
    sentence.inBlock > 0 &&
    before.block === sentence.block &&
    /^(?:In|On|By|During|That|Last) [^,]{0,40}\b(?:1[5-9]|20)\d\d\b/.test(before.text) &&
    !/\b(?:1[5-9]|20)\d\d\b/.test(text) &&
    !plain.slice(1).some((token) => token.pos === 'PROPN') &&
    plain.some(
      (token) =>
        /^(?:was|were|had)$/.test(token.lower) ||
        (token.pos === 'VERB' && /(?:ed|lost|began|fell|rose|went|took|came|left|broke)$/.test(token.lower)),
    )
  );
}
