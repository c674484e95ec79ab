import {splitSentences} from '../../quality/sentences.ts';

const negation = /\b(?:not|never|no|none|nobody|without|cannot|neither|nor|hardly)\b|n[’']t\b/i;

const month = /^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/i;
/** Nouns that say nothing before it is told to what end. */
const meant =
  /^(?:plan|decision|effort|attempt|ability|bid|move|push|vote|offer|promise|proposal|pledge|need|right|opportunity|desire|intention|goal|aim)s?$/i;

/** Whether a phrase cut out of a line denies less than the line does, or breaks off a comparison (`twice` as fast). */
export function changesMeaning(phrase: string, spoken: string): boolean {
  const words = phrase.toLowerCase().match(/[\p{L}\p{N}’']+/gu) ?? [];
  const sentences = splitSentences(spoken).map(({text}) => text);
  const home = sentences.find((text) => words.every((word) => text.toLowerCase().includes(word))) ?? spoken;
  return (
    (negation.test(home) && !negation.test(phrase)) ||
    losesReservation(phrase, words, home) ||
    isScrap(phrase, words) ||
    isCutInside(phrase, home) ||
    leavesWordHanging(phrase, words, home)
  );
}

/** `may last`, `almost no`: the reservation belongs to the word behind it. */
function losesReservation(phrase: string, words: readonly string[], home: string): boolean {
  for (const hedge of home.matchAll(
    /\b(?:may|might|could|almost|nearly|hardly|reportedly|allegedly)\s+(?:also\s+|not\s+|be\s+|have\s+)*([\p{L}\d]+)/giu,
  )) {
    const kept = words.some((word) => word === hedge[1]?.toLowerCase());
    if (kept && !/\b(?:may|might|could|almost|nearly|hardly|reportedly|allegedly)\b/i.test(phrase))
      return true;
  }
  return false;
}

/** What says nothing by itself: the rest of a sentence without the part it needs. */
function isScrap(phrase: string, words: readonly string[]): boolean {
  // A denial without what it denies.
  if (/^(?:not|never|nor|neither)\b/i.test(phrase) && words.length < 4) return true;
  // `Exist only`, `They exist`: a verb without its subject, or a pronoun with nothing behind it.
  if (words.length <= 2 && /\b(?:only|just|even|also|now|then)$/i.test(phrase)) return true;
  if (/\s[’']s\b/.test(phrase)) return true;
  // `And fatigue are common`, `Not to pursue`, `saw not only a champion`: half of what belongs together.
  if (/^(?:and|or|but|nor|(?:not )?to|told|said|says|asked|according)\b/i.test(phrase)) return true;
  if (/\bnot (?:only|just|merely|simply)\b/i.test(phrase) && !/\bbut\b/i.test(phrase)) return true;
  // `Waterproof umbrella didn’t`: what it did not do.
  if (/(?:n[’']t|\b(?:not|never))$/i.test(phrase)) return true;
  // `While not creatively named`: the half that only leads up to the other.
  if (/^(?:while|although|though|whether|as long|even if)\b/i.test(phrase)) return true;
  // `Kind of charger works best`
  if (/^(?:kind|sort|type|variety|lot|range) of\b/i.test(phrase)) return true;
  // `First attempt took place`: when it did is what the line says.
  if (/\b(?:took|takes?|taken) place$/i.test(phrase)) return true;
  if (/\b(?:just|even|simply)$/i.test(phrase)) return true;
  // `As long`, `need to start otherwise`
  if (/^as (?:long|soon|far|well|much|many)$/i.test(phrase) || /\b(?:otherwise|regarding)$/i.test(phrase))
    return true;
  // `Many people`: what of them?
  if (
    /^(?:many|most|some|other|all|several|few|these|those) (?:people|things|others|cases|ways|times|years|experts|scientists|researchers)$/i.test(
      phrase,
    )
  )
    return true;
  if (/^(?:\S+ )?(?:turn|series|chain) of events$/i.test(phrase)) return true;
  if (/^no (?:time|way|one|longer|doubt|matter|such|more)$/i.test(phrase)) return true;
  return /\b(?:said|says)(?: (?:on )?\w+day)?$/i.test(phrase);
}

function isCutInside(phrase: string, home: string): boolean {
  const start = home.toLowerCase().indexOf(phrase.toLowerCase());
  if (start < 0) return false;
  // `Gov. Smith’s State | of the State speech`, `Site.com | published`
  const behind = home.slice(start + phrase.length);
  if (!/\d/.test(phrase) && /^ of\b/i.test(behind)) return true;
  if (start > 0 && /[\p{L}\p{N}.]/u.test(home[start - 1] ?? '')) return true;
  // `instead of | driving cars`: what does not happen.
  if (
    /\b(?:instead of|rather than|unlike|as opposed to|far from|except(?: for)?|regardless of|let alone)(?: (?:an?|the|their|its|your))? $/i.test(
      home.slice(0, start),
    )
  )
    return true;
  // `once criticised for … , have closed the gap`: what was so, or is granted, before the line says what is.
  if (
    /(?:^|, )(?:once|formerly|previously|initially|originally|despite|although|though|while|unlike|compared (?:to|with)) [^,]*$/i.test(
      home.slice(0, start),
    ) &&
    /^[^,]*, \S/.test(behind)
  )
    return true;
  // `from the top of the world | to the bottom`
  return / to the /.test(phrase) && /\bfrom (?:\S+ ){1,5}$/i.test(home.slice(0, start));
}

/** `as fast`, `than before`, `to four`: what follows belongs to the last word. */
function leavesWordHanging(phrase: string, words: readonly string[], home: string): boolean {
  const last = words.at(-1)?.replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (last === undefined || last === '') return false;
  const after = home.slice(home.toLowerCase().lastIndexOf(last) + last.length);
  if (!/\d/.test(phrase) && /^\s+of\b/i.test(after)) return true;
  if (
    /^\s+that\b/i.test(after) &&
    /(?:prove|mean|show|say|state|indicate|reveal|announce|announced|report|reported|said|think|believe|find|found|know|knew|suggest|same|ones?)s?$/i.test(
      last,
    )
  )
    return true;
  if (words.length <= 2 && /^\s+to\b/i.test(after)) return true;
  // `on March | 19`, `walking | and biking trails`
  if (month.test(last) && /^\s+\d/.test(after)) return true;
  if (/ing$/i.test(last) && /^\s+(?:and|or)\b/i.test(after)) return true;
  // `reopens seven weeks | after a storm`, `thousands of years | before Christ`
  if (
    /^(?:minute|hour|day|week|month|year|decade)s?$/i.test(last) &&
    /^\s+(?:after|before|ago|later|earlier)\b/i.test(after)
  )
    return true;
  // `has announced plans | to build a park`: what the plans are.
  if (meant.test(last) && /^\s+to\s+\p{L}/iu.test(after)) return true;
  // `didn’t appear until the Chinese | invented it`
  if (
    /\b(?:until|before|after|when|while|once) (?:the |an? )?\p{L}+$/iu.test(phrase) &&
    /^\s+\p{L}/u.test(after)
  )
    return true;
  // `is a good place | to start`, `left | in awe`: what it is a place for, what it was left as.
  if (
    /^(?:place|way|thing|idea|time|chance|reason|part|one|step|moment)s?$/i.test(last) &&
    /^\s+(?:to|for|that|when|where|in which|of)\b/i.test(after)
  )
    return true;
  if (
    /^(?:left|made|kept|got|became|become|seen|known|set|put|given|considered|lined|filled|based|likely|able|expected|supposed|due|associated|linked|responsible|rich|full)$/i.test(
      last,
    ) &&
    /^\s+\p{L}/u.test(after)
  )
    return true;
  return /^\s+(?:as|than|to (?:\d|have|be|one|two|three|four|five|six|seven|eight|nine|ten|twelve))\b/iu.test(
    after,
  );
}
