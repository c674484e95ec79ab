/** Digits of any script as those of ASCII. */
function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0) ?? 48;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 48) - zero < 9) zero--;
    return String((digit.codePointAt(0) ?? 48) - zero);
  });
}

const year = /^(?:\D{0,3}\s?)?((?:1[5-9]|20|21)\d\d)\s?\D{0,2}$/u;
const shortYear = /^['’](\d\d)$/u;
const quarter = /^Q([1-4])\s*(?:['’]?(\d\d|\d{4}))?$/iu;
const clock = /^(\d{1,2})[:.](\d\d)$/u;
const hour = /^(\d{1,2})\s?([ap])\.?m\.?$/iu;

/** The months of a language, long and short, in lower case. */
function monthsOf(language: string): readonly (readonly string[])[] {
  return Array.from({length: 12}, (_, month) =>
    (['long', 'short'] as const).map((style) =>
      new Intl.DateTimeFormat(language, {month: style, timeZone: 'UTC'})
        .format(Date.UTC(2021, month, 15))
        .replace(/\.$/u, '')
        .toLocaleLowerCase(language),
    ),
  );
}

type Reader = (label: string) => number | null;

/** Ways to read a label as a moment; all labels of a series must be of one of them. */
function readersFor(language: string): readonly Reader[] {
  const match = (pattern: RegExp, read: (found: RegExpExecArray) => number): Reader => {
    return (label) => {
      const found = pattern.exec(label);
      return found ? read(found) : null;
    };
  };
  const months = monthsOf(language);
  return [
    match(year, ([, digits]) => Number(digits)),
    match(shortYear, ([, digits]) => Number(digits)),
    match(quarter, ([, part, digits = '0']) => Number(digits) * 4 + Number(part)),
    match(clock, ([, hours, minutes]) => Number(hours) * 60 + Number(minutes)),
    match(hour, ([, hours, half]) => (Number(hours) % 12) + (half?.toLowerCase() === 'p' ? 12 : 0)),
    (label) => {
      const name = label.replace(/\.$/u, '').toLocaleLowerCase(language);
      const month = months.findIndex((names) => names.includes(name));
      return month === -1 ? null : month;
    },
  ];
}

/**
 * The labels of a series as moments that follow each other, in a measure of their own: years, quarters, months or times
 * of a day. `null` for labels that are none, or go back in time: a line between those would say what is not so.
 */
export function momentsOf(labels: readonly string[], language: string): readonly number[] | null {
  if (labels.length < 3) return null;
  for (const read of readersFor(language)) {
    const moments = labels.map((label) => read(plainDigits(label.trim())));
    if (moments.some((moment) => moment === null)) continue;
    const sure = moments.map((moment) => moment ?? 0);
    return sure.every((moment, index) => index === 0 || moment > (sure[index - 1] ?? 0)) ? sure : null;
  }
  return null;
}
