import {isProse, nameTest, waysToSay} from '../source/candidates.ts';
import {capitalise, hasFiniteClause, wordCount} from '../source/grammar.ts';
import {spelled} from './spelled.ts';
import {countWord} from '../source/kind.ts';
import type {Draft, Line} from './line.ts';
import {imperativeStart, isImperative} from '../source/imperative.ts';
import type {Item, Sentence} from '../source/material.ts';
import type {Tagger} from '../source/nlp.ts';
import {type Salience, termsOf} from '../source/salience.ts';
import {copiedHook, foreignSentences} from '../../quality/claims/copied-hook.ts';
import {splitSentences} from '../../quality/sentences.ts';
import {pauses, secondsOf} from '../../quality/speech-time.ts';
import {sentenceCase} from '../source/sentence-case.ts';
import {finish} from './finish.ts';
import type {ProseOptions} from './prose-options.ts';
import {trimTail} from './phrase-end.ts';
import {splitLong} from './split-long.ts';
import {isSpeakable} from './variants.ts';

type ListOptions = Pick<
  ProseOptions,
  'material' | 'salience' | 'topic' | 'tagger' | 'seconds' | 'spentSeconds' | 'rate'
>;

interface Entry {
  readonly item: Item;
  readonly head: string;
  readonly operations: readonly string[];
  readonly supports: readonly {text: string; sentence: Sentence; operations: readonly string[]}[];
}

/** Words that say an order: only then do entries get `First` and `Then`. */
const orderWords = /\b(?:first|then|next|after that|finally|once|when (?:it|the|they)|until|before)\b/i;

/** The list hook, with more words of its own around it where half of it would be its source's. */
function hookTextOf(options: ListOptions, shown: number, total: number, steps: boolean): string {
  const text = listHook(options, shown, total, steps);
  const theirs = foreignSentences(options.material.sources);
  const task = /^Here’s how to ([^,:.]+)[,:.]/.exec(text)?.[1];
  if (task === undefined || copiedHook(text, theirs) === null) return text;
  const count = spelled(shown).toLowerCase();
  const asked = `Here’s how to ${task}: ${count} ${steps ? 'steps, one after the other' : 'ways to do it'}.`;
  return copiedHook(asked, theirs) === null ? asked : text;
}

