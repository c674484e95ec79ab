export const smallWord =
  /^(?:during|within|without|through|across|around|against|towards?|until|like|near|any|every|you|he|she|it|they|we|who|the|a|an|of|in|on|at|to|for|by|with|from|and|or|but|as|than|that|which|its|their|his|her|is|are|was|were|be|about|into|after|before|over|under|per|between|because|while|when|if|not|more|less|so)$/i;

/** Takes off what a phrase must not end on. */
export function trimTail(phrase: string): string {
  let words = phrase
    .trim()
    .replace(/[,;:–—.]+$/, '')
    .split(/\s+/);
  while (words.length > 1 && smallWord.test(words.at(-1)!)) words = words.slice(0, -1);
  return words.join(' ').replace(/[,;:–—.]+$/, '');
}

/** Nouns that say nothing by themselves. */
export const emptyNoun =
  /^(?:thing|way|people|year|time|day|part|lot|kind|sort|one|case|example|fact|reason|number|month|week|place|point|others?|something|everything|nothing|someone|today|everyone|anyone)s?$/i;
