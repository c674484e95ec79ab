import {isFiniteVerb, isNominal} from '../source/grammar.ts';
import type {Tagger, Token} from '../source/nlp.ts';
import {trimTail} from './phrase-end.ts';

/** A clause of a line in headline style, with marks of how much of it is left. */
export interface CompressedClause {
  readonly text: string;
  /** The clause ends where the headline ends. */
  readonly whole: boolean;
  readonly hasSubject: boolean;
  /** It only says when or why: `after the drug wore off`. */
  readonly circumstance: boolean;
  /** Its place among the clauses of the line, from 0. */
  readonly place: number;
}

/** Words and characters tried in turn, with articles and without: what reads at a glance comes first. */
const tiers = [
  {words: 8, characters: 44, terse: false},
  {words: 8, characters: 44, terse: true},
  {words: 9, characters: 52, terse: true},
] as const;

const articles = /^(?:a|an|the|this|these|those)$/;
const quantity =
  /^(?:third|quarter|few|lot|little|dozen|half|hundred|thousand|million|billion|same|single|second|minute|hour|day|night|week|month|year)$/;
const border =
  /^(?:that|which|who|whose|because|when|while|whereas|although|though|after|before|so|where|but|since|as)$/;
/** Cut here, the clause would claim more than it does. */
const condition = /^(?:if|unless|until|except|without|than|whether|once|provided)$/;
const unsure =
  /\b(?:believe|believed|believes|think|thinks|thought|assume|assumed|deny|denied|denies|doubt|doubts|claims?|claimed|hope|hopes|hoped|fear|fears|feared)\b/i;