/** The list hook, with the number of entries that are shown and no other. */
function listHook(options: ListOptions, shown: number, total: number, steps: boolean): string {
  const {topic} = options;
  let title = topic.title
    .split(/[:(–—]\s?/)[0]!
    .replace(/[.!?]+$/, '')
    .trim();
  // `… in 5 easy steps`: how many are shown is counted here.
  title = title.replace(
    /,? (?:in|with) (?:just |only )?(?:\d{1,2}|\p{L}+) (?:\p{L}+ ){0,2}(?:steps|moves|stages)$/iu,
    '',
  );
  const counted = countWord.exec(title);
  if (counted) {
    const rest = title.slice(counted[0].length).trim();
    if (rest !== '') return `${spelled(shown)} ${rest}.`;
  }
  const howTo = /^how to (.+)$/i.exec(title) ?? /^(?:a |the )?(?:\w+ )?guide to (.+)$/i.exec(title);
  if (howTo?.[1] && wordCount(howTo[1]) <= 10) {
    if (steps && shown === total)
      return `Here’s how to ${howTo[1]}, in ${spelled(shown).toLowerCase()} steps.`;
    if (steps) return `Here’s how to ${howTo[1]}: the first ${spelled(shown).toLowerCase()} steps.`;
    return `Here’s how to ${howTo[1]}.`;
  }
  const plural =
    /^((?:[\p{L}-]+ ){0,2}(?:ways|things|tips|reasons|facts|lessons|habits|mistakes|ideas|rules|signs|secrets|questions|myths|tricks|changes|findings|trends)\b.*)$/iu.exec(
      title,
    );
  if (plural?.[1] && wordCount(plural[1]) <= 11)
    return `${spelled(shown)} ${plural[1].charAt(0).toLowerCase()}${plural[1].slice(1)}.`;
  // `What can get tree sap off a car?`
  if (
    steps &&
    /^(?:what|how|can|is|which|why)\b[^.]*\?$/i.test(options.topic.title.trim()) &&
    wordCount(title) <= 10
  )
    return `${capitalise(title)}? Here’s how, in ${spelled(shown).toLowerCase()} steps.`;
  const dish =
    steps &&
    wordCount(title) <= 8 &&
    !hasFiniteClause(options.tagger.tag(finish(title))) &&
    options.material.sources.some(({blocks}) =>
      blocks.some(({kind, text}) => kind === 'heading' && /^ingredients?\b/i.test(text)),
    );
  if (dish) {
    const name = title.replace(/ recipe$/i, '');
    const isName = nameTest(options.material, options.tagger, false);
    const lowered = isName(name.split(' ')[0]!) ? name : name.charAt(0).toLowerCase() + name.slice(1);
    return `Here’s how to make ${lowered}${shown === total ? `, in ${spelled(shown).toLowerCase()} steps` : ''}.`;
  }
  // `Coffee stain removal`, `Last year’s top searches: …`: what the list is of stands in its title.
  const named =
    wordCount(title) >= 2 &&
    wordCount(title) <= 8 &&
    !/^(?:in|on|at|to|for|with|from|when|if|as)\b/i.test(title) &&
    (!hasFiniteClause(options.tagger.tag(finish(title))) ||
      /^\p{Lu}\S+[’']s \p{L}+ [^,]*\bof\b/u.test(title));
  // Only what there are several of can be counted out.
  const several = /[^s]s$/.test(
    title
      .split(/ (?:of|in|for|from|about|on) /)[0]!
      .split(' ')
      .at(-1) ?? '',
  );
  if (named && (steps || several))
    return `${capitalise(title)}${steps ? ', in ' : ': here are '}${spelled(shown).toLowerCase()}${steps ? ' steps' : ''}.`;
  const about = capitalise(topic.phrase.replace(/^an? /, ''));
  return steps
    ? `${about}, in ${spelled(shown).toLowerCase()} steps.`
    : `${about}: ${spelled(shown).toLowerCase()} things that matter.`;
}

/** A list or steps: each head is one scene; sentences that explain it come along as far as the time allows. */
export function composeList(options: ListOptions): Draft | null {
  const {material, tagger, rate} = options;
  const isName = nameTest(material, tagger);
  const surely = nameTest(material, tagger, false);
  const titled = (text: string) => text.split(' ').length > 1 && !/(?:^| )\p{Ll}{4,}/u.test(text);
  const lower = (text: string): string =>
    // `Apply Sap Remover`: a label written like a title.
    material.kind === 'how-to' && titled(text)
      ? text
          .split(' ')
          .map((word) => (surely(word) ? word : word.toLowerCase()))
          .join(' ')
      : lowered(text);
  const lowered = (text: string) =>
    surely(text.split(/\s/)[0]!) ||
    /^(?:\p{Lu}[\p{L}’'-]*|of|the|and|de|la)(?:,? (?:\p{Lu}[\p{L}’'-]*|of|the|and|de|la))+\.?$/u.test(text)
      ? text
      : text.charAt(0).toLowerCase() + text.slice(1);
  // Numbered tips are no sequence.
  const tips = /\b(?:tips|ways|things|reasons|rules|ideas|habits|mistakes|facts|lessons|signs)\b/i.test(
    material.title,
  );
  const steps =
    !tips &&
    material.itemsOrdered &&
    (material.kind === 'how-to' ||
      material.items.filter((item) => item.imperative).length / material.items.length > 0.6);
  const entries: Entry[] = [];
  for (const item of steps ? material.items.map((one) => commanded(one, tagger)) : material.items) {
    const head = finish(
      sentenceCase(
        item.head.text
          // What may be left out may not be left out of sight.
          .replace(
            /^\(optional\)\s+(?!(?:if|when)\b)(\p{Lu})/iu,
            (_, letter: string) => `If you like, ${letter.toLowerCase()}`,
          )
          .replaceAll(/\s?\([^()]{1,160}\)/g, '')
          .replace(/[:;]$/, '')
          .trim(),
        material,
      ),
    );
    const split = splitLong(head, tagger);
    // A bare name is enough of a head where something is said about it.
    const bare = wordCount(head) < 3 && item.support.length > 0 && /\p{L}/u.test(head);
    // `Our favourite ways are:` was cut where its own list begins.
    const cut =
      /[:;]\s*$/.test(item.head.text) || trimTail(head.replace(/\.$/, '')) !== head.replace(/[.!]$/, '');
    if (
      (!isSpeakable(split.text) && !bare) ||
      head.endsWith('?') ||
      (cut && !/[!?.]$/.test(item.head.text.trim()))
    )
      continue;
    const named = new Set(termsOf(tagger.tag(head)));
    const restates = (text: string) => {
      const said = new Set(termsOf(tagger.tag(text)));
      return named.size > 1 && [...named].every((term) => said.has(term)) && said.size <= named.size + 4;
    };
    const supports = item.support.slice(0, 4).flatMap((sentence) => {
      const ways = waysToSay(sentence, material, tagger, isName);
      const variant = ways?.variants.toSorted(
        (a, b) => Math.abs(wordCount(a.text) - 14) - Math.abs(wordCount(b.text) - 14),
      )[0];
      // `Remove the handle. Next, you need to remove the handle of the faucet.`
      if (!variant || restates(variant.text)) return [];
      if (wordCount(variant.text) <= 22)
        return [{text: variant.text, sentence, operations: variant.operations}];
      // Of two sentences made of one, the first says enough of an entry.
      const [first, second] = splitSentences(variant.text).map((span) => span.text);
      return first !== undefined && second !== undefined && wordCount(first) >= 6 && wordCount(first) <= 22
        ? [{text: first, sentence, operations: [...variant.operations, 'first-half']}]
        : [];
    });
    entries.push({item, head: split.text, operations: [...item.head.tidied, ...split.operations], supports});
  }
  if (entries.length < 3) return null;
  // A step that cannot be said is a step left out: what comes of it is another dish.
  if (steps && entries.length < material.items.length) return null;
  const sequence =
    steps &&
    (orderWords.test(material.items.map((item) => item.head.text).join(' ')) || material.kind === 'how-to');
  const prefix = (n: number, total: number): string => {
    if (!sequence) return `${n <= 12 ? spelledOne(n) : String(n)}: `;
    if (n === 1) return 'First, ';
    if (n === total && total === entries.length) return 'Finally, ';
    return n % 2 === 0 ? 'Next, ' : 'Then ';
  };
  const spoken = (entry: Entry, n: number, total: number) =>
    finish(`${prefix(n, total)}${lower(entry.head)}`);
  const hookTotal = entries.length;
  const fixedFor = (shown: number) =>
    options.spentSeconds +
    secondsOf(hookTextOf(options, shown, hookTotal, steps), rate) +
    pauses.afterHook +
    pauses.atEnds;
  const secondsFor = (list: readonly Entry[]) =>
    list.reduce(
      (sum, entry, index) =>
        sum + secondsOf(spoken(entry, index + 1, list.length), rate) + pauses.betweenLines,
      fixedFor(list.length),
    );

  // As many entries as fit; short heads win where a list is no sequence.
  let chosen = entries;
  const limit = options.seconds * 1.08;
  while (chosen.length > (steps && options.seconds <= 20 ? 2 : 3) && secondsFor(chosen) > limit) {
    if (steps) chosen = chosen.slice(0, -1);
    else {
      const worst = chosen.toSorted((a, b) => b.head.length - a.head.length)[0]!;
      chosen = wordCount(worst.head) > 12 ? chosen.filter((entry) => entry !== worst) : chosen.slice(0, -1);
    }
  }
  // Bare names are no points: as many as there is room to say something about, each with the shortest that tells.
  const bareNames = !steps && chosen.filter(({head}) => wordCount(head) <= 4).length > chosen.length / 2;
  const short = new Map(chosen.map((entry) => [entry, briefest(entry, options.salience)]));
  if (bareNames && [...short.values()].every((support) => support !== null)) {
    const explained = (list: readonly Entry[]) =>
      secondsFor(list) + list.reduce((sum, entry) => sum + secondsOf(short.get(entry)!.text, rate), 0);
    let kept = chosen;
    while (kept.length > 3 && explained(kept) > options.seconds * 1.04) kept = kept.slice(0, -1);
    if (explained(kept) <= options.seconds * 1.04) chosen = kept;
  }
  const total = chosen.length;
  let seconds = secondsFor(chosen);
  const added = new Map<Entry, {text: string; sentence: Sentence; operations: readonly string[]}[]>();
  for (const entry of bareNames ? chosen : []) {
    const support = short.get(entry);
    const more = support ? secondsOf(support.text, rate) : 0;
    if (!support || seconds + more > options.seconds * 1.04) continue;
    added.set(entry, [support]);
    seconds += more;
  }
  // One sentence more for each entry, the most telling first, while there is time.
  for (let round = 0; round < 2; round += 1) {
    const offers = chosen
      .flatMap((entry) =>
        entry.supports
          // In the order the text has them.
          .filter(
            (support) => !added.get(entry)?.some(({sentence}) => sentence.index >= support.sentence.index),
          )
          .slice(0, 1)
          .map((support) => ({entry, support})),
      )
      .sort(
        (a, b) =>
          (options.salience.score[b.support.sentence.index] ?? 0) -
          (options.salience.score[a.support.sentence.index] ?? 0),
      );
    for (const {entry, support} of offers) {
      const more = secondsOf(support.text, rate);
      const line = `${spoken(entry, 1, total)} ${[...(added.get(entry) ?? []), support].map((part) => part.text).join(' ')}`;
      if (seconds + more > options.seconds * 1.04 || wordCount(line) > 44) continue;
      if (
        support.sentence.inBlock > 0 &&
        (added.get(entry)?.length ?? 0) === 0 &&
        /^(?:It|They|This|That|These|Those|But|And|So)\b/.test(support.text)
      )
        continue;
      added.set(entry, [...(added.get(entry) ?? []), support]);
      seconds += more;
    }
  }
  const lines: Line[] = chosen.map((entry, index) => {
    const support = added.get(entry) ?? [];
    return {
      text: [spoken(entry, index + 1, total), ...support.map((part) => part.text)].join(' '),
      from: [entry.item.head, ...support.map((part) => part.sentence)],
      operations: [
        ...entry.operations,
        sequence ? 'order-word' : 'count-word',
        ...support.flatMap((part) => part.operations),
      ],
      entry: {n: index + 1, total, step: steps, head: capitalise(entry.head.replace(/\.$/, ''))},
    };
  });
  const complete = total === entries.length;
  // What the text says around its list fills what the list leaves of the time.
  const around = complete
    ? linesAround(options, isName, options.seconds * 1.04 - seconds)
    : {before: [], after: []};
  seconds += [...around.before, ...around.after].reduce(
    (sum, line) => sum + secondsOf(line.text, rate) + pauses.betweenLines,
    0,
  );
  return {
    hook: {
      type: steps || /^how to\b/i.test(options.topic.title) ? 'how-to' : 'list-count',
      text: hookTextOf(options, total, hookTotal, steps),
      from: [],
      onScreen: null,
      operation: 'hook-list',
    },
    lines: [...around.before, ...lines, ...around.after],
    structure: steps ? 'how-to' : 'list',
    exhausted: seconds < options.seconds * 0.9,
    more: steps && !complete,
  };
}

/** `Initial wash: first, wash the area with soap.`: where the label of a step tells nobody what to do, the step does. */
function commanded(item: Item, tagger: Tagger): Item {
  const [first, ...rest] = item.support;
  if (!first || imperativeStart.test(item.head.text) || wordCount(item.head.text) > 5) return item;
  const text = first.text.replace(/^(?:First|Next|Then|Finally|Lastly|After that|Now),? /, '');
  return isImperative(text, tagger) && wordCount(text) <= 20
    ? {
        head: {...first, text: capitalise(text), tokens: tagger.tag(capitalise(text))},
        support: rest,
        imperative: true,
      }
    : item;
}

/** What tells most of an entry in a few words, without leaning on another sentence; else the shortest. */
function briefest({supports}: Entry, salience: Salience): Entry['supports'][number] | null {
  const free = supports.filter(
    ({text, sentence}) =>
      sentence.inBlock === 0 || !/^(?:It|They|This|That|These|Those|But|And|So)\b/.test(text),
  );
  const worth = ({sentence}: Entry['supports'][number]) => salience.score[sentence.index] ?? 0;
  const brief = free.filter(({text}) => wordCount(text) <= 15).toSorted((a, b) => worth(b) - worth(a));
  return brief[0] ?? free.toSorted((a, b) => a.text.length - b.text.length)[0] ?? null;
}

/** Sentences before and behind the list that can be told by themselves, as far as there is room for them. */
function linesAround(
  {material, tagger, seconds, rate}: ListOptions,
  isName: (word: string) => boolean,
  room: number,
): {before: Line[]; after: Line[]} {
  const found = {before: [] as Line[], after: [] as Line[]};
  if (room < seconds * 0.08) return found;
  const inList = new Set(
    material.items.flatMap(({head, support}) => [head, ...support].map(({block}) => block)),
  );
  const first = Math.min(...material.items.map(({head}) => head.index));
  let left = room;
  for (const sentence of material.sentences) {
    const side = sentence.index < first ? found.before : found.after;
    if (sentence.source > 0 || sentence.kind !== 'paragraph' || inList.has(sentence.block) || side.length > 1)
      continue;
    if (!isProse(sentence)) continue;
    const ways = waysToSay(sentence, material, tagger, isName);
    const previous = side.at(-1)?.from.at(-1);
    if (!ways || (ways.standing.needsPrevious && previous?.index !== sentence.index - 1)) continue;
    const variant = ways.variants.find(({text}) => wordCount(text) <= 24);
    const takes = variant ? secondsOf(variant.text, rate) + pauses.betweenLines : 0;
    if (!variant || takes > left) continue;
    left -= takes;
    side.push({text: variant.text, from: [sentence], operations: variant.operations, entry: null});
  }
  return found;
}

function spelledOne(n: number): string {
  return n === 1 ? 'One' : spelled(n);
}
