import type {PhraseSearch} from './phrase-search.ts';
import {trimTail} from '../prose/phrase-end.ts';
import {isNominal} from '../source/grammar.ts';

/** The first words of a step that are a whole command: `Rinse the rice`. */
export function commandPhrase({spoken, tokens, usable}: PhraseSearch): string | null {
  const first = spoken
    .replace(/^(?:\w+: |First, |Next, |Then |Finally, )/, '')
    .split(/[.:;!?](?:\s|$)/)[0]!
    .split(
      /,\s|(?<=\S+ \S+ \S+) and\s|\s(?=(?:when|if|that|so|because|until|unless|or|once|while|before|after) )/,
    )[0]!;
  const firstAt = spoken.indexOf(first);
  const words = first.split(/\s+/);
  for (let end = Math.min(6, words.length); end >= 2; end -= 1) {
    const candidate = words.slice(0, end).join(' ');
    if (trimTail(candidate) !== candidate.replace(/[,;:.]+$/, '')) continue;
    const token = tokens.findLast((part) => part.end <= firstAt + candidate.length);
    const following = tokens.find((part) => part.start >= firstAt + candidate.length);
    if (
      !token ||
      token.pos === 'ADJ' ||
      token.pos === 'NUM' ||
      token.pos === 'DET' ||
      // `Make sure your bag | is ready`, `lengths of vine wrapped | around`, `let it guide | you`
      token.pos === 'VERB' ||
      /^(?:VERB|AUX|PRON)$/.test(following?.pos ?? '') ||
      /^(?:your|my|our|their|his|her|its|you|the|an?)$/.test(token.lower) ||
      (isNominal(token) && isNominal(following))
    )
      continue;
    const found = usable(candidate);
    if (found) return found;
  }
  return null;
}
