import {isFurniture} from '../source/clean-source.ts';
import type {Sentence} from '../source/material.ts';
import type {Reading} from '../source/reading.ts';
import {isProse} from '../source/candidates.ts';
import {steers} from '../source/steering.ts';
import type {Brief, ScriptScene} from '../../schema/index.ts';

export type Span = ScriptScene['trace']['spans'][number];

/** One statement that a script may rest on. */
export interface FactCard {
  /** As a model cites it: `c7`; `p2` for a point of the brief. */
  readonly id: string;
  readonly kind: 'figure' | 'quotation' | 'statement' | 'point';
  readonly text: string;
  /** Empty for a point of the brief. */
  readonly spans: readonly Span[];
  /** What stands before it in its source: what its pronouns point to. Cited only where a line needs it. */
  readonly before: string;
  readonly beforeSpans: readonly Span[];
}

/** As many as a model can weigh, and as are worth paying for. */
const maxCards = 40;
const maxCardCharacters = 500;

const kindOf = (text: string): FactCard['kind'] => {
  if (/[“”«»„]|"[^"]{8,}"/u.test(text)) return 'quotation';
  return /\d/.test(text) ? 'figure' : 'statement';
};

interface Found extends Pick<FactCard, 'text' | 'spans' | 'before' | 'beforeSpans'> {
  readonly worth: number;
}

/** Sentences of English sources, by what they say of the whole text. */
function fromReading({material, salience}: Reading): Found[] {
  const items = new Set(
    material.items.flatMap(({head, support}) => [head, ...support].map(({index}) => index)),
  );
  const placeOf = ({sourceId, block, start, end}: Sentence): Span => ({sourceId, block, start, end});
  return material.sentences
    .filter((sentence) => isProse(sentence) || items.has(sentence.index))
    .map((sentence) => {
      const earlier = material.sentences.filter(
        ({index, source}) =>
          source === sentence.source && index < sentence.index && index >= sentence.index - 2,
      );
      return {
        text: sentence.text,
        spans: [placeOf(sentence)],
        before: earlier.map(({text}) => text).join(' '),
        beforeSpans: earlier.map(placeOf),
        worth: (salience.score[sentence.index] ?? 0) + (items.has(sentence.index) ? 1 : 0),
      };
    });
}

/** Sentences of sources in other languages, the earlier the better: nothing here knows their grammar. */
function fromBlocks(brief: Brief, language: string): Found[] {
  const segmenter = new Intl.Segmenter(language, {granularity: 'sentence'});
  return (brief.sources ?? []).flatMap((source) => {
    let before = '';
    return source.blocks.flatMap((block, place) => {
      if (block.kind === 'heading' || isFurniture(block.text)) return [];
      return [...segmenter.segment(block.text)].flatMap(({segment, index}) => {
        const text = segment.trim();
        const letters = text.match(/\p{L}/gu)?.length ?? 0;
        if (letters < 12) return [];
        const start = index + segment.indexOf(text);
        const card = {
          text,
          spans: [{sourceId: source.id, block: place, start, end: start + text.length}],
          before,
          beforeSpans: [],
          worth: 1 / (1 + place) + (/\d/.test(text) ? 0.3 : 0),
        };
        before = `${before.slice(-300)} ${text}`;
        return [card];
      });
    });
  });
}

/**
 * The facts that a brief holds, each with where it came from, the most telling ones in the order of their sources.
 * Sentences that speak to machines are left out: they are no facts.
 */
export function factCardsOf(brief: Brief, reading: Reading | null, language: string): readonly FactCard[] {
  const found = reading ? fromReading(reading) : fromBlocks(brief, language);
  const kept = found.filter(({text}) => !steers(text));
  const best = new Set(kept.toSorted((a, b) => b.worth - a.worth).slice(0, maxCards));
  const cards = kept
    .filter((card) => best.has(card))
    .map(({text, spans, before, beforeSpans}, index) => ({
      id: `c${index + 1}`,
      kind: kindOf(text),
      text: text.slice(0, maxCardCharacters),
      spans,
      before,
      beforeSpans,
    }));
  const points = (brief.points ?? []).map((text, index) => ({
    id: `p${index + 1}`,
    kind: 'point' as const,
    text,
    spans: [],
    before: '',
    beforeSpans: [],
  }));
  return [...points, ...cards];
}
