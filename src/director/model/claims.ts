import {numbersIn, followsFrom} from './numbers.ts';

/** Something that a line states and its sources do not hold. */
export interface Unsupported {
  readonly kind: 'number' | 'name' | 'date' | 'quotation';
  /** As the line has it. */
  readonly what: string;
}

export interface Ground {
  /** What the line may rest on: the cards it cites, what stands before them, what was found to be near. */
  readonly window: string;
  /** Names, words and dates that may stand in any line: titles, authors, the topic, the day of publication. */
  readonly allowed: string;
  /** All sources, for quotations: exact words are exact words wherever they stand. */
  readonly everything: string;
  /** BCP 47. German writes every noun with a capital, so names cannot be told there. */
  readonly language: string;
  /** Whether a word at the start of a sentence is a name; without it, such words are left alone. */
  readonly isName?: ((word: string) => boolean) | undefined;
  /** Counts of the script's own parts, as in `three reasons`. */
  readonly counts?: readonly number[];
}

const months = 'january february march april may june july august september october november december'.split(
  ' ',
);
const weekdays = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const monthPattern = new RegExp(
  String.raw`\b(?:${months.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`).join('|')}|sept)\b\.?`,
  'giu',
);
const weekdayPattern = new RegExp(String.raw`\b(?:${weekdays.join('|')})s?\b`, 'giu');
const relativePattern =
  /\b(?:yesterday|tomorrow|tonight|this (?:morning|afternoon|evening|week|weekend|month)|last (?:night|week|weekend|month|year)|next (?:week|weekend|month|year))\b/giu;

const flat = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Month names stand with a day or a year, or in capitals: `may` and `march` are verbs too. */
function monthsIn(text: string): string[] {
  return [...text.matchAll(monthPattern)]
    .filter(([hit], index, all) => {
      const at = all[index]!.index;
      return (
        /^\p{Lu}/u.test(hit) &&
        (!/^(?:May|March|Mar)$/.test(hit) ||
          /\d\W{0,3}$|(?:in|since|until|by|last|of) $/.test(text.slice(0, at)) ||
          /^\W{0,3}\d/.test(text.slice(at + hit.length)))
      );
    })
    .map(([hit]) => hit.slice(0, 3).toLowerCase());
}

function unsupportedDates(line: string, {window, allowed}: Ground): Unsupported[] {
  const ground = `${window} ${allowed}`;
  const knownMonths = new Set(monthsIn(ground));
  // `2026-11-20` names November too.
  for (const [, month] of ground.matchAll(/\b\d{4}-(\d\d)-\d\d\b/gu)) {
    const name = months[Number(month) - 1];
    if (name) knownMonths.add(name.slice(0, 3));
  }
  const known = flat(ground);
  const missing = (pattern: RegExp) =>
    [...line.matchAll(pattern)].map(([hit]) => hit).filter((hit) => !known.includes(flat(hit)));
  return [
    ...monthsIn(line)
      .filter((month) => !knownMonths.has(month))
      .map((month) => months.find((name) => name.startsWith(month)) ?? month),
    ...missing(weekdayPattern).filter((day) => !known.includes(flat(day).replace(/s$/, ''))),
    ...missing(relativePattern),
  ].map((what) => ({kind: 'date', what}));
}

function unsupportedNumbers(line: string, {window, allowed, counts = []}: Ground): Unsupported[] {
  const given = [
    ...numbersIn(window),
    ...numbersIn(allowed.replaceAll(/(\d{4})-(\d\d)-(\d\d)\S*/gu, '$1 $2 $3')),
  ];
  const said = numbersIn(line);
  const wrong = said
    .filter(({values, unit}) => !(unit === null && values.some((value) => counts.includes(value))))
    .filter((number) => !given.some((source) => followsFrom(number, source)))
    .map(({text}) => ({kind: 'number' as const, what: text}));
  const ground = flat(`${window} ${allowed}`);
  const proportions: readonly (readonly [RegExp, RegExp])[] = [
    [/\bhalf\b/iu, /\bhalf|\bhalv|\b50\b|\bfifty\b/u],
    [/\b(?:twice|doubled?|doubling)\b/iu, /\btwice|\bdoubl|\btwo times\b|\b2 times\b|\b2x\b/u],
    [/\b(?:tripled?|tripling|threefold)\b/iu, /\btripl|\bthree times\b|\b3 times\b|\bthreefold\b|\b3x\b/u],
    [/\b(?:a |one[- ])third\b|\btwo[- ]thirds\b/iu, /\bthirds?\b/u],
    [/\b(?:a |one[- ]|three[- ])quarters?\b/iu, /\bquarters?\b|\b25\b|\b75\b/u],
    [/\bdozens?\b/iu, /\bdozens?\b|\b12\b|\btwelve\b/u],
  ];
  for (const [pattern, sources] of proportions) {
    const hit = pattern.exec(line)?.[0];
    if (hit !== undefined && !sources.test(ground)) wrong.push({kind: 'number', what: hit});
  }
  return wrong;
}

const quotationPattern = /“([^”]{2,400})”|„([^“”]{2,400})[“”]|«\s?([^»]{2,400}?)\s?»|"([^"]{2,400})"/gu;

/** A name with its endings of case and possession off. */
const bare = (word: string) => word.replace(/[’']s?$/u, '').toLowerCase();

function unsupportedNames(line: string, ground: Ground): Unsupported[] {
  const {window, allowed, language, isName} = ground;
  if (/^(?:de|lb)\b/iu.test(language)) return [];
  const known = new Set(
    (`${window} ${allowed}`.normalize('NFKC').match(/[\p{L}\p{M}\p{N}’'-]+/gu) ?? []).flatMap((word) => [
      bare(word),
      ...bare(word).split('-'),
    ]),
  );
  const wrong: string[] = [];
  // A sentence may start inside a quotation or after a colon.
  for (const [sentence] of line.matchAll(/[^.!?:…“”"]+/gu)) {
    const words = [...sentence.matchAll(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}’'.&-]*/gu)].map(([word]) =>
      word.replace(/[.'’-]+$/u, ''),
    );
    words.forEach((word, index) => {
      if (!/^\p{Lu}/u.test(word) || /^(?:I|I’m|I'm|I’ve|I'll|I’ll|I'd|I’d)$/u.test(word)) return;
      const isDate = [...months, ...weekdays].some(
        (name) => bare(word) === name || bare(word) === `${name}s`,
      );
      if (
        isDate ||
        bare(word)
          .split('-')
          .every((piece) => known.has(piece)) ||
        known.has(bare(word))
      )
        return;
      if (index === 0) {
        // Sentences start with a capital: it is a name where another follows, or where the text knows it as one.
        const next = words[1];
        const opensName = next !== undefined && /^\p{Lu}\p{Ll}/u.test(next) && !known.has(bare(next));
        if (!opensName && !/^\p{Lu}[\p{Ll}]*\p{Lu}/u.test(word) && isName?.(word) !== true) return;
      }
      wrong.push(word);
    });
  }
  return [...new Set(wrong)].map((what) => ({kind: 'name', what}));
}

/** Figures, names, dates and quotations of a line that its ground does not hold. */
export function unsupportedIn(line: string, ground: Ground): readonly Unsupported[] {
  const everything = ` ${flat(`${ground.window} ${ground.everything}`)} `;
  const quotations: Unsupported[] = [];
  for (const match of line.matchAll(quotationPattern)) {
    const words = match.slice(1).find((group) => group !== undefined) ?? '';
    if (flat(words) !== '' && !everything.includes(` ${flat(words)} `))
      quotations.push({kind: 'quotation', what: words});
  }
  return [
    ...quotations,
    ...unsupportedNumbers(line, ground),
    ...unsupportedDates(line, ground),
    ...unsupportedNames(line, ground),
  ];
}

/** Whether a line states nothing that would need a source: no figure, name, date or quotation. */
export function statesNothing(line: string, ground: Omit<Ground, 'window' | 'everything'>): boolean {
  return unsupportedIn(line, {...ground, window: '', everything: ''}).length === 0;
}
