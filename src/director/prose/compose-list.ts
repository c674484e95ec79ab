import {isProse, nameTest, waysToSay} from '../source/candidates.ts';
import {capitalise, hasFiniteClause, wordCount} from '../source/grammar.ts';
import {spelled} from './spelled.ts';
import {countWord} from '../source/kind.ts';
import type {Draft, Line} from './line.ts';
import type {Item, Material, Sentence} from '../source/material.ts';
import type {Tagger} from '../source/nlp.ts';
import type {Salience} from '../source/salience.ts';
import {pauses, secondsOf} from '../../quality/speech-time.ts';
import {sentenceCase} from '../source/sentence-case.ts';
import type {Topic} from '../source/topic.ts';
import {finish} from './finish.ts';
import {trimTail} from './phrase-end.ts';
import {splitLong} from './split-long.ts';
import {isSpeakable} from './variants.ts';

interface ListOptions {
  readonly material: Material;
  readonly salience: Salience;
  readonly topic: Topic;
  readonly tagger: Tagger;
  readonly seconds: number;
  readonly spentSeconds: number;
  readonly rate: number;
}

interface Entry {
  readonly item: Item;
  readonly head: string;
  readonly operations: readonly string[];
  readonly supports: readonly {text: string; sentence: Sentence; operations: readonly string[]}[];
}

/** Words that say an order: only then do entries get `First` and `Then`. */
const orderWords = /\b(?:first|then|next|after that|finally|once|when (?:it|the|they)|until|before)\b/i;

/** The list hook, with the number of entries that are shown and no other. */
function hookTextOf(options: ListOptions, shown: number, total: number, steps: boolean): string {
  const {topic} = options;
  const title = topic.title
    .split(/[:(–—]\s?/)[0]!
    .replace(/[.!?]+$/, '')
    .trim();
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
  return `${spelled(shown)} things to know about ${topic.phrase}.`;
}

/** A list or steps: each head is one scene; sentences that explain it come along as far as the time allows. */
export function composeList(options: ListOptions): Draft | null {
  const {material, tagger, rate} = options;
  const isName = nameTest(material, tagger);
  const surely = nameTest(material, tagger, false);
  const lower = (text: string) =>
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
  for (const item of material.items) {
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
    const supports = item.support.slice(0, 4).flatMap((sentence) => {
      const ways = waysToSay(sentence, material, tagger, isName);
      const variant = ways?.variants.toSorted(
        (a, b) => Math.abs(wordCount(a.text) - 14) - Math.abs(wordCount(b.text) - 14),
      )[0];
      return variant && wordCount(variant.text) <= 22
        ? [{text: variant.text, sentence, operations: variant.operations}]
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
  const total = chosen.length;
  let seconds = secondsFor(chosen);
  const added = new Map<Entry, {text: string; sentence: Sentence; operations: readonly string[]}[]>();
  // One sentence more for each entry, the most telling first, while there is time.
  for (let round = 0; round < 2; round += 1) {
    const offers = chosen
      .flatMap((entry) =>
        entry.supports
          .filter((support) => !added.get(entry)?.includes(support))
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
