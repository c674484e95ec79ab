import {candidatesOf, type Candidate, nameTest, plainOf} from '../source/candidates.ts';
import {standingOf} from '../source/discourse-gate.ts';
import {unfaithful} from '../source/faithfulness.ts';
import {wordCount} from '../source/grammar.ts';
import type {Hook} from '../hooks/hook.ts';
import {hooksOf} from '../hooks/hooks.ts';
import {spelled} from './spelled.ts';
import type {Draft, Line} from './line.ts';
import type {Material} from '../source/material.ts';
import type {Tagger} from '../source/nlp.ts';
import {type Salience, stemOf, termsOf} from '../source/salience.ts';
import {splitSentences} from '../../quality/sentences.ts';
import {type Selectable, selectLines} from './selection.ts';
import {pauses, secondsOf} from '../../quality/speech-time.ts';
import type {Topic} from '../source/topic.ts';
import {isSpeakable} from './variants.ts';
import type {Predictor} from '../../ports/index.ts';
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

interface ProseOptions {
  readonly material: Material;
  readonly salience: Salience;
  readonly topic: Topic;
  readonly tagger: Tagger;
  /** Seconds of the whole video and of what is already spoken for (call to action, points). */
  readonly seconds: number;
  readonly spentSeconds: number;
  readonly rate: number;
  /** Lines that stand before these. */
  readonly linesBefore: number;
  readonly predictor: Predictor | undefined;
  readonly signal: AbortSignal | undefined;
}

interface Plan {
  readonly hook: Hook;
  readonly picks: readonly {candidate: Candidate; text: string; operations: readonly string[]}[];
  readonly reached: boolean;
  readonly value: number;
}

/** Chooses hook and lines together: a hook counts only with its payoff in the body. */
export function composeProse(options: ProseOptions): Draft | null {
  const {material, salience, topic, tagger} = options;
  const isName = nameTest(material, tagger);
  const all = candidatesOf(material, salience, tagger, isName);
  if (all.length === 0) return null;
  const strict = planWith(poolOf(all, material, topic, true), options, isName, options.seconds < 20 ? 2 : 3);
  // Too little that is good: what is merely usable may fill the rest.
  const usable = strict?.reached
    ? strict
    : better(planWith(poolOf(all, material, topic, false), options, isName, 2), strict);
  // Short sentences fill the time only in number.
  const best = usable?.reached
    ? usable
    : better(planWith(poolOf(all, material, topic, false), options, isName, 2, 4), usable);
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
  const count = lines.length + options.linesBefore;
  const text =
    best.hook.type === 'topic' && !material.sensitive && / things to know /.test(best.hook.text)
      ? count >= 3
        ? best.hook.text.replace(/^\S+/, spelled(count))
        : `Here’s the short version of ${topic.phrase}.`
      : best.hook.text;
  return {
    hook: {...best.hook, text},
    lines,
    structure: best.hook.type === 'definition' ? 'question-answer' : structures[material.kind],
    exhausted: !best.reached,
    more: false,
  };
}

/** How many lines a video of this length has room for. */
function mostLines({seconds, linesBefore}: ProseOptions): number {
  const most = seconds <= 20 ? 4 : seconds <= 35 ? 6 : seconds <= 50 ? 8 : Math.ceil(seconds / 6);
  return Math.max(2, most - linesBefore);
}

/** Joins a short line to the one it leans on where there are more lines than scenes. */
function joined(
  picks: Plan['picks'],
  most: number,
): {candidates: Candidate[]; text: string; operations: readonly string[]}[] {
  const lines = picks.map(({candidate, text, operations}) => ({candidates: [candidate], text, operations}));
  if (lines.length <= most) return lines;
  const at = lines
    .map((line, index) => ({index, words: wordCount(line.text), before: lines[index - 1]}))
    .filter(
      ({index, words, before}) =>
        before !== undefined &&
        lines[index]!.candidates[0]!.needsPrevious &&
        !/[“”]/.test(before.text + lines[index]!.text) &&
        words + wordCount(before.text) <= 24,
    )
    .sort((a, b) => a.words - b.words)[0]?.index;
  if (at === undefined) return lines;
  const before = lines[at - 1]!;
  const line = lines[at]!;
  lines.splice(at - 1, 2, {
    candidates: [...before.candidates, ...line.candidates],
    text: `${before.text} ${line.text}`,
    operations: [...before.operations, ...line.operations],
  });
  return lines;
}

