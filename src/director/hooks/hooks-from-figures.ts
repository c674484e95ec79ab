import {countedPhrase, figuresOf} from '../source/figures.ts';
import {capitalise, clauseOf, textOf, wordCount} from '../source/grammar.ts';
import {type Hook, type HookContext, hookOf, lowerFirst, pronounStart, shortRest, subjectOf} from './hook.ts';
import type {Sentence} from '../source/material.ts';

/** `{Figure}. That’s how much …`: the figure first, then what it counts, in the source's own words. */
export function figureHooks(context: HookContext, sentence: Sentence, text: string): (Hook | null)[] {
  const hooks: (Hook | null)[] = [];
  const tokens = context.tagger.tag(text);
  const clause = clauseOf(tokens);
  for (const figure of figuresOf(text)) {
    const phrase = countedPhrase(text, tokens, figure);
    // `800 species of animals` is one thing counted.
    const ofTail =
      phrase.noun !== null && figure.kind === 'count'
        ? (/^ of (?:[a-z-]+ )?[a-z-]+s\b/.exec(text.slice(phrase.end))?.[0] ?? '')
        : '';
    phrase.end += ofTail.length;
    const shown = capitalise(text.slice(phrase.start, phrase.end));
    const plural =
      phrase.noun !== null &&
      (phrase.noun.endsWith('s') || /^(?:people|children|men|women|fish|sheep|staff)$/.test(phrase.noun)) &&
      figure.value !== 1;
    if (!clause || figure.value === 0) continue;
    const subject = subjectOf(text, tokens, clause.verb);
    const verbEnd = tokens[clause.main]!.end;
    const between = text.slice(verbEnd, phrase.start).trim();
    const after = text
      .slice(phrase.end)
      .replace(/[.!?]+$/, '')
      .trim();
    const verbText = textOf(text, tokens, clause.verb, clause.main + 1);
    const verb = tokens[clause.main]!;
    const make = (tail: string, bonus = 0) =>
      hooks.push(
        hookOf(context, sentence, {
          type: 'number',
          text: `${shown}. ${tail}.`,
          next: null,
          onScreen: shown,
          operation: 'hook-number-first',
          bonus,
        }),
      );
    if (
      phrase.start === 0 &&
      tokens[clause.verb]!.start >= phrase.end &&
      (figure.kind === 'count' ? plural : figure.kind === 'percent' && phrase.noun !== null)
    ) {
      const middle = text.slice(phrase.end, tokens[clause.verb]!.start).trim();
      const rest = shortRest(text.slice(tokens[clause.verb]!.start), 10);
      if (middle === '' && wordCount(rest) >= 2) make(`That’s how many ${rest}`, 0.1);
    } else if (subject && between === '' && !/^(?:be|become|remain|seem)$/.test(verb.lemma)) {
      const rest = shortRest(after, 7);
      if (after !== '' && rest === '' && /^(?:to|that|than|per|a|an|each)\b/.test(after)) continue;
      if (/^(?:of|and|or)\b/.test(after)) continue;
      const clauseText = `${lowerFirst(subject, context)} ${verbText}${rest ? ` ${rest}` : ''}`;
      if (figure.kind === 'money') make(`That’s how much ${clauseText}`, 0.05);
      else if (figure.kind === 'count' && plural) make(`That’s how many ${clauseText}`, 0.05);
      else if (
        figure.kind === 'percent' &&
        phrase.noun === null &&
        /^(?:fall|fell|rise|rose|drop|grow|grew|shrink|increase|decrease|jump|climb|surge|decline|slip|plunge|gain|lose|lost)/.test(
          verb.lemma,
        )
      )
        make(`That’s how much ${clauseText}`, 0.05);
      else if (figure.kind === 'measure' && /^(?:take|last|spend|wait|live|stay)$/.test(verb.lemma))
        make(`That’s how long ${clauseText}`, 0.05);
      else if (figure.kind === 'measure' && /^(?:weigh)$/.test(verb.lemma))
        make(`That’s how much ${clauseText}`);
      else if (
        figure.kind === 'measure' &&
        /^(?:travel|fly|swim|walk|run|stretch|drift|migrate|drive|cycle)$/.test(verb.lemma)
      )
        make(`That’s how far ${clauseText}`);
    } else if (
      subject &&
      /^(?:.*\s)?by$/.test(between) &&
      (figure.kind === 'percent' || figure.kind === 'money') &&
      phrase.noun === null
    ) {
      const object = between.replace(/\s?by$/, '');
      const rest = shortRest(after, 6);
      if (wordCount(object) <= 6 && !/,/.test(object))
        make(
          `That’s how much ${lowerFirst(subject, context)} ${verbText}${object ? ` ${object}` : ''}${rest ? ` ${rest}` : ''}`,
          0.1,
        );
    }
  }
  return hooks;
}

/** Two figures of one thing: what happened in between is the promise. */
export function fromToHooks(context: HookContext, sentence: Sentence, text: string): (Hook | null)[] {
  const hooks: (Hook | null)[] = [];
  const tokens = context.tagger.tag(text);
  const clause = clauseOf(tokens);
  const [a, b] = figuresOf(text);
  if (a && b && a.kind === b.kind && (a.unit ?? '') === (b.unit ?? a.unit ?? '') && a.value !== b.value) {
    const between = text.slice(a.end, b.start);
    if (
      /\bfrom $/i.test(text.slice(Math.max(0, a.hedgeStart - 8), a.hedgeStart)) &&
      /^(?: [\w’' -]{0,40})? to (?:just |about |nearly |only |more than |around |over |fewer than |less than |almost |at least |under )?$/.test(
        between,
      )
    ) {
      const first = text.slice(a.hedgeStart, a.end);
      const second = text.slice(b.hedgeStart, countedPhrase(text, tokens, b).end);
      // What changed is the object of the verb, or its subject where the verb has none.
      const object = clause
        ? text
            .slice(tokens[clause.main]!.end, a.hedgeStart)
            .replace(/\s?from $/i, '')
            .trim()
        : '';
      const changed =
        /^(?:fall|fell|rise|rose|drop|grow|grew|shrink|shrank|increase|decrease|jump|climb|surge|decline|slip|plunge|go|went|double)/;
      const own =
        clause && object === '' && changed.test(tokens[clause.main]!.lower)
          ? subjectOf(text, tokens, clause.verb)
          : null;
      const moved =
        /^([^,;:]{6,70}?) (?:fell|dropped|rose|grew|shrank|climbed|jumped|increased|decreased|declined|went)(?: \w+ly)? from $/.exec(
          text.slice(0, a.hedgeStart),
        )?.[1] ?? null;
      const subject =
        own ??
        moved ??
        (object !== '' &&
        clause &&
        wordCount(object) <= 9 &&
        /^(?:the|its|their|his|her|[a-z]+)\b/.test(object)
          ? object.split(/ (?:in|at|during|across) /)[0]!
          : null);
      const tail =
        subject && wordCount(subject) <= 9 && !pronounStart.test(subject)
          ? `Here’s what happened to ${lowerFirst(subject, context)}.`
          : '';
      if (tail !== '')
        hooks.push(
          hookOf(context, sentence, {
            type: 'from-to',
            text: `From ${first} to ${second}. ${tail}`,
            next: null,
            onScreen: `From ${first} to ${second}`,
            operation: 'hook-from-to',
            bonus: 0.3,
          }),
        );
    }
  }
  return hooks;
}
