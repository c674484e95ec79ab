import type {NewsCategory, NewsItem} from '../../schema/index.ts';
import {contentWords, stemOf} from './words.ts';

/** How a report came to its category. */
export interface CategoryMatch {
  readonly by: 'source' | 'words';
  /** The source's own word, or the words that decided. */
  readonly words: readonly string[];
}

/** What sources call their sections. */
const sections: Readonly<Record<NewsCategory, string>> = {
  business:
    'business finance economy economics money markets companies wirtschaft finanzen économie economía economia',
  entertainment:
    'entertainment culture film movies music television tv arts celebrity games kultur unterhaltung cultura',
  health: 'health wellness medicine gesundheit santé salud saúde salute',
  politics: 'politics government election elections nation policy politik politique política politica',
  science:
    'science environment space climate nature physics biology wissenschaft sciences ciencia ciência scienza',
  sports: 'sport sports football soccer tennis basketball cricket rugby golf cycling deportes esportes',
  technology:
    'technology tech computing software gadgets ai internet programming technik digital technologie tecnología tecnologia',
  world: 'world international global europe asia africa americas ausland monde mundo mondo',
};

/** English words that are rare outside one field. */
const lexicon: Readonly<Record<NewsCategory, string>> = {
  business:
    'stock stocks shares market investors earnings revenue profit inflation bank merger acquisition ipo startup tariff economy ceo bankruptcy',
  entertainment:
    'film movie album singer actor actress netflix box-office concert festival oscars grammy celebrity series trailer',
  health:
    'vaccine disease cancer hospital patients doctors virus outbreak drug clinical obesity diabetes surgery mental-health nhs',
  politics:
    'election vote senate congress parliament president minister lawmakers campaign ballot governor democrats republicans bill',
  science:
    'scientists researchers study nasa asteroid telescope species fossil climate physics galaxy planet quantum volcano dinosaur',
  sports:
    'match league cup coach striker goal tournament olympics championship playoffs quarterback innings grand-prix player team',
  technology:
    'software app ai chip startup smartphone google apple microsoft openai robot cyberattack hackers browser linux developer',
  world:
    'ceasefire troops embassy sanctions refugees diplomats border summit un nato missile earthquake coup',
};

const stemsOf = (words: string) => new Set(words.split(' ').map((word) => stemOf(word)));
const sectionStems = Object.fromEntries(
  Object.entries(sections).map(([key, words]) => [key, stemsOf(words)]),
);
const lexiconStems = Object.fromEntries(Object.entries(lexicon).map(([key, words]) => [key, stemsOf(words)]));

/** Words of the lexicon that a text needs before they decide. */
const fewestWords = 2;

/**
 * Whether a report belongs to a category: by what its source calls it, else by two different words of the field in
 * title and summary, in English.
 */
export function categoryMatch(item: NewsItem, category: NewsCategory): CategoryMatch | undefined {
  const section = item.categories.find((name) =>
    contentWords(name.replace(/[/_&-]/gu, ' ')).some((word) => sectionStems[category]?.has(word)),
  );
  if (section !== undefined) return {by: 'source', words: [section]};
  const words = contentWords(`${item.title} ${item.summary}`, item.language);
  const hits = [...new Set(words.filter((word) => lexiconStems[category]?.has(word)))];
  return hits.length >= fewestWords ? {by: 'words', words: hits} : undefined;
}
