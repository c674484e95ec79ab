import {type HookContext, lowerFirst} from './hook.ts';
import {isNominal, nounPhrases} from '../source/grammar.ts';

/** What nothing does by itself: in a headline without an object behind it, it was done to the subject. */
const undergone =
  /^(?:destroyed|transformed|announced|arrested|approved|killed|injured|found|discovered|uncovered|revealed|banned|charged|damaged|delayed|cancell?ed|evacuated|rescued|named|sold|elected|awarded|restored|identified|detected|confirmed|recalled|seized|rejected|released|unveiled|published|stolen|built|spotted|linked|reunited|saved|hospitali[sz]ed|honou?red|blocked|caught|sentenced|convicted|suspended|scrapped|replaced|demolished|displaced)$/;

/** `Dozens of homes destroyed as fires rage` → `Dozens of homes have been destroyed as fires rage`. */
export function passiveOf(headline: string, context: HookContext): string | null {
  const tokens = context.tagger.tag(`${headline}.`);
  const at = tokens.findIndex(
    (token, index) =>
      index > 0 && token.pos === 'VERB' && undergone.test(token.lower) && isNominal(tokens[index - 1]),
  );
  const next = tokens[at + 1];
  if (at < 1 || at > 6 || !next || !/^(?:ADP|SCONJ|PUNCT)$/.test(next.pos)) return null;
  if (
    tokens.slice(0, at).some(({pos, text}) => /^(?:VERB|AUX|SCONJ|PRON)$/.test(pos) || /^[,:;–—]$/.test(text))
  )
    return null;
  const [first] = nounPhrases(tokens.slice(0, at));
  if (!first || first.from !== 0) return null;
  const head = tokens[first.head]!;
  const counted = /^(?:dozen|hundred|thousand|million)s?$/.test(head.lemma);
  const many = counted || (head.pos === 'NOUN' && head.lemma !== head.lower && head.lower.endsWith('s'));
  const dated = /\bin (?:\p{Lu}\p{Ll}+ )?\d{4}\b/u.test(headline);
  const be = dated ? (many ? 'were' : 'was') : many ? 'have been' : 'has been';
  const subject = headline.slice(0, tokens[at - 1]!.end);
  const open =
    !many && head.pos === 'NOUN' && !/^(?:an?|the)\b/i.test(subject) && !context.isName(tokens[0]!.text);
  const opened = open ? `${/^[aeiou]/i.test(subject) ? 'An' : 'A'} ${lowerFirst(subject, context)}` : subject;
  return `${opened} ${be} ${headline.slice(tokens[at]!.start)}`;
}
