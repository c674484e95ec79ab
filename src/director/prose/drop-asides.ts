import {finish} from './finish.ts';
import {hasFiniteClause, isFiniteVerb, isNominal, wordCount} from '../source/grammar.ts';
import type {Tagger} from '../source/nlp.ts';
import {protectedWords} from './protected-words.ts';
import {insideQuotation} from '../source/quotations.ts';

const takesBack =
  /\b(?:not|no|never|but|if|unless|except|until|denies|denied|false|wrong|reportedly|allegedly)\b|n['’]t\b/i;

/** Cuts asides that stand between commas or dashes before the verb. */
export function dropAsides(text: string, tagger: Tagger): {text: string; operations: string[]} | null {
  // Who a speaker is belongs to what they say.
  if (/ said: “/.test(text)) return null;
  const operations: string[] = [];
  let line = text;
  const verbAfter = (rest: string) => {
    const tokens = tagger.tag(`They ${rest.trimStart()}`);
    return isFiniteVerb(tokens, 1) || (tokens[1]?.pos === 'ADV' && isFiniteVerb(tokens, 2));
  };
  const tryPattern = (pattern: RegExp, operation: string, maxWords: number, minWords = 2) => {
    for (const match of line.matchAll(pattern)) {
      const inner = match[1] ?? '';
      const rest = line.slice(match.index + match[0].length);
      const before = line.slice(0, match.index);
      if (insideQuotation(line, match.index) || /[“”"]/.test(inner)) continue;
      if (wordCount(inner) > maxWords || wordCount(inner) < minWords) continue;
      // A clause that tells more goes whole, its figures with it; one that takes something back stays.
      const keeps = /^(?:which|who|whose|where)\b/.test(inner) ? takesBack : protectedWords;
      if (keeps.test(inner)) continue;
      if (
        /^(?:In|On|At|By|For|After|Before|When|While|As|With|Since|From)\b[^,]*$/.test(before) &&
        !before.includes(',')
      )
        continue;
      if (/,[^,]*$/.test(before.slice(-40)) && operation === 'drop-appositive') continue;
      if (!isNominal(tagger.tag(before).at(-1)) || !verbAfter(rest)) continue;
      // `who go there to sip coffee, | chat or watch`: the verb behind is one more of the aside's own.
      if (/^\s*\p{Ll}+ (?:or|and) \p{Ll}+\b/u.test(rest) && /^(?:which|who)\b/.test(inner)) continue;
      line = finish(`${before} ${rest.trimStart()}`);
      operations.push(operation);
      return;
    }
  };
  tryPattern(/, ((?:which|who|whose|where) (?:[^,“”"]|,(?=\d))+),/g, 'drop-relative-aside', 18);
  // `For the first time since 1957, when a storm …, the mill …`
  const opening =
    /^((?:For|In|On|At|Since|After|Before|During|Until) [^,“”]{3,60}), (?:when|where|which) (?:[^,“”]|,(?=\d)){3,90}, (?=\p{L})/u.exec(
      line,
    );
  if (opening?.[1] && !takesBack.test(opening[0].slice(opening[1].length))) {
    line = finish(`${opening[1]}, ${line.slice(opening[0].length)}`);
    operations.push('drop-opening-aside');
  }
  tryPattern(/ [–—] ([^–—]+) [–—]/g, 'drop-dash-aside', 16);
  tryPattern(
    /, ((?:an?|the|one of|its|their|his|her|home to|known|founded|based|located|formerly|now|once) [^,“”"]+),/gi,
    'drop-appositive',
    14,
  );
  return operations.length > 0 ? {text: line, operations} : null;
}

/** Cuts what trails behind the finished clause. */
export function dropTrailing(text: string, tagger: Tagger): {text: string; operations: string[]} | null {
  const pattern =
    /, (which|who|where|even as|just as|with|along with|as well as|[a-z]+ing|despite|in preparation for|ahead of|in honou?r of|thanks to|part of|up from|down from|a|an) ([^,“”"]+)\.$/;
  const match =
    pattern.exec(text) ??
    // `…, making them more open to art, curiosity and emotion.`: a list of its own in the tail.
    /, ([a-z]+ing) ((?:[^,“”"]+ ){2,}[^,“”"]+, [^“”"]+)\.$/.exec(text);
  if (!match || insideQuotation(text, match.index)) return null;
  const before = text.slice(0, match.index);
  const cut = match[0];
  // `…, purchasing power is falling`: a clause with its own subject; `and subsequently`: cut in the middle.
  if (match[1]!.endsWith('ing')) {
    const tail = tagger.tag(cut.replace(/^, /, ''));
    if (tail[1]?.pos === 'NOUN' && [2, 3].some((at) => isFiniteVerb(tail, at))) return null;
  }
  if (/\b(?:and|or|but|[a-z]+ly)$/.test(before)) return null;
  if (protectedWords.test(cut.replace(/\b(?:more|most|over|about)\b/g, '')) || wordCount(before) < 7)
    return null;
  // What looks like the last of a list is no tail.
  if (/,[^,]{1,30}$/.test(before) && !/\b(?:which|who|where|with)$/.test(match[1]!)) return null;
  if (/^(?:a|an)$/.test(match[1]!) && hasFiniteClause(tagger.tag(cut)) && !/\b(?:that|who|which)\b/.test(cut))
    return null;
  const opener =
    /^(?:When|While|If|Although|Though|As|After|Before|Since|Because|Once|In|At|By|For|With|On|Despite|Instead|Unlike|From)\b/.test(
      before,
    );
  if (opener && !before.includes(',')) return null;
  const lastThat = before.lastIndexOf(' that ');
  if (!hasFiniteClause(tagger.tag(finish(lastThat > 0 ? before.slice(lastThat + 6) : before)))) return null;
  return {text: finish(before), operations: ['drop-trailing-clause']};
}
