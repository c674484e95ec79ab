const small = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ');
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const thousands = ['', 'thousand', 'million', 'billion', 'trillion'];
const irregularOrdinals: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function belowThousand(value: number): string[] {
  const words: string[] = [];
  if (value >= 100) words.push(small[Math.floor(value / 100)] ?? '', 'hundred');
  const rest = value % 100;
  if (rest >= 20) {
    words.push(tens[Math.floor(rest / 10)] ?? '');
    if (rest % 10 > 0) words.push(small[rest % 10] ?? '');
  } else if (rest > 0) {
    words.push(small[rest] ?? '');
  }
  return words;
}

/** `2026` → `two zero two six`: digits one by one, other characters left out. */
export function digitsInWords(digits: string): string {
  return Array.from(digits.matchAll(/\d/g), ([digit]) => small[Number(digit)] ?? '').join(' ');
}

/** A whole number in American English, without "and": `1204` → `one thousand two hundred four`. */
export function cardinal(value: number): string {
  if (!Number.isSafeInteger(value) || value >= 1e15) return digitsInWords(String(value));
  if (value === 0) return 'zero';
  const groups: string[] = [];
  let rest = value;
  for (let power = 0; rest > 0; power += 1) {
    const group = rest % 1000;
    if (group > 0) groups.unshift([...belowThousand(group), thousands[power] ?? ''].join(' ').trim());
    rest = Math.floor(rest / 1000);
  }
  return groups.join(' ');
}

/** `21` → `twenty first`. */
export function ordinal(value: number): string {
  const words = cardinal(value).split(' ');
  const last = words.pop() ?? '';
  const ending = irregularOrdinals[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words, ending].join(' ');
}

/** A year as people say it: `1905` → `nineteen oh five`, `2026` → `twenty twenty six`, `2005` → `two thousand five`. */
export function year(value: number): string {
  const century = Math.floor(value / 100);
  const rest = value % 100;
  if (value < 1100 || value > 2099 || (value >= 2000 && value < 2010)) return cardinal(value);
  if (rest === 0) return `${cardinal(century)} hundred`;
  return `${cardinal(century)} ${rest < 10 ? `oh ${cardinal(rest)}` : cardinal(rest)}`;
}

/** The years of a decade: `1990` → `nineteen nineties`, `2000` → `two thousands`, `90` → `nineties`. */
export function decade(value: number): string {
  const words = (value < 100 ? cardinal(value) : year(value)).split(' ');
  const last = words.pop() ?? '';
  return [...words, last.endsWith('y') ? `${last.slice(0, -1)}ies` : `${last}s`].join(' ');
}

/** A number as written, with `,` between thousands and `.` before decimals: `13.7` → `thirteen point seven`. */
export function numberInWords(written: string): string {
  const digits = written.replaceAll(',', '');
  const [whole = '', ...fractions] = digits.split('.');
  const wholeInWords = /^0\d/.test(whole)
    ? digitsInWords(whole)
    : cardinal(Number(whole === '' ? '0' : whole));
  // The parts of a version such as 4.0.527 are whole numbers; the digits after one decimal point are digits.
  const isVersion = fractions.length > 1;
  const tail = fractions.map((part) => (isVersion ? cardinal(Number(part)) : digitsInWords(part)));
  return [wholeInWords, ...tail].join(' point ');
}

/** `3/4` → `three quarters`; `8/10` → `eight out of ten`; null where it is no plain fraction. */
export function fraction(top: number, bottom: number): string | null {
  if (bottom === 0) return null;
  if (bottom % 5 === 0 && bottom <= 100 && (top > 1 || bottom >= 100)) {
    return `${cardinal(top)} out of ${cardinal(bottom)}`;
  }
  if (top >= bottom || bottom > 20) return null;
  const name = bottom === 2 ? 'half' : bottom === 4 ? 'quarter' : ordinal(bottom);
  const plural = name === 'half' ? 'halves' : `${name}s`;
  return `${cardinal(top)} ${top === 1 ? name : plural}`;
}
