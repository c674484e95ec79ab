import type {Offer} from './phrase-options.ts';
import {offered, type PhraseSearch, weightOf} from './phrase-search.ts';
import {emptyNoun} from '../prose/phrase-end.ts';
import {type Chunk, isFiniteVerb, nounPhrases, textOf, wordCount} from '../source/grammar.ts';
import type {Token} from '../source/nlp.ts';

const weakStart =
  /^(?:the|a|an|its|their|his|her|this|that|these|those|such|some|any|every|each|your|our|my)\s+/i;

const superlative = /(?:est|most|first|last|only)\b/i;

/** Nouns that only judge: alone, a `pivotal factor` leaves open of what. */
const judgement =
  /^(?:factor|role|aspect|element|component|impact|influence|importance|significance|stride|draw|fix|consideration|emphasis|option|solution|approach|manner|advantage|benefit|drawback|choice|marvel|purpose|performance|improvement)$/;

/** The noun phrases of a line without their articles, each also with what a small word ties to it. */
export function nounPhraseOffers(search: PhraseSearch): Offer[] {
  const {spoken, tokens} = search;
  const chunks = nounPhrases(tokens);
  return chunks.flatMap((chunk, place) => {
    const head = tokens[chunk.head]!;
    const counted = tokens
      .slice(chunk.from, chunk.to)
      .some((token) => (token.pos === 'NUM' || /^\d/.test(token.text)) && !/^one$/.test(token.lower));
    const ofKind = /^(?:kind|sort|type|part|number)$/.test(head.lemma) && tokens[chunk.to]?.lower === 'of';
    if (emptyNoun.test(head.lemma) && !counted && !ofKind) return [];
    if (endsInVerb(search, chunk)) return [];
    const tail = withTail(spoken, tokens, chunk.to, chunks);
    const ends = ofKind ? (tail === chunk.to ? [] : [tail]) : new Set([chunk.to, tail]);
    const bonus =
      (counted && chunk.to - chunk.from > 1 ? 1 : 0) -
      place * 0.05 -
      // Who or what a line is about says less than what it says of it.
      (isBareSubject(tokens, chunk, counted) ? 0.7 : 0) -
      // `users trippy experiences`: two things that only stand beside each other; `country of | origin group`.
      (sideBySide(tokens, chunk.from, chunk.to) ? 3 : 0) -
      (tokens[chunk.from - 1]?.lower === 'of' ? 0.5 : 0);
    const phrases = isHedged(search, chunk) ? [] : [...ends];
    return [
      ...superlativeOffers(search, chunk),
      ...phrases.flatMap((to) =>
        offered(
          search.usable(textOf(spoken, tokens, chunk.from, to).replace(weakStart, '')),
          weightOf(search, chunk.from, to),
          bonus - (to === chunk.to && judgement.test(head.lemma) && !counted ? 1.2 : 0),
        ),
      ),
    ];
  });
}

/** `his company breaks | even`: the verb of the clause, read as the last noun of its subject. */
function endsInVerb({spoken, tokens, tagger}: PhraseSearch, chunk: Chunk): boolean {
  const last = tokens[chunk.to - 1]!;
  const next = tokens[chunk.to];
  if (chunk.to - chunk.from < 2 || !/[^s]s$/.test(last.lower) || !next || last.pos === 'PROPN') return false;
  if (!/^(?:ADV|ADJ|DET|PRON|NUM|SCONJ)$/.test(next.pos) && !next.lower.endsWith('ing')) return false;
  return tagger.tag(`It ${spoken.slice(last.start)}`)[1]?.pos === 'VERB';
}

/** Whether a noun phrase is only the subject of its line: no name, no figure, and the verb right behind it. */
function isBareSubject(tokens: readonly Token[], chunk: Chunk, counted: boolean): boolean {
  if (counted || tokens.slice(chunk.from, chunk.to).some(({pos}) => pos === 'PROPN')) return false;
  return chunk.from <= 1 && isFiniteVerb(tokens, chunk.to);
}

/** `oldest woman to have beaten a grandmaster`: what she is the oldest of. */
function superlativeOffers(search: PhraseSearch, chunk: Chunk): Offer[] {
  const {spoken, tokens, usable} = search;
  if (
    !superlative.test(textOf(spoken, tokens, chunk.from, chunk.to)) ||
    tokens[chunk.to]?.lower !== 'to' ||
    !/^(?:VERB|AUX)$/.test(tokens[chunk.to + 1]?.pos ?? '')
  )
    return [];
  let end = chunk.to + 2;
  while (
    tokens[end] &&
    tokens[end]!.pos !== 'PUNCT' &&
    tokens[end]!.pos !== 'ADP' &&
    !/^(?:and|but|or|that|which|who|when|because)$/.test(tokens[end]!.lower)
  )
    end += 1;
  const whole = textOf(spoken, tokens, chunk.from, end).replace(weakStart, '');
  if (end === chunk.to + 2 || wordCount(whole) > 8) return [];
  return offered(usable(whole), weightOf(search, chunk.from, end), superlative.test(whole) ? 1.2 : 0);
}

/** `almost no bees`, `up to a third`: without the word before it the phrase says something else. */
function isHedged({spoken, tokens}: PhraseSearch, chunk: Chunk): boolean {
  const first = tokens[chunk.from]!;
  const article = /^(?:an?|the)$/.test(first.lower) ? first.text.length + 1 : 0;
  return /\b(?:up to|about|nearly|almost|over|under|more than|less than|fewer than|at least|not|no|only|around)\s(?:an? |the )?$/i.test(
    spoken.slice(0, first.start + article),
  );
}

/** Grows a noun phrase over one `of`, `in`, `for`, … so that it says something by itself. */
function withTail(text: string, tokens: readonly Token[], to: number, chunks: readonly Chunk[]): number {
  const link = tokens[to];
  if (
    !link ||
    link.pos !== 'ADP' ||
    !/^(?:of|in|for|at|between|against|without|on|to|from|under|with|per)$/.test(link.lower)
  )
    return to;
  const next = chunks.find((chunk) => chunk.from === to + 1);
  if (
    !next ||
    // `costs without cutting`: what follows is done, not had.
    tokens[to + 1]?.lower.endsWith('ing') ||
    /^(?:hour|minute|second|time|way|day|year|one)$/.test(tokens[next.head]!.lemma) ||
    (tokens[next.head]!.pos === 'NUM' && tokens[next.to]?.lower === 'of')
  )
    return to;
  return wordCount(textOf(text, tokens, to, next.to)) <= 4 ? next.to : to;
}

/** Whether an adjective stands behind a noun: one noun phrase ends there and another begins. */
function sideBySide(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens
    .slice(from + 1, to)
    .some((token, at) => token.pos === 'ADJ' && tokens[from + at]?.pos === 'NOUN');
}
