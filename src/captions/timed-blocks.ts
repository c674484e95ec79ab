import type {ProblemList} from './cue-problem.ts';
import {parseTimestamp} from './timestamp.ts';

/** A time line of a SubRip or WebVTT file and the lines of text that belong to it. */
export interface TimedBlock {
  /** From 1. */
  readonly line: number;
  readonly startMs: number;
  readonly endMs: number;
  /** What stands after the times: WebVTT settings, SubRip coordinates. */
  readonly settings: string;
  readonly text: string;
}

/** No time line is longer; longer lines are text, however many arrows they hold. */
const longestTimeLine = 300;
const timeLine =
  /^\s*(-?\s?\d[\d:.,]*(?: ?[.,:] ?\d+)*)\s*(?:-{1,3} ?>|[–—]>|→)\s*(-?\s?\d[\d:.,]*(?: [.,] ?\d+)?)?(?:\s+(.*))?$/;
/** Begins like a time line, although it cannot be read as one. */
const brokenTimeLine = /^\s*-?\d+\s*:[^>]{0,40}-->/;

type Anchor =
  | {readonly at: number; readonly times: readonly [number, number]; readonly settings: string}
  | {readonly at: number; readonly times: null};

function anchorAt(lines: readonly string[], at: number, list: ProblemList): Anchor | null {
  const line = lines[at] ?? '';
  if (line.length > longestTimeLine || !/[>→]/.test(line)) return null;
  const match = timeLine.exec(line);
  const startMs = match ? parseTimestamp(match[1] ?? '') : null;
  if (match && startMs !== null) {
    const endMs = match[2] === undefined ? null : parseTimestamp(match[2]);
    if (endMs === null) list.add(at + 1, 'the time at which the cue ends cannot be read');
    return {at, times: [startMs, endMs ?? startMs], settings: match[3] ?? ''};
  }
  if (!brokenTimeLine.test(line)) return null;
  list.add(at + 1, `"${line.trim().slice(0, 60)}" cannot be read as two times; its cue was left out`);
  return {at, times: null};
}

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/**
 * Finds the cues of a file by their time lines, so that missing numbers, missing blank lines and blank lines inside a
 * text do no harm: a text runs to the number or name of the next cue.
 * @param isName whether the line between a blank one and a time line names the cue and is no text
 */
export function timedBlocks(
  lines: readonly string[],
  isName: (line: string) => boolean,
  list: ProblemList,
): TimedBlock[] {
  const anchors: Anchor[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const anchor = anchorAt(lines, at, list);
    if (anchor) anchors.push(anchor);
  }
  const blocks: TimedBlock[] = [];
  for (const [index, anchor] of anchors.entries()) {
    if (!anchor.times) continue;
    const next = anchors[index + 1];
    let to = next?.at ?? lines.length;
    const above = lines[to - 1];
    if (next && to - 1 > anchor.at && !isBlank(above)) {
      const isNumber = /^\s*\d{1,9}\s*$/.test(above ?? '');
      if (isNumber || (isBlank(lines[to - 2]) && isName(above ?? ''))) to -= 1;
    }
    while (to > anchor.at + 1 && isBlank(lines[to - 1])) to -= 1;
    const own = lines.slice(anchor.at + 1, to);
    // A blank line between the time and the text is a habit of some writers, one inside the text a fault.
    const firstText = own.findIndex((line) => !isBlank(line));
    const blankAt = firstText < 0 ? -1 : own.findIndex((line, at) => at > firstText && isBlank(line));
    if (blankAt >= 0)
      list.add(anchor.at + 2 + blankAt, 'a blank line stands inside the text of a cue; it was taken out');
    const text = own.filter((line) => !isBlank(line)).join('\n');
    const [startMs, endMs] = anchor.times;
    blocks.push({line: anchor.at + 1, startMs, endMs, settings: anchor.settings, text});
  }
  const firstText = lines.findIndex((line) => !isBlank(line));
  const first = anchors[0];
  if (firstText < 0) list.add(1, 'the file is empty');
  else if (!first)
    list.add(firstText + 1, 'no line holds the times of a cue (00:00:01,000 --> 00:00:02,000)');
  return blocks;
}
