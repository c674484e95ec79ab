import {figuresOf, countedPhrase} from './figures.ts';
import {capitalise, clauseOf, hasFiniteClause, isFiniteVerb, textOf, wordCount} from './grammar.ts';
import type {Material, Sentence} from './material.ts';
import type {Tagger, Token} from './nlp.ts';
import type {HookType} from '../schema/index.ts';
import type {Salience} from './salience.ts';
import {termsOf} from './salience.ts';
import type {Topic} from './topic.ts';
import {finish} from './variants.ts';

/** A first line, what it promises, and which sentence keeps the promise. */
export interface Hook {
  readonly type: HookType;
  readonly text: string;
  /** Sentences it was made from. */
  readonly from: readonly Sentence[];
  /** Index of the sentence that must stand in the body; null when the body as a whole is the answer. */
  readonly payoff: number | null;
  /** The payoff in other words, said right after the hook; null to say it in its place. */
  readonly next: {readonly text: string; readonly operation: string} | null;
  /** A phrase for the screen that suits this hook better than a noun phrase of it. */
  readonly onScreen: string | null;
  readonly score: number;
  readonly operation: string;
}

const maxHookWords = 16;

/** What each type is worth before its own content counts; after headline experiments (Upworthy Research Archive). */
const worth: Readonly<Partial<Record<HookType, number>>> = {
  number: 0.8,
  'number-clause': 0.9,
  'from-to': 0.85,
  contrast: 0.95,
  'because-gap': 0.9,
  question: 0.66,
  'how-to': 0.8,
  'list-count': 0.85,
  superlative: 0.85,
  meet: 0.65,
  myth: 0.9,
  time: 0.6,
  definition: 0.3,
  topic: 0.2,
};

/** What a hook may draw on. */
interface HookContext {
  readonly material: Material;
  readonly salience: Salience;
  readonly topic: Topic;
  readonly tagger: Tagger;
  readonly isName: (word: string) => boolean;
  /** Indexes of sentences that can be said in the body. */
  readonly sayable: ReadonlySet<number>;
  /** A sentence without what only its neighbours explain; null when it cannot stand alone. */
  readonly plain: (sentence: Sentence) => string | null;
}

const pronounStart =
  /^(?:it|they|he|she|this|that|these|those|his|her|their|its|i|we|my|our|one|some|many|most|there|such|others|another|both|each)\b/i;
const smallWord =
  /^(?:during|within|without|through|across|around|against|towards?|until|like|near|any|every|you|he|she|it|they|we|who|the|a|an|of|in|on|at|to|for|by|with|from|and|or|but|as|than|that|which|its|their|his|her|is|are|was|were|be|about|into|after|before|over|under|per|between|because|while|when|if|not|more|less|so)$/i;

/** Takes off what a phrase must not end on. */
export function trimTail(phrase: string): string {
  let words = phrase
    .trim()
    .replace(/[,;:–—.]+$/, '')
    .split(/\s+/);
  while (words.length > 1 && smallWord.test(words.at(-1)!)) words = words.slice(0, -1);
  return words.join(' ').replace(/[,;:–—.]+$/, '');
}

