const words = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/**
 * How many things a headline announces: the first number from 2 to 99 that stands by itself, in digits or as an
 * English word. `null` without one.
 */
export function announcedCount(text: string): number | null {
  const number = `(?<![\\p{L}\\p{N}$€£¥.,-])(?:\\d{1,2}|${words.join('|')})(?![\\p{L}\\p{N}%]|[.,:]\\d)`;
  for (const [match] of text.matchAll(new RegExp(number, 'giu'))) {
    const count = /^\d/u.test(match) ? Number(match) : words.indexOf(match.toLowerCase()) + 1;
    if (count >= 2) return count;
  }
  return null;
}
