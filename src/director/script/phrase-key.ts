/** A phrase as it counts when two are compared: its letters and digits. */
export function phraseKey(phrase: string): string {
  return phrase.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
