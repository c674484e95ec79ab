import {figuresOf} from '../source/figures.ts';
import {capitalise, clauseOf, isNominal, wordCount} from '../source/grammar.ts';
import {isImperative} from '../source/imperative.ts';
import type {Sentence} from '../source/material.ts';
import {stemOf} from '../source/salience.ts';
import {type Hook, type HookContext, hookOf} from './hook.ts';
import type {HookType} from '../../schema/index.ts';

/** What a text does with its topic, told by words that stand in it, and the first line that suits it. */
interface Angle {
  readonly type: HookType;
  readonly text: string;
  readonly onScreen: string | null;
  /** The sentences that keep what the line promises; the first is its payoff. */
  readonly kept: readonly Sentence[];
  readonly bonus: number;
  readonly operation: string;
}

const inFavour = /\b(?:supporters|proponents|advocates|backers|defenders)\b/i;
const against = /\b(?:opponents|critics|detractors|sceptics|skeptics|objectors)\b/i;
const signs = /\b(?:symptoms?|(?:warning |tell-?tale |early |first )signs?)\b/i;
const choosing =
  /\b(?:choos(?:e|es|ing)|look for|consider(?:ing)?|opt(?:ing)? for|decide|compare|pick(?:ing)?|ideal for|best (?:for|suited|option|choice)|suits?)\b/i;
const visiting =
  /\b(?:visit(?:s|ed|ing|ors?)?|tourists?|travell?ers?|sightseeing|cafes?|cafés?|old town|old city|nightlife|restaurants?|beach(?:es)?|architecture|promenade|stroll(?:ing)?|walking tour)\b/i;
const beginning =
  /\b(?:invent(?:ed|ion|or)|built|founded|constructed|began|started|first|created|opened|established|introduced|patent(?:ed)?|developed|launched|designed|originat(?:ed|es)|dates? back|attempt)\b/i;
const harming = /^(?:harm|damage|hurt|threaten|endanger|ruin|spoil|worsen|destroy|kill)$/;
const helping =
  /^(?:help|improve|reduce|lower|boost|protect|prevent|save|strengthen|support|benefit|cut|ease)$/;
const causing =
  /\b(?:caused by|because of|driven by|due to|(?:main |biggest |key )?(?:causes?|drivers?) of|reasons? (?:for|why|behind)|results? from|stems? from)\b/i;
