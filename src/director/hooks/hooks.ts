import {capitalise, hasFiniteClause, wordCount} from '../source/grammar.ts';
import {type Hook, type HookContext, hookOf, isCentral} from './hook.ts';
import {clauseHooks} from './hooks-from-clauses.ts';
import {figureHooks, fromToHooks} from './hooks-from-figures.ts';
import {holdsHiddenVerb} from './hidden-verb.ts';
import {titleHooks} from './hooks-from-title.ts';
import {topicHooks} from './hooks-from-topic.ts';
import {finish} from '../prose/finish.ts';
import {copiedHook, foreignSentences} from '../../quality/claims/copied-hook.ts';
import type {Predictor} from '../../ports/index.ts';

/** All hooks a text offers, best first; the plain topic hook is always among them. */
export function hooksOf(context: HookContext): Hook[] {
  const {material, topic} = context;
  const hooks: (Hook | null)[] = [];
  const about = topic.phrase;
  const theirs = foreignSentences(material.sources);
  if (material.sensitive) {
    hooks.push(
      hookOf(context, null, {
        type: 'topic',
        text: `What we know about ${about.replace(/^an? /, 'the ')}.`,
        next: null,
        onScreen: `${capitalise(about.replace(/^(?:the|an?) /, ''))}: what we know`,
        payoff: null,
        operation: 'hook-topic',
      }),
      // The news itself, said soberly, is better than that there is news.
      ...titleHooks(context).filter((hook) => hook !== null && hook.type === 'number-clause'),
    );
  } else {
    const named = nounTitle(context);
    const plain = plainOpening(context);
    const titled = named !== null && copiedHook(named, theirs) === null ? named : null;
    hooks.push(
      hookOf(context, null, {
        type: 'topic',
        text: titled ?? plain.texts.find((text) => copiedHook(text, theirs) === null) ?? plain.texts[0]!,
        next: null,
        onScreen: titled === null ? plain.onScreen : null,
        payoff: null,
        operation: 'hook-topic',
      }),
    );
    const ranked = material.sentences
      .filter((sentence) => context.sayable.has(sentence.index))
      .sort((a, b) => context.salience.score[b.index]! - context.salience.score[a.index]!);
    for (const sentence of ranked.slice(0, 14)) {
      const text = context.plain(sentence);
      if (text === null) continue;
      hooks.push(...clauseHooks(context, sentence, text));
      // A figure opens only where it is the claim's own.
      if (isCentral(context, sentence))
        hooks.push(...figureHooks(context, sentence, text), ...fromToHooks(context, sentence, text));
    }
    hooks.push(...titleHooks(context), ...topicHooks(context));
    const myth = material.sentences.find(
      (sentence) =>
        context.sayable.has(sentence.index) &&
        /\b(?:contrary to popular belief|common (?:myth|misconception)|popular (?:myth|misconception)|widely believed but)\b/i.test(
          sentence.text,
        ),
    );
    if (myth)
      hooks.push(
        hookOf(context, myth, {
          type: 'myth',
          text: `Here’s what many people get wrong about ${about}.`,
          next: null,
          onScreen: null,
          operation: 'hook-myth',
        }),
      );
    for (const person of material.people.values()) {
      const mentions = material.sentences.filter((sentence) => sentence.text.includes(person.surname)).length;
      if (
        person.role &&
        wordCount(person.role) <= 9 &&
        /^(?:an?|the)\b/.test(person.role) &&
        mentions >= 5 &&
        mentions / material.sentences.length > 0.25
      ) {
        hooks.push(
          hookOf(context, person.sentence, {
            type: 'meet',
            text: `Meet ${person.full}, ${person.role}.`,
            next: null,
            onScreen: person.full,
            payoff: null,
            operation: 'hook-meet',
            bonus: 0.2,
          }),
        );
      }
    }
  }
  const said = new Set(
    material.sentences.map((sentence) =>
      finish(sentence.text)
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} ]/gu, ''),
    ),
  );
  const key = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N} ]/gu, '');
  return hooks
    .filter(
      (hook): hook is Hook =>
        hook !== null &&
        !said.has(key(hook.text)) &&
        (hook.type === 'topic' || copiedHook(hook.text, theirs) === null) &&
        (hook.payoff === null || context.sayable.has(hook.payoff)),
    )
    .map((hook) => ({...hook, score: hook.score + predictedWorth(hook, context.predictor)}))
    .sort((a, b) => b.score - a.score);
}

/** The lines for a text that offers no better one, the best first; half of a short line must not be the source's. */
function plainOpening({topic, material}: HookContext): {texts: string[]; onScreen: string} {
  const about = topic.phrase;
  const bare = about.replace(/^(?:the|an?) /, '');
  const name = /^\p{Lu}/u.test(bare);
  const onScreen = `${capitalise(bare)}, explained`;
  const others = [
    `${capitalise(bare)}: what we know so far.`,
    `${capitalise(bare)}, explained in a few plain words.`,
  ];
  if (material.kind === 'news' || material.kind === 'announcement')
    return name || about.startsWith('the ')
      ? {texts: [`What’s the story behind ${about}?`, ...others], onScreen: `${capitalise(bare)}: the story`}
      : {texts: [`Here’s what’s going on with ${about}.`, ...others], onScreen};
  return material.kind === 'encyclopaedia' && name
    ? {texts: [`What’s the story of ${about}? Here’s the short version.`, ...others], onScreen}
    : {
        texts: [`${capitalise(about.replace(/^an? /, ''))}, briefly explained.`, ...others.toReversed()],
        onScreen,
      };
}

/** `A long weekend in Porto, in short.`: a title that names its matter and says nothing of it. */
function nounTitle({topic, tagger}: HookContext): string | null {
  const title = topic.title.replace(/[.!?]+$/, '').trim();
  const tokens = tagger.tag(title);
  const words = wordCount(title);
  if (words < 4 || words > 9 || /[:;–—|“”"?]/.test(topic.title)) return null;
  if (!/^(?:DET|ADJ|NOUN|PROPN)$/.test(tokens[0]?.pos ?? '') || hasFiniteClause(tagger.tag(`${title}.`)))
    return null;
  if (
    tokens.some(
      (token) =>
        token.pos === 'AUX' ||
        (token.pos === 'VERB' && (token.lemma === token.lower || !/(?:ing|ed)$/.test(token.lower))),
    )
  )
    return null;
  if (!tokens.some((token) => token.pos === 'ADP') || /\b(?:I|we|you|my|our|your)\b/i.test(title))
    return null;
  // `NASA scientists bring asteroid sample …`: a verb that the tagger took for a noun.
  if (holdsHiddenVerb(title, tagger)) return null;
  if (!tokens.some((token) => topic.phrase.toLowerCase().includes(token.lower) && token.lower.length > 3))
    return null;
  return `${title}, in short.`;
}

/** A lift of a tenth moves a hook by about 0.3: as much as lies between a question and a contrast. */
const worthOfLift = 3;

function predictedWorth({text, type}: Hook, predictor: Predictor | undefined): number {
  const predicted = predictor?.doPredict({text, language: 'en', hook: type});
  return predicted?.evidence.enough === true ? worthOfLift * Math.log1p(predicted.expectedLift) : 0;
}
