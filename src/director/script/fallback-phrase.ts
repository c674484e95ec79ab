import {phraseKey} from './phrase-key.ts';
import {trimTail} from '../prose/phrase-end.ts';
import {capitalise, clauseOf, textOf, wordCount} from '../source/grammar.ts';
import type {Tagger} from '../source/nlp.ts';
import type {Topic} from '../source/topic.ts';
import {splitSentences} from '../../quality/sentences.ts';

/** Where a line has no phrase to show: a piece of it, else what the video is about. */
export function fallbackPhrase(
  text: string,
  topic: Topic,
  shown: ReadonlySet<string>,
  tagger: Tagger,
): string {
  const cut = deniedPhrase(text, shown) ?? firstWords(text, shown, tagger) ?? terseLine(text, shown);
  if (cut !== null) return cut;
  const isFresh = (phrase: string) => phrase.length <= 60 && !shown.has(phraseKey(phrase));
  // A name that the line does not say would be one that its sentence does not hold.
  const said = new Set(text.toLowerCase().match(/\p{L}+/gu));
  const unsaid =
    wordCount(topic.label) > 1 &&
    !topic.label
      .toLowerCase()
      .split(' ')
      .some((word) => said.has(word));
  const foreign =
    unsaid || (topic.label.match(/(?<=\S )\p{Lu}\S*/gu) ?? []).some((name) => !text.includes(name));
  if (wordCount(topic.label) > 1 && isFresh(topic.label) && !foreign) return capitalise(topic.label);
  const subject = subjectOf(text, tagger);
  if (subject !== null && isFresh(subject)) return capitalise(subject);
  const named = wordCount(topic.label) > 1 && topic.label.length <= 60 && !foreign;
  return capitalise(named ? topic.label : 'In short');
}

/** `Sharks aren’t the problem.` is too short to cut, but not to turn. */
function deniedPhrase(text: string, shown: ReadonlySet<string>): string | null {
  const denied = /^[^,;:“”]{2,40}? (?:is|are|was|were)(?:n[’']t| not) ([^,;:“”]{3,36})\.$/.exec(text)?.[1];
  return denied && !shown.has(phraseKey(`not ${denied}`)) ? `Not ${denied}` : null;
}

/** The first words of a line up to where a phrase can end. */
function firstWords(text: string, shown: ReadonlySet<string>, tagger: Tagger): string | null {
  const words = splitSentences(text)[0]!
    .text.replace(/^(?:But|And|So|Yet) /, '')
    .replace(/^(?:Even )?(?:though|although|while) [^,]+, /i, '')
    .replace(/[.!?]+$/, '')
    .split(/[,;:–—]\s/)[0]!
    .split(/\s+/);
  for (let end = Math.min(7, words.length); end >= 2; end -= 1) {
    const phrase = words.slice(0, end).join(' ').replaceAll(/[“”"]/g, '');
    const next = words[end] ?? '';
    const verb = tagger.tag(text).find((token) => token.end === text.indexOf(phrase) + phrase.length);
    const atBorder =
      end === words.length ||
      /^(?:in|on|at|for|from|with|to|and|but|because|when|if|as|is|are|was|were|has|have|can|will|may|appears?|seems?)$/.test(
        next,
      );
    if (
      atBorder &&
      !(end < words.length && verb && /^(?:VERB|AUX)$/.test(verb.pos)) &&
      trimTail(phrase) === phrase &&
      // `It flies`, `Pfannes said Monday`
      !(/^(?:it|they|he|she|this|that|there|you|we)\b/i.test(phrase) && end < 5) &&
      !/\b(?:said|says|told)\b/.test(phrase) &&
      // `Waterproof umbrella didn’t | appear`
      !/(?:n[’']t|\bnot)$/i.test(phrase) &&
      // `Many people | may not know`: of whom, and not what.
      !(
        end < 4 &&
        /^(?:is|are|was|were|has|have|can|will|may|appears?|seems?)$/.test(next) &&
        !/\d|\p{Lu}/u.test(phrase.slice(1))
      ) &&
      phrase.length <= 44 &&
      !shown.has(phraseKey(phrase)) &&
      phraseKey(phrase) !== phraseKey(text)
    )
      return capitalise(/^(?:the|an?) \S+ \S/i.test(phrase) ? phrase.replace(/^(?:the|an?) /i, '') : phrase);
  }
  return null;
}

/** The line as a headline writes it, which is better than a label that says nothing. */
function terseLine(text: string, shown: ReadonlySet<string>): string | null {
  const terse = splitSentences(text)[0]!
    .text.replace(/^(?:But|And|So|Yet|However,|Sometimes,|Also,) /, '')
    .replace(/^(?:Even )?(?:though|although|while) [^,]+, /i, '')
    .replace(/[.!?]+$/, '')
    .split(/\s+/)
    .filter(
      (word, at, all) =>
        !/^(?:the|an?)$/i.test(word) ||
        /(?:^(?:is|are|was|were|actually|really|called)|’s)$/.test(all[at - 1] ?? ''),
    )
    .join(' ')
    .replaceAll(/[“”"]/g, '');
  return terse.length <= 60 &&
    wordCount(terse) >= 3 &&
    wordCount(terse) <= 10 &&
    !shown.has(phraseKey(terse)) &&
    phraseKey(terse) !== phraseKey(text)
    ? capitalise(terse)
    : null;
}

/** Whom or what a line is about, where that is more than a word. */
function subjectOf(text: string, tagger: Tagger): string | null {
  const tokens = tagger.tag(text);
  const clause = clauseOf(tokens);
  const subject = clause
    ? textOf(text, tokens, 0, clause.verb).replace(/^(?:(?:but|and|so|yet) )?(?:the |an? )?/i, '')
    : '';
  return wordCount(subject) >= 2 && !/^(?:it|they|he|she|this|that|these|those|there)$/i.test(subject)
    ? subject
    : null;
}
