/** A number as written: the digits of its whole part and of its decimals. */
export interface Figure {
  readonly whole: string;
  readonly decimals: string;
}

/** Digits as they stand in a text, signs between thousands and before decimals included. */
export const digitGroup = String.raw`\d[\d.,'’]*\d|\d`;

/** Reads a number as a language writes it. @returns null for what is none */
export function figureOf(written: string, decimal: '.' | ','): Figure | null {
  const text = written.replace(/[’]/gu, "'");
  const [point, comma] = decimal === ',' ? [',', '.'] : ['.', ','];
  const escaped = (sign: string) => `\\${sign}`;
  const grouped = new RegExp(`^(\\d{1,3}(?:[${escaped(comma)}']\\d{3})+)(?:${escaped(point)}(\\d+))?$`).exec(
    text,
  );
  const plain = new RegExp(`^(\\d+)(?:${escaped(point)}(\\d+))?$`).exec(text);
  // The sign of another country, where it cannot part thousands: `3.5` in German.
  const foreign = new RegExp(`^(\\d+)${escaped(comma)}(\\d{1,2})$`).exec(text);
  const match = grouped ?? plain ?? foreign;
  if (!match) return null;
  return {whole: (match[1] ?? '').replace(/\D/g, ''), decimals: match[2] ?? ''};
}
