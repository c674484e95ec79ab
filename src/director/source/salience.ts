import {figuresOf} from './figures.ts';
import {isWord, wordCount} from './grammar.ts';
import type {Material, Sentence} from './material.ts';
import type {Tagger} from './nlp.ts';

/** Content words of a text as lemmas, with light folding of plurals and endings. */
export function termsOf(tokens: Sentence['tokens']): string[] {
  const terms: string[] = [];
  for (const token of tokens) {
    if (!isWord(token) || token.stop || token.text.length < 2 || /^\d/.test(token.text)) continue;
    terms.push(stemOf(token.lemma));
  }
  return terms;
}

/** A crude stem: enough to see that `closing`, `closure` and `close` are of one family. */
export function stemOf(word: string): string {
  const lower = word.toLowerCase();
  if (lower.length < 5) return lower;
  return lower.replace(/(?:ations?|ingly|ings?|edly|ed|ies|es|s|ments?|ness|ures?|e|ly)$/, '');
}

type Vector = ReadonlyMap<string, number>;

function cosine(a: Vector, b: Vector): number {
  let dot = 0;
  let sizeA = 0;
  let sizeB = 0;
  for (const [term, weight] of a) {
    sizeA += weight * weight;
    dot += weight * (b.get(term) ?? 0);
  }
  for (const weight of b.values()) sizeB += weight * weight;
  return sizeA && sizeB ? dot / Math.sqrt(sizeA * sizeB) : 0;
}

/** How much each sentence says of what the whole text is about, and what makes it worth saying aloud. */
export interface Salience {
  readonly score: readonly number[];
  readonly vectors: readonly Vector[];
  readonly idf: ReadonlyMap<string, number>;
  /** Best score of all; scores are compared with it. */
  readonly best: number;
}

const finding =
  /\b(?:found|finds|show(?:s|ed|n)?|reveal(?:s|ed)?|discovered|means|proved|suggests?|suggested|concluded|estimates?|estimated|warned|predicts?|confirmed)\b/i;
const superlative =
  /\b(?:first|largest|biggest|smallest|oldest|youngest|highest|lowest|fastest|longest|only|record|worst|best|most|never before|for the first time|unprecedented)\b/i;
const contrast =
  /\b(?:but|however|yet|although|though|despite|instead|rather than|unlike|even though|while|contrary)\b/i;
const consequence =
  /\b(?:because|so that|as a result|therefore|which means|means that|leads? to|led to|caus(?:e|es|ed)|due to|thanks to|will|would|could)\b/i;
const outcomeHeading =
  /\b(?:what happened|results?|outcomes?|findings?|what (?:changed|we (?:found|learned)|i (?:found|learned)|they found)|how it (?:went|worked|ended)|the answer|conclusion)\b/i;
