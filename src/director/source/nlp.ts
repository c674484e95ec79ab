/** One word or mark of a text, with its offsets and its part of speech (universal tags: NOUN, VERB, …). */
export interface Token {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  readonly pos: string;
  readonly lemma: string;
  /** True for words without content of their own: articles, pronouns, auxiliaries, … */
  readonly stop: boolean;
}

/** Cuts text into tagged tokens. Holds no state that changes an answer. */
export interface Tagger {
  tag(text: string): readonly Token[];
}

const modals = new Set([
  'will',
  'would',
  'can',
  'could',
  'may',
  'might',
  'must',
  'should',
  'shall',
  "'ll",
  '’ll',
]);
const betweenModalAndVerb = new Set([
  'not',
  "n't",
  'n’t',
  'also',
  'now',
  'never',
  'still',
  'only',
  'soon',
  'then',
]);
const wordLike = /[\p{L}\p{N}]/u;

interface Raw {
  text: string;
  start: number;
  end: number;
  pos: string;
  lemma: string;
  stop: boolean;
}

/** `four-day` is one word to a reader; the tagger gives three tokens. */
function joinHyphens(tokens: readonly Raw[]): Raw[] {
  const joined: Raw[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    const before = joined.at(-1);
    const after = tokens[index + 1];
    const isHyphen = token.text === '-' || token.text === '‑';
    if (isHyphen && before && after && before.end === token.start && token.end === after.start) {
      if (wordLike.test(before.text) && wordLike.test(after.text)) {
        const afterThat = tokens[index + 2];
        const leadsOn = afterThat?.pos === 'NOUN' || afterThat?.pos === 'ADJ' || afterThat?.text === '-';
        before.text = `${before.text}-${after.text}`;
        before.end = after.end;
        before.lemma = `${before.lemma}-${after.lemma}`;
        before.stop = false;
        if (before.pos !== 'PROPN') before.pos = leadsOn || /ed$|ing$/.test(after.text) ? 'ADJ' : 'NOUN';
        index += 1;
        continue;
      }
    }
    joined.push({...token});
  }
  return joined;
}

