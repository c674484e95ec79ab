const negation = /^(?:not|never|no|cannot|without|neither|nor|hardly|barely|none)$/;
/** Between a denial and what it denies, and of no weight of their own. */
const light =
  /^(?:a|an|the|any|yet|been|be|have|has|had|do|does|did|to|it|they|he|she|so|as|more|most|than|only|just|also|even|longer|one|of|in|on|at|for|with|that|this|very|much|enough|all|every|always|really|all|is|are|was|were|will|would|can|could|may|might|must|should)$/;
/** Words that deny without a `not`. */
const denies =
  /^(?:fail\w*|refus\w*|declin\w*|lack\w*|un\w{4,}|deni\w*|deny\w*|rule\w*|reject\w*|avoid\w*|wait\w*|before|until|unless|yet)$/;

const tokens = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/\bcan't\b/g, 'can not')
    .replaceAll(/\bwon't\b/g, 'will not')
    .replaceAll(/(\p{L})n't\b/gu, '$1 not')
    .match(/[\p{L}\p{N}']+/gu) ?? [];

const stem = (word: string) => word.replace(/(?:ies|es|s|ed|ing|ly|e|d)$/, '').slice(0, 8);

/** Words that a text denies, with those it says without denying them. */
function denied(text: string): {no: ReadonlySet<string>; yes: ReadonlySet<string>} {
  const no = new Set<string>();
  const yes = new Set<string>();
  for (const sentence of text.split(/(?<=[.!?])\s+|[;:]/)) {
    const words = tokens(sentence);
    const under = new Set<number>();
    words.forEach((word, index) => {
      if (!negation.test(word)) return;
      const next = words.findIndex((other, at) => at > index && !light.test(other) && !negation.test(other));
      if (next < 0 || next - index > 4) return;
      under.add(next);
      no.add(stem(words[next]!));
    });
    words.forEach((word, index) => {
      if (!under.has(index) && word.length > 3 && !light.test(word)) yes.add(stem(word));
    });
  }
  return {no, yes};
}

/**
 * What an English line says plainly although the text it rests on denies it: `the council voted` from `it has not voted
 * yet`. Words that the text both says and denies are let be.
 */
export function undeniedIn(line: string, window: string): readonly string[] {
  const ground = denied(window);
  if (ground.no.size === 0) return [];
  const words = tokens(line);
  if (words.some((word) => denies.test(word))) return [];
  const said = denied(line);
  return [...new Set(words)].filter((word) => {
    const root = stem(word);
    return word.length > 3 && ground.no.has(root) && !ground.yes.has(root) && !said.no.has(root);
  });
}
