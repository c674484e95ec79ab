import {type Chunk, nounPhrases, textOf} from './grammar.ts';
import type {Material} from './material.ts';
import type {Token} from './nlp.ts';
import {stemOf} from './salience.ts';

/** A noun phrase of a text without its article, and how the text writes it. */
export interface NamedThing {
  /** How often it stands at all, behind `the`, behind `a`, and with nothing before it. */
  count: number;
  /** How often only where something is: `in California`. */
  places: number;
  the: number;
  a: number;
  bare: number;
  /** Its spellings, and how often each stands. */
  readonly surfaces: Map<string, number>;
  /** Whether it was taken for a name. */
  capital: boolean;
  /** The stems of its words. */
  readonly heads: readonly string[];
}

interface Written {
  readonly text: string;
  readonly tokens: readonly Token[];
}

const vague =
  /^(?:thing|way|people|year|time|day|part|lot|number|percent|week|month|kind|sort|example|world|man|woman|one|reason|fact|minute|hour|person|somebody|everyone|morning|evening|spokeswoman|spokesman|statement|hundred|thousand|million|adult|participant|researcher|scientist|expert|author|team|study|report|result|finding|group|official|reader|customer|visitor|fan|member|worker|trial)s?$/i;

/** What a title and its text speak of, in the order they first do. */
export function namedThings(material: Material, title: Written): NamedThing[] {
  const things = new Map<string, NamedThing>();
  for (const sentence of [...material.sentences, title]) {
    for (const chunk of nounPhrases(sentence.tokens)) {
      let {from} = chunk;
      if (isDeterminer(sentence.tokens[from]!)) from += 1;
      while (from < chunk.to && sentence.tokens[from]!.pos === 'NUM') from += 1;
      for (let start = from; start < chunk.to; start += 1) {
        if (!isThing(sentence, chunk, start, title.text)) continue;
        const key = sentence.tokens
          .slice(start, chunk.to)
          .map((token) => stemOf(token.lemma))
          .join(' ');
        const thing = things.get(key) ?? unseen(key);
        note(thing, sentence, chunk, start, title.text, material);
        things.set(key, thing);
      }
    }
  }
  return [...things.values()];
}

function isDeterminer({pos}: Token): boolean {
  return pos === 'DET' || pos === 'PRON';
}

/** Whether the end of a noun phrase that begins at `start` could name something. */
function isThing(sentence: Written, chunk: Chunk, start: number, title: string): boolean {
  const {tokens} = sentence;
  const words = tokens.slice(start, chunk.to);
  const opening = tokens[start]!;
  if (words.length > 4 || words.some((token) => token.pos === 'NUM' || /[’'$£€%]/.test(token.text)))
    return false;
  if (
    opening.pos === 'ADJ' &&
    /^(?:other|many|few|new|same|own|several|such|more|most|last|next|good|big|first)$/.test(opening.lower)
  )
    return false;
  // `roots slow waves`, `octopuses dream`: a verb that was taken for part of a name.
  if (start > chunk.from && opening.pos === 'ADJ' && tokens[start - 1]!.pos === 'NOUN') return false;
  if (
    words.length > 1 &&
    opening.pos === 'NOUN' &&
    opening.lemma !== opening.lower &&
    /[^s]s$/.test(opening.lower) &&
    !/^(?:sports|sales|savings|goods|systems|operations|news|arms|customs|communications)$/.test(
      opening.lower,
    )
  )
    return false;
  const head = tokens[chunk.head]!;
  // `The real story of the bicycle` is about the bicycle.
  if (/^(?:story|guide|look|idea|tip|way|thing|reason|fact|secret)$/.test(head.lemma)) return false;
  // `The right way to hydrate`: what is done, not what it is done to.
  if (sentence.text === title && words.length === 1 && tokens[start - 1]?.lower === 'to') return false;
  return (
    !(vague.test(head.lemma) && words.length < 2) &&
    textOf(sentence.text, tokens, start, chunk.to).length >= 3
  );
}

function unseen(key: string): NamedThing {
  return {
    count: 0,
    places: 0,
    the: 0,
    a: 0,
    bare: 0,
    surfaces: new Map(),
    capital: false,
    heads: key.split(' '),
  };
}

/** Counts one place where a thing is named. */
function note(
  thing: NamedThing,
  {text, tokens}: Written,
  chunk: Chunk,
  start: number,
  title: string,
  material: Material,
): void {
  const determiner = tokens[chunk.from]!;
  const possessed = /[’']s?\b/.test(textOf(text, tokens, chunk.from, chunk.to));
  thing.count += 1;
  if (/^(?:in|at|near|across|from|around|outside)$/.test(tokens[chunk.from - 1]?.lower ?? ''))
    thing.places += 1;
  if (!possessed && isDeterminer(determiner)) {
    if (determiner.lower === 'the') thing.the += 1;
    else if (/^(?:a|an)$/.test(determiner.lower)) thing.a += 1;
  } else if (!possessed && text !== title) thing.bare += 1;
  if (tokens[chunk.head]!.pos === 'PROPN') thing.capital = true;
  const written = textOf(text, tokens, start, chunk.to);
  const surface =
    start === 0 && !/^\p{Lu}\S*\p{Lu}/u.test(written) ? inLowerCase(written, material) : written;
  thing.surfaces.set(surface, (thing.surfaces.get(surface) ?? 0) + 1);
}

/** A phrase without the capital of its first word, where that word is no name. */
export function inLowerCase(phrase: string, material: Pick<Material, 'lowerWords' | 'sentences'>): string {
  return material.lowerWords.has(phrase.split(/[\s-]/)[0]!.toLowerCase()) || onlyOpens(phrase, material)
    ? phrase.charAt(0).toLowerCase() + phrase.slice(1)
    : phrase;
}

/** `Daytime naps`, `Container-grown tomatoes`: a capital that stands only where a sentence or a title begins. */
export function onlyOpens(phrase: string, {sentences}: Pick<Material, 'sentences'>): boolean {
  const [first = '', ...rest] = phrase.split(/[\s-]/);
  if (rest.length === 0 || !/^\p{Lu}\p{Ll}+$/u.test(first) || rest.some((word) => /^\p{Lu}/u.test(word)))
    return false;
  return !sentences.some(({tokens}) =>
    tokens.some(
      (token, index) => index > 0 && token.text === first && !/^[.:!?“"‘(–—]$/.test(tokens[index - 1]!.text),
    ),
  );
}

/** How a text writes a thing most often. */
export function usualForm({surfaces}: NamedThing): string {
  return [...surfaces].sort((one, other) => other[1] - one[1])[0]![0];
}
