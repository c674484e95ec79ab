import {
  capitalise,
  clauseOf,
  hasFiniteClause,
  isFiniteVerb,
  nounPhrases,
  textOf,
  wordCount,
} from '../source/grammar.ts';
import {type Hook, type HookContext, hookOf, lowerFirst, pronounStart} from './hook.ts';
import type {Sentence} from '../source/material.ts';
import {smallWord} from '../prose/phrase-end.ts';
import {termsOf} from '../source/salience.ts';
import {finish} from '../prose/finish.ts';

const openingClause =
  /^(?:When|If|While|Although|Though|Because|As|After|Before|Since|Once|In|On|At|By|For|With|Unlike|Despite)\b/;

/** `The council has closed Mill Bridge to traffic` → `Mill Bridge is closed to traffic`: what is, before who did it. */
function resultOf(effect: string, context: HookContext): string | null {
  const text = effect.trim();
  const tokens = context.tagger.tag(text);
  const clause = clauseOf(tokens);
  if (!clause || clause.main !== clause.verb + 1 || !/^(?:has|have)$/.test(tokens[clause.verb]!.lower))
    return null;
  const main = tokens[clause.main]!;
  if (!/(?:ed|en|wn|ught|ilt|ut|ost|old)$/.test(main.lower)) return null;
  const [object] = nounPhrases(tokens.slice(clause.main + 1));
  if (!object || object.from !== 0) return null;
  const head = tokens[clause.main + 1 + object.head]!;
  const phrase = textOf(text, tokens, clause.main + 1, clause.main + 1 + object.to);
  if (/\b(?:its|their|his|her|this|these|that|those|it|them)\b/i.test(phrase) || head.pos === 'NUM')
    return null;
  const rest = text.slice(tokens[clause.main + object.to]!.end).trim();
  const plural = head.pos === 'NOUN' && head.lemma !== head.lower && head.lower.endsWith('s');
  if (/^(?:that|which|who|and|to)\b/.test(rest)) return null;
  return capitalise(`${phrase} ${plural ? 'are' : 'is'} ${main.text}${rest ? ` ${rest}` : ''}`);
}

/** `the last founder in Erlau` → `Erlau’s last founder`. */
function ownersFirst(phrase: string): string {
  const placed = /^the ((?:\p{Ll}\S* )+)in (\p{Lu}\p{L}+[^s’])$/u.exec(phrase);
  return placed?.[1] && placed[2] ? `${placed[2]}’s ${placed[1].trim()}` : phrase;
}

