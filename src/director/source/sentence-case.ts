import type {Material} from './material.ts';

/** `Why Cats Knead Blankets` → `Why cats knead blankets`; names keep their capitals. */
export function sentenceCase(title: string, material: Pick<Material, 'sentences' | 'lowerWords'>): string {
  const words = title.split(' ');
  const long = words.filter((word) => word.length > 3 && /^\p{L}/u.test(word));
  const capitals = long.filter((word) => /^\p{Lu}/u.test(word)).length;
  if (long.length < 2 || capitals / long.length < 0.6) return title;
  const names = new Set<string>();
  for (const sentence of material.sentences) {
    for (const [index, token] of sentence.tokens.entries())
      if (index > 0 && /^\p{Lu}/u.test(token.text)) names.add(token.text);
  }
  return words
    .map((word, index) => {
      const bare = word.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
      if (index === 0 || !/^(?:\d+-)?\p{Lu}\p{Ll}*(?:-\p{Lu}?\p{Ll}+)*$/u.test(bare)) return word;
      if (names.has(bare) && !material.lowerWords.has(bare.toLowerCase())) return word;
      // `Freedom of Information Act`: a word of a name that the text writes with the same neighbour.
      const besides = [`${bare} ${words[index + 1] ?? '/'}`, `${words[index - 1] ?? '/'} ${bare}`];
      if (besides.some((pair) => material.sentences.some(({text}) => text.indexOf(pair) > 0))) return word;
      return word.toLowerCase();
    })
    .join(' ');
}
