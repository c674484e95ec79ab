import type {Script, SourceText} from '../../src/schema/index.ts';

/** A script with one line made false. */
export interface Planted {
  readonly kind: FalsehoodKind;
  readonly script: Script;
  readonly scene: number;
  readonly before: string;
  readonly after: string;
}

export const falsehoodKinds = ['number', 'name', 'negation', 'unit', 'date', 'quotation'] as const;
export type FalsehoodKind = (typeof falsehoodKinds)[number];

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const otherUnit: Readonly<Record<string, string>> = {
  metres: 'feet',
  kilometres: 'miles',
  millimetres: 'centimetres',
  centimetres: 'millimetres',
  kilograms: 'tonnes',
  tonnes: 'kilograms',
  grams: 'kilograms',
  hours: 'days',
  minutes: 'hours',
  seconds: 'minutes',
  days: 'weeks',
  weeks: 'months',
  months: 'years',
  years: 'months',
  pounds: 'dollars',
  dollars: 'cents',
  million: 'billion',
  billion: 'million',
  trillion: 'billion',
  degrees: 'percent',
  percent: 'degrees',
  hectares: 'acres',
  litres: 'gallons',
  litre: 'gallon',
  volts: 'watts',
  terabits: 'gigabits',
  megawatts: 'kilowatts',
  'kilowatt-hours': 'watts',
};
const numberWords = 'two three four five six seven eight nine ten eleven twelve'.split(' ');
const strangers = ['Peter Holm', 'Clara Whitfield', 'Northgate', 'Juan Ortega', 'Silverton'];
const inventions = [
  'We have never been so sure of anything.',
  'It was the worst decision of my life.',
  'Nobody could have known that.',
  'This changes everything for everybody here.',
  'I would do it again tomorrow.',
];

type Random = () => number;
const pick = <Item>(items: readonly Item[], random: Random): Item | undefined =>
  items[Math.floor(random() * items.length)];

/** Replaces one match of a pattern, chosen by chance. */
function swapOne(
  text: string,
  pattern: RegExp,
  random: Random,
  by: (found: string) => string | null,
): string | null {
  const found = pick([...text.matchAll(pattern)], random);
  if (!found) return null;
  const other = by(found[0]);
  if (other === null || other === found[0]) return null;
  return text.slice(0, found.index) + other + text.slice(found.index + found[0].length);
}

function falseNumber(text: string, source: string, random: Random): string | null {
  const digits = swapOne(text, /(?<![\d.,])\d[\d,]*(?:\.\d+)?(?!\d)/g, random, (found) => {
    const others = (source.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).filter((other) => other !== found);
    if (random() < 0.5) return pick(others, random) ?? null;
    const value = Number(found.replaceAll(',', ''));
    const changed = Math.max(1, Math.round(value * (1 + (random() < 0.5 ? -1 : 1) * (0.1 + random() * 0.5))));
    return changed === value
      ? String(value + 1)
      : found.includes(',')
        ? changed.toLocaleString('en-US')
        : String(changed);
  });
  return (
    digits ??
    swapOne(
      text,
      new RegExp(String.raw`\b(?:${numberWords.join('|')})\b(?!:)`, 'g'),
      random,
      (found) =>
        pick(
          numberWords.filter((word) => word !== found),
          random,
        ) ?? null,
    )
  );
}

/** Names of the source: two capitals in a row, or one inside a sentence that never stands in lower case. */
function namesOf(source: string): string[] {
  const found = [...source.matchAll(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*/gu)].map(
    ([name]) => name,
  );
  return [...new Set(found)].filter(
    (name) =>
      !months.includes(name) && !weekdays.includes(name) && !source.includes(` ${name.toLowerCase()} `),
  );
}

function falseName(text: string, source: string, random: Random): string | null {
  const names = namesOf(source).filter((name) => text.includes(name));
  const name = pick(names, random);
  if (name === undefined) return null;
  const others = namesOf(source).filter(
    (other) => !other.includes(name) && !name.includes(other) && !text.includes(other),
  );
  const other = random() < 0.6 ? (pick(others, random) ?? pick(strangers, random)) : pick(strangers, random);
  return other === undefined ? null : text.replace(name, other);
}

