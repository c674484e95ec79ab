import {audienceLevel} from './audience.ts';
import {finish} from '../prose/finish.ts';
import {wordCount} from '../source/grammar.ts';
import type {Draft, Line} from '../prose/line.ts';
import type {Reading} from '../source/reading.ts';
import {splitSentences} from '../../quality/sentences.ts';
import {splitLong} from '../prose/split-long.ts';
import type {StyleSheet} from './style-sheet.ts';
import {shortLine} from './style-weights.ts';
import {isSpeakable} from '../prose/variants.ts';

/** Two short sentences that were one in the source read as one again. */
const joins: readonly (readonly [RegExp, string])[] = [
  [/\. That’s because /, ' because '],
  [/\. And (?=\p{L})/u, ', and '],
  [/\. But (?=\p{L})/u, ', but '],
  [/\. So (?=\p{L})/u, ', so '],
  [/\. That includes /, ', including '],
  [/\. That means (?=\p{L})/u, ', which means '],
];

const proper = /^(?:I\b|\p{Lu}\S*\p{Lu}|\d)/u;

/** Joins what was split for the ear, where a style likes long sentences and the joined one is not too long. */
function joined(text: string, longest: number): string {
  let line = text;
  for (const [pattern, by] of joins) {
    const match = pattern.exec(line);
    if (!match || /[“”]/.test(line)) continue;
    const rest = line.slice(match.index + match[0].length);
    // The word behind starts no sentence any more; it was lower-case unless it is a name, which only the split knows.
    if (proper.test(rest) || /^\p{Lu}/u.test(rest)) continue;
    const whole = `${line.slice(0, match.index)}${by}${rest}`;
    if (splitSentences(whole).every((span) => wordCount(span.text) <= longest)) line = whole;
  }
  return line;
}

/** The lines of a draft in sentences of the length that a style and its viewers want. Nothing of substance changes. */
export function styleDraft(draft: Draft, reading: Reading, sheet: StyleSheet): Draft {
  const {tagger, brief} = reading;
  const longest = Math.min(sheet.sentenceWords.max, audienceLevel(brief.audience).longestSentence ?? 40);
  const aim = Math.min(sheet.sentenceWords.mean + 2, longest);
  const shape = (line: Line): Line => {
    if (/[“”]/.test(line.text) || line.entry?.step === true) return line;
    if (longest >= 19) {
      const text = joined(line.text, longest);
      return text === line.text ? line : {...line, text, operations: [...line.operations, 'join-for-style']};
    }
    const {text, operations} = splitLong(finish(line.text), tagger, aim);
    const split =
      operations.length === 0 || !isSpeakable(text)
        ? line
        : {...line, text, operations: [...line.operations, ...operations, 'split-for-style']};
    return shortLine(split, longest, reading);
  };
  return {...draft, lines: draft.lines.map(shape)};
}
