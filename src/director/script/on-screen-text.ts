import {clauseOffers} from './clause-offers.ts';
import {figureOffers} from './figure-offers.ts';
import type {Offer, PhraseOptions} from './phrase-options.ts';
import {tellingPhrase} from './telling-phrase.ts';
import {usablePhrase} from './usable-phrase.ts';
import {trimTail} from '../prose/phrase-end.ts';
import {figuresOf} from '../source/figures.ts';
import {wordCount} from '../source/grammar.ts';
import type {Tagger} from '../source/nlp.ts';
import {splitSentences} from '../../quality/sentences.ts';

/**
 * A phrase of the line to show while it is spoken: a figure with what it counts, a piece of a quotation, the command of
 * a step, else the most telling noun phrase. It is cut from the line, so it can state nothing new; it is never the whole
 * line, and never ends on a small word.
 */
export function onScreenTextOf(line: string, tagger: Tagger, options: PhraseOptions): string | null {
  const quotation =
    / (?:said|told [^“]{2,40})[:,] “([^”]+)”/.exec(line)?.[1] ?? /^“([^”]+),” /.exec(line)?.[1];
  // A scrap of what was said is worse than who said it, which the caller knows.
  if (quotation) return clauseOfQuotation(quotation);
  const claim = claimOf(line);
  if (options.preferVerb) return tellingPhrase(claim, tagger, options);
  const offers = splitSentences(claim)
    .map((span) => span.text)
    .filter((part) => !part.startsWith('That’s according'))
    .flatMap((part, index) =>
      offersOf(part, line, tagger, options).map((offer) => ({...offer, value: offer.value - 0.15 * index})),
    );
  const best = offers.sort((a, b) => b.value - a.value)[0];
  return best?.phrase ?? tellingPhrase(claim, tagger, options);
}

function clauseOfQuotation(quotation: string): string | null {
  const clause = splitSentences(quotation)
    .flatMap(({text}) => [text, ...text.split(/,\s|;\s|\s(?=but\b|because\b)/)])
    .map((part) => part.replace(/[.,!?…]+$/, '').trim())
    .find(
      (part) => wordCount(part) >= 3 && wordCount(part) <= 9 && part.length <= 56 && trimTail(part) === part,
    );
  return clause ? `“${clause}”` : null;
}

/** What a line holds to be so, without who reports it and without what people wrongly believe. */
function claimOf(line: string): string {
  // Who reports it is not what it says.
  const claim = line
    .replace(
      /, (?:[^,“”.]{3,60}) (?:says?|said|suggests?|shows?|reported|reports?|calculated|estimates?d?|claims?|warned|argues?)\.$/,
      '.',
    )
    .replace(
      /^(?:According to [^,]{3,80}, |(?:[^,.“”]{3,60}|\p{Lu}[^,.“”]{3,50}, [^,“”]{3,70},) (?:says?|said|warned|reported|estimates?|announced) that )/u,
      '',
    );
  // What people wrongly believe must not stand on screen as if it were so.
  const corrected = /\b(?:believe|believed|think|thought|assume|assumed)s?\b[^.]*, but (.+)$/.exec(
    claim,
  )?.[1];
  return corrected ?? claim;
}

/** What of a sentence could stand on screen by itself: its clauses in headline style, its figures with their nouns. */
function offersOf(sentence: string, line: string, tagger: Tagger, options: PhraseOptions): Offer[] {
  const figures = figuresOf(sentence);
  const tokens = tagger.tag(line);
  return [
    ...clauseOffers(sentence, figures, tagger, options),
    ...figureOffers(sentence, figures, tagger.tag(sentence), options.value),
    ...comparedOffers(sentence),
    ...clockOffers(sentence),
  ].flatMap(({phrase, value}) => {
    const tidy = usablePhrase(phrase, line, tokens, options.shown);
    return tidy !== null && wordCount(tidy) >= 2 ? [{phrase: tidy, value}] : [];
  });
}

/** `more elusive than dogs`: what is compared with what. */
function comparedOffers(sentence: string): Offer[] {
  const found =
    /\b(?:(?:more|less) \p{L}+|(?!(?:other|rather|later|earlier|sooner|rather|either|whether|further)\b)\p{L}{3,}er) than (?:the |an? |its |their |most )?[\p{L}’'-]+(?: [\p{L}’'-]+s)?(?=[,.;]| (?:and|but|because|when|if|in|at|on)\b)/iu.exec(
      sentence,
    )?.[0];
  return found ? [{phrase: found, value: 2.6}] : [];
}

/** `2 hours, 3 minutes, and 42 seconds`: one time, however many figures it takes. */
function clockOffers(sentence: string): Offer[] {
  const found =
    /\b\d+ (?:hours?|minutes?|feet|foot|years?|pounds?)(?:,? (?:and )?\d+ (?:minutes?|seconds?|inches|months?|ounces?|days?))+/i.exec(
      sentence,
    )?.[0];
  return found ? [{phrase: found, value: 4}] : [];
}
