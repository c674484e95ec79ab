import type {Offer, PhraseOptions} from './phrase-options.ts';
import {type CompressedClause, compressedClauses} from '../prose/compressed-clause.ts';
import type {Figure} from '../source/figures.ts';
import {wordCount} from '../source/grammar.ts';
import type {Tagger} from '../source/nlp.ts';
import {stemOf} from '../source/salience.ts';

/** The clauses of a sentence in headline style. */
export function clauseOffers(
  sentence: string,
  figures: readonly Figure[],
  tagger: Tagger,
  options: PhraseOptions,
): Offer[] {
  const written = (figure: Figure) =>
    sentence.slice(figure.start, figure.end).replace(/\s?(?:percent|per cent)$/, '');
  const all = figures.map(written);
  const large = figures.find((figure) => figure.value === options.value);
  const shownLarge = large ? written(large) : '';
  return (
    compressedClauses(sentence, tagger)
      // Without its subject a plural verb reads as a command.
      .filter((clause) => clause.hasSubject || /^[\p{L}]+s\b/u.test(clause.text))
      .map((clause) => ({
        phrase: clause.text,
        value: worthOf(clause, all, shownLarge, tagger, options.idf),
      }))
  );
}

function worthOf(
  clause: CompressedClause,
  figures: readonly string[],
  large: string,
  tagger: Tagger,
  idf: PhraseOptions['idf'],
): number {
  const weight = tagger
    .tag(clause.text)
    .filter((token) => !token.stop && /\p{L}/u.test(token.text))
    .reduce((sum, token) => sum + Math.min(3, idf.get(stemOf(token.lemma)) ?? 1.5), 0);
  const words = wordCount(clause.text);
  return (
    2 +
    (0.25 * weight) / Math.sqrt(Math.max(1, words)) +
    (figures.some((figure) => clause.text.includes(figure)) ? 0.9 : 0) +
    (large !== '' && clause.text.includes(large) ? 1.2 : 0) +
    (clause.whole ? 0.35 : 0) -
    (clause.hasSubject ? 0 : 0.3) -
    (clause.circumstance ? 1.1 : 0) -
    0.25 * clause.place -
    (words > 7 ? 0.25 : 0) -
    (clause.text.length > 44 ? 0.4 : 0)
  );
}
