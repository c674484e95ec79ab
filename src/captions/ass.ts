import {InvalidInputError} from '../errors.ts';
import type {Cue, CueAlignment} from './cues.ts';
import {linesOf} from './plain-text.ts';
import {directionOfCues, markDirection} from './text-direction.ts';
import {lineParts} from './word-times.ts';

/** How the text of an ASS file looks. Colours are `#RRGGBB`, or `#RRGGBBAA` with 00 for fully transparent; lengths in px of the video. */
export interface AssStyle {
  readonly fontFamily: string;
  readonly fontSizePx: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly color: string;
  /** Colour of words not spoken yet, where karaoke times are written. */
  readonly aheadColor: string;
  readonly outlineColor: string;
  readonly shadowColor: string;
  readonly outlinePx: number;
  readonly shadowPx: number;
  readonly alignment: CueAlignment;
  readonly marginSidePx: number;
  readonly marginVerticalPx: number;
}

export interface FormatAssOptions {
  /** Size of the video in px; it becomes PlayResX and PlayResY, the units of every length. */
  readonly width: number;
  readonly height: number;
  /** Decides the direction of the text. Default: that of most letters. */
  readonly language?: string;
  readonly title?: string;
  /** Default: white on a dark outline, 1/18 of the shorter side high, above the lower tenth of the picture. */
  readonly style?: Partial<AssStyle>;
  /** Writes the time of each word where the cue knows it: `jump` recolours it at once (`\k`), `sweep` from its start to its end (`\kf`). Default none. */
  readonly karaoke?: 'jump' | 'sweep';
}

/** Events are timed in hundredths of a second. */
const hundredths = (ms: number): number => Math.max(0, Math.round(ms / 10));

function assTime(at: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(at / 360_000)}:${two(Math.floor(at / 6000) % 60)}:${two(Math.floor(at / 100) % 60)}.${two(at % 100)}`;
}

/** `#RRGGBB` or `#RRGGBBAA` as `&HAABBGGRR`, where the alpha counts the other way round: 00 is opaque. */
function assColor(color: string, field: string): string {
  const match = /^#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})?$/.exec(color);
  if (!match) {
    throw new InvalidInputError('the look of the ASS file', [
      {path: `style.${field}`, message: `'${color}' is no colour such as #1A2B3C or #1A2B3C80`},
    ]);
  }
  const [, red, green, blue, alpha = 'FF'] = match;
  const transparency = (255 - Number.parseInt(alpha, 16)).toString(16).padStart(2, '0');
  return `&H${transparency}${blue}${green}${red}`.toUpperCase();
}

/** A text as it is shown: braces escaped as libass reads them, a backslash kept from joining the letter after it. */
const escapeText = (text: string): string =>
  text.replace(/\\/g, '\\\u2060').replace(/[{}]/g, (brace) => `\\${brace}`);

/** Fields of a comma-separated line other than the last may hold neither commas nor line ends. */
const field = (text: string): string => text.replace(/[,\s]+/g, ' ').trim();

function eventText(
  cue: Cue,
  lines: readonly string[],
  options: FormatAssOptions,
  direction: 'ltr' | 'rtl',
): string {
  const whole = lines.map((line) => markDirection(escapeText(line), direction)).join('\\N');
  const parts = options.karaoke === undefined ? null : lineParts({...cue, lines});
  if (!parts) return whole;
  const tag = options.karaoke === 'sweep' ? 'kf' : 'k';
  const timed = parts.flat().flatMap(({word}) => (word ? [word] : []));
  const end = hundredths(cue.endMs);
  let reached = hundredths(cue.startMs);
  let index = 0;
  const written = parts.map((line) => {
    const text = line
      .map((part) => {
        if (!part.word) return escapeText(part.text);
        const startAt = Math.min(end, Math.max(reached, hundredths(part.word.startMs)));
        const next = timed[index + 1];
        index += 1;
        const until = Math.min(end, Math.max(startAt, hundredths(next?.startMs ?? part.word.endMs)));
        const wait = startAt > reached ? `{\\k${startAt - reached}}` : '';
        reached = until;
        return `${wait}{\\${tag}${until - startAt}}${escapeText(part.text)}`;
      })
      .join('');
    return markDirection(text, direction);
  });
  return written.join('\\N');
}

/**
 * An Advanced SubStation Alpha file (v4.00+), UTF-8. Times are rounded to hundredths of a second, the format's finest.
 * Braces and backslashes of the text are escaped as libass, the renderer of mpv, VLC and ffmpeg, reads them.
 * Right-to-left lines get direction marks where they need them. Cues without text are left out.
 * @throws InvalidInputError for a colour that is none, or a size that is not positive
 */
export function formatAss(cues: readonly Cue[], options: FormatAssOptions): string {
  const {width, height, language, title = '', karaoke} = options;
  for (const [path, value] of [
    ['width', width],
    ['height', height],
  ] as const) {
    if (!(Number.isFinite(value) && value >= 1)) {
      throw new InvalidInputError('the size of the ASS file', [
        {path, message: `must be the video's ${path} in px, but is ${value}`},
      ]);
    }
  }
  const short = Math.min(width, height);
  const style: AssStyle = {
    fontFamily: 'Arial',
    fontSizePx: Math.round(short / 18),
    bold: true,
    italic: false,
    color: '#FFFFFF',
    aheadColor: '#A6A6A6',
    outlineColor: '#0B0B0D',
    shadowColor: '#00000080',
    outlinePx: Math.max(1, Math.round(short / 270)),
    shadowPx: 0,
    alignment: 2,
    marginSidePx: Math.round(width * 0.08),
    marginVerticalPx: Math.round(height * 0.1),
    ...options.style,
  };
  const colors = [
    assColor(style.color, 'color'),
    // Words change from the second colour to the first as they are spoken.
    assColor(karaoke === undefined ? style.color : style.aheadColor, 'aheadColor'),
    assColor(style.outlineColor, 'outlineColor'),
    assColor(style.shadowColor, 'shadowColor'),
  ];
  const yes = (value: boolean) => (value ? -1 : 0);
  const styleFields = [
    'Default',
    field(style.fontFamily),
    style.fontSizePx,
    ...colors,
    yes(style.bold),
    yes(style.italic),
    0,
    0,
    100,
    100,
    0,
    0,
    1,
    style.outlinePx,
    style.shadowPx,
    style.alignment,
    style.marginSidePx,
    style.marginSidePx,
    style.marginVerticalPx,
    1,
  ];
  const direction = directionOfCues(cues, language);
  const events = cues.flatMap((cue) => {
    const lines = linesOf(cue.lines.join('\n').replace(/\r\n?/g, '\n'), (line) => line);
    if (lines.length === 0) return [];
    const start = hundredths(cue.startMs);
    const end = Math.max(start + 1, hundredths(cue.endMs));
    const place =
      cue.alignment === undefined || cue.alignment === style.alignment ? '' : `{\\an${cue.alignment}}`;
    const text = eventText(cue, lines, options, direction);
    return [
      `Dialogue: 0,${assTime(start)},${assTime(end)},Default,${field(cue.speaker ?? '')},0,0,0,,${place}${text}`,
    ];
  });
  return [
    '[Script Info]',
    `Title: ${title.replace(/\s+/gu, ' ').trim()}`,
    'ScriptType: v4.00+',
    'WrapStyle: 0',
    'ScaledBorderAndShadow: yes',
    'YCbCr Matrix: TV.709',
    `PlayResX: ${Math.round(width)}`,
    `PlayResY: ${Math.round(height)}`,
    '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    `Style: ${styleFields.join(',')}`,
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    ...events,
    '',
  ].join('\n');
}
