import {z} from 'zod';
import {InvalidInputError, type InputIssue} from '../errors.ts';

const count = z.int('must be a whole number').min(0, 'must not be negative');

/** One arm of a randomised test, or one video of an account: what was shown, how often, and how often it worked. */
export const armSchema = z
  .object({
    /** The test, or the account and period, within which arms may be compared. */
    test: z.string().min(1).max(200),
    /** Story: tests that share one are never split between training and judging. */
    group: z.string().min(1).max(200).nullish(),
    /** yyyyww, for the reader only. */
    week: z.int().nullish(),
    /** What else was shown; only arms with the same one are compared. */
    image: z.string().max(500).nullish(),
    headline: z.string().trim().min(1).max(2000),
    impressions: count,
    clicks: count,
  })
  .refine(({impressions, clicks}) => clicks <= impressions, {
    message: 'is larger than impressions',
    path: ['clicks'],
  });

export interface Arm {
  readonly test: string;
  readonly group: string | null;
  readonly image: string | null;
  readonly headline: string;
  readonly impressions: number;
  readonly clicks: number;
}

export interface ReadArms {
  readonly arms: readonly Arm[];
  /** Lines left out without harm, with the reason. */
  readonly setAside: readonly {readonly line: number; readonly reason: string}[];
}

/** More than these are not listed: whoever sees twenty knows what is wrong with the file. */
const shownIssues = 20;

/** What two arms must share to be compared: the test and the image. */
export const comparisonOf = (arm: Arm): string => `${arm.test}\n${arm.image ?? ''}`;

/**
 * Reads arms from JSON lines: `{test, group?, week?, image?, headline, impressions, clicks}`.
 * Arms of one test with the same image and the same headline are one arm, their counts added; a line that stands there
 * twice, to the letter, counts once; an arm nobody saw is set aside.
 * @param name names the file in messages
 * @throws InvalidInputError with the line and field of each bad value
 */
export function readArms(text: string, name: string): ReadArms {
  const issues: InputIssue[] = [];
  const setAside: {line: number; reason: string}[] = [];
  const seen = new Set<string>();
  const arms = new Map<string, Arm>();
  let wrong = 0;
  const refuse = (line: number, field: string, message: string) => {
    wrong += 1;
    if (issues.length < shownIssues)
      issues.push({path: `line ${line}${field === '' ? '' : `, ${field}`}`, message});
  };
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(trimmed);
    } catch {
      refuse(line, '', 'is not a JSON object');
      continue;
    }
    const result = armSchema.safeParse(value);
    if (!result.success) {
      for (const issue of result.error.issues) refuse(line, issue.path.join('.'), issue.message);
      continue;
    }
    if (seen.has(trimmed)) {
      setAside.push({line, reason: 'the same line stands there before'});
      continue;
    }
    seen.add(trimmed);
    const {test, group, image, headline, impressions, clicks} = result.data;
    if (impressions === 0) {
      setAside.push({line, reason: 'nobody saw it: zero impressions'});
      continue;
    }
    const arm = {test, group: group ?? null, image: image ?? null, headline, impressions, clicks};
    // Punctuation and case are part of what is tested; spaces are not.
    const key = `${comparisonOf(arm)}\n${headline.replaceAll(/\s+/g, ' ')}`;
    const before = arms.get(key);
    arms.set(
      key,
      before
        ? {...before, impressions: before.impressions + impressions, clicks: before.clicks + clicks}
        : arm,
    );
    if (before) setAside.push({line, reason: 'same headline and image as an arm before: counts added'});
  }
  if (wrong > issues.length) issues.push({path: '', message: `and ${wrong - issues.length} more`});
  if (issues.length > 0) throw new InvalidInputError(name, issues);
  if (arms.size === 0) {
    throw new InvalidInputError(name, [
      {
        path: '',
        message:
          setAside.length > 0
            ? `holds no arm that anybody saw (${setAside.length} lines set aside)`
            : 'is empty: give one JSON object a line with test, headline, impressions and clicks',
      },
    ]);
  }
  return {arms: [...arms.values()], setAside};
}