const turn =
  /\bsomething (?:\w+er|strange|odd|unexpected|remarkable|surprising)\b|\bthe (?:strange|odd|surprising|funny|weird|best|worst) part\b|\bto (?:their|our|my|everyone[’']s) surprise\b/i;
const spelledFigure =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|third|quarter|dozen|twice)\b (?:of |an? |the )?(?:minutes?|hours?|days?|weeks?|months?|years?|times|people|million|billion|percent|per cent)\b/i;
const meta =
  /\b(?:this (?:article|post|guide|page|section|chapter|video|story|blog|piece|list|report)|below|above|as mentioned|read on|in this|stay tuned|let(?:’|')s (?:take|look|dive|get|start|talk))\b/i;
const filler =
  /\b(?:excited|thrilled|proud|delighted|pleased|committed to|dedicated to|passionate|world-class|cutting-edge|best-in-class|industry-leading|state-of-the-art|seamless(?:ly)?|innovative solutions?|leading provider|mission is|for more information|visit us|visit our|learn more|find out more|contact us|available at|book (?:now|your)|don(?:’|')t miss|check out)\b/i;
/** It praises or sets a mood, and says nothing. */
const gushing =
  /\b(?:palpable|in awe|awe-inspiring|jaw-dropping|came alive|testament to|unforgettable|breathtaking|thrilled|sheer (?:determination|joy|delight)|spectacular fashion|electric atmosphere|something for everyone|hidden gem|must-see|second to none|little wonder|no wonder|needless to say|sight to behold|rich tapestry|in today[’']s (?:fast-paced|modern|digital)|plays? an? (?:crucial|vital|key|important|significant) role)\b/i;
/** It announces that there is something to say. */
const announcing =
  /\b(?:is|are|was|were|remains?) (?:a |an )?(?:question that|(?:much|far|a lot|even)? ?more (?:complicated|complex|nuanced)\b(?! than)|not (?:that|so) simple|another story|anything but simple)|\b(?:has|have) (?:long )?(?:perplexed|puzzled|fascinated|baffled|captivated)\b|^(?:But )?(?:what|why|how) (?:exactly )?(?:is|are|does|do) (?:it|they|this|that)\b/i;
const declined =
  /\b(?:declined to comment|did not (?:immediately )?respond|could not be reached|was not available|has been contacted|approached for comment)\b/i;

/**
 * TextRank over cosine of tf-idf stems (edges above 0.05, damping 0.85, 30 rounds), likeness to the whole text and to
 * its title, place in the text, and marks of news value; what no viewer needs is marked down.
 */
export function salienceOf(material: Material, tagger: Tagger): Salience {
  const {sentences, kind} = material;
  const count = sentences.length;
  const terms = sentences.map((sentence) => termsOf(sentence.tokens));
  const documents = new Map<string, number>();
  for (const list of terms)
    for (const term of new Set(list)) documents.set(term, (documents.get(term) ?? 0) + 1);
  const idf = new Map([...documents].map(([term, seen]) => [term, Math.log(1 + count / seen)]));
  const toVector = (list: readonly string[]): Vector => {
    const vector = new Map<string, number>();
    for (const term of list) vector.set(term, (vector.get(term) ?? 0) + (idf.get(term) ?? 0.5));
    return vector;
  };
  const vectors = terms.map(toVector);
  const frequency = new Map<string, number>();
  for (const list of terms) for (const term of list) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const centroid: Vector = new Map(
    [...frequency].filter(([, seen]) => seen > 1).map(([term, seen]) => [term, seen]),
  );
  const title = toVector(termsOf(tagger.tag(material.title)));

  const edges: {to: number; weight: number}[][] = sentences.map(() => []);
  for (let a = 0; a < count; a += 1) {
    for (let b = a + 1; b < count; b += 1) {
      const weight = cosine(vectors[a]!, vectors[b]!);
      if (weight <= 0.05) continue;
      edges[a]!.push({to: b, weight});
      edges[b]!.push({to: a, weight});
    }
  }
  const out = edges.map((list) => list.reduce((sum, edge) => sum + edge.weight, 0));
  let rank = sentences.map(() => 1);
  for (let round = 0; round < 30; round += 1) {
    rank = rank.map(
      (_, index) =>
        edges[index]!.reduce((sum, edge) => sum + (rank[edge.to]! * edge.weight) / (out[edge.to]! || 1), 0) *
          0.85 +
        0.15,
    );
  }
  const bestRank = Math.max(...rank, 1e-9);
  const likeness = vectors.map((vector) => cosine(vector, centroid));
  const bestLikeness = Math.max(...likeness, 1e-9);

  const pairs = beforeAndAfter(sentences);
  const score = sentences.map((sentence, index) => {
    const {text} = sentence;
    const words = wordCount(text);
    let value =
      rank[index]! / bestRank +
      (1.6 * likeness[index]!) / bestLikeness +
      1.4 * cosine(vectors[index]!, title);
    const place = sentence.rank + sentence.inBlock * 0.5;
    value +=
      kind === 'encyclopaedia'
        ? 1.2 / (1 + 0.12 * place)
        : kind === 'personal'
          ? 0.3
          : 0.9 / (1 + 0.25 * place);
    const figures = Math.max(figuresOf(text).length, Number(spelledFigure.test(text)));
    if (figures > 0) value += figures > 1 ? 0.65 : 0.45;
    if (figures > 3) value -= 0.3;
    // How it came out is what the viewer waits for; how it was before makes it tell.
    if (outcomeHeading.test(sentence.heading)) value += 0.5;
    if (/\b(?:now|today|since then|no longer)\b/i.test(text) && kind !== 'news') value += 0.25;
    if (figures > 0 && /\b(?:years? ago|used to|until then|at first)\b/i.test(text)) value += 0.3;
    if (turn.test(sentences[index - 1]?.text ?? '') && wordCount(sentences[index - 1]!.text) <= 9)
      value += 0.7;
    if (
      /\b(?:did not|didn[’']t|never|no longer) (?:rise|fall|change|increase|decrease|drop|grow|get worse|improve|return)\b/.test(
        text,
      )
    )
      value += outcomeHeading.test(sentence.heading) ? 1.2 : 0.4;
    value += pairs.get(index) ?? 0;
    if (finding.test(text)) value += 0.25;
    if (superlative.test(text)) value += 0.22;
    if (contrast.test(text)) value += 0.22;
    if (consequence.test(text)) value += 0.25;
    if (/[“"][^”"]{15,}[”"]/.test(text)) value += 0.15;
    if (words < 8) value -= figures > 0 ? 0.1 : 0.45;
    else if (words > 40) value -= 0.6;
    else if (words > 32) value -= 0.3;
    if (meta.test(text)) value -= 0.7;
    if (filler.test(text)) value -= 0.9;
    if (gushing.test(text)) value -= 0.5;
    if (announcing.test(text)) value -= 0.8;
    if (declined.test(text)) value -= 0.8;
    if (sentence.kind === 'list-item' && kind !== 'list' && kind !== 'how-to') value -= 0.3;
    // Further sources add to the first; they do not lead.
    if (sentence.source > 0) value -= 0.2;
    return value;
  });
  return {score, vectors, idf, best: Math.max(...score, 1e-9)};
}

/** Two sentences that measure one thing in two times, as in `took 47 minutes` … `now takes six minutes`. */
function beforeAndAfter(sentences: readonly Sentence[]): ReadonlyMap<number, number> {
  const measure =
    /\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half an?) (second|minute|hour|day|week|month|year|percent|per cent|dollar|euro|pound|mile|kilometre|ton|tonne|litre|degree)s?\b/i;
  const found = new Map<number, number>();
  const marked = (pattern: RegExp) =>
    sentences.filter((sentence) => pattern.test(sentence.text) && measure.test(sentence.text));
  const before = marked(/\b(?:ago|used to|before|until then|at first|in the past|originally|once)\b/i);
  const after = marked(/\b(?:now|today|since then|afterwards|these days|at the end)\b/i);
  for (const early of before) {
    for (const late of after) {
      if (early === late || early.source !== late.source) continue;
      const unit = (text: string) => measure.exec(text)?.[1]?.toLowerCase();
      const nouns = new Set(early.tokens.filter((token) => token.pos === 'NOUN').map((token) => token.lemma));
      const shared = late.tokens.some(
        (token) => token.pos === 'NOUN' && nouns.has(token.lemma) && token.lemma !== unit(early.text),
      );
      // `used to miss by five weeks. It now misses by four days.`
      const next = late.index === early.index + 1 && /^(?:It|They|Now)\b/.test(late.text);
      if (!next && (!shared || unit(early.text) !== unit(late.text))) continue;
      found.set(early.index, 1);
      found.set(late.index, 2.2);
    }
  }
  return found;
}
