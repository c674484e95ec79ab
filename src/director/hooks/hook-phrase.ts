import {compressedClauses} from '../prose/compressed-clause.ts';
import {capitalise, wordCount} from '../source/grammar.ts';
import type {Draft} from '../prose/line.ts';
import type {Tagger} from '../source/nlp.ts';
import {onScreenTextOf} from '../script/on-screen-text.ts';
import {phraseKey} from '../script/phrase-key.ts';
import {trimTail} from '../prose/phrase-end.ts';
import {splitSentences} from '../../quality/sentences.ts';
import type {Topic} from '../source/topic.ts';

/** What stands on the first frame: the point of the hook at a glance, else its topic. */
export function hookPhraseOf(hook: Draft['hook'], topic: Topic, tagger: Tagger): string {
  const fits = (phrase: string | undefined | null): string | null => {
    if (!phrase) return null;
    // `long ones do not` without its last word says the opposite.
    const denies = /\b(?:not|never|no)\b|n[’']t\b/i;
    const trimmed = trimTail(phrase);
    const tidy = capitalise(denies.test(phrase) === denies.test(trimmed) ? trimmed : phrase.trim());
    return tidy.length <= 44 &&
      wordCount(tidy) >= 2 &&
      wordCount(tidy) <= 8 &&
      phraseKey(tidy) !== phraseKey(hook.text)
      ? tidy
      : null;
  };
  if (hook.onScreen) {
    const own = fits(hook.onScreen) ?? (hook.onScreen.length <= 60 ? hook.onScreen : null);
    if (own && phraseKey(own) !== phraseKey(hook.text)) return own;
  }
  const question = /^(?:Here’s|So,) ((?:why|how|what) [^.?:]+)[.?:]/.exec(hook.text)?.[1];
  const asked =
    fits(question) ??
    (question && question.length <= 46 && wordCount(question) <= 9 ? capitalise(question) : null);
  if (asked) return asked;
  const wondered = /^([^.?]{6,44}\?) Here’s what we know\.$/.exec(hook.text)?.[1];
  if (wondered) return wondered;
  const task = fits(
    /\b(?:ways|how|tips|steps|habits) (?:to|that) ([a-z][^.,:?]+?)(?= without\b| with\b| from\b| in\b| for\b|[.,:?])/.exec(
      hook.text,
    )?.[1],
  );
  if (task && /\bto\b/.test(hook.text)) return task;
  // `Seven small habits that …`: the count is the promise.
  const counted = fits(
    /^((?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) [^.,:]+?) (?:that|which|to|for|of|from|in|on|you|your|every)\b/i.exec(
      hook.text,
    )?.[1],
  );
  if (counted && hook.type === 'list-count') return counted;
  // `This is the storm that ran …`: the first frame names the thing and what it did, or at least what it did.
  const told = /^(?:This|These) (?:is|are) ([^.]+? (?:that|who) ([^.]+))\.$/.exec(hook.text);
  if (told?.[1] && told[1].length <= 60) return capitalise(told[1]);
  const fact = fits(told?.[2]);
  if (fact) return fact;
  const thing = /^(?:There’s now|This is the story of) (?:an? |the )?([^.]+)\.$/.exec(hook.text)?.[1];
  if (thing) {
    const short =
      fits(thing.replaceAll(/ (?:an?|the) /g, ' ')) ??
      fits(thing.split(/ (?:that|which|who|with|in|from|for|on) /)[0]);
    if (short) return short;
  }
  if (
    topic.label.length <= 44 &&
    wordCount(topic.label) >= 2 &&
    /(?:short version|things to know|What we know|briefly explained|the story behind)/.test(hook.text)
  )
    return capitalise(topic.label);
  const plan = /^(.+?) (?:is|are) going to (.+)\.$/.exec(hook.text);
  if (plan?.[1] && plan[2]) {
    const bare = (text: string) => text.replaceAll(/(?:^|(?<= ))(?:an?|the) /gi, '');
    const short =
      fits(`${bare(plan[1])} to ${bare(plan[2])}`) ??
      fits(`${bare(plan[1])} to ${bare(plan[2]).split(/ (?:from|in|at|on|for|with) /)[0]}`);
    if (short) return short;
  }
  const last = splitSentences(hook.text).at(-1)!.text;
  if (/^(?:And|But) /.test(last) && wordCount(last) <= 6) {
    const turn = fits(last.replace(/^(?:And|But) /, '').replace(/[.!?]$/, ''));
    if (turn) return turn;
  }
  const clauses = splitSentences(hook.text).flatMap(({text}, index) =>
    /^(?:Here’s|That’s)/.test(text)
      ? []
      : compressedClauses(text.replace(/^(?:And|But) /, ''), tagger).map((clause) => ({...clause, index})),
  );
  // Of two halves the last is the surprise.
  const clause = clauses
    .toSorted((a, b) => b.index - a.index)
    .map((one) => fits(one.text))
    .find(Boolean);
  if (clause) return clause;
  if (
    topic.label.length <= 60 &&
    phraseKey(topic.label) !== phraseKey(hook.text) &&
    wordCount(topic.label) <= 7 &&
    wordCount(topic.label) >= 2
  )
    return capitalise(topic.label);
  const found = onScreenTextOf(hook.text, tagger, {idf: new Map(), shown: new Set(), preferVerb: false});
  return found ?? (phraseKey(topic.label) === phraseKey(hook.text) ? 'In short' : capitalise(topic.label));
}
