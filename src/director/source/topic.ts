import {capitalise, isNominal, nounPhrases, textOf, wordCount} from './grammar.ts';
import type {Material} from './material.ts';
import type {Tagger, Token} from './nlp.ts';
import {stemOf} from './salience.ts';

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

/** `Why Cats Knead Blankets` → `Why cats knead blankets`; names keep their capitals. */
export function sentenceCase(title: string, material: Pick<Material, 'sentences' | 'lowerWords'>): string {
  const words = title.split(' ');
  const long = words.filter((word) => word.length > 3 && /^\p{L}/u.test(word));
  const capitals = long.filter((word) => /^\p{Lu}/u.test(word)).length;
  if (long.length < 2 || capitals / long.length < 0.6) return title;
  const names = new Set<string>();
  for (const sentence of material.sentences) {
    for (const [index, token] of sentence.tokens.entries())
      if (index > 0 && /^\p{Lu}/u.test(token.text)) names.add(token.text);
  }
  return words
    .map((word, index) => {
      const bare = word.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
      if (index === 0 || !/^(?:\d+-)?\p{Lu}\p{Ll}*(?:-\p{Lu}?\p{Ll}+)*$/u.test(bare)) return word;
      if (names.has(bare) && !material.lowerWords.has(bare.toLowerCase())) return word;
      // `Freedom of Information Act`: a word of a name that the text writes with the same neighbour.
      const besides = [`${bare} ${words[index + 1] ?? '/'}`, `${words[index - 1] ?? '/'} ${bare}`];
      if (besides.some((pair) => material.sentences.some(({text}) => text.indexOf(pair) > 0))) return word;
      return word.toLowerCase();
    })
    .join(' ');
}

const vague =
  /^(?:thing|way|people|year|time|day|part|lot|number|percent|week|month|kind|sort|example|world|man|woman|one|reason|fact|minute|hour|person|somebody|everyone|morning|evening|spokeswoman|spokesman|statement|hundred|thousand|million|adult|participant|researcher|scientist|expert|author|team|study|report|result|finding|group|official|reader|customer|visitor|fan|member|worker|trial)s?$/i;

