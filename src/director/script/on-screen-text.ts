import {countedPhrase, figuresOf} from '../source/figures.ts';
import {
  capitalise,
  type Chunk,
  clauseOf,
  isNominal,
  nounPhrases,
  textOf,
  wordCount,
} from '../source/grammar.ts';
import {emptyNoun, trimTail} from '../prose/phrase-end.ts';
import type {Tagger, Token} from '../source/nlp.ts';
import {stemOf} from '../source/salience.ts';
import {compressedClauses} from '../prose/compressed-clause.ts';
import {splitSentences} from '../../quality/sentences.ts';
import {quotationsOf} from '../source/quotations.ts';

/** The longest on-screen phrase, characters: two lines that can be read while a voice speaks. */
const maxPhrase = 60;

interface PhraseOptions {
  readonly idf: ReadonlyMap<string, number>;
  /** Phrases already shown; a screen says something new. */
  readonly shown: ReadonlySet<string>;
  readonly preferVerb: boolean;
  readonly inQuotation?: boolean;
  /** The figure a scene shows large: its phrase comes before all others. */
  readonly value?: number;
}

const key = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

const negation = /\b(?:not|never|no|none|nobody|without|cannot|neither|nor|hardly)\b|n[’']t\b/i;

/** Whether a phrase cut out of a line denies less than the line does, or breaks off a comparison (`twice` as fast). */
function changesMeaning(phrase: string, spoken: string): boolean {
  const words = phrase.toLowerCase().match(/[\p{L}\p{N}’']+/gu) ?? [];
  const sentences = splitSentences(spoken).map(({text}) => text);
  const home = sentences.find((text) => words.every((word) => text.toLowerCase().includes(word))) ?? spoken;
  if (negation.test(home) && !negation.test(phrase)) return true;
  // `may last`, `almost no`: the reservation belongs to the word behind it.
  for (const hedge of home.matchAll(
    /\b(?:may|might|could|almost|nearly|hardly|reportedly|allegedly)\s+(?:also\s+|not\s+|be\s+|have\s+)*([\p{L}\d]+)/giu,
  )) {
    const kept = words.some((word) => word === hedge[1]?.toLowerCase());
    if (kept && !/\b(?:may|might|could|almost|nearly|hardly|reportedly|allegedly)\b/i.test(phrase))
      return true;
  }
  // A denial without what it denies.
  if (/^(?:not|never|nor|neither)\b/i.test(phrase) && words.length < 4) return true;
  // `Exist only`, `They exist`: a verb without its subject, or a pronoun with nothing behind it.
  if (words.length <= 2 && /\b(?:only|just|even|also|now|then)$/i.test(phrase)) return true;
  if (/\s[’']s\b/.test(phrase)) return true;
  if (/^no (?:time|way|one|longer|doubt|matter|such|more)$/i.test(phrase)) return true;
  if (/\b(?:said|says)(?: (?:on )?\w+day)?$/i.test(phrase)) return true;
  const whole = home.toLowerCase().indexOf(phrase.toLowerCase());
  if (whole >= 0) {
    // `Gov. Smith’s State | of the State speech`, `Site.com | published`
    const behind = home.slice(whole + phrase.length);
    if (!/\d/.test(phrase) && /^ of\b/i.test(behind)) return true;
    if (whole > 0 && /[\p{L}\p{N}.]/u.test(home[whole - 1] ?? '')) return true;
    // `from the top of the world | to the bottom`
    if (/ to the /.test(phrase) && /\bfrom (?:\S+ ){1,5}$/i.test(home.slice(0, whole))) return true;
  }
  const last = words.at(-1)?.replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (last === undefined || last === '') return false;
  // `as fast`, `than before`, `to four`: what follows belongs to the last word.
  const after = home.slice(home.toLowerCase().lastIndexOf(last) + last.length);
  if (!/\d/.test(phrase) && /^\s+of\b/i.test(after)) return true;
  if (
    /^\s+that\b/i.test(after) &&
    /(?:prove|mean|show|say|said|think|believe|find|found|know|knew|suggest|same|ones?)s?$/i.test(last)
  )
    return true;
  if (words.length <= 2 && /^\s+to\b/i.test(after)) return true;
  return /^\s+(?:as|than|to (?:\d|have|be|one|two|three|four|five|six|seven|eight|nine|ten|twelve))\b/iu.test(
    after,
  );
}

function usable(phrase: string, spoken: string, shown: ReadonlySet<string>): boolean {
  const words = wordCount(phrase);
  if (phrase.length > maxPhrase || phrase.length < 3 || words > 9) return false;
  if (key(phrase) === key(spoken) || shown.has(key(phrase))) return false;
  // A contraction without its word, an article with one word behind it.
  if (/^[’'](?:s|re|ve|ll|d|m)\b/i.test(phrase) || /^(?:an?|the) \S+$/i.test(phrase)) return false;
  if (changesMeaning(phrase, spoken)) return false;
  // A phrase that is nearly the whole line would be read twice.
  return words <= 5 || words / Math.max(1, wordCount(spoken)) <= 0.9;
}

const weakStart =
  /^(?:the|a|an|its|their|his|her|this|that|these|those|such|some|any|every|each|your|our|my)\s+/i;

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

/**
 * A phrase of the line to show while it is spoken: a figure with what it counts, a piece of a quotation, the command of
 * a step, else the most telling noun phrase. It is cut from the line, so it can state nothing new; it is never the whole
 * line, and never ends on a small word.
 */
export function onScreenTextOf(line: string, tagger: Tagger, options: PhraseOptions): string | null {
  const quotation = / (?:said|told [^“]{2,40}): “([^”]+)”/.exec(line)?.[1] ?? /^“([^”]+),” /.exec(line)?.[1];
  if (quotation) {
    const clause = splitSentences(quotation)
      .flatMap(({text}) => [text, ...text.split(/,\s|;\s|\s(?=but\b|because\b)/)])
      .map((part) => part.replace(/[.,!?…]+$/, '').trim())
      .find(
        (part) =>
          wordCount(part) >= 3 && wordCount(part) <= 9 && part.length <= 46 && trimTail(part) === part,
      );
    // A scrap of what was said is worse than who said it, which the caller knows.
    return clause ? `“${clause}”` : null;
  }
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
  const parts = splitSentences(corrected ?? claim)
    .map((span) => span.text)
    .filter((part) => !part.startsWith('That’s according'));
  const offers = parts.flatMap((part, index) =>
    options.preferVerb
      ? []
      : offersOf(part, line, tagger, options).map((offer) => ({...offer, value: offer.value - 0.15 * index})),
  );
  const best = offers.sort((a, b) => b.value - a.value)[0];
  return best?.phrase ?? phraseOf(corrected ?? claim, tagger, options);
}

interface Offer {
  readonly phrase: string;
  readonly value: number;
}

/** What of a sentence could stand on screen by itself: its clauses in headline style, its figures with their nouns. */
function offersOf(sentence: string, line: string, tagger: Tagger, options: PhraseOptions): Offer[] {
  const offers: Offer[] = [];
  const offer = (phrase: string, value: number) => {
    const tidy = capitalise(trimTail(phrase.replaceAll(/[“”"]/g, '').trim()));
    if (wordCount(tidy) >= 2 && usable(tidy, line, options.shown)) offers.push({phrase: tidy, value});
  };
  const tokens = tagger.tag(sentence);
  const figures = figuresOf(sentence);
  const holds = (text: string) =>
    figures.some((figure) =>
      text.includes(sentence.slice(figure.start, figure.end).replace(/\s?(?:percent|per cent)$/, '')),
    );
  const large = figures.find((figure) => figure.value === options.value);
  const shownLarge = large
    ? sentence.slice(large.start, large.end).replace(/\s?(?:percent|per cent)$/, '')
    : '';
  for (const clause of compressedClauses(sentence, tagger)) {
    // Without its subject a plural verb reads as a command.
    if (!clause.hasSubject && !/^[\p{L}]+s\b/u.test(clause.text)) continue;
    const terms = tagger.tag(clause.text).filter((token) => !token.stop && /\p{L}/u.test(token.text));
    const weight = terms.reduce(
      (sum, token) => sum + Math.min(3, options.idf.get(stemOf(token.lemma)) ?? 1.5),
      0,
    );
    const words = wordCount(clause.text);
    offer(
      clause.text,
      2 +
        (0.25 * weight) / Math.sqrt(Math.max(1, words)) +
        (holds(clause.text) ? 0.9 : 0) +
        (shownLarge !== '' && clause.text.includes(shownLarge) ? 1.2 : 0) +
        (clause.whole ? 0.35 : 0) -
        (clause.hasSubject ? 0 : 0.3) -
        (clause.circumstance ? 1.1 : 0) -
        0.25 * clause.place -
        (words > 7 ? 0.25 : 0) -
        (clause.text.length > 44 ? 0.4 : 0),
    );
  }
  const [first, second] = figures;
  if (first && second) {
    const opener = /\b(from|between) $/i.exec(sentence.slice(0, first.hedgeStart))?.[1];
    const between = sentence.slice(first.end, second.hedgeStart);
    if (opener && /^(?: [\w’'% -]{0,24})? (?:to|and) $/.test(between))
      offer(
        `${opener} ${sentence.slice(first.hedgeStart, countedPhrase(sentence, tokens, second).end)}`,
        2.9,
      );
  }
  const ratio =
    /\b(?:one|two|three|four|five|six|seven|eight|nine|half|\d+) (?:in|out of) (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|\d+)\b(?: [\p{L}-]+s\b)?|\b(?:two thirds|three quarters|half|a third|a quarter) of (?:the |all |its |their )?[\p{L}-]+\b/iu.exec(
      sentence,
    )?.[0];
  if (ratio) offer(ratio, 2.7);
  // `1,800 of the world’s 10,000 bird species`: the whole is no figure without the part.
  const share =
    /\b(?:about |nearly |around |approximately |over |almost )?\d[\d,.]* of (?:the |its |their |all )?(?:[\p{L}]+[’']s )?\d[\d,.]* (?:[\p{L}-]+ ){0,2}[\p{L}-]+s\b/iu.exec(
      sentence,
    )?.[0];
  if (share) offer(share.replace(/ of (?:the |its |their |all )?(?:[\p{L}]+[’']s )?(?=\d)/u, ' of '), 3.4);
  // `a margin of 48% to 38%`
  const span = /\d[\d,.]*%? to \d[\d,.]*%?(?= |[.,])/.exec(sentence);
  if (span && /\b(?:margin|score|vote|lead|majority) of $/.test(sentence.slice(0, span.index)))
    offer(`${/(\w+) of $/.exec(sentence.slice(0, span.index))?.[1] ?? ''} of ${span[0]}`, 3.4);
  for (const figure of figures) {
    const phrase = countedPhrase(sentence, tokens, figure);
    if (figure.kind === 'count' && phrase.noun === null) continue;
    if (/^['’]s\b/.test(sentence.slice(phrase.end))) phrase.end = figure.end;
    const bare =
      phrase.noun === null ||
      phrase.end <= figure.end ||
      (figure.kind === 'measure' && phrase.end <= figure.end);
    // `fines of up to £2,500`: the noun in front says what the sum is.
    const owner = /([\p{L}-]+ of )$/u.exec(sentence.slice(0, figure.hedgeStart))?.[1] ?? '';
    const start = owner !== '' && bare ? figure.hedgeStart - owner.length : phrase.start;
    // `10 to 20 minutes` is one figure.
    const range = /(?:^|\s)((?:from |between )?([$£€]?)\d[\d.,]*(%?) (?:to|and|or) )$/i.exec(
      sentence.slice(0, start),
    );
    const isSame = range?.[2] === (figure.prefix ?? '') && (range?.[3] === '' || figure.kind === 'percent');
    const lower = isSame ? (range?.[1] ?? '') : '';
    let {end} = phrase;
    const tail =
      /^ (?:of|in|for|a|an|per|each) (?:(?:a|the) )?[\p{L}-]+(?=[ ,.])/u.exec(sentence.slice(end))?.[0] ?? '';
    const last = tokens.find((token) => token.end === end + tail.length);
    const after = tokens.find((token) => token.start >= end + tail.length);
    if (
      tail !== '' &&
      last?.pos === 'NOUN' &&
      !(after && (isNominal(after) || after.pos === 'PART')) &&
      end + tail.length - start <= 40
    )
      end += tail.length;
    const compared = bare
      ? /^ (?:lower|higher|more|less|fewer|faster|slower|cheaper|longer|shorter)\b/.exec(
          sentence.slice(figure.end),
        )?.[0]
      : undefined;
    if (compared) end = Math.max(end, figure.end + compared.length);
    const plain = bare && !compared && owner === '' && tail === '';
    offer(
      sentence.slice(start - lower.length, end),
      (plain ? 1.5 : 2.5) +
        (figure.kind === 'count' && figure.value < 10 ? -0.6 : 0) +
        (figure.value === options.value ? 1.6 : 0),
    );
  }
  return offers;
}

/** Whether an adjective stands behind a noun: one noun phrase ends there and another begins. */
function sideBySide(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens
    .slice(from + 1, to)
    .some((token, at) => token.pos === 'ADJ' && tokens[from + at]?.pos === 'NOUN');
}

function phraseOf(spoken: string, tagger: Tagger, options: PhraseOptions): string | null {
  const tokens = tagger.tag(spoken);
  const offer = (phrase: string) => {
    const tidy = capitalise(trimTail(phrase.replaceAll(/[“”"]/g, '').trim()));
    return usable(tidy, spoken, options.shown) ? tidy : null;
  };
  if (!options.preferVerb) {
    const all = figuresOf(spoken);
    for (const [index, figure] of all.entries()) {
      const second = all[index + 1];
      const between = second ? spoken.slice(figure.end, second.hedgeStart) : '';
      if (!second || !/^(?: [\w’'% -]{0,24})? (?:to|and) $/.test(between)) continue;
      const opener = /\b(from|between) $/i.exec(spoken.slice(0, figure.hedgeStart))?.[1];
      const found = opener
        ? offer(`${opener} ${spoken.slice(figure.hedgeStart, countedPhrase(spoken, tokens, second).end)}`)
        : null;
      if (found) return found;
    }
    const range = /\bbetween \d[\d.,]* and \d[\d.,]*(?: (?:percent|degrees|[a-z]+s))?/i.exec(spoken);
    const ranged = range ? offer(range[0]) : null;
    if (ranged) return ranged;
    const weight = {percent: 3, money: 3, count: 2, measure: 1};
    const figures = all
      .map((figure) => ({figure, phrase: countedPhrase(spoken, tokens, figure)}))
      .sort(
        (a, b) =>
          Number(b.figure.value === options.value) - Number(a.figure.value === options.value) ||
          weight[b.figure.kind] - weight[a.figure.kind],
      );
    for (const {figure, phrase} of figures) {
      if (figure.kind === 'count' && phrase.noun === null) continue;
      // `24%` of what?
      if (options.value !== figure.value && !/\p{L}{3}/u.test(spoken.slice(phrase.start, phrase.end)))
        continue;
      const found =
        offer(spoken.slice(phrase.start, phrase.end)) ?? offer(spoken.slice(phrase.start, figure.end));
      if (found) return found;
    }
    for (const {start, end} of quotationsOf(spoken)) {
      const inner = spoken.slice(start + 1, end - 1);
      const clauses = inner
        .split(/[.,;:!?–—]\s*|\s(?=(?:and|but|because|when|than|if)\s)/)
        .map((part) => part.trim().replace(/^(?:and|but) /, ''))
        .filter((part) => wordCount(part) >= 2 && wordCount(part) <= 6);
      for (const clause of clauses) {
        if (trimTail(clause).length < clause.length - 1) continue;
        const found = offer(clause);
        if (found) return `“${found}”`;
      }
    }
  } else {
    const first = spoken
      .replace(/^(?:\w+: |First, |Next, |Then |Finally, )/, '')
      .split(/[.:;!?](?:\s|$)/)[0]!
      .split(
        /,\s|(?<=\S+ \S+ \S+) and\s|\s(?=(?:when|if|that|so|because|until|unless|or|once|while|before|after) )/,
      )[0]!;
    const firstAt = spoken.indexOf(first);
    const words = first.split(/\s+/);
    for (let end = Math.min(6, words.length); end >= 2; end -= 1) {
      const candidate = words.slice(0, end).join(' ');
      if (trimTail(candidate) !== candidate.replace(/[,;:.]+$/, '')) continue;
      const token = tokens.findLast((part) => part.end <= firstAt + candidate.length);
      const following = tokens.find((part) => part.start >= firstAt + candidate.length);
      if (
        !token ||
        token.pos === 'ADJ' ||
        token.pos === 'NUM' ||
        token.pos === 'DET' ||
        // `Make sure your bag | is ready`, `lengths of vine wrapped | around`, `let it guide | you`
        (token.pos === 'VERB' && end > 1) ||
        /^(?:VERB|AUX|PRON)$/.test(following?.pos ?? '') ||
        /^(?:your|my|our|their|his|her|its|you|the|an?)$/.test(token.lower) ||
        (isNominal(token) && isNominal(following))
      )
        continue;
      const found = offer(candidate);
      if (found) return found;
    }
  }
  const chunks = nounPhrases(tokens);
  const weigh = (from: number, to: number) => {
    let weight = 0;
    for (const token of tokens.slice(from, to)) {
      if (token.stop) continue;
      weight +=
        Math.min(4, options.idf.get(stemOf(token.lemma)) ?? 1.5) *
        (/^(?:ADJ|NOUN|PROPN|VERB)$/.test(token.pos) ? 1 : 0.3);
    }
    return weight;
  };
  let best: {phrase: string; value: number} | null = null;
  const consider = (phrase: string | null, weight: number, bonus: number) => {
    if (!phrase || (/^\d/.test(phrase) && wordCount(phrase) < 2)) return;
    const words = wordCount(phrase);
    if (words === 1) return;
    const value = weight / Math.sqrt(words) + (words >= 2 && words <= 5 ? 0.6 : 0) + bonus;
    if (!best || value > best.value) best = {phrase, value};
  };
  for (const [place, chunk] of chunks.entries()) {
    const head = tokens[chunk.head]!;
    const counted = tokens
      .slice(chunk.from, chunk.to)
      .some((token) => (token.pos === 'NUM' || /^\d/.test(token.text)) && !/^one$/.test(token.lower));
    const ofKind = /^(?:kind|sort|type|part|number)$/.test(head.lemma) && tokens[chunk.to]?.lower === 'of';
    if (emptyNoun.test(head.lemma) && !counted && !ofKind) continue;
    // `oldest woman to have beaten a grandmaster`: what she is the oldest of.
    if (
      /(?:est|most|first|last|only)\b/i.test(textOf(spoken, tokens, chunk.from, chunk.to)) &&
      tokens[chunk.to]?.lower === 'to' &&
      /^(?:VERB|AUX)$/.test(tokens[chunk.to + 1]?.pos ?? '')
    ) {
      let end = chunk.to + 2;
      while (
        tokens[end] &&
        tokens[end]!.pos !== 'PUNCT' &&
        tokens[end]!.pos !== 'ADP' &&
        !/^(?:and|but|or|that|which|who|when|because)$/.test(tokens[end]!.lower)
      )
        end += 1;
      const whole = textOf(spoken, tokens, chunk.from, end).replace(weakStart, '');
      if (end > chunk.to + 2 && wordCount(whole) <= 8)
        consider(
          offer(whole),
          weigh(chunk.from, end),
          /(?:est|most|first|last|only)\b/i.test(whole) ? 1.2 : 0,
        );
    }
    const tail = withTail(spoken, tokens, chunk.to, chunks);
    if (ofKind && tail === chunk.to) continue;
    for (const to of new Set(ofKind ? [tail] : [chunk.to, tail])) {
      if (
        /\b(?:up to|about|nearly|almost|over|under|more than|less than|fewer than|at least|not|no|only|around)\s(?:an? |the )?$/i.test(
          spoken.slice(
            0,
            tokens[chunk.from]!.start +
              (/^(?:an?|the)$/.test(tokens[chunk.from]!.lower) ? tokens[chunk.from]!.text.length + 1 : 0),
          ),
        )
      )
        continue;
      const phrase = offer(textOf(spoken, tokens, chunk.from, to).replace(weakStart, ''));
      consider(
        phrase,
        weigh(chunk.from, to),
        (counted && chunk.to - chunk.from > 1 ? (options.inQuotation ? -1 : 1) : 0) -
          place * 0.05 -
          // `users trippy experiences`: two things that only stand beside each other; `country of | origin group`.
          (sideBySide(tokens, chunk.from, chunk.to) ? 3 : 0) -
          (tokens[chunk.from - 1]?.lower === 'of' ? 0.5 : 0),
      );
    }
  }
  for (const [index, token] of tokens.entries()) {
    // What something is not, or does: `Not a plant`, `Banned meetings on two days`.
    const negation = /^(?:not|never|n't|no)$/.test(token.lower);
    const verb =
      token.pos === 'VERB' &&
      !/^(?:be|have|do|make|get|say|include|become|find|take|mean|keep|go|use)$/.test(token.lemma);
    if (!negation && !verb) continue;
    // `bees that sleep outdoors`: which ones, not what they do.
    if (verb && /^(?:that|who|which)$/.test(tokens[index - 1]?.lower ?? '')) continue;
    if (verb && tokens[index - 1]?.lower === 'to') continue;
    // `doctors working without the tool`: which doctors.
    if (verb && token.lower.endsWith('ing') && isNominal(tokens[index - 1])) continue;
    const inflected = verb && /(?:ing|s)$/.test(token.lower) && token.lemma !== token.lower;
    const from =
      negation && (token.lower === "n't" || /^(?:do|does|did)$/.test(tokens[index - 1]?.lower ?? ''))
        ? index - 1
        : index;
    // `and not from the number`: the half of a contrast that does not hold.
    if (negation && /^(?:and|but)$/.test(tokens[index - 1]?.lower ?? '')) continue;
    for (let to = Math.min(tokens.length, index + 7); to > index + 1; to -= 1) {
      const last = tokens[to - 1]!;
      const following = tokens[to];
      const inner = tokens.slice(index + 1, to);
      if (
        inner.some(
          (part) =>
            /^[,;:.!?–—“”]$/.test(part.text) || /^(?:that|which|who|because|when|if|but)$/.test(part.lower),
        )
      )
        continue;
      if (!['NOUN', 'PROPN', 'ADV', 'VERB', 'ADJ'].includes(last.pos)) continue;
      if (
        following &&
        (isNominal(following) ||
          (last.pos === 'ADJ' && following.pos === 'ADJ') ||
          (last.pos === 'ADV' && following.pos === 'ADV') ||
          /^(?:of|’s|'s|n't|-|now)$/.test(following.lower))
      )
        continue;
      if (last.pos === 'VERB' && following && !/^[,;:.!?]$/.test(following.text)) continue;
      const phrase = offer(
        textOf(spoken, tokens, Math.max(0, from), to).replace(
          /^(?:is|are|was|were)n[’']t (?=\S+ \S)/i,
          'Not ',
        ),
      );
      if (phrase && wordCount(phrase) <= 6) {
        consider(
          phrase,
          weigh(index, to) * (negation ? 1.15 : 0.8),
          negation ? 0.8 : inflected ? -0.5 : -0.2,
        );
        break;
      }
    }
  }
  if (best) return (best as {phrase: string}).phrase;
  const clause = clauseOf(tokens);
  // `The sky turned`: what it turned is what there is to see.
  const behind = clause ? tokens[clause.main + 1] : undefined;
  const open =
    !behind ||
    /^(?:ADJ|NOUN|PROPN|NUM|DET|PART|SCONJ|PRON|VERB|AUX)$/.test(behind.pos) ||
    /^(?:to|that|out|up|off|down|how|what|whether)$/.test(behind.lower);
  const start = clause && !open ? offer(textOf(spoken, tokens, 0, clause.main + 1)) : null;
  if (
    start &&
    wordCount(start) <= 4 &&
    wordCount(start) > 1 &&
    !/^(?:it|they|he|she|this|that|these|those|there|we|you|i)\b/i.test(start)
  )
    return start;
  let run: Token[] = [];
  for (const token of [...tokens, null]) {
    if (token && !token.stop && /\p{L}/u.test(token.text)) {
      run.push(token);
      continue;
    }
    const [first] = run;
    const last = run.at(-1);
    const phrase =
      first && last && run.length > 1 && run.length < 5 && !emptyNoun.test(last.lemma)
        ? offer(spoken.slice(first.start, last.end))
        : null;
    if (phrase) return phrase;
    run = [];
  }
  return null;
}
