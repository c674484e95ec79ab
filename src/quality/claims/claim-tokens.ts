/** One word, figure or sign of a text, in the form in which texts are compared. */
export interface ClaimToken {
  /** As it stands. */
  readonly text: string;
  /** Compared by this: lower case, `%` as `percent`, `1,200` and `twelve hundred` by value. */
  readonly norm: string;
  /** Its value, where it is a figure in digits or a number word. */
  readonly value: number | null;
  readonly capital: boolean;
  /** Opens a sentence or stands behind a colon or an opening quotation mark: its capital says nothing. */
  readonly opens: boolean;
  /** A mark stands between it and the token before it. */
  readonly afterMark: boolean;
  readonly start: number;
  readonly end: number;
}

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** Value of a number word, as in `twenty-five`; `one` is mostly no number. */
function wordValue(word: string): number | null {
  const [first = '', second] = word.split('-');
  const low = small.indexOf(first);
  if (second === undefined && low >= 0) return low === 1 ? null : low;
  const high = tens.indexOf(first);
  if (high < 0) return word === 'dozen' ? 12 : null;
  if (second === undefined) return (high + 2) * 10;
  const unit = small.indexOf(second);
  return unit >= 1 && unit <= 9 ? (high + 2) * 10 + unit : null;
}

const signs: Readonly<Record<string, string>> = {'%': 'percent', $: '$', '£': '£', '€': '€', '¥': '¥'};
const sameAs: Readonly<Record<string, string>> = {
  dollar: '$',
  dollars: '$',
  pound: 'pounds',
  euro: '€',
  euros: '€',
  percentage: 'percentage',
};

/** Gives contractions back their words, so that `doesn’t` and `does not` compare. Offsets are kept by same length no more. */
function unfolded(text: string): string {
  return text
    .replaceAll('’', "'")
    .replaceAll(/\bcan't\b/gi, 'can not')
    .replaceAll(/\bcannot\b/gi, 'can not')
    .replaceAll(/\bwon't\b/gi, 'will not')
    .replaceAll(/\bshan't\b/gi, 'shall not')
    .replaceAll(/(\p{L})n't\b/gu, '$1 not')
    .replaceAll(/\bper cent\b/gi, 'percent')
    .replaceAll(/'(?:s|re|ve|ll|d|m)\b/gi, ' ');
}

/** `four-day` is a figure and what it counts; `twenty-five` is one figure. */
function parted(found: string): string[] {
  const lower = found.toLowerCase();
  const hyphen = found.indexOf('-');
  if (hyphen < 0 || wordValue(lower) !== null || wordValue(lower.slice(0, hyphen)) === null) return [found];
  return [found.slice(0, hyphen), ...parted(found.slice(hyphen + 1))];
}

/** Whether a text stands in capitals, so that a capital tells nothing. */
function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters > 12 && (text.match(/\p{Lu}/gu)?.length ?? 0) / letters > 0.6;
}

/** Cuts a text into what can be compared. */
export function claimTokens(text: string): ClaimToken[] {
  const plain = unfolded(text);
  const shouted = isShouted(plain);
  const tokens: ClaimToken[] = [];
  let before = 0;
  for (const match of plain.matchAll(
    /\d[\d,.]*\d|\d|[%$£€¥]|\p{L}[\p{L}\p{M}']*(?:-\p{L}[\p{L}\p{M}']*)*/gu,
  )) {
    const gap = plain.slice(before, match.index);
    let start = match.index;
    before = start + match[0].length;
    for (const found of parted(match[0])) {
      const lower = found.toLowerCase().replaceAll(/^'|'$/g, '');
      const value = /^\d/.test(found) ? Number(found.replaceAll(',', '')) : wordValue(lower);
      const isFirst = start === match.index;
      tokens.push({
        text: found,
        norm:
          value !== null && Number.isFinite(value)
            ? `#${value}`
            : (signs[found] ?? (Object.hasOwn(sameAs, lower) ? sameAs[lower]! : lower)),
        value: value !== null && Number.isFinite(value) ? value : null,
        capital: !shouted && /^\p{Lu}/u.test(found),
        opens: isFirst && (tokens.length === 0 || /[.!?…:“"‘(•]/.test(gap)),
        afterMark: isFirst && /[^\s'-]/.test(gap),
        start,
        end: start + found.length,
      });
      start += found.length + 1;
    }
  }
  return tokens;
}
