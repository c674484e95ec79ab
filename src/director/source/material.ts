import type {SourceText} from '../../schema/index.ts';
import {calmer} from '../prose/calm-capitals.ts';
import {cleanSource, codeShare, isFurniture, type KeptBlock, speaksToMachines} from './clean-source.ts';
import {capitalise, hasFiniteClause, wordCount} from './grammar.ts';
import {kindOf, type TextKind} from './kind.ts';
import {type Person, peopleOf} from './names.ts';
import type {Tagger, Token} from './nlp.ts';
import {isSensitive} from './sensitive.ts';
import {splitSentences} from '../../quality/sentences.ts';

/** One sentence of a source, tidied for speech, with the place it came from. */
export interface Sentence {
  /** Position among all sentences of all sources. */
  readonly index: number;
  readonly sourceId: string;
  readonly source: number;
  /** Block and character offsets of the untidied sentence. */
  readonly block: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly kind: 'paragraph' | 'list-item' | 'quote' | 'heading';
  /** Rank of its block among the running text of its source, from 0. */
  readonly rank: number;
  /** Position in its block, from 0. */
  readonly inBlock: number;
  /** The heading it stands under; empty before the first. */
  readonly heading: string;
  /** The writer of the source is the user: first person is theirs. */
  readonly own: boolean;
  readonly tidied: readonly string[];
}

/** One entry of a list or one step: what is read out, and sentences that say more about it. */
export interface Item {
  readonly head: Sentence;
  readonly support: readonly Sentence[];
  readonly imperative: boolean;
}

/** Everything the writer knows about its sources. */
export interface Material {
  readonly sources: readonly SourceText[];
  readonly title: string;
  readonly kind: TextKind;
  readonly sentences: readonly Sentence[];
  readonly items: readonly Item[];
  readonly itemsOrdered: boolean;
  readonly people: ReadonlyMap<string, Person>;
  readonly sensitive: boolean;
  /** Words that stand in lower case somewhere in the text: no names. */
  readonly lowerWords: ReadonlySet<string>;
  /** Long name to short one, as in `Office for Flood Safety` → `OFS`. */
  readonly acronyms: ReadonlyMap<string, string>;
}

/** Longer texts are read up to here; what matters stands earlier. */
const maxSentences = 200;

