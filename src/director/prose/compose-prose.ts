import {poolOf} from './candidate-pool.ts';
import type {Draft} from './line.ts';
import {joined, spread} from './lines-for-scenes.ts';
import {type Plan, planFor} from './plan-for-hook.ts';
import {mostLines, type ProseOptions} from './prose-options.ts';
import {hooksOf} from '../hooks/hooks.ts';
import {candidatesOf, type Candidate, nameTest, plainOf} from '../source/candidates.ts';
import type {Material} from '../source/material.ts';
import type {StructureType} from '../../schema/index.ts';

const structures: Readonly<Record<Material['kind'], StructureType>> = {
  news: 'news-brief',
  announcement: 'release',
  encyclopaedia: 'explainer',
  explainer: 'explainer',
  personal: 'story-arc',
  list: 'list',
  'how-to': 'how-to',
};

/** Chooses hook and lines together: a hook counts only with its payoff in the body. */
export function composeProse(options: ProseOptions): Draft | null {
  const {material, salience, tagger} = options;
  const isName = nameTest(material, tagger);
  const all = candidatesOf(material, salience, tagger, isName);
  if (all.length === 0) return null;
  const best = bestPlan(all, options, isName);
  if (!best) return null;
  const lines = spread(
    joined(best.picks, mostLines(options)).map(({candidates: from, text, operations}) => ({
      text,
      from: from.map((candidate) => candidate.sentence),
      operations,
      entry: null,
    })),
    Math.max(3, Math.round(options.seconds / 5.5)) - options.linesBefore,
  );
  return {
    hook: best.hook,
    lines,
    structure: best.hook.type === 'definition' ? 'question-answer' : structures[material.kind],
    exhausted: !best.reached,
    more: false,
  };
}

/** The plan of the good candidates, or one with lesser or more lines where the good ones do not fill the time. */
function bestPlan(
  all: readonly Candidate[],
  options: ProseOptions,
  isName: (word: string) => boolean,
): Plan | null {
  const {material, topic} = options;
  const strict = planWith(poolOf(all, material, topic, true), options, isName, options.seconds < 20 ? 2 : 3);
  // Too little that is good: what is merely usable may fill the rest.
  const usable = strict?.reached
    ? strict
    : better(planWith(poolOf(all, material, topic, false), options, isName, 2), strict);
  // Short sentences fill the time only in number.
  return usable?.reached
    ? usable
    : better(planWith(poolOf(all, material, topic, false), options, isName, 2, 4), usable);
}

function better(one: Plan | null, other: Plan | null): Plan | null {
  if (!one || !other) return one ?? other;
  return one.reached || one.picks.length > other.picks.length ? one : other;
}

/** The best plan from a pool over the hooks that could open it. */
function planWith(
  pool: readonly Candidate[],
  options: ProseOptions,
  isName: (word: string) => boolean,
  least: number,
  extra = 0,
): Plan | null {
  if (pool.length === 0) return null;
  const {material, salience, topic, tagger} = options;
  const bySentence = new Map(pool.map((candidate) => [candidate.sentence.index, candidate]));
  const sayable = new Set(bySentence.keys());
  // One more than there are scenes: a short answer shares the scene of what it answers.
  const maxCount = mostLines(options) + (options.seconds > 20 ? 1 : 0) + (options.seconds > 40 ? extra : 0);
  const minCount = options.linesBefore > 0 ? 0 : Math.min(least, pool.length);
  const hooks = hooksOf({
    material,
    salience,
    topic,
    tagger,
    isName,
    sayable,
    plain: (sentence) => plainOf(bySentence.get(sentence.index)),
    predictor: options.predictor,
  });
  const topicHook = hooks.find((hook) => hook.type === 'topic');
  const tried = [...new Set([...hooks.slice(0, 6), ...(topicHook ? [topicHook] : [])])];
  let best: Plan | null = null;
  for (const hook of tried) {
    options.signal?.throwIfAborted();
    const plan = planFor(hook, pool, options, {minCount, maxCount});
    if (!plan) continue;
    const value = plan.value + (plan.reached ? 3 : 0);
    if (!best || value > best.value) best = {...plan, value};
  }
  return best;
}
