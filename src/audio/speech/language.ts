/** `m` before a masculine or neuter noun, `f` before a feminine one, `alone` where no noun follows. */
export type Gender = 'm' | 'f' | 'alone';

/** What is counted, in the singular and the plural. */
export interface Counted {
  readonly gender: 'm' | 'f';
  readonly one: string;
  readonly many: string;
}

/** How a language reads figures and signs: tables and a few functions, applied by `spoken-line.ts`. */
export interface SpokenLanguage {
  /** Sign before decimals; the other of `.` and `,` stands between thousands. */
  readonly decimal: '.' | ',';
  /** Whole number from 0 up to a trillion. */
  readonly cardinal: (value: number, gender: Gender) => string;
  /** `21.`, `2º`, `3e`: null where the ending belongs to no ordinal. @param before the word before it */
  readonly ordinal: (value: number, ending: string, before: string) => string | null;
  /** Four digits that name a year. */
  readonly year: (value: number) => string;
  readonly point: string;
  /** Whether two decimals are one number (`vingt-cinq`) rather than two digits (`zwei fünf`). */
  readonly decimalsAsNumber: boolean;
  readonly minus: string;
  readonly to: string;
  readonly per: string;
  readonly half: string;
  readonly quarters: readonly [one: string, three: string];
  readonly thirds: readonly [one: string, two: string];
  /** Between the parts of any other fraction. */
  readonly over: string;
  readonly percent: string;
  readonly at: string;
  readonly dot: string;
  /** Sums: `5 €`, `5,20 €`. `cents` is joined with `and`. */
  readonly and: string;
  readonly money: Readonly<Record<string, Counted & {readonly cents?: Counted}>>;
  /** Between a million and what is counted, as in French `un million d'euros`. */
  readonly ofMillions: (name: string) => string;
  /** Magnitudes behind a sum, attached or apart, in small letters. */
  readonly magnitudes: Readonly<Record<string, Counted>>;
  readonly units: Readonly<Record<string, Counted>>;
  readonly signs: Readonly<Record<string, string>>;
  /** With their full stops inside but not at the end, in small letters. */
  readonly abbreviations: Readonly<Record<string, string>>;
  /** Words that are said otherwise than they are written, exactly as they stand. */
  readonly words: Readonly<Record<string, string>>;
  readonly months: readonly string[];
  /** Day, month, year, such as 3, 10, 2024. */
  readonly date: (day: number, month: number, year: number, before: string) => string;
  readonly time: (hours: number, minutes: number) => string;
  /** A Roman numeral behind a name, or null to leave it. */
  readonly roman: (value: number, name: string) => string | null;
}

export const counted = (gender: 'm' | 'f', one: string, many = one): Counted => ({gender, one, many});
