import {type GatedLine, gatedLineOf} from './gated-line.ts';
import {leansByOpening} from './leaning-opening.ts';
import {leansByWording} from './leaning-wording.ts';
import {loosenessOf} from './loose-wording.ts';
import type {Material, Sentence} from './material.ts';
import type {Token} from './nlp.ts';
import {nounsToldBefore} from './nouns-told-before.ts';
import {leansByPronoun} from './pronouns-without-noun.ts';
import {refusalOf} from './refused-line.ts';

/** What a line needs around it to be understood. */
interface Standing {
  /** Why it must not be used at all; null when it may be. */
  readonly refused: string | null;
  /** Only behind the sentence that stands before it in the source. */
  readonly needsPrevious: boolean;
  /** Nouns named with `the` that an earlier line must have brought up. */
  readonly needsNouns: readonly string[];
  /** Marks off for looseness that does not forbid. */
  readonly penalty: number;
}

/**
 * Whether a line can be understood by somebody who heard nothing before it. `tokens` are those of `text`; `sentence`
 * is where it comes from.
 */
export function standingOf(
  text: string,
  tokens: readonly Token[],
  sentence: Sentence,
  material: Material,
): Standing {
  const line = gatedLineOf(text, tokens, sentence, material);
  const refused = refusalOf(line);
  if (refused !== null) return {refused, needsPrevious: false, needsNouns: [], penalty: 0};
  const nouns = nounsToldBefore(line);
  return {
    refused: null,
    needsPrevious: leansOnPrevious(line),
    needsNouns: nouns.needed,
    penalty: [...loosenessOf(line), ...nouns.marksOff].reduce((sum, marks) => sum + marks, 0),
  };
}

function leansOnPrevious(line: GatedLine): boolean {
  return leansByOpening(line) || leansByWording(line) || leansByPronoun(line);
}