/** Gives the two sentences of a long line a scene each, the longest first, while there is room for scenes. */
function spread(lines: readonly Line[], most: number): Line[] {
  const result = [...lines];
  while (result.length < most) {
    const long = result
      .filter((line) => wordCount(line.text) > 20 && !/[“”]/.test(line.text))
      .map((line) => ({line, parts: splitSentences(line.text).map((span) => span.text)}))
      .filter(({parts}) => parts.length === 2 && parts.every((part) => wordCount(part) >= 6))
      .sort((a, b) => b.line.text.length - a.line.text.length)[0];
    if (!long) break;
    result.splice(result.indexOf(long.line), 1, ...long.parts.map((text) => ({...long.line, text})));
  }
  return result;
}

function better(one: Plan | null, other: Plan | null): Plan | null {
  if (!one || !other) return one ?? other;
  return one.reached || one.picks.length > other.picks.length ? one : other;
}

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
  const hooks = hooksOf(
    {
      material,
      salience,
      topic,
      tagger,
      isName,
      sayable,
      plain: (sentence) => plainOf(bySentence.get(sentence.index)),
      predictor: options.predictor,
    },
    3,
  );
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

/** The fifteen best candidates, those that lean on a neighbour only together with it. */
function poolOf(all: readonly Candidate[], material: Material, topic: Topic, strict: boolean): Candidate[] {
  const byIndex = new Map(all.map((candidate) => [candidate.sentence.index, candidate]));
  const pool = new Map<number, Candidate>();
  const known = (noun: string) => topic.stems.has(stemOf(noun));
  for (const candidate of [...all].sort((a, b) => b.score - a.score)) {
    if (pool.size >= 15) break;
    if (strict && candidate.score < 0.35 * Math.max(0.5, all[0]?.score ?? 1) && pool.size >= 8) break;
    if (candidate.needsPrevious) {
      const before = byIndex.get(candidate.sentence.index - 1);
      if (
        !before ||
        before.needsPrevious ||
        before.sentence.source !== candidate.sentence.source ||
        before.sentence.kind === 'list-item'
      )
        continue;
      if (before.sentence.block !== candidate.sentence.block && candidate.sentence.inBlock > 0) continue;
      if (pool.size >= 14 && !pool.has(before.sentence.index)) continue;
      pool.set(before.sentence.index, before);
    }
    const open = candidate.needsNouns.filter((noun) => !known(noun));
    if (open.length > 0) {
      const origin = open.map((noun) =>
        all.find(
          (other) =>
            other.sentence.index < candidate.sentence.index &&
            other.sentence.source === candidate.sentence.source &&
            other.sentence.tokens.some((token) => token.lemma === noun),
        ),
      );
      if (origin.some((found) => found === undefined)) continue;
    }
    pool.set(candidate.sentence.index, candidate);
  }
  return [...pool.values()].sort((a, b) => a.sentence.index - b.sentence.index).slice(0, 16);
}