function lowerFirst(text: string, context: HookContext): string {
  const word = /^[\p{L}\p{N}’'-]+/u.exec(text)?.[0] ?? '';
  return context.isName(word) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** The part of a predicate up to its first comma, cut at prepositions where it is too long. */
function shortRest(text: string, maxWords: number): string {
  if (/^(?:compared|than|as|while|when|after|before|because|and|but|which|who)\b/.test(text)) return '';
  const first = text
    .split(
      /,(?!\d)|[;:–—]|(?:^|\s)(?=(?:which|who|after|before|while|when|because|although|if|as|and|but|compared|than)\b)/,
    )[0]!
    .trim();
  const words = first.split(/\s+/).filter(Boolean);
  if (words.length <= maxWords) return first.replace(/\.$/, '');
  for (let end = maxWords; end >= 1; end -= 1) {
    if (
      /^(?:in|on|at|for|from|with|to|into|across|over|during|by|since|through|around|near)$/.test(
        words[end] ?? '',
      )
    )
      return words.slice(0, end).join(' ');
  }
  return '';
}

function hookOf(
  context: HookContext,
  sentence: Sentence | null,
  hook: Omit<Hook, 'score' | 'from' | 'payoff'> & {payoff?: number | null; bonus?: number},
): Hook | null {
  const words = wordCount(hook.text);
  if (words > maxHookWords + (hook.type === 'from-to' ? 1 : 0) || words < 3) return null;
  const salience = sentence
    ? Math.max(0, context.salience.score[sentence.index] ?? 0) / context.salience.best
    : 0.55;
  const stems = termsOf(context.tagger.tag(hook.text));
  // A word in three sentences or more is what the text is about, in the title or not.
  const common = Math.log(1 + context.material.sentences.length / 3);
  const onTopic = stems.some(
    (stem) => context.topic.stems.has(stem) || (context.salience.idf.get(stem) ?? 9) <= common,
  );
  const lengthCost = Math.max(0, words - 13) * 0.05 + (words < 5 ? 0.1 : 0);
  return {
    type: hook.type,
    text: hook.text,
    from: sentence ? [sentence] : [],
    payoff: hook.payoff === undefined ? (sentence?.index ?? null) : hook.payoff,
    next: hook.next,
    onScreen: hook.onScreen,
    operation: hook.operation,
    score:
      (worth[hook.type] ?? 0.5) +
      0.8 * salience +
      (onTopic ? 0.2 : hook.type === 'because-gap' || hook.type === 'contrast' ? -0.5 : -0.1) -
      lengthCost +
      (hook.bonus ?? 0),
  };
}

function subjectOf(text: string, tokens: readonly Token[], verb: number): string | null {
  const subject = textOf(text, tokens, 0, verb);
  if (subject === '' || pronounStart.test(subject) || wordCount(subject) > 8) return null;
  return subject;
}

/** `{Figure}. That’s how much …`: the figure first, then what it counts, in the source's own words. */
function numberHooks(context: HookContext, sentence: Sentence, text: string): (Hook | null)[] {
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
  // One figure, named and not yet explained: the viewer waits for what it counts.
  const teased = figuresOf(text).find((figure) => figure.kind !== 'count' || figure.value >= 20);
  if (teased && !/\b(?:dead|died|killed|injured|victims?)\b/i.test(text)) {
    const phrase = countedPhrase(text, tokens, teased);
    const named = text.slice(phrase.start, phrase.end);
    const telling = teased.kind === 'money' || teased.kind === 'percent' || phrase.noun !== null;
    if (
      telling &&
      wordCount(named) <= 5 &&
      !/^(?:\d+(?:\.\d+)?) (?:days?|weeks?|months?|hours?|minutes?|times)$/.test(named)
    ) {
      hooks.push(
        hookOf(context, sentence, {
          type: 'number',
          text:
            wordCount(context.topic.label) > 1
              ? `${context.topic.label}. And one number to remember: ${named}.`
              : `Remember this number: ${named}.`,
          next: null,
          onScreen: capitalise(named),
          operation: 'hook-number-tease',
          bonus: -0.35,
        }),
      );
    }
  }
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

const openingClause =
  /^(?:When|If|While|Although|Though|Because|As|After|Before|Since|Once|In|On|At|By|For|With|Unlike|Despite)\b/;

/** Two halves of one thought: the first opens, the second answers as the next line. */
function gapHooks(context: HookContext, sentence: Sentence, text: string): (Hook | null)[] {
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
        text: `What ${past ? 'happened' : 'happens'} ${when[1].toLowerCase()} ${lowerFirst(when[2], context)}?`,
        next: null,
        onScreen: null,
        operation: 'hook-what-happens',
        bonus: context.material.kind === 'news' ? 0 : 0.15,
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
          text: `This is the story of ${phrase}.`,
          next: null,
          onScreen: capitalise(phrase.replace(/^the /, '')),
          operation: 'hook-superlative',
        }),
      );
    }
  }
  return hooks;
}

const fewWords: Readonly<Record<number, string>> = {
  2: 'Two',
  3: 'Three',
  4: 'Four',
  5: 'Five',
  6: 'Six',
  7: 'Seven',
  8: 'Eight',
  9: 'Nine',
  10: 'Ten',
  11: 'Eleven',
  12: 'Twelve',
};

/** `5` → `Five`: counts in template words are spelled, so that they never pass for a figure of the source. */
export function spelled(count: number): string {
  return fewWords[count] ?? String(count);
}

