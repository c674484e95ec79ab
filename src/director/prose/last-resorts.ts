import {finish} from './finish.ts';
import {hasFiniteClause, isFiniteVerb, wordCount} from '../source/grammar.ts';
import type {Tagger} from '../source/nlp.ts';

/** A sentence with something of it left out or said apart, for where it is too long as it stands. */
export interface Resort {
  readonly text: string;
  readonly operation: string;
  readonly lossless: boolean;
}

const subordinator = /^(?:When|While|If|Although|Though|As|After|Before|Since|Because|Once|Unless|Until)\b/;
const denies =
  /\b(?:not|no|never|only|unless|except|without|but|if|denied|denies|false|allegedly|reportedly)\b|n[’']t\b/i;

/**
 * Ways to get a sentence short enough that has no other: each takes one thing from it that does not carry its claim,
 * or says it in sentences of their own. Tried one after the other, each on what the ones before it left.
 */
export function lastResorts(text: string, tagger: Tagger): Resort[] {
  return [
    speakerWithoutRole(text),
    ...(/[“”"]/.test(text)
      ? []
      : [
          asideApart(text, tagger),
          untilApart(text, tagger),
          subjectByName(text, tagger),
          examplesDropped(text, tagger),
          enumerationDropped(text, tagger),
          relativeDropped(text, tagger),
          resultDropped(text, tagger),
        ]),
  ].filter((resort): resort is Resort => resort !== null && resort.text !== text);
}

/** `Mikel Delgado, a scientist and cat specialist at Feline Minds, said: “…”`: the name is enough to say who. */
function speakerWithoutRole(text: string): Resort | null {
  const found = /^((?:[\p{Lu}][\p{L}.’'-]+ ){1,3}[\p{Lu}][\p{L}.’'-]+), [^“”:]{3,160}, said: (“.+)$/u.exec(
    text,
  );
  return found?.[1] && found[2]
    ? {text: `${found[1]} said: ${found[2]}`, operation: 'drop-role', lossless: false}
    : null;
}

/** `A – B – but C` → `A. B. But C.`; `A – B – and does C` → `A and does C`. */
function asideApart(text: string, tagger: Tagger): Resort | null {
  const found = /^([^–—]+?) [–—] ([^–—]+?) [–—],? ?(but|and|yet) ([^–—]+)$/.exec(text);
  if (!found?.[1] || !found[2] || !found[3] || !found[4]) return null;
  const [, first, aside, joint, rest] = found;
  if (!hasFiniteClause(tagger.tag(finish(first)))) return null;
  const goesOn =
    isFiniteVerb(tagger.tag(`It ${rest}`), 1) && /^(?:and|but)$/.test(joint) && /^\p{Ll}+s\b/u.test(rest);
  if (goesOn && !denies.test(aside))
    return {text: finish(`${first} ${joint} ${rest}`), operation: 'drop-dash-aside', lossless: false};
  if (joint === 'and' || !hasFiniteClause(tagger.tag(finish(aside)))) return null;
  if (!hasFiniteClause(tagger.tag(finish(rest)))) return null;
  return {
    text: `${finish(first)} ${finish(aside)} ${finish(`But ${rest}`)}`,
    operation: 'split-dash-aside',
    lossless: true,
  };
}

/** `A was once assumed until B` → `A was once assumed. Then B.` */
function untilApart(text: string, tagger: Tagger): Resort | null {
  const found = /^([^,;:–—]+?),? until ([^;:–—]+)$/.exec(text);
  if (!found?.[1] || !found[2] || subordinator.test(text)) return null;
  const [, before, after] = found;
  if (!/\b(?:was|were|had|formerly|once|long|previously|originally)\b/.test(before) || denies.test(before))
    return null;
  if (!hasFiniteClause(tagger.tag(finish(before))) || !hasFiniteClause(tagger.tag(finish(after))))
    return null;
  if (/^(?:the|an?)? ?\p{L}+ (?:and|of)\b/u.test(after) || wordCount(after) < 5) return null;
  return {text: `${finish(before)} ${finish(`Then ${after}`)}`, operation: 'split-until', lossless: true};
}

/** `The new record holder, runner Elias Kiprono, crossed …` → `Runner Elias Kiprono crossed …` */
function subjectByName(text: string, tagger: Tagger): Resort | null {
  const found =
    /^(?:The|A|An|Its|Their) (?:[\p{Ll}-]+ ){1,4}?[\p{Ll}-]+, ((?:the )?(?:[\p{L}\p{N}-]+ ){0,4}?\p{Lu}[\p{L}’'-]+ \p{Lu}[\p{L}’'-]+), (.+)$/u.exec(
      text,
    );
  if (!found?.[1] || !found[2] || !isFiniteVerb(tagger.tag(`It ${found[2]}`), 1)) return null;
  return {text: finish(`${found[1]} ${found[2]}`), operation: 'subject-by-name', lossless: false};
}

/** `…, such as A, B and C.`: what is true of all of them is true without them. */
function examplesDropped(text: string, tagger: Tagger): Resort | null {
  const found = /^(.{40,}?),? (?:such as|including|for example|similar to|as well as) (.+)\.$/.exec(text);
  if (!found?.[1] || !found[2]) return null;
  const [, kept, dropped] = found;
  if (hasFiniteClause(tagger.tag(finish(dropped))) && !/\b(?:that|which|who)\b/.test(dropped)) return null;
  if (denies.test(dropped) || !closes(kept, tagger)) return null;
  return {text: finish(kept), operation: 'drop-examples', lossless: false};
}

/** `… necessary expenses: a sudden job loss, an urgent repair, a medical bill.` */
function enumerationDropped(text: string, tagger: Tagger): Resort | null {
  const found = /^([^:–—]{40,}?)(?::| [–—]) ([^:;–—]+)\.$/.exec(text);
  if (!found?.[1] || !found[2] || !/, .*\b(?:and|or)\b|^an? /.test(found[2]) || denies.test(found[2]))
    return null;
  if (hasFiniteClause(tagger.tag(finish(found[2]))) && !/\b(?:that|which|who|you|we)\b/.test(found[2]))
    return null;
  if (!closes(found[1], tagger) || /\b(?:these|those|this|following|here)\b[^,]*$/i.test(found[1]))
    return null;
  return {text: finish(found[1]), operation: 'drop-examples', lossless: false};
}

/** `…, who go there to sip coffee, chat or watch the buskers.`: told of the last noun only. */
function relativeDropped(text: string, tagger: Tagger): Resort | null {
  const found = /^([^,]{30,}?(?:,\d[^,]*)*), (?:which|who|where) ([^;:–—]+)\.$/.exec(text);
  if (!found?.[1] || !found[2] || denies.test(found[2]) || !closes(found[1], tagger)) return null;
  // Behind a comma of its own, a clause may belong to the whole sentence again.
  const parts = found[2].split(/, (?:and |or |but )?/).slice(1);
  const goesOn = (part: string) => tagger.tag(`They ${part}`)[1]?.pos === 'VERB';
  if (parts.some((part) => hasFiniteClause(tagger.tag(finish(part))) && !goesOn(part))) return null;
  return {text: finish(found[1]), operation: 'drop-trailing-clause', lossless: false};
}

/** `…, creating a flea market that sells all manner of souvenirs.` */
function resultDropped(text: string, tagger: Tagger): Resort | null {
  const found = /^([^,]{40,}?), (\p{Ll}+ing) ([^,;:–—]+)\.$/u.exec(text);
  if (!found?.[1] || !found[3] || denies.test(found[3]) || !closes(found[1], tagger)) return null;
  return {text: finish(found[1]), operation: 'drop-trailing-clause', lossless: false};
}

/** Whether what is left is a whole statement. */
function closes(kept: string, tagger: Tagger): boolean {
  return (
    wordCount(kept) >= 8 &&
    !subordinator.test(kept) &&
    !/\b(?:and|or|but|of|to|in|with|for|the|an?|more|most|less|than|as)$/.test(kept) &&
    hasFiniteClause(tagger.tag(finish(kept)))
  );
}
