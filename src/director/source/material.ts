import type {SourceText} from '../../schema/index.ts';
import {acronymsOf} from './acronyms.ts';
import {calmer} from '../prose/calm-capitals.ts';
import {cleanSource} from './clean-source.ts';
import {kindOf, type TextKind} from './kind.ts';
import {itemsOf} from './list-items.ts';
import {type Person, peopleOf} from './names.ts';
import type {Tagger, Token} from './nlp.ts';
import {isSensitive} from './sensitive.ts';
import {readSentences} from './source-sentences.ts';
import {tidyTitle, titleIn} from './source-title.ts';

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

/** Reads sources into sentences, list items, names and a judgement of what sort of text this is. */
export function readMaterial(
  sources: readonly SourceText[],
  topic: string | undefined,
  tagger: Tagger,
): Material {
  const sentences: Sentence[] = [];
  const cleaned = sources.map(cleanSource);
  const calm = calmer(sources);
  const perSource = Math.max(40, Math.floor(maxSentences / Math.max(1, sources.length)));
  const read = sources.map((source, place) =>
    readSentences({source, place, blocks: cleaned[place]!, calm, most: perSource}, sentences, tagger),
  );
  const title = tidyTitle(calm(titleIn(sources[0]) ?? topic ?? ''));
  const {items, ordered} = read[0] ? itemsOf(read[0], tagger) : {items: [], ordered: false};
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
