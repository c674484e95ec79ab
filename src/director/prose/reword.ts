import {finish} from './finish.ts';
import {capitalise, hasFiniteClause, isFiniteVerb, isNominal, wordCount} from '../source/grammar.ts';
import type {Tagger} from '../source/nlp.ts';
import {insideQuotation, quotationsOf} from '../source/quotations.ts';
import {splitSentences} from '../../quality/sentences.ts';
import {splitLong} from './split-long.ts';
import {isSpeakable} from './variants.ts';
import {rewordings} from '../../quality/claims/same-meaning.ts';
import {type CopiedFrom, copiedRuns} from '../../quality/verbatim.ts';

interface Change {
  readonly text: string;
  readonly operation: string;
  /** Where in the old text it changed something. */
  readonly at: number;
}

/** One word for another of the same meaning, outside quotations. */
function plainerWords(text: string): Change[] {
  const quotations = quotationsOf(text);
  return rewordings.flatMap(({from, to, hint}) =>
    (text.includes(hint) ? [...text.matchAll(from)] : [])
      .filter(
        ({index, 0: found}) =>
          !quotations.some(({start, end}) => index < end && index + found.length > start) &&
          // `by and large`, `at large`.
          !/\b(?:and|at) $/.test(text.slice(0, index)),
      )
      .map(({index, 0: found}) => ({
        text:
          text.slice(0, index) +
          (/^\p{Lu}/u.test(found) ? capitalise(to) : to) +
          text.slice(index + found.length),
        operation: 'plain-word',
        at: index,
      })),
  );
}

