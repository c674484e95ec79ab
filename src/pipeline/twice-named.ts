/**
 * A field that stands twice in one object of a JSON text, of which `JSON.parse` keeps the last without a word.
 * @param text valid JSON
 * @returns its name; `null` when every field stands once
 */
export function twiceNamed(text: string): string | null {
  /** Names of the objects around, `null` for arrays. */
  const around: (Set<string> | null)[] = [];
  for (const {0: token, index} of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/g)) {
    if (token === '{') around.push(new Set());
    else if (token === '[') around.push(null);
    else if (token === '}' || token === ']') around.pop();
    else {
      const names = around.at(-1);
      if (!names || !/^\s*:/.test(text.slice(index + token.length, index + token.length + 40))) continue;
      const name = JSON.parse(token) as string;
      if (names.has(name)) return name;
      names.add(name);
    }
  }
  return null;
}
