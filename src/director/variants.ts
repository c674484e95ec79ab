import {capitalise, hasFiniteClause, isFiniteVerb, isNominal, wordCount} from './grammar.ts';
import type {Sentence} from './material.ts';
import type {Tagger, Token} from './nlp.ts';
import {splitSentences} from './sentences.ts';

/** One way to say a sentence: its words, what was done to get them, and whether anything but glue was left out. */
export interface Variant {
  readonly text: string;
  /** The same before it was cut into shorter sentences. */
  readonly whole: string;
  readonly operations: readonly string[];
  readonly lossless: boolean;
}

/** Name of the operation that turns the author's first person into the third. */
export const reportedAuthor = 'report-author';

/** Longest sentence anybody should have to follow by ear, words. */
const maxSentenceWords = 24;
/** Longest line of one scene, words. */
const maxLineWords = 34;

const protectedWords =
  /\b(?:not|no|never|only|nearly|almost|about|under|over|more|less|least|most|up to|may|might|could|reportedly|allegedly|alleged|suspected|if|unless|except|without|until|but)\b|n['’]t\b/i;

/** Offsets of quotations; nothing inside them is ever changed. */
export function quotationsOf(text: string): {start: number; end: number}[] {
  return [...text.matchAll(/“[^”]*”|"[^"]*"/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function insideQuotation(text: string, at: number): boolean {
  return quotationsOf(text).some(({start, end}) => at > start && at < end);
}

/** Replaces matches that do not touch a quotation. */
function outsideQuotations(text: string, pattern: RegExp, by: (...groups: string[]) => string): string {
  const quotations = quotationsOf(text);
  return text.replaceAll(pattern, (...found: unknown[]) => {
    const groups = found.filter((part): part is string => typeof part === 'string').slice(0, -1);
    const offset = found.find((part): part is number => typeof part === 'number') ?? 0;
    const whole = groups[0] ?? '';
    const touches = quotations.some(({start, end}) => offset < end && offset + whole.length > start);
    return touches ? whole : by(...groups);
  });
}

/** Ends a line properly and mends what cutting left behind. */
export function finish(text: string): string {
  let line = text
    .replaceAll(/\s+([,.;:!?])/g, '$1')
    .replaceAll(/,\s*,/g, ',')
    .replaceAll(/,\s*([.!?])/g, '$1')
    .replaceAll(/\s{2,}/g, ' ')
    .replace(/^[,;:–—\s]+/, '')
    .replace(/[,;:–—\s]+$/, '')
    .trim();
  if (!/[.!?…]["”’')]*$/.test(line))
    line = /[”"]$/.test(line) ? line.replace(/,?([”"])$/, '.$1') : `${line}.`;
  return capitalise(line);
}

const saidVerb =
  '(?:said|says|told|added|adds|wrote|explained|explains|argued|argues|warned|warns|recalled|noted|notes|replied|insisted|announced)';
const speaker = String.raw`((?:the |an? )?(?:[\p{L}.'’-]+ ){0,6}?[\p{L}.'’-]+(?:, [^“”",]{3,80}(?:, [^“”",]{3,60})?)?)`;

/** Who says it comes first: the ear has no closing quotation mark to wait for. */
function attributionFirst(
  text: string,
  isName: (word: string) => boolean,
): {text: string; operation: string} | null {
  const lowerFirst = (clause: string) =>
    isName(clause.split(/\s/)[0] ?? '') ? clause : clause.charAt(0).toLowerCase() + clause.slice(1);
  const closeQuote = (quote: string) => (/[.!?…]$/.test(quote) ? quote : `${quote.replace(/[,;:–—]$/, '')}.`);
  const venue =
    / ?,? (?:at|in|during) an? (?:[\w-]+ )?(?:conference|statement|interview|briefing|hearing|speech)(?: [^,“”]{0,30})?(?=[,.]|$)/;
  const verbFirst = new RegExp(String.raw`^[“"]([^”"]+?)[,?!.][”"] ${saidVerb} ${speaker}\.$`, 'u').exec(
    text.replace(venue, ''),
  );
  const mark = /[?!][”"]/.exec(text)?.[0][0] ?? '';
  if (verbFirst?.[1] && verbFirst[2] && !/^(?:he|she|they|it|i|we)\b/i.test(verbFirst[2])) {
    const comma = verbFirst[2].includes(',') ? ',' : '';
    return {
      text: `${capitalise(verbFirst[2])}${comma} said: “${closeQuote(verbFirst[1] + mark)}”`,
      operation: 'attribution-first',
    };
  }
  const nameFirst = new RegExp(
    String.raw`^[“"]([^”"]+?)[,?!.][”"] ${speaker},? ${saidVerb}(?: (?:for|in|at|during|to|of|on|after) [^,“”]{2,40}?)?\.$`,
    'u',
  ).exec(text.replace(venue, ''));
  if (nameFirst?.[1] && nameFirst[2] && !/^(?:he|she|they|it|i|we)\b/i.test(nameFirst[2])) {
    const comma = nameFirst[2].includes(',') ? ',' : '';
    return {
      text: `${capitalise(nameFirst[2])}${comma} said: “${closeQuote(nameFirst[1] + mark)}”`,
      operation: 'attribution-first',
    };
  }
  const according = /^([^“”"]{20,}), (according to [^“”",]{3,90})\.$/.exec(text);
  if (according?.[1] && according[2] && !/\b(?:but|although|while)\b/.test(according[1])) {
    return {
      text: `${capitalise(according[2])}, ${lowerFirst(according[1])}.`,
      operation: 'attribution-first',
    };
  }
  const reported = new RegExp(
    String.raw`^([^“”"]{20,}), ((?:the |an? )?(?:[\p{L}.'’-]+ ){0,4}[\p{L}.'’-]+) (said|says|say|warned|reported|announced|added|estimates?)\.$`,
    'u',
  ).exec(text);
  if (
    reported?.[1] &&
    reported[2] &&
    !/^(?:he|she|they|it|i|we)$/i.test(reported[2]) &&
    !/^(?:and|but|which|who|that)\b/.test(reported[2])
  ) {
    const verb = reported[3] === 'added' ? 'said' : reported[3]!;
    return {
      text: `${capitalise(reported[2])} ${verb} that ${lowerFirst(reported[1])}.`,
      operation: 'attribution-first',
    };
  }
  return null;
}

const openingConnective =
  /^(?:However|Meanwhile|Moreover|Furthermore|In addition|Additionally|Also|Indeed|In fact|Of course|Still|Nevertheless|Nonetheless|Besides|Likewise|Similarly|Notably|Interestingly|Importantly|Crucially|Overall|In short|In other words|Ultimately|Finally|Again|For example|For instance|That said|After all|On the other hand|On top of that|Either way|Well|Naturally|Clearly|Sure|Plus|To be clear|What is more|What’s more|As it turns out|Unsurprisingly|Surprisingly|Fortunately|Unfortunately|Today),\s+/;
const openingConjunction = /^(?:And|But|Yet|So|Or)\s+(?=\p{L})/u;
const weekday = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';

/** Leaves out what only a reader of that day or of the page before needs. Nothing here carries the claim. */
function groom(text: string): {text: string; operations: string[]} {
  const operations: string[] = [];
  let line = text;
  const apply = (name: string, change: (value: string) => string) => {
    const next = change(line);
    if (next !== line) {
      line = finish(next);
      operations.push(name);
    }
  };
  apply('drop-brackets', (value) =>
    outsideQuotations(value, /\s?\(([^()]{1,160})\)/g, (whole, inner) =>
      protectedWords.test(inner ?? '') && /\d/.test(inner ?? '') ? whole : '',
    ),
  );
  apply('drop-weekday', (value) => {
    let next = outsideQuotations(
      value,
      new RegExp(
        String.raw`^(?:Late |Early )?On ${weekday}(?: morning| afternoon| evening| night)?,? (?=\p{L})`,
        'gu',
      ),
      () => '',
    );
    next = outsideQuotations(
      next,
      new RegExp(
        String.raw`,? (?:late |early )?(?:on|last|this|next) ${weekday}(?: morning| afternoon| evening| night)?(?=[ ,.])(?! and)`,
        'g',
      ),
      () => '',
    );
    next = outsideQuotations(
      next,
      / today(?= (?:announced|launched|unveiled|said|released|introduced|opened)\b)/g,
      () => '',
    );
    return outsideQuotations(
      next,
      /,? (?:yesterday|last night)(?: morning| afternoon| evening)?(?=[ ,.])/g,
      () => '',
    );
  });
  apply('drop-statement-venue', (value) =>
    value.replace(
      /^(?:In|During|Speaking (?:at|in|to)) (?:an?|the) (?:[\w-]+ ){0,2}(?:statement|interview|press conference|news conference|briefing|announcement)(?: [^,]{0,40})?, (?=\p{L})/u,
      '',
    ),
  );
  apply('drop-additive', (value) =>
    outsideQuotations(
      value,
      /(?<=\b(?:has|have|had|is|are|was|were|will|can|may|could|would|[a-z]+)) also (?=[a-z])/g,
      () => ' ',
    ),
  );
  apply('plain-dash', (value) => value.replaceAll(/\s--\s/g, ' — '));
  return {text: line, operations};
}

function standalone(text: string): {text: string; operations: string[]} {
  const operations: string[] = [];
  let line = text;
  if (openingConnective.test(line)) {
    line = finish(line.replace(openingConnective, ''));
    operations.push('drop-opening-connective');
  }
  if (openingConjunction.test(line) && !/^So (?:far|many|much|long|few)\b/.test(line)) {
    line = finish(line.replace(openingConjunction, ''));
    operations.push('drop-opening-conjunction');
  }
  return {text: line, operations};
}

/** Splits a long sentence where both halves stand on their own. No word of substance is lost. */
export function splitLong(text: string, tagger: Tagger): {text: string; operations: string[]} {
  const operations: string[] = [];
  let parts = splitSentences(text).map((span) => span.text);
  for (let round = 0; round < 2; round += 1) {
    parts = parts.flatMap((part) => {
      if (wordCount(part) <= 15) return [part];
      const split = splitOnce(part, tagger);
      if (!split) return [part];
      operations.push(split.operation);
      return [finish(split.left), finish(split.right)];
    });
  }
  return {text: parts.join(' '), operations};
}

function splitOnce(text: string, tagger: Tagger): {left: string; right: string; operation: string} | null {
  const tokens = tagger.tag(text);
  const finite = (part: string) => {
    const partTokens = tagger.tag(part);
    return hasFiniteClause(partTokens) && wordCount(part) >= 4;
  };
  // A pronoun or a plain subject right behind the conjunction: a clause of its own, not one more verb.
  const startsClause = (part: string) => {
    const partTokens = tagger.tag(part);
    const verb = partTokens.findIndex((_, index) => index > 0 && isFiniteVerb(partTokens, index));
    if (verb < 1 || verb > 9) return false;
    if (
      /^(?:which|who|that|whose|to|not|then|also|in|on|at|for|from|with|by|only|when|if|because|after|before|as|until|while|how|what|where|why|whether)\b/i.test(
        part,
      )
    )
      return false;
    return !partTokens.slice(0, verb).some((token) => /^[,;:]$/.test(token.text));
  };
  const candidates: {left: string; right: string; operation: string; balance: number}[] = [];
  const offer = (left: string, right: string, operation: string) => {
    const a = wordCount(left);
    const b = wordCount(right);
    if (a < 4 || b < 3 || !finite(finish(left))) return;
    candidates.push({left, right, operation, balance: Math.abs(a - b)});
  };
  for (const token of tokens) {
    if (insideQuotation(text, token.start)) continue;
    const left = text.slice(0, token.start);
    const right = text.slice(token.end).trim();
    if (
      /^(?:If|Unless|When|While|Although|Though|Because|Since|As|After|Before|Once|Despite|Instead of|Rather than|Whether)\b/.test(
        text,
      ) &&
      token.text === ','
    )
      continue;
    if (token.text === ';' && startsClause(right.replace(/^(?:however|instead|meanwhile|moreover),?\s/i, '')))
      offer(left, right, 'split-semicolon');
    if (/^[–—]$/.test(token.text) && !/[–—]/.test(right) && !/[–—]/.test(left) && startsClause(right))
      offer(left, right, 'split-dash');
    if (token.text === ',') {
      const joined = /^(and|but|so|yet)\s+(.+)$/s.exec(right);
      if (joined?.[1] && joined[2] && startsClause(joined[2]) && !/\bboth\b/i.test(left)) {
        const keep = joined[1] === 'and' ? '' : joined[1] === 'yet' ? 'But ' : `${capitalise(joined[1])} `;
        offer(left, keep + joined[2], `split-${joined[1]}`);
      }
      const means = /^which (means?|meant|makes?|made) (.+)$/s.exec(right);
      if (means?.[2]) offer(left, `That ${means[1]} ${means[2]}`, 'split-which-means');
      const compared = /^compared (with|to) ([^,]+)$/s.exec(right);
      if (compared?.[2]) offer(left, `That compares ${compared[1]} ${compared[2]}`, 'split-compared');
      const including = /^including ([^,]+(?:, [^,]+)*)$/s.exec(right);
      if (including?.[1] && wordCount(including[1]) >= 3 && !/ing\b/.test(including[1].split(' ')[0]!))
        offer(left, `That includes ${including[1]}`, 'split-including');
      const whereas = /^(?:whereas|although|though|even though) (.+)$/s.exec(right);
      if (whereas?.[1] && startsClause(whereas[1])) offer(left, `But ${whereas[1]}`, 'split-although');
    }
    if (
      token.lower === 'because' &&
      token.start > 20 &&
      tagger.tag(right)[0]?.lower !== 'of' &&
      startsClause(right) &&
      !/\b(?:not|n['’]t|only|just|partly|mainly|simply|is|was)\b[^,]*$/i.test(left.slice(-28))
    ) {
      offer(left.replace(/,\s*$/, ''), `That’s because ${right}`, 'split-because');
    }
  }
  const although = /^(?:Although|Though|Even though) ([^,]+), (.+)$/s.exec(text);
  if (
    although?.[1] &&
    although[2] &&
    !insideQuotation(text, although[1].length) &&
    startsClause(although[2])
  ) {
    if (!/^(?:it|they|he|she|he|its|their)\b/i.test(although[1]))
      offer(although[1], `But ${although[2]}`, 'split-although');
  }
  return candidates.sort((a, b) => a.balance - b.balance)[0] ?? null;
}

/** Cuts asides that stand between commas or dashes before the verb. */
function dropAsides(text: string, tagger: Tagger): {text: string; operations: string[]} | null {
  // Who a speaker is belongs to what they say.
  if (/ said: “/.test(text)) return null;
  const operations: string[] = [];
  let line = text;
  const verbAfter = (rest: string) => {
    const tokens = tagger.tag(`They ${rest.trimStart()}`);
    return isFiniteVerb(tokens, 1) || (tokens[1]?.pos === 'ADV' && isFiniteVerb(tokens, 2));
  };
  const tryPattern = (pattern: RegExp, operation: string, maxWords: number, minWords = 2) => {
    for (const match of line.matchAll(pattern)) {
      const inner = match[1] ?? '';
      const rest = line.slice(match.index + match[0].length);
      const before = line.slice(0, match.index);
      if (insideQuotation(line, match.index) || /[“”"]/.test(inner)) continue;
      if (wordCount(inner) > maxWords || wordCount(inner) < minWords || protectedWords.test(inner)) continue;
      if (
        /^(?:In|On|At|By|For|After|Before|When|While|As|With|Since|From)\b[^,]*$/.test(before) &&
        !before.includes(',')
      )
        continue;
      if (/,[^,]*$/.test(before.slice(-40)) && operation === 'drop-appositive') continue;
      if (!isNominal(tagger.tag(before).at(-1)) || !verbAfter(rest)) continue;
      line = finish(`${before} ${rest.trimStart()}`);
      operations.push(operation);
      return;
    }
  };
  tryPattern(/, ((?:which|who|whose|where) [^,“”"]+),/g, 'drop-relative-aside', 16);
  tryPattern(/ [–—] ([^–—]+) [–—]/g, 'drop-dash-aside', 16);
  tryPattern(
    /, ((?:an?|the|one of|its|their|his|her|home to|known|founded|based|located|formerly|now|once) [^,“”"]+),/gi,
    'drop-appositive',
    14,
  );
  return operations.length > 0 ? {text: line, operations} : null;
}

/** Cuts what trails behind the finished clause. */
function dropTrailing(text: string, tagger: Tagger): {text: string; operations: string[]} | null {
  const pattern =
    /, (which|who|where|with|along with|as well as|[a-z]+ing|despite|in preparation for|ahead of|in honou?r of|thanks to|part of|up from|down from|a|an) ([^,“”"]+)\.$/;
  const match = pattern.exec(text);
  if (!match || insideQuotation(text, match.index)) return null;
  const before = text.slice(0, match.index);
  const cut = match[0];
  if (protectedWords.test(cut.replace(/\b(?:more|most|over|about)\b/g, '')) || wordCount(before) < 7)
    return null;
  // What looks like the last of a list is no tail.
  if (/,[^,]{1,30}$/.test(before) && !/\b(?:which|who|where|with)$/.test(match[1]!)) return null;
  if (/^(?:a|an)$/.test(match[1]!) && hasFiniteClause(tagger.tag(cut)) && !/\b(?:that|who|which)\b/.test(cut))
    return null;
  const opener =
    /^(?:When|While|If|Although|Though|As|After|Before|Since|Because|Once|In|At|By|For|With|On|Despite|Instead|Unlike|From)\b/.test(
      before,
    );
  if (opener && !before.includes(',')) return null;
  const lastThat = before.lastIndexOf(' that ');
  if (!hasFiniteClause(tagger.tag(finish(lastThat > 0 ? before.slice(lastThat + 6) : before)))) return null;
  return {text: finish(before), operations: ['drop-trailing-clause']};
}

/**
 * Tells in the third person what a source's author did: `I read no email` → `The author read no email`. Past tense
 * only, where no verb changes its form; null where it is not that plain.
 */
function reportAuthor(text: string, tokens: readonly Token[]): string | null {
  if (/[“”"]/.test(text) || !/\b(?:I|my|me)\b/i.test(text)) return null;
  if (/\b(?:we|our|us|ours|I’m|I'm|I’ve|I've|I’d|I'd|I’ll|I'll|mine|myself|you|your)\b/i.test(text))
    return null;
  let named = false;
  let result = '';
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    if (!/^(?:i|my|me)$/.test(token.lower)) continue;
    if (token.lower === 'i') {
      let verb = index + 1;
      while (tokens[verb]?.pos === 'ADV') verb += 1;
      const next = tokens[verb];
      const past =
        next &&
        (/^(?:was|had|did|could|would|kept|read|cut|put|set)$/.test(next.lower) ||
          (next.pos === 'VERB' && next.lemma !== next.lower && !/(?:s|ing)$/.test(next.lower)) ||
          next.lower.endsWith('ed'));
      if (!past) return null;
    }
    const words = {
      i: named ? 'they' : 'the author',
      my: named ? 'their' : 'the author’s',
      me: named ? 'them' : 'the author',
    };
    result += text.slice(at, token.start) + words[token.lower as 'i' | 'my' | 'me'];
    at = token.end;
    named = true;
  }
  // A present tense beside it would be the author's opinion, not what they did.
  return named ? capitalise(result + text.slice(at)) : null;
}

/** A quotation of several sentences is cut to its first ones, which is still exactly what was said. */
function firstOfQuotation(text: string): {text: string; operations: string[]} | null {
  const match = /^(.{3,160}? said: )“([^”]+)”$/.exec(text);
  if (!match?.[2]) return null;
  const sentences = splitSentences(match[2]);
  if (sentences.length < 2 || wordCount(sentences[0]!.text) < 5) return null;
  return {text: `${match[1]}“${sentences[0]!.text}”`, operations: ['quote-first-sentence']};
}

/** Whether every sentence of a line can be followed by ear, and the line fits one scene. */
export function isSpeakable(text: string): boolean {
  const sentences = splitSentences(text);
  if (wordCount(text) < 3 || sentences.some((span) => wordCount(span.text) < 1)) return false;
  if (wordCount(text) > maxLineWords || text.length > 420 || sentences.length > 3) return false;
  return sentences.every(
    (span) => wordCount(span.text) <= maxSentenceWords && /[.!?…]["”’')]*$/.test(span.text),
  );
}

/**
 * The ways to say one sentence, fullest first. `alone` variants drop a connective that points back; with the sentence
 * before it on screen the connective stays.
 */
export function variantsOf(
  sentence: Sentence,
  alone: boolean,
  isName: (word: string) => boolean,
  tagger: Tagger,
): Variant[] {
  const groomed = groom(finish(sentence.text));
  let base = groomed.text;
  const operations = [...sentence.tidied, ...groomed.operations];
  const reported = sentence.own ? null : reportAuthor(base, tagger.tag(base));
  if (reported !== null) {
    base = reported;
    operations.push(reportedAuthor);
  }
  const attributed = attributionFirst(base, isName);
  if (attributed) {
    base = finish(attributed.text);
    operations.push(attributed.operation);
  }
  if (alone) {
    const free = standalone(base);
    base = free.text;
    operations.push(...free.operations);
  }
  const variants: Variant[] = [];
  const add = (text: string, more: readonly string[], lossless: boolean) => {
    const split = splitLong(text, tagger);
    for (const [line, extra] of [
      [split.text, split.operations],
      [text, []],
    ] as const) {
      if (!isSpeakable(line) || variants.some((known) => known.text === line)) continue;
      variants.push({text: line, whole: text, operations: [...operations, ...more, ...extra], lossless});
      break;
    }
  };
  add(base, [], true);
  const quote = firstOfQuotation(base);
  if (quote) add(quote.text, quote.operations, false);
  const asides = dropAsides(base, tagger);
  if (asides) add(asides.text, asides.operations, false);
  const trailing = dropTrailing(base, tagger);
  if (trailing) add(trailing.text, trailing.operations, false);
  if (asides) {
    const both = dropTrailing(asides.text, tagger);
    if (both) add(both.text, [...asides.operations, ...both.operations], false);
  }
  return variants;
}
