import {fileLines, ProblemList, settleTimes, type FoundCue, type ParsedCues} from './cue-problem.ts';
import type {Cue, CueAlignment} from './cues.ts';
import {alignmentIn, decodeEntities, linesOf, removeGuards} from './plain-text.ts';
import {stripDirectionMarks, withoutDirectionMarks} from './text-direction.ts';
import {timedBlocks} from './timed-blocks.ts';
import {parseTimestamp} from './timestamp.ts';
import {wordsOfTimedText, type TimedText} from './word-times.ts';

const comment = /^(?:NOTE(?:\s|$)|STYLE\s*$|REGION\s*$)/;

/** Blanks the header and the NOTE, STYLE and REGION blocks, so that the numbers of lines stay. */
function cueLinesOf(
  lines: readonly string[],
  list: ProblemList,
): {readonly own: string[]; readonly language?: string} {
  const own = [...lines];
  let language: string | undefined;
  let at = 0;
  while (at < own.length && (own[at] ?? '').trim() === '') at += 1;
  if (/^WEBVTT(?:\s|$)/.test(own[at] ?? '')) {
    for (; at < own.length && (own[at] ?? '').trim() !== '' && !(own[at] ?? '').includes('-->'); at += 1) {
      language ??= /^Language:\s*([A-Za-z][A-Za-z0-9-]*)\s*$/i.exec(own[at] ?? '')?.[1];
      own[at] = '';
    }
  } else if (at < own.length) {
    list.add(at + 1, 'the file does not begin with WEBVTT; players of the web refuse it');
  }
  for (; at < own.length; at += 1) {
    if ((own[at - 1] ?? '').trim() !== '' || !comment.test(own[at] ?? '')) continue;
    // A style sheet may not hold a blank line, but some do: it ends with its last brace.
    let open = 0;
    const isSheet = (own[at] ?? '').startsWith('STYLE');
    for (; at < own.length; at += 1) {
      const line = own[at] ?? '';
      if (line.includes('-->') || (line.trim() === '' && open <= 0)) break;
      if (isSheet) open += (line.match(/\{/g)?.length ?? 0) - (line.match(/\}/g)?.length ?? 0);
      own[at] = '';
    }
  }
  return language === undefined ? {own} : {own, language};
}

/** The nearest place of the number pad for the settings of a cue. */
function alignmentOf(settings: string): CueAlignment {
  const line = /(?:^|\s)line:(-?\d+(?:\.\d+)?)(%?)/.exec(settings);
  const align = /(?:^|\s)align:(start|left|center|middle|end|right)/.exec(settings)?.[1];
  let row = 0;
  if (line) {
    const value = Number(line[1]);
    // Counted in lines from the top, or from the bottom where negative; a video holds about fifteen.
    const share = line[2] === '%' ? value / 100 : value < 0 ? 1 + value / 15 : value / 15;
    row = share < 1 / 3 ? 2 : share < 2 / 3 ? 1 : 0;
  }
  const column = align === 'start' || align === 'left' ? 0 : align === 'end' || align === 'right' ? 2 : 1;
  return (row * 3 + column + 1) as CueAlignment;
}

interface VttText {
  readonly parts: readonly TimedText[];
  readonly timed: boolean;
  readonly speaker: string | undefined;
}

const markup = /<(\/?[a-zA-Z][^<>]*|\/|[\d:.]+)?>|\{\\[^{}]*\}/g;

/** Cuts the text of a cue at its inner times and takes off its tags. */
function readText(text: string, startMs: number): VttText {
  const parts: TimedText[] = [];
  let at = 0;
  let moment = startMs;
  let timed = false;
  let speaker: string | undefined;
  let plain = '';
  const close = () => {
    if (plain !== '') parts.push({text: removeGuards(decodeEntities(plain)), startMs: moment});
    plain = '';
  };
  for (const match of text.matchAll(markup)) {
    plain += text.slice(at, match.index);
    at = match.index + match[0].length;
    const content = match[1] ?? '';
    const inner = /^\d/.test(content) ? parseTimestamp(content) : null;
    if (inner !== null) {
      close();
      moment = Math.max(moment, inner);
      timed = true;
    } else if (/^v[\s.]/.test(content)) {
      const name = content.replace(/^v[^\s]*\s*/, '');
      if (name !== '') speaker ??= decodeEntities(name).trim();
    } else if (/^br\b/i.test(content)) plain += '\n';
  }
  plain += text.slice(at);
  close();
  return {parts, timed, speaker};
}

/**
 * Reads a WebVTT file from anywhere and never throws: header text, NOTE, STYLE and REGION blocks, names of cues,
 * settings, tags, entities, inner times (they become the times of the words), blank lines inside cues, commas for dots,
 * hours missing or any number of digits. `<v Ada>` becomes the speaker, `line` and `align` the nearest place. What was
 * wrong stands in `problems` with its line; nothing readable gives no cues and the reason.
 */
export function parseVtt(text: string): ParsedCues {
  const list = new ProblemList();
  const {own, language} = cueLinesOf(fileLines(text), list);
  const found: FoundCue[] = [];
  for (const block of timedBlocks(own, () => true, list)) {
    const {startMs, endMs} = block;
    const {parts, timed, speaker} = readText(block.text, startMs);
    const lines = linesOf(parts.map((part) => part.text).join(''), stripDirectionMarks);
    if (lines.length === 0) {
      list.add(block.line, 'the cue has no text; it was left out');
      continue;
    }
    const alignment =
      (block.text.includes('{\\') ? alignmentIn(block.text) : undefined) ?? alignmentOf(block.settings);
    const bare = parts.map((part) => ({
      ...part,
      text: withoutDirectionMarks(part.text),
    }));
    const cue: Cue = {
      startMs,
      endMs,
      lines,
      ...(timed ? {words: wordsOfTimedText(bare, Math.max(startMs, endMs))} : {}),
      ...(alignment === 2 ? {} : {alignment}),
      ...(speaker === undefined ? {} : {speaker}),
    };
    found.push({line: block.line, cue});
  }
  return {
    cues: settleTimes(found, list),
    problems: list.sorted(),
    ...(language === undefined ? {} : {language}),
  };
}
