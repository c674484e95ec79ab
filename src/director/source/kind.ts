import type {KeptBlock} from './clean-source.ts';
import {isSequence, longestRun} from './list-items.ts';
import type {Sentence} from './material.ts';

/** What sort of text a source is; decides the weights of places, the structure and the hooks. */
export type TextKind =
  | 'news'
  | 'announcement'
  | 'encyclopaedia'
  | 'explainer'
  | 'personal'
  | 'list'
  | 'how-to';

export const countWord =
  /^(?:the |our |my |here are |top )*(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\b/i;
const listNoun =
  /\b(?:ways?|things?|tips?|reasons?|facts?|lessons?|habits?|mistakes?|ideas?|rules?|signs?|secrets?|questions?|myths?|tricks?|hacks?|places?|books?|foods?|tools?|changes?|steps?|findings?|trends?|types?|kinds?|plants?|animals?|words?)\b/i;

/** Judges a text by its title, its headings and lists, and how its sentences speak. */
export function kindOf(
  title: string,
  blocks: readonly KeptBlock[],
  sentences: readonly Sentence[],
  items: number,
  imperativeItems: number,
): TextKind {
  const all = sentences.length || 1;
  const share = (pattern: RegExp) => sentences.filter((sentence) => pattern.test(sentence.text)).length / all;
  const orderedItems = blocks.filter((block) => block.kind === 'list-item' && block.ordered).length;
  const howToTitle =
    /^how (?:to|i|we)\b|\bhow to\b|\bguide to\b|\brecipe\b|step[- ]by[- ]step|\btutorial\b/i.test(title);
  // A recipe, whatever it begins with.
  if (
    items >= 3 &&
    orderedItems >= 3 &&
    blocks.some(({kind, text}) => kind === 'heading' && /^ingredients?\b/i.test(text))
  )
    return 'how-to';
  if (items >= 3 && howToTitle) return 'how-to';
  if (items >= 3 && orderedItems >= 3 && imperativeItems / items > 0.6) return 'how-to';
  if (items >= 3 && isSequence(longestRun(blocks), blocks)) return 'how-to';
  if (items >= 3 && countWord.test(title)) return 'list';
  if (items >= 3 && listNoun.test(title) && !/\b(?:why|how)\b/i.test(title)) return 'list';
  if (
    items >= 3 &&
    blocks.filter(
      (block) =>
        block.kind === 'heading' &&
        /^(?:#?\d{1,2}[.):]|(?:tip|step|reason|lesson|rule) \w+)/i.test(block.text),
    ).length >= 3
  )
    return 'list';
  if (
    /\bfor immediate release\b/i.test(
      blocks
        .slice(0, 3)
        .map((block) => block.text)
        .join(' '),
    )
  )
    return 'announcement';
  const opening = sentences
    .slice(0, 3)
    .map((sentence) => sentence.text)
    .join(' ');
  if (
    /\b(?:today announced|announced today|is (?:pleased|proud|delighted) to|has announced|announces?|announced (?:the|a|that|its)|launched|has launched|unveiled)\b/i.test(
      opening,
    ) &&
    share(/["“].{12,}["”]/) > 0
  )
    return 'announcement';
  if (
    /\b(?:I|my|we|our)\b/i.test(title) &&
    sentences.length > 3 &&
    share(/(?:^|[^\p{L}])(?:I|my|me|[Ww]e|[Oo]ur|us)(?![\p{L}.])(?![^“]*”)/u) > 0.2
  )
    return 'personal';
  if (share(/(?:^|[^\p{L}])(?:I|I’m|I'm|I’ve|I've|my|me)(?![\p{L}.])/u) > 0.25 && sentences.length > 3)
    return 'personal';
  const first = sentences[0]?.text ?? '';
  const said = share(/\b(?:said|says|told|according to|added|announced|warned|confirmed)\b/);
  const dated = share(
    /\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|last (?:week|month|night))\b/,
  );
  if (
    /^(?:an? |the )?[\p{L}\p{N} ,()'’“”"/–—-]{2,120}? (?:is|are|was|were|refers to) (?:an?|the(?! (?:best|most|only|first|key|reason|answer|same|right|\p{L}+est)\b)|any|one of|both|a kind|a type)\b/iu.test(
      first,
    ) &&
    said < 0.1 &&
    dated < 0.05
  )
    return 'encyclopaedia';
  if (said > 0.06 || dated > 0.04) return 'news';
  return 'explainer';
}
