import {capitalise} from './grammar.ts';
import type {Token} from './nlp.ts';

/** Name of the operation that turns the author's first person into the third. */
export const reportedAuthor = 'report-author';

const others = /\b(?:ours|mine|myself|ourselves|you|your|let[’']s)\b|\b(?:I|we)[’'](?:m|ve|d|ll|re)\b/i;

const everybody =
  /\b(?:our|we|us) (?:planet|world|species|sun|solar system|galaxy|universe|bod(?:y|ies)|brains?|eyes|ancestors|oceans?|atmosphere|humans|all)\b/i;

/**
 * Tells in the third person what a source's author did: `I read no email` → `The author read no email`, `we deleted
 * tests` → `the team deleted tests`. Past tense and modals only, where no verb changes its form; null where it is not
 * that plain.
 * @param team whether `we` are the people of the author: elsewhere it may be everybody
 */
export function reportAuthor(text: string, tokens: readonly Token[], team: boolean): string | null {
  if (/[“”"]/.test(text) || others.test(text)) return null;
  const single = /\b(?:I|my|me)\b/i.test(text);
  const plural = /\b(?:we|our|us)\b/.test(text.replaceAll(/\bUS\b/g, '')) || /^(?:We|Our)\b/.test(text);
  if (single === plural || (plural && !team) || everybody.test(text)) return null;
  const who = single ? 'the author' : 'the team';
  let named = false;
  let result = '';
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.text === 'US' || !/^(?:i|my|me|we|our|us)$/.test(token.lower)) continue;
    if (/^(?:i|we)$/.test(token.lower)) {
      let verb = index + 1;
      while (tokens[verb]?.pos === 'ADV') verb += 1;
      const next = tokens[verb];
      const past =
        next &&
        (/^(?:was|were|had|did|could|would|kept|read|cut|put|set|took|made|found|ran|went|lost|built|wrote)$/.test(
          next.lower,
        ) ||
          (next.pos === 'VERB' && next.lemma !== next.lower && !/(?:s|ing)$/.test(next.lower)) ||
          next.lower.endsWith('ed'));
      if (!past) return null;
      // `thought, and still think`: the second verb is of today.
      const second = /^,? and (?:still |now |always )?([a-z]+)/.exec(text.slice(next.end))?.[1];
      if (
        second !== undefined &&
        !/(?:ed|[^s]s)$/.test(second) &&
        tokens.some((part) => part.lower === second && part.pos === 'VERB' && part.lemma === part.lower)
      )
        return null;
    }
    const owner = /^(?:my|our)$/.test(token.lower);
    const object = /^(?:me|us)$/.test(token.lower);
    const word = named ? (owner ? 'their' : object ? 'them' : 'they') : owner ? `${who}’s` : who;
    result += text.slice(at, token.start) + word;
    at = token.end;
    named = true;
  }
  // A present tense beside it would be the author's opinion, not what they did.
  return named ? capitalise(result + text.slice(at)) : null;
}
