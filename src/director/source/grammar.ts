import type {Token} from './nlp.ts';

const finiteAuxiliaries = new Set(
  "is are was were am has have had do does did will would can could may might must should shall 's 're 've 'd 'll isn't aren't".split(
    ' ',
  ),
);
const subjectPronouns = new Set([
  'i',
  'you',
  'he',
  'she',
  'it',
  'we',
  'they',
  'there',
  'this',
  'these',
  'those',
  'who',
  'that',
  'which',
]);
const adverbLike = new Set([
  'not',
  "n't",
  'also',
  'never',
  'now',
  'only',
  'still',
  'already',
  'then',
  'even',
  'often',
  'usually',
  'always',
  'just',
  'rarely',
  'sometimes',
]);

export function isNominal(token: Token | undefined): boolean {
  return token !== undefined && (token.pos === 'NOUN' || token.pos === 'PROPN' || token.pos === 'NUM');
}

export function isWord(token: Token): boolean {
  return /[\p{L}\p{N}]/u.test(token.text);
}

/** Possessive `’s` behind a noun, which the tagger may take for `is`. */
function isPossessive(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (!token || !/^(?:'s|')$/.test(token.lower)) return false;
  const before = tokens[index - 1];
  if (!before || !isNominal(before) || before.end !== token.start) return false;
  let next = index + 1;
  while (tokens[next]?.pos === 'ADJ' || tokens[next]?.pos === 'NUM' || tokens[next]?.pos === 'ADV') next += 1;
  return isNominal(tokens[next]) || tokens[next]?.pos === 'VERB';
}

