import type {SourceText} from '../../schema/index.ts';

const alwaysCapital = (
  'January February March April May June July August September October November December ' +
  'Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter Earth Celsius Fahrenheit English French German Spanish Italian ' +
  'European American British Chinese Russian Indian African Asian Europe Africa Asia America London Paris York Washington'
).split(' ');

/** Short forms that stay in capitals when all else is calmed. */
const shortForms =
  /^(?:US|USA|UK|EU|UN|UAE|NASA|NATO|WHO|FBI|CIA|GDP|CEO|CFO|CTO|AI|IT|TV|PC|DNA|RNA|HIV|NHS|BBC|CNN|MIT|NFL|NBA|FIFA|UEFA|COVID-19|II|III|IV|VI)$/;

/** Behind these words, or before those, stands a name: `city of Portal`, `Orange County`. */
const namedAfter =
  /\b(?:city|town|village|state|county|lake|mount|cape|port|saint|st|mr|mrs|ms|dr|president|senator|judge|professor) (?:of )?$/;
const namedBefore = /^ (?:county|river|lake|street|avenue|university|islands?|bay|valley)\b/;

/** Whether a text stands in capitals from end to end. */
export function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters >= 8 && (text.match(/\p{Lu}/gu)?.length ?? 0) / letters > 0.8;
}

/** Countries and territories, from the runtime's own tables. */
let countries: ReadonlySet<string> | null = null;
function countryWords(): ReadonlySet<string> {
  if (countries) return countries;
  const names = new Intl.DisplayNames(['en'], {type: 'region', fallback: 'none'});
  const found = new Set<string>();
  for (let a = 65; a <= 90; a += 1) {
    for (let b = 65; b <= 90; b += 1) {
      const name = names.of(String.fromCharCode(a, b));
      if (name !== undefined && /^\p{L}+$/u.test(name) && name.length > 3) found.add(name);
    }
  }
  countries = found;
  return found;
}

/**
 * Writes what stands in capitals as other text stands: names keep theirs where the source writes them so elsewhere, or
 * where they are months, days, countries or well-known short forms. Texts that do not shout come back as they are.
 */
export function calmer(sources: readonly SourceText[]): (text: string) => string {
  const texts = sources.flatMap((source) => [
    source.title ?? '',
    ...source.blocks.map((block) => block.text),
  ]);
  if (!texts.some(isShouted)) return (text) => text;
  const proper = new Map<string, string>();
  const lower = new Set<string>();
  for (const text of texts.filter((each) => !isShouted(each))) {
    for (const {0: word, index} of text.matchAll(/\p{L}[\p{L}’'-]*/gu)) {
      if (/^\p{Ll}/u.test(word)) lower.add(word);
      else if (index > 0 && !/[.!?…:“"‘(]\s*$/.test(text.slice(0, index)))
        proper.set(word.toLowerCase(), word);
    }
  }
  for (const word of [...alwaysCapital, ...countryWords()]) {
    const key = word.toLowerCase();
    // `may` and `turkey` are words as well.
    if (!/^(?:may|march|turkey|jersey|chad|georgia|jordan)$/.test(key)) proper.set(key, word);
  }
  return (text) => {
    if (!isShouted(text)) return text;
    const low = text.toLowerCase();
    return low.replaceAll(/\p{L}[\p{L}\p{N}’'-]*/gu, (word, at: number) => {
      const shouted = text.slice(at, at + word.length);
      const bare = word.replace(/[’']s$/, '');
      const known = proper.get(bare);
      if (known !== undefined && !lower.has(bare)) return known + word.slice(bare.length);
      if (shortForms.test(shouted.replace(/[’']S$/, ''))) return shouted.replace(/([’'])S$/, '$1s');
      const opens = at === 0 || /[.!?…]["”’)]*\s+["“‘(]?$|^["“‘(]$/.test(low.slice(0, at));
      const named =
        namedAfter.test(low.slice(0, at)) ||
        (namedBefore.test(low.slice(at + word.length)) &&
          !/^(?:lower|upper|whole|main|small|large|this|that|deep|wide)$/.test(word));
      if (/^(?:i|i['’](?:m|ve|d|ll))$/.test(word)) return `I${word.slice(1)}`;
      return opens || (named && word.length > 3) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    });
  };
}
