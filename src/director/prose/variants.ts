import {attributionFirst} from './attribution.ts';
import {dropAsides, dropTrailing} from './drop-asides.ts';
import {finish} from './finish.ts';
import {hasFiniteClause, wordCount} from '../source/grammar.ts';
import {groom, standalone} from './groom.ts';
import {labelOf} from '../source/entry-label.ts';
import {isImperative} from '../source/imperative.ts';
import type {Sentence} from '../source/material.ts';
import type {Tagger} from '../source/nlp.ts';
import {reportAuthor, reportedAuthor} from '../source/report-author.ts';
import {splitSentences} from '../../quality/sentences.ts';
import {lastResorts} from './last-resorts.ts';
import {splitLong} from './split-long.ts';

/** One way to say a sentence: its words, what was done to get them, and whether anything but glue was left out. */
export interface Variant {
  readonly text: string;
  /** The same before it was cut into shorter sentences. */
  readonly whole: string;
  readonly operations: readonly string[];
  readonly lossless: boolean;
}

/** Longest sentence anybody should have to follow by ear, words. */
const maxSentenceWords = 24;
/** Longest line, words; one of several sentences is spread over two scenes. */
const maxLineWords = 40;

/** A quotation of several sentences is cut to its first ones, which is still exactly what was said. */
function firstOfQuotation(text: string): {text: string; operations: string[]} | null {
  const match = /^(.{3,160}? said: )“([^”]+)”$/.exec(text);
  if (!match?.[2]) return null;
  const sentences = splitSentences(match[2]);
  if (sentences.length < 2 || wordCount(sentences[0]!.text) < 5) return null;
  return {text: `${match[1]}“${sentences[0]!.text}”`, operations: ['quote-first-sentence']};
}

/** Whether every sentence of a line can be followed by ear, and the line fits one scene. */
export function isSpeakable(text: string): boolean {
  const sentences = splitSentences(text);
  if (wordCount(text) < 3 || sentences.some((span) => wordCount(span.text) < 1)) return false;
  if (wordCount(text) > maxLineWords || text.length > 420 || sentences.length > 3) return false;
  return sentences.every(
    (span) => wordCount(span.text) <= maxSentenceWords && /[.!?…]["”’')]*$/.test(span.text),
  );
}

/** `… by which they take on.`, `in two forms – available.`: a sentence that ends where its source goes on. */
function breaksOff(line: string, source: string): boolean {
  return splitSentences(line).some(({text}) => {
    const last = /(?:^|[\s–—])([\p{L}’'-]+)[.!?]["”]?$/u.exec(text)?.[1];
    if (last === undefined) return false;
    const open =
      / [–—] \S+[.!?]$/.test(text) ||
      /^(?:of|in|on|at|to|for|with|by|from|as|and|or|but|the|an?|than|mostly|mainly|partly|largely)$/.test(
        last,
      );
    return open && !new RegExp(String.raw`\b${last}(?:[.!?;:]|["”]?$)`, 'u').test(source);
  });
}

/**
 * The ways to say one sentence, fullest first. `alone` variants drop a connective that points back; with the sentence
 * before it on screen the connective stays. With `team`, `we` are the people of the author.
 */
export function variantsOf(
  sentence: Sentence,
  alone: boolean,
  team: boolean,
  isName: (word: string) => boolean,
  tagger: Tagger,
): Variant[] {
  // Out of its list, an entry that says what to do needs no label.
  const entry = sentence.kind === 'list-item' ? labelOf(sentence.text) : null;
  const unlabelled =
    entry !== null && (isImperative(entry.label, tagger) || isImperative(entry.rest, tagger));
  const groomed = groom(finish(unlabelled ? entry.rest : sentence.text));
  let base = groomed.text;
  const operations = [...sentence.tidied, ...(unlabelled ? ['drop-label'] : []), ...groomed.operations];
  const reported = sentence.own ? null : reportAuthor(base, tagger.tag(base), team);
  if (reported !== null) {
    base = reported;
    operations.push(reportedAuthor);
  }
  const attributed = attributionFirst(base, isName);
  if (attributed) {
    base = finish(attributed.text);
    operations.push(attributed.operation);
  }
  if (alone) {
    const free = standalone(base);
    base = free.text;
    operations.push(...free.operations);
  }
  const variants: Variant[] = [];
  const add = (text: string, more: readonly string[], lossless: boolean) => {
    const split = splitLong(text, tagger);
    for (const [line, extra] of [
      [split.text, split.operations],
      [text, []],
    ] as const) {
      if (
        !isSpeakable(line) ||
        breaksOff(line, sentence.text) ||
        variants.some((known) => known.text === line)
      )
        continue;
      variants.push({text: line, whole: text, operations: [...operations, ...more, ...extra], lossless});
      break;
    }
  };
  add(base, [], true);
  const quote = firstOfQuotation(base);
  if (quote) add(quote.text, quote.operations, false);
  const asides = dropAsides(base, tagger);
  if (asides) add(asides.text, asides.operations, false);
  const trailing = dropTrailing(base, tagger);
  if (trailing) add(trailing.text, trailing.operations, false);
  if (asides) {
    const both = dropTrailing(asides.text, tagger);
    if (both) add(both.text, [...asides.operations, ...both.operations], false);
  }
  // Too long in every way: what does not carry the claim goes, one thing after the other.
  let left = {text: base, operations: [] as string[], lossless: true};
  for (let round = 0; round < 3 && variants.length === 0; round += 1) {
    const resorts = lastResorts(left.text, tagger);
    for (const {text, operation, lossless} of resorts)
      add(text, [...left.operations, operation], left.lossless && lossless);
    const [first] = resorts;
    if (!first) break;
    left = {
      text: first.text,
      operations: [...left.operations, first.operation],
      lossless: left.lossless && first.lossless,
    };
  }
  // Where it took place is told where there is breath for it.
  if (variants.length === 0) {
    const place =
      /^(.{60,}?) (?:in|during|at) an? (?!(?:study|trial|test|survey|group|sample|lab|third|quarter|half|row)\b)((?:[\p{L}-]+ ){2,9}[\p{L}-]+)\.$/u.exec(
        base,
      );
    const [, kept, cut] = place ?? [];
    if (
      kept !== undefined &&
      cut !== undefined &&
      !/[“”"]/.test(base) &&
      !/\b(?:most|least|first|only|best|worst|largest|biggest|highest|lowest|record|never|no|not|percent|study|trial|patients|mice|among|than)\b|n[’']t\b|%|\p{L}{3,}est\b/iu.test(
        base,
      ) &&
      hasFiniteClause(tagger.tag(finish(kept)))
    )
      add(finish(kept), ['drop-last-circumstance'], false);
  }
  // Nothing of it is short enough: of two clauses that are both so, one may be told without the other.
  if (variants.length === 0 && !/[“”"]/.test(base)) {
    const parts = splitSentences(splitLong(base, tagger).text).map(({text}) => text);
    const leans = /^(?:But|That|That’s|It|They|There|Then|He|She|These|This|Those|So|Still|However)\b/;
    if (parts.length > 1 && !parts.some((part) => /^(?:But|So|Then|That[’']s)\b/.test(part)))
      for (const part of parts)
        if (!leans.test(part) && wordCount(part) >= 7 && isSpeakable(part) && variants.length < 2)
          variants.push({
            text: part,
            whole: part,
            operations: [...operations, 'one-clause'],
            lossless: false,
          });
  }
  return variants;
}
