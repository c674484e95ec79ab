import {expletive, type GatedLine, timeNouns} from './gated-line.ts';
import {isWord} from './grammar.ts';

const backward =
  /^(?:this|these|that|those|such|he|she|they|it|his|her|their|its|both|neither|others?|another|the former|the latter|the same|so|then|thus|therefore|hence|consequently|instead|otherwise|as a result|because of (?:this|that)|that(?:’|')s|here|similarly|likewise|in contrast|by contrast|not (?:all|any|only)|one of (?:them|those|these)|some of (?:them|those|these)|most of (?:them|those|these)|all of (?:them|those|these)|of (?:those|these|them|which)|in turn|in response|at that|at the time|by then|since then|until then|after that|before that|the (?:year|day|week|month|night) before|the (?:other|second|third|first)(?= (?:is|are|was|were|has|had|of|one|came|group|two|three|step|reason)\b|,)|meanwhile|yes|no)\b/i;

/** Whether the way a line begins goes on from the sentence before it. */
export function leansByOpening(line: GatedLine): boolean {
  return (
    startsBackward(line) ||
    startsWithLink(line) ||
    onlyGoesOn(line) ||
    belongsToNamed(line) ||
    isShortContrast(line) ||
    isOneOfTold(line) ||
    isPlacedInUntold(line)
  );
}

// `Their` and `Its` in an opening phrase may look forward: `In its report, the council …`.
function startsBackward({text}: GatedLine): boolean {
  if (!backward.test(text) || expletive.test(text)) return false;
  const noun = determined(text);
  return !(noun && timeNouns.test(noun));
}

function determined(text: string): string | undefined {
  return /^(?:this|these|that|those) (\w+)/i.exec(text)?.[1];
}

/** At the head of a paragraph, `These colorful vegetables` point at a picture, unless they were named before it. */
export function pointsAtPicture(line: GatedLine): boolean {
  const {text, tokens, sentence, before, material} = line;
  if (!startsBackward(line)) return false;
  const noun = tokens.slice(1, 5).find((token) => token.pos === 'NOUN');
  return (
    determined(text) !== undefined &&
    sentence.inBlock === 0 &&
    noun !== undefined &&
    before !== undefined &&
    !material.sentences
      .slice(0, sentence.index)
      .some(({tokens: earlier}) => earlier.some((token) => token.lemma === noun.lemma)) &&
    !/^(?:approach|change|advantage|finding|result|effect|discovery|move|decision|process|trend|problem|method|technique|difference|step|idea|practice|feature|issue|event|report|plan|rule|number|figure|work|kind|sort|type)$/.test(
      noun.lemma,
    )
  );
}

function startsWithLink({text}: GatedLine): boolean {
  return /^(?:But|And|Yet|So|However|Meanwhile|Also|For example|For instance|Instead|Still|Moreover)\b/.test(
    text,
  );
}

/** What only goes on about the sentence before it hangs in the air without that one. */
function onlyGoesOn({sentence, before}: GatedLine): boolean {
  return (
    /^(?:Of course|That said|In other words|Again|On the other hand|Either way|After all|As it turns out|To be clear|Similarly|Likewise|In contrast|By contrast|For example|For instance|In short|Then again|In turn|Put simply),/.test(
      sentence.text,
    ) && before?.source === sentence.source
  );
}

/** `Paul’s son` right behind `Ron Paul`: whose son is told before it. */
function belongsToNamed({text, sentence, before, material}: GatedLine): boolean {
  const whose = /^(\p{Lu}[\p{L}-]+)[’']s /u.exec(text)?.[1];
  return (
    whose !== undefined &&
    before?.source === sentence.source &&
    before.text.includes(whose) &&
    !material.title.includes(whose)
  );
}

/** A short contrast says what the sentence before it does not: without that one it hangs in the air. */
function isShortContrast({plain, sentence, before}: GatedLine): boolean {
  return (
    /^(?:But|Yet|And|However,|Still,|Nor|Even so,|Of these,)/.test(sentence.text) &&
    before?.source === sentence.source &&
    plain.filter(isWord).length <= 9
  );
}

/** `In the first, the animal …`: the first of what? `One was not built for years.` One what? */
function isOneOfTold({text}: GatedLine): boolean {
  return (
    /^One (?:is|was|has|had|will|would|wasn[’']t|isn[’']t|can|could|did|didn[’']t|does)\b/.test(text) ||
    (/^(?:In|Of|At|For|During|On) the (?:first|second|third|other|latter|former|two)(?:,| [a-z]+,)/.test(
      text,
    ) &&
      !/^\S+ the (?:first|second|third) (?:week|month|year|half|quarter|day|place|time|phase|round|world)/.test(
        text,
      ))
  );
}

/** `In the clip, …`: which clip, where none was told of. */
function isPlacedInUntold({text, sentence, material}: GatedLine): boolean {
  const placed = /^(?:In|On|At|From) the (\p{Ll}+),/u.exec(text)?.[1];
  if (
    !placed ||
    timeNouns.test(placed) ||
    /^(?:end|beginning|meantime|past|future|world|country|city|evening|dark|sea|air|wild|kitchen|garden|dark)$/.test(
      placed,
    )
  )
    return false;
  return !material.sentences.some(
    (other) =>
      other.source === sentence.source &&
      other.index < sentence.index &&
      other.tokens.some((token) => token.lower === placed),
  );
}
