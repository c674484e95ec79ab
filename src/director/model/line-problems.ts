import type {Assignment} from './assignment.ts';
import {unsupportedIn} from './claims.ts';
import {undeniedIn} from './denials.ts';
import type {DraftLine} from './draft-answer.ts';
import type {Grounds} from './grounds.ts';
import {repeats} from '../prose/repeats.ts';
import type {FaultKind} from '../../quality/claims/faults.ts';
import {splitSentences} from '../../quality/sentences.ts';

/** What is wrong with a line, and whether it may be said at all as it is. */
export interface LineProblem {
  readonly message: string;
  readonly must: boolean;
}

const bait =
  /\b(?:tag (?:a|your|\d+) friends?|like if you|share to win|comment the word|wait for it|you won['’]t believe|link in (?:the )?bio)\b/iu;
/** A line longer than this does not fit a scene, words. */
const maxLineWords = 42;
const maxRun = 12;

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];

function copies(line: string, everything: string): boolean {
  const words = wordsOf(line.replaceAll(/“[^”]*”|"[^"]*"/gu, ' … '));
  const flat = ` ${wordsOf(everything).join(' ')} `;
  for (let at = 0; at + maxRun <= words.length; at += 1)
    if (flat.includes(` ${words.slice(at, at + maxRun).join(' ')} `)) return true;
  return false;
}

const named = {number: 'the figure', name: 'the name', date: 'the date', quotation: 'the quotation'} as const;

const judged: Readonly<Record<Exclude<FaultKind, 'word'>, string>> = {
  number: 'a figure is not what its cards say',
  unit: 'the unit is not that of its cards',
  date: 'the date is not that of its cards',
  name: 'the name is not in its cards, or not beside what the line says of it',
  quotation: 'nobody is quoted with these words',
  negation: 'it denies what its cards do not deny, or the other way round',
  hedge: 'its cards are less sure, or more',
  direction: 'its cards say the opposite',
};

/** What a line must not, and should not, say as it stands. */
export function problemsOf(
  line: Pick<DraftLine, 'spoken' | 'claim' | 'cards'>,
  earlier: readonly string[],
  assignment: Assignment,
  grounds: Grounds,
  counts: readonly number[],
): readonly LineProblem[] {
  const {longestSentence, grounding, brief} = assignment;
  const cited = line.cards.filter((id) => grounds.known.has(id));
  const isFact = line.claim === 'fact' && grounding !== 'none';
  const problems: LineProblem[] = [];
  const ground = grounds.of(line.spoken, cited, counts);
  const held = isFact ? ground : {...ground, window: '', everything: ''};
  const missing = unsupportedIn(line.spoken, held);
  for (const {kind, what} of missing) {
    problems.push({
      must: true,
      message: isFact
        ? `${named[kind]} “${what}” stands in none of its cards`
        : `${named[kind]} “${what}” needs a card, and the line cites none`,
    });
  }
  const points = cited.length > 0 && cited.every((id) => id.startsWith('p'));
  for (const {kind, text} of isFact && !points
    ? grounds.evidenceFor(line.spoken, cited, counts).faults
    : []) {
    if (kind === 'word' || missing.some(({what}) => what.includes(text) || text.includes(what))) continue;
    problems.push({must: true, message: `${judged[kind]}: “${text.slice(0, 120)}”`});
  }
  if (isFact && /^en\b/i.test(assignment.language)) {
    for (const word of undeniedIn(line.spoken, ground.window))
      problems.push({must: true, message: `its cards deny “${word}”, and the line does not`});
  }
  if (isFact && cited.length === 0 && grounds.like(line.spoken).length === 0)
    problems.push({must: true, message: 'it states a fact and rests on no card'});
  if (bait.test(line.spoken)) problems.push({must: true, message: 'it is bait'});
  if (earlier.some((other) => repeats(line.spoken, other)))
    problems.push({must: true, message: 'it says again what an earlier line said'});
  const longest = Math.max(...splitSentences(line.spoken).map(({text}) => wordsOf(text).length));
  if (longest > longestSentence + 4)
    problems.push({must: false, message: `a sentence has ${longest} words; ${longestSentence} are the most`});
  if (wordsOf(line.spoken).length > maxLineWords)
    problems.push({
      must: false,
      message: `it has ${wordsOf(line.spoken).length} words; ${maxLineWords} are the most`,
    });
  const foreign = (brief.sources ?? []).some((source) => source.own !== true);
  if (foreign && copies(line.spoken, grounds.whole.everything))
    problems.push({
      must: false,
      message: 'twelve words in a row are the source’s own; say it in other words',
    });
  return problems;
}
