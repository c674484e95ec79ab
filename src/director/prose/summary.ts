import {wordCount} from '../source/grammar.ts';
import type {Draft} from './line.ts';
import type {Reading} from '../source/reading.ts';
import {splitSentences} from '../../quality/sentences.ts';
import type {ScriptInput} from '../../schema/index.ts';

const leansBack =
  /^(?:That|This|These|Those|It|They|He|She|There,|But|And|So|Then|Such|Another|As part of)\b/;

/** One or two sentences that say what the video tells: its claim, then the line that says most about it. */
export function summaryOf(reading: Reading, draft: Draft, scenes: ScriptInput['scenes']): string {
  const {material, salience} = reading;
  const claim = draft.hook.text.replace(/ Here’s (?:why|what we know|the short version)\.$/, '');
  const told =
    !/^(?:Here’s something|What we know|From )|things to know|That’s how/.test(claim) && wordCount(claim) >= 5
      ? claim
      : null;
  if (draft.lines.some((line) => line.entry)) {
    const opening = material.sentences.find((sentence) => sentence.rank === 0 && sentence.inBlock === 0);
    const intro =
      opening &&
      opening.kind === 'paragraph' &&
      wordCount(opening.text) <= 24 &&
      !leansBack.test(opening.text) &&
      !/\b(?:I|we|our|my)\b/i.test(opening.text)
        ? opening.text
        : null;
    return [told ?? draft.hook.text, intro].filter(Boolean).join(' ');
  }
  const lines = draft.lines
    .map((line, index) => ({
      text: scenes[index + 1]?.spoken ?? line.text,
      score: salience.score[line.from[0]?.index ?? -1] ?? 0,
    }))
    .map(({text, score}) => ({text: splitSentences(text)[0]!.text, score}))
    .filter(
      ({text}) =>
        !leansBack.test(text) && !/[“”]|\b(?:this|these|those)\b/.test(text) && wordCount(text) >= 6,
    );
  // A question is answered by the line behind it.
  const best = (
    /^(?:definition|topic|question)$/.test(draft.hook.type)
      ? lines
      : lines.toSorted((a, b) => b.score - a.score)
  )[0]?.text;
  return [told, best].filter(Boolean).join(' ') || draft.hook.text;
}
