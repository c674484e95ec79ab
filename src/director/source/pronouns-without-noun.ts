import {expletive, type GatedLine, timeNouns} from './gated-line.ts';
import {isNominal} from './grammar.ts';
import type {Token} from './nlp.ts';

const person =
  /^(?:man|woman|boy|girl|mother|father|doctor|teacher|nurse|author|scientist|researcher|player|driver|farmer|owner|artist|king|queen|president|minister|child|person|wife|husband|son|daughter|sister|brother|engineer|founder|operator|manager|captain|pilot|resident|miner|worker|official|speaker|guide)s?$/;

/** Whether a word of a line stands for something that the line itself has not named. */
export function leansByPronoun(line: GatedLine): boolean {
  return line.plain.some(
    (_, index) =>
      isThingUnnamed(line, index) ||
      isPersonUnnamed(line, index) ||
      isDemonstrative(line, index) ||
      isThatOfBefore(line, index) ||
      isLikeTold(line, index),
  );
}

function isThingUnnamed({text, plain}: GatedLine, index: number): boolean {
  const token = plain[index]!;
  if (!/^(?:it|its|itself|they|them|their|theirs|themselves)$/.test(token.lower)) return false;
  if (/^it$/.test(token.lower) && isExpletive(plain, token)) return false;
  const opener =
    /^(?:In|On|With|At|By|For|Like|Despite|Before|After|During|As|From|Throughout) (?:its|their)\b/.test(
      text,
    ) && text.includes(',');
  if (opener) return false;
  if (!plain.slice(0, index).some(couldBeNamed)) return true;
  // `The brain needs 30 minutes to reach it`: an object is not its own subject, and `it` is no plural and no number.
  return /^(?:it|them)$/.test(token.lower) && index > 0 && !couldMean(plain, index);
}

function isExpletive(plain: readonly Token[], token: Token): boolean {
  const opening = plain.map((part) => part.text).join(' ');
  return expletive.test(opening.slice(token.start === 0 ? 0 : opening.indexOf(token.text)));
}

function couldBeNamed(earlier: Token): boolean {
  return (
    isNominal(earlier) &&
    earlier.pos !== 'NUM' &&
    !/^(?:things?|ways?|ones?|lots?|times?|years?|days?|weeks?|months?)$/.test(earlier.lower) &&
    !/^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)$/.test(
      earlier.text,
    )
  );
}

function isPersonUnnamed({plain}: GatedLine, index: number): boolean {
  return (
    /^(?:he|she|him|his|her|hers|himself|herself)$/.test(plain[index]!.lower) &&
    !plain.slice(0, index).some((earlier) => earlier.pos === 'PROPN' || person.test(earlier.lower))
  );
}

function isDemonstrative({plain}: GatedLine, index: number): boolean {
  const {lower} = plain[index]!;
  if (!/^(?:this|these|those)$/.test(lower) || index === 0) return false;
  const next = plain[index + 1]?.lower ?? '';
  if (timeNouns.test(next)) return false;
  return !(lower === 'those' && /^(?:who|with|of|in|that|whose|from|on|living|without)$/.test(next));
}

function isThatOfBefore({plain}: GatedLine, index: number): boolean {
  const token = plain[index]!;
  if (token.lower !== 'that' || index === 0) return false;
  const nextWord = plain[index + 1];
  return (
    (plain[index - 1]?.pos === 'ADP' && (isNominal(nextWord) || /[.,]/.test(nextWord?.text ?? '.'))) ||
    // `to prevent that flap from closing`: which flap?
    (token.pos === 'DET' &&
      nextWord?.pos === 'NOUN' &&
      plain[index - 1]?.pos === 'VERB' &&
      !/^(?:say|think|know|believe|find|show|mean|hope|learn|feel|see|hear|claim|argue|suggest|ensure|agree|add|tell|warn|note|report|reveal|estimate|prove|confirm)$/.test(
        plain[index - 1]?.lemma ?? '',
      ))
  );
}

/** `…, too.`, `… instead.`: as what was told before. */
function isLikeTold({plain}: GatedLine, index: number): boolean {
  const token = plain[index]!;
  const nextWord = plain[index + 1];
  return (
    /^(?:too|either|likewise|respectively|otherwise|elsewhere|instead|similarly)$/.test(token.lower) &&
    (index >= plain.length - 2 || /^[.,]$/.test(nextWord?.text ?? '')) &&
    !(token.lower === 'too' && index < plain.length - 2)
  );
}

/**
 * Whether something before an object pronoun in its sentence could be what it means: a noun of its number that is not
 * the subject of the same clause.
 */
function couldMean(tokens: readonly Token[], at: number): boolean {
  const plural = tokens[at]!.lower === 'them';
  const previous = tokens[at - 1];
  // As the subject of a later clause (`…, and it broke`) it may mean the first subject.
  if (!previous || !(previous.pos === 'VERB' || previous.pos === 'ADP')) return true;
  let from = at - 1;
  while (
    from > 0 &&
    !/^[,;:–—.!?]$/.test(tokens[from - 1]!.text) &&
    !/^(?:and|but|or|that|which|who|when|while|because|if|so|as|after|before|until|once|where)$/.test(
      tokens[from - 1]!.lower,
    )
  )
    from -= 1;
  // Something in an earlier clause, or in another sentence of the line.
  const fits = (token: Token) =>
    isNominal(token) &&
    token.pos !== 'NUM' &&
    !timeNouns.test(token.lower) &&
    (token.pos === 'PROPN' || (token.lemma !== token.lower && token.lower.endsWith('s')) === plural);
  if (tokens.slice(0, from).some(fits)) return true;
  const verb = tokens.findIndex(
    (token, index) => index >= from && index < at && /^(?:VERB|AUX)$/.test(token.pos),
  );
  // `Buses to them are free`: before the verb stands what is its own.
  return verb >= 0 && tokens.slice(verb, at).some(fits);
}