function falseNegation(text: string, random: Random): string | null {
  const outside = text.replaceAll(/“[^”]*”/g, (quotation) => '·'.repeat(quotation.length));
  const removals: readonly [RegExp, string][] = [
    [/ not(?= )/, ''],
    [/\b(is|are|was|were|has|have|had|does|do|did|could|would|should)n[’']t\b/, '$1'],
    [/\bcan[’']t\b/, 'can'],
    [/\bwon[’']t\b/, 'will'],
    [/\bcannot\b/, 'can'],
    [/ never(?= )/, ''],
    [/\b[Nn]o (?=\p{Ll})/u, ''],
    [/\bwithout\b/, 'with'],
  ];
  for (const [pattern, by] of removals) {
    const found = pattern.exec(outside);
    if (found)
      return (
        text.slice(0, found.index) +
        found[0].replace(
          pattern.source === ' not(?= )' || / never/.test(pattern.source) ? found[0] : pattern,
          by,
        ) +
        text.slice(found.index + found[0].length)
      );
  }
  return (
    swapOne(
      outside,
      /\b(?:is|are|was|were|will|can|could|would|has|have|had|may|must)\b(?! (?:not|never))/g,
      random,
      (found) => `${found} not`,
    )?.replaceAll(/·+/g, () => /“[^”]*”/.exec(text)?.[0] ?? '') ?? null
  );
}

function falseUnit(text: string, random: Random): string | null {
  const money = swapOne(text, /[$£€](?=\d)/g, random, (found) => (found === '$' ? '€' : '$'));
  const unit = swapOne(
    text,
    new RegExp(
      String.raw`(?<=\d |\bof |(?:${numberWords.join('|')}) )(?:${Object.keys(otherUnit).join('|')})\b|(?<=\d)%`,
      'g',
    ),
    random,
    (found) => (found === '%' ? ' degrees' : (otherUnit[found] ?? null)),
  );
  return random() < 0.5 ? (money ?? unit) : (unit ?? money);
}

function falseDate(text: string, random: Random): string | null {
  return (
    swapOne(text, /\b(?:1[5-9]|20)\d\d\b/g, random, (found) =>
      String(Number(found) + (random() < 0.5 ? -1 : 1) * (1 + Math.floor(random() * 9))),
    ) ??
    swapOne(
      text,
      new RegExp(String.raw`\b(?:${months.join('|')})\b`, 'g'),
      random,
      (found) =>
        pick(
          months.filter((month) => month !== found),
          random,
        ) ?? null,
    ) ??
    swapOne(
      text,
      new RegExp(String.raw`\b(?:${weekdays.join('|')})\b`, 'g'),
      random,
      (found) =>
        pick(
          weekdays.filter((day) => day !== found),
          random,
        ) ?? null,
    )
  );
}

function falseQuotation(text: string, source: string, random: Random): string | null {
  const quoted = /“([^”]+)”/.exec(text);
  if (quoted?.[1]) {
    const words = quoted[1].split(' ');
    if (random() < 0.5 || words.length < 5) return text.replace(quoted[0], `“${pick(inventions, random)}”`);
    // One word of what was said left out.
    const at = 1 + Math.floor(random() * (words.length - 2));
    return text.replace(quoted[0], `“${words.filter((_, index) => index !== at).join(' ')}”`);
  }
  const name = pick(
    namesOf(source).filter((each) => each.includes(' ')),
    random,
  );
  if (name === undefined) return null;
  // What the source says itself, put into somebody’s mouth, or what nobody says.
  return `${name} said: “${random() < 0.5 ? text : pick(inventions, random)}”`;
}

/** One falsehood of a kind in one scene, or null where the line gives no hold for it. */
export function plant(
  script: Script,
  source: SourceText,
  kind: FalsehoodKind,
  scene: number,
  random: Random,
): Planted | null {
  const line = script.scenes[scene];
  if (!line || line.kind === 'call-to-action' || line.trace.spans.length === 0) return null;
  const before = line.spoken;
  const text = source.blocks.map((block) => block.text).join('\n');
  const makers: Readonly<Record<FalsehoodKind, () => string | null>> = {
    number: () => falseNumber(before, text, random),
    name: () => falseName(before, text, random),
    negation: () => falseNegation(before, random),
    unit: () => falseUnit(before, random),
    date: () => falseDate(before, random),
    quotation: () => falseQuotation(before, text, random),
  };
  const after = makers[kind]();
  if (after === null || after === before || after.length > 600) return null;
  const scenes = script.scenes.map((each, index) => (index === scene ? {...each, spoken: after} : each));
  return {kind, script: {...script, scenes}, scene, before, after};
}
