import {commandPhrase} from './command-phrase.ts';
import {figurePhrase} from './figure-phrase.ts';
import {nounPhraseOffers} from './noun-phrase-offers.ts';
import type {Offer, PhraseOptions} from './phrase-options.ts';
import {type PhraseSearch, searchIn} from './phrase-search.ts';
import {verbPhraseOffers} from './verb-phrase-offers.ts';
import {emptyNoun, trimTail} from '../prose/phrase-end.ts';
import {clauseOf, textOf, wordCount} from '../source/grammar.ts';
import type {Tagger, Token} from '../source/nlp.ts';
import {quotationsOf} from '../source/quotations.ts';

/** The first phrase a line has of these: its figure or a piece of its quotation (or its command), its most telling words. */
export function tellingPhrase(spoken: string, tagger: Tagger, options: PhraseOptions): string | null {
  const search = searchIn(spoken, tagger, options);
  return (
    (options.preferVerb ? commandPhrase(search) : (figurePhrase(search) ?? quotedPhrase(search))) ??
    mostTelling([...nounPhraseOffers(search), ...verbPhraseOffers(search)]) ??
    subjectAndVerb(search) ??
    runOfWords(search)
  );
}

function mostTelling(offers: readonly Offer[]): string | null {
  let best: Offer | null = null;
  for (const offer of offers) if (!best || offer.value > best.value) best = offer;
  return best?.phrase ?? null;
}

function quotedPhrase({spoken, usable}: PhraseSearch): string | null {
  for (const {start, end} of quotationsOf(spoken)) {
    const inner = spoken.slice(start + 1, end - 1);
    const clauses = inner
      .split(/[.,;:!?–—]\s*|\s(?=(?:and|but|because|when|than|if)\s)/)
      .map((part) => part.trim().replace(/^(?:and|but) /, ''))
      .filter((part) => wordCount(part) >= 2 && wordCount(part) <= 6);
    for (const clause of clauses) {
      if (trimTail(clause).length < clause.length - 1) continue;
      const found = usable(clause);
      if (found) return `“${found}”`;
    }
  }
  return null;
}

/** `The sky turned`: what it turned is what there is to see. */
function subjectAndVerb({spoken, tokens, usable}: PhraseSearch): string | null {
  const clause = clauseOf(tokens);
  const behind = clause ? tokens[clause.main + 1] : undefined;
  const open =
    !behind ||
    /^(?:ADJ|NOUN|PROPN|NUM|DET|PART|SCONJ|PRON|VERB|AUX)$/.test(behind.pos) ||
    /^(?:to|that|out|up|off|down|even|how|what|whether)$/.test(behind.lower);
  const start = clause && !open ? usable(textOf(spoken, tokens, 0, clause.main + 1)) : null;
  return start &&
    wordCount(start) <= 4 &&
    wordCount(start) > 1 &&
    !/^(?:it|they|he|she|this|that|these|those|there|we|you|i)\b/i.test(start)
    ? start
    : null;
}

/** Two to four words that mean something, side by side. */
function runOfWords({spoken, tokens, usable}: PhraseSearch): string | null {
  let run: Token[] = [];
  for (const token of [...tokens, null]) {
    if (token && !token.stop && /\p{L}/u.test(token.text)) {
      run.push(token);
      continue;
    }
    const [first] = run;
    const last = run.at(-1);
    const phrase =
      first && last && last.pos !== 'VERB' && run.length > 1 && run.length < 5 && !emptyNoun.test(last.lemma)
        ? usable(spoken.slice(first.start, last.end))
        : null;
    if (phrase) return phrase;
    run = [];
  }
  return null;
}
