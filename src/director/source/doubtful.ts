import type {Sentence} from './material.ts';

/** What people merely believe or repeat: told alone it would sound like a fact. */
const belief =
  /\b(?:people|parents|everyone|everybody|many|some|most|they|critics|fans|myth has it)\b[^.;,]{0,40}\b(?:believe|think|assume|claim|swear|insist)s?\b|\b(?:is|are|was|were|been)\s+(?:(?:often|widely|commonly|sometimes|popularly|long|still|generally|once|wrongly|mistakenly)\s+){0,2}(?:believed|thought|claimed|said|assumed|supposed|rumou?red|alleged)\b|\b(?:myths?|supposedly|allegedly|rumou?rs?|hoax(?:es)?|misconceptions?|old wives)\b/i;

/** The sentence itself sets it right: `Many people believe A, but B.` */
const setsRight = /,? but\b|\bin fact\b|\b(?:is|are|was|were) (?:a myth|not true|untrue|false|wrong)\b/i;

const reported =
  /\b(?:said|says|claim(?:s|ed)?|suggest(?:s|ed)?|argue[sd]?|report(?:s|ed)?|conclude[sd]?|announced)\b/i;

/** Words with which a text takes back what it has just reported. */
const takenBack =
  /\b(?:no (?:evidence|link|truth|proof|such)|not true|untrue|false(?:ly)?|fraud\w*|retract\w*|debunk\w*|disprove\w*|refute\w*|hoax|fake|mistaken|wrongly|withdrawn|withdrew|discredited|(?:it|they|this|that) (?:is|was|were|are)(?: not|n[’']t) (?:true|so|real|right|the case|happening|possible)|(?:it|they|this|that) (?:does|do|did)(?: not|n[’']t) (?:happen|work|exist|help|matter|hold|add up|prove|mean))\b/i;

/**
 * Whether a sentence tells what is only believed, or what the next sentences take back. Alone in a script it would
 * say the opposite of its source, so it is never chosen.
 */
export function isDoubtful(sentence: Sentence, sentences: readonly Sentence[]): boolean {
  const {text, index, source} = sentence;
  if (belief.test(text) && !setsRight.test(text)) return true;
  if (!reported.test(text)) return false;
  return [1, 2].some((distance) => {
    const next = sentences[index + distance];
    return next !== undefined && next.source === source && takenBack.test(next.text);
  });
}