/** `Why we sleep | The Daily Example` → `Why we sleep`. */
function tidyTitle(title: string): string {
  const parts = title.split(/\s+[|·•»]\s+|\s+[–—-]\s+(?=[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}$)/);
  return (parts[0] ?? title)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[*_`#]+/g, '')
    .trim();
}

const label = /^(?:for (?:immediate )?release|(?:press|news|media) release|embargoed)\b/i;

/** A source's title; where it is only a label such as `FOR IMMEDIATE RELEASE`, the headline under it. */
function titleIn(source: SourceText | undefined): string | undefined {
  const title = source?.title ?? source?.blocks.find((block) => block.kind === 'heading')?.text;
  if (title === undefined || !label.test(title)) return title;
  return (
    source?.blocks
      .slice(0, 5)
      .map((block) => block.text.trim())
      .find(
        (text) =>
          !label.test(text) &&
          !isFurniture(text) &&
          !/[.!?]$/.test(text) &&
          wordCount(text) >= 4 &&
          wordCount(text) <= 20,
      ) ?? undefined
  );
}

const dateline =
  /^(?:\p{Lu}[\p{L}.'’ -]{1,30}(?:, \p{Lu}[\p{L}.'’ ]{1,24})?(?:,? (?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)(?: \d{1,2})?(?:,? \d{4})?)?(?: ?\([A-Za-z ]{2,20}\))?) ?(?:—|–|--| - ) ?(?=\p{Lu}|[“"])/u;

function tidy(text: string, first: boolean): {text: string; operations: string[]} {
  const operations: string[] = [];
  const apply = (name: string, change: (value: string) => string) => {
    const before = result;
    result = change(result);
    if (before !== result) operations.push(name);
  };
  let result = text
    .replaceAll(/[\s\u00a0\u200b\u200e\u200f\u2060\ufeff]+/g, ' ')
    .replaceAll(/(\d)\u202f(?=\d)/g, '$1');
  apply('drop-footnote-marks', (value) =>
    value.replaceAll(/\s?\[(?:\d{1,3}|[a-z]|note \d+|citation needed|edit)\]/gi, ''),
  );
  apply('drop-markup', (value) =>
    value
      .replaceAll(/!?\[([^\][]{1,120})\]\([^()\s]{1,400}(?: "[^"]*")?\)/g, '$1')
      .replaceAll(/\[([^\][]{2,80})\](?:\[[^\][]*\])?/g, '$1')
      .replaceAll(/\*{1,3}([^*]+)\*{1,3}/g, '$1')
      .replaceAll(/(?<!\w)_{1,2}([^_]+)_{1,2}(?!\w)/g, '$1')
      .replaceAll('`', ''),
  );
  apply('drop-step-label', (value) => value.replace(/^step \d{1,2} ?[—–:.-] ?(?=\p{Lu})/iu, ''));
  apply('drop-emoji', (value) => value.replaceAll(/\p{Extended_Pictographic}\uFE0F?\s?/gu, ''));
  apply('typographic-quotes', (value) => {
    if ((value.match(/"/g)?.length ?? 0) % 2 === 1) return value;
    let open = false;
    return value.replaceAll('"', () => {
      open = !open;
      return open ? '“' : '”';
    });
  });
  // A page that opens with its first word in capitals.
  apply('calm-capitals', (value) =>
    value.replace(
      /^(THE|AN?|IT|IN|ON|AT|WHEN|IF|THIS|FOR|AS|BY|ONE|HE|SHE|THERE|WITH|AFTER|FROM) (?=(?:\p{Lu}?\p{Ll}|\d))/u,
      (_, word: string) => `${word.charAt(0)}${word.slice(1).toLowerCase()} `,
    ),
  );
  if (first) {
    apply('drop-dateline', (value) => {
      const found = dateline.exec(value);
      // A dateline names a place in capitals, a date or an agency; an ordinary opening does not.
      return found && /\p{Lu}{3,}|\d|\(/u.test(found[0]) ? value.slice(found[0].length) : value;
    });
  }
  return {text: result.trim(), operations};
}

/** Verbs that advice begins with. */
export const imperativeStart =
  /^(?:don't|don’t|do not|never|always|avoid|try|use|take|make|put|add|keep|set|turn|check|choose|pick|ask|start|stop|buy|cut|mix|stir|pour|heat|let|leave|wash|clean|open|close|write|read|remove|place|cover|fill|drain|rinse|soak|measure|plan|give|get|find|go|look|wait|save|track|switch|replace|rinse|bring|boil|bake|fold|press|hold|pull|push|plant|water|dig|trim|tie|test|repeat|seal|store|learn|practise|practice|remember|consider|limit|eat|drink|sleep|walk|talk|call|move|clear|pack|wear|label|freeze|invest|book|block|ban|drop|skip|swap|serve|insulate|draught-proof|bleed|lower|unplug|air|dry|feed|sow|mark|lay|build|sand|apply|spread|scrub|wipe|shake|rest|knead|divide|roll|preheat|grease|sprinkle|season|count|list|create|install|run|follow|be|focus|schedule|protect|prepare|say|tell|know|work|break|batch|charge|cook|crumble|share|schedule|shut|borrow|agree|invite|collect|send|spend|sit|stand|fry|grate|peel|chop|slice|whisk|beat|melt|simmer|toss|grill|marinate|combine|blend|brown|sear|garnish|dice|mash|strain|transfer|return|discard|arrange|brush|coat|dip|stuff|wrap|thaw|dissolve|refrigerate|reduce|begin|identify|target|scan|weigh|favou?r|define|set|decide|compare|tuck|display|glue|trace|include|carve|hollow|elevate|browse|visit|explore|stick|opt|aim|budget|travel|order|taste|enjoy|rent|walk|stay|arrive|look|reward|test|display|offer|improve|increase|provide|enable|convert)\b/i;

/** Whether a line tells the reader to do something. The word list backs up a tagger that never saw commands. */
export function isImperative(line: string, tagger: Tagger): boolean {
  const text = line.replace(/^\(optional\) /i, '');
  if (imperativeStart.test(text)) {
    const tokens = tagger.tag(text);
    return !/^(?:is|are|was|were|has|have|will|can|of)$/.test(tokens[1]?.lower ?? '');
  }
  const tokens = tagger.tag(`You should ${text.charAt(0).toLowerCase()}${text.slice(1)}`);
  const verb = tokens[2];
  return (
    verb?.pos === 'VERB' &&
    verb.lemma === verb.lower &&
    /^(?:DET|PRON|NOUN|PROPN|ADJ|NUM)$/.test(tagger.tag(text)[1]?.pos ?? '') &&
    !hasFiniteClause(tagger.tag(text))
  );
}

function acronymsOf(texts: readonly string[]): Map<string, string> {
  const acronyms = new Map<string, string>();
  for (const text of texts) {
    for (const match of text.matchAll(
      /((?:\p{Lu}[\p{L}’'-]+|of|for|and|the|on|in|&)(?: (?:\p{Lu}[\p{L}’'-]+|of|for|and|the|on|in|&)){1,8}) \(([A-Z]{2,7})\)/gu,
    )) {
      const [, long, short] = match;
      if (!long || !short) continue;
      const words = long.split(' ');
      // Take just as many words as the letters ask for, from the end.
      for (let from = words.length - 2; from >= 0; from -= 1) {
        const initials = words
          .slice(from)
          .filter((word) => /^\p{Lu}/u.test(word))
          .map((word) => word[0])
          .join('');
        if (initials === short && /^\p{Lu}/u.test(words[from]!))
          acronyms.set(words.slice(from).join(' '), short);
      }
    }
  }
  return acronyms;
}

/** Reads sources into sentences, list items, names and a judgement of what sort of text this is. */
export function readMaterial(
  sources: readonly SourceText[],
  topic: string | undefined,
  tagger: Tagger,
): Material {
  const sentences: Sentence[] = [];
  const cleaned = sources.map(cleanSource);
  const calm = calmer(sources);
  const itemsBySource: {items: Item[]; ordered: boolean}[] = [];
  const perSource = Math.max(40, Math.floor(maxSentences / Math.max(1, sources.length)));
  sources.forEach((source, sourceIndex) => {
    let rank = -1;
    let taken = 0;
    let under = '';
    const byBlock = new Map<number, Sentence[]>();
    const headings = new Map<number, Sentence>();
    for (const block of cleaned[sourceIndex]!) {
      if (taken >= perSource) break;
      const make = (span: {text: string; start: number; end: number}, inBlock: number): Sentence => {
        const calmed = calm(span.text);
        const {text, operations} = tidy(
          calmed,
          inBlock === 0 && (rank <= 1 || /^\p{Lu}[\p{Lu} .'’-]{2,30} ?(?:—|–|--) ?\p{Lu}/u.test(calmed)),
        );
        if (calmed !== span.text) operations.unshift('calm-capitals');
        return {
          index: sentences.length,
          sourceId: source.id,
          source: sourceIndex,
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
      const raw = source.blocks[block.block]!.text;
      if (block.kind === 'heading') {
        under = rank < 0 ? '' : calm(raw);
        const found =
          /^\s*(?:(?:#|no\.? ?)?\d{1,2}\s*[.):–-]\s*|(?:tip|step|reason|lesson|rule|sign|mistake|fact|way|myth)\s+(?:#?\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s*[.:–-]\s*)?/i.exec(
            raw,
          );
        const from = found?.[0].length ?? 0;
        const text = raw.slice(from).trimEnd();
        if (text.trim() !== '')
          headings.set(block.block, make({text: text.trim(), start: from, end: from + text.length}, 0));
        continue;
      }
      rank += 1;
      const own: Sentence[] = [];
      for (const [inBlock, span] of splitSentences(raw).entries()) {
        if (speaksToMachines(span.text) || isFurniture(span.text) || codeShare(span.text) > 0.05) continue;
        if (/https?:\/\/|www\.|\S+@\S+\.\w/.test(span.text)) continue;
        const sentence = make(span, inBlock);
        if (sentence.text === '') continue;
        sentences.push(sentence);
        own.push(sentence);
        taken += 1;
        if (taken >= perSource) break;
      }
      byBlock.set(block.block, own);
    }
    itemsBySource.push(itemsOf(cleaned[sourceIndex]!, byBlock, headings, tagger));
  });
  const main = sources[0];
  const titleSource = calm(titleIn(main) ?? topic ?? '');
  const title = tidyTitle(titleSource);
  const {items, ordered} = itemsBySource[0] ?? {items: [], ordered: false};
  const prose = sentences.filter((sentence) => sentence.kind !== 'list-item');
  const lowerWords = new Set<string>();
  for (const sentence of sentences)
    for (const token of sentence.tokens) if (/^\p{Ll}/u.test(token.text)) lowerWords.add(token.text);
  return {
    sources,
    title,
    kind: kindOf(
      title,
      cleaned[0] ?? [],
      prose.length > 0 ? prose : sentences,
      items.length,
      items.filter((item) => item.imperative).length,
    ),
    sentences,
    items,
    itemsOrdered: ordered,
    people: peopleOf(sentences),
    sensitive: isSensitive(
      `${title} ${topic ?? ''}`,
      sentences.map((sentence) => sentence.text),
    ),
    lowerWords,
    acronyms: acronymsOf(sentences.map((sentence) => sentence.text)),
  };
}

/** The list a text is built around: its numbered or parallel headings, else its longest run of list items. */
function itemsOf(
  blocks: readonly KeptBlock[],
  byBlock: ReadonlyMap<number, readonly Sentence[]>,
  headings: ReadonlyMap<number, Sentence>,
  tagger: Tagger,
): {items: Item[]; ordered: boolean} {
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
  const longest = entire.sort((a, b) => b.length - a.length || a[0]!.block - b[0]!.block)[0] ?? [];
  const fromRun: Item[] = [];
  for (const block of longest) {
    const [head, ...support] = byBlock.get(block.block) ?? [];
    if (!head) continue;
    const colon = /^([^.:!?]{3,60}):\s+(?=\S)/.exec(head.text);
    if (colon && wordCount(colon[1]!) <= 7 && wordCount(head.text) > wordCount(colon[1]!) + 3) {
      const rest = head.text.slice(colon[0].length);
      const cut = head.end - rest.length;
      const left: Sentence = {...head, text: colon[1]!, tokens: tagger.tag(colon[1]!), end: cut};
      const right: Sentence = {
        ...head,
        text: capitalise(rest),
        tokens: tagger.tag(capitalise(rest)),
        start: cut,
      };
      fromRun.push({head: left, support: [right, ...support], imperative: isImperative(left.text, tagger)});
    } else fromRun.push({head, support, imperative: isImperative(head.text, tagger)});
  }
  const fromHeadings: Item[] = [];
  const marks = blocks.filter((block) => block.kind === 'heading' && headings.has(block.block));
  const levels = marks.map((block) => block.level ?? 2);
  const level = levels.sort(
    (a, b) => levels.filter((x) => x === b).length - levels.filter((x) => x === a).length,
  )[0];
  const numbered = marks.filter((block) =>
    /^\s*(?:#?\d{1,2}\s*[.):]|(?:tip|step|reason|lesson|rule|sign|mistake|fact|way|myth) )/i.test(block.text),
  );
  const chosen = numbered.length >= 3 ? numbered : marks.filter((block) => block.level === level);
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
    if (support.length > 0) fromHeadings.push({head, support, imperative: isImperative(head.text, tagger)});
  }
  // A myth read out as an entry is a myth spread.
  if (chosen.some(({text}) => /^\s*myth\b/i.test(text))) return {items: [], ordered: false};
  const steps = /^\s*step\b/i.test(numbered[0]?.text ?? '');
  if (numbered.length >= 3 && fromHeadings.length >= 3) return {items: fromHeadings, ordered: steps};
  if (fromRun.length >= 3) return {items: fromRun, ordered: longest[0]?.ordered ?? false};
  return {items: fromHeadings.length >= 3 ? fromHeadings : [], ordered: steps};
}
