import type {Line} from '../prose/line.ts';
import {reword} from '../prose/reword.ts';
import {contract, Introductions} from '../prose/spoken.ts';
import {isSpeakable} from '../prose/variants.ts';
import {unfaithful} from '../source/faithfulness.ts';
import type {Material, Sentence} from '../source/material.ts';
import type {Reading} from '../source/reading.ts';
import {paceOf, secondsOf} from '../../quality/speech-time.ts';
import {runsOf} from '../../quality/verbatim.ts';

/** A line of a draft as it will be said. */
export interface SpokenLine {
  readonly line: Line;
  readonly spoken: string;
  readonly from: readonly Sentence[];
  readonly operations: readonly string[];
}

/**
 * The lines of a draft in everyday words: short forms, people and acronyms introduced, long copied runs worded anew.
 * @param room seconds that the lines together may take longer than as they were chosen
 */
export function spokenLines(
  lines: readonly Line[],
  reading: Reading,
  isName: (word: string) => boolean,
  room: number,
): SpokenLine[] {
  const {brief, material, tagger, style} = reading;
  const pace = paceOf(style);
  const introductions = new Introductions(material);
  const copiedFrom = runsOf((brief.sources ?? []).filter((source) => source.own !== true));
  let roomLeft = room;
  return lines.map((line) => {
    const contracted = contract(line.text, style);
    let spoken = contracted.text;
    let from = [...line.from];
    const operations = [...line.operations, ...(contracted.changed ? ['contract'] : [])];
    const introduced = introductions.introduce(spoken, roomLeft);
    if (
      introduced.text !== spoken &&
      isSpeakable(introduced.text) &&
      unfaithful(introduced.text, windowOf([...from, ...introduced.from], material)) === null
    ) {
      roomLeft -= secondsOf(introduced.text, pace) - secondsOf(spoken, pace);
      spoken = introduced.text;
      from = [...from, ...introduced.from];
      operations.push(...introduced.operations);
    }
    const reworded = reword(spoken, copiedFrom, tagger, isName);
    const counts = new Set(line.entry ? [line.entry.n, line.entry.total] : []);
    if (reworded.text !== spoken && unfaithful(reworded.text, windowOf(from, material), counts) === null) {
      spoken = reworded.text;
      operations.push(...reworded.operations);
    }
    return {line, spoken, from, operations};
  });
}

/** The words of the source that sentences were read from. */
function windowOf(sentences: readonly Sentence[], material: Material): string {
  return sentences
    .map(
      (sentence) =>
        material.sources[sentence.source]?.blocks[sentence.block]?.text.slice(sentence.start, sentence.end) ??
        sentence.text,
    )
    .join(' ');
}