/** Whether the word at `index` is the finite verb of a clause whose subject stands before it. */
export function isFiniteVerb(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (!token) return false;
  if (isPossessive(tokens, index)) return false;
  let before = index - 1;
  while (before >= 0 && (tokens[before]!.pos === 'ADV' || adverbLike.has(tokens[before]!.lower))) before -= 1;
  const previous = tokens[before];
  if (!previous) return false;
  if (previous.lower === 'to') return false;
  if (token.pos === 'AUX' || finiteAuxiliaries.has(token.lower)) {
    return (
      finiteAuxiliaries.has(token.lower) && before >= 0 && !/^(?:to|be|been|being)$/.test(previous.lower)
    );
  }
  if (token.pos !== 'VERB' || token.lower.endsWith('ing')) return false;
  const afterSubject =
    isNominal(previous) ||
    (before === 0 && previous.lower.endsWith('ing')) ||
    subjectPronouns.has(previous.lower) ||
    (previous.pos === 'PRON' && !/^(?:its|his|her|their|my|our|your|whose)$/.test(previous.lower)) ||
    /^[”"’),–—,]$/.test(previous.text);
  if (!afterSubject) return false;
  // `trees planted by`: a participle, not a verb of its own.
  return !(/(?:ed|en|wn)$/.test(token.lower) && tokens[index + 1]?.lower === 'by');
}

/** Whether tokens[from, to) hold a subject and a finite verb. */
export function hasFiniteClause(tokens: readonly Token[], from = 0, to = tokens.length): boolean {
  for (let index = from + 1; index < to; index += 1) {
    if (!isFiniteVerb(tokens, index)) continue;
    for (let before = from; before < index; before += 1) {
      const token = tokens[before]!;
      if (
        isNominal(token) ||
        token.pos === 'PRON' ||
        subjectPronouns.has(token.lower) ||
        token.lower.endsWith('ing')
      ) {
        return true;
      }
    }
  }
  return false;
}

/** A plain clause: subject, then everything from its finite verb on. Token indexes. */
interface Clause {
  readonly subjectFrom: number;
  /** The finite verb or first auxiliary. */
  readonly verb: number;
  /** The verb that carries the meaning; equals `verb` where there is no auxiliary. */
  readonly main: number;
  /** One past the last token of the clause, its closing mark not counted. */
  readonly to: number;
}

const subjectParts = new Set([
  'DET',
  'ADJ',
  'NOUN',
  'PROPN',
  'NUM',
  'SYM',
  'ADP',
  'CCONJ',
  'PRON',
  'PART',
  'ADV',
]);

/**
 * Reads tokens[from, to) as subject + predicate, or null when the shape is not plain: an opening clause, a comma or a
 * relative pronoun inside the subject, a participle that could be the verb of something else.
 */
export function clauseOf(tokens: readonly Token[], from = 0, to = tokens.length): Clause | null {
  let end = to;
  while (end > from && !isWord(tokens[end - 1]!) && !/^[%”"’)]$/.test(tokens[end - 1]!.text)) end -= 1;
  const first = tokens[from];
  if (!first || first.pos === 'SCONJ' || first.pos === 'CCONJ') return null;
  if (first.pos === 'ADP' && !/^(?:about|around|over|under|nearly|almost)$/.test(first.lower)) return null;
  if (first.pos === 'ADV' && !/^(?:nearly|almost|only|roughly|just|not)$/.test(first.lower)) return null;
  let nominal = false;
  for (let index = from; index < end; index += 1) {
    const token = tokens[index]!;
    if (index > from && nominal && isFiniteVerb(tokens, index)) {
      let main = index;
      if (token.pos === 'AUX' || finiteAuxiliaries.has(token.lower)) {
        let next = index + 1;
        while (
          next < end &&
          (tokens[next]!.pos === 'AUX' || tokens[next]!.pos === 'ADV' || adverbLike.has(tokens[next]!.lower))
        )
          next += 1;
        if (tokens[next]?.pos === 'VERB' && next < end) main = next;
      } else if (isReducedRelative(tokens, index, end)) return null;
      return {subjectFrom: from, verb: index, main, to: end};
    }
    if (isPossessive(tokens, index)) continue;
    if (token.pos === 'VERB') {
      // `Kneading does not mean …`
      if (index === from && token.lower.endsWith('ing') && isFiniteVerb(tokens, index + 1)) {
        nominal = true;
        continue;
      }
      if (
        /(?:ing|ed|en)$/.test(token.lower) &&
        (isNominal(tokens[index + 1]) || tokens[index + 1]?.pos === 'ADJ')
      )
        continue;
      return null;
    }
    if (!subjectParts.has(token.pos) || /^(?:that|which|who|whose|where|when)$/.test(token.lower)) {
      if (index === from && /^(?:that|this|these|those)$/.test(token.lower)) nominal = true;
      else if (token.text !== '%') return null;
    }
    if (isNominal(token) || (token.pos === 'PRON' && subjectPronouns.has(token.lower))) nominal = true;
  }
  return null;
}

/** `hives kept in cities live longer`: a second verb follows without anything to join it. */
function isReducedRelative(tokens: readonly Token[], verb: number, end: number): boolean {
  if (!/(?:ed|en|wn|pt|ght|ound|ld|de|ut|nt|lt|ung)$/.test(tokens[verb]!.lower)) return false;
  if (!['ADP', 'ADV'].includes(tokens[verb + 1]?.pos ?? '') && !isFiniteVerb(tokens, verb + 1)) return false;
  for (let index = verb + 1; index < end; index += 1) {
    const token = tokens[index]!;
    if (/^[,;:–—“"(]$/.test(token.text)) return false;
    if (token.pos === 'SCONJ' || token.pos === 'CCONJ') return false;
    if (/^(?:that|which|who|what|how|why|where|when|as|than|to)$/.test(token.lower)) return false;
    if (isFiniteVerb(tokens, index)) return true;
  }
  return false;
}

/** A noun phrase by token indexes; `head` is its last noun. */
export interface Chunk {
  readonly from: number;
  readonly to: number;
  readonly head: number;
}

/** The noun phrases of a sentence, determiners included, in order and without overlap. */
export function nounPhrases(tokens: readonly Token[]): Chunk[] {
  const chunks: Chunk[] = [];
  let from = -1;
  let head = -1;
  const close = () => {
    if (from >= 0 && head >= from) chunks.push({from, to: head + 1, head});
    from = -1;
    head = -1;
  };
  tokens.forEach((token, index) => {
    const possessivePronoun = /^(?:its|his|her|their|my|our|your|whose)$/.test(token.lower);
    if (token.pos === 'DET' || possessivePronoun) {
      close();
      from = index;
    } else if (
      token.pos === 'ADJ' ||
      token.pos === 'NUM' ||
      token.text === '$' ||
      token.text === '£' ||
      token.text === '€'
    ) {
      if (head >= 0 && tokens[head]!.pos !== 'NUM') close();
      if (from < 0) from = index;
      if (token.pos === 'NUM') head = index;
    } else if (isNominal(token)) {
      if (from < 0) from = index;
      head = index;
    } else if (isPossessive(tokens, index)) {
      // stays inside: `the city’s bridge`
    } else if (
      token.pos === 'VERB' &&
      /(?:ing|ed|en)$/.test(token.lower) &&
      isNominal(tokens[index + 1]) &&
      (from >= 0 ? head < 0 : tokens[index - 1]?.pos === 'ADP')
    ) {
      if (from < 0) from = index;
    } else close();
  });
  close();
  return chunks;
}

/** Text of tokens[from, to) as it stands in the sentence. */
export function textOf(sentence: string, tokens: readonly Token[], from: number, to: number): string {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last ? sentence.slice(first.start, last.end) : '';
}

export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

export function capitalise(text: string): string {
  return text.replace(
    /^([“"'‘(]*)(\p{Ll})/u,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