/** Hooks that the title itself offers: it was written to open. */
function titleHooks(context: HookContext): (Hook | null)[] {
  const {title} = context.topic;
  const lead = context.material.sentences[0] ?? null;
  const clean = title.replace(/[.!?]+$/, '').trim();
  const hooks: (Hook | null)[] = [];
  // A stranger's first person is not ours to speak.
  const strange = !(lead?.own ?? false) && /\b(?:I|I’m|I'm|my|we|our|us|me)\b/.test(clean);
  if (strange) return hooks;
  const make = (type: HookType, text: string, bonus: number) =>
    hooks.push(
      hookOf(context, null, {
        type,
        text,
        next: null,
        onScreen: null,
        payoff: null,
        operation: 'hook-from-title',
        bonus,
      }),
    );
  const launch =
    /\b(?:launches|unveils|introduces|releases|debuts|presents|opens|builds|creates|develops) ((?:an?|the (?:first|world|country)) .+)$/.exec(
      clean,
    );
  if (launch?.[1] && wordCount(launch[1]) >= 4 && wordCount(launch[1]) <= 13) {
    make('number-clause', `There’s now ${launch[1]}.`, 0.25);
  }
  const why = /^(why|how|what|where|when) (.+)$/i.exec(
    clean
      .split(/[:;–—]\s/)
      .find((part) => /^(?:why|how|what) /i.test(part.trim()))
      ?.trim() ?? clean,
  );
  if (why?.[1] && why[2]) {
    const word = why[1].toLowerCase();
    const rest = lowerFirst(why[2], context);
    const inverted = /^(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have)\b/i.test(rest);
    if (inverted && word !== 'what') make('question', `So, ${word} ${rest}?`, 0.25);
    else if (inverted || (word === 'what' && /^(?:happens|makes|causes)\b/i.test(rest)))
      make('question', `So, ${word} ${rest}?`, 0.2);
    else if (/^to\b/i.test(rest)) make('how-to', `Here’s ${word} ${rest}.`, 0.25);
    else if (word !== 'when' && word !== 'where')
      make(word === 'how' ? 'how-to' : 'because-gap', `Here’s ${word} ${rest}.`, 0.35);
  }
  // The headline as a statement: what a newsreader would say first.
  const headline = clean.split(/[:;–—|]\s| after (?!all\b)| following | amid /)[0]!.trim();
  const headlineTokens = context.tagger.tag(`${headline}.`);
  const stated = clauseOf(headlineTokens);
  if (
    stated &&
    !/^(?:why|how|what|when|where|who|is|are|do|does|can|should|will)\b/i.test(headline) &&
    wordCount(headline) >= 5 &&
    wordCount(headline) <= 12 &&
    !pronounStart.test(headline) &&
    !title.endsWith('?')
  ) {
    const tail = context.material.kind === 'news' ? 'Here’s what we know.' : 'Here’s the short version.';
    make('number-clause', `${finish(headline)} ${tail}`, -0.15);
  }
  if (lead && context.material.kind === 'encyclopaedia') {
    const tokens = lead.tokens;
    const clause = clauseOf(tokens);
    const subject = clause
      ? textOf(lead.text, tokens, 0, clause.verb)
          .replace(/\s?\([^)]*\)/g, '')
          .split(',')[0]!
      : '';
    if (clause && subject && wordCount(subject) <= 5 && /^(?:is|are)$/.test(tokens[clause.verb]!.lower)) {
      hooks.push(
        hookOf(context, lead, {
          type: 'definition',
          text: `What exactly ${tokens[clause.verb]!.lower} ${lowerFirst(subject, context)
            .split(' ')
            .map((word) => (context.material.lowerWords.has(word.toLowerCase()) ? word.toLowerCase() : word))
            .join(' ')}?`,
          next: null,
          onScreen: null,
          operation: 'hook-definition',
          bonus: -0.6,
        }),
      );
    }
  }
  return hooks;
}

/** All hooks a text offers, best first; the plain topic hook is always among them. */
export function hooksOf(context: HookContext, lines: number): Hook[] {
  const {material, topic} = context;
  const hooks: (Hook | null)[] = [];
  const about = topic.phrase;
  if (material.sensitive) {
    hooks.push(
      hookOf(context, null, {
        type: 'topic',
        text: `What we know about ${about.replace(/^an? /, 'the ')}.`,
        next: null,
        onScreen: null,
        payoff: null,
        operation: 'hook-topic',
      }),
    );
  } else {
    const count = spelled(lines);
    hooks.push(
      hookOf(context, null, {
        type: 'topic',
        text: `${count} things to know about ${about}.`,
        next: null,
        onScreen: null,
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
      hooks.push(...numberHooks(context, sentence, text), ...gapHooks(context, sentence, text));
    }
    hooks.push(...titleHooks(context));
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
        (hook.payoff === null || context.sayable.has(hook.payoff)),
    )
    .sort((a, b) => b.score - a.score);
}
