import {nameTest} from '../source/candidates.ts';
import type {Ground} from './claims.ts';
import type {Assignment} from './assignment.ts';
import type {FactCard, Span} from './fact-cards.ts';
import {type Fault, faultsOf} from '../../quality/claims/faults.ts';

/** Words by which lines and cards are compared: long enough to mean something, cut to what endings leave alone. */
function stemsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length > 3 || /\d/.test(word)).map((word) => word.slice(0, 6)));
}

/** Where a line comes from. */
export interface Evidence {
  readonly spans: readonly Span[];
  /** Claims that these places do not hold; only told for English lines on English sources. */
  readonly faults: readonly Fault[];
}

/** What lines of a script may rest on. */
export interface Grounds {
  /** What a line that cites these cards is held against. */
  of(line: string, cited: readonly string[], counts?: readonly number[]): Ground;
  /** What titles and descriptions are held against: everything. */
  readonly whole: Ground;
  /** Places of the cards that a line cites. */
  spansOf(cited: readonly string[]): readonly Span[];
  /** The places a line rests on, those it needs beside what it cites among them, and what none of them says. */
  evidenceFor(line: string, cited: readonly string[], counts?: readonly number[]): Evidence;
  /** Cards that say what a line says, the likest first. */
  like(line: string): readonly FactCard[];
  readonly known: ReadonlySet<string>;
}

const near = 3;
const maxSpans = 12;

export function groundsOf(assignment: Assignment): Grounds {
  const {brief, cards, reading, tagger, language} = assignment;
  const sources = brief.sources ?? [];
  const everything = [
    ...sources.flatMap(({blocks}) => blocks.map(({text}) => text)),
    ...(brief.points ?? []),
  ].join('\n');
  const allowed = [
    brief.topic ?? '',
    ...(brief.points ?? []),
    ...sources.flatMap(({title, author, siteName, publishedAt}) => [
      title ?? '',
      author ?? '',
      siteName ?? '',
      publishedAt ?? '',
    ]),
  ].join(' \n ');
  const byId = new Map(cards.map((card) => [card.id, card]));
  const stems = new Map(cards.map((card) => [card, stemsOf(card.text)]));
  const frequency = new Map<string, number>();
  for (const set of stems.values())
    for (const stem of set) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  const weight = (stem: string) => Math.log(1 + cards.length / (frequency.get(stem) ?? cards.length));
  const like = (line: string): FactCard[] => {
    const own = stemsOf(line);
    return cards
      .map((card) => ({
        card,
        shared: [...stems.get(card)!]
          .filter((stem) => own.has(stem))
          .reduce((sum, stem) => sum + weight(stem), 0),
      }))
      .filter(({shared}) => shared > 0)
      .sort((a, b) => b.shared - a.shared)
      .map(({card}) => card);
  };
  const isName = reading && tagger ? nameTest(reading.material, tagger, false) : undefined;
  const base = {allowed, everything, language, ...(isName ? {isName} : {})};
  const textOf = ({sourceId, block, start, end}: Span) =>
    sources.find(({id}) => id === sourceId)?.blocks[block]?.text.slice(start, end) ?? '';
  const unique = (spans: readonly Span[]) => {
    const places = new Map(spans.map((span) => [`${span.sourceId} ${span.block} ${span.start}`, span]));
    return [...places.values()].slice(0, maxSpans);
  };
  const compared = tagger !== null && reading !== null;
  return {
    known: new Set(byId.keys()),
    like,
    of(line, cited, counts = []) {
      const named = cited.flatMap((id) => byId.get(id) ?? []);
      const window = [...new Set([...named, ...like(line).slice(0, near)])]
        .map(({text, before}) => `${before} ${text}`)
        .join('\n');
      return {...base, window, counts};
    },
    whole: {...base, window: everything},
    spansOf: (cited) => unique(cited.flatMap((id) => byId.get(id)?.spans ?? [])),
    evidenceFor(line, cited, counts = []) {
      const named = cited.flatMap((id) => byId.get(id) ?? []);
      const likest = like(line).filter(({spans}) => spans.length > 0);
      let spans = unique((named.length > 0 ? named : likest.slice(0, 1)).flatMap((card) => card.spans));
      if (!compared || spans.length === 0) return {spans, faults: []};
      const judge = (places: readonly Span[]) =>
        faultsOf(line, places.map(textOf).join('\n'), {wording: 'free', counts: new Set(counts)});
      let faults = judge(spans);
      // What a line says beside what it cites may stand right before that, or in a card it did not name.
      const more = [
        ...named.flatMap(({beforeSpans}) => beforeSpans.toReversed()),
        ...likest.slice(0, near).flatMap((card) => card.spans),
      ];
      for (const span of more) {
        if (faults.length === 0) break;
        const wider = unique([...spans, span]);
        const fewer = judge(wider);
        if (fewer.length < faults.length) {
          spans = wider;
          faults = fewer;
        }
      }
      return {spans, faults};
    },
  };
}
