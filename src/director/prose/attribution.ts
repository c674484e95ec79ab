import {capitalise, wordCount} from '../source/grammar.ts';

const saidVerb =
  '(?:said|says|told|added|adds|wrote|explained|explains|argued|argues|warned|warns|recalled|noted|notes|replied|insisted|announced|concluded|concludes|continued|stated|states|observed|remarked|commented|stressed|cautioned)';
const speaker = String.raw`((?:the |an? )?(?:[\p{L}.'’-]+ ){0,6}?[\p{L}.'’-]+(?:, [^“”",]{3,140}(?:, [^“”",]{3,60})?)?)`;

/** Who says it comes first: the ear has no closing quotation mark to wait for. */
export function attributionFirst(
  text: string,
  isName: (word: string) => boolean,
): {text: string; operation: string} | null {
  const lowerFirst = (clause: string) =>
    isName(clause.split(/\s/)[0] ?? '') ? clause : clause.charAt(0).toLowerCase() + clause.slice(1);
  const closeQuote = (quote: string) => (/[.!?…]$/.test(quote) ? quote : `${quote.replace(/[,;:–—]$/, '')}.`);
  const venue =
    / ?,? (?:at|in|during) an? (?:[\w-]+ )?(?:conference|statement|interview|briefing|hearing|speech)(?: [^,.“”]{0,30})?(?=[,.]|$)/;
  const verbFirst = new RegExp(String.raw`^[“"]([^”"]+?)[,?!.][”"] ${saidVerb} ${speaker}\.$`, 'u').exec(
    text.replace(venue, ''),
  );
  const mark = /[?!][”"]/.exec(text)?.[0][0] ?? '';
  if (verbFirst?.[1] && verbFirst[2] && !/^(?:he|she|they|it|i|we)\b/i.test(verbFirst[2])) {
    const comma = verbFirst[2].includes(',') ? ',' : '';
    return {
      text: `${capitalise(verbFirst[2])}${comma} said: “${closeQuote(verbFirst[1] + mark)}”`,
      operation: 'attribution-first',
    };
  }
  const nameFirst = new RegExp(
    String.raw`^[“"]([^”"]+?)[,?!.][”"] ${speaker},? ${saidVerb}(?: (?:for|in|at|during|to|of|on|after) [^,“”]{2,40}?)?\.$`,
    'u',
  ).exec(text.replace(venue, ''));
  if (nameFirst?.[1] && nameFirst[2] && !/^(?:he|she|they|it|i|we)\b/i.test(nameFirst[2])) {
    const comma = nameFirst[2].includes(',') ? ',' : '';
    return {
      text: `${capitalise(nameFirst[2])}${comma} said: “${closeQuote(nameFirst[1] + mark)}”`,
      operation: 'attribution-first',
    };
  }
  const told =
    /^“([^”]+?)[,.]” ((?:the |an? )?(?:[\p{L}.'’-]+ ){0,5}[\p{L}.'’-]+) (told (?:[\p{L}.'’-]+ ?){1,6})\.$/u.exec(
      text,
    );
  if (told?.[1] && told[2] && told[3] && !/^(?:he|she|they|it|i|we)\b/i.test(told[2]))
    return {
      text: `${capitalise(told[2])} ${told[3]}: “${closeQuote(told[1])}”`,
      operation: 'attribution-first',
    };
  const according = /^([^“”"]{20,}), (according to (?:[^“”",]|,(?=\d)){3,110})\.$/.exec(text);
  if (according?.[1] && according[2] && !/\b(?:but|although|while)\b/.test(according[1])) {
    // A long statement first, then who says so: nobody holds both in one breath.
    if (wordCount(text) > 24)
      return {text: `${according[1]}. That’s ${according[2]}.`, operation: 'attribution-behind'};
    return {
      text: `${capitalise(according[2])}, ${lowerFirst(according[1])}.`,
      operation: 'attribution-first',
    };
  }
  const reported = new RegExp(
    String.raw`^([^“”"]{20,}), ((?:the |an? )?(?:[\p{L}.'’-]+ ){0,7}?[\p{L}.'’-]+) (said|says|say|warned|reported|report|announced|added|wrote|write|explained|noted|argued|estimates?|decided|agreed|confirmed|ruled|found)(?: in (?:the |a )?(?:journal|study|report|paper)\b[^,“”]{0,50})?\.$`,
    'u',
  ).exec(text);
  if (
    reported?.[1] &&
    reported[2] &&
    !/^(?:he|she|they|it|i|we)$/i.test(reported[2]) &&
    // `For the higher ranks, feathers were often added.` reports nothing.
    !/\b(?:is|are|was|were|be|been|being|has|have|had|often|never|also|not)\b/i.test(reported[2]) &&
    !/^(?:and|but|which|who|that)\b/.test(reported[2])
  ) {
    const verb = /^(?:added|explained|noted)$/.test(reported[3] ?? '') ? 'said' : reported[3]!;
    // `its maker said`: whose maker is told first.
    if (/^(?:its|their|his|her) /i.test(reported[2]))
      return {
        text: `${reported[1]}. That’s what ${lowerFirst(reported[2])} ${verb}.`,
        operation: 'attribution-behind',
      };
    return {
      text: `${capitalise(reported[2])} ${verb} that ${lowerFirst(reported[1])}.`,
      operation: 'attribution-first',
    };
  }
  return null;
}