function planFor(
  hook: Hook,
  pool: readonly Candidate[],
  options: ProseOptions,
  counts: {minCount: number; maxCount: number},
): Plan | null {
  const {material, tagger, rate, topic} = options;
  const hookSeconds = secondsOf(hook.text, rate) + pauses.afterHook;
  const fixed = options.spentSeconds + hookSeconds + pauses.atEnds;
  const budget = options.seconds - fixed;
  const hookTerms = new Set(termsOf(tagger.tag(hook.text)));
  const nextText = hook.next && isSpeakable(hook.next.text) ? hook.next : null;
  if (hook.next && !nextText) return null;
  if (hook.next && hook.payoff !== null) {
    const sentence = material.sentences[hook.payoff]!;
    const standing = standingOf(
      hook.next.text.replace(/^But /, ''),
      tagger.tag(hook.next.text.replace(/^But /, '')),
      sentence,
      material,
    );
    // Right behind the hook, `that advice` is clear; a bare `this` is not.
    const leans =
      /^(?:this|that|these|those)\b/i.test(hook.next.text) ||
      /^But (?:this|that|these|those) (?:is|was|are|were|has|had|will)\b/i.test(hook.next.text);
    if (standing.refused !== null || leans || unfaithful(hook.next.text, sentence.text)) return null;
  }
  const passes =
    budget > 40
      ? (['full', 'even'] as const)
      : budget < 12
        ? (['short', 'even'] as const)
        : (['even', 'full', 'short'] as const);
  let best: Plan | null = null;
  // A line must earn its place: short lines that say little would else win by number.
  const ranked = pool.map((candidate) => candidate.score).sort((a, b) => a - b);
  const lineCost = 0.6 * (ranked[Math.floor(ranked.length / 2)] ?? 0);
  for (const preference of passes) {
    const choice = pool.map((candidate) => chooseVariant(candidate, preference));
    const masks = needsOf(pool, topic, hook);
    const leadMatters = material.kind === 'news' || material.kind === 'announcement' || material.sensitive;
    const central = leadMatters ? centralOf(pool, options) : null;
    const kept = hook.payoff === null ? promiseOf(hook, pool, options) : null;
    const payoffIndex = pool.findIndex((candidate) => candidate.sentence.index === hook.payoff);
    const payoffSeconds = payoffIndex < 0 ? 0 : secondsOf(nextText?.text ?? choice[payoffIndex]!.text, rate);
    const selectable: Selectable[] = pool.map((candidate, index) => {
      const isPayoff = candidate.sentence.index === hook.payoff;
      const text = isPayoff && nextText ? nextText.text : choice[index]!.text;
      const lead =
        candidate.sentence.source === 0 && candidate.sentence.rank === 0 && candidate.sentence.inBlock === 0;
      const leadBonus = lead
        ? material.kind === 'news' || material.kind === 'announcement'
          ? 0.55
          : material.kind === 'encyclopaedia'
            ? 0.8
            : 0.1
        : 0;
      const seconds = secondsOf(text, rate);
      const words = wordCount(text);
      // What the hook has just said is not said again, unless it says much more.
      const said = termsOf(tagger.tag(text));
      const again =
        hook.payoff === null && hook.type !== 'topic' && hookTerms.size >= 4
          ? [...hookTerms].filter((term) => said.includes(term)).length / hookTerms.size
          : 0;
      const echoes = again >= 0.6 && new Set(said).size - again * hookTerms.size <= 6;
      return {
        score:
          candidate.score -
          (echoes ? 1.2 : 0) -
          lineCost +
          leadBonus +
          (candidate === kept ? 0.8 : kept && isBeside(candidate, kept) ? 0.4 : 0) -
          Math.max(0, words - 24) * 0.04 -
          (words < 6 ? 0.2 : 0),
        seconds,
        // News without its news is none.
        forced:
          isPayoff ||
          (candidate === central && !echoes && seconds <= budget * 0.62 && payoffSeconds + seconds <= budget),
        needs: isPayoff && nextText ? [] : (masks[index] ?? []),
        // The same thing at another figure is news: figures tell lines apart, twice as much as words.
        terms: new Set([
          ...termsOf(tagger.tag(text)),
          ...tagger
            .tag(text)
            .filter((token) => token.pos === 'NUM')
            .flatMap((token) => [token.lower, `#${token.lower}`]),
        ]),
        order: isPayoff && nextText ? -1 : candidate.sentence.index,
        words,
        quote: / (?:said|told [^“]{2,40}): “/.test(text),
      };
    });
    const found = selectLines(selectable, {
      minSeconds: budget * 1 - options.seconds * 0.065,
      maxSeconds: budget + options.seconds * 0.045,
      minCount: counts.minCount,
      maxCount: counts.maxCount,
      maxQuotes: options.seconds > 45 ? 2 : 1,
      pause: pauses.betweenLines,
    });
    if (found.chosen.length === 0) continue;
    if (hook.payoff !== null && !found.chosen.some((index) => pool[index]!.sentence.index === hook.payoff))
      continue;
    const picks = found.chosen.map((index) => {
      const candidate = pool[index]!;
      const isPayoff = candidate.sentence.index === hook.payoff;
      const variant = choice[index]!;
      return isPayoff && nextText
        ? {candidate, text: nextText.text, operations: [...candidate.sentence.tidied, nextText.operation]}
        : {candidate, text: variant.text, operations: variant.operations};
    });
    // A first line that says the hook over again tells the viewer nothing.
    const first = picks[0];
    let echo = 0;
    const payoffPick = picks.find((pick) => pick.candidate.sentence.index === hook.payoff);
    if (payoffPick && !nextText) {
      const terms = new Set(termsOf(tagger.tag(payoffPick.text)));
      const common = [...terms].filter((term) => hookTerms.has(term)).length / Math.max(1, terms.size);
      if (common > 0.8) echo += 1;
    }
    if (first && !nextText && hook.payoff !== null) {
      const terms = new Set(termsOf(tagger.tag(first.text)));
      const common = [...terms].filter((term) => hookTerms.has(term)).length / Math.max(1, terms.size);
      if (common > 0.6) echo += 0.45;
      else if (common > 0.45) echo += 0.2;
    }
    const value = found.value / Math.sqrt(Math.max(1, picks.length)) + 2.2 * hook.score - echo;
    const plan: Plan = {hook, picks, reached: found.reached, value};
    if (
      !best ||
      Number(plan.reached) > Number(best.reached) ||
      (plan.reached === best.reached && plan.value > best.value + 0.05)
    )
      best = plan;
    if (plan.reached && preference === passes[0]) break;
  }
  return best;
}

