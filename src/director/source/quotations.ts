/** Offsets of quotations; nothing inside them is ever changed. */
export function quotationsOf(text: string): {start: number; end: number}[] {
  return [...text.matchAll(/“[^”]*”|"[^"]*"/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

export function insideQuotation(text: string, at: number): boolean {
  return quotationsOf(text).some(({start, end}) => at > start && at < end);
}

/** Replaces matches that do not touch a quotation. */
export function outsideQuotations(
  text: string,
  pattern: RegExp,
  by: (...groups: string[]) => string,
): string {
  const quotations = quotationsOf(text);
  return text.replaceAll(pattern, (...found: unknown[]) => {
    const groups = found.filter((part): part is string => typeof part === 'string').slice(0, -1);
    const offset = found.find((part): part is number => typeof part === 'number') ?? 0;
    const whole = groups[0] ?? '';
    const touches = quotations.some(({start, end}) => offset < end && offset + whole.length > start);
    return touches ? whole : by(...groups);
  });
}
