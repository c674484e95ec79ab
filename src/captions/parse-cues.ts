import type {ParsedCues} from './cue-problem.ts';
import type {Cue} from './cues.ts';
import {parseAss} from './parse-ass.ts';
import {parseVtt} from './parse-vtt.ts';
import {parseSrt} from './srt.ts';

export type CueFormat = 'srt' | 'vtt' | 'ass';

/** Tells a subtitle file's format by what stands in it, whatever it is called. SubRip where nothing else fits. */
export function cueFormatOf(text: string): CueFormat {
  const start = text
    .slice(0, 20_000)
    .replace(/^\uFEFF+/, '')
    .trimStart();
  if (/^WEBVTT(?:\s|$)/.test(start)) return 'vtt';
  return /^\[(?:Script Info|V4\+? Styles|Events)\]/im.test(start) || /^Dialogue\s*:/im.test(start)
    ? 'ass'
    : 'srt';
}

/** Reads a SubRip, WebVTT or ASS file, told by its content. Never throws; see `problems`. */
export function parseCues(text: string): ParsedCues & {readonly format: CueFormat} {
  const format = cueFormatOf(text);
  const parse = {srt: parseSrt, vtt: parseVtt, ass: parseAss}[format];
  return {...parse(text), format};
}

/**
 * The text of a subtitle file's bytes: UTF-8 or UTF-16 by its BOM or its zero bytes, UTF-8 without one, else the old
 * single-byte encoding of the West. Never throws.
 * @param encoding a label of the WHATWG Encoding Standard (`windows-1256`, `shift_jis`) for files that are neither
 */
export function decodeCueFile(bytes: Uint8Array, encoding = 'windows-1252'): string {
  const [first = 0, second = 0] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const zeros = [0, 0];
  const looked = Math.min(bytes.length, 400);
  for (let at = 0; at < looked; at += 1) {
    if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (odd > looked / 4 && even < odd / 4) return new TextDecoder('utf-16le').decode(bytes);
  if (even > looked / 4 && odd < even / 4) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return new TextDecoder(encoding).decode(bytes);
  }
}

/**
 * Cues that never show together: one that is still on when the next starts ends there; cues that start together, as
 * two speakers do, become one with the lines of both.
 */
export function withoutOverlaps(cues: readonly Cue[]): Cue[] {
  const together: [Cue, ...Cue[]][] = [];
  for (const cue of cues.toSorted((a, b) => a.startMs - b.startMs)) {
    const group = together.at(-1);
    if (group && group[0].startMs === cue.startMs) group.push(cue);
    else together.push([cue]);
  }
  return together.map((group, index) => {
    const cue = joined(group);
    const next = together[index + 1]?.[0].startMs ?? Infinity;
    return cue.endMs > next ? {...cue, endMs: next} : cue;
  });
}

/** Cues that start together as one: nobody in particular says it, and its words are known where those of all are. */
function joined([first, ...others]: readonly [Cue, ...Cue[]]): Cue {
  if (others.length === 0) return first;
  const group = [first, ...others];
  const {speaker: _, words: __, ...rest} = first;
  const words = group.flatMap((cue) => cue.words ?? []);
  return {
    ...rest,
    ...(group.every((cue) => cue.words) ? {words} : {}),
    endMs: group.reduce((latest, {endMs}) => Math.max(latest, endMs), 0),
    lines: group.flatMap(({lines}) => lines),
  };
}
