import {isProse, nameTest} from '../source/candidates.ts';
import {pointsHook} from '../prose/draft.ts';
import {finish} from '../prose/finish.ts';
import {hookPhraseOf} from './hook-phrase.ts';
import {hooksOf} from './hooks.ts';
import type {ProposedHook} from './rank-hooks.ts';
import type {Reading} from '../source/reading.ts';

/** A first line of the embedded writer, with the sentence that must be told for it to hold. */
export interface EmbeddedHook extends ProposedHook {
  /** Where the sentence stands that keeps its promise; null where the whole body does. */
  readonly payoff: ProposedHook['spans'][number] | null;
}

/** First lines that the material offers, best first. No model is asked. */
export function embeddedHooks(reading: Reading): readonly EmbeddedHook[] {
  const {material, salience, topic, tagger, predictor, brief} = reading;
  if (material.sentences.length === 0) {
    const {type, text, operation} = pointsHook(reading, brief.points?.length ?? 0);
    return [{type, text, operation, onScreenText: null, spans: [], payoff: null, by: 'embedded', craft: 0.5}];
  }
  const sayable = new Set(material.sentences.filter(isProse).map((sentence) => sentence.index));
  const hooks = hooksOf({
    material,
    salience,
    topic,
    tagger,
    isName: nameTest(material, tagger),
    sayable,
    plain: (sentence) => finish(sentence.text),
    predictor,
  });
  const spanOf = (index: number) => {
    const sentence = material.sentences[index];
    if (!sentence) return null;
    const {sourceId, block, start, end} = sentence;
    return {sourceId, block, start, end};
  };
  return hooks.map((hook) => ({
    type: hook.type,
    text: hook.text,
    onScreenText: hookPhraseOf(hook, topic, tagger),
    spans: hook.from.flatMap((sentence) => spanOf(sentence.index) ?? []),
    payoff: hook.payoff === null ? null : spanOf(hook.payoff),
    operation: hook.operation,
    by: 'embedded',
    // Its own scores run to about 2.
    craft: Math.min(1, Math.max(0, hook.score / 2)),
  }));
}
