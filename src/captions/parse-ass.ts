import {fileLines, ProblemList, settleTimes, type FoundCue, type ParsedCues} from './cue-problem.ts';
import type {Cue, CueAlignment} from './cues.ts';
import {alignmentIn, linesOf} from './plain-text.ts';
import {stripDirectionMarks, withoutDirectionMarks} from './text-direction.ts';
import {parseTimestamp} from './timestamp.ts';
import {wordsOfTimedText, type TimedText} from './word-times.ts';

const eventFields = [
  'layer',
  'start',
  'end',
  'style',
  'name',
  'marginl',
  'marginr',
  'marginv',
  'effect',
  'text',
];

const fieldNames = (line: string): string[] =>
  line
    .slice(line.indexOf(':') + 1)
    .split(',')
    .map((name) => name.trim().toLowerCase());

/** Splits into as many fields as there are names; the last one keeps its commas. */
function fieldsOf(line: string, count: number): string[] | null {
  const fields: string[] = [];
  let at = line.indexOf(':') + 1;
  for (let index = 0; index + 1 < count; index += 1) {
    const comma = line.indexOf(',', at);
    if (comma < 0) return null;
    fields.push(line.slice(at, comma).trim());
    at = comma + 1;
  }
  fields.push(line.slice(at));
  return fields;
}

interface AssText {
  readonly parts: readonly TimedText[];
  readonly timed: boolean;
  readonly alignment: CueAlignment | undefined;
}

const visible = (text: string): string =>
  text
    .replace(/\\N/g, '\n')
    .replace(/\\n/g, ' ')
    .replace(/\\h/g, '\u00A0')
    .replace(/\\([{}])/g, '$1')
    .replace(/\\\u2060/g, '\\');

/** Cuts the text of an event at its karaoke times and takes off overrides, comments and drawings. */
function readText(text: string, startMs: number): AssText {
  const parts: TimedText[] = [];
  let moment = startMs;
  let next = startMs;
  let timed = false;
  let isDrawing = false;
  let alignment: CueAlignment | undefined;
  let at = 0;
  const take = (to: number) => {
    if (!isDrawing && to > at) parts.push({text: visible(text.slice(at, to)), startMs: moment});
  };
  for (const match of text.matchAll(/(?<!\\)\{([^{}]*)\}/g)) {
    take(match.index);
    at = match.index + match[0].length;
    const block = match[1] ?? '';
    alignment ??= alignmentIn(block);
    for (const [, name, value] of block.matchAll(/\\(k[fot]?|K|p(?=\d))\s*(\d+(?:\.\d+)?)/g)) {
      if (name === 'p') isDrawing = Number(value) > 0;
      else if (name === 'kt') next = startMs + Number(value) * 10;
      else {
        timed = true;
        moment = next;
        next = moment + Number(value) * 10;
      }
    }
  }
  take(text.length);
  return {parts, timed, alignment};
}

/**
 * Reads an ASS or SSA file from anywhere and never throws: any order of fields, missing Format lines, comments,
 * overrides, drawings (no text, so left out), karaoke (`\k`, `\kf`, `\K`, `\ko` become the times of the words), names of speakers
 * and places, of the event or of its style. What was wrong stands in `problems` with its line; nothing readable gives no
 * cues and the reason.
 */
export function parseAss(text: string): ParsedCues {
  const list = new ProblemList();
  const found: FoundCue[] = [];
  const placeOf = new Map<string, CueAlignment>();
  let section = '';
  let styleFields: readonly string[] = [];
  let fields: readonly string[] = eventFields;
  const lines = fileLines(text);
  let isSsa = false;
  for (const [index, raw] of lines.entries()) {
    const line = raw.trimStart();
    const heading = /^\[([^\]]{1,60})\]\s*$/.exec(line)?.[1];
    if (heading !== undefined) {
      section = heading.toLowerCase();
      if (section.startsWith('v4 styles')) isSsa = true;
      continue;
    }
    if (/styles\+?$/.test(section)) {
      if (/^format\s*:/i.test(line)) styleFields = fieldNames(line);
      else if (/^style\s*:/i.test(line)) {
        const values = fieldsOf(line, styleFields.length) ?? [];
        const name = values[styleFields.indexOf('name')] ?? '';
        const place = (values[styleFields.indexOf('alignment')] ?? '').trim();
        const alignment = alignmentIn(isSsa ? `\\a${place}` : `\\an${place}`);
        if (alignment !== undefined) placeOf.set(name.replace(/^\*+/, ''), alignment);
      }
      continue;
    }
    if (/^format\s*:/i.test(line) && (section === 'events' || section === '')) {
      const names = fieldNames(line);
      if (names.includes('start') && names.includes('text')) fields = names;
      else
        list.add(index + 1, 'the format of the events names no start or no text; the usual order is taken');
      continue;
    }
    if (!/^dialogue\s*:/i.test(line)) continue;
    const values = fieldsOf(line, fields.length);
    const value = (name: string): string => values?.[fields.indexOf(name)] ?? '';
    const startMs = parseTimestamp(value('start'));
    const endMs = parseTimestamp(value('end'));
    if (startMs === null) {
      list.add(index + 1, `the event "${line.slice(0, 60)}" has no time that can be read; it was left out`);
      continue;
    }
    if (endMs === null) list.add(index + 1, 'the time at which the event ends cannot be read');
    const {parts, timed, alignment} = readText(value('text'), startMs);
    const own = linesOf(parts.map((part) => part.text).join(''), stripDirectionMarks);
    // Drawings and effects are events without words: usual, and no fault.
    if (own.length === 0) continue;
    const place = alignment ?? placeOf.get(value('style').replace(/^\*+/, '')) ?? 2;
    const speaker = (value('name') || value('actor')).trim();
    const bare = parts.map((part) => ({
      ...part,
      text: withoutDirectionMarks(part.text),
    }));
    const cue: Cue = {
      startMs,
      endMs: endMs ?? startMs,
      lines: own,
      ...(timed ? {words: wordsOfTimedText(bare, Math.max(startMs, endMs ?? startMs))} : {}),
      ...(place === 2 ? {} : {alignment: place}),
      ...(speaker === '' ? {} : {speaker}),
    };
    found.push({line: index + 1, cue});
  }
  if (lines.every((line) => line.trim() === '')) list.add(1, 'the file is empty');
  else if (found.length === 0)
    list.add(1, 'no line is an event with words (Dialogue: 0,0:00:01.00,0:00:02.00,…)');
  return {cues: settleTimes(found, list), problems: list.sorted()};
}
