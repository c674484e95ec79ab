import {capitalise, isNominal, wordCount} from './grammar.ts';
import type {Material} from './material.ts';
import {type NamedThing, namedThings, usualForm} from './named-things.ts';
import type {Tagger} from './nlp.ts';
import {stemOf} from './salience.ts';
import {sentenceCase} from './sentence-case.ts';
import {namedByHeadline} from './topic-in-headline.ts';
import {mostNamed, type TopicName} from './topic-name.ts';

/** What the video is about, in the forms the writer needs. */
export interface Topic {
  /** For the end of a sentence: `the four-day school week`, `sea otters`. */
  readonly phrase: string;
  /** As a label, without an article: `Four-day school week`. */
  readonly label: string;
  /** The title in sentence case. */
  readonly title: string;
  readonly stems: ReadonlySet<string>;
  /** Other things the text keeps coming back to, as labels. */
  readonly related: readonly string[];
}

/** Finds the noun phrase a text is about: often in the body, best when the title has it too. */
export function topicOf(material: Material, given: string | undefined, tagger: Tagger): Topic {
  const title = sentenceCase(given && material.sentences.length === 0 ? given : material.title, material);
  const titleTokens = tagger.tag(title);
  const titleStems = new Set(
    titleTokens
      .filter((token) => !token.stop && /\p{L}/u.test(token.text))
      .map((token) => stemOf(token.lemma)),
  );
  const headline = {text: title, tokens: titleTokens};
  const things = namedThings(material, headline);
  const named = mostNamed(things, material, titleStems);
  const found = named && namedByHeadline(named, headline, material);
  const read = given ? found : namedAfterPerson(found, material, titleStems);
  const related = relatedTo(read, things, material);
  let best = read;
  if (given && (!read || isNounPhrase(given, tagger))) best = nameGiven(given, material, tagger);
  else if (given && read && material.sentences.length === 0) {
    // A question as a topic is shown as it was asked; what it is about serves for pictures and tags.
    related.unshift(read.label);
    best = {...read, label: capitalise(given.replace(/[.!?]+$/, ''))};
  }
  best ??= {phrase: title || 'this', label: capitalise(title || 'This'), heads: [...titleStems]};
  return {
    phrase: best.phrase,
    label: best.label,
    title,
    stems: new Set([...best.heads, ...titleStems]),
    related,
  };
}

/** A story of one person is named after them, not after a thing that anybody has. */
function namedAfterPerson(
  name: TopicName | null,
  material: Material,
  titleStems: ReadonlySet<string>,
): TopicName | null {
  const [hero] = [...material.people.values()]
    .map((person) => ({
      person,
      mentions: material.sentences.filter((sentence) => sentence.text.includes(person.surname)).length,
    }))
    .filter(({mentions}) => mentions >= 4 && mentions / material.sentences.length > 0.15)
    .sort((one, other) => other.mentions - one.mentions);
  if (!hero) return name;
  // Whom a text comes to only late is not whom it is about.
  const met = material.sentences.findIndex(({text}) => text.includes(hero.person.surname));
  if (name && met > material.sentences.length / 3) return name;
  if (name && name.heads.length > 1 && name.heads.every((stem) => titleStems.has(stem))) return name;
  if (name && /^\p{Lu}/u.test(name.phrase) && !(name.heads.length === 1 && !titleStems.has(name.heads[0]!)))
    return name;
  const {full, surname} = hero.person;
  return {phrase: full, label: full, heads: [stemOf(surname.toLowerCase())]};
}

/** Other things of two or three words that the text names more than once, the most often first. */
function relatedTo(name: TopicName | null, things: readonly NamedThing[], material: Material): string[] {
  return things
    .filter(
      (thing) =>
        thing.count >= 2 &&
        thing.heads.length <= 3 &&
        !thing.heads.every((stem) => name?.heads.includes(stem)) &&
        thing.heads.length > 1 &&
        ![...material.people.values()].some((person) =>
          [...thing.surfaces.keys()].some((form) => person.full.includes(form)),
        ),
    )
    .sort((one, other) => other.count * other.heads.length - one.count * one.heads.length)
    .map(usualForm)
    .slice(0, 3);
}

function isNounPhrase(given: string, tagger: Tagger): boolean {
  return (
    wordCount(given) <= 7 &&
    !/^(?:why|how|what|when|where|who|should|can|is|are|do|does)\b/i.test(given) &&
    isNominal(tagger.tag(given).findLast((token) => /\p{L}/u.test(token.text)))
  );
}

function nameGiven(given: string, material: Material, tagger: Tagger): TopicName {
  const tokens = tagger.tag(given);
  const cased = sentenceCase(given, material);
  const lowered =
    material.lowerWords.has(cased.split(' ')[0]!.toLowerCase()) || tokens[0]?.pos !== 'PROPN'
      ? cased.charAt(0).toLowerCase() + cased.slice(1)
      : cased;
  return {
    phrase: /^[A-Z]{2}/.test(given) ? given : lowered,
    label: capitalise(cased),
    heads: tokens.map((token) => stemOf(token.lemma)),
  };
}
