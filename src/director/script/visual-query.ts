import {nounPhrases, textOf} from '../source/grammar.ts';
import type {Tagger} from '../source/nlp.ts';
import {emptyNoun} from '../prose/phrase-end.ts';
import {stemOf} from '../source/salience.ts';

/** What a picture beside the line could show: a concrete noun phrase without figures, or null. */
export function visualOf(spoken: string, tagger: Tagger, idf: ReadonlyMap<string, number>): string | null {
  const tokens = tagger.tag(spoken);
  let best: {phrase: string; value: number} | null = null;
  for (const chunk of nounPhrases(tokens)) {
    let {from} = chunk;
    while (
      from < chunk.to &&
      (/^(?:DET|NUM|PRON|SYM)$/.test(tokens[from]!.pos) ||
        /^(?:other|many|few|more|most|several|such|same)$/.test(tokens[from]!.lower))
    )
      from += 1;
    if (from >= chunk.to) continue;
    const head = tokens[chunk.head]!;
    if (
      head.pos !== 'NOUN' ||
      emptyNoun.test(head.lemma) ||
      /^(?:end|idea|half|minute|hour|mix|series|size|use|price|share|chance|cost|thread|majority|rest|top|amount|rate|level|use|wear|option|second|moment)s?$/.test(
        head.lemma,
      ) ||
      /^(?:percent|%|million|billion)$/.test(head.lower) ||
      /(?:ness|tion|ity|ism|ence|ance)$/.test(head.lower)
    )
      continue;
    const phrase = textOf(spoken, tokens, from, chunk.to).replaceAll(/[“”"]/g, '');
    if (/\d/.test(phrase) || phrase.length > 60 || phrase.length < 3) continue;
    const value = (idf.get(stemOf(head.lemma)) ?? 1) + 0.4 * Math.min(2, chunk.to - from - 1);
    if (!best || value > best.value)
      best = {phrase: phrase.toLowerCase() === phrase ? phrase : phrase, value};
  }
  return best?.phrase ?? null;
}
