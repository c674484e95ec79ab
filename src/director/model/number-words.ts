const small: Readonly<Record<string, number>> = {
  two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12,
  thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19,
}; // prettier-ignore
const tens: Readonly<Record<string, number>> = {
  twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
}; // prettier-ignore
const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};
const digits: Readonly<Record<string, number>> = {one: 1, ...small};

const part = `(?:${[...Object.keys(digits), ...Object.keys(tens), ...Object.keys(scales)].join('|')}|an?(?= (?:hundred|thousand|million|billion|trillion)))`;
const pattern = new RegExp(String.raw`(?<![\p{L}\d-])${part}(?:(?:[ -]| and )${part})*(?![\p{L}-])`, 'giu');

/** `twenty-five thousand` → 25000; null for what is no number. `one` alone is as often a pronoun: null too. */
function valueOf(text: string): number | null {
  const words = text
    .toLowerCase()
    .split(/[ -]|\band\b/)
    .filter((word) => word.trim() !== '');
  if (words.length === 1 && words[0] === 'one') return null;
  let whole = 0;
  let current = 0;
  for (const raw of words) {
    const word = raw.trim();
    const unit = digits[word] ?? tens[word] ?? (/^an?$/.test(word) ? 1 : undefined);
    const scale = scales[word];
    if (unit !== undefined) current += unit;
    else if (scale === 100) current = Math.max(1, current) * 100;
    else if (scale !== undefined) {
      whole += Math.max(1, current) * scale;
      current = 0;
    }
  }
  return whole + current;
}

/** English numbers in words, with where they stand. */
export function numberWords(text: string): readonly {value: number; start: number; end: number}[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const value = valueOf(match[0]);
    return value === null ? [] : [{value, start: match.index, end: match.index + match[0].length}];
  });
}
