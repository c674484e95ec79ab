import {isDoubtful} from './doubtful.ts';
import {isFiniteVerb, isNominal, isWord} from './grammar.ts';
import type {Material, Sentence} from './material.ts';
import type {Token} from './nlp.ts';
import {quotationsOf} from './quotations.ts';

/** What a line needs around it to be understood. */
interface Standing {
  /** Why it must not be used at all; null when it may be. */
  readonly refused: string | null;
  /** Only behind the sentence that stands before it in the source. */
  readonly needsPrevious: boolean;
  /** Nouns named with `the` that an earlier line must have brought up. */
  readonly needsNouns: readonly string[];
  /** Marks off for looseness that does not forbid. */
  readonly penalty: number;
}

const backward =
  /^(?:this|these|that|those|such|he|she|they|it|his|her|their|its|both|neither|others?|another|the former|the latter|the same|so|then|thus|therefore|hence|consequently|instead|otherwise|as a result|because of (?:this|that)|that(?:’|')s|here|similarly|likewise|in contrast|by contrast|not (?:all|any|only)|one of (?:them|those|these)|some of (?:them|those|these)|most of (?:them|those|these)|all of (?:them|those|these)|of (?:those|these|them|which)|in turn|in response|at that|at the time|by then|since then|until then|after that|before that|the (?:year|day|week|month|night) before|the (?:other|second|third|first)(?= (?:is|are|was|were|has|had|of|one|came|group|two|three|step|reason)\b|,)|meanwhile|yes|no)\b/i;
const expletive =
  /^it(?:’s|'s| is| was| takes?| took| costs?| makes? sense| turns out| can take| may take)\b.*\b(?:to|that|for\b[^.]*\bto|when|because|if)\b/i;
const timeNouns =
  /^(?:year|month|week|summer|winter|spring|autumn|fall|morning|evening|afternoon|decade|century|season|time|kind|sort|type)s?$/;
const person =
  /^(?:man|woman|boy|girl|mother|father|doctor|teacher|nurse|author|scientist|researcher|player|driver|farmer|owner|artist|king|queen|president|minister|child|person|wife|husband|son|daughter|sister|brother|engineer|founder|operator|manager|captain|pilot|resident|miner|worker|official|speaker|guide)s?$/;

function outside(text: string, tokens: readonly Token[]): Token[] {
  const quotations = quotationsOf(text);
  return tokens.filter(
    (token) => !quotations.some(({start, end}) => token.start >= start && token.end <= end),
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

/**
 * Whether a line can be understood by somebody who heard nothing before it. `tokens` are those of `text`; `sentence`
 * is where it comes from.
 */
export function standingOf(
  text: string,
  tokens: readonly Token[],
  sentence: Sentence,
  material: Material,
): Standing {
  const refuse = (refused: string): Standing => ({refused, needsPrevious: false, needsNouns: [], penalty: 0});
  const plain = outside(text, tokens);
  const quotes = quotationsOf(text);
  let needsPrevious = false;
  let penalty = 0;

  if ((text.match(/“/g)?.length ?? 0) !== (text.match(/”/g)?.length ?? 0)) return refuse('open-quotation');
  if ((text.match(/"/g)?.length ?? 0) % 2 === 1) return refuse('open-quotation');
  if ((text.match(/\(/g)?.length ?? 0) !== (text.match(/\)/g)?.length ?? 0)) return refuse('open-bracket');
  if (/^\p{Ll}/u.test(text)) return refuse('broken-opening');
  if (isDoubtful(sentence, material.sentences)) return refuse('doubtful');
  const before = material.sentences[sentence.index - 1];
  if (
    before?.source === sentence.source &&
    /\b(?:it|they|them|this|that)\b/i.test(text) &&
    isDoubtful(before, material.sentences)
  )
    return refuse('speaks-of-doubtful');
  if (/[:;]$/.test(sentence.text) || /\.\.\.$|…$/.test(sentence.text)) return refuse('broken-off');
  if (
    /\?["”]*$/.test(text) &&
    (quotes.length === 0 ||
      /^(?:have|has|do|does|did|is|are|was|what|why|how|who|where|when|can|could|would|should|ever)\b/i.test(
        text,
      ))
  )
    return refuse('question');
  if (
    /\w\(\)|<\w*>|=>|\w\.\w+\(|\b[a-z]+\.[a-z]+\b(?<!\b[ap]\.m)(?<!e\.g)(?<!i\.e)|\s--\w|[a-z][A-Z]\w*\(|[{}]|\w_\w/.test(
      text,
    )
  )
    return refuse('program-text');
  if (quotes.length > 0 && plain.filter(isWord).length === 0) return refuse('speaker-unknown');
  if (quotes.some(({start, end}) => start === 0 && end > text.length * 0.6)) return refuse('speaker-unknown');
  if (/^[“"]/.test(text) && /\b(?:he|she|they) (?:said|says|added|told)\b/.test(text))
    return refuse('speaker-unknown');
  if (
    /\b(?:below(?=[.,:;)]|$)|above(?= (?:image|chart|table|figure|photo))|see (?:figure|table|chart|photo|video)|pictured|(?:click|tap) here|as (?:shown|seen) (?:in|here)|this (?:article|post|page|guide|story|blog|newsletter|section))\b/i.test(
      text,
    )
  )
    return refuse('points-at-page');
  if (
    !sentence.own &&
    plain.some(
      (token) =>
        /^(?:i|i'm|i've|i'd|i'll|me|my|mine|myself|we|we're|we've|us|our|ours|ourselves)$/.test(
          token.lower,
        ) && token.text !== 'US',
    )
  )
    return refuse('first-person');

  const opening = plain.map((token) => token.text).join(' ');
  const startsBackward = backward.test(text) && !expletive.test(text);
  if (startsBackward) {
    const determiner = /^(?:this|these|that|those) (\w+)/i.exec(text);
    if (!(determiner?.[1] && timeNouns.test(determiner[1]))) {
      // `Their` and `Its` in an opening phrase may look forward: `In its report, the council …`.
      needsPrevious = true;
      // At the head of a paragraph, `These colorful vegetables` point at a picture, unless they were named before it.
      const noun = tokens.slice(1, 5).find((token) => token.pos === 'NOUN');
      if (
        determiner?.[1] !== undefined &&
        sentence.inBlock === 0 &&
        noun !== undefined &&
        before !== undefined &&
        !material.sentences
          .slice(0, sentence.index)
          .some(({tokens: earlier}) => earlier.some((token) => token.lemma === noun.lemma)) &&
        !/^(?:approach|change|advantage|finding|result|effect|discovery|move|decision|process|trend|problem|method|technique|difference|step|idea|practice|feature|issue|event|report|plan|rule|number|figure|work|kind|sort|type)$/.test(
          noun.lemma,
        )
      )
        return refuse('points-at-picture');
    }
  }
  if (
    /^(?:But|And|Yet|So|However|Meanwhile|Also|For example|For instance|Instead|Still|Moreover)\b/.test(text)
  )
    needsPrevious = true;

  // `Doherty said that had nothing to do with it`: what had?
  if (
    /\b(?:said|says|added|insisted|told [^“,]{2,30}) that (?:is|was|has|had|would|will|could|did|does)\b/.test(
      text,
    )
  )
    needsPrevious = true;
  // `The men did not.` Did not what? `One was not built for years.` One what?
  if (
    /\b(?:do|does|did|has|have|had|is|are|was|were|will|would|can|could|should)(?: not|n[’']t)\.$/.test(
      text,
    ) ||
    /^One (?:is|was|has|had|will|would|wasn[’']t|isn[’']t|can|could|did|didn[’']t|does)\b/.test(text)
  )
    needsPrevious = true;
  // What only goes on about the sentence before it hangs in the air without that one.
  if (
    /^(?:Of course|That said|In other words|Again|On the other hand|Either way|After all|As it turns out|To be clear|Similarly|Likewise|In contrast|By contrast|For example|For instance|In short|Then again|In turn|Put simply),/.test(
      sentence.text,
    ) &&
    before?.source === sentence.source
  )
    needsPrevious = true;
  // `Paul’s son` right behind `Ron Paul`: whose son is told before it.
  const whose = /^(\p{Lu}[\p{L}-]+)[’']s /u.exec(text)?.[1];
  if (
    whose !== undefined &&
    before?.source === sentence.source &&
    before.text.includes(whose) &&
    !material.title.includes(whose)
  )
    needsPrevious = true;
  // A short contrast says what the sentence before it does not: without that one it hangs in the air.
  if (
    /^(?:But|Yet|And|However,|Still,|Nor|Even so,|Of these,)/.test(sentence.text) &&
    before?.source === sentence.source &&
    plain.filter(isWord).length <= 9
  )
    needsPrevious = true;
  // `why and how they do it`: who does what?
  if (
    /\b(?:do|does|did|doing) (?:it|so|this|that)(?:[.,]| (?:again|too|now)\b)/.test(text) &&
    sentence.inBlock > 0
  )
    needsPrevious = true;

  // `In the first, the animal …`: the first of what?
  if (
    /^(?:In|Of|At|For|During|On) the (?:first|second|third|other|latter|former|two)(?:,| [a-z]+,)/.test(
      text,
    ) &&
    !/^\S+ the (?:first|second|third) (?:week|month|year|half|quarter|day|place|time|phase|round|world)/.test(
      text,
    )
  )
    needsPrevious = true;
  // `“I kept the letters”`: a short quotation points at what was told before it.
  const quotation = quotes.length === 1 ? text.slice(quotes[0]!.start + 1, quotes[0]!.end - 1) : '';
  if (
    / (?:said|says|told [^“]{2,40}): “/.test(text) &&
    sentence.inBlock + sentence.rank > 0 &&
    quotation.split(' ').length <= 8 &&
    /\b(?:it|they|them|he|she|that|those|these|this|the \p{Ll}+)\b/u.test(quotation)
  )
    needsPrevious = true;
  // What stands behind a doubt is said to explain it.
  if (
    sentence.inBlock > 0 &&
    before?.block === sentence.block &&
    /\b(?:no (?:proof|evidence)|not (?:proof|proven|prove)|unclear whether|other things|at the same time)\b/.test(
      before.text,
    )
  )
    needsPrevious = true;
  // `have not confirmed the figures`: those of the sentence before.
  if (
    /\bthe (?:figures|results|findings|claims?|numbers|idea|decision|move|announcement|news|proposal|change)(?=[.,;]|$)/.test(
      text,
    ) &&
    sentence.inBlock > 0
  )
    needsPrevious = true;
  // `In the clip, …`: which clip, where none was told of.
  const placed = /^(?:In|On|At|From) the (\p{Ll}+),/u.exec(text)?.[1];
  if (
    placed &&
    !timeNouns.test(placed) &&
    !/^(?:end|beginning|meantime|past|future|world|country|city|evening|dark|sea|air|wild|kitchen|garden|dark)$/.test(
      placed,
    )
  ) {
    const told = material.sentences.some(
      (other) =>
        other.source === sentence.source &&
        other.index < sentence.index &&
        other.tokens.some((token) => token.lower === placed),
    );
    if (!told) needsPrevious = true;
  }
  // `At the mill that gives the miller two hours`: the only verb is that of `that`.
  const verbs = plain.flatMap((_, index) => (isFiniteVerb(plain, index) ? [index] : []));
  if (
    verbs.length > 0 &&
    plain[verbs[0]! - 1]?.lower === 'that' &&
    verbs[0]! > 1 &&
    plain[0]?.pos === 'ADP' &&
    verbs.length === 1
  )
    needsPrevious = true;

  plain.forEach((token, index) => {
    const before = plain.slice(0, index);
    const nominalBefore = before.some(
      (earlier) =>
        isNominal(earlier) &&
        earlier.pos !== 'NUM' &&
        !/^(?:things?|ways?|ones?|lots?|times?|years?|days?|weeks?|months?)$/.test(earlier.lower) &&
        !/^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)$/.test(
          earlier.text,
        ),
    );
    const nextWord = plain[index + 1];
    if (/^(?:it|its|itself|they|them|their|theirs|themselves)$/.test(token.lower)) {
      if (
        /^it$/.test(token.lower) &&
        expletive.test(opening.slice(token.start === 0 ? 0 : opening.indexOf(token.text)))
      )
        return;
      const opener =
        /^(?:In|On|With|At|By|For|Like|Despite|Before|After|During|As|From|Throughout) (?:its|their)\b/.test(
          text,
        ) && text.includes(',');
      if (!nominalBefore && !opener) needsPrevious = true;
      // `The brain needs 30 minutes to reach it`: an object is not its own subject, and `it` is no plural and no number.
      if (/^(?:it|them)$/.test(token.lower) && index > 0 && !opener && !couldMean(plain, index))
        needsPrevious = true;
    }
    if (/^(?:he|she|him|his|her|hers|himself|herself)$/.test(token.lower)) {
      const personBefore = before.some((earlier) => earlier.pos === 'PROPN' || person.test(earlier.lower));
      if (!personBefore) needsPrevious = true;
    }
    if (/^(?:this|these|those)$/.test(token.lower) && index > 0) {
      if (nextWord && timeNouns.test(nextWord.lower)) return;
      if (
        /^those$/.test(token.lower) &&
        /^(?:who|with|of|in|that|whose|from|on|living|without)$/.test(nextWord?.lower ?? '')
      )
        return;
      needsPrevious = true;
    }
    if (
      token.lower === 'that' &&
      index > 0 &&
      plain[index - 1]?.pos === 'ADP' &&
      (isNominal(nextWord) || /[.,]/.test(nextWord?.text ?? '.'))
    )
      needsPrevious = true;
    // `to prevent that flap from closing`: which flap?
    if (
      token.lower === 'that' &&
      token.pos === 'DET' &&
      index > 0 &&
      nextWord?.pos === 'NOUN' &&
      plain[index - 1]?.pos === 'VERB' &&
      !/^(?:say|think|know|believe|find|show|mean|hope|learn|feel|see|hear|claim|argue|suggest|ensure|agree|add|tell|warn|note|report|reveal|estimate|prove|confirm)$/.test(
        plain[index - 1]?.lemma ?? '',
      )
    )
      needsPrevious = true;
    if (/^(?:such)$/.test(token.lower) && !/^as$/.test(nextWord?.lower ?? '') && index > 0) penalty += 0.2;
    if (
      /^(?:too|either|likewise|respectively|otherwise|elsewhere|instead|similarly)$/.test(token.lower) &&
      (index >= plain.length - 2 || /^[.,]$/.test(nextWord?.text ?? ''))
    ) {
      if (!(token.lower === 'too' && index < plain.length - 2)) needsPrevious = true;
    }
    if (
      /^(?:another|other|others)$/.test(token.lower) &&
      !/\b(?:each|any|one|every|some|many|among|than|and|or)\b/i.test(
        before.map((earlier) => earlier.text).join(' '),
      )
    )
      penalty += 0.25;
  });
  if (
    /\b(?:said|says|added|told)\b/.test(text) &&
    /\b(?:he|she|they) (?:said|says|added|told)\b/.test(text) &&
    !plain.slice(0, 6).some((token) => token.pos === 'PROPN')
  )
    needsPrevious = true;

  // What happened where the sentence before set the date happened then.
  const earlier = material.sentences[sentence.index - 1];
  if (
    earlier &&
    sentence.inBlock > 0 &&
    earlier.block === sentence.block &&
    /^(?:In|On|By|During|That|Last) [^,]{0,40}\b(?:1[5-9]|20)\d\d\b/.test(earlier.text) &&
    !/\b(?:1[5-9]|20)\d\d\b/.test(text) &&
    !plain.slice(1).some((token) => token.pos === 'PROPN') &&
    plain.some(
      (token) =>
        /^(?:was|were|had)$/.test(token.lower) ||
        (token.pos === 'VERB' && /(?:ed|lost|began|fell|rose|went|took|came|left|broke)$/.test(token.lower)),
    )
  )
    needsPrevious = true;

  // Worse than what?
  if (
    /\b(?:worse|better|harder|easier|cheaper|larger|smaller|faster|slower|higher|lower)\b(?!.*\bthan\b)/.test(
      text,
    )
  )
    penalty += 0.25;

  const needsNouns: string[] = [];
  plain.forEach((token, index) => {
    if (token.lower !== 'the' && !(token.lower === 'that' && index > 0 && plain[index - 1]?.pos === 'ADP'))
      return;
    let head = index + 1;
    while (
      plain[head + 1] &&
      plain[head]!.pos !== 'PUNCT' &&
      (plain[head]!.pos === 'ADJ' || isNominal(plain[head + 1]))
    )
      head += 1;
    const noun = plain[head];
    if (!noun || noun.pos !== 'NOUN' || timeNouns.test(noun.lower)) return;
    // `the number of hives`, `the bridge that carries`: says itself which one is meant.
    if (
      /^(?:of|that|who|which|where|in|to|for|on|at|from|between|behind)$/.test(plain[head + 1]?.lower ?? '')
    )
      return;
    if (
      plain
        .slice(index + 1, head)
        .some(
          (part) =>
            part.pos === 'PROPN' ||
            /(?:est|st)$/.test(part.lower) ||
            /^(?:first|last|only|same|next|same|most)$/.test(part.lower),
        )
    )
      return;
    const first = material.sentences.find(
      (other) =>
        other.source === sentence.source &&
        other.tokens.some((word) => word.pos === 'NOUN' && word.lemma === noun.lemma),
    );
    if (!first || first.index >= sentence.index) {
      const earlierHere = plain.slice(0, index).some((part) => part.lemma === noun.lemma);
      if (
        !earlierHere &&
        !/^(?:world|sun|moon|sea|ocean|sky|earth|air|ground|public|government|internet|past|future|country|police|brain|body|heart|weather|climate|market|economy|law|planet|environment|day|night|end|start|beginning|middle|top|bottom|result|rest|way|problem|reason|answer|key|trick|idea|goal|point|average|whole|majority|number|amount|cost|price|share|time|night|street|road|home|house|family|face|hand|eye|head|skin|screen|phone|door|window|floor|kitchen|garden|wall|roof|light|dark|heat|cold|rain|wind|water|fire|city|town|mother|father|child)$/.test(
          noun.lemma,
        )
      )
        penalty += 0.35;
      return;
    }
    // Named with `the` from the start: one everybody knows, not one that was introduced.
    const at = first.tokens.findIndex((word) => word.pos === 'NOUN' && word.lemma === noun.lemma);
    if (first.tokens.slice(Math.max(0, at - 3), at).some((word) => word.lower === 'the')) return;
    needsNouns.push(noun.lemma);
  });
  return {refused: null, needsPrevious, needsNouns, penalty};
}
