import {shapeOf} from './scene-of.ts';
import type {ShownPhrases} from './shown-phrases.ts';
import {spansOf} from './source-spans.ts';
import type {SpokenLine} from './spoken-lines.ts';
import {visualOf} from './visual-query.ts';
import {emphasisOf} from '../prose/emphasis.ts';
import type {Reading} from '../source/reading.ts';
import type {ScriptInput} from '../../schema/index.ts';

/** The scene of a line of the body: an entry or a step as such, any other by what it says. */
export function lineScene(
  {line, spoken, from, operations}: SpokenLine,
  index: number,
  reading: Reading,
  phrases: ShownPhrases,
  visualTopic: string | null,
): ScriptInput['scenes'][number] {
  const {brief, material, tagger, salience} = reading;
  const sources = brief.sources ?? [];
  const common = {
    id: `line-${index + 1}`,
    spoken,
    visual: wish(visualOf(line.entry ? line.entry.head : spoken, tagger, salience.idf) ?? visualTopic),
    trace: {claim: 'fact' as const, spans: spansOf(from), operations: [...operations]},
  };
  const show = (text: string) => ({onScreenText: text, emphasis: emphasisOf(text, tagger)});
  if (line.entry) {
    const {n, total, step, head} = line.entry;
    return {
      kind: step ? 'step' : 'list-item',
      ...common,
      ...show(phrases.forEntry(head, step)),
      n,
      total,
    };
  }
  const shape = shapeOf(spoken, {
    material,
    tagger,
    first: index === 0 && line.from[0]?.rank === 0,
    background: isBackground(spoken, index),
    source: sources.length === 1 ? (sources[0]?.siteName ?? null) : null,
  });
  return {...shape, ...common, ...show(phrases.forScene(shape, spoken))};
}

function wish(query: string | null): {query: string} | null {
  return query === null ? null : {query: query.slice(0, 120)};
}

function isBackground(spoken: string, index: number): boolean {
  return (
    index > 0 &&
    /\b(?:until now|in the past|used to|since (?:19|20)\d\d|in (?:1[5-9]|20)\d\d|for (?:decades|centuries|years)|historically|originally|was (?:founded|built|opened|first))\b/i.test(
      spoken,
    )
  );
}
