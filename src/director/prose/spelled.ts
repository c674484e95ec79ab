const fewWords: Readonly<Record<number, string>> = {
  2: 'Two',
  3: 'Three',
  4: 'Four',
  5: 'Five',
  6: 'Six',
  7: 'Seven',
  8: 'Eight',
  9: 'Nine',
  10: 'Ten',
  11: 'Eleven',
  12: 'Twelve',
};

/** `5` → `Five`: counts in template words are spelled, so that they never pass for a figure of the source. */
export function spelled(count: number): string {
  return fewWords[count] ?? String(count);
}
