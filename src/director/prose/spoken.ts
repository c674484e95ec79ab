import type {Material, Sentence} from '../source/material.ts';
import type {Person} from '../source/names.ts';
import {wordCount} from '../source/grammar.ts';
import {finish} from './finish.ts';
import {quotationsOf} from '../source/quotations.ts';
import {secondsOf} from '../../quality/speech-time.ts';

const contractions: readonly (readonly [RegExp, string])[] = [
  [/\bdo not\b/g, 'don’t'],
  [/\bdoes not\b/g, 'doesn’t'],
  [/\bdid not\b/g, 'didn’t'],
  [/\bis not\b/g, 'isn’t'],
  [/\bare not\b/g, 'aren’t'],
  [/\bwas not\b/g, 'wasn’t'],
  [/\bwere not\b/g, 'weren’t'],
  [/\bcannot\b/g, 'can’t'],
  [/\bwill not\b/g, 'won’t'],
  [/\bhas not\b/g, 'hasn’t'],
  [/\bhave not\b/g, 'haven’t'],
  [/\bcould not\b/g, 'couldn’t'],
  [/\bwould not\b/g, 'wouldn’t'],
  [/\bshould not\b/g, 'shouldn’t'],
  [/\bDo not\b/g, 'Don’t'],
  [/\bIt is\b/g, 'It’s'],
  [/\bThat is(?= (?:why|how|because|the|a))/g, 'That’s'],
];

/** Styles that keep the full forms. */
const formal = new Set(['newsroom', 'documentary', 'analyst', 'deadpan']);

/** Everyday short forms, outside quotations only. */
export function contract(text: string, style: string): {text: string; changed: boolean} {
  if (formal.has(style)) return {text, changed: false};
  const quotations = quotationsOf(text);
  let result = '';
  let at = 0;
  const plain = (part: string) =>
    contractions.reduce((value, [pattern, short]) => value.replaceAll(pattern, short), part);
  for (const {start, end} of quotations) {
    result += plain(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  result += plain(text.slice(at));
  return {text: result, changed: result !== text};
}

/** Keeps track of who and what a script has introduced, and introduces the rest where it is first named. */
export class Introductions {
  private readonly people = new Set<string>();
  private readonly acronyms = new Set<string>();
  private readonly material: Material;

  constructor(material: Material) {
    this.material = material;
  }

  /**
   * Gives a surname its full name, and an acronym its long form, at their first mention.
   * @param room seconds the line may grow by; without enough of it the role of a person stays away
   */
  introduce(
    text: string,
    room = Number.POSITIVE_INFINITY,
  ): {text: string; from: Sentence[]; operations: string[]} {
    let line = text;
    const from: Sentence[] = [];
    const operations: string[] = [];
    for (const [surname, person] of this.material.people) {
      if (!new RegExp(String.raw`(?<![\p{L}-])${escape(surname)}(?![\p{L}-])`, 'u').test(line)) continue;
      if (line.includes(person.full) || line.includes(bareName(person.full))) {
        this.people.add(surname);
        continue;
      }
      if (this.people.has(surname)) continue;
      const mention = new RegExp(
        String.raw`(?:(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sir|Dame)\.? )?(?<![\p{L}-])${escape(surname)}(?![\p{L}-])(?!’s|'s)`,
        'u',
      ).exec(line);
      const inside =
        mention && quotationsOf(line).some(({start, end}) => mention.index > start && mention.index < end);
      // A first name or another capital right before it: some other name.
      const before = mention ? line.slice(0, mention.index) : '';
      if (!mention || inside || /\p{Lu}[\p{L}’'-]+ $/u.test(before)) continue;
      const role = roleFor(person);
      const after = line.slice(mention.index + mention[0].length);
      const withRole =
        role &&
        secondsOf(role) < room &&
        /^ (?:said|says|told|added|warned|wrote|explained|argued|and)|^:|^ [a-z]/.test(after) &&
        wordCount(line) + wordCount(role) + 2 <= 30 &&
        wordCount(line.split(/[.:]/)[0]!) + wordCount(role) + 2 <= 24;
      line = finish(`${before}${person.full}${withRole ? `, ${role},` : ''}${after}`);
      from.push(person.sentence);
      operations.push('introduce-person');
      this.people.add(surname);
    }
    for (const [long, short] of this.material.acronyms) {
      const mention = new RegExp(String.raw`(?<![\w“"])${short}(?![\w])`).exec(line);
      if (!mention || this.acronyms.has(short)) {
        if (line.includes(long)) this.acronyms.add(short);
        continue;
      }
      if (quotationsOf(line).some(({start, end}) => mention.index > start && mention.index < end)) continue;
      const origin = this.material.sentences.find((sentence) => sentence.text.includes(`${long} (`));
      this.acronyms.add(short);
      if (!origin || line.includes(long) || wordCount(line) + wordCount(long) > 30) continue;
      const article =
        /\bthe $/i.test(line.slice(0, mention.index)) ||
        !/\bthe /i.test(
          origin.text.slice(Math.max(0, origin.text.indexOf(long) - 4), origin.text.indexOf(long)),
        )
          ? ''
          : 'the ';
      line = finish(
        `${line.slice(0, mention.index)}${article}${long}${line.slice(mention.index + short.length)}`,
      );
      from.push(origin);
      operations.push('expand-acronym');
    }
    return {text: line, from, operations};
  }
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function bareName(full: string): string {
  return full.replace(/^(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sir|Dame)\.? /, '');
}

function roleFor(person: Person): string | null {
  return person.role && wordCount(person.role) <= 8
    ? person.role.replace(
        /^(?=(?:director|head|chief|president|professor|founder|co-founder|owner)\b)/,
        'the ',
      )
    : null;
}
