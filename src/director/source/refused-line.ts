import {isDoubtful} from './doubtful.ts';
import type {GatedLine} from './gated-line.ts';
import {isWord} from './grammar.ts';
import {pointsAtPicture} from './leaning-opening.ts';

/** Why a line must not be said at all, whatever stands around it; null when it may be. */
export function refusalOf(line: GatedLine): string | null {
  return broken(line) ?? doubted(line) ?? unspeakable(line) ?? unattributed(line) ?? elsewhere(line);
}

function broken({text}: GatedLine): string | null {
  if ((text.match(/“/g)?.length ?? 0) !== (text.match(/”/g)?.length ?? 0)) return 'open-quotation';
  if ((text.match(/"/g)?.length ?? 0) % 2 === 1) return 'open-quotation';
  if ((text.match(/\(/g)?.length ?? 0) !== (text.match(/\)/g)?.length ?? 0)) return 'open-bracket';
  return /^\p{Ll}/u.test(text) ? 'broken-opening' : null;
}

function doubted({text, sentence, before, material}: GatedLine): string | null {
  if (isDoubtful(sentence, material.sentences)) return 'doubtful';
  return before?.source === sentence.source &&
    /\b(?:it|they|them|this|that)\b/i.test(text) &&
    isDoubtful(before, material.sentences)
    ? 'speaks-of-doubtful'
    : null;
}

function unspeakable({text, quotes, sentence}: GatedLine): string | null {
  if (/[:;]$/.test(sentence.text) || /\.\.\.$|…$/.test(sentence.text)) return 'broken-off';
  if (
    /\?["”]*$/.test(text) &&
    (quotes.length === 0 ||
      /^(?:have|has|do|does|did|is|are|was|what|why|how|who|where|when|can|could|would|should|ever)\b/i.test(
        text,
      ))
  )
    return 'question';
  return /\w\(\)|<\w*>|=>|\w\.\w+\(|\b[a-z]+\.[a-z]+\b(?<!\b[ap]\.m)(?<!e\.g)(?<!i\.e)|\s--\w|[a-z][A-Z]\w*\(|[{}]|\w_\w/.test(
    text,
  )
    ? 'program-text'
    : null;
}

/** Words that somebody else said, without who. */
function unattributed({text, plain, quotes}: GatedLine): string | null {
  if (quotes.length > 0 && plain.filter(isWord).length === 0) return 'speaker-unknown';
  if (quotes.some(({start, end}) => start === 0 && end > text.length * 0.6)) return 'speaker-unknown';
  return /^[“"]/.test(text) && /\b(?:he|she|they) (?:said|says|added|told)\b/.test(text)
    ? 'speaker-unknown'
    : null;
}

/** What only somebody with the page before them, or its writer, could say. */
function elsewhere(line: GatedLine): string | null {
  const {text, plain, sentence} = line;
  if (
    /\b(?:below(?=[.,:;)]|$)|above(?= (?:image|chart|table|figure|photo))|see (?:figure|table|chart|photo|video)|pictured|(?:click|tap) here|as (?:shown|seen) (?:in|here)|this (?:article|post|page|guide|story|blog|newsletter|section))\b/i.test(
      text,
    )
  )
    return 'points-at-page';
  if (
    !sentence.own &&
    plain.some(
      (token) =>
        /^(?:i|i'm|i've|i'd|i'll|me|my|mine|myself|we|we're|we've|us|our|ours|ourselves)$/.test(
          token.lower,
        ) && token.text !== 'US',
    )
  )
    return 'first-person';
  return pointsAtPicture(line) ? 'points-at-picture' : null;
}