const loose =
  /\b(?:may|might|could|would|should|can|will|if|unless|when|whenever|no|not|never|any|every|each|like|as|than|without)\b|n[’']t\b/i;

/** `stands on a reef that is dry …` → `stands on a reef. That reef is dry …`: two plain sentences of one. */
function relativeApart(text: string, tagger: Tagger): Change[] {
  const tokens = tagger.tag(text);
  const changes: Change[] = [];
  if (splitSentences(text).length > 1) return changes;
  for (const [index, token] of tokens.entries()) {
    if (!/^(?:that|which)$/.test(token.lower) || insideQuotation(text, token.start)) continue;
    const noun = tokens[index - 1];
    const comma = noun?.text === ',';
    const head = comma ? tokens[index - 2] : noun;
    const verb = tokens[index + 1];
    if (!head || head.pos !== 'NOUN' || !verb || !isFiniteVerb(tokens, index + 1)) continue;
    if (comma !== (token.lower === 'which')) continue;
    let from = index - (comma ? 3 : 2);
    while (tokens[from] && /^(?:ADJ|NOUN|NUM|ADV)$/.test(tokens[from]!.pos)) from -= 1;
    if (!/^an?$/.test(tokens[from]?.lower ?? '')) continue;
    const left = text.slice(0, head.end);
    const right = text.slice(token.end).trim();
    // What may be, or is not, is no reef to point at; nor is one of a kind.
    if (loose.test(left) || /\b(?:is|are|was|were|be|become|became)\s+(?:an?)\s[^.]*$/.test(left)) continue;
    if (/[.!?;:“”]/.test(right.slice(0, -1)) || wordCount(right) < 4 || wordCount(left) < 5) continue;
    // Its clause has its verb before it, and nothing but the relative one comes behind: `a cat that kneads is …`.
    const border = tokens.findLastIndex(
      (part, at) => at < from && /^(?:[,;:–—]|and|but|so|or)$/.test(part.lower),
    );
    if (!tokens.slice(border + 1, from).some((_, at) => at > 0 && isFiniteVerb(tokens, border + 1 + at)))
      continue;
    if (tokens.some((_, at) => at > index + 1 && isFiniteVerb(tokens, at))) continue;
    if (
      tokens
        .slice(index + 2)
        .some((other, at) => /^(?:and|but)$/.test(other.lower) && !isNominal(tokens[index + 1 + at]))
    )
      continue;
    changes.push({
      text: `${finish(left)} That ${head.text} ${right}`,
      operation: 'relative-apart',
      at: token.start,
    });
  }
  return changes;
}

/** `… was shelled in 1943.` → `In 1943, …`, and back: the year goes to the other end of a plain sentence. */
function yearMoved(text: string, lower: (word: string) => string): Change[] {
  if (/[“”]/.test(text)) return [];
  const last = /^(\p{Lu}[^,;:.!?–—]{12,}) (in|since|until) ((?:1[5-9]|20)\d\d)\.$/u.exec(text);
  if (
    last?.[1] &&
    last[2] === 'in' &&
    last[3] &&
    !/\b(?:in|since|until|between|from)\b [^.]*\d{4}/.test(last[1])
  ) {
    const [first = '', ...rest] = last[1].split(' ');
    return [
      {
        text: `In ${last[3]}, ${[lower(first), ...rest].join(' ')}.`,
        operation: 'year-first',
        at: text.length >> 1,
      },
    ];
  }
  return [];
}

/** `said that the …` → `said the …`: nobody says the `that`. */
function thatLeftOut(text: string): Change[] {
  return [
    ...text.matchAll(
      /\b(?:sa(?:id|ys?)|show(?:s|ed)?|found|finds?|means?|warn(?:ed|s)?|estimate[sd]?|calculated|reports?|reported|knew|knows?|thinks?|thought) that (?=(?:the|an?|it|they|he|she|people|its|their|his|her|there|more|most|\d)\b)/g,
    ),
  ]
    .filter(({index}) => !insideQuotation(text, index))
    .map(({index, 0: found}) => ({
      text: text.slice(0, index) + found.replace(/ that $/, ' ') + text.slice(index + found.length),
      operation: 'drop-that',
      at: index,
    }));
}

/** `In the first week, it rained.` → `It rained in the first week.` */
function openingLast(text: string, tagger: Tagger, lower: (word: string) => string): Change[] {
  const found =
    /^(In|On|At|By|During|Behind|Under|Near|Across|Around) ([^,;:.–—“”]{3,40}), ([^,;:–—“”]{15,90})\.$/.exec(
      text,
    );
  if (!found?.[1] || !found[2] || !found[3]) return [];
  const [, opener, place, rest] = found;
  const words = wordCount(rest);
  if (words > 11 || /\b(?:that|which|who|and|but|when|if|because|than|to)\b/.test(rest)) return [];
  if (
    /^(?:it|they|he|she|this|these|there|its|their)\b/i.test(rest) ||
    !hasFiniteClause(tagger.tag(finish(rest)))
  )
    return [];
  if (hasFiniteClause(tagger.tag(place))) return [];
  return [
    {
      text: finish(`${capitalise(rest)} ${lower(opener)} ${place}`),
      operation: 'opening-last',
      at: text.length >> 1,
    },
  ];
}

/** Two clauses a sentence each, where both are short enough to be one. */
function clausesApart(text: string, tagger: Tagger): Change[] {
  if (/[“”]/.test(text)) return [];
  const split = splitLong(text, tagger, 9);
  return split.operations.length === 0
    ? []
    : [{text: split.text, operation: split.operations.join('+'), at: text.length >> 1}];
}

/**
 * Says a line that copies its source in other words of the same meaning, a change at a time, until no run of twelve
 * words is left or nothing is left to change. Quotations stay as they are.
 * @param isName whether a word keeps its capital inside a sentence
 */
export function reword(
  line: string,
  known: CopiedFrom,
  tagger: Tagger,
  isName: (word: string) => boolean,
): {text: string; operations: string[]} {
  const operations: string[] = [];
  let text = line;
  const copied = (value: string) => copiedRuns(value, known).reduce((sum, {words}) => sum + words, 0);
  const lower = (word: string) => (isName(word) ? word : word.charAt(0).toLowerCase() + word.slice(1));
  for (let round = 0; round < 5; round += 1) {
    const runs = copiedRuns(text, known);
    if (runs.length === 0) break;
    const now = copied(text);
    const changes = [
      ...plainerWords(text),
      ...thatLeftOut(text),
      ...clausesApart(text, tagger),
      ...relativeApart(text, tagger),
      ...openingLast(text, tagger, lower),
      ...yearMoved(text, lower),
    ]
      .filter((change) => isSpeakable(change.text))
      .map((change) => ({change, left: copied(change.text)}))
      .filter(({left}) => left < now);
    const best = changes.toSorted((a, b) => a.left - b.left)[0];
    if (best) {
      ({text} = best.change);
      operations.push(best.change.operation);
      continue;
    }
    // One change alone frees nothing of a long run, two may: the one nearest its middle first.
    const [run] = runs;
    const inside = [...plainerWords(text), ...thatLeftOut(text), ...relativeApart(text, tagger)].filter(
      ({at}) => at > run!.start && at < run!.end,
    );
    if (inside.length < 2) break;
    const middle = (run!.start + run!.end) / 2;
    const next = inside.toSorted((a, b) => Math.abs(a.at - middle) - Math.abs(b.at - middle))[0]!;
    text = next.text;
    operations.push(next.operation);
  }
  return {text, operations: [...new Set(operations)]};
}
