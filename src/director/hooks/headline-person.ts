import type {Tagger} from '../source/nlp.ts';

const past =
  /^(?:was|were|had|did|could|would|kept|read|cut|put|set|took|made|found|ran|went|lost|built|wrote|sold|spent|left|gave|bought|got|quit|won|grew)$/;

/**
 * A headline in the first person, told of somebody else: `I deleted half of our tests` → `Someone deleted half of their
 * team’s tests`. Past tense only, where no verb changes its form; null otherwise.
 */
export function someoneInsteadOfMe(title: string, tagger: Tagger): string | null {
  if (/\b(?:I|we)[’'](?:m|ve|d|ll|re)\b|\b(?:you|your|mine|ours|myself|ourselves)\b/i.test(title))
    return null;
  // What somebody else says of himself stays his.
  if (/(?:^|[\s(:])[“"'‘]/.test(title)) return null;
  const single = /\b(?:I|my|me)\b/.test(title) || /^My\b/.test(title);
  const tokens = tagger.tag(title);
  let named = false;
  let result = '';
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.text === 'US' || !/^(?:i|my|me|we|our|us)$/.test(token.lower)) continue;
    let word: string;
    if (/^(?:i|we)$/.test(token.lower)) {
      let next = index + 1;
      while (tokens[next]?.pos === 'ADV') next += 1;
      const verb = tokens[next];
      if (!verb || !(verb.lower.endsWith('ed') || past.test(verb.lower))) return null;
      if (token.lower === 'i') word = named ? 'they' : 'someone';
      else word = named ? 'they' : 'a team';
      named = true;
    } else {
      // Whose it is must be known before it is spoken of.
      if (!named && index > 0) return null;
      word = !named
        ? token.lower === 'my'
          ? 'someone’s'
          : 'one team’s'
        : token.lower === 'our' && single && !/\b[Mm]y team\b/.test(title)
          ? 'their team’s'
          : token.lower === 'my' || token.lower === 'our'
            ? 'their'
            : 'them';
      named = true;
    }
    result += title.slice(at, token.start) + word;
    at = token.end;
  }
  result += title.slice(at);
  return result.charAt(0).toUpperCase() + result.slice(1);
}
