import {seededRandom} from '../../src/compositions/kit/seeded.ts';
import type {Tongue} from './tongues.ts';

/** What breaks typesetting: each may stand in a sentence of any language. */
export const hostile: readonly string[] = [
  'https://www.example.com/a-very-long/path-to/somewhere?and=more&of=it#top',
  'name.surname+tag@subdomain.example.co.uk',
  '#ThisIsAHashtagThatNobodyWillEverTypeAgain',
  '@cats_daily',
  'Donaudampfschifffahrtsgesellschaftskapitän',
  'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz',
  'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
  '👨‍👩‍👧‍👦',
  '🏳️‍🌈🇯🇵🇧🇷',
  '👍🏽👍🏿',
  '❤️‍🔥',
  '😀😀😀😀😀😀😀😀',
  'ALL CAPS SHOUTING ÀÉÎÕÜ',
  'straße İIıi ŒUVRE ǅ',
  'e\u0301\u0302 a\u030A n\u0303 Tie\u0302\u0301ng Vie\u0323\u0302t',
  'Z\u0300\u0301\u0303\u0304\u0308a\u0300\u0301\u0303l\u0323\u0329g\u0301\u0303o\u0308',
  '1234567890123456789012345678901234567890',
  '−1,234.56 %',
  '½ ± 3 × 10⁶ ≤ ∞',
  'A → B ✓ ★ ■ ►',
  '…!?!?!!——«»„“”‘’',
  '((([[[{{{<<<',
  '𝗕𝗼𝗹𝗱 𝓼𝓬𝓻𝓲𝓹𝓽',
  '\u2066iPhone\u2069 \u200F15 Pro\u200E',
  'שלום iPhone 15 עולם',
  'سعر iPhone 15 Pro هو 41%',
  'ไทย日本語한국어العربية',
  'ｆｕｌｌｗｉｄｔｈ',
  'x',
  '0',
];

type Random = () => number;

const pick = <Item>(items: readonly Item[], random: Random): Item =>
  items[Math.floor(random() * items.length)] as Item;

/** At most so many UTF-16 units, as the schema counts them, and never half a sign. */
function upTo(text: string, length: number): string {
  let kept = '';
  for (const {segment} of new Intl.Segmenter(undefined, {granularity: 'grapheme'}).segment(text)) {
    if (kept.length + segment.length > length) break;
    kept += segment;
  }
  return kept.trim() || 'x';
}

const unspaced = /^(?:ja|zh|th)/;

/** A text of at most `limit` characters: the language's own words in any order, with what is hostile among them. */
function textIn(tongue: Tongue, limit: number, random: Random): string {
  const own = [tongue.hook, tongue.detail, tongue.point, tongue.quote, tongue.call, ...tongue.options];
  const kind = random();
  if (kind < 0.12) return upTo(pick(hostile, random), limit);
  if (kind < 0.2) return upTo(pick(tongue.words, random), limit);
  // One word without an end.
  if (kind < 0.26)
    return upTo(
      pick(tongue.words, random)
        .replaceAll(/[\s.,،、。]/gu, '')
        .repeat(60),
      limit,
    );
  const parts = own.flatMap((text) => (unspaced.test(tongue.language) ? [text] : text.split(' ')));
  const length = kind < 0.5 ? limit : Math.ceil(limit * random());
  let text = '';
  while (text.length < length) {
    const next = random() < 0.14 ? pick(hostile, random) : pick(parts, random);
    text += `${text === '' || unspaced.test(tongue.language) ? '' : ' '}${next}`;
  }
  return upTo(kind > 0.92 ? text.toLocaleUpperCase(tongue.language) : text, limit);
}

/** Scenes of every kind in a language, with random texts in every field and random fields left out. */
export function randomScenes(tongue: Tongue, seed: string): readonly object[] {
  const random = seededRandom(seed);
  const text = (limit: number) => textIn(tongue, limit, random);
  const maybe = (name: string, limit: number) => (random() < 0.7 ? {[name]: text(limit)} : {});
  const visual = () => (random() < 0.35 ? {asset: 'sunrise'} : null);
  const base = (kind: string) => {
    const onScreenText = text(90);
    return {
      kind,
      onScreenText,
      emphasis: [upTo(pick(onScreenText.split(' '), random), 40)],
      visual: visual(),
    };
  };
  const side = () => ({label: text(60), value: text(16), ...maybe('detail', 140)});
  const n = 1 + Math.floor(random() * 98);
  return [
    {...base('hook'), ...maybe('kicker', 60), ...maybe('detail', 140)},
    {...base('context'), ...maybe('detail', 140)},
    {...base('point'), ...maybe('kicker', 60), ...maybe('detail', 140)},
    {
      ...base('statistic'),
      value: Math.round((random() - 0.2) * 10 ** (1 + Math.floor(random() * 9))),
      decimals: Math.floor(random() * 3),
      label: text(90),
      ...maybe('unit', 24),
      ...maybe('source', 60),
      ...(random() < 0.5 ? {series: [3, 8, 5].map((value) => ({label: text(20), value}))} : {}),
    },
    {...base('quote'), text: text(240), speaker: text(60), ...maybe('role', 60)},
    {...base('comparison'), left: side(), right: side(), verdict: 'left'},
    {...base('step'), n, total: 99, ...maybe('detail', 140)},
    {...base('list-item'), n, total: 99, ...maybe('detail', 140)},
    {...base('question'), options: [text(60), text(60), text(60)], answer: 1},
    {...base('twist')},
    {...base('call-to-action'), ...maybe('label', 60), ...maybe('handle', 60)},
  ];
}

/** Ten spoken words; the ones that are measured are hostile. */
export function randomWords(tongue: Tongue, seed: string): readonly string[] {
  const random = seededRandom(`${seed} words`);
  const words = [...tongue.words];
  const signs = hostile.flatMap((text) => text.split(' '));
  return words.map((word, index) => (index > 6 && random() < 0.5 ? pick(signs, random) : word));
}
