import {contentWords} from './words.ts';

/** What a text has to do with a topic. */
export interface Relevance {
  /** 0 nothing, 1 all of it, in its title. */
  readonly score: number;
  /** Words of the topic that were found, as the topic writes them. */
  readonly matched: readonly string[];
  /** In words, as in `“solar” and “storm” in the title, “aurora” in the summary`. */
  readonly reason: string;
}

export interface RelevantText {
  readonly title: string;
  readonly summary?: string;
  readonly content?: string | undefined;
  readonly categories?: readonly string[];
  readonly language?: string | undefined;
}

const places = [
  ['title', 1],
  ['categories', 0.8],
  ['summary', 0.7],
  ['content', 0.4],
] as const;

const list = new Intl.ListFormat('en', {type: 'conjunction'});

/**
 * Likeness of a text to a topic: the share of the topic's words that it holds, each counted where it says most. A
 * phrase that stands whole in the title counts a tenth more. Words are compared without their endings.
 * @param weight how much each word of the topic tells; all alike when left out
 */
export function relevanceOf(
  text: RelevantText,
  topic: string,
  weight: (stem: string) => number = () => 1,
): Relevance {
  const {title, summary = '', content = '', categories = [], language} = text;
  const stems = {
    title: contentWords(title, language),
    categories: contentWords(categories.join(' '), language),
    summary: contentWords(summary, language),
    content: contentWords(content.slice(0, 8000), language),
  };
  const wanted = new Map<string, string>();
  for (const {segment, isWordLike} of new Intl.Segmenter(language ?? 'en', {granularity: 'word'}).segment(
    topic,
  )) {
    const [stem] = isWordLike === true ? contentWords(segment, language) : [];
    if (stem !== undefined && !wanted.has(stem)) wanted.set(stem, segment);
  }
  if (wanted.size === 0) return {score: 0, matched: [], reason: 'the topic has no words to look for'};
  const found: Record<(typeof places)[number][0], string[]> = {
    title: [],
    categories: [],
    summary: [],
    content: [],
  };
  let got = 0;
  let all = 0;
  for (const [stem, word] of wanted) {
    const tells = weight(stem);
    all += tells;
    const place = places.find(([name]) => stems[name].includes(stem));
    if (!place) continue;
    found[place[0]].push(word);
    got += tells * place[1];
  }
  const sequence = [...wanted.keys()].join(' ');
  const isWhole = wanted.size > 1 && ` ${stems.title.join(' ')} `.includes(` ${sequence} `);
  const score = Math.min(1, (got / all) * (isWhole ? 1.1 : 1));
  const told = places
    .filter(([name]) => found[name].length > 0)
    .map(
      ([name]) =>
        `${list.format(found[name].map((word) => `“${word}”`))} in the ${name === 'content' ? 'text' : name}`,
    );
  const missing = [...wanted.values()].filter((word) => !Object.values(found).flat().includes(word));
  return {
    score: Math.round(score * 1000) / 1000,
    matched: Object.values(found).flat(),
    reason:
      told.length === 0
        ? `none of ${list.format(missing.map((word) => `“${word}”`))}`
        : `${told.join(', ')}${missing.length === 0 ? '' : `; not ${list.format(missing.map((word) => `“${word}”`))}`}`,
  };
}
