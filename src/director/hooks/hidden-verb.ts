import type {Tagger} from '../source/nlp.ts';

/**
 * Whether a headline holds a verb that the tagger took for a noun: `NASA scientists bring asteroid sample back`. Behind
 * a pronoun it shows, and it has an object behind it.
 */
export function holdsHiddenVerb(headline: string, tagger: Tagger): boolean {
  const tokens = tagger.tag(headline);
  return tokens.some((token, at) => {
    const next = tokens[at + 1];
    if (at === 0 || !/^\p{Ll}+$/u.test(token.text) || token.lower.endsWith('ing')) return false;
    if (!next || !/^(?:DET|ADJ|NOUN|PROPN)$/.test(next.pos)) return false;
    if (!/^(?:NOUN|PROPN|ADV)$/.test(tokens[at - 1]!.pos)) return false;
    const [, verb] = tagger.tag(
      `${token.lower.endsWith('s') ? 'He' : 'They'} ${headline.slice(token.start)}.`,
    );
    return verb?.pos === 'VERB';
  });
}