/** Finds the noun phrase a text is about: often in the body, best when the title has it too. */
export function topicOf(material: Material, given: string | undefined, tagger: Tagger): Topic {
  const title = sentenceCase(given && material.sentences.length === 0 ? given : material.title, material);
  const titleStems = new Set(
    tagger
      .tag(title)
      .filter((token) => !token.stop && /\p{L}/u.test(token.text))
      .map((token) => stemOf(token.lemma)),
  );
  const counts = new Map<
    string,
    {
      count: number;
      the: number;
      a: number;
      bare: number;
      surfaces: Map<string, number>;
      capital: boolean;
      heads: string[];
    }
  >();
  const note = (sentence: {readonly text: string; readonly tokens: readonly Token[]}) => {
    for (const chunk of nounPhrases(sentence.tokens)) {
      let {from} = chunk;
      const determiner = sentence.tokens[from]!;
      const isDeterminer = determiner.pos === 'DET' || determiner.pos === 'PRON';
      if (isDeterminer) from += 1;
      while (from < chunk.to && sentence.tokens[from]!.pos === 'NUM') from += 1;
      for (let start = from; start < chunk.to; start += 1) {
        if (
          chunk.to - start > 4 ||
          sentence.tokens
            .slice(start, chunk.to)
            .some((token) => token.pos === 'NUM' || /[’'$£€%]/.test(token.text))
        )
          continue;
        if (
          sentence.tokens[start]!.pos === 'ADJ' &&
          /^(?:other|many|few|new|same|own|several|such|more|most|last|next|good|big|first)$/.test(
            sentence.tokens[start]!.lower,
          )
        )
          continue;
        // `roots slow waves`, `octopuses dream`: a verb that was taken for part of a name.
        const opening = sentence.tokens[start]!;
        if (start > chunk.from && opening.pos === 'ADJ' && sentence.tokens[start - 1]!.pos === 'NOUN')
          continue;
        if (
          chunk.to - start > 1 &&
          opening.pos === 'NOUN' &&
          opening.lemma !== opening.lower &&
          /[^s]s$/.test(opening.lower) &&
          !/^(?:sports|sales|savings|goods|systems|operations|news|arms|customs|communications)$/.test(
            opening.lower,
          )
        )
          continue;
        const surface = textOf(sentence.text, sentence.tokens, start, chunk.to);
        const head = sentence.tokens[chunk.head]!;
        // `The real story of the bicycle` is about the bicycle.
        if (/^(?:story|guide|look|idea|tip|way|thing|reason|fact|secret)$/.test(head.lemma)) continue;
        // `The right way to hydrate`: what is done, not what it is done to.
        if (sentence.text === title && chunk.to - start === 1 && sentence.tokens[start - 1]?.lower === 'to')
          continue;
        if ((vague.test(head.lemma) && chunk.to - start < 2) || surface.length < 3) continue;
        const key = sentence.tokens
          .slice(start, chunk.to)
          .map((token) => stemOf(token.lemma))
          .join(' ');
        const known = counts.get(key) ?? {
          count: 0,
          the: 0,
          a: 0,
          bare: 0,
          surfaces: new Map<string, number>(),
          capital: false,
          heads: key.split(' '),
        };
        known.count += 1;
        const possessed = /[’']s?\b/.test(textOf(sentence.text, sentence.tokens, chunk.from, chunk.to));
        if (isDeterminer && !possessed && determiner.lower === 'the') known.the += 1;
        else if (isDeterminer && !possessed && /^(?:a|an)$/.test(determiner.lower)) known.a += 1;
        else if (!isDeterminer && !possessed && sentence.text !== title) known.bare += 1;
        if (head.pos === 'PROPN') known.capital = true;
        const sentenceStart =
          start === 0 &&
          !/^\p{Lu}\S*\p{Lu}/u.test(surface) &&
          material.lowerWords.has(surface.split(/[\s-]/)[0]!.toLowerCase())
            ? surface.charAt(0).toLowerCase() + surface.slice(1)
            : surface;
        known.surfaces.set(sentenceStart, (known.surfaces.get(sentenceStart) ?? 0) + 1);
        counts.set(key, known);
      }
    }
  };
  for (const sentence of material.sentences) note(sentence);
  note({text: title, tokens: tagger.tag(title)});
  const bodyStems = new Set(
    material.sentences.flatMap((sentence) => sentence.tokens.map((token) => stemOf(token.lemma))),
  );
  let best: {phrase: string; label: string; value: number; heads: string[]} | null = null;
  for (const entry of counts.values()) {
    const inTitle = entry.heads.filter((stem) => titleStems.has(stem)).length;
    // `The quest for the holy grail` of a text about headphones: what the text never speaks of is not its topic.
    if (material.sentences.length > 0 && entry.heads.some((stem) => !bodyStems.has(stem))) continue;
    const words = entry.heads.length;
    if (entry.count < 2 && inTitle < words) continue;
    // The title names the topic; the body says how often.
    const value =
      Math.log(1 + entry.count) * (0.7 + 0.45 * Math.min(3, words)) +
      ((2.4 * inTitle) / Math.sqrt(words)) * (inTitle === words ? 1.2 : 0.4) +
      (inTitle === words ? 0.5 * words : 0);
    const onlyTitle = entry.the + entry.a + entry.bare === 0;
    if (onlyTitle && words > 3) continue;
    const form = [...entry.surfaces].sort((one, other) => other[1] - one[1])[0]![0];
    const plural = /[^s]s$/.test(form) && !/(?:ics|news|us|is)$/.test(form);
    const name = /^\p{Lu}/u.test(form) && entry.capital;
    const surface =
      name || !material.lowerWords.has(form.split(/[\s-]/)[0]!.toLowerCase())
        ? form
        : form.charAt(0).toLowerCase() + form.slice(1);
    // A countable noun that never stands bare, with `a` or with `the` cannot be named by itself.
    const price = onlyTitle
      ? words > 1 || plural
        ? 2
        : 4
      : !plural && !name && entry.bare === 0 && entry.the === 0 && entry.a === 0
        ? 3
        : 0;
    if (best && value - price <= best.value) continue;
    const article =
      onlyTitle && !plural && !name
        ? 'the '
        : !name && entry.bare >= entry.the && entry.bare >= entry.a
          ? ''
          : (entry.the > entry.count * 0.34 && !(plural && entry.the < entry.count * 0.6)) ||
              (!name && !plural && entry.the > 0 && entry.the >= entry.a)
            ? 'the '
            : entry.a > entry.bare && !plural && !name
              ? /^[aeiou]/i.test(surface)
                ? 'an '
                : 'a '
              : '';
    // A verb that the tagger took for a noun: `knuckles causes arthritis` names nothing.
    if (
      /\b(?:causes?|claims?|means?|shows?|says?|makes?|stops?|helps?|hits?|kills?|needs?|turns?|moves?)\b(?= \p{L})/iu.test(
        surface,
      )
    )
      continue;
    best = {
      phrase: `${article}${surface}`,
      label: capitalise(surface),
      value: value - price,
      heads: entry.heads,
    };
  }
  // `Understanding inflation` is about inflation.
  const doing = best
    ? /^(?:understanding|exploring|introducing|choosing|discovering|learning|explaining|planning|mastering|managing) ([\p{L} -]+)$/iu.exec(
        best.phrase,
      )?.[1]
    : undefined;
  if (best && doing !== undefined) best = {...best, phrase: doing, label: capitalise(doing)};
  // `Executive action` is named better by whose it is, where the headline says so.
  const labelled = best
    ? best.label
        .replaceAll(/[^\p{L}\p{N} -]/gu, '.')
        .replace(/^./, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`)
    : '';
  const owner = best
    ? new RegExp(
        String.raw`((?:\p{Lu}[\p{L}.-]+ ){0,2}\p{Lu}[\p{L}.-]+[’']s?) ${labelled}(?![\p{L}-])`,
        'u',
      ).exec(title)?.[1]
    : undefined;
  if (best && owner !== undefined) {
    const bare = best.phrase.replace(/^(?:the|an?) /, '');
    best = {...best, phrase: `${owner} ${bare}`, label: `${owner} ${bare}`};
  }
  // `Project` is named better by the headline's `housing project`.
  const titleTokens = tagger.tag(title);
  for (const chunk of best && best.heads.length === 1 ? nounPhrases(titleTokens) : []) {
    const from = titleTokens[chunk.from]!.pos === 'DET' ? chunk.from + 1 : chunk.from;
    const words = titleTokens.slice(from, chunk.to);
    if (words.length < 2 || words.length > 3 || stemOf(words.at(-1)!.lemma) !== best!.heads[0]) continue;
    if (
      words.some(
        (token) =>
          !/^(?:NOUN|ADJ|PROPN)$/.test(token.pos) ||
          /^(?:new|good|more|first|better|best)$/.test(token.lower) ||
          /\d/.test(token.text),
      )
    )
      continue;
    const raw = textOf(title, titleTokens, from, chunk.to);
    const surface = material.lowerWords.has(words[0]!.lower)
      ? raw.charAt(0).toLowerCase() + raw.slice(1)
      : raw;
    best = {
      ...best!,
      phrase: `${/^(?:the|an?) /.test(best!.phrase) ? 'the ' : ''}${surface}`,
      label: capitalise(surface),
    };
    break;
  }
  // A story of one person is named after them, not after a thing that anybody has.
  const [hero] = [...material.people.values()]
    .map((person) => ({
      person,
      mentions: material.sentences.filter((sentence) => sentence.text.includes(person.surname)).length,
    }))
    .filter(({mentions}) => mentions >= 4 && mentions / material.sentences.length > 0.15)
    .sort((one, other) => other.mentions - one.mentions);
  if (
    hero &&
    !given &&
    (!best || (best.heads.length === 1 && !titleStems.has(best.heads[0]!)) || !/^\p{Lu}/u.test(best.phrase))
  ) {
    const inTitle =
      best !== null && best.heads.length > 1 && best.heads.every((stem) => titleStems.has(stem));
    if (!inTitle)
      best = {
        phrase: hero.person.full,
        label: hero.person.full,
        value: 0,
        heads: [stemOf(hero.person.surname.toLowerCase())],
      };
  }
  const related = [...counts.values()]
    .filter(
      (entry) =>
        entry.count >= 2 &&
        entry.heads.length <= 3 &&
        !entry.heads.every((stem) => best?.heads.includes(stem)) &&
        entry.heads.length > 1 &&
        ![...material.people.values()].some((person) =>
          [...entry.surfaces.keys()].some((form) => person.full.includes(form)),
        ),
    )
    .sort((one, other) => other.count * other.heads.length - one.count * one.heads.length)
    .map((entry) => [...entry.surfaces].sort((one, other) => other[1] - one[1])[0]![0])
    .slice(0, 3);
  if (given) {
    const tokens = tagger.tag(given);
    const isPhrase =
      wordCount(given) <= 7 &&
      !/^(?:why|how|what|when|where|who|should|can|is|are|do|does)\b/i.test(given) &&
      isNominal(tokens.findLast((token) => /\p{L}/u.test(token.text)));
    if (!isPhrase && best && material.sentences.length === 0) {
      // A question as a topic is shown as it was asked; what it is about serves for pictures and tags.
      related.unshift(best.label);
      best = {...best, label: capitalise(given.replace(/[.!?]+$/, ''))};
    } else if (isPhrase || !best) {
      const cased = sentenceCase(given, material);
      const lowered =
        material.lowerWords.has(cased.split(' ')[0]!.toLowerCase()) || tokens[0]?.pos !== 'PROPN'
          ? cased.charAt(0).toLowerCase() + cased.slice(1)
          : cased;
      best = {
        phrase: /^[A-Z]{2}/.test(given) ? given : lowered,
        label: capitalise(cased),
        value: 1,
        heads: tokens.map((token) => stemOf(token.lemma)),
      };
    }
  }
  best ??= {phrase: title || 'this', label: capitalise(title || 'This'), value: 0, heads: [...titleStems]};
  return {
    phrase: best.phrase,
    label: best.label,
    title,
    stems: new Set([...best.heads, ...titleStems]),
    related,
  };
}

const categories: readonly (readonly [string, RegExp])[] = [
  [
    'Space',
    /\b(?:spacecraft|orbit\w*|planets?|telescope|astronom\w+|galax\w+|asteroids?|rocket|lunar|astronauts?|satellites?|sunspots?|auroras?|meteor\w*|solar (?:storms?|flares?|winds?|system|eruptions?))\b/gi,
  ],
  [
    'Health',
    /\b(?:patients?|doctors?|hospitals?|disease|vaccin\w+|sleep|diet|medical|symptoms?|nurses?|health|blood|treatment|clinic\w*)\b/gi,
  ],
  [
    'Science',
    /\b(?:scientists?|researchers?|study|species|experiment\w*|laborator\w+|biolog\w+|physic\w+|chemi\w+|genes?|fossils?|cells?)\b/gi,
  ],
  [
    'Tech',
    /\b(?:software|apps?|comput\w+|smartphones?|internet|algorithm\w*|data|chips?|robots?|online|digital|devices?|users?|battery|batteries|sensors?|radar|gadgets?|code|coding|bugs?|developers?|programm\w+|servers?|databases?)\b/gi,
  ],
  [
    'Money',
    /\b(?:banks?|inflation|prices?|tax\w*|salar\w+|invest\w+|mortgages?|budget|interest rates?|savings?|economy|wages?|profits?|revenue)\b/gi,
  ],
  [
    'Climate',
    /\b(?:climate|emissions?|carbon|warming|renewable|solar (?:panels?|power|energy|farms?)|wind farms?|coal|greenhouse|floods?|drought|electricity|energy)\b/gi,
  ],
  [
    'Nature',
    /\b(?:animals?|birds?|bees?|hives?|forests?|rivers?|wildlife|cats?|dogs?|fish|oceans?|plants?|trees?|insects?|whales?|otters?|beavers?|moths?|butterfl\w+|caterpillars?|octopus\w*|species|reefs?|predators?|prey|seabed|mammals?|reptiles?)\b/gi,
  ],
  [
    'Food',
    /\b(?:recipes?|cook\w*|bak(?:e|ing|ed)|flour|dough|kitchen|ingredients?|oven|restaurants?|coffee|tea|bread|cheese|dish(?:es)?)\b/gi,
  ],
  [
    'Sport',
    /\b(?:match(?:es)?|players?|league|goals?|coach|championship|tournament|athletes?|olympic\w*|stadium|season)\b/gi,
  ],
  [
    'Politics',
    /\b(?:minister|parliament|elections?|votes?|voters?|senat\w+|president|government|party|bill|legislat\w+)\b/gi,
  ],
  [
    'Local news',
    /\b(?:council|councillors?|residents?|mayor|borough|county|bus(?:es)?|bridge|neighbou?rhoods?)\b/gi,
  ],
  ['Education', /\b(?:schools?|pupils?|teachers?|students?|universit\w+|classrooms?|lessons?|exams?)\b/gi],
  [
    'Work',
    /\b(?:employees?|employers?|workers?|jobs?|office|meetings?|remote work\w*|manag\w+|colleagues?|companies)\b/gi,
  ],
  [
    'Home',
    /\b(?:houses?|homes?|heating|radiators?|insulation|garden\w*|rooms?|furniture|windows?|boiler)\b/gi,
  ],
  [
    'History',
    /\b(?:century|centuries|ancient|medieval|empires?|archaeolog\w+|kings?|queens?|roman|wars?|historians?)\b/gi,
  ],
  [
    'Culture',
    /\b(?:music\w*|films?|museums?|artists?|novels?|theatre|paintings?|festivals?|concerts?|books?|songs?)\b/gi,
  ],
  [
    'Travel',
    /\b(?:travel\w*|tourists?|airlines?|airports?|hotels?|trains?|flights?|passengers?|trips?|destinations?|itinerar\w+|sightseeing|lodging|city breaks?|getaways?|holidaymakers?)\b/gi,
  ],
];

/** A one- or two-word shelf for a text, or null when no shelf is clearly right. */
export function categoryOf(text: string): string | null {
  const words = Math.max(1, wordCount(text));
  let best: {name: string; hits: number} | null = null;
  for (const [name, pattern] of categories) {
    const found = text.match(pattern)?.map((word) => word.toLowerCase().replace(/s$/, '')) ?? [];
    // One word over and over is a name, as `Bank` in the story of a robbery.
    const hits = new Set(found).size > 1 ? found.length : 0;
    if (!best || hits > best.hits) best = {name, hits};
  }
  return best && best.hits >= 3 && best.hits / words > 0.012 ? best.name : null;
}
