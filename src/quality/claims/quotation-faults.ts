import type {Fault} from './fault.ts';

const flat = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();

/** Text between quotation marks. */
function quotedIn(text: string): string[] {
  const curly = [...text.matchAll(/“([^”]+)”?/g)].map(([, inner = '']) => inner);
  const straight = [...text.matchAll(/"([^"]+)"?/g)].map(([, inner = '']) => inner);
  return [...curly, ...straight];
}

/** Quotations that are not exact, or that nobody is quoted with. */
export function quotationFaults(line: string, window: string): Fault[] {
  const quoted = quotedIn(window).map((inner) => ` ${flat(inner)} `);
  const all = ` ${flat(window)} `;
  return quotedIn(line)
    .filter((inner) => /[\p{L}\p{N}]/u.test(inner))
    .filter((inner) => {
      const words = ` ${flat(inner)} `;
      if (quoted.some((other) => other.includes(words))) return false;
      // An odd mark in the source leaves open what was quoted.
      return !(all.includes(words) && (window.match(/"/g)?.length ?? 0) % 2 === 1);
    })
    .map((inner) => ({kind: 'quotation', text: inner}));
}
