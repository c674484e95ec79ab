import type {Reason} from '../ports/index.ts';
import {lineFeatures, type ReadLine} from './line-features.ts';
import type {ScoredLine} from './ranker.ts';
import type {Token} from './tokens.ts';

/** Effects below half a percent are not worth a reader's time. */
const leastEffect = 0.005;
const mostReasons = 6;

/** What one cause adds to the score of a line, and how to name it once it is among the largest. */
interface Cause {
  readonly named: number | null;
  readonly token: Token | null;
  effect: number;
}

/**
 * Shares of a line's score by cause: a named feature, or a word with all that was learned of it, its neighbours and
 * its letters; what a pair of words is worth is split between them.
 */
function causesOf({line, parts}: ScoredLine): Map<string, Cause> {
  const causes = new Map<string, Cause>();
  for (const {named, tokens, value} of parts) {
    if (named !== null) {
      causes.set(lineFeatures[named]!.id, {named, token: null, effect: value});
      continue;
    }
    if (!tokens) continue;
    const [from, to] = tokens;
    for (let at = from; at <= to; at += 1) {
      const token = line.tokens[at]!;
      const key = `“${token.form}`;
      const cause = causes.get(key);
      if (cause) cause.effect += value / (to - from + 1);
      else causes.set(key, {named: null, token, effect: value / (to - from + 1)});
    }
  }
  return causes;
}

/** Puts a cause into words. @param second the line that the first was compared with */
function reasonOf({named, token, effect}: Cause, first: ReadLine, second: ReadLine | null): Reason {
  const factor = Math.exp(effect) - 1;
  if (named === null) {
    const inFirst = first.tokens.includes(token!);
    const {text, start, end} = token!;
    return {what: `“${text}”`, effect: factor, of: inFirst ? 'first' : 'second', span: {start, end}};
  }
  const {label, spans} = lineFeatures[named]!;
  if (spans === undefined) return {what: label, effect: factor, of: second ? 'both' : 'first'};
  const [own] = spans(first);
  const [others] = second ? spans(second) : [];
  if (own && others) return {what: label, effect: factor, of: 'both', span: own};
  if (own) return {what: label, effect: factor, of: 'first', span: own};
  if (others) return {what: label, effect: factor, of: 'second', span: others};
  return {what: `without ${label}`, effect: factor, of: 'first'};
}

function largest(causes: Iterable<Cause>): readonly Cause[] {
  return [...causes]
    .filter(({effect}) => Math.abs(effect) >= leastEffect)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, mostReasons);
}

/** What sets a line apart from the mean training line. */
export function reasonsOf(scored: ScoredLine): readonly Reason[] {
  return largest(causesOf(scored).values()).map((cause) => reasonOf(cause, scored.line, null));
}

/** What speaks for the first of two lines (positive) or for the second; what both share cancels out. */
export function reasonsBetween(a: ScoredLine, b: ScoredLine): readonly Reason[] {
  const first = causesOf(a);
  const second = causesOf(b);
  const differences: Cause[] = [];
  for (const [key, cause] of first) {
    differences.push({...cause, effect: cause.effect - (second.get(key)?.effect ?? 0)});
  }
  for (const [key, cause] of second) {
    if (!first.has(key)) differences.push({...cause, effect: -cause.effect});
  }
  return largest(differences).map((cause) => reasonOf(cause, a.line, b.line));
}
