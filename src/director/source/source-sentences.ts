import {codeShare, isFurniture, type KeptBlock, speaksToMachines} from './clean-source.ts';
import type {ReadBlocks} from './list-items.ts';
import type {Sentence} from './material.ts';
import type {Tagger} from './nlp.ts';
import {tidySentence} from './tidy-sentence.ts';
import {splitSentences} from '../../quality/sentences.ts';
import type {SourceText} from '../../schema/index.ts';

interface SourceInPlace {
  readonly source: SourceText;
  /** Its position among the sources. */
  readonly place: number;
  readonly blocks: readonly KeptBlock[];
  /** Gives words that stand in capitals for show their usual letters. */
  readonly calm: (text: string) => string;
  /** The most sentences to take. */
  readonly most: number;
}

const headingNumber =
  /^\s*(?:(?:#|no\.? ?)?\d{1,2}\s*[.):–-]\s*|#\d{1,2}\s+|(?:tip|step|reason|lesson|rule|sign|mistake|fact|way|myth)\s+(?:#?\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s*[.:–-]\s*)?/i;

/** Reads the sentences of one source; those of running text are added to `sentences`, which are those of the sources before it. */
export function readSentences(
  {source, place, blocks, calm, most}: SourceInPlace,
  sentences: Sentence[],
  tagger: Tagger,
): ReadBlocks {
  let rank = -1;
  let taken = 0;
  let under = '';
  const byBlock = new Map<number, Sentence[]>();
  const headings = new Map<number, Sentence>();
  const make = (
    block: KeptBlock,
    span: {text: string; start: number; end: number},
    inBlock: number,
  ): Sentence => {
    const calmed = calm(span.text);
    const {text, operations} = tidySentence(
      calmed,
      inBlock === 0 && (rank <= 1 || /^\p{Lu}[\p{Lu} .'’-]{2,30} ?(?:—|–|--) ?\p{Lu}/u.test(calmed)),
    );
    if (calmed !== span.text) operations.unshift('calm-capitals');
    return {
      index: sentences.length,
      sourceId: source.id,
      source: place,
      block: block.block,
      start: span.start,
      end: span.end,
      text,
      tokens: tagger.tag(text),
      kind: block.kind,
      rank: Math.max(0, rank),
      inBlock,
      heading: under,
      own: source.own ?? false,
      tidied: operations,
    };
  };
  for (const block of blocks) {
    if (taken >= most) break;
    const raw = source.blocks[block.block]!.text;
    if (block.kind === 'heading') {
      under = rank < 0 ? '' : calm(raw);
      const from = headingNumber.exec(raw)?.[0].length ?? 0;
      const text = raw.slice(from).trimEnd();
      const span = {text: text.trim(), start: from, end: from + text.length};
      if (span.text !== '') headings.set(block.block, make(block, span, 0));
      continue;
    }
    rank += 1;
    const own: Sentence[] = [];
    for (const [inBlock, span] of splitSentences(raw).entries()) {
      if (speaksToMachines(span.text) || isFurniture(span.text) || codeShare(span.text) > 0.05) continue;
      if (/https?:\/\/|www\.|\S+@\S+\.\w/.test(span.text)) continue;
      const sentence = make(block, span, inBlock);
      if (sentence.text === '') continue;
      sentences.push(sentence);
      own.push(sentence);
      taken += 1;
      if (taken >= most) break;
    }
    byBlock.set(block.block, own);
  }
  return {blocks, byBlock, headings};
}
