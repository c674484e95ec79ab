/** A sentence and where it stands in the text it was cut from. */
interface SentenceSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const neverEnds = new Set(
  (
    'mr mrs ms dr prof st sr jr rev gen col lt sgt capt gov sen rep hon vs etc fig no nos vol pp ed al approx dept ' +
    'est inc ltd co corp bros jan feb mar apr jun jul aug sept sep oct nov dec e.g i.e cf ca a.m p.m u.s u.k u.n d.c'
  ).split(' '),
);
/** These may close a sentence when what follows looks like a new one. */
const mayEnd = new Set([
  'a.m',
  'p.m',
  'u.s',
  'u.k',
  'u.n',
  'd.c',
  'etc',
  'inc',
  'ltd',
  'co',
  'corp',
  'jr',
  'sr',
]);
const opener =
  /^(?:The|A|An|In|On|At|But|And|It|He|She|They|We|You|This|That|These|Those|For|As|After|When|While|If|There|Its|His|Her|Their)\b/;
const saidVerb =
  /^[A-Z][\p{L}'’-]+(?: [A-Z][\p{L}'’-]+){0,2} (?:said|says|asked|told|added|wrote|replied)\b/u;

function endsSentence(before: string, mark: string, after: string): boolean {
  if (mark !== '.') return !saidVerb.test(after);
  const word = /([\p{L}][\p{L}.]*)$/u.exec(before)?.[1]?.toLowerCase() ?? '';
  // `the 2010s.` is no initial.
  if (word === '' || /\d[’']?s$/.test(before)) return true;
  if (/^\p{L}$/u.test(word)) return word === 'i' ? opener.test(after) : false;
  if (neverEnds.has(word)) return mayEnd.has(word) && opener.test(after);
  return !saidVerb.test(after) || !/[”"]$/.test(mark);
}

/**
 * Cuts running text into sentences with their offsets. A quotation of several sentences stays whole, so that no
 * quotation is ever left open; abbreviations, initials and decimals do not end a sentence.
 */
export function splitSentences(text: string): SentenceSpan[] {
  const spans: SentenceSpan[] = [];
  let from = 0;
  let quoteFrom = -1;
  const push = (to: number) => {
    const raw = text.slice(from, to);
    const lead = raw.length - raw.trimStart().length;
    const trimmed = raw.trim();
    if (trimmed !== '') spans.push({text: trimmed, start: from + lead, end: from + lead + trimmed.length});
    from = to;
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]!;
    if (character === '“') quoteFrom = index;
    else if (character === '”') quoteFrom = -1;
    else if (character === '"') quoteFrom = quoteFrom >= 0 ? -1 : index;
    if (!/[.!?…]/.test(character)) continue;
    let end = index + 1;
    while (/[.!?…]/.test(text[end] ?? '')) end += 1;
    let closed = quoteFrom;
    while (/[”"’')\]]/.test(text[end] ?? '')) {
      if (/[”"]/.test(text[end]!)) closed = -1;
      end += 1;
    }
    while (text[end] === '[' && /^\[[\w ]{1,20}\]/.test(text.slice(end))) end = text.indexOf(']', end) + 1;
    const rest = text.slice(end);
    const gap = /^\s+/.exec(rest)?.[0].length ?? 0;
    if (rest !== '' && gap === 0) continue;
    const after = rest.slice(gap);
    // A quotation that never closes must not swallow the text behind it.
    const insideQuotation = closed >= 0 && index - closed < 400;
    const starts = after === '' || /^[“"‘'([]?[\p{Lu}\p{N}]/u.test(after) || /^[“"]/.test(after);
    if (!insideQuotation && starts && endsSentence(text.slice(from, index), character, after)) {
      quoteFrom = -1;
      push(end);
    } else if (closed < 0) quoteFrom = -1;
    index = end - 1;
  }
  push(text.length);
  return spans;
}
