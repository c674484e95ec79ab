import {figureRange} from './figure-range.ts';
import type {Offer} from './phrase-options.ts';
import {countedPhrase, type Figure} from '../source/figures.ts';
import {isNominal} from '../source/grammar.ts';
import type {Token} from '../source/nlp.ts';

/** The figures of a sentence, each with what it counts; `large` is the one a scene shows large. */
export function figureOffers(
  sentence: string,
  figures: readonly Figure[],
  tokens: readonly Token[],
  large: number | undefined,
): Offer[] {
  const [first, second] = figures;
  const range = first && second ? figureRange(sentence, tokens, first, second) : null;
  return [
    ...(range ? [{phrase: range, value: 2.9}] : []),
    ...ratios(sentence),
    ...figures.flatMap((figure) => singleFigure(sentence, tokens, figure, large)),
  ];
}

function ratios(sentence: string): Offer[] {
  const offers: Offer[] = [];
  const ratio =
    /\b(?:one|two|three|four|five|six|seven|eight|nine|half|\d+) (?:in|out of) (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|\d+)\b(?: [\p{L}-]+s\b)?|\b(?:two thirds|three quarters|half|a third|a quarter) of (?:the |all |its |their )?[\p{L}-]+\b/iu.exec(
      sentence,
    )?.[0];
  if (ratio) offers.push({phrase: ratio, value: 2.7});
  // `1,800 of the world’s 10,000 bird species`: the whole is no figure without the part.
  const share =
    /\b(?:about |nearly |around |approximately |over |almost )?\d[\d,.]* of (?:the |its |their |all )?(?:[\p{L}]+[’']s )?\d[\d,.]* (?:[\p{L}-]+ ){0,2}[\p{L}-]+s\b/iu.exec(
      sentence,
    )?.[0];
  if (share)
    offers.push({
      phrase: share.replace(/ of (?:the |its |their |all )?(?:[\p{L}]+[’']s )?(?=\d)/u, ' of '),
      value: 3.4,
    });
  // `a margin of 48% to 38%`
  const span = /\d[\d,.]*%? to \d[\d,.]*%?(?= |[.,])/.exec(sentence);
  const before = span ? sentence.slice(0, span.index) : '';
  if (span && /\b(?:margin|score|vote|lead|majority) of $/.test(before))
    offers.push({phrase: `${/(\w+) of $/.exec(before)?.[1] ?? ''} of ${span[0]}`, value: 3.4});
  return offers;
}

function singleFigure(
  sentence: string,
  tokens: readonly Token[],
  figure: Figure,
  large: number | undefined,
): Offer[] {
  const phrase = countedPhrase(sentence, tokens, figure);
  if (figure.kind === 'count' && phrase.noun === null) return [];
  const counted = /^['’]s\b/.test(sentence.slice(phrase.end)) ? figure.end : phrase.end;
  const bare = phrase.noun === null || counted <= figure.end;
  // `fines of up to £2,500`: the noun in front says what the sum is.
  const owner = /([\p{L}-]+ of )$/u.exec(sentence.slice(0, figure.hedgeStart))?.[1] ?? '';
  const start = owner !== '' && bare ? figure.hedgeStart - owner.length : phrase.start;
  const tail =
    /^ (?:of|in|for|a|an|per|each) (?:(?:a|the) )?[\p{L}-]+(?=[ ,.])/u.exec(sentence.slice(counted))?.[0] ??
    '';
  const tailed = hasTail(tokens, start, counted, tail) ? counted + tail.length : counted;
  const compared = bare
    ? /^ (?:lower|higher|more|less|fewer|faster|slower|cheaper|longer|shorter)\b/.exec(
        sentence.slice(figure.end),
      )?.[0]
    : undefined;
  const end = compared ? Math.max(tailed, figure.end + compared.length) : tailed;
  const plain = bare && !compared && owner === '' && tail === '';
  return [
    {
      phrase: sentence.slice(start - lowerEnd(sentence, start, figure).length, end),
      value:
        (plain ? 1.5 : 2.5) +
        (figure.kind === 'count' && figure.value < 10 ? -0.6 : 0) +
        (figure.value === large ? 1.6 : 0),
    },
  ];
}

/** `10 to 20 minutes` is one figure: what stands before its upper end. */
function lowerEnd(sentence: string, start: number, figure: Figure): string {
  const range = /(?:^|\s)((?:from |between )?([$£€]?)\d[\d.,]*(%?) (?:to|and|or) )$/i.exec(
    sentence.slice(0, start),
  );
  const isSame = range?.[2] === (figure.prefix ?? '') && (range?.[3] === '' || figure.kind === 'percent');
  return isSame ? (range?.[1] ?? '') : '';
}

/** Whether a phrase up to `end` goes on over `tail` and is whole there. */
function hasTail(tokens: readonly Token[], start: number, end: number, tail: string): boolean {
  if (tail === '') return false;
  const last = tokens.find((token) => token.end === end + tail.length);
  const after = tokens.find((token) => token.start >= end + tail.length);
  return (
    last?.pos === 'NOUN' &&
    !(after && (isNominal(after) || after.pos === 'PART')) &&
    end + tail.length - start <= 40
  );
}
