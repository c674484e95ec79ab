import {type InputIssue, InvalidInputError} from '../../errors.ts';

/**
 * How words are said that a voice gets wrong: the word as written, and what the voice is given instead.
 * - A key in small letters fits however the word is written: `gif` fits gif, Gif and GIF.
 * - A key with a capital fits only as it stands: `US` fits US and not us.
 * - A key between slashes is a regular expression for the whole word, with the flag `i` if it is wanted, and its
 *   groups stand in the replacement as $1, $2: `/v(\d+)/` → `version $1`.
 * Only whole words are replaced, without the punctuation around them; a possessive ending ('s) and the other half of a
 * word with a hyphen stay. The dictionary comes before all rules for numbers and abbreviations. Captions show what is
 * written.
 */
export type Pronunciations = Readonly<Record<string, string>>;

/** What is said for a word without the punctuation around it; null where the dictionary does not have it. */
export type Pronounce = (word: string) => string | null;

const longestKey = 200;
const longestReplacement = 300;
const mostEntries = 5000;
/** Longer words are not held against expressions, so that a bad one cannot take for ever. */
const longestMatched = 100;

interface Expression {
  readonly pattern: RegExp;
  readonly spoken: string;
}

function keyProblem(key: string): string | null {
  if (key.trim() === '') return 'is empty; name the word as it is written';
  if (key.length > longestKey) return `has ${key.length} characters; ${longestKey} can be used`;
  if (/\s/u.test(key)) return 'has a space; give each word an entry of its own';
  const expression = /^\/(.+)\/([a-z]*)$/su.exec(key);
  if (!expression) return null;
  const [, source = '', flags = ''] = expression;
  if (!/^[iu]*$/.test(flags)) return `has the flags "${flags}"; only i can be used`;
  try {
    return new RegExp(`^(?:${source})$`, 'u').test('') ? 'fits words without a letter' : null;
  } catch (error) {
    return `is no regular expression: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function replacementProblem(spoken: unknown): string | null {
  if (typeof spoken !== 'string') return 'is no text; write what is to be said';
  if (!/[\p{L}\p{N}]/u.test(spoken)) return 'has nothing to say; write it in letters';
  if (spoken.length > longestReplacement)
    return `has ${spoken.length} characters; ${longestReplacement} can be used`;
  if (/[<>]|(?![\t\n])\p{Cc}/u.test(spoken)) return 'has markup or control characters; write plain words';
  return null;
}

/**
 * Makes a dictionary ready for use.
 * @throws InvalidInputError with the path of every bad entry, as in `pronunciations["New York"]`
 */
export function compilePronunciations(pronunciations: Pronunciations): Pronounce {
  if (typeof pronunciations !== 'object' || pronunciations === null || Array.isArray(pronunciations)) {
    throw new InvalidInputError('the pronunciations', [
      {path: 'pronunciations', message: 'is no dictionary; write it as {"word": "how it is said"}'},
    ]);
  }
  const entries = Object.entries(pronunciations);
  const issues: InputIssue[] = [];
  if (entries.length > mostEntries) {
    issues.push({
      path: 'pronunciations',
      message: `has ${entries.length} entries; ${mostEntries} can be used`,
    });
  }
  const exact = new Map<string, string>();
  const anyCase = new Map<string, string>();
  const expressions: Expression[] = [];
  for (const [key, spoken] of entries) {
    const problem = keyProblem(key) ?? replacementProblem(spoken);
    if (problem !== null) {
      issues.push({path: `pronunciations[${JSON.stringify(key.slice(0, 60))}]`, message: problem});
      continue;
    }
    const said = spoken.trim().replace(/\s+/gu, ' ');
    const expression = /^\/(.+)\/([a-z]*)$/su.exec(key);
    const word = key.normalize('NFC').replace(/[’ʼ]/gu, "'");
    if (expression) {
      const flags = expression[2]?.includes('i') === true ? 'iu' : 'u';
      expressions.push({pattern: new RegExp(`^(?:${expression[1]})$`, flags), spoken: said});
    } else if (word === word.toLowerCase()) {
      anyCase.set(word, said);
    } else {
      exact.set(word, said);
    }
  }
  if (issues.length > 0) throw new InvalidInputError('the pronunciations', issues);

  const whole = (word: string): string | null => {
    const known = exact.get(word) ?? anyCase.get(word.toLowerCase());
    if (known !== undefined) return known;
    if (word.length > longestMatched) return null;
    for (const {pattern, spoken} of expressions) if (pattern.test(word)) return word.replace(pattern, spoken);
    return null;
  };
  return (written) => {
    if (entries.length === 0 || written === '') return null;
    const word = written.normalize('NFC').replace(/[’ʼ]/gu, "'");
    const found = whole(word);
    if (found !== null) return found;
    const [, base, ending = ''] = /^(.+?)('s|')$/iu.exec(word) ?? [];
    const inflected = base === undefined ? null : whole(base);
    if (inflected !== null) return inflected + ending.toLowerCase();
    if (!word.includes('-')) return null;
    const parts = word.split('-').map((part) => ({part, said: whole(part)}));
    return parts.some(({said}) => said !== null) ? parts.map(({part, said}) => said ?? part).join(' ') : null;
  };
}
