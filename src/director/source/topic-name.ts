import {capitalise} from './grammar.ts';
import type {Material} from './material.ts';
import {inLowerCase, type NamedThing, onlyOpens, usualForm} from './named-things.ts';
import {stemOf} from './salience.ts';

/** What a text is about, as a phrase for the end of a sentence and as a label. */
export interface TopicName {
  readonly phrase: string;
  readonly label: string;
  readonly heads: readonly string[];
}

/** How a thing is written, as far as its article depends on it. */
interface Form {
  readonly surface: string;
  readonly plural: boolean;
  readonly name: boolean;
  /** It stands in the title alone. */
  readonly onlyTitle: boolean;
}

/** The name of the thing a text is most about: often in the body, best when the title has it too. */
export function mostNamed(
  things: readonly NamedThing[],
  material: Material,
  titleStems: ReadonlySet<string>,
): TopicName | null {
  const bodyStems = new Set(
    material.sentences.flatMap((sentence) => sentence.tokens.map((token) => stemOf(token.lemma))),
  );
  let best: {name: TopicName; value: number} | null = null;
  for (const thing of things) {
    // `The quest for the holy grail` of a text about headphones: what the text never speaks of is not its topic.
    if (material.sentences.length > 0 && thing.heads.some((stem) => !bodyStems.has(stem))) continue;
    const words = thing.heads.length;
    const inTitle = thing.heads.filter((stem) => titleStems.has(stem)).length;
    if (thing.count < 2 && inTitle < words) continue;
    const form = formOf(thing, material);
    if (form.onlyTitle && words > 3) continue;
    // A countable noun that never stands bare, with `a` or with `the` cannot be named by itself.
    const price = form.onlyTitle ? (words > 1 || form.plural ? 2 : 4) : 0;
    // Where it happens is not what happens.
    const value =
      worthOf(thing.count, words, inTitle) +
      fame(thing, form, material, inTitle) -
      price -
      (form.name && thing.places >= thing.count * 0.5 ? 2.5 : 0);
    if (best && value <= best.value) continue;
    // A verb that the tagger took for a noun: `knuckles causes arthritis` names nothing.
    if (
      /\b(?:causes?|claims?|means?|shows?|says?|makes?|stops?|helps?|hits?|kills?|needs?|turns?|moves?)\b(?= \p{L})/iu.test(
        form.surface,
      )
    )
      continue;
    const phrase = `${articleOf(thing, form)}${form.surface}`;
    best = {name: {phrase, label: capitalise(form.surface), heads: thing.heads}, value};
  }
  return best?.name ?? null;
}

/** The title names the topic; the body says how often. */
function worthOf(count: number, words: number, inTitle: number): number {
  return (
    Math.log(1 + count) * (0.7 + 0.45 * Math.min(3, words)) +
    ((2.4 * inTitle) / Math.sqrt(words)) * (inTitle === words ? 1.2 : 0.4) +
    (inTitle === words ? 0.5 * words : 0)
  );
}

/** What a headline names nothing of is named by the name its text opens with and keeps to. */
function fame(
  {count, heads}: NamedThing,
  {surface, name}: Form,
  {sentences}: Material,
  inTitle: number,
): number {
  if (!name || inTitle > 0 || heads.length > 2 || count < 2) return 0;
  const named = sentences.filter(({text}) => text.includes(surface)).length;
  return named >= 4 && sentences.slice(0, 4).some(({text}) => text.includes(surface)) ? 1.2 : 0;
}

function formOf(thing: NamedThing, material: Material): Form {
  const form = usualForm(thing);
  const name = /^\p{Lu}/u.test(form) && thing.capital && !onlyOpens(form, material);
  return {
    surface: name ? form : inLowerCase(form, material),
    plural: /[^s]s$/.test(form) && !/(?:ics|news|us|is)$/.test(form),
    name,
    onlyTitle: thing.the + thing.a + thing.bare === 0,
  };
}

function articleOf({count, the, a, bare}: NamedThing, {surface, plural, name, onlyTitle}: Form): string {
  if (onlyTitle && !plural && !name) return 'the ';
  if (!name && bare >= the && bare >= a) return '';
  if ((the > count * 0.34 && !(plural && the < count * 0.6)) || (!name && !plural && the > 0 && the >= a))
    return 'the ';
  if (a <= bare || plural || name) return '';
  return /^[aeiou]/i.test(surface) ? 'an ' : 'a ';
}
