/** The short names a text gives its long ones, as in `Office for Flood Safety (OFS)`: long name to short one. */
export function acronymsOf(texts: readonly string[]): Map<string, string> {
  const acronyms = new Map<string, string>();
  for (const text of texts) {
    for (const match of text.matchAll(
      /((?:\p{Lu}[\p{L}’'-]+|of|for|and|the|on|in|&)(?: (?:\p{Lu}[\p{L}’'-]+|of|for|and|the|on|in|&)){1,8}) \(([A-Z]{2,7})\)/gu,
    )) {
      const [, long, short] = match;
      if (!long || !short) continue;
      const words = long.split(' ');
      // Take just as many words as the letters ask for, from the end.
      for (let from = words.length - 2; from >= 0; from -= 1) {
        const initials = words
          .slice(from)
          .filter((word) => /^\p{Lu}/u.test(word))
          .map((word) => word[0])
          .join('');
        if (initials === short && /^\p{Lu}/u.test(words[from]!))
          acronyms.set(words.slice(from).join(' '), short);
      }
    }
  }
  return acronyms;
}
