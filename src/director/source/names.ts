import {trimTail} from '../prose/phrase-end.ts';
import type {Sentence} from './material.ts';

/** Somebody named in full in the source, with what the source says they are. */
export interface Person {
  readonly full: string;
  readonly surname: string;
  /** As in `a hydrologist at the University of Tarn`; null when the source does not say. */
  readonly role: string | null;
  /** The sentence that introduces them. */
  readonly sentence: Sentence;
}

const saidVerbs =
  'said|says|told|asked|added|wrote|explained|argued|warned|recalled|replied|noted|announced|believes|thinks|suggested|claimed|insisted|joked|remembers';
const title = String.raw`(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Lord|Lady|President|Senator|Judge|Captain|Chief|Mayor|Councillor|Minister|Sergeant|Inspector|Reverend|Sister)\.?`;
const namePart = String.raw`\p{Lu}[\p{L}’'-]+`;
const fullName = String.raw`(?:${title} )?${namePart}(?: (?:\p{Lu}\.|de|van|von|der|al|bin|da|di|la|le|${namePart})){0,2} ${namePart}`;
const role = String.raw`(?:,? \d{1,3},)?(?:, ((?:an?|the|who|chief|head|director|president|chair\w*|professor|co-founder|founder|spokes\w+|manager|lead|senior|general|executive|deputy|author|owner|one of)\b[^,.;:“”"]{3,90}))?`;
const introductions = [
  new RegExp(String.raw`(?:[,”"] (?:${saidVerbs})|(?:^|[ ])according to) (${fullName})${role}`, 'gu'),
  new RegExp(String.raw`(${fullName})${role},? (?:${saidVerbs})\b`, 'gu'),
  new RegExp(
    String.raw`(${fullName}), ((?:an?|the|chief|head|director|president|chair\w*|professor|co-founder|founder|spokes\w+|manager|senior|deputy|author|owner)\b[^,.;:“”"]{3,90})`,
    'gu',
  ),
];
/** `the astronomer Richard Carrington`: what somebody is stands before the name. */
const callings =
  'astronomer|astronaut|physicist|chemist|biologist|geologist|ecologist|oceanographer|scientist|researcher|engineer|economist|historian|archaeologist|teacher|farmer|author|writer|poet|journalist|architect|designer|artist|painter|singer|composer|actor|actress|director|manager|founder|owner|player|coach|captain|driver|pilot|officer|chief|chief executive|president|secretary|minister|mayor|judge|lawyer|doctor|nurse|surgeon|professor|student|inventor|explorer|psychologist|physiotherapist|therapist|spokesman|spokeswoman|spokesperson|baker|butcher|fisherman|miner|swimmer|runner|cyclist|climber|sailor|gardener|beekeeper|goalkeeper|photographer|programmer|developer';
const calledBefore = new RegExp(
  String.raw`\b((?:(?:the|an?) )?(?:[\p{Ll}-]+ ){0,1}?(?:${callings})) (${fullName})`,
  'gu',
);
const notPeople =
  /\b(?:University|College|Institute|Council|Ministry|Department|Agency|Bank|Bridge|Park|Street|Road|Valley|River|Lake|Hospital|School|Museum|County|City|State|North|South|East|West|New|United|National|Royal|Committee|Company|Group|Union|Trust|Society|Foundation|Association|Center|Centre|Office|Board|Court|Party|Church|Island|Bay|Mount|The|This|When|While|After|Survey|Report|Project|Energy|Group|Labs?|Inc|Ltd|Observatory|Library|Airport|Station|Club)\b/;

/** `But Doherty said`: a word that opens the sentence, not a first name. */
const opensSentence =
  /^(?:But|And|Yet|So|Or|Nor|Then|As|If|For|In|On|At|By|To|From|With|Since|Because|Before|Although|Though|However|Still|Even|Both|That|Here|There|Now|Today|Later|Once|Until|Like|Unlike|Instead|Meanwhile|Only|Not|Why|How|What|Where|According|Asked|Also|Coach|Fans?|Police) /;

/** People the source introduces by full name, surname to person; a surname shared by two is left out. */
export function peopleOf(sentences: readonly Sentence[]): ReadonlyMap<string, Person> {
  const people = new Map<string, Person>();
  const shared = new Set<string>();
  for (const sentence of sentences) {
    for (const pattern of [...introductions, calledBefore]) {
      for (const match of sentence.text.matchAll(pattern)) {
        const [full, called] = pattern === calledBefore ? [match[2], match[1]] : [match[1], match[2]];
        if (full === undefined || notPeople.test(full) || opensSentence.test(full)) continue;
        const surname = full.split(' ').at(-1)!;
        const known = people.get(surname);
        const description =
          called
            ?.replace(/^(?:and|said|by|of|with|to|for|as|from|in|at|when) /, '')
            .trim()
            .replace(/^who (?:is|was) /, '') ?? null;
        // `author of “…”` without its title is an author.
        const trimmed = description === null ? null : trimTail(description);
        const usable = trimmed !== null && trimmed.includes(' ') && !/^who\b/.test(trimmed) ? trimmed : null;
        if (!known) people.set(surname, {full, surname, role: usable, sentence});
        else if (
          known.full.replace(/^\S+\. /, '') !== full.replace(/^\S+\. /, '') &&
          !known.full.endsWith(full)
        )
          shared.add(surname);
        else if (known.role === null && usable !== null && known.sentence === sentence)
          people.set(surname, {...known, role: usable});
      }
    }
  }
  // Whom a text opens a sentence with in full, and goes on about by surname.
  for (const sentence of sentences) {
    const full = new RegExp(String.raw`^(${namePart} ${namePart})(?=,? \p{Ll})`, 'u').exec(
      sentence.text,
    )?.[1];
    if (full === undefined || notPeople.test(full) || opensSentence.test(full)) continue;
    const surname = full.split(' ').at(-1)!;
    const again = sentences.filter(
      (other) =>
        new RegExp(String.raw`(?:^|[^\p{L}])${surname}(?![\p{L}])`, 'u').test(other.text) &&
        !other.text.includes(full),
    ).length;
    if (!people.has(surname) && again >= 2) people.set(surname, {full, surname, role: null, sentence});
  }
  for (const surname of shared) people.delete(surname);
  return people;
}
