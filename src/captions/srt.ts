import {fileLines, ProblemList, settleTimes, type FoundCue, type ParsedCues} from './cue-problem.ts';
import type {Cue} from './cues.ts';
import {guardMarkup, linesOf, plainSrtText} from './plain-text.ts';
import {directionOfCues, markDirection, stripDirectionMarks} from './text-direction.ts';
import {timedBlocks} from './timed-blocks.ts';
import {timestamp} from './timestamp.ts';

export interface FormatSrtOptions {
  /** Decides the direction of the text. Default: that of most letters. */
  readonly language?: string;
}

/**
 * A SubRip file: UTF-8 text without BOM, `\n` line ends. An arrow inside a text, which players would take for a time,
 * becomes `→`; what they would take for a tag or an entity gets an invisible joiner. A place other than below in the
 * middle is written as `{\an8}`, which most players know. Right-to-left lines get direction marks where they need
 * them. Cues without text are left out.
 */
export function formatSrt(cues: readonly Cue[], {language}: FormatSrtOptions = {}): string {
  const direction = directionOfCues(cues, language);
  return cues
    .map(({startMs, endMs, lines, alignment = 2}) => ({
      times: `${timestamp(startMs, ',')} --> ${timestamp(endMs, ',')}`,
      place: alignment === 2 ? '' : `{\\an${alignment}}`,
      text: linesOf(lines.join('\n').replace(/\r\n?/g, '\n'), (line) => line).map((line) =>
        markDirection(guardMarkup(line.replaceAll('-->', '→')), direction),
      ),
    }))
    .filter(({text}) => text.length > 0)
    .map(({times, place, text}, index) => `${index + 1}\n${times}\n${place}${text.join('\n')}\n`)
    .join('\n');
}

/**
 * Reads a SubRip file from anywhere and never throws: BOM, any line ends, missing or wrong numbers, dots for commas,
 * hours missing, coordinates, blank lines inside and missing between cues. Tags of HTML and SubStation Alpha are taken
 * off, `{\an8}` becomes the cue's place, entities become their signs. What was wrong stands in `problems` with its
 * line; a cue whose times cannot be read, or without text, is left out. Nothing readable gives no cues and the reason.
 */
export function parseSrt(text: string): ParsedCues {
  const list = new ProblemList();
  const lines = fileLines(text);
  const found: FoundCue[] = [];
  for (const block of timedBlocks(lines, () => false, list)) {
    const {text: plain, alignment} = plainSrtText(block.text);
    const own = linesOf(plain, stripDirectionMarks);
    if (own.length === 0) {
      list.add(block.line, 'the cue has no text; it was left out');
      continue;
    }
    const {startMs, endMs} = block;
    const cue: Cue = {
      startMs,
      endMs,
      lines: own,
      ...(alignment === undefined || alignment === 2 ? {} : {alignment}),
    };
    found.push({line: block.line, cue});
  }
  return {cues: settleTimes(found, list), problems: list.sorted()};
}
