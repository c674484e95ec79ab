import type {KeptBlock} from './clean-source.ts';
import {capitalise, wordCount} from './grammar.ts';
import {isImperative} from './imperative.ts';
import type {Item, Sentence} from './material.ts';
import type {Tagger} from './nlp.ts';

/** A source in blocks, with the sentences that stand in them. */
export interface ReadBlocks {
  readonly blocks: readonly KeptBlock[];
  /** The sentences of running text, by the place of their block. */
  readonly byBlock: ReadonlyMap<number, readonly Sentence[]>;
  /** The headings without their numbers, by the place of their block. */
  readonly headings: ReadonlyMap<number, Sentence>;
}

/** The list a text is built around: its numbered or parallel headings, else its longest run of list items. */
export function itemsOf(read: ReadBlocks, tagger: Tagger): {items: Item[]; ordered: boolean} {
  const {blocks, headings} = read;
  const marks = blocks.filter((block) => block.kind === 'heading' && headings.has(block.block));
  const numbered = marks.filter((block) =>
    /^\s*(?:#?\d{1,2}\s*[.):]|(?:tip|step|reason|lesson|rule|sign|mistake|fact|way|myth) )/i.test(block.text),
  );
  const chosen = numbered.length >= 3 ? numbered : ofCommonLevel(marks);
  // A myth read out as an entry is a myth spread.
  if (chosen.some(({text}) => /^\s*myth\b/i.test(text))) return {items: [], ordered: false};
  const fromHeadings = itemsOfHeadings(chosen, read, tagger);
  const steps = /^\s*step\b/i.test(numbered[0]?.text ?? '');
  if (numbered.length >= 3 && fromHeadings.length >= 3) return {items: fromHeadings, ordered: steps};
  const run = longestRun(blocks);
  const fromRun = itemsOfRun(run, read, tagger);
  if (fromRun.length >= 3)
    return {items: fromRun, ordered: (run[0]?.ordered ?? false) || isSequence(run, blocks)};
  return {items: fromHeadings.length >= 3 ? fromHeadings : [], ordered: steps};
}

/** `Step-by-step removal`: entries under such a heading follow each other, numbered or not. */
export function isSequence(run: readonly KeptBlock[], blocks: readonly KeptBlock[]): boolean {
  const first = run[0] ? blocks.indexOf(run[0]) : -1;
  const above = blocks.slice(0, Math.max(0, first)).findLast(({kind}) => kind === 'heading');
  return (
    above !== undefined &&
    blocks.indexOf(above) >= first - 3 &&
    /\bstep[- ]by[- ]step\b|\bsteps\b/i.test(above.text)
  );
}

/** The longest run of list items, the first of those. */
export function longestRun(blocks: readonly KeptBlock[]): KeptBlock[] {
  const runs: KeptBlock[][] = [];
  blocks.forEach((block, index) => {
    if (block.kind !== 'list-item') return;
    if (blocks[index - 1]?.kind === 'list-item' && blocks[index - 1]?.ordered === block.ordered)
      runs.at(-1)!.push(block);
    else runs.push([block]);
  });
  // `Aim for more if you: • have dependents • work …`: halves of one sentence, no entries.
  const entire = runs.filter((run) => {
    const opening = blocks[blocks.indexOf(run[0]!) - 1]?.text ?? '';
    return !/\b(?:if|that|which|who|whether|when|because|you|they|we|it|to|can|could|should|must|may|might|will|are|is|was|were|has|have|had|includes?|including|be|by|for|as|with|of|from|like):$/i.test(
      opening.trim(),
    );
  });
  return entire.sort((a, b) => b.length - a.length || a[0]!.block - b[0]!.block)[0] ?? [];
}

function itemsOfRun(run: readonly KeptBlock[], {byBlock}: ReadBlocks, tagger: Tagger): Item[] {
  return run.flatMap((block): Item[] => {
    const [whole, ...rest] = byBlock.get(block.block) ?? [];
    if (!whole) return [];
    const [head, ...support] = atColon(whole, tagger);
    return [{head, support: [...support, ...rest], imperative: isImperative(head.text, tagger)}];
  });
}

/** `Tea: it calms` in its two parts, where the first is short enough for a name. */
function atColon(head: Sentence, tagger: Tagger): [Sentence, ...Sentence[]] {
  const colon = /^([^.:!?]{3,60}):\s+(?=\S)/.exec(head.text);
  if (!colon || wordCount(colon[1]!) > 7 || wordCount(head.text) <= wordCount(colon[1]!) + 3) return [head];
  const rest = head.text.slice(colon[0].length);
  const cut = head.end - rest.length;
  const left: Sentence = {...head, text: colon[1]!, tokens: tagger.tag(colon[1]!), end: cut};
  const right: Sentence = {
    ...head,
    text: capitalise(rest),
    tokens: tagger.tag(capitalise(rest)),
    start: cut,
  };
  return [left, right];
}

/** The headings of the level that most have. */
function ofCommonLevel(marks: readonly KeptBlock[]): KeptBlock[] {
  const levels = marks.map((block) => block.level ?? 2);
  const level = levels.sort(
    (a, b) => levels.filter((x) => x === b).length - levels.filter((x) => x === a).length,
  )[0];
  return marks.filter((block) => block.level === level);
}

function itemsOfHeadings(
  chosen: readonly KeptBlock[],
  {blocks, byBlock, headings}: ReadBlocks,
  tagger: Tagger,
): Item[] {
  const items: Item[] = [];
  for (const mark of chosen) {
    const head = headings.get(mark.block)!;
    if (
      wordCount(head.text) > 14 ||
      /^(?:introduction|intro|conclusion|final thoughts|summary|overview|the bottom line|wrapping up|background|faq|ingredients|what you need|method)\b/i.test(
        head.text,
      )
    )
      continue;
    const support: Sentence[] = [];
    for (
      let index = blocks.indexOf(mark) + 1;
      index < blocks.length && blocks[index]!.kind !== 'heading';
      index += 1
    ) {
      support.push(...(byBlock.get(blocks[index]!.block) ?? []));
    }
    if (support.length > 0) items.push({head, support, imperative: isImperative(head.text, tagger)});
  }
  return items;
}