const limits =
  /\b(?:not|never|no|only|nearly|almost|about|up to|at least|at most|more|less|fewer|under|over|may|might|could|without|if|unless|than|except|hardly|barely)\b|n['’]t\b/i;
const pronoun =
  /^(?:it|they|he|she|that|this|these|those|there|who|which|i|we|you|one|some|many|most|both|each|others?)$/;

/** Articles and auxiliaries a headline does without. */
function dropped(tokens: readonly Token[], index: number, from: number, terse: boolean): boolean {
  const token = tokens[index]!;
  const next = tokens[index + 1];
  if (/^(?:AS|Inc|Ltd|PLC|LLC|GmbH|Corp)$/.test(token.text) && /^\p{Lu}/u.test(tokens[index - 1]?.text ?? ''))
    return true;
  const opens = index === from;
  if (/^(?:this|these|those)$/.test(token.lower) && !opens) return false;
  if (articles.test(token.lower) && !terse && !/^(?:this|these|those)$/.test(token.lower)) return false;
  // Headlines drop the article of an object; `in the end`, `is a plant`, `at a time` need theirs.
  if (articles.test(token.lower) && !opens) {
    const before = tokens[index - 1];
    if (before?.pos !== 'VERB' || /^(?:be|become|stay|remain|turn|make|get)$/.test(before.lemma))
      return false;
  }
  if (articles.test(token.lower) && /^\d{4}s$/.test(next?.lower ?? '')) return false;
  if (articles.test(token.lower))
    return !quantity.test(next?.lower ?? '') || /^(?:this|these|those)$/.test(token.lower);
  if (index === 0 && token.lower === 'such') return true;
  if (/^(?:also|already|simply|really|actually|therefore|however|now|then)$/.test(token.lower)) return true;
  if (!/^(?:is|are|was|were|be|been|being|will|has|have|had)$/.test(token.lower)) return false;
  if (next && /^(?:not|n't|never)$/.test(next.lower)) return false;
  // `One of the savers is travelling light`: what it is, not what it does.
  if (tokens[from]?.lower === 'one' && next?.lower.endsWith('ing')) return false;
  // `started being made`
  if (token.lower === 'being' && tokens[index - 1]?.pos === 'VERB') return false;
  // `will soon be filled` keeps its `be` with its `will`; `will be filled` loses both.
  let modal = index - 1;
  while (/^(?:ADV|PART)$/.test(tokens[modal]?.pos ?? '')) modal -= 1;
  if (
    token.lower === 'be' &&
    (/^(?:can|could|may|must|should|might|would|to|not)$/.test(tokens[index - 1]?.lower ?? '') ||
      (modal < index - 1 && tokens[modal]?.pos === 'AUX'))
  )
    return false;
  // Before a participle: `will be banned`, `have been ordered`, `are vanishing`; `has fallen` keeps its `has`.
  let ahead = index + 1;
  let passive = /^(?:is|are|was|were|be|been|being)$/.test(token.lower);
  while (tokens[ahead] && /^(?:be|been|being)$/.test(tokens[ahead]!.lower)) {
    passive = true;
    ahead += 1;
  }
  const main = tokens[ahead];
  return (
    passive &&
    main?.pos === 'VERB' &&
    /(?:ed|en|ing|wn|pt|ght|ilt|(?:fo|bo|gro|wo)und|ne|ut|old|ost|ent|eld|ade)$/.test(main.lower)
  );
}

function written(text: string, tokens: readonly Token[], from: number, to: number, terse: boolean): string {
  let result = '';
  let end = -1;
  for (let index = from; index < to; index += 1) {
    const token = tokens[index]!;
    if (dropped(tokens, index, result === '' ? index : from, terse || result === '')) continue;
    result += (result === '' || token.start === end ? '' : ' ') + text.slice(token.start, token.end);
    end = token.end;
  }
  return result.replaceAll(/\s+([,.%])/g, '$1').trim();
}

function fits(phrase: string, tier: (typeof tiers)[number]): boolean {
  return phrase.length <= tier.characters && phrase.split(/\s+/).length <= tier.words;
}

/** Where the clause that holds the verb ends, and whether it may end there. */
function endOf(tokens: readonly Token[], verb: number): {to: number; open: boolean} {
  let to = verb + 1;
  while (to < tokens.length) {
    const token = tokens[to]!;
    // `aren’t termed “true migration”`: the rest of it stands in the quotation.
    if (/^[“(]$/.test(token.text)) return {to, open: true};
    if (/^[.,;:!?–—“”"()]$/.test(token.text)) break;
    if (condition.test(token.lower) && token.lower !== 'than') return {to, open: true};
    const nothingBut = token.lower === 'but' && tokens[to - 1]?.lower === 'nothing';
    if (border.test(token.lower) && token.pos !== 'PROPN' && !nothingBut) {
      const measured =
        token.lower === 'as' && /^(?:same|much|many|long|often)$/.test(tokens[to - 1]?.lower ?? '');
      const thatNoun = token.lower === 'that' && token.pos === 'DET';
      // `doesn’t prove that …`: what it proves is the point.
      if (!measured && !thatNoun && token.lower === 'that' && tokens[to - 1]?.pos === 'VERB')
        return {to, open: true};
      if (!measured && !thatNoun)
        return {
          to,
          open: to === verb + 1 && !/^(?:after|before|when|while|because|since)$/.test(token.lower),
        };
    }
    if (/^(?:and|or)$/.test(token.lower)) {
      const verbLater =
        /^(?:VERB|AUX)$/.test(tokens[to + 1]?.pos ?? '') ||
        tokens.slice(to + 1, to + 6).some((_, at) => isFiniteVerb(tokens, to + 1 + at));
      if (verbLater) return {to, open: false};
    }
    to += 1;
  }
  return {to, open: false};
}

/** `moths caught in traps`: a participle that tells which, with the verb of the clause still to come. */
function isReduced(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!;
  if (
    token.pos !== 'VERB' ||
    !/(?:ed|en|ght|wn|nt|ept|ut)$/.test(token.lower) ||
    tokens[index + 1]?.pos !== 'ADP'
  )
    return false;
  for (let at = index + 1; at < tokens.length; at += 1) {
    if (/^[.,;:!?–—]$/.test(tokens[at]!.text) || border.test(tokens[at]!.lower)) return false;
    if (isFiniteVerb(tokens, at)) return true;
  }
  return false;
}

/** Clauses of a sentence cut down to headlines: articles and auxiliaries out, tails that fit no screen off. */
export function compressedClauses(sentence: string, tagger: Tagger): CompressedClause[] {
  // Who or what the subject is besides does not fit a headline.
  const text = sentence.replace(/^([^,“”]{2,40}), (?:an?|the|which|who) [^,“”]{3,90}, (?=[a-z])/, '$1 ');
  const tokens = tagger.tag(text);
  const found: CompressedClause[] = [];
  let place = -1;
  let lastEnd = 0;
  for (let verb = 1; verb < tokens.length; verb += 1) {
    if (verb < lastEnd || !isFiniteVerb(tokens, verb) || isReduced(tokens, verb)) continue;
    let from = verb;
    while (from > 0) {
      const before = tokens[from - 1]!;
      if (/^[.,;:!?–—“”"()]$/.test(before.text)) break;
      if (
        before.pos === 'SCONJ' ||
        (before.pos === 'CCONJ' && !isNominal(tokens[from])) ||
        (border.test(before.lower) && before.pos !== 'PROPN') ||
        (condition.test(before.lower) && before.lower !== 'than')
      )
        break;
      from -= 1;
    }
    place += 1;
    const opener = tokens[from - 1]?.lower ?? '';
    // `The pad and the phone act …`, `the case, or other device is …`: the last of a list is not the whole subject.
    if (/^(?:and|or)$/.test(opener) && !tokens.slice(0, from - 1).some((_, at) => isFiniteVerb(tokens, at)))
      continue;
    // `The second — and most concerning — symptom is …`
    if (/^[–—]$/.test(opener) && tokens.slice(0, from - 1).some(({text: sign}) => sign === opener)) continue;
    // `Though it is called a vitamin`: what is granted is not what the line says.
    if (/^(?:though|although|whereas)$/.test(opener)) continue;
    // `of the same class as the storm missed …`: what stands behind a comparison is not who did it.
    if (condition.test(opener) || /^(?:as|than|like)$/.test(opener)) continue;
    if (unsure.test(text.slice(0, tokens[from]?.start ?? 0))) continue;
    const {to, open} = endOf(tokens, verb);
    if (open) continue;
    // `is a ferry that runs …`: what it does may stand without its subject.
    const defined =
      /^(?:that|which)$/.test(opener) && /^(?:It|That|This|The [^,]+?) (?:is|are|was) an? /.test(text);
    // `a bug that an old test would have caught`: half of the thought stands before it.
    if (/^(?:that|which)$/.test(opener) && !defined && tokens[from - 2]?.pos !== 'VERB') continue;
    const relative = /^(?:who|which|that|whose|where)$/.test(opener) && !isNominal(tokens[verb - 1]);
    if (relative && !defined) continue;
    // An opening circumstance without a comma: `In some offices the paper caught fire`.
    let subject = from;
    if (tokens[subject]?.pos === 'ADP') {
      const determiner = tokens.findIndex(
        (token, index) => index > subject + 1 && index < verb && token.pos === 'DET',
      );
      if (determiner < 0) continue;
      subject = determiner;
    }
    const own = tokens.slice(subject, verb);
    // `2018 they have been`: a date and then who it is about.
    if (own.length > 1 && pronoun.test(own.at(-1)!.lower) && own.at(-1)!.pos === 'PRON') continue;
    // `people who slept … fell`: the verb of the people, then that of their number.
    if (/^(?:who|that|which)$/.test(opener) && own[0]?.pos === 'VERB') continue;
    if (own.some((_, index) => isFiniteVerb(tokens, subject + index) && !isReduced(tokens, subject + index)))
      continue;
    const named = own.some((token) => isNominal(token)) && !(own.length === 1 && pronoun.test(own[0]!.lower));
    if (!named && !defined && !(own.length === 1 && /^(?:it|they|that)$/.test(own[0]!.lower))) continue;
    if (
      !named &&
      /^(?:is|are|was|were|has|have|had|do|does|did|will|can|could|comes|came)$/.test(tokens[verb]!.lower)
    )
      continue;
    // The subject may lose where it is, not which one it is.
    let subjectTo = verb;
    while (subjectTo > subject && /^(?:ADV|PART)$/.test(tokens[subjectTo - 1]!.pos)) subjectTo -= 1;
    const place_ = own.findIndex(
      (token, index) =>
        index > 0 &&
        (/^(?:in|on|at|from|with|near|across|around|inside|for)$/.test(token.lower) ||
          (token.pos === 'VERB' && /(?:ed|en|ght|wn)$/.test(token.lower) && isNominal(own[index - 1]))),
    );
    const subjects = named
      ? [
          subjectTo,
          ...(place_ > 0 && own.slice(0, place_).some((token) => isNominal(token)) ? [subject + place_] : []),
        ]
      : [subject];
    let best: {text: string; whole: boolean} | null = null;
    for (const {end, tier} of subjects.flatMap((one) => tiers.map((tier) => ({end: one, tier})))) {
      const {terse} = tier;
      const head = named ? written(text, tokens, subject, end, terse) : '';
      for (let stop = to; stop > verb; stop -= 1) {
        const next = tokens[stop];
        const last = tokens[stop - 1]!;
        const whole = stop === to;
        const infinitive = next?.lower === 'to' && isNominal(last) && tokens[stop + 1]?.pos === 'VERB';
        const participle = next?.pos === 'VERB' && next.lower.endsWith('ing') && isNominal(last);
        const place =
          next?.pos === 'ADP' &&
          !/^(?:out|up|off|down|away|back)$/.test(next.lower) &&
          !/^(?:of|than|as|per|to|without|by)$/.test(next.lower);
        if (!whole && !place && !infinitive && !participle) continue;
        if (
          !whole &&
          (limits.test(text.slice(next!.start, tokens[to - 1]!.end)) || last.lower.endsWith('ing'))
        )
          continue;
        if (
          !whole &&
          stop === verb + 1 &&
          !/^(?:along|across|from|in|over|during|through|at)$/.test(next!.lower)
        )
          continue;
        if (/^(?:something|anything|thing|things|way|one|it)$/.test(last.lower)) continue;
        // `will have steady, | predictable payments`, `is the main political, | financial center`
        if (
          last.pos === 'ADJ' &&
          next?.text === ',' &&
          /^(?:ADJ|NOUN|ADV)$/.test(tokens[stop + 1]?.pos ?? '')
        )
          continue;
        // `include those made`, `appears`: a verb that goes on.
        if (!whole && last.pos === 'VERB' && tokens[stop - 2]?.lower === 'those') continue;
        // `comes | from Egypt`
        if (
          !whole &&
          /^(?:come|begin|start|consist|depend|rely|result|lead|range|stem|date|belong)$/.test(last.lemma)
        )
          continue;
        // `loses around 35 percent`: what follows is what it loses.
        if (
          !whole &&
          next &&
          /^(?:around|about|over|under|up|between)$/.test(next.lower) &&
          /^(?:NUM|SYM|ADP)$/.test(tokens[stop + 1]?.pos ?? '')
        )
          continue;
        // Full sentences first; articles go where they do not fit.
        if (!terse && !whole) continue;
        const predicate = written(
          text,
          tokens,
          subjectTo > end || !named ? verb : subjectTo,
          stop,
          terse || head === '',
        );
        const phrase = `${head} ${predicate}`.trim();
        if (
          !fits(phrase, tier) ||
          (trimTail(phrase) !== phrase && !(whole && /\bbefore$/.test(phrase))) ||
          phrase.split(' ').length <
            (whole || tokens.slice(verb + 1, stop).some((token) => isNominal(token)) ? 3 : 4)
        )
          continue;
        if (!terse && phrase.length >= sentence.length - 3) continue;
        if (limits.test(text.slice(tokens[subject]!.start, last.end)) !== limits.test(phrase)) continue;
        if (
          !whole &&
          stop > verb + 1 &&
          !tokens
            .slice(verb + 1, stop)
            .some((token) => isNominal(token) || token.pos === 'ADJ' || token.pos === 'VERB')
        )
          continue;
        best = {text: phrase, whole: whole && end === subjectTo};
        break;
      }
      if (best) break;
    }
    lastEnd = best ? to : verb + 1;
    if (best)
      found.push({
        ...best,
        hasSubject: named,
        circumstance: /^(?:after|before|when|while|as|because|since|once|although|though)$/.test(opener),
        place,
      });
  }
  return found;
}
