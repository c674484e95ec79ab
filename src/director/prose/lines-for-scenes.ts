import type {Line} from './line.ts';
import type {PickedLine} from './plan-for-hook.ts';
import type {Candidate} from '../source/candidates.ts';
import {wordCount} from '../source/grammar.ts';
import {splitSentences} from '../../quality/sentences.ts';

/** Joins a short line to the one it leans on where there are more lines than scenes. */
export function joined(
  picks: readonly PickedLine[],
  most: number,
): {candidates: Candidate[]; text: string; operations: readonly string[]}[] {
  const lines = picks.map(({candidate, text, operations}) => ({candidates: [candidate], text, operations}));
  if (lines.length <= most) return lines;
  const at = lines
    .map((line, index) => ({index, words: wordCount(line.text), before: lines[index - 1]}))
    .filter(
      ({index, words, before}) =>
        before !== undefined &&
        lines[index]!.candidates[0]!.needsPrevious &&
        !/[“”]/.test(before.text + lines[index]!.text) &&
        words + wordCount(before.text) <= 24,
    )
    .sort((a, b) => a.words - b.words)[0]?.index;
  if (at === undefined) return lines;
  const before = lines[at - 1]!;
  const line = lines[at]!;
  lines.splice(at - 1, 2, {
    candidates: [...before.candidates, ...line.candidates],
    text: `${before.text} ${line.text}`,
    operations: [...before.operations, ...line.operations],
  });
  return lines;
}

/** Gives the two sentences of a long line a scene each, the longest first, while there is room for scenes. */
export function spread(lines: readonly Line[], most: number): Line[] {
  const result = [...lines];
  while (result.length < most) {
    const long = result
      .filter((line) => wordCount(line.text) > 20 && !/[“”]/.test(line.text))
      .map((line) => ({line, parts: splitSentences(line.text).map((span) => span.text)}))
      .filter(({parts}) => parts.length === 2 && parts.every((part) => wordCount(part) >= 6))
      .sort((a, b) => b.line.text.length - a.line.text.length)[0];
    if (!long) break;
    result.splice(result.indexOf(long.line), 1, ...long.parts.map((text) => ({...long.line, text})));
  }
  return result;
}
