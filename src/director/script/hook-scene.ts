import {phraseKey} from './phrase-key.ts';
import type {ShownPhrases} from './shown-phrases.ts';
import {spansOf} from './source-spans.ts';
import {hookPhraseOf} from '../hooks/hook-phrase.ts';
import {emphasisOf} from '../prose/emphasis.ts';
import type {Draft} from '../prose/line.ts';
import {wordCount} from '../source/grammar.ts';
import type {Sentence} from '../source/material.ts';
import type {Reading} from '../source/reading.ts';
import {termsOf} from '../source/salience.ts';
import type {ScriptInput} from '../../schema/index.ts';

/** The first scene of a script. */
export function hookScene(
  {hook}: Draft,
  reading: Reading,
  phrases: ShownPhrases,
  visualTopic: string | null,
): ScriptInput['scenes'][number] {
  const {topic, tagger, category} = reading;
  const from = groundsOf(hook, reading);
  const hookPhrase = phrases.add(hookPhraseOf(hook, topic, tagger));
  return {
    kind: 'hook',
    id: 'hook',
    spoken: hook.text,
    onScreenText: hookPhrase,
    emphasis: emphasisOf(hookPhrase, tagger),
    visual: visualTopic ? {query: visualTopic} : null,
    kicker:
      category ??
      (wordCount(topic.label) <= 3 &&
      topic.label.length <= 28 &&
      phraseKey(topic.label) !== phraseKey(hookPhrase)
        ? topic.label
        : 'In short'),
    trace: {
      claim: from.length > 0 ? 'fact' : 'glue',
      spans: spansOf(from),
      operations: [hook.operation],
    },
  };
}

/** What a hook rests on: its own sentences, else the one most like it or, with none, the one that names the topic. */
function groundsOf(hook: Draft['hook'], {material, topic, tagger}: Reading): readonly Sentence[] {
  if (hook.from.length > 0) return hook.from;
  const told = new Set(termsOf(tagger.tag(hook.text)));
  const nearest = material.sentences
    .map((sentence) => ({
      sentence,
      shared: new Set(termsOf(sentence.tokens).filter((term) => told.has(term))).size,
    }))
    .filter(({shared}) => shared >= Math.max(2, told.size * 0.5))
    .sort(
      (one, other) => other.shared - one.shared || one.sentence.index - other.sentence.index,
    )[0]?.sentence;
  const about =
    (hook.type === 'topic' ? undefined : nearest) ??
    material.sentences.find((sentence) => sentence.text.toLowerCase().includes(topic.label.toLowerCase()));
  return about ? [about] : [];
}
