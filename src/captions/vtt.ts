import type {Cue, CueAlignment} from './cues.ts';
import {linesOf} from './plain-text.ts';
import {directionOfCues, markDirection} from './text-direction.ts';
import {timestamp} from './timestamp.ts';
import {lineParts} from './word-times.ts';

export interface FormatVttOptions {
  readonly language: string;
  /** Writes the moment of each word into its line, `<00:00:01.000>`, where the cue knows it. Default false. */
  readonly wordTimes?: boolean;
  /** Puts each word whose time is known into a span of this class, `<c.word>`. Default none. */
  readonly wordClass?: string;
  /** Names the speaker of a cue, `<v Ada>`. Default false. */
  readonly speakers?: boolean;
}

const escapes: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;'};
/** Many players take `{\an8}` for an override in any format: an invisible joiner keeps it text. */
const escapeText = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign).replace(/\{(?=\\)/g, '{\u2060');
const className = (name: string): string => name.replace(/[^\p{L}\p{N}_-]+/gu, '-');

const rows = {top: ' line:0', middle: ' line:50%', bottom: ''};

/** WebVTT settings for a place on the number pad; below in the middle, the default, needs none. */
function settingsOf(alignment: CueAlignment = 2): string {
  const row = alignment >= 7 ? rows.top : alignment >= 4 ? rows.middle : rows.bottom;
  const column = alignment % 3;
  return row + (column === 1 ? ' position:0% align:left' : column === 0 ? ' position:100% align:right' : '');
}

function textOf(cue: Cue, lines: readonly string[], options: FormatVttOptions): string[] {
  const {wordTimes = false, wordClass} = options;
  const parts = wordTimes || wordClass !== undefined ? lineParts({...cue, lines}) : null;
  if (!parts) return lines.map(escapeText);
  let reached = Math.round(cue.startMs);
  return parts.map((line) =>
    line
      .map(({text, word}) => {
        if (!word) return escapeText(text);
        const at = Math.round(word.startMs);
        // A time inside a cue must come after the one before it and before the cue's end.
        const isDue = wordTimes && at > reached && at < Math.round(cue.endMs);
        if (isDue) reached = at;
        const span = wordClass === undefined ? '' : wordClass === '' ? 'c' : `c.${className(wordClass)}`;
        const body = span === '' ? escapeText(text) : `<${span}>${escapeText(text)}</c>`;
        return isDue ? `<${timestamp(at, '.')}>${body}` : body;
      })
      .join(''),
  );
}

/**
 * A WebVTT file (W3C WebVTT 1). `&`, `<` and `>` are escaped; the language stands in the header; a place other than
 * below in the middle becomes cue settings. Right-to-left lines get direction marks where they need them. Cues without
 * text are left out.
 */
export function formatVtt(cues: readonly Cue[], options: FormatVttOptions): string {
  const direction = directionOfCues(cues, options.language);
  const blocks = cues.flatMap((cue) => {
    const lines = linesOf(cue.lines.join('\n').replace(/\r\n?/g, '\n'), (line) => line);
    if (lines.length === 0) return [];
    const text = textOf(cue, lines, options).map((line) => markDirection(line, direction));
    const voice =
      options.speakers === true && cue.speaker !== undefined
        ? `<v ${escapeText(cue.speaker.replace(/\s+/gu, ' ').trim())}>`
        : '';
    const times = `${timestamp(cue.startMs, '.')} --> ${timestamp(cue.endMs, '.')}${settingsOf(cue.alignment)}`;
    return [`${times}\n${voice}${text.join('\n')}\n`];
  });
  const language = options.language.replace(/\s+/g, ' ');
  return [`WEBVTT\nKind: captions\nLanguage: ${language}\n`, ...blocks].join('\n');
}
