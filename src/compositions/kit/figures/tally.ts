/** Factors that a letter or word after a number stands for. */
const factors: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  trillion: 1e12,
};

interface Read {
  readonly number: number;
  readonly before: string;
  readonly after: string;
}

/** Digits of any script as those of ASCII. */
function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0) ?? 48;
    // Every run of decimal digits in Unicode starts at a multiple of sixteen or ten past it.
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 48) - zero < 9) zero--;
    return String((digit.codePointAt(0) ?? 48) - zero);
  });
}

/** The one number in a value as it is written, with what stands around it; `null` when it is none, or negative. */
function read(value: string, language: string): Read | null {
  const [, before = '', digits = '', after = ''] =
    /^([^\d]*)(\d[\d.,٫٬'’\u00a0\u202f ]*)(\D*)$/u.exec(plainDigits(value.trim())) ?? [];
  if (digits === '' || /[-−–]/u.test(before)) return null;
  const decimal =
    new Intl.NumberFormat(language).formatToParts(1.5).find(({type}) => type === 'decimal')?.value ?? '.';
  const marks = Array.from(digits.matchAll(/[.,٫]/gu), ([mark]) => mark);
  const last = marks.at(-1);
  const lastAt = last === undefined ? -1 : digits.lastIndexOf(last);
  const tail = digits.slice(lastAt + 1).replace(/\D/gu, '').length;
  // The last mark parts decimals off, unless it groups thousands: it is there twice, or three digits follow it and the
  // language writes decimals with another mark.
  const parts =
    last !== undefined &&
    marks.filter((mark) => mark === last).length === 1 &&
    (tail !== 3 || (marks.length === 1 && last === decimal));
  const whole = (parts ? digits.slice(0, lastAt) : digits).replace(/\D/gu, '');
  const fraction = parts ? digits.slice(lastAt + 1).replace(/\D/gu, '') : '';
  const number = Number(`${whole}.${fraction || '0'}`);
  return {number, before: before.trim(), after: after.trim().toLowerCase()};
}

/** A number with the factor that its first word stands for, and the unit that is left. */
function scaled({number, before, after}: Read): {readonly amount: number; readonly unit: string} {
  const [, word = '', rest = ''] = /^(\p{L}+)\s*(.*)$/su.exec(after) ?? [];
  const factor = Object.hasOwn(factors, word) ? factors[word] : undefined;
  return factor === undefined
    ? {amount: number, unit: `${before} ${after}`}
    : {amount: number * factor, unit: `${before} ${rest}`};
}

/**
 * Two values of a comparison as amounts of one unit, so that bars can show them on one scale: `$684k` and `$1.2M`, `12 %`
 * and `31 %`. `null` when either is no plain number, both are nought, or they count different things.
 */
export function tallyOf(
  left: string,
  right: string,
  language: string,
): {readonly left: number; readonly right: number} | null {
  const first = read(left, language);
  const second = read(right, language);
  if (!first || !second) return null;
  // Equal signs around both need no reading: `m` may be minutes or millions, the scale is the same.
  if (first.before === second.before && first.after === second.after) {
    return first.number + second.number > 0 ? {left: first.number, right: second.number} : null;
  }
  const [one, other] = [scaled(first), scaled(second)];
  if (one.unit !== other.unit || one.amount + other.amount <= 0) return null;
  return {left: one.amount, right: other.amount};
}