const advising =
  /^(?:you (?:should|can|need to|must)|it(?:’|')?s (?:best|important|worth|a good idea)|make sure)\b/i;

/**
 * First lines for a text whose title offers none: what it does with its topic, asked or said in words of our own. Each
 * rests on sentences that keep the promise, and there is none where no sentence does.
 */
export function topicHooks(context: HookContext): (Hook | null)[] {
  const about = context.topic.phrase;
  const tokens = context.tagger.tag(about);
  const head = tokens.findLast((token) => /\p{L}/u.test(token.text));
  if (wordCount(about) > 6 || !isNominal(head) || tokens.some(({pos}) => pos === 'VERB' || pos === 'AUX'))
    return [];
  return anglesOf(context, about).map((angle) =>
    hookOf(context, angle.kept[0] ?? null, {
      type: angle.type,
      text: angle.text,
      next: null,
      onScreen: angle.onScreen,
      operation: angle.operation,
      bonus: angle.bonus,
      ...(angle.kept.length === 0 ? {payoff: null} : {}),
    }),
  );
}

function anglesOf(context: HookContext, about: string): Angle[] {
  const {material, tagger, salience} = context;
  const sayable = material.sentences
    .filter(({index}) => context.sayable.has(index))
    .sort((a, b) => salience.score[b.index]! - salience.score[a.index]!);
  const named = topicTest(context, about);
  const bare = about.replace(/^(?:the|an?) /, '');
  const several = isPlural(bare);
  const person = [...material.people.values()].some(({full, surname}) => full === about || surname === about);
  const name = /^\p{Lu}/u.test(bare.split(' ').at(-1)!);
  const told = material.kind === 'news' || material.kind === 'announcement';
  const angles: Angle[] = [];
  const offer = (angle: Angle) => angles.push(angle);

  const pro = sayable.find(({text}) => inFavour.test(text));
  const contra = sayable.find((sentence) => sentence !== pro && against.test(sentence.text));
  if (pro && contra)
    offer({
      type: 'contrast',
      text: `The case for ${about}, and the case against.`,
      onScreen: `${capitalise(bare)}: for and against`,
      kept: [contra, pro],
      bonus: 0.3,
      operation: 'hook-both-sides',
    });

  const spotted = sayable.filter(({text}) => signs.test(text));
  if (spotted.length >= 2 && !told && !person)
    offer({
      type: 'question',
      text: `How do you spot ${about}?`,
      onScreen: `Signs of ${bare}`,
      kept: spotted.slice(0, 2),
      bonus: 0.3,
      operation: 'hook-signs',
    });

  const chosen = sayable.filter(({text}) => choosing.test(text));
  if (chosen.length >= 3 && !told && !name && material.kind !== 'how-to' && (several || about !== bare))
    offer({
      type: 'question',
      text: `How do you pick the right ${bare}?`,
      onScreen: `The right ${bare}`,
      kept: chosen.filter(named).slice(0, 1),
      bonus: 0.1,
      operation: 'hook-choice',
    });

  const advice = sayable.filter(({text}) => isImperative(text, tagger) || advising.test(text));
  const share = advice.length / sayable.length;
  if (advice.length >= 3 && share > (told ? 0.45 : 0.3) && !name && !person) {
    const trouble = fights(context, bare);
    offer({
      type: 'how-to',
      text: trouble ? `Here’s how to deal with ${about}.` : `Here’s how to get ${about} right.`,
      onScreen: trouble ? `Dealing with ${bare}` : `${capitalise(bare)}, done right`,
      kept: [],
      bonus: 0.1,
      operation: 'hook-advice',
    });
  }

  const sights = sayable.filter(({text}) => visiting.test(text));
  if (/^\p{Lu}/u.test(bare) && !person && sights.length >= 2 && sights.length / sayable.length > 0.2)
    offer({
      type: 'question',
      text: `Why go to ${about}?`,
      onScreen: `Why ${bare}`,
      kept: sights.slice(0, 1),
      bonus: 0.3,
      operation: 'hook-place',
    });

  const first = earliest(sayable.filter((sentence) => sentence.source === 0));
  if (first && !told && !person && years(sayable).size >= 2)
    offer({
      type: 'time',
      text: `The story of ${about} starts in ${first.year}.`,
      onScreen: `${capitalise(bare)}: since ${first.year}`,
      kept: [first.sentence],
      bonus: 0.25,
      operation: 'hook-first-year',
    });

  const cause = sayable.find((sentence) => causing.test(sentence.text) && named(sentence));
  if (cause && !person && !name)
    offer({
      type: 'question',
      text: `What’s behind ${about}?`,
      onScreen: `What’s behind ${bare}`,
      kept: [cause],
      bonus: 0.05,
      operation: 'hook-cause',
    });

  const help = sayable.find((sentence) => doneBy(sentence, about, context, helping));
  if (help && !told && !person && !name)
    offer({
      type: 'question',
      text: `What ${several ? 'do' : 'does'} ${about} do for you?`,
      onScreen: `What ${bare} ${several ? 'do' : 'does'} for you`,
      kept: [help],
      bonus: -0.05,
      operation: 'hook-benefit',
    });

  const harm = sayable.find((sentence) => doneBy(sentence, about, context, harming));
  if (harm && !told && !person)
    offer({
      type: 'question',
      text: `How much harm can ${about} do?`,
      onScreen: `The harm ${bare} can do`,
      kept: [harm],
      bonus: -0.05,
      operation: 'hook-harm',
    });

  const counted = sayable.filter(({text}) => figuresOf(text).length > 0);
  const own = counted.filter(named);
  if (
    own.length >= 2 &&
    counted.length >= 4 &&
    counted.length / sayable.length > 0.4 &&
    wordCount(about) <= 4
  )
    offer({
      type: 'number',
      text: `${capitalise(about)}, by the numbers.`,
      onScreen: `${capitalise(bare)} in numbers`,
      kept: own.slice(0, 1),
      bonus: -0.3,
      operation: 'hook-numbers',
    });

  return angles;
}

/** Whether the topic itself is what does it: the subject of the clause, and the verb one of a kind. */
function doneBy({text, tokens}: Sentence, about: string, {tagger}: HookContext, verbs: RegExp): boolean {
  const clause = clauseOf(tokens);
  const verb = clause ? tokens[clause.main] : undefined;
  if (!clause || !verb || !verbs.test(verb.lemma)) return false;
  const last = tagger.tag(about).findLast((token) => /\p{L}/u.test(token.text));
  const subject = tokens.slice(0, clause.verb).filter((token) => isNominal(token));
  if (tokens.slice(clause.verb, clause.main).some(({lower}) => /^(?:not|n't|never|hardly)$/.test(lower)))
    return false;
  return (
    last !== undefined &&
    !/^(?:If|When|While|Although|Unless)\b/.test(text) &&
    subject.length > 0 &&
    stemOf(subject.at(-1)!.lemma) === stemOf(last.lemma)
  );
}

/** Whether a sentence speaks of the topic. */
function topicTest({topic, tagger}: HookContext, about: string): (sentence: Sentence) => boolean {
  const last = tagger.tag(about).findLast((token) => /\p{L}/u.test(token.text));
  const head = last ? stemOf(last.lemma) : '';
  return ({tokens}) =>
    tokens.some((token) => stemOf(token.lemma) === head) ||
    (head === '' && tokens.some((token) => topic.stems.has(stemOf(token.lemma))));
}

/** Whether the text tells how to be rid of its topic. */
function fights({material}: HookContext, bare: string): boolean {
  const head = bare
    .split(' ')
    .at(-1)!
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replace(/s$/, '');
  const ridding = new RegExp(
    String.raw`\b(?:remov|clean|lift|blot|prevent|avoid|treat|fight|fix|stop|get(?:ting)? rid of|tackl|beat|kill|eliminat|reduc|reliev|eas)\w* (?:[\p{L}’'-]+ ){0,4}${head}`,
    'iu',
  );
  return [material.title, ...material.sentences.map(({text}) => text)].some((text) => ridding.test(text));
}

const year = /\b(1[0-9]\d\d|20[0-2]\d)\b(?!s| [a-z]+s\b|[,.]\d)/g;

function years(sentences: readonly Sentence[]): Set<string> {
  return new Set(sentences.flatMap(({text}) => [...text.matchAll(year)].map((found) => found[1]!)));
}

/** The sentence that says when it began: the earliest year of the text, told of a beginning. */
function earliest(sentences: readonly Sentence[]): {year: string; sentence: Sentence} | null {
  const dated = sentences.flatMap((sentence) =>
    [...sentence.text.matchAll(/\b[Ii]n (1[0-9]\d\d|20[0-2]\d)\b(?!s)/g)].map((found) => ({
      year: found[1]!,
      sentence,
    })),
  );
  const [first] = dated.sort((a, b) => Number(a.year) - Number(b.year));
  const oldest = [...years(sentences)].sort()[0];
  return first && first.year === oldest && beginning.test(first.sentence.text) ? first : null;
}

/** Whether a noun phrase names several of its kind. */
function isPlural(phrase: string): boolean {
  const last = phrase.split(' ').at(-1)!.toLowerCase();
  return (
    /(?:[^s]s|people|children|men|women|mice|feet|teeth)$/.test(last) &&
    !/(?:ics|news|us|is|series|lens)$/.test(last)
  );
}
