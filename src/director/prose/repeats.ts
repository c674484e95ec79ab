const stemsOf = (text: string): ReadonlySet<string> =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
      .filter((word) => word.length > 2 || /\d/.test(word))
      .map((word) => word.slice(0, 6)),
  );

/** From this share of its words on, a line says again what an earlier one said. */
const tooMuch = 0.75;

/** Whether a line says again what an earlier one said. Lines of two or three words are let be. */
export function repeats(line: string, earlier: string): boolean {
  const own = stemsOf(line);
  if (own.size < 4) return line.trim().toLowerCase() === earlier.trim().toLowerCase();
  const known = stemsOf(earlier);
  return [...own].filter((stem) => known.has(stem)).length / own.size > tooMuch;
}
