import {finish} from './finish.ts';
import {outsideQuotations} from '../source/quotations.ts';
import {protectedWords} from './protected-words.ts';

const openingConnective =
  /^(?:However|Meanwhile|Moreover|Furthermore|In addition|Additionally|Also|Indeed|In fact|Of course|Still|Nevertheless|Nonetheless|Besides|Likewise|Similarly|Notably|Interestingly|Importantly|Crucially|Overall|In short|In other words|Ultimately|Finally|Again|For example|For instance|That said|After all|On the other hand|On top of that|Either way|Well|Naturally|Clearly|Sure|Plus|To be clear|What is more|What’s more|As it turns out|Unsurprisingly|Surprisingly|Fortunately|Unfortunately|Today),\s+/;
const openingConjunction = /^(?:And|But|Yet|So|Or)\s+(?=\p{L})/u;
const weekday = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';

/** Leaves out what only a reader of that day or of the page before needs. Nothing here carries the claim. */
export function groom(text: string): {text: string; operations: string[]} {
  const operations: string[] = [];
  let line = text;
  const apply = (name: string, change: (value: string) => string) => {
    const next = change(line);
    if (next !== line) {
      line = finish(next);
      operations.push(name);
    }
  };
  apply('drop-brackets', (value) =>
    outsideQuotations(value, /\s?\(([^()]{1,160})\)/g, (whole, inner) =>
      protectedWords.test(inner ?? '') && /\d/.test(inner ?? '') ? whole : '',
    ),
  );
  apply('drop-weekday', (value) => {
    // Of two days none may go: what happened on which would be lost.
    if ((value.match(new RegExp(weekday, 'g'))?.length ?? 0) > 1) return value;
    let next = outsideQuotations(
      value,
      new RegExp(
        String.raw`^(?:Late |Early )?On ${weekday}(?: morning| afternoon| evening| night)?,? (?!(?:morning|afternoon|evening|night)s\b)(?=\p{L})`,
        'gu',
      ),
      () => '',
    );
    next = outsideQuotations(
      next,
      new RegExp(
        String.raw`,? (?:late |early )?(?:on|last|this|next) ${weekday}(?: morning| afternoon| evening| night)?(?=[ ,.])(?! and|, \p{Lu}\p{Ll}+\.? \d)`,
        'gu',
      ),
      () => '',
    );
    next = outsideQuotations(
      next,
      / today(?= (?:announced|launched|unveiled|said|released|introduced|opened)\b)/g,
      () => '',
    );
    return outsideQuotations(
      next,
      /,? (?:yesterday|last night)(?: morning| afternoon| evening)?(?=[ ,.])/g,
      () => '',
    );
  });
  apply('drop-statement-venue', (value) =>
    value.replace(
      /^(?:In|During|Speaking (?:at|in|to)) (?:an?|the) (?:[\w-]+ ){0,2}(?:statement|interview|press conference|news conference|briefing|announcement)(?: [^,]{0,40})?, (?=\p{L})/u,
      '',
    ),
  );
  apply('drop-statement-venue', (value) =>
    outsideQuotations(
      value,
      /(?<=\b(?:said|says|announced|confirmed|wrote)) in an? (?:[\w-]+ ){0,2}(?:statement|interview|e-?mail|press release|news release|blog post|tweet|post|press conference|news conference|briefing)(?= that\b|[:,.])/g,
      () => '',
    ),
  );
  apply('drop-additive', (value) =>
    outsideQuotations(
      value,
      /(?<=\b(?:has|have|had|is|are|was|were|will|can|may|could|would|[a-z]+)) also (?=[a-z])/g,
      () => ' ',
    ),
  );
  apply('drop-self-praise', (value) =>
    outsideQuotations(
      value,
      /, (?:an?|the|one of the) (?:[\p{L}-]+ ){0,2}(?:leading|premier|world-class|global leader|trusted|award-winning|innovative)(?: [^,“”"]{3,80})?,(?= [\p{L}])/gu,
      () => '',
    ),
  );
  apply('plain-dash', (value) => value.replaceAll(/(?<!\d)\s-{1,2}\s(?!\d)/g, ' — '));
  return {text: line, operations};
}

export function standalone(text: string): {text: string; operations: string[]} {
  const operations: string[] = [];
  let line = text;
  if (openingConnective.test(line)) {
    line = finish(line.replace(openingConnective, ''));
    operations.push('drop-opening-connective');
  }
  if (openingConjunction.test(line) && !/^So (?:far|many|much|long|few)\b/.test(line)) {
    line = finish(line.replace(openingConjunction, ''));
    operations.push('drop-opening-conjunction');
  }
  return {text: line, operations};
}