/** Two halves of one thought: the first opens, the second answers as the next line. */
export function clauseHooks(context: HookContext, sentence: Sentence, text: string): (Hook | null)[] {
  const hooks: (Hook | null)[] = [];
  const tokens = context.tagger.tag(text);
  const finite = (part: string) => hasFiniteClause(context.tagger.tag(finish(part)));
  if (/[“”"]/.test(text)) return hooks;
  const because = /^(.{15,}?),? because (?!of\b)(.{15,})\.$/.exec(text);
  if (
    because?.[1] &&
    because[2] &&
    finite(because[1]) &&
    finite(because[2]) &&
    !openingClause.test(because[1]) &&
    !pronounStart.test(because[1]) &&
    !/\b(?:not|only|just|partly|mainly|simply|that|is|was)$|n[’']t\b/.test(because[1])
  ) {
    const effect = because[1].replace(/,.*$/, '');
    const thin = termsOf(context.tagger.tag(effect)).length < 3;
    if (effect === because[1] && wordCount(effect) <= 13) {
      // Right behind its effect, `they` still means who it meant.
      // From deep in the text the answer waits for its place, or the lines after it would jump back.
      const early = sentence.rank <= 1 || context.material.kind === 'news';
      const cause =
        !early || /^(?:this|that|these|those|their|its|there)\b/i.test(because[2])
          ? null
          : finish(because[2]);
      hooks.push(
        hookOf(context, sentence, {
          type: 'because-gap',
          text: `${finish(effect)} Here’s why.`,
          next: cause ? {text: cause, operation: 'answer-because'} : null,
          onScreen: null,
          operation: 'hook-effect-first',
          bonus: (cause ? 0.15 : -0.3) - (thin ? 0.5 : 0),
        }),
      );
    }
  }
  const done = because?.[1] && because[2] ? resultOf(because[1], context) : null;
  if (done !== null && finite(because![2]!)) {
    const early = sentence.rank <= 1 || context.material.kind === 'news';
    const cause =
      early && !/^(?:this|that|these|those|their|its|there)\b/i.test(because![2]!)
        ? finish(because![2]!)
        : null;
    hooks.push(
      hookOf(context, sentence, {
        type: 'because-gap',
        text: `${finish(done)} Here’s why.`,
        next: null,
        onScreen: done,
        operation: 'hook-result-first',
        bonus: cause ? 0.15 : 0,
      }),
    );
  }
  const but = /^([^,;:–—]{20,}), (?:but|yet) ([^;:]{15,})\.$/.exec(text);
  if (
    but?.[1] &&
    but[2] &&
    finite(but[1]) &&
    finite(but[2]) &&
    (!pronounStart.test(but[1]) || /^(?:many|most|some) (?:people|of us|[a-z]+s)\b/i.test(but[1])) &&
    !openingClause.test(but[1]) &&
    wordCount(but[1]) <= 14 &&
    wordCount(but[2]) <= 22 &&
    !/^(?:not|also|in|on|at|for|with)\b/.test(but[2])
  ) {
    const belief =
      /\b(?:think|thought|believe[ds]?|assume[ds]?|expect(?:ed)?|seems?|looks?|used to|once|supposed)\b/.test(
        but[1],
      );
    hooks.push(
      hookOf(context, sentence, {
        type: belief ? 'myth' : 'contrast',
        text: finish(but[1]),
        next: {text: finish(`But ${but[2]}`), operation: 'answer-but'},
        onScreen: null,
        operation: 'hook-first-half',
        bonus: belief ? 0.2 : 0,
      }),
    );
  }
  const by = /^(.{15,}?) by ([a-z]+ing .{8,})\.$/.exec(text);
  if (
    by?.[1] &&
    finite(by[1]) &&
    !pronounStart.test(by[1]) &&
    !openingClause.test(by[1]) &&
    !/[,;:–—]/.test(by[1]) &&
    wordCount(by[1]) <= 11 &&
    clauseOf(context.tagger.tag(by[1]))
  ) {
    hooks.push(
      hookOf(context, sentence, {
        type: 'how-to',
        text: `Here’s how ${lowerFirst(by[1], context)}.`,
        next: null,
        onScreen: null,
        operation: 'hook-how',
        bonus: 0.05,
      }),
    );
  }
  const when = /^(When|If) ([^,]{8,}), (.{15,})\.$/.exec(text);
  if (
    when?.[1] &&
    when[2] &&
    finite(when[2]) &&
    wordCount(when[2]) <= 10 &&
    !/^(?:it|they|he|she|this|that|these|those|asked|i|we)\b/i.test(when[2]) &&
    !/\b(?:they|he|she|his|her|it|their)\b/.test(when[2])
  ) {
    const verb = context.tagger.tag(finish(when[2])).find((_, index, all) => isFiniteVerb(all, index));
    const past =
      verb !== undefined &&
      (verb.lower.endsWith('ed') ||
        /^(?:was|were|did|had)$/.test(verb.lower) ||
        (verb.pos === 'VERB' && verb.lemma !== verb.lower && !verb.lower.endsWith('s')));
    hooks.push(
      hookOf(context, sentence, {
        type: 'question',
        text: `What ${past ? 'happened' : 'happens'} ${when[1] === 'When' ? 'once' : 'if'} ${lowerFirst(when[2], context)}?`,
        next: null,
        onScreen: null,
        operation: 'hook-what-happens',
        bonus: context.material.kind === 'news' ? 0 : 0.15,
      }),
    );
  }
  // `Formerly the largest lake in the world, the sea …`
  const once =
    /^(?:Formerly|Once) (the [^,]{3,60}? in (?:the [a-z]+|\p{Lu}[\p{L}]+))(?: with (?:[^,]|,(?=\d))+)?, (?:the )?([^,]+)\.$/u.exec(
      text,
    );
  if (once?.[1] && once[2] && /est\b|\bmost\b/.test(once[1])) {
    const rest = /, ([^,]+)\.$/.exec(text)?.[1] ?? '';
    hooks.push(
      hookOf(context, sentence, {
        type: 'superlative',
        text: `This was once ${once[1]}.`,
        next: finite(rest) ? {text: finish(rest), operation: 'answer-rest'} : null,
        onScreen: `Once ${once[1]}`,
        operation: 'hook-this-was-once',
        bonus: 0.5,
      }),
    );
  }
  const best =
    /\b(?:is|was|are|were|became|become|remains|remain) ((?:the|one of the|one of the (?:world|country|region|city)[’']s|[\p{Lu}][\p{L}]+[’']s) (?:[\p{L}-]+ ){0,2}?(?:first|oldest|largest|biggest|smallest|longest|tallest|deepest|fastest|last|only|youngest|highest|busiest|rarest|most \p{L}+)[^,;:.–—]{4,70})/u.exec(
      text,
    );
  if (best?.[1]) {
    const phrase = best[1]
      .split(/ (?:that|which|who|where|when|because|after|before|while|and|but|to have|since|with)\b/)[0]!
      .trim();
    if (
      wordCount(phrase) >= 4 &&
      wordCount(phrase) <= 10 &&
      / (?:in|of|on|at|for|to)\b/.test(phrase) &&
      !/\b(?:time|way|thing|reason|kind|part|step)s?\b/.test(phrase) &&
      !smallWord.test(phrase.split(' ').at(-1)!) &&
      !tokens.some((token) => token.lower === 'not' || token.lower === "n't")
    ) {
      hooks.push(
        hookOf(context, sentence, {
          type: 'superlative',
          text: `This is the story of ${ownersFirst(phrase)}.`,
          next: null,
          onScreen: capitalise(phrase.replace(/^the /, '')),
          operation: 'hook-superlative',
        }),
      );
    }
  }
  return hooks;
}
