import {countedPhrase, type Figure} from './figures.ts';
import {capitalise, clauseOf, isFiniteVerb, textOf, wordCount} from './grammar.ts';
import type {Tagger} from './nlp.ts';
import {trimTail} from '../prose/phrase-end.ts';

/** The longest label under a figure, characters. */
const maxLabel = 40;

const falling =
  /^(?:fall|fell|drop|decline|decrease|shrink|shrank|shrunk|slip|plunge|sink|sank|lose|lost|cut|reduce|lower|slash|trim)/;
const rising = /^(?:rise|rose|grow|grew|increase|climb|jump|surge|gain|raise|boost|soar)/;
const costing = /^(?:cost|weigh|take|took|last|measure|total)$/;
const spending = /^(?:save|spend|earn|raise|pay|receive|lose|win|invest|collect|donate)$/;
/** `74 times` with the `a day` behind it: a count without its base says something else. */
const rate =
  /^ (?:a|an|per|each|every) (?:second|minute|hour|day|night|week|month|year|person|household|litre|head)\b/;

/** The base a figure is given for, as in `a day`; empty without one. */
export function rateOf(line: string, figure: Figure): string {
  return rate.exec(line.slice(figure.end))?.[0].trim() ?? '';
}

/** A noun phrase fit to stand under a figure, cut at whatever leads on to another thought; null when none is left. */
export function labelFrom(text: string, tagger: Tagger): string | null {
  let phrase = text
    .replaceAll(/[“”"]/g, '')
    .split(
      /,(?!\d)|[;:–—.!?](?=\s|$)|\s(?:which|who|that|while|because|although|when|after|before|as|but|compared|and (?=its|their|the|they|it|an?|one|two|three|four|five)\b)\s?/,
    )[0]!
    .trim()
    .replace(/^(?:of|in|for) (?=\S)/, '')
    .replace(/^(?:the|an?|its|their|his|her|some|all|those|these) /i, '')
    .replace(/^(?:total |average )?(?:number|amount) of (?:the )?/i, '');
  // A thing told apart by a clause is not that thing without it.
  if (wordCount(phrase) < 2 && /^(?:\S+ ){0,4}\S+ (?:who|that|which) /.test(text)) return null;
  while (phrase.length > maxLabel || /\s(?:its|their|his|her)\s/.test(phrase)) {
    const shorter =
      /^(.+) (?:in|on|at|for|from|with|over|during|by|across|around|through|since|per|to|near|within|under|among) .*$/i.exec(
        phrase,
      )?.[1];
    if (shorter === undefined) return null;
    phrase = shorter;
  }
  phrase = trimTail(phrase).trim();
  const tokens = tagger.tag(phrase);
  if (phrase.length < 3 || !tokens.some((token) => /^(?:NOUN|PROPN)$/.test(token.pos))) return null;
  const participle = (index: number) =>
    tokens[index]!.pos === 'VERB' &&
    /(?:ed|en|nt|ght|wn|ept|old)$/.test(tokens[index]!.lower) &&
    tokens[index + 1]?.pos === 'ADP';
  if (tokens.some((_, index) => isFiniteVerb(tokens, index) && !participle(index))) return null;
  if (/^(?:it|they|he|she|this|that|there|one|more|less|than|to|from|and)\b/i.test(phrase)) return null;
  return capitalise(phrase);
}

/**
 * What a figure of a line counts, as a short noun phrase: the thing counted, what rose or fell, what it costs. Null
 * when the line does not say it so plainly that the figure can stand alone with it.
 */
export function figureLabel(line: string, figure: Figure, tagger: Tagger): string | null {
  const starts = [...line.matchAll(/[.!?]["”]?\s+/g)]
    .map((match) => match.index + match[0].length)
    .filter((at) => at <= figure.start);
  const from = Math.max(0, ...starts);
  const stop = /[.!?](?:\s|$)/.exec(line.slice(figure.end));
  const sentence = line.slice(from, stop ? figure.end + stop.index : line.length);
  const own = {
    ...figure,
    start: figure.start - from,
    end: figure.end - from,
    hedgeStart: figure.hedgeStart - from,
  };
  const tokens = tagger.tag(sentence);
  const behind = sentence.slice(own.end + (rate.exec(sentence.slice(own.end))?.[0].length ?? 0));
  const front = sentence.slice(0, own.hedgeStart).trimEnd();
  const phrase = countedPhrase(sentence, tokens, own);
  // `52% lower in hedgerows`, `28 percent fewer moths`
  const compared =
    /^ (lower|higher|fewer|less|more|cheaper|faster|slower|longer|shorter)\b(?! than)(.*)$/.exec(
      sentence.slice(own.end),
    );
  if (figure.kind === 'percent' && compared?.[1]) {
    const ahead = compared[2] ?? '';
    const noun = tokens.find((token) => token.start >= own.end + compared[1]!.length + 1);
    if (noun && /^(?:NOUN|ADJ|PROPN)$/.test(noun.pos)) return labelFrom(`${compared[1]}${ahead}`, tagger);
    const subject = subjectBefore(front.replace(/\s(?:is|are|was|were)$/, ''));
    const place = /^ (?:in|at|among|for) [\p{L} -]{3,24}(?=,| and|$)/u.exec(ahead)?.[0] ?? '';
    const named = subject ? labelFrom(subject, tagger) : null;
    return named
      ? (labelFrom(`${compared[1]} ${lower(named)}${place}`, tagger) ??
          labelFrom(`${compared[1]} ${lower(named)}`, tagger))
      : null;
  }
  const expected =
    /\b(?:expects?|expected|estimates?|predicts?) (.{3,60}?) to (?:cost|take|last|reach|bring)$/.exec(front);
  if (expected?.[1]) return labelFrom(`${expected[1]}${behind}`, tagger) ?? labelFrom(expected[1], tagger);
  const clause = clauseAt(sentence, own.hedgeStart, tagger);
  if (clause) {
    const {subject, verb, object} = clause;
    const by = front.endsWith(' by') || object === '' || object === 'by';
    if (falling.test(verb) || rising.test(verb)) {
      const moved = object.replace(/\s?\bby$/, '');
      const changes = figure.kind === 'percent' || figure.kind === 'money' || figure.kind === 'measure';
      if (!changes || !by) return null;
      const what = moved !== '' ? moved : subject;
      const named = labelFrom(what, tagger);
      if (!named || (moved === '' && /^(?:cut|reduce|lower|raise|boost|lose|lost|trim|slash)/.test(verb)))
        return null;
      const label = `${falling.test(verb) ? 'Drop' : 'Rise'} in ${lowerUnlessName(named, sentence)}`;
      return label.length <= maxLabel ? label : null;
    }
    if (costing.test(verb) && object === '' && figure.kind !== 'count' && figure.kind !== 'percent')
      return labelFrom(subject, tagger);
    if (spending.test(verb) && object === '' && figure.kind === 'money') {
      const past = tokens.findLast((token) => token.end <= own.hedgeStart && token.pos === 'VERB');
      const tail = /^ (?:on|in|for|to) [\p{L}’' -]{3,30}(?=,|$)/u.exec(behind)?.[0] ?? '';
      return past && tail !== '' && past.lower.endsWith('ed') ? capitalise(`${past.text}${tail}`) : null;
    }
  }
  // `with more than 100,000 miles of wire around the world`
  const measured = figure.kind === 'measure' ? /^ of (.+)$/.exec(sentence.slice(own.end))?.[1] : undefined;
  if (measured) return labelFrom(measured, tagger);
  if (figure.kind !== 'count' || phrase.noun === null) return null;
  // Counted things that go on to do something are a statement, not a label.
  const after = tokens.findIndex((token) => token.start >= phrase.end);
  if (after > 0 && (isFiniteVerb(tokens, after) || /^(?:that|who|which)$/.test(tokens[after]!.lower)))
    return null;
  if (
    phrase.start === 0 ||
    /^(?:out of|of|than)\b/i.test(sentence.slice(Math.max(0, own.hedgeStart - 7), own.hedgeStart).trim())
  )
    return null;
  const counted = sentence.slice(own.end, phrase.end).trim();
  return (
    labelFrom(`${counted}${sentence.slice(phrase.end).replace(rate, '')}`, tagger) ??
    labelFrom(counted, tagger)
  );
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function lowerUnlessName(label: string, sentence: string): string {
  return new RegExp(String.raw`[a-z,] ${label.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}\b`).test(
    sentence,
  )
    ? label
    : lower(label);
}

function subjectBefore(front: string): string | null {
  const subject = front.split(/,\s/).at(-1)!.trim();
  return wordCount(subject) >= 1 && wordCount(subject) <= 9 ? subject : null;
}

/** Subject, verb and what stands between the verb and the figure, of the clause that ends in the figure. */
function clauseAt(
  sentence: string,
  at: number,
  tagger: Tagger,
): {subject: string; verb: string; object: string} | null {
  const before = sentence
    .slice(0, at)
    .replace(/^.*?\b(?:says?|said|reported|found|shows?|warned) that /, '')
    .trim();
  const part = before
    .split(/,\s/)
    .at(-1)!
    .replace(/^(?:But|And|So|Then) /, '')
    .replace(/^(?:Two|Three|Four|Five|Ten|\d+) (?:days|weeks|months|years) ago (?=the|an?\b)/i, '');
  const tokens = tagger.tag(part);
  const clause = clauseOf(tokens);
  if (clause)
    return {
      subject: textOf(part, tokens, 0, clause.verb),
      verb: tokens[clause.main]!.lemma,
      object: part.slice(tokens[clause.main]!.end).trim(),
    };
  // A subject with a participle of its own: `the number of moths caught in traps has fallen by`.
  const found =
    /^(.{3,70}?) (?:(?:has|have|had|was|were|is|are) )?(fallen|fell|dropped|declined|decreased|shrank|shrunk|risen|rose|grew|grown|increased|climbed|jumped|cost|costs)( by)?$/.exec(
      part,
    );
  return found?.[1] && found[2] ? {subject: found[1], verb: found[2], object: found[3]?.trim() ?? ''} : null;
}

/** The sign that keeps a hedge with its figure: `~` for about, `>` and `<`; null where no sign says it exactly. */
export function hedgeSign(line: string, figure: Figure): string | null {
  const hedge = line.slice(figure.hedgeStart, figure.start).trim().toLowerCase();
  if (hedge === '' || hedge === 'only') return '';
  if (/^(?:about|around|roughly|some|nearly|almost|close to|an estimated)$/.test(hedge)) return '~';
  if (/^(?:more than|over)$/.test(hedge)) return '>';
  if (/^(?:less than|fewer than|under)$/.test(hedge)) return '<';
  return null;
}
