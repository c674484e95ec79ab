import {nounPhrases} from '../source/grammar.ts';
import type {HookContext} from './hook.ts';

const bare =
  /^(?:work|home|school|bed|time|water|air|food|money|energy|power|traffic|staff|people|news|space|life|sleep|email|electricity|weather|evidence|research|music|history|health|data|advice|information|software|equipment|progress|knowledge|help|furniture|feedback|training|funding|technology|science|treatment|guidance|fish|sea|land|night|noon|midnight|town)$/;

/** There is one of each, or everybody knows which. */
const unique =
  /^(?:government|council|police|parliament|army|court|ministry|minister|king|queen|pope|president|mayor|sun|moon|world|internet|sea|sky|coast|capital)$/;

/**
 * Gives a headline the articles it left out, by what the text itself writes: `heavy trucks from old town` → `heavy
 * trucks from the old town`. Null where the text does not show which article is right.
 * @param opens whether it begins the video: what it names first is new to the viewer
 */
export function withArticles(headline: string, context: HookContext, opens = false): string | null {
  // A headline that writes one article has left out none.
  if (/^(?:an?|the) |\s(?:an?|the)\s/i.test(headline)) return headline;
  const tokens = context.tagger.tag(`${headline}.`).slice(0, -1);
  let result = '';
  let at = 0;
  for (const chunk of nounPhrases(tokens)) {
    const first = tokens[chunk.from]!;
    const head = tokens[chunk.head]!;
    const before = tokens[chunk.from - 1];
    if (
      first.pos === 'DET' ||
      first.pos === 'PRON' ||
      head.pos !== 'NOUN' ||
      tokens[chunk.head + 1]?.lower === "'s" ||
      /^['’]s$/.test(before?.lower ?? '') ||
      (first.pos === 'NUM' && !/-/.test(first.text)) ||
      /^(?:its|his|her|their|my|our|your|no|each|every|most|many|few|some|both)$/.test(first.lower) ||
      tokens.slice(chunk.from, chunk.head).some((token) => /^'s$|^’s$/.test(token.text))
    )
      continue;
    // `Highland Falls bagel shop`, `new public park`: where its article goes is not between the two.
    if (
      before &&
      (!/^(?:ADP|VERB|AUX|CCONJ|SCONJ|PART|PUNCT)$/.test(before.pos) ||
        before.lower === 'new' ||
        (chunk.from > 1 && /^\p{Lu}\p{Ll}/u.test(before.text)))
    )
      return null;
    const plural = /[^s]s$/.test(head.lower) || /^(?:people|men|women|children|police)$/.test(head.lower);
    if (plural || /^(?:most|more|half|all|nobody|nothing|everyone)$/.test(first.lower)) continue;
    const found = articleOf(
      tokens.slice(chunk.from, chunk.head + 1).map((token) => token.lower),
      context,
    );
    if (found === null) return null;
    // Who opens the sentence is new to the viewer.
    const article = found === 'the' && opens && chunk.from === 0 && !unique.test(head.lower) ? 'a' : found;
    if (article === '' || (before && /^(?:as|by)$/.test(before.lower) && bare.test(head.lower))) continue;
    const word =
      article === 'a' ? (/^(?:[aeio]|8|11\b|18\b|un(?!i))/i.test(first.text) ? 'an' : 'a') : article;
    const surface =
      chunk.from === 0 && !context.isName(first.text)
        ? first.text.charAt(0).toLowerCase() + first.text.slice(1)
        : first.text;
    result += `${headline.slice(at, first.start)}${word} ${surface}`;
    at = first.end;
  }
  return result + headline.slice(at);
}

/** `the`, `a`, or nothing; null when the text never uses the word in a way that tells. */
function articleOf(words: readonly string[], context: HookContext): 'the' | 'a' | '' | null {
  const head = words.at(-1)!;
  let countable = false;
  let mass = false;
  for (const {tokens} of context.material.sentences) {
    for (const [index, token] of tokens.entries()) {
      if (token.lower !== head || token.pos !== 'NOUN') continue;
      if (/^(?:NOUN|PROPN)$/.test(tokens[index + 1]?.pos ?? '')) continue;
      let from = index;
      while (/^(?:ADJ|NOUN|PROPN|NUM)$/.test(tokens[from - 1]?.pos ?? '')) from -= 1;
      const modifiers = tokens.slice(from, index + 1).map((part) => part.lower);
      const determiner = tokens[from - 1]?.lower ?? '';
      if (
        determiner === 'the' &&
        words.length > 1 &&
        modifiers.slice(-words.length).join(' ') === words.join(' ')
      )
        return 'the';
      if (/^(?:the|an?|each|every|this|that|one|its|another)$/.test(determiner)) countable = true;
      else mass = true;
    }
  }
  if (
    /^(?:research|evidence|advice|information|news|software|equipment|progress|knowledge|furniture|feedback|funding|guidance|traffic|weather|music|luggage|help|work|data)$/.test(
      head,
    )
  )
    return '';
  if (unique.test(head)) return 'the';
  if (countable) return 'a';
  if (words.some((word) => /^\d+-\p{L}+$/u.test(word))) return 'a';
  return mass || bare.test(head) ? '' : null;
}