/** The sentence that says what the headline says: the lead, or what shares most words with the title. */
function centralOf(pool: readonly Candidate[], {topic, tagger}: ProseOptions): Candidate | null {
  const first = pool.find(
    ({sentence}) => sentence.source === 0 && sentence.rank === 0 && sentence.inBlock === 0,
  );
  if (first) return first;
  const title = new Set(termsOf(tagger.tag(topic.title)));
  const sharedWith = ({sentence}: Candidate) =>
    new Set(termsOf(sentence.tokens).filter((term) => title.has(term))).size;
  const best = pool.toSorted(
    (a, b) => sharedWith(b) - sharedWith(a) || a.sentence.index - b.sentence.index,
  )[0];
  return best && sharedWith(best) >= 2 ? best : null;
}

/** What leads up to the promised line and away from it: its section, or its neighbours where there are no sections. */
function isBeside({sentence}: Candidate, {sentence: kept}: Candidate): boolean {
  if (sentence.source !== kept.source) return false;
  return kept.heading === '' ? Math.abs(sentence.rank - kept.rank) <= 1 : sentence.heading === kept.heading;
}

/** The line that keeps what a hook made from the title promises: it shares the words that set the title apart. */
function promiseOf(
  hook: Hook,
  pool: readonly Candidate[],
  {topic, tagger, salience}: ProseOptions,
): Candidate | null {
  const label = new Set(termsOf(tagger.tag(topic.label)));
  const asked = new Set(termsOf(tagger.tag(hook.text)).filter((term) => !label.has(term)));
  let best: {candidate: Candidate; value: number} | null = null;
  for (const candidate of pool) {
    const terms = new Set(termsOf(candidate.sentence.tokens));
    let value = 0;
    for (const term of asked) if (terms.has(term)) value += salience.idf.get(term) ?? 0;
    if (value > 1 && (!best || value > best.value)) best = {candidate, value};
  }
  return best?.candidate ?? null;
}

function chooseVariant(candidate: Candidate, preference: 'full' | 'even' | 'short') {
  const [fullest] = candidate.variants;
  if (preference === 'full' || candidate.variants.length === 1) return fullest!;
  const shortest = candidate.variants.toSorted((a, b) => a.text.length - b.text.length)[0]!;
  if (preference === 'short') return shortest;
  // Two sentences of a good length are as easy as one, and nothing is lost.
  const longest = (text: string) => Math.max(...splitSentences(text).map((span) => wordCount(span.text)));
  return (
    candidate.variants.find((variant) => longest(variant.text) <= 22 && wordCount(variant.text) <= 36) ??
    shortest
  );
}

/** For each candidate, the sets of pool members of which one must stand before it. */
function needsOf(pool: readonly Candidate[], topic: Topic, hook: Hook): number[][] {
  const hookStems = new Set(
    hook.text
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.map(stemOf) ?? [],
  );
  return pool.map((candidate, index) => {
    const masks: number[] = [];
    if (candidate.needsPrevious) {
      const before = pool.findIndex((other) => other.sentence.index === candidate.sentence.index - 1);
      masks.push(before < 0 ? 0 : 1 << before);
    }
    for (const noun of candidate.needsNouns) {
      if (topic.stems.has(stemOf(noun)) || hookStems.has(stemOf(noun))) continue;
      let mask = 0;
      for (let other = 0; other < index; other += 1) {
        const {sentence} = pool[other]!;
        if (
          sentence.source === candidate.sentence.source &&
          sentence.tokens.some((token) => token.lemma === noun)
        )
          mask |= 1 << other;
      }
      masks.push(mask);
    }
    return masks;
  });
}
