import {finish} from './finish.ts';
import {
  capitalise,
  clauseOf,
  hasFiniteClause,
  isFiniteVerb,
  isNominal,
  wordCount,
} from '../source/grammar.ts';
import type {Tagger} from '../source/nlp.ts';
import {insideQuotation} from '../source/quotations.ts';
import {splitSentences} from '../../quality/sentences.ts';

/**
 * Splits a long sentence where both halves stand on their own. No word of substance is lost.
 * @param longest words that a sentence may have without being split
 */
export function splitLong(text: string, tagger: Tagger, longest = 15): {text: string; operations: string[]} {
  const operations: string[] = [];
  let parts = splitSentences(text).map((span) => span.text);
  for (let round = 0; round < 2; round += 1) {
    parts = parts.flatMap((part) => {
      if (wordCount(part) <= longest) return [part];
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
    // `and keep the rent where it is`: one more verb of the same subject.
    if (/^(?:VERB|AUX)$/.test(tagger.tag(`they ${part}`)[1]?.pos ?? '') && !/^\S+s\b/.test(part))
      return false;
    const verb = partTokens.findIndex((_, index) => index > 0 && isFiniteVerb(partTokens, index));
    if (verb < 1 || verb > 12) return false;
    // `and buildings that glint in the sun`: a thing told of, no clause.
    if (partTokens.slice(0, verb).some((token) => /^(?:that|which|who|whose)$/.test(token.lower)))
      return false;
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
    // Between two dashes nothing ends.
    if ((left.match(/ [–—] /g)?.length ?? 0) % 2 === 1 && / [–—] /.test(right)) return;
    candidates.push({left, right, operation, balance: operation === 'split-opening' ? -1 : Math.abs(a - b)});
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
    if (
      /^[–—:]$/.test(token.text) &&
      !/[–—]/.test(right) &&
      !/[–—]/.test(left) &&
      !/[“”"]/.test(right) &&
      (startsClause(right) ||
        // `Let the dates guide you: expand them …`: a command behind a command.
        (token.text === ':' && isCommand(right, tagger) && isCommand(left, tagger)))
    )
      offer(left, right, 'split-dash');
    if (token.text === ',') {
      const tail = trailingClause(left, right, tagger);
      if (tail) offer(left, tail.text, tail.operation);
      const joined = /^(and|but|so|yet)\s+(.+)$/s.exec(right);
      if (
        joined?.[1] &&
        joined[2] &&
        startsClause(joined[2]) &&
        !/\bboth\b|\bnot (?:only|just|merely|simply)\b/i.test(left)
      ) {
        const keep = joined[1] === 'and' ? '' : joined[1] === 'yet' ? 'But ' : `${capitalise(joined[1])} `;
        // `A holds 800, a cup has 100, and …`: three clauses in a row make three sentences, not a splice.
        // `its design, the driver size, and the materials used`: the last of a list.
        const beside = left.includes(', ') ? left.split(', ').at(-1)!.trim() : '';
        if (beside !== '' && wordCount(beside) <= 4 && !hasFiniteClause(tagger.tag(finish(beside)))) continue;
        const splice = left.lastIndexOf(', ');
        const spliced =
          splice > 0 &&
          finite(finish(left.slice(0, splice))) &&
          startsClause(left.slice(splice + 2)) &&
          !/^(?:When|While|If|As|After|Before|Since|Because|Once|Although|Though)\b/.test(left);
        offer(
          spliced ? `${finish(left.slice(0, splice))} ${capitalise(left.slice(splice + 2))}` : left,
          keep + joined[2],
          `split-${joined[1]}`,
        );
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
    if (token.text === ',') {
      const meanwhile = /^while (.+)$/s.exec(right);
      if (meanwhile?.[1] && startsClause(meanwhile[1])) offer(left, meanwhile[1], 'split-while');
      const more = secondPredicate(left, right, tagger);
      if (more) offer(left, more, 'split-predicate');
    }
    if (
      token.lower === 'when' &&
      /\b(?:was|were) (?!an? |the )(?:\w+ )?\w+ing\b/.test(left) &&
      startsClause(right)
    )
      offer(left.replace(/,\s*$/, ''), `Then ${right}`, 'split-when');
    if (
      token.lower === 'after' &&
      wordCount(left) >= 6 &&
      startsClause(right) &&
      // `two days after`, `only after`: measured or limited, not merely later.
      !/\b(?:day|week|month|year|hour|minute|decade|centur|moment|soon|shortly|immediately|long|only|just|right|even|until|not)\w*\s*$/i.test(
        left,
      )
    ) {
      const past = !/\b(?:will|is|are|has|have|can|may|might|could|would)\b/.test(left);
      offer(left, `That ${past ? 'came' : 'comes'} after ${right}`, 'split-after');
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
  const opening = openingFragment(text, tagger);
  if (opening) offer(opening.left, opening.right, 'split-opening');
  const apposed = subjectApposition(text, tagger);
  if (apposed) offer(apposed.left, apposed.right, 'split-apposition');
  const although =
    /^(?:Although|Though|Even though) ([^,]+), (.+)$/s.exec(text) ??
    // What is the case meanwhile is contrasted, not timed, where nothing is going on.
    /^While ((?![^,]*\b(?:was|were|is|are|am|being) (?:\w+ )?\w+ing\b)[^,]*\b(?:is|are|does|do|has|have|can|may|will)\b[^,]*), (.+)$/s.exec(
      text,
    );
  if (
    although?.[1] &&
    although[2] &&
    !insideQuotation(text, although[1].length) &&
    // Behind `Although …,` stands the main clause, however long its subject.
    (startsClause(although[2]) || (!although[2].includes(',') && finite(although[2])))
  ) {
    if (!/^(?:it|they|he|she|he|its|their)\b/i.test(although[1]))
      offer(although[1], `But ${although[2]}`, 'split-although');
  }
  return candidates.sort((a, b) => a.balance - b.balance)[0] ?? null;
}

/** Whether a line tells somebody to do something: it opens with a bare verb. */
function isCommand(text: string, tagger: Tagger): boolean {
  const [first, second] = tagger.tag(text);
  return (
    first?.pos === 'VERB' &&
    first.lemma === first.lower &&
    second !== undefined &&
    !/^(?:AUX|VERB)$/.test(second.pos) &&
    !/^(?:of|is|was)$/.test(second.lower)
  );
}

/** `The team compared A, and drew B.` → `The team drew B.`: the second verb gets its subject again. */
function secondPredicate(left: string, right: string, tagger: Tagger): string | null {
  const joined = /^(?:and|then|and then) ((?:(?:later|also|now|even) )?([a-z]+) .+)$/s.exec(right);
  if (!joined?.[1] || !joined[2] || /[“”"]/.test(left)) return null;
  const clause = clauseOf(tagger.tag(finish(left)));
  if (!clause || clause.subjectFrom !== 0) return null;
  const tokens = tagger.tag(finish(left));
  const subject = left.slice(0, tokens[clause.verb]!.start).trim();
  const verb = tokens[clause.verb]!;
  // Short enough to be said twice, and all before the verb: no clause, no comma.
  if (
    wordCount(subject) > 4 ||
    /[,;:–—]/.test(subject) ||
    /^(?:it|there|this|that|these|those|who|which)$/i.test(subject)
  )
    return null;
  const second = tagger.tag(`${subject} ${joined[1]}`);
  const at = second.findIndex((token) => token.lower === joined[2]);
  if (second[at]?.pos !== 'VERB' && second[at]?.pos !== 'AUX') return null;
  // The same tense: both in `-ed` or irregular past, or both in `-s`.
  const pastForm = (word: string) =>
    /(?:ed|was|were|had|did|made|took|went|came|got|gave|found|left|built|began|ran|told|kept|held|brought|saw|won|lost|sent|set|put|cut)$/.test(
      word,
    );
  const thirdForm = (word: string) => /[^s]s$/.test(word) && !pastForm(word);
  if (!((pastForm(verb.lower) && pastForm(joined[2])) || (thirdForm(verb.lower) && thirdForm(joined[2]))))
    return null;
  return `${subject} ${joined[1]}`;
}

/** `The tern, a seabird that weighs little, flies far.` → `The tern is a seabird that weighs little. It flies far.` */
function subjectApposition(text: string, tagger: Tagger): {left: string; right: string} | null {
  const found =
    /^((?:[Tt]he |[Aa]n? )?(?:[\p{L}\p{N}’'-]+ ){0,4}[\p{L}\p{N}’'-]+), (an? [^,“”;:–—]{8,110}), ((?:is|has|can|will|[a-z]+s)\b .+)$/su.exec(
      text,
    );
  if (!found?.[1] || !found[2] || !found[3]) return null;
  const [, subject, what, rest] = found;
  if (
    /^(?:In|On|At|By|For|With|From|After|Before|When|While|As|If|Since|Under|During|He|She|It|They|This|That)\b/.test(
      subject,
    )
  )
    return null;
  const tokens = tagger.tag(subject);
  const head = tokens.at(-1);
  if (!head || !isNominal(head) || tokens.some((_, index) => index > 0 && isFiniteVerb(tokens, index)))
    return null;
  if (!isFiniteVerb(tagger.tag(`It ${rest}`), 1)) return null;
  const plural = head.pos === 'NOUN' && /[^s]s$/.test(head.lower);
  // Whether somebody is a he or a she is not ours to guess.
  const isPerson =
    /^\p{Lu}\S+ \p{Lu}\S+$/u.test(subject) ||
    /\b(?:man|woman|boy|girl|\w+(?:er|or|ist|ian|ant|ent)|director|founder|chief|head|player|coach|leader|member|mother|father) ?(?:at|of|in|who|from|with|for|and|$)/.test(
      what,
    );
  if (plural || isPerson || / and /.test(subject)) return null;
  return {left: `${subject} is ${what}`, right: `It ${rest}`};
}

const present = /^(?:is|has|will|can|does|[a-z]+[^s]s)$/;

/** `causes osteomalacia, which is …` → `Osteomalacia is …`: what has no article is called by its name. */
function calledByName(left: string, tagger: Tagger): string | null {
  const tokens = tagger.tag(left.trim());
  let from = tokens.length - 1;
  while (from > 0 && /^(?:NOUN|ADJ)$/.test(tokens[from - 1]!.pos)) from -= 1;
  const before = tokens[from - 1];
  if (before && /^(?:VERB|ADP)$/.test(before.pos) && tokens[from])
    return capitalise(left.trim().slice(tokens[from]!.start));
  return null;
}

/** What trails behind a comma, made a sentence of its own: `, which cuts …` → `That cuts …`. */
function trailingClause(
  left: string,
  right: string,
  tagger: Tagger,
): {text: string; operation: string} | null {
  if (/[“”"]/.test(right)) return null;
  const last = tagger.tag(left).findLast((token) => /\p{L}/u.test(token.text));
  const plural = last?.pos === 'NOUN' && /[^s]s$/.test(last.lower);
  const which = /^which (?:(?:now|also|still|often|usually) )?([a-z]+)\b(?! (?:means?|meant)\b)/.exec(right);
  if (
    which?.[1] &&
    !/^which (?:means?|meant|makes?|made)\b/.test(right) &&
    !/, (?:and|or) [^,]+$/.test(left) &&
    // `which has a station, but the operator refused`: the second half belongs to the whole.
    !/, (?:and|but|so|yet) /.test(right)
  ) {
    const rest = right.slice('which '.length);
    if (/^(?:are|were|have)$/.test(which[1]) && plural)
      return {text: `They ${rest}`, operation: 'split-which'};
    if (present.test(which[1]) && last && /^(?:NOUN|PROPN|NUM)$/.test(last.pos))
      return {
        text:
          // Of two things, or of something done, the whole is meant: `cutting pay and trade, which hurts`.
          last.pos === 'NOUN' &&
          /^\p{Ll}\S*[^s]$/u.test(last.text) &&
          !/\b(?:and|or) (?:\S+ ){0,3}\S+$/.test(left.trim()) &&
          !/, [a-z]+ing [^,]*$/.test(left)
            ? `${calledByName(left, tagger) ?? `That ${last.text}`} ${rest}`
            : `That ${rest}`,
        operation: 'split-which',
      };
    // A definition goes on about the thing it defines.
    if (/^[^,]{3,40} (?:is|was) an? /.test(left) && /^(?:began|was|had|became|[a-z]+ed)$/.test(which[1]))
      return {text: `It ${rest}`, operation: 'split-which'};
  }
  const where = /^where ((?:the|an?|it|they|he|she|[\p{L}’'-]+) .+)$/su.exec(right);
  if (
    where?.[1] &&
    !/^there\b/i.test(where[1]) &&
    hasFiniteClause(tagger.tag(finish(where[1]))) &&
    !/,/.test(where[1])
  )
    return {text: `There, ${where[1]}`, operation: 'split-where'};
  const named = /^(an? (?:[\p{L}\p{N}-]+ ){1,4}?)(?:that|which) ([a-z]+) [^,;:–—]+$/u.exec(
    right.replace(/[.]$/, ''),
  );
  if (
    named?.[1] &&
    named[2] &&
    present.test(named[2]) &&
    last &&
    /^(?:NOUN|PROPN|NUM)$/.test(last.pos) &&
    !/(?:er|or|ist|ian|man|woman|ant|ent) $/.test(named[1])
  )
    return {text: `It is ${right}`, operation: 'split-apposition'};
  return null;
}

/** `Formerly the largest lake, the sea began …` → `The sea was formerly the largest lake. It began …`. */
function openingFragment(text: string, tagger: Tagger): {left: string; right: string} | null {
  const found =
    /^(Formerly|Once|Founded|Built|Opened|Developed|Completed|Discovered|Introduced|Created|Launched|Designed|Made) ((?:[^,“”]|,(?=\d))+), ((?:the |an? )?[\p{L}\p{N}’' -]+?) ((?:was|were|is|are|has|have|had|will|can|[a-z]+(?:ed|s)|began|became|took|grew|fell|rose|held|stood) .+)$/su.exec(
      text,
    );
  if (!found?.[1] || !found[2] || !found[3] || !found[4]) return null;
  const fragment = `${found[1].toLowerCase()} ${found[2]}`;
  if (/^(?:formerly|once) (?!the |an? |one of |home )/.test(fragment) || wordCount(found[3]) > 5) return null;
  if (!/^(?:formerly|once)/.test(fragment) && !/\b(?:in|by|at|for|from|with|on|as)\b/.test(found[2]))
    return null;
  const noun = tagger.tag(found[3]).at(-1);
  if (!noun || !/^(?:NOUN|PROPN)$/.test(noun.pos)) return null;
  const plural = noun.pos === 'NOUN' && /[^s]s$/.test(noun.lower);
  if (plural || / and /.test(found[3])) return null;
  return {left: `${capitalise(found[3])} was ${fragment}`, right: `It ${found[4]}`};
}