/** The small model takes many a verb after `will` for an adjective or noun. */
function mendVerbs(tokens: Raw[]): void {
  for (let index = 0; index < tokens.length; index += 1) {
    if (!modals.has(tokens[index]!.text.toLowerCase())) continue;
    let next = index + 1;
    while (betweenModalAndVerb.has(tokens[next]?.text.toLowerCase() ?? '') || tokens[next]?.pos === 'ADV')
      next += 1;
    const verb = tokens[next];
    if (verb && ['ADJ', 'NOUN', 'PROPN', 'ADP'].includes(verb.pos) && /^[a-z]+$/.test(verb.text))
      verb.pos = 'VERB';
  }
  // `a worker checks email`: no verb in the clause but the word that looks like a plural.
  for (let index = 1; index < tokens.length - 1; index += 1) {
    const token = tokens[index]!;
    const before = tokens[index - 1]!;
    const after = tokens[index + 1]!;
    if (
      token.pos === 'VERB' &&
      /[^s]s$/.test(token.text) &&
      ['ADJ', 'NUM'].includes(before.pos) &&
      ['PUNCT', 'ADP', 'AUX'].includes(after.pos)
    )
      token.pos = 'NOUN';
    if (
      token.pos !== 'NOUN' ||
      !/^[a-z]+[^s']s$/.test(token.text) ||
      !(
        ['NOUN', 'PROPN'].includes(before.pos) ||
        (before.pos === 'NUM' && tokens[index - 2]?.pos === 'PROPN')
      ) ||
      before.text.endsWith('s')
    )
      continue;
    if (
      !['ADP', 'DET', 'ADV', 'PRON', 'NUM', 'NOUN'].includes(after.pos) ||
      /^(?:who|that|which|whose)$/.test(after.text)
    )
      continue;
    const borders = (part: Raw) =>
      /^[,;:–—.]$/.test(part.text) ||
      ['CCONJ', 'SCONJ'].includes(part.pos) ||
      /^(?:what|that|which|who|where)$/.test(part.text);
    let from = index - 1;
    while (from > 0 && !borders(tokens[from]!)) from -= 1;
    let to = index + 1;
    while (to < tokens.length - 1 && !borders(tokens[to]!)) to += 1;
    const clause = [...tokens.slice(from, index), ...tokens.slice(index + 1, to)];
    if (clause.every((part) => (part.pos !== 'VERB' || part.text.endsWith('ed')) && part.pos !== 'AUX'))
      token.pos = 'VERB';
  }
  // `cats press down`, `ions move from`: a plural noun, then what the model took for one more noun.
  for (let index = 1; index < tokens.length - 1; index += 1) {
    const token = tokens[index]!;
    const before = tokens[index - 1]!;
    const after = tokens[index + 1]!;
    if (
      token.pos !== 'NOUN' ||
      !/^[a-z]+$/.test(token.text) ||
      /(?:[^s]s|ion|ment|ness|ity|er|or)$/.test(token.text)
    )
      continue;
    if (before.pos !== 'NOUN' || !/[^s]s$/.test(before.text) || before.lemma === before.text) continue;
    if (!['ADP', 'DET', 'ADV', 'PRON', 'NUM', 'PART'].includes(after.pos)) continue;
    let later = index + 1;
    while (
      later < tokens.length &&
      !/^[,;:–—.]$/.test(tokens[later]!.text) &&
      !['VERB', 'AUX', 'CCONJ', 'SCONJ'].includes(tokens[later]!.pos) &&
      !/^(?:when|whenever|if|while|because|until|where|that|which|who)$/.test(tokens[later]!.text)
    )
      later += 1;
    if (
      ['VERB', 'AUX'].includes(tokens[later]?.pos ?? '') ||
      /^(?:a|an)$/i.test(tokens[index - 2]?.text ?? '')
    )
      continue;
    let clause = index - 1;
    while (
      clause >= 0 &&
      !/^[,;:–—.]$/.test(tokens[clause]!.text) &&
      !['VERB', 'AUX', 'CCONJ', 'SCONJ', 'ADP'].includes(tokens[clause]!.pos)
    )
      clause -= 1;
    if (
      clause < 0 ||
      /^[,;:–—.]$/.test(tokens[clause]!.text) ||
      ['CCONJ', 'SCONJ'].includes(tokens[clause]!.pos)
    )
      token.pos = 'VERB';
  }
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    // `more than 40`, `5 percent`: the head of a counted phrase is a noun whatever the model says.
    if (token.text === 'percent' || token.text === '%') token.pos = 'NOUN';
    if (/^\d/.test(token.text) && /^[\d.,]+$/.test(token.text)) token.pos = 'NUM';
    if (token.pos === 'PROPN' && /^[a-z]/.test(token.text)) token.pos = 'NOUN';
    // `Northwind Marine AS`: what kind of company, not a conjunction.
    if (
      /^(?:AS|SA|AG|AB|NV|SE|SpA|PLC|LLC|Inc|Ltd)$/.test(token.text) &&
      /^\p{Lu}\p{Ll}/u.test(before?.text ?? '')
    )
      token.pos = 'PROPN';
    if (token.text === 'right' && tokens[index + 1]?.text === 'now') token.pos = 'ADV';
    // `spends the night lighting an empty road`
    const next = tokens[index + 1];
    if (token.pos === 'NOUN' && /[a-z]ing$/.test(token.text) && before?.pos === 'NOUN' && next?.pos === 'DET')
      token.pos = 'VERB';
    if (before && /^(the|a|an)$/i.test(before.text) && token.pos === 'VERB' && !/ing$|ed$/.test(token.text))
      token.pos = 'NOUN';
  }
}

async function load(): Promise<Tagger> {
  const [{default: winkNlp}, {default: model}] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ]);
  const nlp = winkNlp(model, ['pos']);
  const {
    value: valueOf,
    pos: posOf,
    lemma,
    stopWordFlag,
  } = nlp.its as unknown as Record<
    'value' | 'pos' | 'lemma' | 'stopWordFlag',
    // Readers of the library, typed by what they give for a list of tokens.
    typeof nlp.its.value
  >;
  return {
    tag(text) {
      const tokens = nlp.readDoc(text).tokens();
      const values = tokens.out<string>(valueOf);
      const tags = tokens.out<string>(posOf);
      const lemmas = tokens.out<string>(lemma);
      const stops = tokens.out(stopWordFlag) as unknown as boolean[];
      const raw: Raw[] = [];
      let cursor = 0;
      values.forEach((value, index) => {
        const found = text.indexOf(value, cursor);
        if (found < 0) return;
        cursor = found + value.length;
        raw.push({
          text: value,
          start: found,
          end: cursor,
          pos: tags[index] ?? 'X',
          lemma: lemmas[index] ?? value.toLowerCase(),
          stop: stops[index] ?? false,
        });
      });
      const joined = joinHyphens(raw);
      mendVerbs(joined);
      return joined.map((token) => ({...token, lower: token.text.toLowerCase().replaceAll('’', "'")}));
    },
  };
}

let loading: Promise<Tagger> | undefined;

/** The tagger, loaded once a process (about 0.2 s) and only when something is to be written. */
export async function loadTagger(): Promise<Tagger> {
  loading ??= load();
  const base = await loading;
  // One script asks for the same sentences again and again; the memory of it ends with the script.
  const known = new Map<string, readonly Token[]>();
  return {
    tag(text) {
      let tokens = known.get(text);
      if (!tokens) {
        tokens = base.tag(text);
        known.set(text, tokens);
      }
      return tokens;
    },
  };
}
